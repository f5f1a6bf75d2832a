"""What is measured, for Mithaq and the tools beside it, on one knowledge base in one process.

Tools are run in turn, so that a busy machine slows all of them.
"""

from __future__ import annotations

import io
import logging
import shutil
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryFile

import pyoxigraph as ox
from generate import Cooperation, partners_at

from mithaq.build import ensure_build, ensure_words
from mithaq.home import Home
from mithaq.names import QUERY_PREFIXES
from mithaq.query import run
from mithaq.questions import questions_folder, read_questions
from mithaq.serialise import write
from mithaq.store import create, in_memory, load_files, open_read_only
from mithaq.validate import PreparedShapes, prepare, validate, validate_change
from mithaq.view import Viewpoint, derive, read_rules
from mithaq.wordfile import WordFile

#: What was measured, with which tool, and the median seconds.
Measured = tuple[str, str, float]
Work = Callable[[], object]

QUERIES = {
    "point query": "SELECT ?p ?o WHERE { id:%s ?p ?o }",
    "evidence of one": "SELECT ?s ?q WHERE { ?s mq:about id:%s ; mq:evidence ?e . ?e mq:quote ?q }",
    "partner and topic": "SELECT ?a WHERE { ?a mq:partner state:QA ; mq:covers topic:terrorism }",
    "acts by stage": "SELECT ?s (COUNT(?e) AS ?n) WHERE { ?e mq:stage ?s } GROUP BY ?s",
}
SEARCHES = ("security border", "accord frontière", "تعاون أمن", "state:QA")
#: rdflib and pyshacl are asked up to this many triples; beyond, they take minutes. rdflib may be
#: asked to load and write more.
SLOW_LIMIT = 120_000
#: What is done in memory, or more than once, is done up to this many triples.
LARGE = 3_000_000
N_TRIPLES = ox.RdfFormat.N_TRIPLES


def medians(works: Mapping[str, Work], times: int) -> Iterator[tuple[str, float]]:
    """Yield the median seconds of each work, all of them run in turn."""
    taken: dict[str, list[float]] = {tool: [] for tool in works}
    for turn in range(times):
        # What runs first finds caches cold, so that each tool is first in its turn.
        order = [*works][turn % len(works) :] + [*works][: turn % len(works)]
        for tool in order:
            work = works[tool]
            start = time.perf_counter()
            work()
            taken[tool].append(time.perf_counter() - start)
    for tool, seconds in taken.items():
        yield tool, statistics.median(seconds)


def side_by_side(what: str, works: Mapping[str, Work], times: int) -> Iterator[Measured]:
    """Yield what each tool took for one thing."""
    for tool, seconds in medians(works, times):
        yield what, tool, seconds


def prepared_shapes(home: Home, leave_out: str = "") -> PreparedShapes:
    """Return the compiled shapes, without the triples of one property."""
    quads = (quad for path in home.shape_files() for quad in ox.parse(path=str(path)))
    return prepare(q for q in quads if q.predicate.value != leave_out)


def new_cooperation(size: int, *, faulty: bool = False) -> list[ox.Triple]:
    """Return about 100 triples about one more cooperation, which break some rules if asked."""
    number = 9_000_000
    while True:
        lines = list(Cooperation(number, 99, partners_at(size)).lines())
        if 95 <= len(lines) <= 105:
            break
        number += 1
    found = [quad.triple for quad in ox.parse("".join(lines), N_TRIPLES)]
    mq = QUERY_PREFIXES["mq"]
    if faulty:
        dropped = (f"{mq}about", f"{mq}evidence", f"{mq}published")
        found = [t for t in found if t.predicate.value not in dropped]
    return found


def measure(home: Home, cache: Path, size: int, *, slow: int = SLOW_LIMIT) -> Iterator[Measured]:
    """Yield what was measured for one home; the build is made first and timed.

    rdflib loads and writes up to ``slow`` triples.
    """
    start = time.perf_counter()
    build = ensure_build(home, cache)
    yield "build of facts and view", "mithaq", time.perf_counter() - start
    facts, view = open_read_only(build.facts), open_read_only(build.view)
    # First, as where a knowledge base has just been opened; what comes after tears the memory.
    yield from changes(home, facts, size)
    yield from loading(home, cache / "loads", size, slow)
    yield from queries(view, size)
    yield from questions(home, view)
    yield from searches(build.view)
    if size <= LARGE:
        yield from full(home, facts, size)
        yield from derivation(home)
    yield from export(in_memory(home.data_files()) if size <= LARGE else facts, size, slow)


def loading(home: Home, folder: Path, size: int, slow: int) -> Iterator[Measured]:
    """Load the generated facts onto the disk, and into memory where a tool knows only that."""
    file = home.fact_files()[0]

    def onto_disk(load: Callable[[ox.Store], None]) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        store = create(folder)
        load(store)
        store.flush()

    disk = {
        "pyoxigraph": lambda: onto_disk(lambda s: s.bulk_load(path=str(file), format=N_TRIPLES)),
        "mithaq": lambda: onto_disk(lambda s: load_files(s, [file])),
    }
    yield from side_by_side("load onto the disk", disk, 3 if size <= LARGE else 1)
    if size <= LARGE:
        memory: dict[str, Work] = {
            "pyoxigraph": lambda: ox.Store().bulk_load(path=str(file), format=N_TRIPLES),
            "mithaq": lambda: in_memory([file]),
        }
        if size <= slow:
            from rdflib import Graph

            memory["rdflib"] = lambda: Graph().parse(str(file), format="nt")
        times = 3 if size <= SLOW_LIMIT else 1
        yield from side_by_side("load into memory", memory, times)


def queries(view: ox.Store, size: int) -> Iterator[Measured]:
    """Ask some queries through Mithaq, of the bare engine, and of rdflib."""
    first = next(iter(run(view, "SELECT ?c { ?c a mq:Instrument } LIMIT 1")))[0]
    plain = dict(QUERY_PREFIXES)
    graph = None
    if size <= SLOW_LIMIT:
        from rdflib import Graph

        graph = Graph(bind_namespaces="none")
        triples = ox.serialize((quad.triple for quad in view), format=N_TRIPLES)
        graph.parse(data=triples, format="nt")
    for title, query in QUERIES.items():
        text = query.replace("%s", first.value.rsplit("/", 1)[-1])
        works: dict[str, Work] = {
            "pyoxigraph": lambda t=text: list(view.query(t, prefixes=plain)),
            "mithaq": lambda t=text: list(run(view, t)),
        }
        if graph is not None:
            works["rdflib"] = lambda t=text, g=graph: list(g.query(t, initNs=plain))
        yield from side_by_side(title, works, 9)


def questions(home: Home, view: ox.Store) -> Iterator[Measured]:
    """Ask each prepared question: with a partner or an agreement, or openly where it has neither
    of them."""
    state = ox.NamedNode(QUERY_PREFIXES["state"] + "QA")
    rows = iter(run(view, f"SELECT ?c {{ ?c mq:partner {state} }} LIMIT 1"))
    known = {"state": state, "cooperation": next(rows)[0]}
    for question in read_questions(questions_folder(home)):
        given = {p.name: known[p.kind] for p in question.parameters if p.kind in known}
        if given or not any(p.may_be_open for p in question.parameters):
            text = question.ask(given)
            works = {"mithaq": lambda t=text: list(run(view, t))}
            yield from side_by_side(f"question {question.name}", works, 5)


def searches(view: Path) -> Iterator[Measured]:
    """Make the search index, and find some words in it."""
    start = time.perf_counter()
    path = ensure_words(view)
    yield "search index made", "mithaq", time.perf_counter() - start
    file = WordFile(path)
    works = {"mithaq": lambda: [file.best(each, limit=20) for each in SEARCHES]}
    yield from side_by_side(f"{len(SEARCHES)} searches", works, 5)
    file.close()


def changes(home: Home, facts: ox.Store, size: int) -> Iterator[Measured]:
    """Validate a change of about 100 triples, without and with faults."""
    shapes = prepared_shapes(home)
    for title, faulty in (("without faults", False), ("with faults", True)):
        new = new_cooperation(size, faulty=faulty)
        assert validate_change(facts, shapes, new).conforms != faulty
        works = {"mithaq": lambda t=new: validate_change(facts, shapes, t)}
        yield from side_by_side(f"validation of a change {title}", works, 15)


def full(home: Home, facts: ox.Store, size: int) -> Iterator[Measured]:
    """Validate everything; pyshacl is asked for SHACL Core alone, as its SPARQL takes minutes."""
    sparql = f"{QUERY_PREFIXES['sh']}sparql"
    shapes, without = prepared_shapes(home), prepared_shapes(home, sparql)
    times = 3 if size <= SLOW_LIMIT else 1
    yield from side_by_side("full validation", {"mithaq": lambda: validate(facts, shapes)}, times)
    core: dict[str, Work] = {"mithaq": lambda: validate(facts, without)}
    if size <= SLOW_LIMIT:
        import pyshacl
        from rdflib import Graph, URIRef

        logging.disable(logging.WARNING)
        data, rules = Graph(bind_namespaces="none"), Graph(bind_namespaces="none")
        triples = ox.serialize((quad.triple for quad in facts), format=N_TRIPLES)
        data.parse(data=triples, format="nt")
        for path in home.shape_files():
            rules.parse(path)
        rules.remove((None, URIRef(sparql), None))
        core["pyshacl"] = lambda: pyshacl.validate(data, shacl_graph=rules, inplace=True)
    yield from side_by_side("full validation, Core alone", core, 1)


def derivation(home: Home) -> Iterator[Measured]:
    """Derive the easy view in memory."""
    store = in_memory(home.data_files())
    start = time.perf_counter()
    derive(store, read_rules(home.rules, "assessed"), Viewpoint())
    yield "derivation of the view", "mithaq", time.perf_counter() - start


def export(facts: ox.Store, size: int, slow: int) -> Iterator[Measured]:
    """Write sorted, canonical Turtle; from memory, as rdflib does, where there is room for it."""

    def write_all() -> None:
        with TemporaryFile() as out:
            write(facts, "turtle", out)

    works: dict[str, Work] = {"mithaq": write_all}
    if size <= slow:
        from rdflib import Graph

        graph = Graph()
        triples = ox.serialize((quad.triple for quad in facts), format=N_TRIPLES)
        graph.parse(data=triples, format="nt")
        works["rdflib"] = lambda: graph.serialize(io.BytesIO(), format="turtle")
    yield from side_by_side("sorted Turtle", works, 3 if size <= SLOW_LIMIT else 1)
