"""``mithaq extract``: candidate facts from articles."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from mithaq.cli.command import Command
from mithaq.cli.edge import DATA_AT_FAULT
from mithaq.cli.settings import settings
from mithaq.cli.speech import tell
from mithaq.cli.width import directed
from mithaq.errors import FileError, InputError
from mithaq.home import Home
from mithaq.messages import say

if TYPE_CHECKING:
    from mithaq.extract.runner import Job, Result

_FORMATS = ("jsonl", "turtle", "text", "html")
_MANY = 20
_LIMIT, _MEGABYTE = 32, 1024 * 1024
_STREAM = Path("-")


@click.command("extract", cls=Command)
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE|DIR|-..."
)
@click.option("--format", "form", type=click.Choice(_FORMATS), default="jsonl")
@click.option("--published", metavar="DATE")
@click.option("--explain", is_flag=True)
@click.option("--jobs", type=click.IntRange(1, 256), default=1, metavar="N")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE|DIR")
@click.option("--resume", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--limit", type=click.IntRange(1), default=_LIMIT, metavar="MB")
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[Path, ...],
    form: str,
    published: str | None,
    explain: bool,
    jobs: int,
    output: Path | None,
    resume: Path | None,
    limit: int,
) -> None:
    """Extract."""
    from mithaq.extract.runner import Job
    from mithaq.model import PartialDate

    chosen = settings(ctx)
    if published is not None:
        PartialDate.parse(published)
    home = Home.at(chosen.home)
    job = Job(home.ontology, chosen.cache, form, chosen.lang, published, explain, limit * _MEGABYTE)
    done = _done(resume)
    every = _documents(files)
    paths = [path for path in every if _line(path) not in done]
    skipped = len(every) - len(paths)
    if skipped and not chosen.quiet:
        tell("extract.resumed", chosen.lang, count=skipped)
    if not paths and not skipped:
        raise InputError("extract.no-documents")
    read = records = failed = 0
    with ExitStack() as stack:
        sink = _Sink(stack, output, form, every, bool(done))
        ledger = _Ledger(stack, resume)
        for result in _shown(_results(paths, job, jobs), len(paths), chosen.lang, chosen.quiet):
            if result.failure is not None:
                failed += 1
                print(directed(result.failure, chosen.lang), file=sys.stderr)
                continue
            sink.write(result)
            ledger.note(result.path)
            read, records = read + 1, records + result.records
    if not chosen.quiet:
        counted = say("extract.records", chosen.lang, count=records)
        tell("extract.done", chosen.lang, count=read, records=counted)
    if failed:
        tell("extract.failed", chosen.lang, count=failed)
        ctx.exit(DATA_AT_FAULT)


def _documents(files: tuple[Path, ...]) -> list[Path]:
    """Return what is to be read, what was read before included."""
    from mithaq.extract.reading import documents_in

    return [
        document
        for path in files
        for document in ([path] if path == _STREAM else documents_in([path]))
    ]


def _results(paths: list[Path], job: Job, jobs: int) -> Iterator[Result]:
    from mithaq.extract.runner import Worker, run

    if paths == [_STREAM]:
        yield Worker(job).stream(sys.stdin.buffer.read(), "stdin.txt")
        return
    yield from run(paths, job, min(jobs, len(paths)))


def _shown(results: Iterable[Result], total: int, lang: str, quiet: bool) -> Iterator[Result]:
    """Show a bar on the terminal while many documents are read."""
    if quiet or total < _MANY or not sys.stderr.isatty():
        yield from results
        return
    label = say("extract.progress", lang)
    with click.progressbar(results, length=total, label=label, file=sys.stderr) as bar:
        yield from bar


class _Sink:
    """Where the output goes: standard output, one file, or a file per document in a folder.

    Documents of several folders keep their folders, so that no two of one name meet.
    """

    def __init__(
        self, stack: ExitStack, output: Path | None, form: str, every: list[Path], go_on: bool
    ) -> None:
        self._top = os.path.commonpath([path.absolute().parent for path in every])
        self._suffix = {"turtle": ".ttl", "text": ".txt"}.get(form, "." + form)
        self._folder = output if output is not None and output.is_dir() else None
        self._stream: TextIO = sys.stdout
        if output is not None and self._folder is None:
            if go_on and form == "jsonl" and output.is_file():
                _cut_torn_line(output)
            self._stream = _opened(stack, output, "a" if go_on else "w", "extract.unwritable")

    def write(self, result: Result) -> None:
        """Write the output of one document; nothing for one without records where that is so."""
        if self._folder is None:
            self._stream.write(result.output)
            self._stream.flush()
        elif result.output:
            place = self._folder / result.path.absolute().relative_to(self._top)
            place = place.with_name(place.name + self._suffix)
            try:
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(result.output, encoding="utf-8", newline="\n")
            except OSError as error:
                why = error.strerror
                raise FileError("extract.unwritable", path=place, why=why) from error


def _cut_torn_line(output: Path) -> None:
    """Drop the line that a killed run left half written; its document is read once more."""
    with output.open("rb+") as file:
        end = file.seek(0, os.SEEK_END)
        while end > 0:
            file.seek(end - 1)
            if file.read(1) == b"\n":
                break
            end -= 1
        file.truncate(end)


class _Ledger:
    """The list of documents already done, for an interrupted run to go on from."""

    def __init__(self, stack: ExitStack, path: Path | None) -> None:
        self._stream = None
        if path is not None:
            self._stream = _opened(stack, path, "a", "extract.state-unwritable")

    def note(self, path: Path) -> None:
        """Note one document as done, at once."""
        if self._stream is not None:
            self._stream.write(_line(path) + "\n")
            self._stream.flush()


def _line(path: Path) -> str:
    """Return a path as one line, though its name may hold the end of one."""
    return str(path).replace("\\", "\\\\").replace("\n", "\\n")


def _opened(stack: ExitStack, path: Path, mode: str, fault: str) -> TextIO:
    try:
        stream = path.open(mode, encoding="utf-8", errors="surrogateescape", newline="\n")
    except OSError as error:
        raise FileError(fault, path=path, why=error.strerror) from error
    return stack.enter_context(stream)  # type: ignore[return-value]


def _done(resume: Path | None) -> frozenset[str]:
    if resume is None or not resume.is_file():
        return frozenset()
    return frozenset(resume.read_text(encoding="utf-8", errors="surrogateescape").split("\n"))
