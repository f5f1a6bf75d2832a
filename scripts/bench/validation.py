#!/usr/bin/env python
"""Measure validation: whole graphs against pySHACL, and changes of 100 triples, at several sizes.

    scripts/bench/validation.py                 # 10^4 to 10^6 triples, some minutes
    scripts/bench/validation.py --large         # 10^7 as well: 2 GB of disk, half an hour
    scripts/bench/validation.py --pyshacl 1200  # also beside pySHACL, so many seconds a run
    scripts/bench/validation.py --pyshacl 1200 --only-pyshacl

Facts are those of generate.py, with the ontology beside them; shapes are those of shapes/.
Prints Markdown: medians in milliseconds or seconds, with the processor time where it tells more
than the clock on a busy machine.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph
from generate import Cooperation, generate, partners_at
from pyoxigraph import RdfFormat, Store, Triple, parse

from mithaq.validate import PreparedShapes, prepare, validate, validate_change

ROOT = Path(__file__).parents[2]
SIZES = (10_000, 100_000, 1_000_000)
CHANGES = 30


def shapes_triples(core_only: bool = False) -> list[Triple]:
    found = [
        quad.triple
        for path in sorted((ROOT / "shapes").glob("*.ttl"))
        for quad in parse(path=str(path), rename_blank_nodes=True)
    ]
    return [t for t in found if not core_only or not t.predicate.value.endswith("#sparql")]


def build(size: int, folder: Path, faults: int = 0) -> Path:
    """A store on disk of this many facts, beside the ontology."""
    path = folder / f"{size}-{faults}"
    if path.exists():
        return path
    facts = folder / f"{size}-{faults}.nt"
    with facts.open("w", encoding="utf-8") as file:
        file.writelines(generate(size, faults=faults))
    store = Store(str(path))
    for turtle in sorted((ROOT / "ontology").rglob("*.ttl")):
        store.bulk_load(path=str(turtle))
    store.bulk_load(path=str(facts), format=RdfFormat.N_TRIPLES)
    store.optimize()
    return path


def in_memory(path: Path) -> Store:
    store = Store()
    store.bulk_extend(Store.read_only(str(path)))
    return store


def changes(size: int) -> list[list[Triple]]:
    """New cooperations of 95 to 110 triples each."""
    found: list[list[Triple]] = []
    number = 9_000_000
    while len(found) < CHANGES:
        lines = "".join(Cooperation(number, 99, partners_at(size)).lines())
        number += 1
        if 95 <= lines.count("\n") <= 110:
            found.append([q.triple for q in parse(lines, format=RdfFormat.N_TRIPLES)])
    return found


def timed(function: Callable[[], object]) -> tuple[float, float]:
    """Wall clock and processor time in seconds."""
    wall, processor = time.perf_counter(), time.process_time()
    function()
    return time.perf_counter() - wall, time.process_time() - processor


def medians(functions: list[Callable[[], object]]) -> tuple[float, float]:
    runs = [timed(each) for each in functions]
    return statistics.median(r[0] for r in runs), statistics.median(r[1] for r in runs)


def change_rows(paths: dict[int, Path], prepared: PreparedShapes) -> Iterator[tuple[str, ...]]:
    for kind in ("memory", "disk"):
        for size, path in paths.items():
            if kind == "memory" and size > 1_000_000:
                continue
            store = in_memory(path) if kind == "memory" else Store.read_only(str(path))
            found = changes(size)
            validate_change(store, prepared, found[0])
            runs = [lambda t=t, s=store: validate_change(s, prepared, t) for t in found]
            wall, processor = medians(runs)
            pairs = len(validate_change(store, prepared, found[0]).affected)
            yield kind, f"{size:,}", f"{len(store):,}", str(pairs), ms(wall), ms(processor)


def full_rows(paths: dict[int, Path], prepared: PreparedShapes) -> Iterator[tuple[str, ...]]:
    for kind in ("memory", "disk"):
        for size, path in paths.items():
            if kind == "memory" and size > 1_000_000:
                continue
            store = in_memory(path) if kind == "memory" else Store.read_only(str(path))
            wall, processor = medians([lambda s=store: validate(s, prepared)] * 3)
            yield kind, f"{size:,}", f"{len(store):,}", f"{wall:.2f}", f"{processor:.2f}"


#: Facts, and whether SHACL Core alone is validated by both.
COMPARED = ((2_000, False), (10_000, False), (100_000, True), (100_000, False))


def reference_rows(folder: Path, limit: int) -> Iterator[tuple[str, ...]]:
    for size, core in COMPARED:
        path = build(size, folder, faults=20)
        store, shapes = in_memory(path), shapes_triples(core)
        prepared = prepare(shapes)
        report = validate(store, prepared)
        _, ours = medians([lambda s=store, p=prepared: validate(s, p)] * 3)
        theirs, ended = by_pyshacl(path, core, limit)
        same = "not known"
        if ended is not None:
            same = "yes" if ended == counted(report) else "no"
        least = "" if ended is not None else "> "
        told = f"{theirs:.1f}" if ended is not None else f"stopped after {theirs:.0f}"
        which = "Core alone" if core else "all"
        results, ratio = str(len(report.results)), f"{least}{theirs / ours:,.0f}"
        yield f"{size:,}", which, results, f"{ours:.2f}", told, ratio, same


def by_pyshacl(path: Path, core: bool, limit: int) -> tuple[float, list[list[object]] | None]:
    """Seconds of processor time that pySHACL took, and its results unless the limit of time
    was reached."""
    command = [sys.executable, __file__, "--reference", str(path), *(["--core"] if core else [])]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit, check=True)
    except subprocess.TimeoutExpired:
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime - before.ru_utime, None
    answer = json.loads(done.stdout.splitlines()[-1])
    return answer["seconds"], answer["results"]


def counted(report: object) -> list[list[object]]:
    """How often each component was violated at each focus node."""
    pairs = Counter((str(r.focus), r.component.value) for r in report.results)  # type: ignore[attr-defined]
    return sorted([focus, component, count] for (focus, component), count in pairs.items())


def run_reference(path: str, core: bool) -> None:
    """Validate with pySHACL; filling rdflib's graph is not counted."""
    from mithaq.validate.reference import to_rdflib, validate_reference

    store = in_memory(Path(path))
    _, filling = timed(lambda: to_rdflib(quad.triple for quad in store))
    found: list[object] = []
    _, seconds = timed(lambda: found.append(validate_reference(store, shapes_triples(core))))
    print(json.dumps({"seconds": seconds - filling, "results": counted(found[0])}))


COLD = """
import sys, pyoxigraph
from mithaq.validate import PreparedShapes, validate_change
prepared = PreparedShapes.from_bytes(open(sys.argv[1], "rb").read())
store = pyoxigraph.Store.read_only(sys.argv[2])
added = [quad.triple for quad in pyoxigraph.parse(path=sys.argv[3])]
assert validate_change(store, prepared, added).conforms
"""


def cold_rows(
    paths: dict[int, Path], folder: Path, prepared: PreparedShapes
) -> Iterator[tuple[str, ...]]:
    cache, new = folder / "shapes.bin", folder / "new.nt"
    cache.write_bytes(prepared.to_bytes())
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    for size, path in paths.items():
        new.write_text("".join(f"{t} .\n" for t in changes(size)[0]), encoding="utf-8")
        command = [sys.executable, "-c", COLD, str(cache), str(path), str(new)]
        run = lambda c=command: subprocess.run(c, check=True, env=environment)  # noqa: E731
        wall, _ = medians([run] * 7)
        yield f"{size:,}", ms(wall)
    wall, _ = medians(
        [lambda: subprocess.run([sys.executable, "-c", "import pyoxigraph"], check=True)] * 7
    )
    yield "`import pyoxigraph` alone", ms(wall)


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f}"


def table(title: str, heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> None:
    print(f"\n### {title}\n\n| " + " | ".join(heads) + " |\n|" + "--:|" * len(heads), flush=True)
    for row in rows:
        print("| " + " | ".join(row) + " |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--large", action="store_true", help="10^7 triples as well")
    parser.add_argument("--pyshacl", type=int, default=0, metavar="SECONDS")
    parser.add_argument("--only-pyshacl", action="store_true", help="nothing but that")
    parser.add_argument("--folder", type=Path, help="where to keep the stores")
    parser.add_argument("--reference", help=argparse.SUPPRESS)
    parser.add_argument("--core", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.reference:
        run_reference(arguments.reference, arguments.core)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if not arguments.only_pyshacl:
            measure(folder, (*SIZES, 10_000_000) if arguments.large else SIZES)
        if arguments.pyshacl:
            heads = ("facts", "shapes", "results", "s", "pySHACL, s", "ratio", "same results")
            title = "Beside pySHACL, processor time"
            table(title, heads, reference_rows(folder, arguments.pyshacl))


def measure(folder: Path, sizes: tuple[int, ...]) -> None:
    print(
        f"Python {platform.python_version()}, pyoxigraph {pyoxigraph.__version__}, "
        f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the start."
    )
    paths = {size: build(size, folder) for size in sizes}
    prepared = prepare(shapes_triples())
    data = prepared.to_bytes()
    wall, _ = medians([lambda: prepare(shapes_triples())] * 5)
    again, _ = medians([lambda: PreparedShapes.from_bytes(data)] * 5)
    print(
        f"{len(prepared)} shapes: parsed and prepared in {ms(wall)} ms, "
        f"read from a cache in {ms(again)} ms."
    )
    heads = ("store", "facts", "triples", "pairs affected", "ms", "ms of processor")
    table("A change of about 100 triples", heads, change_rows(paths, prepared))
    table(
        "The same in a new process, store on disk",
        ("facts", "ms"),
        cold_rows(paths, folder, prepared),
    )
    heads = ("store", "facts", "triples", "s", "s of processor")
    table("Whole validation", heads, full_rows(paths, prepared))


if __name__ == "__main__":
    main()
