"""The front door: open a knowledge base, ask it, check it, add to it, take it elsewhere.

>>> kb = KnowledgeBase.open()
>>> bool(kb.query("ASK { id:bh-2014-mou mq:partner state:BH }"))
True
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from mithaq.home import Home
from mithaq.opened import Opened
from mithaq.query import Answer, run
from mithaq.view import Viewpoint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import IO

    from mithaq.add import Added, Proposal
    from mithaq.diff import Diff
    from mithaq.model import Finding


class KnowledgeBase(Opened):
    """All that can be done with a knowledge base, seen from one viewpoint."""

    @classmethod
    def open(
        cls,
        path: Path | str | None = None,
        *,
        viewpoint: Viewpoint | None = None,
        cache: Path | None = None,
    ) -> KnowledgeBase:
        """Open the knowledge base in a folder that holds ``kb``, or the one that came with the
        package.

        Raises NotFound when the folder has no ``kb``.
        """
        home = Home.at(None if path is None else Path(path))
        return cls(home, viewpoint or Viewpoint(), cache)

    def query(
        self,
        text: str,
        *,
        bindings: Mapping[str, ox.NamedNode | ox.BlankNode | ox.Literal] | None = None,
    ) -> Answer:
        """Return the answer to a SPARQL query over facts and easy view.

        ``bindings`` gives values to variables of the query beforehand. Our prefixes and the usual
        ones are known. Raises QueryError for what cannot be read or is not allowed.
        """
        values = {ox.Variable(name): value for name, value in (bindings or {}).items()}
        return run(self.view, text, substitutions=values)

    def validate(self, files: Iterable[Path] = (), *, lang: str = "en") -> tuple[Finding, ...]:
        """Return what the shapes say: about everything, or about what some files would change.

        Files need not be part of the knowledge base; they are checked together with what is known,
        and the verdict is the one that a check of everything would give. Raises FileError and
        SyntaxFault for files that cannot be read.
        """
        from mithaq.gate import check_all, check_files

        paths = {path.resolve(): path for path in files}
        if not paths:
            return check_all(self, lang)
        inside = {p.resolve() for p in self.home.data_files()}.intersection(paths)
        found = check_files(
            self, [path for real, path in paths.items() if real not in inside], lang
        )
        if inside:
            everything = check_all(self, lang)
            found += tuple(f for f in everything if Path(f.position.path).resolve() in inside)
        return found

    def propose(self, file: Path, *, into: Path | None = None, lang: str = "en") -> Proposal:
        """Return what adding a file would do: where facts go, what is found, what changes."""
        from mithaq.add import propose

        return propose(self, file, into, lang)

    def add(self, file: Path, *, into: Path | None = None, lang: str = "en") -> Added:
        """Add the facts of a file, if the shapes let them pass, and say what changed.

        All or nothing: the target file is replaced in one step, under a lock. ``into`` names the
        target; without it the file of the partner is taken. Raises GateError, with the findings,
        when a fact is refused.
        """
        from mithaq.add import add

        return add(self, file, into, lang)

    def export(self, out: IO[bytes], fmt: str = "turtle", what: str = "facts") -> None:
        """Write facts, the easy view or all to a stream, always in the same bytes.

        ``what`` is "facts", "view", "ontology" or "all"; ``fmt`` one of the formats of
        ``serialise``. Raises InputError for another one.

        >>> import io
        >>> out = io.BytesIO()
        >>> KnowledgeBase.open().export(out)
        >>> b"id:bh-2014-mou\\n" in out.getvalue()
        True
        """
        from mithaq.export import export

        export(self, what, fmt, out)

    def diff(self, other: KnowledgeBase) -> Diff:
        """Return what is new, gone and changed in another knowledge base, and what follows."""
        from mithaq.diff import diff

        before, after = (frozenset(q.triple for q in kb.facts) for kb in (self, other))
        return diff(self.home, before, after)
