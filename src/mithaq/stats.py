"""How much is known: numbers of agreements, statements, sources and places, by partner and
altogether.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from mithaq.files import replace_whole
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

    @classmethod
    def beside(cls, view: Path, store: ox.Store) -> Stats:
        """Return the counts of a built view from the file beside it, counting only where there is
        none yet.

        A built view never changes, and goes with what lies beside it.
        """
        place = view.with_name(f"{view.name}.stats.json")
        with suppress(OSError):
            return cls(**json.loads(place.read_bytes()))
        stats = cls.of(store)
        text = json.dumps({"total": stats.total, "partners": stats.partners})
        with suppress(OSError):
            replace_whole(place, text.encode())
        return stats


def _total(store: ox.Store) -> Mapping[str, int]:
    counted = {solution["class"]: solution["count"] for solution in select(store, "stats-total")}
    found = {key: counted.get(node(name)) for key, name in COUNTED.items()}
    return {key: int(count.value) if count else 0 for key, count in found.items()}
