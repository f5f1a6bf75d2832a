"""A candidate statement as a block of Turtle that a person can change, and back."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox

from mithaq.errors import InputError
from mithaq.review.candidates import Article, check_words
from mithaq.review.reading import ABOUT, statement
from mithaq.review.values import Statement
from mithaq.turtle import canonical, parse


def as_turtle(article: Article, one: Statement) -> str:
    """Return a candidate statement and its places of evidence as Turtle."""
    things = (one.node, *(p.node for p in one.places))
    quads = (q for thing in things for q in article.graph.quads_for_pattern(thing, None, None))
    return canonical(quad.triple for quad in quads)


def edited(article: Article, one: Statement, text: str) -> tuple[Article, Statement]:
    """Return the article and the statement as a person has changed them.

    Raises SyntaxFault for what is no Turtle, InputError when the statement is gone or quotes words
    that do not stand in the text.
    """
    document = parse(text, f"{one.node.value.rpartition('/')[2]}.ttl")
    if not any(t.subject == one.node and t.predicate == ABOUT for t in document.triples):
        raise InputError("review.statement-gone", name=one.node.value)
    graph = ox.Store()
    graph.bulk_extend(article.graph)
    for thing in (one.node, *(p.node for p in one.places)):
        for quad in list(graph.quads_for_pattern(thing, None, None)):
            graph.remove(quad)
    graph.extend(ox.Quad(*t) for t in document.triples)
    made = statement(graph, one.node)
    check_words((made,), article.source, article.text, document.path)
    return replace(article, graph=graph), made
