"""Questions in an interview and the answers that tell what the question only asked.

"Was it ever revised? – Once, last year": the answer has the day, the question the act.
"""

from __future__ import annotations

from mithaq.extract.acts.linking import Act
from mithaq.extract.context import Context
from mithaq.extract.modality import DENIED, OCCURRED, PLANNED

_OPENING, _SHORT = 5, 14
#: Stages that one is asked about: of talks and of what is carried out an answer tells more.
_ASKED = (
    "amendment",
    "approval-government",
    "approval-parliament",
    "entry-into-force",
    "initialling",
    "publication",
    "ratification",
    "signature",
    "termination",
)


class Answers:
    """Remembers the act that a question asks about; `end` is where its answer begins, or -1."""

    def __init__(self, context: Context) -> None:
        self._c = context
        self._asked: list[Act] = []
        self.end = -1

    def ask(self, acts: list[Act], end: int) -> None:
        """Remember the acts of a question that ends before word `end`."""
        self._asked = [a for a in acts if a.stage in _ASKED]
        self.end = end if self._asked else -1

    def acts(self, found: list[Act], first: int, last: int) -> list[Act]:
        """Return the act that an answer affirms, denies or dates, if it tells none itself."""
        if first != self.end or found:
            return []
        words, asked = self._c.words, self._asked[0]
        opening = min(last, first + _OPENING)
        dates = self._c.dates.inside(first, opening if last - first > _SHORT else last)
        if words.any(first, first + 2, "answer-no"):
            modality = DENIED
        elif dates:
            modality = PLANNED if dates[0].ahead else OCCURRED
        elif words.any(first, first + 1, "answer-yes"):
            modality = OCCURRED
        else:
            return []
        stop = dates[0].last if dates and modality != DENIED else first + 1
        about = asked.instrument
        return [asked._replace(modality=modality, first=first, last=stop, instrument=about)]
