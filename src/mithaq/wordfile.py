"""The search index as a file, so that a search reads what its words lead to and nothing else.

It holds what ``search.Index`` gathers, turned around: from each word to the things whose texts have
it, with the text that weighs most. It is an SQLite file beside the store it was made from, and
gives the same hits in the same order.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from hashlib import blake2b
from pathlib import Path

import pyoxigraph as ox

from mithaq.search import WHOLE, Hit, Index, Text, closeness, words

_SCHEMA = """
CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT, factor INTEGER);
CREATE TABLE type (type TEXT, thing INTEGER, PRIMARY KEY (type, thing)) WITHOUT ROWID;
CREATE TABLE word (id INTEGER PRIMARY KEY, word TEXT);
CREATE TABLE text (id INTEGER PRIMARY KEY, value TEXT, language TEXT, datatype TEXT);
CREATE TABLE posting (word INTEGER, thing INTEGER, weight INTEGER, text INTEGER,
                      PRIMARY KEY (word, thing)) WITHOUT ROWID;
CREATE TABLE whole (words INTEGER, thing INTEGER, weight INTEGER, text INTEGER,
                    PRIMARY KEY (words, thing, text)) WITHOUT ROWID;
"""

#: For each thing, the best score of one word and the text that it is in.
Scores = dict[int, tuple[int, int]]


class WordFile:
    """A search index on disk, read-only; many processes may read it at once."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def best(
        self, query: str, types: Iterable[ox.NamedNode] = (), *, limit: int, least: int = 0
    ) -> tuple[list[Hit], int]:
        """Return the first hits of what ``Index.find`` would give, and how many there are."""
        wanted = sorted(words(query))
        scores = list(self._scores(wanted, least))
        found = set.intersection(*map(set, scores)) if scores else set()
        allowed = self._of_types(types)
        if allowed is not None:
            found &= allowed
        whole, factors = self._whole(wanted, least), self._factors()
        totals = {
            thing: factors.get(thing, 1)
            * (whole.get(thing, 0) + sum(each[thing][0] for each in scores))
            for thing in found
        }
        first = sorted(found, key=lambda thing: (-totals[thing], thing))[:limit]
        hits = [self._hit(t, totals[t], [each[t] for each in scores]) for t in first]
        return hits, len(found)

    def exactly(self, query: str) -> frozenset[ox.NamedNode]:
        """Return what ``Index.exactly`` would give."""
        rows = self._db.execute(
            "SELECT DISTINCT iri FROM whole JOIN thing ON thing = id WHERE words = ?",
            (_key(words(query)),),
        )
        return frozenset(ox.NamedNode(iri) for (iri,) in rows)

    def _scores(self, wanted: Iterable[str], least: int) -> Iterator[Scores]:
        for word in wanted:
            best: Scores = {}
            for known, close in self._like(word):
                rows = self._db.execute(
                    "SELECT thing, weight, text FROM posting WHERE word = ? AND weight >= ?",
                    (known, least),
                )
                for thing, weight, text in rows:
                    # Of texts that weigh the same, the one that was read first counts.
                    score, other = best.get(thing, (0, 0))
                    if (weight * close, -text) > (score, -other):
                        best[thing] = weight * close, text
            yield best

    def _like(self, word: str) -> Iterator[tuple[int, int]]:
        """Yield the known words that match a word, and how closely."""
        found = self._db.execute("SELECT id, word FROM word WHERE instr(word, ?)", (word,))
        for number, known in found:
            close = closeness(word, frozenset((known,)))
            if close:
                yield number, close

    def _of_types(self, types: Iterable[ox.NamedNode]) -> set[int] | None:
        names = [t.value for t in types]
        if not names:
            return None
        rows = (self._db.execute("SELECT thing FROM type WHERE type = ?", (n,)) for n in names)
        return {thing for each in rows for (thing,) in each}

    def _whole(self, wanted: list[str], least: int) -> Mapping[int, int]:
        """Return what things with a text of these words and no others score once more."""
        rows = self._db.execute(
            "SELECT thing, MAX(weight) FROM whole WHERE words = ? AND weight >= ? GROUP BY thing",
            (_key(wanted), least),
        )
        return {thing: weight * WHOLE * len(wanted) for thing, weight in rows}

    def _factors(self) -> Mapping[int, int]:
        return dict(self._db.execute("SELECT id, factor FROM thing WHERE factor != 1"))

    def _hit(self, thing: int, score: int, found: list[tuple[int, int]]) -> Hit:
        literals = [(each, self._literal(text)) for each, text in found]
        best = max(literals, key=lambda one: (one[0], one[1].value))[1]
        (iri,) = self._db.execute("SELECT iri FROM thing WHERE id = ?", (thing,)).fetchone()
        return Hit(ox.NamedNode(iri), score, best)

    def _literal(self, text: int) -> ox.Literal:
        row = self._db.execute("SELECT value, language, datatype FROM text WHERE id = ?", (text,))
        value, language, datatype = row.fetchone()
        if language:
            return ox.Literal(value, language=language)
        return ox.Literal(value, datatype=ox.NamedNode(datatype))


def write_word_file(index: Index, path: Path) -> None:
    """Write an index to a file, beside its place first and then renamed into it."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(part)) as db:
        # What a crash leaves is never renamed, so the journal would guard nothing.
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.executescript(_SCHEMA)
        _fill(db, index)
        db.commit()
    part.replace(path)


def _fill(db: sqlite3.Connection, index: Index) -> None:
    # Numbers follow the IRIs, so that hits of one score come in the order of their names.
    numbers = {thing: n for n, thing in enumerate(sorted(index.texts, key=lambda t: t.value))}
    db.executemany(
        "INSERT INTO thing VALUES (?, ?, ?)",
        ((n, thing.value, index.factor(thing)) for thing, n in numbers.items()),
    )
    db.executemany(
        "INSERT INTO type VALUES (?, ?)",
        ((t.value, n) for thing, n in numbers.items() for t in index.types[thing]),
    )
    vocabulary: dict[str, int] = {}
    kept = 0
    for thing, n in numbers.items():
        kept += _fill_thing(db, n, index.texts[thing], vocabulary, kept)
    db.executemany("INSERT INTO word VALUES (?, ?)", ((n, w) for w, n in vocabulary.items()))


def _fill_thing(
    db: sqlite3.Connection, thing: int, texts: tuple[Text, ...], vocabulary: dict[str, int], at: int
) -> int:
    """Write the texts of one thing and what leads to them, numbered from ``at``; return how
    many."""
    best: dict[int, tuple[int, int]] = {}
    for place, text in enumerate(texts, at):
        for word in text.words:
            known = vocabulary.setdefault(word, len(vocabulary))
            best[known] = max(best.get(known, (0, 0)), (text.weight, -place))
    used = {-place for _, place in best.values()}
    literals = ((at + i, text.literal) for i, text in enumerate(texts) if at + i in used)
    db.executemany(
        "INSERT INTO text VALUES (?, ?, ?, ?)",
        ((i, each.value, each.language, each.datatype.value) for i, each in literals),
    )
    db.executemany(
        "INSERT INTO posting VALUES (?, ?, ?, ?)",
        ((word, thing, weight, -place) for word, (weight, place) in best.items()),
    )
    db.executemany(
        "INSERT INTO whole VALUES (?, ?, ?, ?)",
        ((_key(text.words), thing, text.weight, at + i) for i, text in enumerate(texts)),
    )
    return len(texts)


def _key(wanted: Iterable[str]) -> int:
    """Return a number for a set of words; SQLite's integers have 64 bits and a sign."""
    digest = blake2b(" ".join(sorted(wanted)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)
