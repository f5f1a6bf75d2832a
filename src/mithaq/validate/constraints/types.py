"""Value type constraints (SHACL 4.1): sh:class, sh:datatype, sh:nodeKind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pyoxigraph import BlankNode, Literal, NamedNode

from mithaq.validate.constraints.base import Check, Evaluation, each_failing
from mithaq.validate.lexical import literal_test
from mithaq.validate.terms import Term, component, sh

KINDS: dict[NamedNode, tuple[type, ...]] = {
    sh("IRI"): (NamedNode,),
    sh("BlankNode"): (BlankNode,),
    sh("Literal"): (Literal,),
    sh("BlankNodeOrIRI"): (BlankNode, NamedNode),
    sh("BlankNodeOrLiteral"): (BlankNode, Literal),
    sh("IRIOrLiteral"): (NamedNode, Literal),
}


@dataclass(frozen=True, slots=True)
class Class:
    """SHACL 4.1.1: value nodes are SHACL instances of the class."""

    component: ClassVar[NamedNode] = component("Class")
    cls: Term

    def check(self, run: Evaluation, /) -> Check:
        return each_failing(run.instance_test(self.cls))


@dataclass(frozen=True, slots=True)
class Datatype:
    """SHACL 4.1.2: value nodes are well-formed literals of the datatype."""

    component: ClassVar[NamedNode] = component("Datatype")
    datatype: NamedNode

    def check(self, _: Evaluation, /) -> Check:
        return each_failing(literal_test(self.datatype))


@dataclass(frozen=True, slots=True)
class NodeKind:
    """SHACL 4.1.3: value nodes are IRIs, blank nodes or literals, as the kind says."""

    component: ClassVar[NamedNode] = component("NodeKind")
    kind: NamedNode

    def check(self, _: Evaluation, /) -> Check:
        kinds = KINDS[self.kind]
        return each_failing(lambda value: type(value) in kinds)
