"""The easy view: plain triples derived from statements by the rules in ``ontology/rules``.

Rules are SPARQL CONSTRUCT files run in the order of their names. A resolver, one of the files in
``resolvers/``, is run as step 10 and marks the statements that stand; those in ``tallies/`` count
over many cooperations and are run last. Derived triples use properties of their own
(``mq:derivedBy``), so the view can always be told from the facts by its predicates alone.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from mithaq.errors import NotFound
from mithaq.names import QUERY_PREFIXES, node
from mithaq.store import Reads

#: The parameter line as it stands in the rule files; it runs as it is and means "today, from
#: everything".
PARAMETER_LINE = '("9999-12-31"^^xsd:date "9999-12-31"^^xsd:date false)'

#: The folder of the rules that count over many cooperations; they are run last.
TALLIES = "tallies/"

_DERIVED_BY = node("mq:derivedBy")
_NAME = re.compile(r"(?<![\w<])([a-z][\w-]*):([A-Za-z][\w-]*)")


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """From where things are seen: which resolver, on which day, from sources published by which
    day.

    ``perhaps`` counts an act that only perhaps lies before ``as_of``.

    >>> Viewpoint(known_on=datetime.date(2014, 8, 31)).parameters()
    '("9999-12-31"^^xsd:date "2014-08-31"^^xsd:date false)'
    """

    resolver: str = "assessed"
    as_of: datetime.date | None = None
    known_on: datetime.date | None = None
    perhaps: bool = False

    @property
    def is_default(self) -> bool:
        """Whether this is the view of today, by the default resolver, from everything."""
        return self == Viewpoint()

    def parameters(self) -> str:
        """Return the parameter line of this viewpoint, in SPARQL."""
        days = " ".join(f'"{day or "9999-12-31"}"^^xsd:date' for day in (self.as_of, self.known_on))
        return f"({days} {str(self.perhaps).lower()})"


class Rule(NamedTuple):
    """One rule: its file name and its text, a SPARQL CONSTRUCT query."""

    name: str
    text: str

    @property
    def counts(self) -> bool:
        """Whether this rule counts over many cooperations (see ``tally``)."""
        return self.name.startswith(TALLIES)

    def update(self, viewpoint: Viewpoint) -> str:
        """Return the rule as a SPARQL update that inserts what the CONSTRUCT would give."""
        text = self.text.replace(PARAMETER_LINE, viewpoint.parameters())
        return text.replace("CONSTRUCT {", "INSERT {", 1)


def read_rules(folder: Path, resolver: str) -> tuple[Rule, ...]:
    """Return the rules of a folder in file order, with the resolver as step 10, tallies last.

    Raises NotFound when no resolver has that name.
    """
    resolvers = {path.stem: path for path in sorted((folder / "resolvers").glob("*.rq"))}
    if resolver not in resolvers:
        raise NotFound("view.no_resolver", name=resolver, known=", ".join(resolvers))
    named = [(path.name, path) for path in folder.glob("*.rq")]
    ordered = sorted([*named, (f"10-{resolver}.rq", resolvers[resolver])])
    ordered += [(TALLIES + path.name, path) for path in sorted((folder / TALLIES).glob("*.rq"))]
    return tuple(Rule(name, path.read_text("utf-8")) for name, path in ordered)


def named_terms(rules: Iterable[Rule]) -> frozenset[ox.NamedNode]:
    """Return every term that some rules name; a change without any of them changes nothing."""
    names = (m.groups() for rule in rules for m in _NAME.finditer(rule.text))
    known = (QUERY_PREFIXES[prefix] + local for prefix, local in names if prefix in QUERY_PREFIXES)
    return frozenset(ox.NamedNode(iri) for iri in known)


def derive(store: ox.Store, rules: tuple[Rule, ...], viewpoint: Viewpoint | None = None) -> None:
    """Add to a store of facts and ontology everything that the rules derive from them."""
    for rule in rules:
        store.update(rule.update(viewpoint or Viewpoint()))


def derived_properties(store: Reads) -> frozenset[ox.NamedNode]:
    """Return the properties that the ontology in this store marks as derived."""
    marked = store.quads_for_pattern(None, _DERIVED_BY, None)
    return frozenset(q.subject for q in marked if isinstance(q.subject, ox.NamedNode))


def derived_triples(store: ox.Store) -> Iterator[ox.Triple]:
    """Yield the derived triples of a store, and nothing else."""
    for predicate in sorted(derived_properties(store), key=lambda n: n.value):
        for quad in store.quads_for_pattern(None, predicate, None):
            yield quad.triple
