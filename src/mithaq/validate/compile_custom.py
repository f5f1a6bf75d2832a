"""Reading SPARQL-based constraint components and their use (SHACL 6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from pyoxigraph import BlankNode, NamedNode

from mithaq.validate.compile_sparql import constants_of, prefixes_of, query_text, readable
from mithaq.validate.constraints.base import Message
from mithaq.validate.constraints.custom import CustomConstraint
from mithaq.validate.paths import Path
from mithaq.validate.shapegraph import ShapesGraph, fault
from mithaq.validate.shapes import ShapesError
from mithaq.validate.terms import Node, Term, sh


class Parameter(NamedTuple):
    """SHACL 6.2.1: the property that gives the argument, and the variable that holds it."""

    predicate: NamedNode
    name: str
    optional: bool


class Validator(NamedTuple):
    """SHACL 6.2.3: an ASK or SELECT query."""

    node: Node
    text: str
    is_ask: bool
    prefixes: tuple[tuple[str, str], ...]
    messages: tuple[Message, ...]


class Component(NamedTuple):
    """A constraint component with its validators for node shapes and property shapes."""

    iri: NamedNode
    parameters: tuple[Parameter, ...]
    on_nodes: Validator | None
    on_properties: Validator | None


def components(graph: ShapesGraph, prefixes: dict[str, str]) -> tuple[Component, ...]:
    """The constraint components declared in the shapes graph."""
    found = sorted(graph.instances(sh("ConstraintComponent")), key=str)
    return tuple(_component(graph, node, prefixes) for node in found if isinstance(node, NamedNode))


def _component(graph: ShapesGraph, node: NamedNode, prefixes: dict[str, str]) -> Component:
    def validator(*predicates: str) -> Validator | None:
        for predicate in predicates:
            for value in graph.values(node, sh(predicate)):
                if isinstance(value, (NamedNode, BlankNode)):
                    return _validator(graph, value, prefixes)
        return None

    parameters = tuple(
        sorted(
            (_parameter(graph, each) for each in graph.values(node, sh("parameter"))),
            key=lambda parameter: parameter.name,
        )
    )
    if not parameters:
        raise fault(node, sh("parameter"), "at least one parameter")
    return Component(
        node,
        parameters,
        validator("nodeValidator", "validator"),
        validator("propertyValidator", "validator"),
    )


def _parameter(graph: ShapesGraph, node: Term) -> Parameter:
    paths = graph.values(node, sh("path"))
    if len(paths) != 1 or not isinstance(paths[0], NamedNode):
        raise fault(node, sh("path"), "one IRI, since it is a parameter")
    name = re.split(r"[#/:]", paths[0].value)[-1]
    optional = any(str(v).startswith('"true"') for v in graph.values(node, sh("optional")))
    return Parameter(paths[0], name, optional)


def _validator(graph: ShapesGraph, node: Node, prefixes: dict[str, str]) -> Validator:
    is_ask = bool(graph.values(node, sh("ask")))
    text = query_text(graph, node, sh("ask") if is_ask else sh("select"))
    known = tuple(sorted(prefixes_of(graph, node, prefixes).items()))
    return Validator(node, text, is_ask, known, graph.texts(node, sh("message")))


def custom_constraints(
    graph: ShapesGraph, shape: Node, path: Path | None, known: tuple[Component, ...]
) -> Iterator[CustomConstraint]:
    """The constraints of declared components whose parameters the shape gives (SHACL 6.1)."""
    for each in known:
        values = {p: graph.values(shape, p.predicate) for p in each.parameters}
        if any(not values[p] and not p.optional for p in each.parameters):
            continue
        validator = each.on_nodes if path is None else each.on_properties
        if validator is None:
            raise ShapesError(f"shape {shape}: {each.iri} has no validator that fits it")
        given = [p for p in each.parameters if values[p]]
        for chosen in product(*(values[p] for p in given)):
            arguments = tuple((p.name, term) for p, term in zip(given, chosen, strict=True))
            yield _constraint(graph, shape, path, each, validator, arguments)


def _constraint(
    graph: ShapesGraph,
    shape: Node,
    path: Path | None,
    used: Component,
    validator: Validator,
    arguments: tuple[tuple[str, Term], ...],
) -> CustomConstraint:
    constants = constants_of(path, shape)
    for name, term in arguments:
        if isinstance(term, BlankNode):
            raise ShapesError(f"shape {shape}: the blank node {term} cannot be an argument")
        constants[name] = str(term)
    prebound = ("this", "value") if validator.is_ask else ("this",)
    prefixes = dict(validator.prefixes)
    query = readable(validator.node, validator.text, constants, prefixes, prebound)
    messages = graph.texts(shape, sh("message")) or validator.messages
    return CustomConstraint(used.iri, query, arguments, path is None, messages)
