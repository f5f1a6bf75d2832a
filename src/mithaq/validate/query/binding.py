"""How a query treats `$this`: the rules of pre-binding (SHACL, appendix A), and whether one run
with `$this` free gives what one run for each focus node would give."""

from __future__ import annotations

from pyoxigraph import Variable

from mithaq.validate.query.patterns import (
    Bind,
    Element,
    Expression,
    Filter,
    Foreign,
    Group,
    OptionalGroup,
    Pattern,
    Query,
    Select,
    Union,
    all_elements,
)


def forbidden(query: Query, prebound: tuple[str, ...]) -> str | None:
    """The rule of SHACL appendix A that the query breaks, if any. GRAPH is refused as well,
    since constraints see the default graph alone."""
    elements = list(all_elements(query.select.group))
    for element in elements:
        if isinstance(element, Foreign):
            return f"{element.keyword} must not be used in a constraint"
        if isinstance(element, Select):
            missing = [name for name in prebound if not projects(element, name)]
            if missing:
                return f"a sub-query must select ${missing[0]}"
    assigned = {e.target for e in elements if isinstance(e, Bind)}
    for select in [query.select, *(e for e in elements if isinstance(e, Select))]:
        assigned.update(select.assigned)
    taken = sorted(assigned.intersection(prebound))
    return f"AS must not assign ${taken[0]}" if taken else None


def projects(select: Select, name: str) -> bool:
    """Whether the query gives the variable back."""
    if select.projected is not None:
        return name in select.projected
    return any(_in_pattern(element, name) for element in all_elements(select.group))


def _in_pattern(element: Element, name: str) -> bool:
    return isinstance(element, Pattern) and Variable(name) in (element.subject, element.object)


def runs_at_once(query: Query, name: str = "this") -> bool:
    """Whether one run with the variable free equals one run for each of its values.

    It does where every group that uses the variable in an expression, and every group that is
    optional, has it bound by patterns of the query, and nothing counts or cuts solutions over
    several values.
    """
    return _select_ok(query.select, name)


def _select_ok(select: Select, name: str) -> bool:
    whole = not select.sliced and (select.grouped is None or name in select.grouped)
    return whole and _binds(select.group, name) and _group_ok(select.group, name, outside=False)


def _binds(group: Group, name: str) -> bool:
    return any(_element_binds(element, name) for element in group.elements)


def _element_binds(element: Element, name: str) -> bool:
    match element:
        case Pattern():
            return _in_pattern(element, name)
        case Union(groups):
            return all(_binds(each, name) for each in groups)
        case Select(projected, group):
            return (projected is None or name in projected) and _binds(group, name)
    return False


def _group_ok(group: Group, name: str, outside: bool) -> bool:
    """`outside` says that expressions directly in the group see the variable from around it."""
    known = outside or _binds(group, name)
    bound = False
    for element in group.elements:
        if not _element_ok(element, name, known, bound):
            return False
        bound = bound or _element_binds(element, name)
    return True


def _element_ok(element: Element, name: str, known: bool, bound: bool) -> bool:
    match element:
        case Filter(expression):
            return _expression_ok(expression, name, known)
        case Bind(expression):
            return _expression_ok(expression, name, bound)
        case OptionalGroup(group):
            return not _mentions(group, name) or (bound and _group_ok(group, name, True))
        case Union(groups):
            return all(_group_ok(each, name, outside=False) for each in groups)
        case Select():
            return _select_ok(element, name)
        case Foreign():
            return False
    return True


def _expression_ok(expression: Expression, name: str, known: bool) -> bool:
    if name in expression.variables and not known:
        return False
    return all(
        not _mentions(each, name) or (known and _group_ok(each, name, True))
        for each in expression.exists
    )


def _mentions(group: Group, name: str) -> bool:
    return any(_element_mentions(element, name) for element in all_elements(group))


def _element_mentions(element: Element, name: str) -> bool:
    match element:
        case Filter(expression) | Bind(expression):
            return name in expression.variables
        case Select(projected=projected, expressions=expressions):
            return (projected is not None and name in projected) or any(
                name in each.variables for each in expressions
            )
    return _in_pattern(element, name)
