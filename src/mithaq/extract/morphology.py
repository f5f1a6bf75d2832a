"""Just enough grammar of three languages to know a word in its inflected forms.

All words are folded (`mithaq.textfold`). Verbs are inflected from the principal parts that the
lexicon gives; nouns and adjectives are recognised by taking off what Arabic and the Latin-script
languages attach to them, and only where what is left is a word of the lexicon.
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


def arabic_forms(perfect: str, imperfect: str) -> Iterator[tuple[str, int]]:
    """Yield the forms of an Arabic verb in the third person, for "we" and, in the past, for "you".

    >>> [form for form, tense in arabic_forms("وقع", "يوقع") if tense & PAST]
    ['وقع', 'وقعت', 'وقعا', 'وقعتا', 'وقعوا', 'وقعنا', 'وقعتم']
    """
    stem = perfect[:-1] if perfect[-1] in "اي" else perfect
    weak = perfect[-1] in "اي"
    yield perfect, PAST
    for ending in ("ت", "ا", "تا", "وا", "نا", "تم"):
        yield (stem + "ي" + ending if weak and ending == "ا" else stem + ending), PAST
    if perfect[-1] == "ي":
        for ending in ("ت", "تا", "نا"):
            yield perfect + ending, PAST
    base = imperfect[1:]
    for person in "يت":
        for ending in ("", "ان", "ا", "ون", "وا"):
            yield person + base + ending, PRESENT
    yield "ن" + base, PRESENT
    if imperfect[-1] == "ي" and len(base) > _SHORTEST - 1:
        for person in "يت":
            yield person + base[:-1], PRESENT
    yield from _hollow_passives(perfect, base)


def _hollow_passives(perfect: str, base: str) -> Iterator[tuple[str, int]]:
    """Yield the passive and the jussive of verbs such as أحال يحيل, whose middle changes.

    >>> [form for form, _ in _hollow_passives("احال", "حيل")][:2]
    ['احيل', 'احيلت']
    """
    if len(perfect) < 4 or perfect[-2] != "ا" or base[-2:-1] != "ي":
        return
    passive = perfect[:-2] + "ي" + perfect[-1]
    for ending in ("", "ت", "ا", "تا", "وا"):
        yield passive + ending, PAST
    yield perfect[:-2] + perfect[-1] + "نا", PAST
    for person in "يت":
        yield person + base[:-2] + "ا" + base[-1], PRESENT
        yield person + base[:-2] + base[-1], PRESENT


_FRENCH_ER = (
    ("er", INFINITIVE),
    ("e", PRESENT),
    ("ent", PRESENT),
    ("ant", PARTICIPLE),
    ("a", PAST),
    ("erent", PAST),
    ("ait", PAST),
    ("aient", PAST),
    ("era", FUTURE),
    ("eront", FUTURE),
    ("erait", FUTURE),
    ("eraient", FUTURE),
    ("ons", PRESENT),
    ("erons", FUTURE),
    ("erions", FUTURE),
    ("ee", PARTICIPLE),
    ("es", PARTICIPLE),
    ("ees", PARTICIPLE),
)
_FRENCH_IR = (
    ("ir", INFINITIVE),
    ("it", PRESENT),
    ("issent", PRESENT),
    ("issant", PARTICIPLE),
    ("irent", PAST),
    ("issait", PAST),
    ("ira", FUTURE),
    ("iront", FUTURE),
    ("irait", FUTURE),
    ("issons", PRESENT),
    ("irons", FUTURE),
    ("irions", FUTURE),
    ("i", PARTICIPLE),
    ("ie", PARTICIPLE),
    ("is", PARTICIPLE),
    ("ies", PARTICIPLE),
)
_FRENCH_RE = (
    ("re", INFINITIVE),
    ("", PRESENT),
    ("t", PRESENT),
    ("ent", PRESENT),
    ("it", PAST),
    ("irent", PAST),
    ("ait", PAST),
    ("ra", FUTURE),
    ("ront", FUTURE),
    ("rait", FUTURE),
    ("ons", PRESENT),
    ("rons", FUTURE),
    ("rions", FUTURE),
    ("u", PARTICIPLE),
    ("ue", PARTICIPLE),
    ("us", PARTICIPLE),
    ("ues", PARTICIPLE),
)

_FRENCH_ENDINGS = {"er": _FRENCH_ER, "ir": _FRENCH_IR, "re": _FRENCH_RE}


def french_forms(parts: list[str]) -> Iterator[tuple[str, int]]:
    """Yield the third-person forms of a French verb with their tense, folded.

    `parts` is the infinitive and, for an irregular verb, the forms that no rule gives.

    >>> dict(french_forms(["signer"]))["signee"] == PARTICIPLE
    True
    """
    infinitive = parts[0]
    yield infinitive, INFINITIVE
    for form in parts[1:]:
        yield form, _french_tense(form)
    if len(parts) > 1 and not infinitive.endswith("er"):
        return
    for ending, tense in _FRENCH_ENDINGS.get(infinitive[-2:], ()):
        yield infinitive[:-2] + ending, tense
        if infinitive[-3:] == "ger" and ending[:1] == "a":
            yield infinitive[:-1] + ending, tense
    if infinitive.endswith("er"):
        yield infinitive[:-2] + "e", PRESENT | PARTICIPLE


def _french_tense(form: str) -> int:
    if form.endswith(("ra", "ront")):
        return FUTURE
    return PARTICIPLE if form.endswith(("u", "ue", "us", "ues", "ert", "erte", "is")) else PRESENT


_CONTRACTED = {"de": ("d", "du", "des"), "a": ("au", "aux"), "que": ("qu",)}


def contractions(keys: list[str], lang: str) -> Iterator[list[str]]:
    """Yield a French phrase that ends in a preposition with what it makes of the next article.

    >>> list(contractions(["en", "vue", "de"], "fr"))
    [['en', 'vue', 'd'], ['en', 'vue', 'du'], ['en', 'vue', 'des']]
    """
    if lang != "fr" or len(keys) < 2:
        return
    for ending in _CONTRACTED.get(keys[-1], ()):
        yield [*keys[:-1], ending]


def english_forms(parts: list[str]) -> Iterator[tuple[str, int]]:
    """Yield the forms of an English verb from its base, or base, past, participle and gerund.

    >>> sorted(form for form, _ in english_forms(["ratify"]))
    ['ratified', 'ratified', 'ratifies', 'ratify', 'ratifying']
    """
    base = parts[0]
    soft = base[:-1] if base.endswith("e") else base
    y_ending = base.endswith("y") and base[-2] not in "aeiou"
    past = soft[:-1] + "ied" if y_ending else soft + "ed"
    yield base, INFINITIVE | PRESENT
    if y_ending:
        yield base[:-1] + "ies", PRESENT
    else:
        yield base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s"), PRESENT
    doubled = len(parts) > 1 and parts[1] == base + base[-1] + "ed"
    gerund = (base + base[-1] if doubled else soft) + "ing"
    yield parts[3] if len(parts) > 3 else gerund, PARTICIPLE
    yield (parts[1] if len(parts) > 1 else past), PAST
    yield (parts[2] if len(parts) > 2 else parts[1] if len(parts) > 1 else past), PAST | PARTICIPLE


def verb_forms(parts: list[str], lang: str) -> Iterator[tuple[str, int]]:
    """Yield the inflected forms of a verb, given its folded principal parts and its language."""
    if lang == "ar":
        yield from arabic_forms(parts[0], parts[-1])
    elif lang == "fr":
        yield from french_forms(parts)
    else:
        yield from english_forms(parts)


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
