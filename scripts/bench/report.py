"""Figures as a page and as plots: small, labelled, readable without colour."""

from __future__ import annotations

import math
import os
import platform
import re
from collections.abc import Iterator, Sequence
from importlib.metadata import version

#: What was measured, with which tool, at how many triples, in seconds.
Figures = dict[str, dict[str, dict[int, float]]]

WIDTH, HEIGHT, EDGE = 560, 320, 60
DASHES = ("", "6 3", "2 3", "8 3 2 3")
HEAD = """# Performance

These figures come from `scripts/bench/run`, which generates knowledge bases of several sizes and
measures Mithaq and other tools on the same data in one run. They are medians of whole calls; the
tool named "python" only starts Python and imports click and pyoxigraph. Measure again on a
machine of your own before you rely on them:

```sh
.venv/bin/python scripts/bench/run --write docs
```

"""


def page(figures: Figures, sizes: Sequence[int], load: str) -> str:
    """Return the page of documentation with all figures and the plots."""
    lines = [HEAD, f"Machine: {_machine()}, load {load} at the start. Versions: {_versions()}.\n"]
    columns = " | ".join(f"{size:,} triples" for size in sizes)
    lines += [f"| measured | tool | {columns} | slope |", "|---|---|" + "--:|" * (len(sizes) + 1)]
    for what, tools in figures.items():
        for tool, found in tools.items():
            cells = " | ".join(_time(found.get(size)) for size in sizes)
            lines.append(f"| {what} | {tool} | {cells} | {_slope(found)} |")
    lines.append("\nA slope of 1 grows with the number of triples, 0 does not grow at all.\n")
    lines += [
        f"![{what}: time by number of triples](performance/{_name(what)})"
        for what in _plotted(figures)
    ]
    return "\n".join(lines) + "\n"


def plot(figures: Figures) -> Iterator[tuple[str, str]]:
    """Yield file name and SVG of each plot: time against size, both on logarithmic axes."""
    for what in _plotted(figures):
        yield _name(what), _svg(what, figures[what])


def _plotted(figures: Figures) -> list[str]:
    return [
        what for what, tools in figures.items() if any(len(found) > 1 for found in tools.values())
    ]


def _svg(what: str, tools: dict[str, dict[int, float]]) -> str:
    xs = [math.log10(size) for found in tools.values() for size in found]
    ys = [math.log10(max(value, 1e-6)) for found in tools.values() for value in found.values()]
    low, high = math.floor(min(ys)), math.ceil(max(ys)) or 1
    high = max(high, low + 1)
    left, right = min(xs), max(max(xs), min(xs) + 1e-9)

    def place(size: int, seconds: float) -> tuple[float, float]:
        x = EDGE + (math.log10(size) - left) / (right - left) * (WIDTH - 2.6 * EDGE)
        y = (
            HEIGHT
            - EDGE
            - (math.log10(max(seconds, 1e-6)) - low) / (high - low) * (HEIGHT - 2 * EDGE)
        )
        return round(x, 1), round(y, 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="12"><title>{what}</title>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fffefb"/>',
        f'<text x="{EDGE}" y="26" font-size="14">{what}</text>',
    ]
    for power in range(low, high + 1):
        y = place(10, 10.0**power)[1]
        parts.append(f'<path d="M{EDGE} {y}H{WIDTH - 1.6 * EDGE}" stroke="#ddd"/>')
        parts.append(
            f'<text x="{EDGE - 6}" y="{y + 4}" text-anchor="end">{_time(10.0**power)}</text>'
        )
    for size in sorted({size for found in tools.values() for size in found}):
        x = place(size, 10.0**low)[0]
        parts.append(f'<text x="{x}" y="{HEIGHT - EDGE + 20}" text-anchor="middle">{size:,}</text>')
    for number, (tool, found) in enumerate(tools.items()):
        points = [place(size, seconds) for size, seconds in sorted(found.items())]
        line = " ".join(f"{x},{y}" for x, y in points)
        dash = DASHES[number % len(DASHES)]
        parts.append(
            f'<polyline points="{line}" fill="none" stroke="#14532d" stroke-width="2" '
            f'stroke-dasharray="{dash}"/>'
        )
        parts += [f'<circle cx="{x}" cy="{y}" r="3" fill="#14532d"/>' for x, y in points]
        parts.append(f'<text x="{points[-1][0] + 8}" y="{points[-1][1] + 4}">{tool}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _time(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    return f"{seconds:.3g} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"


def _slope(found: dict[int, float]) -> str:
    sizes = sorted(found)
    if len(sizes) < 2:
        return "–"
    first, last = sizes[0], sizes[-1]
    return f"{math.log(found[last] / found[first]) / math.log(last / first):.2f}"


def _name(what: str) -> str:
    return re.sub(r"[^a-z]+", "-", re.sub(r"\d+", "", what.lower())).strip("-") + ".svg"


def busy() -> str:
    """Return how many processes wanted a processor in the last minute, where the system tells."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def _machine() -> str:
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}"


def _versions() -> str:
    names = ("pyoxigraph", "rdflib", "pyshacl")
    return ", ".join([f"Python {platform.python_version()}", *(f"{n} {version(n)}" for n in names)])
