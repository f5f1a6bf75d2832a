"""Who a sentence is about: states by name, adjective or capital, and which pairs they form."""

from __future__ import annotations

import itertools
from itertools import pairwise
from typing import NamedTuple

from mithaq.extract.words.mentions import Mention, Mentions
from mithaq.extract.words.morphology import AND, ARABIC, AT, CAPITAL, DEFINITE, NUMBER
from mithaq.extract.words.ordered import Ordered
from mithaq.extract.words.tokens import COMMA, STRONG, Tokens

_HOME_NEAR, _LINK = 6, 2
_JOIN = 3
_TAKES_OBJECT = frozenset({"signature", "initialling", "approval-government"})


class StateRef(NamedTuple):
    """A state that the text names, by word numbers; `place` marks a mere location."""

    first: int
    last: int
    code: str
    place: bool
    home: bool


class Segment(NamedTuple):
    """A part of a sentence that speaks of one set of states besides the home state."""

    first: int
    last: int
    partners: tuple[str, ...]
    home: bool
    foreign: bool


def state_refs(
    tokens: Tokens, mentions: Mentions, home: frozenset[str], scope: frozenset[str]
) -> list[StateRef]:
    """Return the states named in the text, a longer name before the adjective inside it.

    A state out of `scope` that only says where something lies ("camps in Syria") is a place.
    """
    at = mentions.lasts("at") - mentions.lasts("as-for")
    capitals = {m.first for m in mentions.role("capital")}
    found: list[StateRef] = []
    taken: set[int] = set()
    for mention in mentions.role("state"):
        if _written_as_name(tokens, mention) and not _adjective(tokens, mention):
            place = mention.name not in scope | home and _located(tokens, mentions, mention, found)
            found.append(
                StateRef(mention.first, mention.last, mention.name, place, mention.name in home)
            )
            taken.update(mention.used)
    for mention in mentions.role("demonym"):
        if not taken.intersection(mention.used) and not _of_a_person(tokens, mentions, mention):
            place = mention.name not in scope | home and _of_a_place(tokens, mentions, mention)
            found.append(
                StateRef(mention.first, mention.last, mention.name, place, mention.name in home)
            )
    for mention in mentions.role("capital"):
        if taken.intersection(mention.used) or not _written_as_name(tokens, mention):
            continue
        place = bool(tokens.marks[mention.first] & AT) or mention.first in at
        place = place or _opens_line(tokens, mention, capitals)
        outside = mention.name not in scope | home
        place = place or (outside and _located(tokens, mentions, mention, found))
        found.append(
            StateRef(mention.first, mention.last, mention.name, place, mention.name in home)
        )
    for mention in mentions.group("home-body"):
        code = next(iter(home), "")
        found.append(StateRef(mention.first, mention.last, code, False, True))
    found.sort()
    return found


def _of_a_place(tokens: Tokens, mentions: Mentions, mention: Mention) -> bool:
    """Say whether an Arabic adjective describes where something is: "in German Stuttgart"."""
    at = mention.first - 1
    if at < 0 or not tokens.marks[mention.first] & ARABIC or tokens.seps[mention.first] >= COMMA:
        return False
    led = at in mentions.lasts("location")
    unknown = not tokens.forms[at] and tokens.surface(at, at + 1).startswith("ب")
    return led or unknown or bool(tokens.marks[at] & AT)


def _located(tokens: Tokens, mentions: Mentions, mention: Mention, before: list[StateRef]) -> bool:
    """Say whether a word of place leads a state in, or a state so led in: "in Syria and Iraq"."""
    if tokens.marks[mention.first] & AT:
        return True
    at = mention.first
    at -= at > 0 and tokens.words[at - 1].article and not tokens.marks[at - 1] & ARABIC
    if not mentions.lasts("location").isdisjoint((at, mention.first)):
        return True
    return bool(before) and before[-1].place and 0 <= mention.first - before[-1].last <= 1


def _of_a_person(tokens: Tokens, mentions: Mentions, mention: Mention) -> bool:
    """Say whether an adjective tells a person's origin: "un ressortissant belge", "un Belge".

    "Les Belges" are the state.
    """
    marks = tokens.marks[mention.first]
    after = mention.first if marks & ARABIC else mention.last + 1
    near = mentions.group("person-origin").inside(max(0, mention.first - 2), after)
    noun = mention.lang == "fr" and bool(marks & CAPITAL) and tokens.seps[mention.first] == 0
    noun = noun and not mentions.group("the-people").inside(mention.first - 1, mention.first)
    return noun or any(tokens.seps[w] == 0 for m in near for w in (max(m.first, mention.first),))


def _written_as_name(tokens: Tokens, mention: Mention) -> bool:
    marks = tokens.marks[mention.first]
    if marks & ARABIC:
        return True
    surface = tokens.surface(mention.first, mention.last)
    if len(surface) == 2:
        return surface.isupper()
    return any(tokens.marks[word] & CAPITAL for word in mention.used)


def _adjective(tokens: Tokens, mention: Mention) -> bool:
    """Say whether an Arabic word with the article matches a name that has none: an adjective."""
    if mention.last - mention.first > 1 or not tokens.marks[mention.first] & DEFINITE:
        return False
    return not any(form.startswith("ال") for form in tokens.forms[mention.first])


def _opens_line(tokens: Tokens, mention: Mention, beside: set[int]) -> bool:
    """Say whether a capital opens a line as the place of a dateline, with none `beside` it."""
    start = tokens.starts[mention.first]
    before = tokens.text[max(0, start - 1) : start]
    follows = mention.last < len(tokens) and tokens.seps[mention.last] == COMMA
    if not follows or before not in ("", "\n") or mention.last in beside:
        return False
    marks = tokens.marks[mention.last : mention.last + _JOIN]
    told = bool(marks and marks[0] & (CAPITAL | ARABIC)) or any(m & NUMBER for m in marks)
    return told or tokens.forms[mention.last] == ("le",)


def segments(
    tokens: Tokens, mentions: Mentions, refs: Ordered[StateRef], first: int, last: int
) -> list[Segment]:
    """Cut the sentence from word `first` to `last` where it turns to other states.

    Capitals that are mere places count for nothing here.
    """
    inside = refs.inside(first, last)
    home = any(r.home for r in inside)
    outer = [r for r in inside if not r.home and not r.place]
    if not outer:
        return [Segment(first, last, (), home, False)]
    whom = {m.first for m in mentions.group("whom").inside(first, last)}
    withs = frozenset(
        m.first for m in mentions.group("with-state").inside(first, last) if m.last not in whom
    )
    outer = sorted(outer + _home_among_others(inside, outer[0], withs))
    clusters = _merge_same(_clusters(tokens, outer))
    if len(clusters) == 1:
        return [_segment(tokens, withs, first, last, clusters[0], home, inside)]
    cuts = [first]
    for left, right in itertools.pairwise(clusters):
        cuts.append(_cut(tokens, mentions, left[-1].last, right[0].first))
    cuts.append(last)
    return [
        _segment(tokens, withs, low, high, cluster, home, inside)
        for low, high, cluster in zip(cuts, cuts[1:], clusters, strict=False)
        if high > low
    ]


def _home_among_others(
    inside: list[StateRef], subject: StateRef, withs: frozenset[int]
) -> list[StateRef]:
    """Return the home state, as its subject, in a list: "texts with Oman, with Morocco"."""
    led = [
        r for r in inside if not r.place and any(w in withs for w in range(r.first - 3, r.first))
    ]
    others = [r for r in led if not r.home and r.code != subject.code]
    if not others or subject in led:
        return []
    return [r._replace(code=subject.code, home=False) for r in led if r.home]


def _clusters(tokens: Tokens, refs: list[StateRef]) -> list[list[StateRef]]:
    """Group states that stand side by side, as in a list or a compound adjective."""
    groups: list[list[StateRef]] = []
    for ref in refs:
        near = groups and ref.first - groups[-1][-1].last < _JOIN
        gap = (
            max((tokens.seps[w] for w in range(groups[-1][-1].last, ref.first + 1)), default=0)
            if near
            else 0
        )
        if near and gap <= COMMA:
            groups[-1].append(ref)
        else:
            groups.append([ref])
    return groups


def _merge_same(clusters: list[list[StateRef]]) -> list[list[StateRef]]:
    """Join neighbours that name the same states."""
    out: list[list[StateRef]] = []
    for cluster in clusters:
        if out and {r.code for r in out[-1]} == {r.code for r in cluster}:
            out[-1] = out[-1] + cluster
        else:
            out.append(cluster)
    return out


def _segment(
    tokens: Tokens,
    withs: frozenset[int],
    first: int,
    last: int,
    cluster: list[StateRef],
    home: bool,
    inside: list[StateRef],
) -> Segment:
    codes = tuple(dict.fromkeys(r.code for r in cluster))
    others = {r.code for r in inside if not r.home and not r.place}
    led = {r.code for r in inside for w in withs if w in range(r.first - 3, r.first)}
    implied = others <= led
    host_only = not any(r.home and not r.place for r in inside)
    foreign = host_only and len(others) >= 2 and not (implied and len(codes) == 1)
    touching = any(
        a.last == b.first and tokens.seps[b.first] < COMMA and not tokens.marks[b.first] & AND
        for a, b in pairwise(cluster)
    )
    pair = len(codes) == 2 and not led & set(codes)
    foreign = foreign or (touching and len(codes) == 2 and not _home_beside(cluster, inside))
    foreign = foreign or (pair and _joined(tokens, cluster) and not _home_near(cluster, inside))
    foreign |= implied and _each_by_itself(tokens, withs, inside)
    return Segment(first, last, codes, home, foreign)


def _joined(tokens: Tokens, cluster: list[StateRef]) -> bool:
    """Say whether states stand as a pair, "of India and Qatar"."""
    between = [(a.last, b.first) for a, b in pairwise(cluster)]
    return all(high - low <= _LINK and tokens.seps[high] < COMMA for low, high in between)


def _home_near(cluster: list[StateRef], inside: list[StateRef]) -> bool:
    """Say whether the home state stands so near to a pair of states that it is one of them."""
    low, high = cluster[0].first - _HOME_NEAR, cluster[-1].last + _HOME_NEAR
    return any(r.home and low <= r.first <= high for r in inside)


def _each_by_itself(tokens: Tokens, withs: frozenset[int], inside: list[StateRef]) -> bool:
    """Say whether a third party deals with each: "with Morocco he signed …; with Belgium …"."""
    named = [r for r in inside if not r.place]
    led = [any(w in withs for w in range(r.first - 3, r.first)) for r in named]
    seps = tokens.seps[named[0].last : named[-1].first + 1]
    return all(led) and len({r.home for r in named}) > 1 and max(seps, default=0) >= STRONG


def _home_beside(cluster: list[StateRef], inside: list[StateRef]) -> bool:
    """Say whether the home state stands right beside a compound such as "Bahraini-Indian"."""
    low, high = cluster[0].first, cluster[-1].last
    return any(r.home and low - 2 <= r.first <= high + 1 for r in inside)


def _cut(tokens: Tokens, mentions: Mentions, after: int, before: int) -> int:
    """Return the word where the part that belongs to the later states begins."""
    apart = [w for w in range(after + 1, before + 1) if tokens.seps[w] >= STRONG]
    if apart:
        return apart[-1]
    kinds = [m.first for m in mentions.role("kind").inside(after, before)]
    triggers = mentions.role("stage").inside(after, before)
    anchors = sorted(kinds + [m.first for m in triggers])
    anchor = before
    if kinds:
        anchor = kinds[-1]
        signed, turns = mentions.group("signed"), mentions.group("clause-start")
        stages = [
            m.first
            for m in triggers
            if m.first < anchor
            and m.name in _TAKES_OBJECT
            and not signed.inside(m.first, m.last)
            and not turns.inside(m.last, anchor + 1)
        ]
        between = [k for k in kinds[:-1] if stages and k > stages[-1]]
        listed = stages and _colon(tokens, stages[-1], anchor)
        if stages and not between and not listed:
            anchor = stages[-1]
    elif anchors:
        anchor = anchors[-1]
    breaks = [w for w in range(after, anchor + 1) if tokens.seps[w] >= COMMA]
    starts = [m.first for m in mentions.group("clause-start").inside(after, anchor + 1)]
    return max(breaks + starts, default=anchor)


def _colon(tokens: Tokens, first: int, last: int) -> bool:
    """Say whether a colon stands between two words: what follows it is a list."""
    return ":" in tokens.text[tokens.ends[first] : tokens.starts[last]]
