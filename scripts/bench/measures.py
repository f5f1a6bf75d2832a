"""What is measured, for Mithaq and the tools beside it, on one knowledge base in one process."""

from __future__ import annotations

import io
import logging
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox

from mithaq.build import ensure_build
from mithaq.home import Home
from mithaq.names import QUERY_PREFIXES
from mithaq.query import run
from mithaq.serialise import write
from mithaq.store import open_read_only
from mithaq.validate import PreparedShapes, prepare, validate, validate_change
from mithaq.view import Viewpoint, derive, read_rules

QUERIES = {
    "point": "SELECT ?p ?o WHERE { id:%s ?p ?o }",
    "evidence of one": "SELECT ?s ?q WHERE { ?s mq:about id:%s ; mq:evidence ?e . ?e mq:quote ?q }",
    "matrix": """SELECT ?p ?t (COUNT(?a) AS ?n) WHERE { ?a mq:partner ?p ; mq:covers ?t }
      GROUP BY ?p ?t""",
    "signed, never in force": """SELECT ?a ?d WHERE { ?a mq:signedOn ?d
      OPTIONAL { ?a mq:inForceOn ?f } FILTER (!BOUND(?f)) }""",
}
#: rdflib and pyshacl are asked up to this many triples; beyond, they take minutes.
SLOW_LIMIT = 120_000


def median(work: Callable[[], object], times: int) -> float:
    """Return the median seconds of some runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def shapes(home: Home) -> PreparedShapes:
    """Return the compiled shapes."""
    return prepare(quad for path in home.shape_files() for quad in ox.parse(path=str(path)))


def change(facts: ox.Store) -> list[ox.Triple]:
    """Return a change of about 100 triples: planned sessions of some known agreements."""
    text = """SELECT ?c ?s WHERE { { SELECT ?c { ?c a mq:Instrument } LIMIT 4 }
      ?st mq:about ?c ; mq:evidence/mq:source? ?s . ?s a mq:Source } LIMIT 20"""
    found = []
    for number, row in enumerate(run(facts, text)):
        node = f"{row['c'].value}.planned-{number}"
        found.append(
            f"<{node}> a mq:LifecycleEvent ; mq:about <{row['c'].value}> ;"
            f" mq:stage stage:joint-committee-session ; mq:modality modality:planned ;"
            f" mq:evidence <{row['s'].value}> ."
        )
    head = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in QUERY_PREFIXES.items())
    return [quad.triple for quad in ox.parse(head + "\n".join(found), ox.RdfFormat.TURTLE)]


def measure(home: Home, cache: Path) -> Iterator[tuple[str, str, float]]:
    """Yield (what, tool, seconds) for one home; the build is made first and timed."""
    start = time.perf_counter()
    build = ensure_build(home, cache)
    yield "build of facts and view", "mithaq", time.perf_counter() - start
    facts, view = open_read_only(build.facts), open_read_only(build.view)
    yield from _loading(home)
    yield from _queries(view, len(facts))
    yield from _validation(home, facts)
    start = time.perf_counter()
    copy = ox.Store()
    copy.bulk_extend(facts)
    start = time.perf_counter()
    derive(copy, read_rules(home.rules, "assessed"), Viewpoint())
    yield "derivation", "mithaq", time.perf_counter() - start
    start = time.perf_counter()
    write((quad.triple for quad in facts), "turtle", io.BytesIO())
    yield "canonical Turtle", "mithaq", time.perf_counter() - start
    yield from _commands(home, cache)


def _loading(home: Home) -> Iterator[tuple[str, str, float]]:
    file = str(home.fact_files()[0])
    fmt = ox.RdfFormat.N_TRIPLES
    yield (
        "load into memory",
        "pyoxigraph",
        median(lambda: ox.Store().bulk_load(path=file, format=fmt), 3),
    )
    if home.fact_files()[0].stat().st_size < SLOW_LIMIT * 200:
        from rdflib import Graph

        yield "load into memory", "rdflib", median(lambda: Graph().parse(file, format="nt"), 1)


def _queries(view: ox.Store, size: int) -> Iterator[tuple[str, str, float]]:
    first = next(iter(run(view, "SELECT ?c { ?c a mq:Instrument } LIMIT 1")))[0]
    name = first.value.rsplit("/", 1)[-1]
    plain = dict(QUERY_PREFIXES)
    graph = None
    if size < SLOW_LIMIT:
        from rdflib import Graph

        graph = Graph(bind_namespaces="none")
        text = ox.serialize((q.triple for q in view), format=ox.RdfFormat.N_TRIPLES)
        graph.parse(data=text, format="nt")
    for title, query in QUERIES.items():
        text = query.replace("%s", name)
        yield title, "mithaq", median(lambda t=text: list(run(view, t)), 9)
        yield title, "pyoxigraph", median(lambda t=text: list(view.query(t, prefixes=plain)), 9)
        if graph is not None:
            yield title, "rdflib", median(lambda t=text: list(graph.query(t, initNs=plain)), 1)


def _validation(home: Home, facts: ox.Store) -> Iterator[tuple[str, str, float]]:
    prepared = shapes(home)
    yield "full validation", "mithaq", median(lambda: validate(facts, prepared), 3)
    new = change(facts)
    yield (
        f"validation of {len(new)} new triples",
        "mithaq",
        median(lambda: validate_change(facts, prepared, new), 15),
    )
    if len(facts) < SLOW_LIMIT:
        import pyshacl
        from rdflib import Graph

        logging.disable(logging.WARNING)
        data, rules = Graph(bind_namespaces="none"), Graph(bind_namespaces="none")
        data.parse(
            data=ox.serialize((q.triple for q in facts), format=ox.RdfFormat.N_TRIPLES), format="nt"
        )
        for path in home.shape_files():
            rules.parse(path)
        sparql = "http://www.w3.org/ns/shacl#sparql"
        for triple in list(rules):
            if str(triple[1]) == sparql:
                rules.remove(triple)
        yield (
            "full validation, Core alone",
            "pyshacl",
            median(lambda: pyshacl.validate(data, shacl_graph=rules, inplace=True), 1),
        )
        core = prepare(
            quad
            for path in home.shape_files()
            for quad in ox.parse(path=str(path))
            if quad.predicate.value != sparql
        )
        yield "full validation, Core alone", "mithaq", median(lambda: validate(facts, core), 3)


def _commands(home: Home, cache: Path) -> Iterator[tuple[str, str, float]]:
    base = [sys.executable, "-c", "import click, pyoxigraph"]
    yield (
        "process: import click, pyoxigraph",
        "baseline",
        median(lambda: subprocess.run(base, check=True), 9),
    )
    point = "SELECT ?p { <https://w3id.org/mithaq/id/state/MA> ?p ?o } LIMIT 1"
    for words in (["--help"], ["query", point], ["list", "--partner", "BH"]):
        command = [
            sys.executable,
            "-m",
            "mithaq",
            "--home",
            str(home.kb.parent),
            "--cache",
            str(cache),
            *words,
        ]
        yield (
            f"process: mithaq {words[0]}",
            "mithaq",
            median(
                lambda c=command: subprocess.run(
                    c, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
                ),
                9,
            ),
        )
