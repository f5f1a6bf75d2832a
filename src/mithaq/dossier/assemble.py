"""From the store to a dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

import pyoxigraph as ox

from mithaq.dossier.nodes import Node, Nodes
from mithaq.dossier.values import (
    Act,
    Assessment,
    Contents,
    Day,
    Description,
    Dossier,
    Link,
    Participation,
    Reference,
    Report,
    Search,
    Source,
)
from mithaq.errors import NotFound
from mithaq.names import expand, node, shorten
from mithaq.words import Name

#: The easy days, in the order in which they come in the life of an agreement.
DAYS = (
    "signedOn",
    "approvedByMoroccoOn",
    "approvedByPartnerOn",
    "ratifiedByMoroccoOn",
    "ratifiedByPartnerOn",
    "inForceOn",
)

#: What is called missing where an instrument does not have it.
EXPECTED = ("signedOn", "signedBy", "inForceOn")

_COOPERATIONS = frozenset(
    expand(f"mq:{name}") for name in ("Instrument", "Practice", "MultilateralFramework")
)
_T = TypeVar("_T")


def assemble(store: ox.Store, cooperation: ox.NamedNode) -> Dossier:
    """Gather the dossier of a cooperation from a store with the easy view.

    Raises NotFound when the node is no cooperation.
    """
    nodes = Nodes(store, cooperation)
    own = nodes.by_iri.get(cooperation.value)
    types = [t for t in own.things("rdf:type") if t.value in _COOPERATIONS] if own else []
    if own is None or not types:
        raise NotFound("dossier.no_cooperation", name=shorten(cooperation.value))
    return Dossier(
        cooperation=nodes.name(cooperation),
        type=nodes.name(types[0]),
        partner=nodes.one(own, "mq:partner"),
        between=nodes.names(own, "mq:between"),
        also_called=own.words("skos:altLabel"),
        note=own.words("skos:scopeNote"),
        kinds=nodes.names(own, "mq:kind"),
        status=nodes.one(own, "mq:status"),
        status_grounds=_grounds(nodes, "mq:status"),
        days=tuple(_days(nodes, own)),
        descriptions=_all(nodes, "mq:Description", _description),
        acts=_acts(nodes, own),
        reports=_all(nodes, "mq:StatusReport", _report),
        contents=_all(nodes, "mq:Provision", _contents),
        participations=_all(nodes, "mq:Participation", _participation),
        links=_all(nodes, "mq:Relation", _link),
        references=_all(nodes, "mq:Reference", _reference),
        searches=_all(nodes, "mq:Search", _search),
        assessments=_all(nodes, "mq:Assessment", _assessment),
        missing=tuple(_missing(nodes, own)),
        sources=_sources(nodes),
    )


def _all(nodes: Nodes, cls: str, make: Callable[[Nodes, Node], _T]) -> tuple[_T, ...]:
    return tuple(make(nodes, n) for n in nodes.of_type(cls))


def _grounds(nodes: Nodes, prop: str, value: str = "") -> tuple[str, ...]:
    """Return the statements that ground an easy property, those of one value if one is given."""
    wanted = node(prop)
    return tuple(
        n.iri
        for n in nodes.by_iri.values()
        if wanted in n.all("mq:grounds") and (not value or n.text("mq:date") == value)
    )


def _days(nodes: Nodes, own: Node) -> Iterator[Day]:
    for name in DAYS:
        prop = f"mq:{name}"
        for value in own.all(prop):
            yield Day(nodes.name(node(prop)), value.value, _grounds(nodes, prop, value.value))


def _acts(nodes: Nodes, own: Node) -> tuple[Act, ...]:
    awaited = own.iris("mq:awaits")
    found = (_act(nodes, n, n.iri in awaited) for n in nodes.of_type("mq:LifecycleEvent"))
    return tuple(sorted(found, key=lambda act: (_order(act), act.statement.iri)))


def _order(act: Act) -> str:
    """Return what acts are ordered by: a plan without a day comes when it became known."""
    undated = act.when.order == "9999"
    return (act.statement.known_from or "9999") if undated else act.when.order


def _act(nodes: Nodes, n: Node, awaited: bool) -> Act:
    return Act(
        statement=nodes.statement(n),
        stage=nodes.one(n, "mq:stage") or Name(n.iri),
        modality=nodes.one(n, "mq:modality") or Name(n.iri),
        when=nodes.when(n),
        place=n.words("mq:place"),
        actors=nodes.names(n, "mq:actor"),
        signers=nodes.names(n, "mq:signer"),
        fulfils=n.text("mq:fulfils"),
        awaited=awaited,
    )


def _description(nodes: Nodes, n: Node) -> Description:
    return Description(
        statement=nodes.statement(n),
        titles=n.words("mq:title"),
        kind=nodes.one(n, "mq:calledKind"),
        articles=n.number("mq:articleCount"),
        text_public=n.truth("mq:textPublic"),
        binding=n.truth("mq:binding"),
    )


def _report(nodes: Nodes, n: Node) -> Report:
    return Report(nodes.statement(n), nodes.one(n, "mq:reportedStatus"), nodes.when(n))


def _contents(nodes: Nodes, n: Node) -> Contents:
    return Contents(
        statement=nodes.statement(n),
        topics=nodes.names(n, "mq:topic"),
        measures=nodes.names(n, "mq:measure"),
        clauses=nodes.names(n, "mq:clause"),
        beneficiaries=nodes.names(n, "mq:beneficiary"),
        duration=n.text("mq:duration"),
    )


def _participation(nodes: Nodes, n: Node) -> Participation:
    return Participation(nodes.statement(n), nodes.names(n, "mq:party"), nodes.one(n, "mq:role"))


def _link(nodes: Nodes, n: Node) -> Link:
    return Link(
        statement=nodes.statement(n),
        about=nodes.one(n, "mq:about") or Name(n.iri),
        relation=nodes.one(n, "mq:relation"),
        target=nodes.one(n, "mq:target"),
    )


def _reference(nodes: Nodes, n: Node) -> Reference:
    return Reference(
        statement=nodes.statement(n),
        type=nodes.one(n, "mq:referenceType"),
        issuers=nodes.names(n, "mq:issuer"),
        number=n.text("mq:number"),
        date=n.text("mq:date"),
    )


def _search(nodes: Nodes, n: Node) -> Search:
    return Search(
        statement=nodes.statement(n),
        sought=nodes.one(n, "mq:sought"),
        searched_on=n.text("mq:searchedOn"),
        searched_in=n.words("mq:searchedIn"),
    )


def _assessment(nodes: Nodes, n: Node) -> Assessment:
    del nodes
    return Assessment(
        iri=n.iri,
        question=n.words("mq:question"),
        reason=n.words("mq:reason"),
        prefers=n.iris("mq:prefers"),
        rivals=n.iris("mq:rival"),
        settled=n.truth("mq:settled") or False,
    )


def _missing(nodes: Nodes, own: Node) -> Iterator[Name]:
    """Yield what an instrument would have and this one does not, and an official source if none."""
    if node("mq:Instrument") in own.all("rdf:type"):
        for name in EXPECTED:
            if not own.all(f"mq:{name}"):
                yield nodes.name(node(f"mq:{name}"))
    if not own.all("mq:covers"):
        yield nodes.name(node("mq:covers"))
    official = node("source-type:official")
    if not any(official in n.all("mq:sourceType") for n in nodes.of_type("mq:Source")):
        yield nodes.name(official)


def _sources(nodes: Nodes) -> Mapping[str, Source]:
    return {n.iri: nodes.source(n) for n in nodes.of_type("mq:Source")}
