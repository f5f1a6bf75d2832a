"""Writing what a check found: for people, for programs, for the reviews of code hosts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from mithaq.cli.width import directed, isolated
from mithaq.messages import say
from mithaq.model import Finding, Severity

FORMATS = ("text", "json", "github", "sarif", "turtle")

#: How grave: what `--fail-on` compares.
RANKS: Mapping[Severity, int] = MappingProxyType(
    {Severity.INFO: 0, Severity.WARNING: 1, Severity.VIOLATION: 2}
)

_GITHUB = {Severity.INFO: "notice", Severity.WARNING: "warning", Severity.VIOLATION: "error"}
_SARIF = {Severity.INFO: "note", Severity.WARNING: "warning", Severity.VIOLATION: "error"}
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def written(findings: Sequence[Finding], fmt: str, lang: str) -> str:
    """Return findings in one of FORMATS; nothing but the frame when there are none."""
    return _WRITERS[fmt](findings, lang)


def as_text(findings: Sequence[Finding], lang: str) -> str:
    """Return one line a finding, ``file:line:column: SEVERITY check message``, and hints below
    it.
    """
    return "".join(directed(line, lang) + "\n" for f in findings for line in _text(f, lang))


def _text(finding: Finding, lang: str) -> Iterator[str]:
    yield f"{_place(finding)}: {finding.severity.name} {finding.check} {finding.message}"
    if finding.value:
        yield f"    {say('findings.value', lang, value=isolated(finding.value))}"
    if finding.advice:
        yield f"    {finding.advice}"
    if finding.near:
        yield f"    {say('findings.near', lang, names=', '.join(finding.near))}"


def _place(finding: Finding) -> str:
    line, column = finding.position.line, finding.position.column
    return f"{_relative(finding.position.path)}:{line}:{column}"


def _relative(path: str) -> str:
    """Return a path below the present folder as seen from it, as editors and hosts expect."""
    try:
        return Path(path).resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path


def as_json(findings: Sequence[Finding], lang: str) -> str:
    """Return an array of objects with the fields of a finding."""
    from json import dumps

    del lang
    return dumps([_object(f) for f in findings], ensure_ascii=False, indent=2) + "\n"


def _object(finding: Finding) -> dict[str, object]:
    return {
        "file": _relative(finding.position.path),
        "line": finding.position.line,
        "column": finding.position.column,
        "severity": finding.severity.value,
        "check": finding.check,
        "message": finding.message,
        "focus": finding.focus or None,
        "path": finding.path or None,
        "value": finding.value or None,
        "near": list(finding.near),
    }


def as_github(findings: Sequence[Finding], lang: str) -> str:
    """Return workflow commands, which GitHub shows beside the lines of a change."""
    del lang
    return "".join(f"{_command(f)}\n" for f in findings)


def _command(finding: Finding) -> str:
    where = f"file={_property(_relative(finding.position.path))}"
    where += f",line={finding.position.line},col={finding.position.column}"
    message = finding.message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{_GITHUB[finding.severity]} {where},title={_property(finding.check)}::{message}"


def _property(text: str) -> str:
    return text.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")


def as_sarif(findings: Sequence[Finding], lang: str) -> str:
    """Return a SARIF 2.1.0 log with one run."""
    from json import dumps

    from mithaq import __version__

    del lang
    rules = [{"id": check} for check in sorted({f.check for f in findings})]
    driver = {"name": "mithaq", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "results": [_sarif_result(f) for f in findings]}
    log = {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return dumps(log, ensure_ascii=False, indent=2) + "\n"


def _sarif_result(finding: Finding) -> dict[str, object]:
    region = {"startLine": finding.position.line, "startColumn": finding.position.column}
    artifact = {"uri": _relative(finding.position.path)}
    return {
        "ruleId": finding.check,
        "level": _SARIF[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
    }


def as_turtle(findings: Sequence[Finding], lang: str) -> str:
    """Return a validation report (SHACL §3.6) in Turtle; results are named after their number."""
    import pyoxigraph as ox

    from mithaq.names import expand, node
    from mithaq.turtle import canonical

    report = ox.NamedNode("urn:mithaq:report")
    conforms = not any(f.severity is Severity.VIOLATION for f in findings)
    triples = [
        ox.Triple(report, node("rdf:type"), node("sh:ValidationReport")),
        ox.Triple(report, node("sh:conforms"), ox.Literal(conforms)),
    ]
    for number, finding in enumerate(findings, start=1):
        result = ox.NamedNode(f"urn:mithaq:result:{number}")
        triples += [
            ox.Triple(report, node("sh:result"), result),
            ox.Triple(result, node("rdf:type"), node("sh:ValidationResult")),
            ox.Triple(result, node("sh:resultSeverity"), node(f"sh:{finding.severity.value}")),
            ox.Triple(result, node("sh:resultMessage"), ox.Literal(finding.message, language=lang)),
        ]
        named = (("focusNode", finding.focus), ("resultPath", finding.path))
        for name, short in named:
            if ":" in short:
                triples.append(ox.Triple(result, node(f"sh:{name}"), ox.NamedNode(expand(short))))
        if finding.check:
            check = ox.NamedNode(expand(f"mqs:{finding.check}"))
            triples.append(ox.Triple(result, node("sh:sourceShape"), check))
    return canonical(triples)


_WRITERS: Mapping[str, Callable[[Sequence[Finding], str], str]] = MappingProxyType(
    {
        "text": as_text,
        "json": as_json,
        "github": as_github,
        "sarif": as_sarif,
        "turtle": as_turtle,
    }
)
