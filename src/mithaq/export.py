"""Taking the data away: facts, the easy view, or all, in the formats of RDF or as tables.

The same knowledge base always gives the same bytes. What is derived is never mixed with what is
stated: formats that know graphs keep facts, view and ontology in three, beside a description of the
whole in VoID and DCAT.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

from mithaq.errors import FileError, InputError
from mithaq.names import BASE, OWN_PREFIXES, USUAL_PREFIXES, node, shorten
from mithaq.store import create, load_files
from mithaq.tables import TABLES, Table, table
from mithaq.view import derived_properties, derived_triples
from mithaq.void import description, part

if TYPE_CHECKING:
    from mithaq.opened import Opened

#: What can be exported.
WHAT = ("facts", "view", "all")

#: Formats that keep graphs apart.
WITH_GRAPHS = ("trig", "nquads")


def export(kb: Opened, what: str, fmt: str, out: IO[bytes]) -> None:
    """Write facts, the easy view or all to a stream in one of the formats of ``serialise``.

    Raises InputError for an unknown format.
    """
    from mithaq.serialise import write

    about = tuple(description(kb.facts, _sizes(kb))) if what == "all" else ()
    parts = _parts(what)
    if fmt not in WITH_GRAPHS:
        write(chain(about, *(_triples(kb, name) for name in parts)), fmt, out)
        return
    if about:
        write(about, fmt, out)
    for name in parts:
        write(_triples(kb, name), fmt, out, graph=part(name))


def _parts(what: str) -> tuple[str, ...]:
    return ("ontology", "facts", "view") if what == "all" else (what,)


def _triples(kb: Opened, name: str) -> Iterator[ox.Triple]:
    """Yield the triples of one part as they come, those that several files hold more than once."""
    if name == "view":
        yield from derived_triples(kb.view)
        return
    files = kb.home.fact_files() if name == "facts" else kb.home.ontology_files()
    for path in files:
        for quad in ox.parse(path=str(path)):
            yield quad.triple


def _sizes(kb: Opened) -> dict[str, int]:
    """Return how many triples each part has, none counted twice in one part."""
    ontology = frozenset(_triples(kb, "ontology"))
    shared = {triple for triple in _triples(kb, "facts") if triple in ontology}
    return {
        "ontology": len(ontology),
        "facts": len(kb.facts) - len(ontology) + len(shared),
        "view": sum(1 for _ in _triples(kb, "view")),
    }


def export_tables(kb: Opened, what: str, fmt: str, folder: Path) -> tuple[Path, ...]:
    """Write every table that has rows to a folder, as CSV (RFC 4180, UTF-8) or Parquet.

    Raises FileError when the folder cannot be made, InputError when pyarrow is needed and absent.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError("export.folder", path=folder, reason=error.strerror or "") from None
    written = []
    for found in tables(kb, what):
        path = folder / f"{found.name}.{fmt}"
        if fmt == "parquet":
            _write_parquet(found, path)
        else:
            path.write_text("".join(csv_lines(found)), encoding="utf-8", newline="")
        written.append(path)
    return tuple(written)


def tables(kb: Opened, what: str, names: Iterable[str] = TABLES) -> Iterator[Table]:
    """Yield the tables that have rows: facts with the easy view in ``all``, either alone else."""
    store = kb.view if what == "all" else _alone(kb, what)
    for name in names:
        found = table(store, name)
        if found.rows:
            yield found


def _alone(kb: Opened, what: str) -> ox.Store:
    """Return a store of the facts, or of the derived triples with the types of what they are
    about.
    """
    store = create()
    if what == "facts":
        load_files(store, kb.home.fact_files())
        return store
    derived = tuple(derived_triples(kb.view))
    types = (
        quad
        for subject in {t.subject for t in derived}
        for quad in kb.view.quads_for_pattern(subject, node("rdf:type"), None)
    )
    store.extend([*(ox.Quad(*triple) for triple in derived), *types])
    return store


def csv_lines(found: Table) -> Iterator[str]:
    """Yield the lines of a table in CSV, ended by CRLF (RFC 4180 §2)."""
    for row in (found.columns, *found.rows):
        yield ",".join(map(_field, row)) + "\r\n"


def _field(text: str) -> str:
    if any(character in text for character in ',"\n\r'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _write_parquet(found: Table, path: Path) -> None:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise InputError("export.no_pyarrow") from None
    columns = {
        name: [row[number] or None for row in found.rows]
        for number, name in enumerate(found.columns)
    }
    schema = pyarrow.schema([(name, pyarrow.string()) for name in found.columns])
    parquet.write_table(pyarrow.table(columns, schema=schema), path)


def jsonld_context(kb: Opened) -> dict[str, object]:
    """Return a JSON-LD 1.1 context: our prefixes, and every property under its local name, or under
    its prefixed name where a prefix is called the same.

    The values of properties that lead to things are read as IRIs.
    """
    context: dict[str, object] = {"id": "@id", "type": "@type"}
    context |= {**OWN_PREFIXES, **USUAL_PREFIXES}
    things = _subjects(kb.facts, "owl:ObjectProperty")
    texts = _subjects(kb.facts, "owl:DatatypeProperty") | derived_properties(kb.facts)
    for prop in sorted(things | texts, key=lambda p: p.value):
        if prop.value.startswith(BASE):
            short = shorten(prop.value)
            kind = {"@type": "@id"} if prop in things else {}
            local = short.partition(":")[2]
            context[short if local in context else local] = {"@id": short, **kind}
    return {"@context": context}


def _subjects(store: ox.Store, cls: str) -> frozenset[ox.NamedNode]:
    quads = store.quads_for_pattern(None, node("rdf:type"), node(cls))
    return frozenset(q.subject for q in quads if isinstance(q.subject, ox.NamedNode))
