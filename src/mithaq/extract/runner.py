"""Many documents: in order, on several processes if wished, one bad file never stopping the rest.

Each document is extracted by itself, so the results are the same bytes whatever the number of
processes. Results come one at a time and are not kept.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mithaq.errors import MithaqError, StoreError
from mithaq.extract.encodings import LIMIT
from mithaq.extract.pipeline import extract
from mithaq.extract.reading import document_from_bytes, read_document
from mithaq.extract.values import Extraction
from mithaq.extract.words.lexicon import Lexicon, ontology_files
from mithaq.extract.writers import write_html, write_jsonl, write_text, write_turtle

FORMATS = {"jsonl": ".jsonl", "turtle": ".ttl", "text": ".txt", "html": ".html"}
_CHUNK = 8


@dataclass(frozen=True, slots=True)
class Job:
    """What every document of a run has in common; small enough to send to other processes."""

    ontology: Path
    cache: Path | None = None
    format: str = "jsonl"
    lang: str = "en"
    published: str | None = None
    explain: bool = False
    limit: int = LIMIT

    def lexicon(self) -> Lexicon:
        """Return the compiled words of the ontology, from the cache where it is current."""
        kept = self.cache / "lexicon.bin" if self.cache is not None else None
        return Lexicon.from_ttl(ontology_files(self.ontology), kept)

    def write(self, extraction: Extraction, names: Mapping[str, str]) -> str:
        """Return an extraction in the format of the run, concepts by their names for people."""
        if self.format == "turtle":
            return write_turtle(extraction)
        if self.format == "text":
            return write_text(extraction, self.lang, self.explain, names)
        if self.format == "html":
            return write_html(extraction, self.lang, names)
        return write_jsonl(extraction)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one document: its output, or the sentence that says why there is none."""

    path: Path
    output: str
    records: int
    failure: str | None = None


class Worker:
    """Extracts documents one after the other with one lexicon."""

    def __init__(self, job: Job) -> None:
        self._job, self._lexicon = job, job.lexicon()
        # The lexicon lives as long as the process; walking it at each collection costs a fifth.
        gc.freeze()

    def file(self, path: Path) -> Result:
        """Extract one file; a fault becomes the result's failure."""
        try:
            document = read_document(path, self._job.limit)
            return self._result(path, extract(document, self._lexicon, self._published))
        except MithaqError as error:
            return Result(path, "", 0, error.say(self._job.lang))

    def stream(self, data: bytes, name: str) -> Result:
        """Extract a document given as bytes, such as standard input."""
        path = Path(name)
        try:
            document = document_from_bytes(data, name, limit=self._job.limit)
            return self._result(path, extract(document, self._lexicon, self._published))
        except MithaqError as error:
            return Result(path, "", 0, error.say(self._job.lang))

    @property
    def _published(self) -> str | None:
        return self._job.published

    def _result(self, path: Path, extraction: Extraction) -> Result:
        output = self._job.write(extraction, self._lexicon.names)
        return Result(path, output, len(extraction.records))


def run(paths: Iterable[Path], job: Job, processes: int = 1) -> Iterator[Result]:
    """Yield the result of each document, in the order of the paths.

    Raises StoreError when one of several processes was stopped from outside.
    """
    if processes <= 1:
        worker = Worker(job)
        yield from map(worker.file, paths)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    job.lexicon()
    with ProcessPoolExecutor(processes, get_context("spawn"), _start, (job,)) as pool:
        try:
            yield from pool.map(_extract_file, paths, chunksize=_CHUNK)
        except BrokenProcessPool:
            raise StoreError("extract.process-ended") from None


_OWN: list[Worker] = []


def _start(job: Job) -> None:
    _OWN[:] = [Worker(job)]


def _extract_file(path: Path) -> Result:
    return _OWN[0].file(path)
