#!/usr/bin/env python
"""Write a realistic knowledge base of any size as N-Triples, for measurements.

    scripts/bench/generate.py 1000000 > kb-1m.nt
    scripts/bench/generate.py 100000 --faults 50 > faulty.nt

The facts are invented; their form is that of kb/: cooperations between Morocco and some other
state, statements about them, places in sources, institutions and officials. They pass the gate
(load them with the ontology), unless faults are asked for. The same arguments give the same
bytes. Output is streamed: memory does not grow with the size.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

MQ = "https://w3id.org/mithaq/ontology#"
ID = "https://w3id.org/mithaq/id/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
MOROCCO = ID + "state/MA"
MOST_PARTNERS = 190
OFFICES = ("foreign", "interior", "defence", "justice", "police", "customs")

TOPICS = "terrorism organised-crime drug-trafficking irregular-migration human-trafficking".split()
MEASURES = "information-exchange training joint-exercises extradition liaison-officers".split()
KINDS = "agreement memorandum convention protocol technical-arrangement".split()
CLAUSES = "duration termination tacit-renewal dispute-settlement".split()
WORDS = {
    "en": "security cooperation crime border training exchange police agreement expert".split(),
    "fr": "sécurité coopération crime frontière formation échange police accord expert".split(),
    "ar": "أمن تعاون جريمة حدود تكوين تبادل شرطة اتفاق خبير مشترك".split(),
}
LADDER = (
    ("initialling", 0),
    ("signature", 30),
    ("council-of-government", 200),
    ("plenary-vote-representatives", 320),
    ("ratification", 420),
    ("entry-into-force", 500),
)


def iri(value: str) -> str:
    return f"<{value}>"


def text(value: str, language: str = "") -> str:
    return f'"{value}"' + (f"@{language}" if language else "")


def typed(value: object, datatype: str) -> str:
    return f'"{value}"^^<{XSD}{datatype}>'


def concept(scheme: str, name: str) -> str:
    return iri(f"https://w3id.org/mithaq/{scheme}/{name}")


def block(subject: str, cls: str, *pairs: tuple[str, str]) -> Iterator[str]:
    """The triples of one node as lines; properties are of mq: unless written with skos:."""
    yield f"<{subject}> <{TYPE}> <{MQ}{cls}> .\n"
    for name, value in pairs:
        space = SKOS if name.startswith("skos:") else MQ
        yield f"<{subject}> <{space}{name.removeprefix('skos:')}> {value} .\n"


def labels(words: dict[str, str]) -> list[tuple[str, str]]:
    return [("skos:prefLabel", text(value, language)) for language, value in words.items()]


def partner_code(number: int) -> str:
    """Two letters for each partner, none of them MA.

    >>> [partner_code(n) for n in (0, 1, 27)]
    ['QA', 'QB', 'RB']
    """
    return chr(ord("Q") + number // 26 % 10) + chr(ord("A") + number % 26)


def actors(number: int) -> Iterator[str]:
    """A state with its institutions and officials; the first one is Morocco."""
    code = "MA" if number < 0 else partner_code(number)
    state = f"{ID}state/{code}"
    names = {"ar": f"دولة {code}", "en": f"State {code}", "fr": f"État {code}"}
    yield from block(state, "State", *labels(names), ("skos:notation", text(code)))
    for office in OFFICES:
        org = f"{ID}institution/{code.lower()}-{office}"
        names = {
            "ar": f"{office} {code} مؤسسة",
            "en": f"{office} {code}",
            "fr": f"{office} de {code}",
        }
        yield from block(org, "Institution", *labels(names), ("of", iri(state)))
        head = f"{ID}official/{code.lower()}-{office}-head"
        names = {
            "ar": f"رئيس {office} {code}",
            "en": f"Head {office} {code}",
            "fr": f"Chef {office} {code}",
        }
        yield from block(head, "Official", *labels(names), ("of", iri(org)))


class Cooperation:
    """One cooperation with its statements and sources, from a seeded random source."""

    def __init__(self, number: int, seed: int, partners: int) -> None:
        self.random = Random(f"{seed}/{number}")
        self.code = partner_code(self.random.randrange(partners))
        self.start = date(1960, 1, 1) + timedelta(days=self.random.randrange(22_000))
        self.slug = f"{self.code.lower()}-{self.start.year}-{number}"
        self.node = ID + self.slug
        self.places = 0
        self.sources = [f"{ID}source/{self.slug}-{index}" for index in (1, 2)]

    def lines(self) -> Iterator[str]:
        """All triples, about 130 of them."""
        random = self.random
        names = {tag: f"{self.words(tag, 4)} {self.slug}" for tag in WORDS}
        states = [("between", iri(MOROCCO)), ("between", iri(f"{ID}state/{self.code}"))]
        yield from block(self.node, "Instrument", *labels(names), *states)
        yield from self.source_lines()
        yield from self.statement(
            "description",
            "Description",
            ("title", text(self.words("ar", 5), "ar")),
            ("calledKind", concept("kind", random.choice(KINDS))),
            ("articleCount", typed(random.randint(2, 30), "integer")),
        )
        for side in (self.code, "MA"):
            org = f"{ID}institution/{side.lower()}-{random.choice(OFFICES)}"
            role = concept("role", "signing-body")
            name = f"signing-{side.lower()}"
            yield from self.statement(name, "Participation", ("party", iri(org)), ("role", role))
        for stage, after in LADDER[: random.randint(1, len(LADDER))]:
            yield from self.event(stage, after)
        for index in range(random.randint(2, 4)):
            topic = concept("topic", random.choice(TOPICS))
            measure = concept("measure", random.choice(MEASURES))
            name = f"provision-{index}"
            yield from self.statement(name, "Provision", ("topic", topic), ("measure", measure))
        clause = concept("clause", random.choice(CLAUSES))
        yield from self.statement("clause", "Provision", ("clause", clause))

    def words(self, language: str, count: int) -> str:
        return " ".join(self.random.choice(WORDS[language]) for _ in range(count))

    def event(self, stage: str, after: int) -> Iterator[str]:
        day = self.start + timedelta(days=after + self.random.randrange(20))
        side = "ma" if self.random.random() < 0.5 else self.code.lower()
        yield from self.statement(
            stage,
            "LifecycleEvent",
            ("stage", concept("stage", stage)),
            ("modality", concept("modality", "occurred")),
            ("date", typed(day.isoformat(), "date")),
            ("basis", concept("basis", "printed")),
            ("actor", iri(f"{ID}institution/{side}-foreign")),
        )

    def statement(self, name: str, cls: str, *pairs: tuple[str, str]) -> Iterator[str]:
        """A statement with its summary, and a place in a source that bears it out."""
        place, lines = self.place()
        evidence = [iri(place)] + [iri(self.sources[1])] * (self.random.random() < 0.3)
        yield from block(
            f"{self.node}.{name}",
            cls,
            ("about", iri(self.node)),
            *pairs,
            ("summary", text(self.words("en", 8).capitalize() + ".", "en")),
            *(("evidence", each) for each in evidence),
        )
        yield from lines

    def place(self) -> tuple[str, list[str]]:
        self.places += 1
        source = self.sources[0]
        quote = self.words("ar", self.random.randint(3, 9))
        start = self.places * 100
        end = start + len(quote)
        node = f"{source.replace('/source/', '/evidence/')}.{start}-{end}"
        span = [("start", typed(start, "integer")), ("end", typed(end, "integer"))]
        where = ("source", iri(source))
        return node, list(block(node, "Evidence", where, *span, ("quote", text(quote, "ar"))))

    def source_lines(self) -> Iterator[str]:
        published = self.start + timedelta(days=700)
        for index, (node, kind) in enumerate(
            zip(self.sources, ("agency", "official"), strict=True)
        ):
            day = published + timedelta(days=index)
            yield from block(
                node,
                "Source",
                ("skos:prefLabel", text(f"{self.words('en', 4)} {self.slug}", "en")),
                ("publisher", text("Agency" if index == 0 else "Gazette")),
                ("sourceType", concept("source-type", kind)),
                ("language", text("ar")),
                ("published", typed(day.isoformat(), "date")),
                ("retrieved", typed("2026-11-01", "date")),
                ("url", text(f"https://example.org/{self.slug}/{index}")),
                ("sha256", text(hashlib.sha256(f"{node}".encode()).hexdigest())),
            )


def partners_at(size: int) -> int:
    """How many partner states a knowledge base of this size has."""
    return min(MOST_PARTNERS, max(5, size // 2000))


def fault(number: int, seed: int, partners: int) -> Iterator[str]:
    """A triple or two that break a rule at a cooperation, of five kinds in turn."""
    cooperation = Cooperation(number, seed, partners)
    node, first = cooperation.node, f"{cooperation.node}.signature"
    match number % 5:
        case 0:
            yield f"<{node}> <{MQ}between> <{ID}state/{partner_code(3)}> .\n"
        case 1:
            yield f"<{first}> <{MQ}misspelt> {text('x')} .\n"
        case 2:
            yield from block(f"{node}.loose", "Provision", ("about", iri(node)))
        case 3:
            yield f"<{node}> <{SKOS}prefLabel> {text('second name', 'en')} .\n"
        case 4:
            day = (cooperation.start - timedelta(days=900)).isoformat()
            yield from cooperation.statement(
                "ratification-early",
                "LifecycleEvent",
                ("stage", concept("stage", "ratification")),
                ("modality", concept("modality", "occurred")),
                ("date", typed(day, "date")),
            )


def generate(size: int, seed: int = 1, faults: int = 0) -> Iterator[str]:
    """About `size` triples as lines of N-Triples, ending with a whole cooperation."""
    written, partners = 0, partners_at(size)
    for number in range(-1, partners):
        for line in actors(number):
            written += 1
            yield line
    number = 0
    while written < size:
        for line in Cooperation(number, seed, partners).lines():
            written += 1
            yield line
        number += 1
    for index in range(faults):
        yield from fault(index * max(1, number // max(1, faults)), seed, partners)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("size", type=int, help="number of triples, about")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", type=int, default=0, help="number of faults to put in")
    arguments = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.writelines(generate(arguments.size, arguments.seed, arguments.faults))


if __name__ == "__main__":
    main()
