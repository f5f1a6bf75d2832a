"""The benchmarks run, and tell what they measured: a small one, whose times nobody reads."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

BENCH = Path(__file__).parents[2] / "scripts" / "bench"
SVG = "{http://www.w3.org/2000/svg}"


def test_a_small_run_writes_page_and_figures(tmp_path: Path) -> None:
    options = ["--sizes", "1000", "--write", str(tmp_path), "--no-processes"]
    command = [sys.executable, str(BENCH / "run"), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    figures = json.loads((tmp_path / "performance" / "figures.json").read_text("utf-8"))
    assert set(figures["load into memory"]) == {"pyoxigraph", "mithaq", "rdflib"}
    assert set(figures["full validation, Core alone"]) == {"mithaq", "pyshacl"}
    assert all(found["1000"] > 0 for tools in figures.values() for found in tools.values())
    page = (tmp_path / "performance.md").read_text("utf-8")
    assert all(f"| {what} |" in page for what in figures)


def test_a_plot_shows_each_tool_at_each_size() -> None:
    report = runpy.run_path(str(BENCH / "report.py"))
    figures = {"load": {"ours": {1000: 0.01, 10_000: 0.1}, "theirs": {1000: 0.2, 10_000: 2.0}}}
    ((name, svg),) = report["plot"](figures)
    root = ElementTree.fromstring(svg)
    assert name == "load.svg" and root.findtext(f"{SVG}title") == "load"
    assert len(root.findall(f"{SVG}circle")) == 4
    texts = {text.text for text in root.findall(f"{SVG}text")}
    assert {"ours", "theirs", "1,000", "10,000"} <= texts


def test_the_page_tells_the_slope() -> None:
    report = runpy.run_path(str(BENCH / "report.py"))
    page = report["page"]({"load": {"ours": {1000: 0.01, 10_000: 0.1}}}, [1000, 10_000], "0.2")
    assert "| load | ours | 10 ms | 100 ms | 1.00 |" in page
    assert "load 0.2 at the start" in page


def test_a_python_without_the_libraries_is_told_which_one_to_take() -> None:
    command = [sys.executable, "-I", "-S", str(BENCH / "run")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "has no pyoxigraph, rdflib, pyshacl" in done.stderr and "Traceback" not in done.stderr


def test_the_reading_of_articles_is_measured() -> None:
    command = [sys.executable, str(BENCH / "extraction.py")]
    speed = subprocess.run([*command, "--rounds", "1"], capture_output=True, text=True, check=True)
    assert "a second of processor time" in speed.stdout and "match" in speed.stdout
    memory = subprocess.run(
        [*command, "--articles", "20"], capture_output=True, text=True, check=True
    )
    assert memory.stdout.count("MB at most") == 11
