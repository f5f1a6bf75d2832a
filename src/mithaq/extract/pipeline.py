"""One document in, one extraction out: a pure function of the text, the lexicon and a date."""

from __future__ import annotations

from functools import lru_cache

from mithaq.extract.context import Context, build_context
from mithaq.extract.discourse.drafts import Draft, Event, Item, Person
from mithaq.extract.discourse.headlines import fold_headlines
from mithaq.extract.discourse.merging import merge
from mithaq.extract.discourse.people import PeopleReader
from mithaq.extract.discourse.reader import Reader
from mithaq.extract.page.publication import published_on
from mithaq.extract.quoting import Quoter
from mithaq.extract.values import (
    ActFound,
    Document,
    Extraction,
    ItemFound,
    PersonFound,
    Quote,
    Record,
)
from mithaq.extract.words.lexicon import Lexicon
from mithaq.extract.words.morphology import ARABIC
from mithaq.extract.words.tokens import Tokenizer
from mithaq.model import PartialDate, Span

_TITLE_WORDS = 14
_AFTER_TITLE = ("relative", "sign", "signed", "be", "have")


def extract(document: Document, lexicon: Lexicon, published: str | None = None) -> Extraction:
    """Read a document and return its records, each statement with its words and its rule.

    `published` (ISO, any precision) overrides the date found in the document; a malformed one is
    an InputError. The same input gives the same output, whatever was read before.
    """
    given = published or document.published
    if given is not None:
        PartialDate.parse(given)
    certainty = "certain" if published else document.certainty
    known = published_on(given, certainty) if given else None
    context = build_context(document.text, lexicon, _tokenizer(lexicon), known)
    told = fold_headlines(Reader(context).read(), context)
    drafts = merge(told, lexicon.codes.get("once", frozenset()))
    home = next(iter(lexicon.codes.get("home", ())), "")
    quoter, people = Quoter(context), PeopleReader(context)
    records = tuple(_record(document.name, d, quoter, people, context, home) for d in drafts)
    scope = lexicon.codes.get("scope", frozenset())
    others = {r.code for r in context.article_refs if not r.home and not r.place} - scope
    return Extraction(
        document=document,
        language=_language(context),
        published=context.published.iso,
        certainty=context.published.certainty,
        records=records,
        other_partners=tuple(sorted(others)),
        article=tuple(Span(line.start, line.end) for line in context.lines),
    )


class _Held:
    """A lexicon as a cache key: two lexicons of the same content are the same."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __hash__(self) -> int:
        return hash(self.lexicon.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.lexicon.digest == self.lexicon.digest


@lru_cache(maxsize=4)
def _tokenizer_for(held: _Held) -> Tokenizer:
    return Tokenizer(held.lexicon)


def _tokenizer(lexicon: Lexicon) -> Tokenizer:
    return _tokenizer_for(_Held(lexicon))


def _record(
    doc: str, draft: Draft, quoter: Quoter, people: PeopleReader, context: Context, home: str
) -> Record:
    return Record(
        doc=doc,
        partner=draft.partner,
        kind=draft.kind,
        title=_title(draft, context, quoter),
        events=tuple(_act(e, context, quoter) for e in draft.events),
        topics=tuple(_item(i, quoter) for i in draft.topics),
        measures=tuple(_item(i, quoter) for i in draft.measures),
        people=tuple(_person(p, context) for p in people.people(draft, home)),
        confidence=_confidence(draft),
    )


def _title(draft: Draft, context: Context, quoter: Quoter) -> Quote | None:
    if not draft.kinds:
        return None
    words = [w for w in draft.kinds if w.signing] or draft.kinds
    first, last = words[0].first, words[0].last
    seps, ends = context.tokens.seps, context.words.of(*_AFTER_TITLE)
    while last < len(seps) and last - first < _TITLE_WORDS and seps[last] == 0:
        if last in ends:
            break
        last += 1
    return quoter.exact(first, last, "named-kind")


def _act(event: Event, context: Context, quoter: Quoter) -> ActFound:
    surface = context.tokens.surface
    also = tuple(words for words in (event.date_words, event.place) if words is not None)
    return ActFound(
        stage=event.stage,
        modality=event.modality,
        date=event.date,
        date_as_written=surface(*event.date_words) if event.date_words else None,
        place=surface(*event.place) if event.place else None,
        quote=quoter.quote(event.first, event.last, event.rule, also),
    )


def _item(item: Item, quoter: Quoter) -> ItemFound:
    return ItemFound(item.code, item.concept, quoter.exact(item.first, item.last, item.rule))


def _person(person: Person, context: Context) -> PersonFound:
    tokens = context.tokens
    start, end = tokens.starts[person.first], tokens.ends[person.last - 1]
    return PersonFound(person.name, person.role, person.side, start, end, tokens.text[start:end])


def _confidence(draft: Draft) -> float:
    """Return how much supports the record, from 0.4 to 0.9: a measure to sort by, no probability.

    An instrument by name, an act with a date, a topic, and a measure add a tenth each to a half;
    where no act was understood, to three tenths.
    """
    grounds = (
        bool(draft.kinds),
        any(e.date for e in draft.events),
        bool(draft.topics),
        bool(draft.measures),
    )
    return round((0.5 if draft.events else 0.3) + sum(grounds) / 10, 1)


def _language(context: Context) -> str:
    """Return the language most words of the article are in: ar, fr or en."""
    tokens = context.tokens
    arabic = sum(map(ARABIC.__and__, tokens.marks)) // ARABIC
    if 2 * arabic >= len(tokens):
        return "ar"
    articles = context.mentions.articles
    return "fr" if articles["fr"] > articles["en"] else "en"
