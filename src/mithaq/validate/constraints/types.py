"""Value type constraints (SHACL 4.1): sh:class, sh:datatype, sh:nodeKind."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode

from mithaq.validate.constraints.base import Check, Evaluation, each_failing
from mithaq.validate.lexical import literal_test
from mithaq.validate.terms import Term, core_component, sh

KINDS: dict[NamedNode, tuple[type, ...]] = {
    sh("IRI"): (NamedNode,),
    sh("BlankNode"): (BlankNode,),
    sh("Literal"): (Literal,),
    sh("BlankNodeOrIRI"): (BlankNode, NamedNode),
    sh("BlankNodeOrLiteral"): (BlankNode, Literal),
    sh("IRIOrLiteral"): (NamedNode, Literal),
}


class Class(NamedTuple):
    """SHACL 4.1.1: value nodes are SHACL instances of the class."""

    cls: Term

    @property
    def component(self) -> NamedNode:
        return core_component("Class")

    def check(self, run: Evaluation, /) -> Check:
        return each_failing(run.instance_test(self.cls))


class Datatype(NamedTuple):
    """SHACL 4.1.2: value nodes are well-formed literals of the datatype."""

    datatype: NamedNode

    @property
    def component(self) -> NamedNode:
        return core_component("Datatype")

    def check(self, _: Evaluation, /) -> Check:
        return each_failing(literal_test(self.datatype))


class NodeKind(NamedTuple):
    """SHACL 4.1.3: value nodes are IRIs, blank nodes or literals, as the kind says."""

    kind: NamedNode

    @property
    def component(self) -> NamedNode:
        return core_component("NodeKind")

    def check(self, _: Evaluation, /) -> Check:
        kinds = KINDS[self.kind]
        return each_failing(lambda value: type(value) in kinds)
