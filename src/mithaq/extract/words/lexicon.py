"""The lexicon: every word the extractor knows, read from the labels of the ontology.

Labels, patterns and verbs of concepts, states and word groups are compiled once into two tries and
a table of word forms. The compiled form holds only built-in types and can be kept in a cache file
keyed by the content of the ontology, so that a cold start does not read Turtle.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mithaq.errors import FileError
from mithaq.extract.words.conjugation import contractions, verb_forms
from mithaq.extract.words.labels import Entry, Label, Source, read_labels
from mithaq.extract.words.morphology import NOMINAL, VERB
from mithaq.extract.words.passing import pass_over
from mithaq.extract.words.trie import (
    GAP,
    WIDE_GAP,
    Node,
    insert,
    is_pattern,
    keys_of,
    openings,
    phrase_words,
    shared,
)
from mithaq.files import replace_whole

_CACHE_VERSION = 20


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Compiled words: read-only, shared by all documents and cheap to send to workers.

    `openings` gives, for Arabic and for Latin script, the keys that open patterns, each with the
    keys that may follow and its node; `forms` gives each known folded word its tense marks;
    `groups_in_patterns` gives the key of a word group in the tries of patterns; `coarse` maps a
    concept to the code of the annotation guidelines; `words` lists the single words of each word
    group, and `working_words` those of all groups; `names` gives each topic and measure its label
    in every language, as in `names["topic:terrorism@fr"]`; `codes` gives the states at home and in
    scope and the sets of codes that rules ask for; `ranks` puts the stages in order, the more
    telling first.
    """

    entries: tuple[Entry, ...]
    phrases: Node
    openings: dict[bool, dict[str, tuple[frozenset[str], Node]]]
    forms: dict[str, int]
    state_forms: frozenset[str]
    articles: frozenset[str]
    groups_in_patterns: dict[str, str]
    words_in_patterns: frozenset[str]
    coarse: dict[str, str]
    digest: str
    codes: dict[str, frozenset[str]]
    ranks: dict[str, int]
    words: dict[str, frozenset[str]] = field(repr=False)
    working_words: frozenset[str] = field(repr=False)
    names: dict[str, str] = field(repr=False)

    @classmethod
    def from_ttl(cls, paths: Iterable[Path], cache: Path | None = None) -> Lexicon:
        """Read the Turtle files, or the cache where it holds the same content.

        Raises FileError where a file cannot be read or is not Turtle.
        """
        files = sorted(paths)
        digest = _digest(files)
        kept = _read_cache(cache, digest)
        if kept is not None:
            return kept
        lexicon = _compile(read_labels(files), digest)
        if cache is not None:
            _write_cache(cache, lexicon)
        return lexicon


def ontology_files(folder: Path) -> list[Path]:
    """Return the files of an ontology folder that hold words: its schemes and its lexicon."""
    return sorted((folder / "schemes").glob("*.ttl")) + sorted((folder / "lexicon").rglob("*.ttl"))


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256(str(_CACHE_VERSION).encode())
    for path in files:
        try:
            digest.update(path.read_bytes())
        except OSError as error:
            raise FileError("extract.lexicon-unreadable", path=path, why=error.strerror) from error
    return digest.hexdigest()


def _compile(source: Source, digest: str) -> Lexicon:
    articles = frozenset(
        word
        for label in source.labels
        if label.entry[:2] == ("group", "article")
        for word in phrase_words(label.text)
    )
    entries: dict[Entry, int] = {}
    phrases: Node = {}
    patterns: dict[bool, Node] = {}
    forms: dict[str, int] = {}
    states: set[str] = set()
    groups_used: set[str] = set()
    words_used: set[str] = set()
    words: dict[str, set[str]] = {}
    wide = source.codes.get("wide-stage", set())
    for label in source.labels:
        number = entries.setdefault(_numbered(label.entry, source.values), len(entries))
        for keys, tense in _sequences(label, articles):
            if not keys:
                continue
            deep = is_pattern(label.text)
            if label.entry.role == "stage" and label.entry.name in wide:
                keys = [WIDE_GAP if key == GAP else key for key in keys]
            script = patterns.setdefault(label.entry.lang == "ar", {})
            insert(script if deep else phrases, keys, number)
            for key in keys:
                if key[0] == "{":
                    groups_used.add(key[1:-1])
                elif key not in (GAP, WIDE_GAP):
                    if deep:
                        words_used.add(key)
                    word = key.removeprefix(VERB)
                    forms[word] = forms.get(word, 0) | tense
            if len(keys) == 1 and not deep and label.entry.role == "group":
                words.setdefault(label.entry.name, set()).add(keys[0])
            if label.entry.role in ("state", "demonym", "capital"):
                states.update(keys)
    pass_over(phrases, articles)
    return Lexicon(
        entries=tuple(entries),
        phrases=shared(phrases),
        openings={script: openings(shared(root)) for script, root in patterns.items()},
        forms=forms,
        state_forms=frozenset(states),
        articles=articles,
        groups_in_patterns={name: "{" + name + "}" for name in sorted(groups_used)},
        words_in_patterns=frozenset(words_used),
        coarse=_coarse(source),
        digest=digest,
        codes={name: frozenset(found) for name, found in source.codes.items()},
        ranks=source.ranks,
        words={name: frozenset(found) for name, found in words.items()},
        working_words=frozenset().union(*words.values()),
        names=source.names,
    )


def _numbered(entry: Entry, values: dict[str, int]) -> Entry:
    """Give a group that stands for a number its own role: `month-9` is the month 9."""
    if entry.role != "group" or entry.name not in values:
        return entry
    return Entry(entry.name.rpartition("-")[0], str(values[entry.name]), entry.lang)


def _sequences(label: Label, articles: frozenset[str]) -> Iterator[tuple[list[str], int]]:
    if not label.is_verb:
        keys = keys_of(label.text, articles)
        yield keys, NOMINAL
        if label.entry.role in ("group", "stage"):
            for contracted in contractions(keys, label.entry.lang):
                yield contracted, NOMINAL
        return
    for form, tense in verb_forms(phrase_words(label.text), label.entry.lang):
        yield [VERB + form], tense


def _coarse(source: Source) -> dict[str, str]:
    names = set(source.notation) | set(source.broader)
    out = {}
    for role, name in names:
        at: tuple[str, str] | None = (role, name)
        steps = 0
        while at is not None and at not in source.notation and steps < 20:
            at, steps = source.broader.get(at), steps + 1
        uncoded = f"{role}:{name}" in source.codes.get("no-code", ())
        if at is not None and at in source.notation and not uncoded:
            out[f"{role}:{name}"] = source.notation[at]
    return out


def _read_cache(cache: Path | None, digest: str) -> Lexicon | None:
    if cache is None:
        return None
    try:
        stored = marshal.loads(cache.read_bytes())
    except (OSError, ValueError, EOFError, TypeError):
        return None
    if not isinstance(stored, tuple) or len(stored) != 15 or stored[9] != digest:
        return None
    return Lexicon(tuple(Entry(*parts) for parts in stored[0]), *stored[1:])


def _write_cache(cache: Path, lexicon: Lexicon) -> None:
    stored = (
        tuple(tuple(entry) for entry in lexicon.entries),
        lexicon.phrases,
        lexicon.openings,
        lexicon.forms,
        lexicon.state_forms,
        lexicon.articles,
        lexicon.groups_in_patterns,
        lexicon.words_in_patterns,
        lexicon.coarse,
        lexicon.digest,
        lexicon.codes,
        lexicon.ranks,
        lexicon.words,
        lexicon.working_words,
        lexicon.names,
    )
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        replace_whole(cache, marshal.dumps(stored))
    except OSError:
        return
