"""Reading SPARQL-based constraints and their prefixes (SHACL 5.1, 5.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from mithaq.validate.constraints.sparql import SparqlConstraint
from mithaq.validate.paths import Path, Step
from mithaq.validate.query.binding import forbidden, projects, runs_at_once
from mithaq.validate.query.patterns import Query
from mithaq.validate.query.reader import read_query
from mithaq.validate.query.rewrite import with_variables_replaced
from mithaq.validate.query.tokens import UnreadableQuery, tokens
from mithaq.validate.shapegraph import ShapesGraph, fault
from mithaq.validate.shapes import ShapesError
from mithaq.validate.terms import OWL_IMPORTS, Node, Term, sh

SPARQL, SELECT = sh("sparql"), sh("select")
_empty = Store()


def sparql_constraints(
    graph: ShapesGraph, shape: Node, path: Path | None, prefixes: dict[str, str]
) -> Iterator[SparqlConstraint]:
    """The sh:sparql constraints of a shape."""
    for node in graph.values(shape, SPARQL):
        if not isinstance(node, (NamedNode, BlankNode)):
            raise fault(shape, SPARQL, f"a constraint, not {node}")
        if graph.flag(node, sh("deactivated")):
            continue
        text = query_text(graph, node, SELECT)
        constants = constants_of(path, shape)
        query = readable(node, text, constants, prefixes_of(graph, node, prefixes), ("this",))
        messages = graph.texts(node, sh("message")) or graph.texts(shape, sh("message"))
        yield SparqlConstraint(node, query, runs_at_once(query), path is None, messages)


def query_text(graph: ShapesGraph, node: Node, predicate: NamedNode) -> str:
    """The text of a query. Raises ShapesError where there is not exactly one."""
    value = graph.single(node, predicate)
    if not isinstance(value, Literal):
        raise fault(node, predicate, "the text of a query")
    return value.value


def prefixes_of(graph: ShapesGraph, node: Node, known: dict[str, str]) -> dict[str, str]:
    """The prefixes declared for a query by sh:prefixes, owl:imports followed (SHACL 5.2.1)."""
    found = dict(known)
    todo = list(graph.values(node, sh("prefixes")))
    seen: set[Term] = set()
    while todo:
        holder = todo.pop()
        if holder in seen:
            continue
        seen.add(holder)
        todo += graph.values(holder, OWL_IMPORTS)
        for declaration in graph.values(holder, sh("declare")):
            names = graph.values(declaration, sh("prefix"))
            spaces = graph.values(declaration, sh("namespace"))
            if len(names) != 1 or len(spaces) != 1:
                raise fault(declaration, sh("declare"), "one sh:prefix and one sh:namespace")
            name, space = names[0], spaces[0]
            if isinstance(name, Literal) and isinstance(space, Literal):
                found[name.value] = space.value
    return found


def readable(
    node: Node,
    text: str,
    constants: Mapping[str, str],
    prefixes: Mapping[str, str],
    prebound: tuple[str, ...],
) -> Query:
    """The query, with constants for some of its variables, read and checked.

    Raises ShapesError with the reason.
    """
    try:
        used = {token.text.partition(":")[0] for token in tokens(text) if token.kind == "name"}
        declared = "".join(
            f"PREFIX {name}: <{prefixes[name]}>\n" for name in sorted(used & prefixes.keys())
        )
        text = declared + with_variables_replaced(text, constants)
        query = read_query(text, {})
        _empty.query(text)
    except (UnreadableQuery, SyntaxError) as error:
        raise ShapesError(f"{node}: the query cannot be read: {error}") from None
    if "shapesGraph" in text:
        raise ShapesError(f"{node}: $shapesGraph is not supported")
    if query.form == "SELECT" and not projects(query.select, "this"):
        raise ShapesError(f"{node}: the query must select $this")
    reason = forbidden(query, prebound)
    if reason is not None:
        raise ShapesError(f"{node}: {reason} (SHACL, appendix A)")
    return query


def constants_of(path: Path | None, shape: Node) -> dict[str, str]:
    """What $PATH and $currentShape stand for, as text (SHACL 5.3)."""
    found: dict[str, str] = {}
    if path is not None:
        found["PATH"] = str(path) if isinstance(path, Step) else f"({path})"
    if isinstance(shape, NamedNode):
        found["currentShape"] = str(shape)
    return found
