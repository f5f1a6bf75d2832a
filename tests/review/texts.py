"""Candidates written in few words, for tests of the review."""

from __future__ import annotations

from pathlib import Path

from mithaq.names import OWN_PREFIXES, USUAL_PREFIXES

SMALL = Path(__file__).parent.parent / "fixtures" / "small"
PREFIXES = "".join(f"@prefix {p}: <{i}> .\n" for p, i in {**OWN_PREFIXES, **USUAL_PREFIXES}.items())

SOURCE = """src:news a mq:Source ; skos:prefLabel "News"@en ; mq:publisher "A paper" ;
  mq:sourceType source-type:press ; mq:language "en" ; mq:published "2014-10-02"^^xsd:date ."""
COOPERATION = """id:c a mq:Instrument ; mq:between state:MA , state:BH ;
  skos:prefLabel "c"@en , "c"@fr , "c"@ar ."""
PLACE = """ev:news.0-5 a mq:Evidence ; mq:source src:news ; mq:start 0 ; mq:end 5 ; mq:quote "words"@en ."""


def candidates(*statements: str, source: str = SOURCE, place: str = PLACE) -> str:
    """Return a graph of candidates: each statement is about the cooperation, with one evidence."""
    own = [
        f"id:c.{number} mq:about id:c ; mq:evidence ev:news.0-5 ; {text} ."
        for number, text in enumerate(statements)
    ]
    return "\n".join([PREFIXES, source, COOPERATION, place, *own])
