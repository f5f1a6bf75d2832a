"""Where things are: from the IRI of a thing to the address of its page, and back."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from mithaq.names import BASE, OWN_PREFIXES, expand, node
from mithaq.web.lens import Lens

#: The concept schemes, by the first part of their IRIs.
SCHEMES = tuple(
    name
    for name, iri in OWN_PREFIXES.items()
    if not iri.startswith((BASE + "id/", BASE + "ontology", BASE + "shapes"))
)

#: The pages of things by the first part of their IRIs below ``id/``.
HOMES = {"state": "partner", "institution": "institution", "official": "official"} | {
    "source": "source"
}

#: The state whose agreements all of them are.
HOME = "state:MA"

COOPERATIONS = frozenset(
    expand(f"mq:{name}") for name in ("Instrument", "Practice", "MultilateralFramework")
)
_ID = OWN_PREFIXES["id"]


def address(lens: Lens, iri: str) -> str:
    """Return the address of the page of a thing, without language: ``/agreement/bh-2014-mou``.

    Statements, pieces of evidence and terms of the ontology have an anchor on a page. Empty where
    there is none.
    """
    if not iri.startswith(BASE):
        return ""
    rest = iri[len(BASE) :]
    first, _, local = rest.partition("/")
    if first == "id":
        return _thing(lens, iri, local)
    if first.startswith("ontology"):
        term = iri.partition("#")[2]
        return f"/ontology#{term}" if term else "/ontology"
    if first in SCHEMES:
        return f"/{first}/{local}" if local else f"/ontology#scheme-{first}"
    return "/about#views" if first == "view" else ""


def _thing(lens: Lens, iri: str, local: str) -> str:
    kind, _, name = local.partition("/")
    if kind in HOMES and name:
        return f"/{HOMES[kind]}/{name}"
    if kind == "evidence":
        source = next(iter(lens.objects(iri, "mq:source")), None)
        return "" if source is None else f"{address(lens, source.value)}#{name}"
    if lens.types(iri) & COOPERATIONS:
        return f"/agreement/{local}"
    about = next(_about(lens, iri), None)
    return "" if about is None else f"/agreement/{about.removeprefix(_ID)}#{local}"


def _about(lens: Lens, iri: str) -> Iterator[str]:
    """Yield the cooperations on whose pages a statement or an assessment stands."""
    for value in lens.objects(iri, "mq:about"):
        yield value.value
    for prop in ("mq:prefers", "mq:rival"):
        for side in lens.objects(iri, prop):
            yield from (v.value for v in lens.objects(side.value, "mq:about"))


def thing(family: str, local: str) -> ox.NamedNode:
    """Return the node whose page stands at an address.

    >>> thing("partner", "BH")
    <NamedNode value=https://w3id.org/mithaq/id/state/BH>
    """
    for kind, page in HOMES.items():
        if page == family:
            return ox.NamedNode(f"{_ID}{kind}/{local}")
    if family == "agreement":
        return ox.NamedNode(_ID + local)
    return ox.NamedNode(f"{BASE}{family}/{local}")


def members(lens: Lens, family: str) -> tuple[str, ...]:
    """Return the local names of all things that have a page of a family, in order."""
    if family == "agreement":
        return tuple(sorted(row.cooperation.iri.removeprefix(_ID) for row in lens.listed))
    classes = {"partner": "State", "institution": "Institution", "official": "Official"}
    if family in HOMES.values():
        found = lens.subjects("rdf:type", node(f"mq:{classes.get(family, 'Source')}"))
    else:
        found = lens.subjects("skos:inScheme", ox.NamedNode(BASE + family))
    home = thing(family, "").value
    return tuple(iri.removeprefix(home) for iri in found if iri.startswith(home))
