"""``mithaq validate``: check facts against the rules."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mithaq.cli.command import Command
from mithaq.cli.edge import DATA_AT_FAULT
from mithaq.cli.findings import FORMATS, RANKS, written
from mithaq.cli.settings import Settings, settings
from mithaq.cli.speech import tell
from mithaq.errors import InputError, SyntaxFault
from mithaq.knowledge import KnowledgeBase
from mithaq.model import Finding, Position, Severity

SEVERITIES = {severity.name.lower(): severity for severity in Severity}
ENGINES = ("fast", "reference")


@click.command("validate", cls=Command)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option("-f", "--format", "fmt", type=click.Choice(FORMATS), default="text")
@click.option("--texts", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--engine", type=click.Choice(ENGINES), default="fast")
@click.option("--fail-on", type=click.Choice(tuple(SEVERITIES)), default="violation")
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[Path, ...],
    fmt: str,
    texts: Path | None,
    engine: str,
    fail_on: str,
) -> None:
    """Validate."""
    chosen = settings(ctx)
    if engine == "reference" and files:
        raise InputError("cli.conflict", one="--engine reference", other="FILE")
    kb = chosen.open()
    findings = _findings(kb, files, engine, chosen.lang)
    if texts is not None and not _unreadable(findings):
        findings += _texts(kb, texts, chosen.lang)
    sys.stdout.write(written(findings, fmt, chosen.lang))
    _sum_up(findings, chosen)
    if any(RANKS[f.severity] >= RANKS[SEVERITIES[fail_on]] for f in findings):
        ctx.exit(DATA_AT_FAULT)


def _findings(
    kb: KnowledgeBase, files: tuple[Path, ...], engine: str, lang: str
) -> tuple[Finding, ...]:
    """Return what the shapes find; a file that is not Turtle is a finding like any other."""
    faults = tuple(_syntax(files, lang))
    if faults:
        return faults
    try:
        if engine == "reference":
            from mithaq.reference import check_all

            return check_all(kb, lang)
        return kb.validate(files, lang=lang)
    except SyntaxFault as fault:
        return (_fault(fault, lang),)


def _syntax(files: tuple[Path, ...], lang: str) -> list[Finding]:
    from mithaq.turtle import read

    found = []
    for path in files:
        try:
            read(path)
        except SyntaxFault as fault:
            found.append(_fault(fault, lang))
    return found


def _fault(fault: SyntaxFault, lang: str) -> Finding:
    place = Position(fault.path, fault.line, fault.column)
    return Finding(place, Severity.VIOLATION, "syntax", fault.reason(lang))


def _unreadable(findings: tuple[Finding, ...]) -> bool:
    return any(finding.check == "syntax" for finding in findings)


def _texts(kb: KnowledgeBase, folder: Path, lang: str) -> tuple[Finding, ...]:
    from mithaq.texts import check_texts

    if not folder.is_dir():
        raise InputError("texts.no_folder", path=folder)
    return check_texts(kb.facts, kb.home, folder, lang)


def _sum_up(findings: tuple[Finding, ...], chosen: Settings) -> None:
    if chosen.quiet:
        return
    counts = {s: sum(f.severity is s for f in findings) for s in Severity}
    if not findings:
        tell("findings.none", chosen.lang)
        return
    tell(
        "findings.sum",
        chosen.lang,
        violations=counts[Severity.VIOLATION],
        warnings=counts[Severity.WARNING],
        notes=counts[Severity.INFO],
    )
