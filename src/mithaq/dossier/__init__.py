"""All that is known of one cooperation, gathered for reading: names, acts, contents, people,
doubts, gaps, sources.
"""

from __future__ import annotations

from mithaq.dossier.assemble import assemble
from mithaq.dossier.values import (
    Act,
    Assessment,
    Contents,
    Day,
    Description,
    Dossier,
    Link,
    Participation,
    Place,
    Reference,
    Report,
    Search,
    Source,
    Statement,
    When,
)

__all__ = [
    "Act",
    "Assessment",
    "Contents",
    "Day",
    "Description",
    "Dossier",
    "Link",
    "Participation",
    "Place",
    "Reference",
    "Report",
    "Search",
    "Source",
    "Statement",
    "When",
    "assemble",
]
