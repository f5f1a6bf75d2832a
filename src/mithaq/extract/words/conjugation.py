"""The forms of a verb from the principal parts that the lexicon gives, in three languages.

All words are folded (`mithaq.textfold`). What a form tells of tense is in its marks
(`mithaq.extract.words.morphology`).
"""

from __future__ import annotations

from collections.abc import Iterator

from mithaq.extract.words.morphology import FUTURE, INFINITIVE, PARTICIPLE, PAST, PRESENT

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
