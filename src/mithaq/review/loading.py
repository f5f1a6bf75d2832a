"""From files to articles under review: texts are read for candidates first, Turtle is taken as
candidates.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from mithaq.extract.pipeline import extract
from mithaq.extract.reading import read_document
from mithaq.extract.runner import Job
from mithaq.extract.words.lexicon import Lexicon
from mithaq.extract.writers import write_turtle
from mithaq.home import Home
from mithaq.names import node
from mithaq.review.candidates import Article, article
from mithaq.store import Reads
from mithaq.turtle import Document, parse, read

_SHA = node("mq:sha256")


class Loader:
    """Reads articles; the words of the ontology are compiled once, when first needed.

    `texts` are known texts by SHA-256, in which the words of candidates from Turtle are looked up.
    """

    def __init__(
        self,
        home: Home,
        cache: Path | None = None,
        published: str | None = None,
        texts: Mapping[str, str] | None = None,
    ) -> None:
        self._job = Job(home.ontology, cache)
        self._published, self._texts = published, texts or {}

    def article(self, path: Path, facts: Reads) -> Article | None:
        """Return the candidates of a file; None where a text reports no cooperation.

        Raises FileError for what cannot be read, SyntaxFault for Turtle that is none, InputError
        for candidates that cannot be reviewed.
        """
        if path.suffix == ".ttl":
            document = read(path)
            return article(document, facts, self._text_of(document))
        found = extract(read_document(path), self._lexicon, self._published)
        turtle = write_turtle(found)
        return article(parse(turtle, str(path)), facts, found.document.text) if turtle else None

    @cached_property
    def _lexicon(self) -> Lexicon:
        return self._job.lexicon()

    def _text_of(self, document: Document) -> str | None:
        digests = (t.object for t in document.triples if t.predicate == _SHA)
        named = (d.value for d in digests if isinstance(d, ox.Literal))
        return next((self._texts[d] for d in named if d in self._texts), None)
