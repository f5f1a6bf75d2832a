"""The list of agreements and practices, narrowed by facets."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from mithaq.listing import Listed
from mithaq.messages import say
from mithaq.web.asked import Asked, Page, Rows
from mithaq.web.facets import FACETS, Facets

COLUMNS = ("id", "name", "partner", "kind", "status", "signed_on", "in_force_on", "disputed")


def agreements(asked: Asked) -> Page:
    """Make the list."""
    chosen = {key: asked.query.get(key, "") for key in FACETS}
    narrowed = asked.lens.keep("facets", Facets).narrow(chosen)
    return Page(
        template="agreements.html",
        title=say("web.nav.agreements", asked.lang),
        it=narrowed,
        subjects=tuple(ox.NamedNode(row.cooperation.iri) for row in narrowed.rows),
        rows=lambda: table(narrowed.rows, asked.lang),
        extra={
            "chosen": {key: value for key, value in chosen.items() if value},
            "made": [
                (f.key, choice) for f in narrowed.facets for choice in f.choices if choice.chosen
            ],
        },
    )


def table(listed: Iterable[Listed], lang: str) -> Rows:
    """Return cooperations as a table."""
    return Rows(
        COLUMNS,
        tuple(
            (
                row.cooperation.short,
                row.cooperation.say(lang),
                row.partner.short if row.partner else "",
                " | ".join(kind.short for kind in row.kinds),
                row.status.short if row.status else "",
                " | ".join(row.signed_on),
                " | ".join(row.in_force_on),
                str(row.disputed).lower(),
            )
            for row in listed
        ),
    )
