"""Just enough grammar of three languages to know a word in its inflected forms.

All words are folded (`mithaq.textfold`). Words are recognised by taking off what Arabic and the
Latin-script languages attach to them, and only where what is left is a word of the lexicon; the
lexicon holds the forms of verbs (`mithaq.extract.words.conjugation`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

AND, DEFINITE, AT, FOR, AS, FUTURE, ATTACHED, CAPITAL, NUMBER, ARABIC = (1 << n for n in range(10))
PAST, PRESENT, INFINITIVE, PARTICIPLE, MANY, TWO, NOMINAL = (1 << n for n in range(10, 17))
#: Words run together: they have marks of their own.
PARTED = 1 << 17
VERBAL = PAST | PRESENT | INFINITIVE | PARTICIPLE | FUTURE
#: Marks a word of the lexicon as the form of a verb, which takes no article.
VERB = "v:"

_PREFIXES = (
    ("", 0),
    ("و", AND),
    ("ف", AND),
    ("ب", AT),
    ("ل", FOR),
    ("ك", AS),
    ("س", FUTURE),
    ("وب", AND | AT),
    ("ول", AND | FOR),
    ("وس", AND | FUTURE),
    ("فس", AND | FUTURE),
    ("فب", AND | AT),
    ("فل", AND | FOR),
)
_SUFFIXES = (
    ("وهما", "وا", ATTACHED),
    ("وها", "وا", ATTACHED),
    ("وه", "وا", ATTACHED),
    ("اهما", "ي", ATTACHED),
    ("اها", "ي", ATTACHED),
    ("اه", "ي", ATTACHED),
    ("هما", "", ATTACHED),
    ("ها", "", ATTACHED),
    ("هم", "", ATTACHED),
    ("نا", "", ATTACHED),
    ("ه", "", 0),
    ("تهما", "ه", ATTACHED),
    ("تها", "ه", ATTACHED),
    ("تهم", "ه", ATTACHED),
    ("ته", "ه", ATTACHED),
    ("تنا", "ه", ATTACHED),
    ("تين", "ه", TWO),
    ("تان", "ه", TWO),
    ("تي", "ه", TWO),
    ("تا", "ه", TWO),
    ("ات", "ه", MANY),
    ("ات", "", MANY),
    ("اتها", "ه", MANY | ATTACHED),
    ("اته", "ه", MANY | ATTACHED),
    ("اتهما", "ه", MANY | ATTACHED),
    ("ين", "", MANY),
    ("ون", "", MANY),
    ("ان", "", TWO),
    ("ا", "", 0),
    ("ي", "", 0),
)
_CASES = tuple(s for s in _SUFFIXES if s[2] & TWO or s[0] == "ا")
_LATIN_ENDINGS = ("s", "x", "es", "e")
_SHORTEST = 3


def known_forms(word: str, known: Mapping[str, int]) -> tuple[tuple[str, ...], int]:
    """Return the words of the lexicon that a folded word may stand for, and what was attached.

    The word as it stands comes first, then without proclitics and article; only where none of
    these is known, endings are taken off as well. `known` gives each word its marks; one that is
    only a verb (not NOMINAL) takes no article.

    >>> forms, marks = known_forms("وبالرباط", {"الرباط": NOMINAL})
    >>> forms, bool(marks & AND), bool(marks & AT)
    (('الرباط',), True, True)
    >>> known_forms("للبحرين", {"البحرين": NOMINAL})[0]
    ('البحرين',)
    >>> known_forms("اتفاقيات", {"اتفاقيه": NOMINAL})[0]
    ('اتفاقيه',)
    """
    if not "ء" <= word[0] <= "ۿ":
        return _latin_forms(word, known)
    stems = list(_stems(word))
    plain: dict[str, int] = {}
    for stem, marks in stems:
        for form in _with_article(stem, known):
            own = form == stem and not known[form] & NOMINAL
            if marks & (AT | AS) and not known[form] & NOMINAL:
                continue
            plain.setdefault(form, marks | (DEFINITE if stem.startswith("ال") and not own else 0))
    if plain:
        return tuple(plain), next(iter(plain.values())) | ARABIC
    return _without_endings(stems, known, _SUFFIXES)


def uninflected_forms(word: str, known: Mapping[str, int]) -> tuple[tuple[str, ...], int]:
    """Return what an Arabic noun stands for without the ending of the accusative or the dual.

    This is asked where the lexicon knows the word with its ending only inside longer phrases.
    """
    return _without_endings(list(_stems(word)), known, _CASES)


def _without_endings(
    stems: list[tuple[str, int]],
    known: Mapping[str, int],
    endings: tuple[tuple[str, str, int], ...],
) -> tuple[tuple[str, ...], int]:
    for stem, marks in stems:
        for ending, instead, more in endings:
            if len(stem) - len(ending) < _SHORTEST or not stem.endswith(ending):
                continue
            found = _with_article(stem[: -len(ending)] + instead, known)
            if marks & (AT | AS):
                found = tuple(form for form in found if known[form] & NOMINAL)
            if found and ending == "ه" and not any(known[form] & NOMINAL for form in found):
                more |= ATTACHED
            if found:
                definite = DEFINITE if stem.startswith("ال") or more & ATTACHED else 0
                return found, marks | more | ARABIC | definite
    return (), ARABIC


def _stems(word: str) -> Iterator[tuple[str, int]]:
    for prefix, marks in _PREFIXES:
        rest = word[len(prefix) :]
        shortest = _SHORTEST - 1 if prefix in ("و", "ف") else _SHORTEST
        if prefix and (len(rest) < shortest or not word.startswith(prefix)):
            continue
        if prefix.endswith("ل") and rest.startswith("ل"):
            yield "ال" + rest[1:], marks
        yield rest, marks


def _with_article(stem: str, known: Mapping[str, int]) -> tuple[str, ...]:
    found: tuple[str, ...] = (stem,) if stem in known else ()
    if stem.startswith("ال") and len(stem) > 4 and known.get(stem[2:], 0) & NOMINAL:
        found += (stem[2:],)
    if stem.startswith("الال") and len(stem) > 6 and known.get(stem[4:], 0) & NOMINAL:
        # Labels lose what looks like an article: "electronic" begins with one in Arabic.
        found += (stem[4:],)
    for form in (stem, stem[2:] if stem.startswith("ال") else ""):
        # A feminine relational adjective is the same word to the lexicon as its masculine.
        if form.endswith("يه") and form[:-1] in known and len(form) > _SHORTEST:
            found += (form[:-1],)
    return found


def _latin_forms(word: str, known: Mapping[str, int]) -> tuple[tuple[str, ...], int]:
    if word in known:
        return (word,), 0
    for ending in _LATIN_ENDINGS:
        stem = word[: -len(ending)]
        if len(stem) >= _SHORTEST and word.endswith(ending) and stem in known:
            return (stem,), MANY if ending != "e" else 0
    return (), 0
