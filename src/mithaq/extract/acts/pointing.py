"""Sentences whose subject or object is a pronoun, and what their nouns are told to be.

"It was updated in 2018", "both sides amended it": the text was named before. "Talks with Brussels
on this would begin in January": the verb far behind the noun says that they are to come.
"""

from __future__ import annotations

from mithaq.extract.context import Context
from mithaq.extract.words.mentions import Mention
from mithaq.extract.words.morphology import INFINITIVE, NUMBER, PARTICIPLE, PAST, PRESENT
from mithaq.extract.words.tokens import COMMA, STRONG

_AUXILIARIES, _FAR, _YET = 4, 14, 3
_OPENS = 1
_SHORTEST = 5


def stands_for_text(context: Context, mention: Mention, first: int) -> bool:
    """Say whether the subject or object of an English trigger is a pronoun: "it", "both"."""
    if mention.lang != "en":
        return False
    words = context.words
    inside = words.any(mention.first, mention.last + 1, "joint-ref")
    return inside or words.any(max(first, mention.first - _AUXILIARIES), mention.first, "joint-ref")


def has_ended_it(context: Context, mention: Mention) -> bool:
    """Say whether a French side "y a mis fin": the words hold no verb that its form tells."""
    at = mention.first
    return mention.lang == "fr" and context.words.any(at - _YET, mention.last, "have")


def unconfirmed(context: Context, mention: Mention) -> bool:
    """Say whether a French act is told in the conditional, as hearsay: "Rabat l'aurait dénoncé"."""
    at = mention.first
    return mention.lang == "fr" and context.words.any(at - _YET, at, "would-have")


def of_money(context: Context, mention: Mention) -> bool:
    """Say whether what is voted is money: "des crédits votés par le Congrès"."""
    at = mention.first
    return mention.lang == "fr" and context.words.any(at - 2, at, "budget-word")


def told_to_come(context: Context, mention: Mention, last: int, held: bool) -> bool:
    """Say whether an English noun's own verb, behind what describes it, tells of the future.

    `held` is for nouns that look like verbs in the present: talks, meetings.
    """
    tokens, words = context.tokens, context.words
    if mention.lang != "en":
        return False
    verbal = PAST | INFINITIVE | (0 if held else PRESENT | PARTICIPLE)
    noun = words.any(mention.first - 1, mention.first, "article")
    if tokens.marks[mention.first] & verbal and not noun:
        return False
    breaks, ahead = words.of("relative", "clause-start"), words.of("will-word")
    now, helping = words.of("be-now"), words.of("be", "have")
    for word in range(mention.last, min(last, mention.last + _FAR)):
        if tokens.seps[word] >= COMMA or word in breaks:
            return False
        if word in ahead:
            return True
        if word in now and words.any(word, word + 2, "postpone"):
            return True
        marks = tokens.marks[word]
        if word in helping or (marks & PAST and not marks & NUMBER):
            return False
    return False


def yet_to(context: Context, mention: Mention) -> bool:
    """Say whether an English verb is what one "has yet to" do: it is not done."""
    at = mention.first
    return mention.lang == "en" and context.words.any(at - _YET, at, "never-yet")


def on_renewal(context: Context, first: int, last: int) -> bool:
    """Say whether a clause on duration stands near: "renewable", but not "was not renewed"."""
    words = context.words
    if not words.any(first, last, "unless"):
        return False
    untold = words.of("not-negation")
    return any(w not in untold for w in words.of("unless") if first <= w < last)


def finite_verb(context: Context, first: int, last: int) -> int:
    """Return the first word that is a verb by its form or after "has" or "will", or -1."""
    tokens, words = context.tokens, context.words
    for word in range(first, last):
        if tokens.seps[word] >= STRONG and word > first:
            return -1
        if tokens.marks[word] & NUMBER:
            continue
        if words.any(word, word + 1, "have", "be", "future"):
            return word + 1 if word + 1 < last and tokens.seps[word + 1] < COMMA else -1
        folded = tokens.text[tokens.starts[word] : tokens.ends[word]]
        regular = folded.endswith("ed") and len(folded) >= _SHORTEST and folded.islower()
        if tokens.marks[word] & PAST or regular or words.any(word, word + 1, "irregular-past"):
            return word
    return -1


def applied(context: Context, under: Mention, text_end: int, first: int, last: int) -> int:
    """Return the verb of what was done "under the agreement, …", which opens a part, or -1."""
    c, low = context, max(text_end, under.last)
    if under.lang != "en" or under.first - first > _OPENS or not c.dates.inside(first, last):
        return -1
    comma = any(c.tokens.seps[w] >= COMMA for w in range(text_end, min(last, low + 2)))
    if not comma or c.words.any(first, last, "provision-verb"):
        return -1
    return finite_verb(c, low, min(last, low + _FAR))
