"""English sentences whose subject or object is a pronoun, and what their nouns are told to be.

"It was updated in 2018", "both sides amended it": the text was named before. "Talks with Brussels
on this would begin in January": the verb far behind the noun says that they are to come.
"""

from __future__ import annotations

from mithaq.extract.context import Context
from mithaq.extract.mentions import Mention
from mithaq.extract.morphology import INFINITIVE, NUMBER, PAST
from mithaq.extract.tokens import COMMA

_AUXILIARIES, _FAR = 4, 14


def stands_for_text(context: Context, mention: Mention, first: int) -> bool:
    """Say whether the subject or object of an English trigger is a pronoun: "it", "both"."""
    if mention.lang != "en":
        return False
    words = context.words
    inside = words.any(mention.first, mention.last + 1, "pronoun")
    return inside or words.any(max(first, mention.first - _AUXILIARIES), mention.first, "pronoun")


def told_to_come(context: Context, mention: Mention, last: int) -> bool:
    """Say whether an English noun's own verb, behind what describes it, tells of the future."""
    tokens, words = context.tokens, context.words
    if mention.lang != "en" or tokens.marks[mention.first] & (PAST | INFINITIVE):
        return False
    for word in range(mention.last, min(last, mention.last + _FAR)):
        if tokens.seps[word] >= COMMA or words.any(word, word + 1, "relative", "clause-start"):
            return False
        if words.any(word, word + 1, "will-word"):
            return True
        marks = tokens.marks[word]
        if words.any(word, word + 1, "be", "have") or (marks & PAST and not marks & NUMBER):
            return False
    return False
