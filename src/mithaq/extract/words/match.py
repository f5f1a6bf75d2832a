"""Find every phrase of the lexicon in the words of a text.

First the plain phrases by one trie, then the patterns over word groups and gaps by another. Each
step looks only at the words ahead in the same sentence, so the time grows with the text alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter

from mithaq.extract.words.labels import Entry
from mithaq.extract.words.lexicon import Lexicon
from mithaq.extract.words.mentions import Mention, Mentions, Singles
from mithaq.extract.words.patterns import PatternWalk
from mithaq.extract.words.tokens import JOINED, SENTENCE, Tokens
from mithaq.extract.words.trie import ARTICLES_IN_A_ROW, END, Node
from mithaq.extract.words.vocabulary import LANGUAGES, Heard, Word

_ENGLISH, _FRENCH = map(LANGUAGES.index, ("en", "fr"))
_MASKED = frozenset(
    {"topic", "measure", "state", "demonym", "kind", "stage", "security-word", "planned"}
)
_ANY_LANGUAGE = frozenset({"state", "demonym", "capital"})
_NO_WORD = Word((), 0)
#: The order in which phrases are given, whatever the order of the files they stand in.
_PLACE_AND_NAME = itemgetter(2, 3, 0, 1)
_MASKED_BY_OFFICE = _MASKED - {"state", "demonym"}


def find_mentions(tokens: Tokens, lexicon: Lexicon) -> Mentions:
    """Return every mention that stands: longest of its role, and under no mask."""
    foreign = _foreign(tokens)
    heard = _heard(tokens, foreign)
    singles = _singles(heard)
    plain = _in_language(_plain(tokens, lexicon.entries), foreign)
    patterned = PatternWalk(tokens, lexicon, heard, plain, singles).found()
    found = _standing(plain + _in_language(patterned, foreign), singles)
    return Mentions(found, singles, heard)


def _heard(tokens: Tokens, foreign: list[int]) -> list[Heard]:
    """Return what each word is by itself in its sentence."""
    if not foreign:
        return [word.heard[0] for word in tokens.words]
    return [word.heard[other] for word, other in zip(tokens.words, foreign, strict=True)]


def _foreign(tokens: Tokens) -> list[int]:
    """Return for each word which of `LANGUAGES` its sentence is not in; none if no article tells.

    French "un" is not the United Nations. The language of a sentence is that of most of its
    articles, else of its other words, else of most articles of the whole text.
    """
    articles = [
        (at, lang)
        for at, word in enumerate(tokens.words)
        if word.article
        for _, name, lang in word.groups
        if name == "article" and lang != "ar"
    ]
    if not articles:
        return []
    starts = tokens.sentences
    votes, told = [0] * len(starts), set()
    for at, lang in articles:
        number = bisect_right(starts, at) - 1
        votes[number] += 1 if lang == "fr" else -1
        told.add(number)
    total = sum(votes)
    spans = list(pairwise([*starts, len(tokens)]))
    for number in told:
        if not votes[number]:
            votes[number] = _by_all_words(tokens.words[slice(*spans[number])])
    other = [0 if not (v or total) else _ENGLISH if (v or total) > 0 else _FRENCH for v in votes]
    return [
        lang for lang, (first, last) in zip(other, spans, strict=True) for _ in range(first, last)
    ]


def _by_all_words(words: Sequence[Word]) -> int:
    """Let the words of a sentence tell French (over 0) from English where its articles do not.

    "A" is an article of both.
    """
    votes = 0
    for word in words:
        if not word.article:
            langs = {lang for _, _, lang in word.groups}
            votes += ("fr" in langs) - ("en" in langs)
    return votes


def _in_language(found: list[Mention], foreign: list[int]) -> list[Mention]:
    """Drop words of the other Latin-script language; names of states count in every language."""
    if not foreign:
        return found
    return [m for m in found if m.lang != LANGUAGES[foreign[m.first]] or m.role in _ANY_LANGUAGE]


def _singles(heard: list[Heard]) -> Singles:
    """Return, by group, the words that belong to it by themselves, each once."""
    singles: Singles = defaultdict(list)
    for at, word in enumerate(heard):
        for name in word.groups:
            singles[name].append(at)
    return singles


def _plain(tokens: Tokens, entries: tuple[Entry, ...]) -> list[Mention]:
    """Return the phrases that are words in a row, articles between them left out.

    Single words of groups are not among them.
    """
    found: list[Mention] = []
    words, seps = tokens.words, tokens.seps
    if not words:
        return found
    for at, (word, following, sep) in enumerate(
        zip(words, [*words[1:], _NO_WORD], [*seps[1:], SENTENCE], strict=True)
    ):
        if word.alone:
            for role, name, lang in word.alone:
                found.append(Mention(role, name, at, at + 1, (at,), lang))
        if sep == JOINED:
            for node in word.phrases:
                # Most words that could begin a phrase do not: it is not worth a call to see that.
                if following.article or not node.keys().isdisjoint(following.forms):
                    _walk(node, at + 1, (at,), words, seps, entries, found)
    return found


def _walk(
    node: Node,
    at: int,
    used: tuple[int, ...],
    words: list[Word],
    seps: list[int],
    entries: tuple[Entry, ...],
    found: list[Mention],
) -> None:
    """Go on from `node`, whose phrase accounts for `used`, at word `at` or after articles."""
    stop = min(len(words), at + ARTICLES_IN_A_ROW)
    while at < stop and seps[at] == 0:
        word = words[at]
        stepped = False
        for form in word.forms:
            child = node.get(form)
            if child is None:
                continue
            stepped = True
            more = (*used, at)
            if END in child:
                for number in child[END]:
                    role, name, lang = entries[number]
                    found.append(Mention(role, name, used[0], at + 1, more, lang))
                if len(child) == 1:
                    continue
            _walk(child, at + 1, more, words, seps, entries, found)
        if stepped or not word.article:
            return
        at += 1


def _standing(found: list[Mention], singles: Singles) -> list[Mention]:
    """Return what no mask hides and no longer phrase of its kind covers; mask `singles` too."""
    found.sort(key=_PLACE_AND_NAME)
    hidden = _mask_words(found, singles, "mask-false-friend")
    office = _mask_words(found, singles, "mask-office")
    open_ = found
    if hidden or office:
        open_ = [m for m in found if not _masked(m, hidden, office)]
    longer = _of_several_words(open_)
    kept: dict[tuple[str, str, int, int], Mention] = {}
    for mention in open_:
        role, name, first, last, used, _ = mention
        if role == "group":
            if hidden and name in _MASKED and not hidden.isdisjoint(used):
                continue
        elif (role, first) in longer and _within_another(mention, longer[role, first]):
            continue
        kept.setdefault((role, name, first, last), mention)
    for name in _MASKED & singles.keys() if hidden else ():
        singles[name] = [at for at in singles[name] if at not in hidden]
    return list(kept.values())


def _masked(mention: Mention, hidden: set[int], office: set[int]) -> bool:
    """Say whether a false friend or the name of an office hides a mention that is no group."""
    role, used = mention.role, mention.used
    if role == "kind" and not hidden.issuperset(used) and office.isdisjoint(used):
        return False  # "in a declaration" may go on: "of intent"
    if role in _MASKED and not hidden.isdisjoint(used):
        return True
    return role in _MASKED_BY_OFFICE and not office.isdisjoint(used)


def _mask_words(found: list[Mention], singles: Singles, name: str) -> set[int]:
    words = {word for m in found if m.name == name and m.role == "group" for word in m.used}
    return words.union(singles.get(name, ()))


def _of_several_words(found: list[Mention]) -> dict[tuple[str, int], list[Mention]]:
    """Return, by role and word, the mentions of concepts that account for more words than that."""
    several: dict[tuple[str, int], list[Mention]] = defaultdict(list)
    for mention in found:
        if len(mention.used) > 1 and mention.role != "group":
            for word in mention.used:
                several[mention.role, word].append(mention)
    return several


def _within_another(mention: Mention, others: list[Mention]) -> bool:
    """Say whether a longer phrase among `others` of its role accounts for all its words.

    Measures share their words ("exchange of information and expertise"), so only a longer phrase
    of the same measure counts.
    """
    role, name, _, _, used, _ = mention
    for other in others:
        if len(other.used) <= len(used) or (role == "measure" and other.name != name):
            continue
        if set(used).issubset(other.used):
            return True
    return False
