"""Writing solutions row by row, so that a limit falls between two rows and never inside one.

Formats: SPARQL 1.1 Query Results JSON, XML, CSV and TSV, with the triple terms and base directions
of RDF 1.2.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_ITS = ' xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0"'
_SPARQL = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'

#: The characters of Unicode that XML 1.0 cannot write.
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Written(NamedTuple):
    """An answer as bytes, how many rows or triples it holds, and the limit that cut it, if any."""

    body: bytes
    rows: int
    cut: str


class RowFormat(NamedTuple):
    """How solutions are written: what stands before, between and after rows, and each row.

    ``opening`` takes the variables and an IRI to link to, empty for none.
    """

    opening: Callable[[Sequence[str], str], str]
    row: Callable[[Sequence[str], Sequence[Term | None]], str]
    between: str
    closing: str


def write_rows(
    solutions: ox.QuerySolutions, name: str, max_rows: int, max_bytes: int, notice: str = ""
) -> Written:
    """Return solutions in the format ``name``, at most so many rows and bytes.

    ``notice`` is linked from the head of a JSON or XML answer that had to be cut.
    """
    written_as = ROW_FORMATS[name]
    variables = [variable.value for variable in solutions.variables]
    between = written_as.between.encode()
    rows: list[bytes] = []
    size, cut = 0, ""
    for solution in solutions:
        row = written_as.row(variables, tuple(solution)).encode()
        size += len(row) + len(between)
        cut = "rows" if len(rows) == max_rows else "bytes" if size > max_bytes else ""
        if cut:
            break
        rows.append(row)
    opening = written_as.opening(variables, notice if cut else "").encode()
    body = b"".join((opening, between.join(rows), written_as.closing.encode()))
    return Written(body, len(rows), cut)


def write_truth(truth: bool, name: str) -> Written:
    """Return the answer to ASK; in CSV and TSV, which have no form for it, it is the bare word."""
    word = "true" if truth else "false"
    forms = {
        "json": f'{{"head":{{}},"boolean":{word}}}',
        "xml": f"{_SPARQL}<head/><boolean>{word}</boolean></sparql>",
    }
    return Written(forms.get(name, word).encode(), 1, "")


def _json_opening(variables: Sequence[str], notice: str) -> str:
    link = f',"link":[{json.dumps(notice)}]' if notice else ""
    return f'{{"head":{{"vars":{json.dumps(variables)}{link}}},"results":{{"bindings":['


def _json_row(variables: Sequence[str], terms: Sequence[Term | None]) -> str:
    pairs = zip(variables, terms, strict=True)
    return "{" + ",".join(f'"{v}":{_json(t)}' for v, t in pairs if t is not None) + "}"


def _json(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f'{{"type":"uri","value":{_quote(term.value)}}}'
    if isinstance(term, ox.Literal):
        return f'{{"type":"literal","value":{_quote(term.value)}{_json_tag(term)}}}'
    if isinstance(term, ox.BlankNode):
        return f'{{"type":"bnode","value":{_quote(term.value)}}}'
    parts = (f'"{name}":{_json(part)}' for name, part in _parts(term))
    return f'{{"type":"triple","value":{{{",".join(parts)}}}}}'


def _json_tag(literal: ox.Literal) -> str:
    if literal.language is not None:
        direction = f',"its:dir":"{literal.direction}"' if literal.direction else ""
        return f',"xml:lang":"{literal.language}"{direction}'
    datatype = literal.datatype.value
    return "" if datatype == _STRING else f',"datatype":{_quote(datatype)}'


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _xml_opening(variables: Sequence[str], notice: str) -> str:
    names = "".join(f'<variable name="{variable}"/>' for variable in variables)
    link = f"<link href={quoteattr(notice)}/>" if notice else ""
    return f"{_SPARQL}<head>{names}{link}</head><results>\n"


def _xml_row(variables: Sequence[str], terms: Sequence[Term | None]) -> str:
    pairs = zip(variables, terms, strict=True)
    bound = (f'<binding name="{v}">{_xml(t)}</binding>' for v, t in pairs if t is not None)
    return f"<result>{''.join(bound)}</result>"


def _xml(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{_text(term.value)}</uri>"
    if isinstance(term, ox.Literal):
        return f"<literal{_xml_tag(term)}>{_text(term.value)}</literal>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{term.value}</bnode>"
    return f"<triple>{''.join(f'<{n}>{_xml(part)}</{n}>' for n, part in _parts(term))}</triple>"


def _xml_tag(literal: ox.Literal) -> str:
    if literal.language is not None:
        direction = f' its:dir="{literal.direction}"{_ITS}' if literal.direction else ""
        return f' xml:lang="{literal.language}"{direction}'
    datatype = literal.datatype.value
    return "" if datatype == _STRING else f" datatype={quoteattr(datatype)}"


def _text(text: str) -> str:
    """Escape text for XML 1.0; what it cannot hold becomes U+FFFD."""
    return escape(NOT_XML.sub("\ufffd", text), {"\r": "&#13;"})


def _csv_row(_: Sequence[str], terms: Sequence[Term | None]) -> str:
    return ",".join("" if t is None else _csv_field(_plain(t)) for t in terms) + "\r\n"


def _plain(term: Term) -> str:
    if isinstance(term, ox.Triple):
        return " ".join(_plain(part) for _, part in _parts(term))
    return str(term) if isinstance(term, ox.BlankNode) else term.value


def _csv_field(text: str) -> str:
    if any(c in text for c in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _tsv_row(_: Sequence[str], terms: Sequence[Term | None]) -> str:
    return "\t".join("" if term is None else str(term) for term in terms) + "\n"


def _parts(triple: ox.Triple) -> tuple[tuple[str, Term], ...]:
    return (
        ("subject", triple.subject),
        ("predicate", triple.predicate),
        ("object", triple.object),
    )


ROW_FORMATS = {
    "json": RowFormat(_json_opening, _json_row, ",\n", "]}}\n"),
    "xml": RowFormat(_xml_opening, _xml_row, "\n", "\n</results></sparql>\n"),
    "csv": RowFormat(lambda names, _: ",".join(names) + "\r\n", _csv_row, "", ""),
    "tsv": RowFormat(
        lambda names, _: "\t".join("?" + name for name in names) + "\n", _tsv_row, "", ""
    ),
}
