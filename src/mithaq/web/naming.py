"""What statements are called: by their summary, or else by their sort and what they speak of."""

from __future__ import annotations

import pyoxigraph as ox

from mithaq.messages import LANGUAGES, say
from mithaq.names import OWN_PREFIXES
from mithaq.web.lens import Lens
from mithaq.words import Words

#: The properties that say what a statement without a summary speaks of.
SPEAKS_OF = tuple(
    f"mq:{name}"
    for name in (
        *("stage", "reportedStatus", "topic", "measure", "clause", "role", "party", "calledKind"),
        *("relation", "target", "referenceType", "sought"),
    )
)


def statement_words(lens: Lens, iri: str) -> Words:
    """Return what a statement or an assessment is called; nothing for what is neither."""
    said = lens.objects(iri, "mq:summary") or lens.objects(iri, "mq:question")
    if said:
        return Words.of(v for v in said if isinstance(v, ox.Literal))
    sorts = [s for s in lens.types(iri) if s.startswith(OWN_PREFIXES["mq"])]
    if not sorts or not lens.objects(iri, "mq:about"):
        return Words()
    return Words(tuple((lang, _told(lens, iri, min(sorts), lang)) for lang in sorted(LANGUAGES)))


def _told(lens: Lens, iri: str, sort: str, lang: str) -> str:
    named = [lens.name(v.value).say(lang) for p in SPEAKS_OF for v in lens.objects(iri, p)]
    what = lens.name(sort).say(lang)
    if not named:
        return what
    return say("web.speaks_of", lang, sort=what, what=say("dossier.comma", lang).join(named))
