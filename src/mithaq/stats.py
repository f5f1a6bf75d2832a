"""How much is known: numbers of agreements, statements, sources and places, by partner and
altogether.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pyoxigraph as ox

from mithaq.names import expand, node
from mithaq.queries import select

#: What is counted, in the order of reading, each with its class.
COUNTED: Mapping[str, str] = MappingProxyType(
    {
        "instruments": "mq:Instrument",
        "practices": "mq:Practice",
        "frameworks": "mq:MultilateralFramework",
        "descriptions": "mq:Description",
        "participations": "mq:Participation",
        "events": "mq:LifecycleEvent",
        "status_reports": "mq:StatusReport",
        "provisions": "mq:Provision",
        "relations": "mq:Relation",
        "references": "mq:Reference",
        "searches": "mq:Search",
        "sources": "mq:Source",
        "evidence": "mq:Evidence",
        "assessments": "mq:Assessment",
    }
)

_QUERIES = ("cooperations", "statements", "assessments", "evidence", "sources")


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts by the keys of ``COUNTED``: altogether, and for each partner by the code of its state.

    A source or an assessment that bears on two partners counts for both, and once in the total.
    """

    total: Mapping[str, int]
    partners: Mapping[str, Mapping[str, int]]

    @classmethod
    def of(cls, store: ox.Store) -> Stats:
        """Count what a store with the easy view holds."""
        keys = {expand(name): key for key, name in COUNTED.items()}
        partners: dict[str, dict[str, int]] = {}
        for name in _QUERIES:
            for solution in select(store, f"stats-{name}"):
                partner, kind, count = solution["partner"], solution["class"], solution["count"]
                if isinstance(partner, ox.NamedNode) and kind.value in keys:
                    code = partner.value.rpartition("/")[2]
                    counts = partners.setdefault(code, dict.fromkeys(COUNTED, 0))
                    counts[keys[kind.value]] = int(count.value)
        return cls(_total(store), dict(sorted(partners.items())))


def _total(store: ox.Store) -> Mapping[str, int]:
    return {
        key: sum(1 for _ in store.quads_for_pattern(None, node("rdf:type"), node(name)))
        for key, name in COUNTED.items()
    }
