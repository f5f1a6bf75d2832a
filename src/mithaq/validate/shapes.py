"""Prepared shapes: a shapes graph read once into plain values that can be kept and pickled."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar, cast

from pyoxigraph import NamedNode

from mithaq.errors import InputError
from mithaq.validate.constraints.base import Constraint, Message
from mithaq.validate.paths import Path
from mithaq.validate.reads import Reads
from mithaq.validate.terms import Node, Term

Made = TypeVar("Made")

FORMAT = 1
CANNOT_READ = (
    pickle.UnpicklingError,
    AttributeError,
    EOFError,
    ImportError,
    TypeError,
    ValueError,
)


class ShapesError(InputError):
    """The shapes graph is ill-formed, or asks for what this validator does not do."""


class Targets(NamedTuple):
    """What a shape is checked on (SHACL 2.1.3)."""

    nodes: tuple[Term, ...] = ()
    classes: tuple[Node, ...] = ()
    subjects_of: tuple[NamedNode, ...] = ()
    objects_of: tuple[NamedNode, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.nodes or self.classes or self.subjects_of or self.objects_of)


class Shape(NamedTuple):
    """A node shape, or a property shape where there is a path (SHACL 2.2, 2.3)."""

    id: Node
    path: Path | None
    targets: Targets
    constraints: tuple[Constraint, ...]
    properties: tuple[Node, ...]
    severity: NamedNode
    messages: tuple[Message, ...]
    deactivated: bool


@dataclass(frozen=True, slots=True)
class PreparedShapes:
    """Shapes ready for use, inner ones before those that refer to them.

    `reads` holds the footprint of each shape, `warnings` what was passed over. `digest` names
    the content of the shapes graph: equal graphs have equal digests whatever their blank nodes
    are called.
    """

    shapes: Mapping[Node, Shape]
    reads: Mapping[Node, Reads]
    digest: str
    warnings: tuple[str, ...] = field(default=(), compare=False)
    _derived: dict[object, object] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def __len__(self) -> int:
        return len(self.shapes)

    @property
    def targeted(self) -> tuple[Shape, ...]:
        """The shapes that are checked on nodes of their own."""
        return tuple(s for s in self.shapes.values() if s.targets and not s.deactivated)

    def derived(self, make: Callable[[PreparedShapes], Made]) -> Made:
        """What `make` works out from the shapes; made once and kept with them, but not in
        their cache file."""
        found = self._derived.get(make)
        if found is None:
            found = self._derived[make] = make(self)
        return cast(Made, found)

    def __getstate__(self) -> list[object]:
        return [self.shapes, self.reads, self.digest, self.warnings]

    def __setstate__(self, state: list[object]) -> None:
        for name, value in zip(("shapes", "reads", "digest", "warnings"), state, strict=True):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_derived", {})

    def to_bytes(self) -> bytes:
        """A form for a cache file, quick to read back."""
        return pickle.dumps((FORMAT, self), protocol=5)

    @staticmethod
    def from_bytes(data: bytes) -> PreparedShapes:
        """Read what `to_bytes` wrote. The form is Python's pickle: read only files you wrote.

        Raises ShapesError when the bytes come from another version of this package.
        """
        try:
            version, prepared = pickle.loads(data)
        except CANNOT_READ as error:
            raise ShapesError(
                f"cached shapes cannot be read: {error}; prepare them again"
            ) from None
        if version != FORMAT or not isinstance(prepared, PreparedShapes):
            raise ShapesError("cached shapes are of another version; prepare them again")
        return prepared
