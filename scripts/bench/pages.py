#!/usr/bin/env python
"""Measure how long the explorer takes to make its pages, each for the first time and once more.

    scripts/bench/pages.py
    scripts/bench/pages.py --lang ar

Every page there is, is made as the server makes it, without HTTP. The table gives, for each kind of
page, how many there are, and the median and the slowest in milliseconds of processor time.
"""

from __future__ import annotations

import argparse
import statistics
import time

from mithaq.knowledge import KnowledgeBase
from mithaq.web.asked import Asked
from mithaq.web.families import FAMILIES, Family
from mithaq.web.lens import Lens
from mithaq.web.render import render


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--lang", default="ar", choices=["en", "fr", "ar"])
    lang = parser.parse_args().lang
    lens = Lens(KnowledgeBase.open())
    first: list[float] = []
    again: list[float] = []
    heads = ("first p50", "first max", "again p50", "again max")
    print(f"{'page':22}{'pages':>7}" + "".join(f"{head:>11}" for head in heads))
    for family in FAMILIES:
        cold = [timed(family, lens, lang, parts) for parts in family.all(lens)]
        warm = [timed(family, lens, lang, parts) for parts in family.all(lens)]
        first += cold
        again += warm
        line(family.address, cold, warm)
    line("all", first, again)


def timed(family: Family, lens: Lens, lang: str, parts: dict[str, str]) -> float:
    """Return the milliseconds of processor time that one page takes."""
    asked = Asked(lens, lang, family.address.format_map(parts), parts)
    start = time.process_time()
    render(family.make(asked), asked)
    return 1000 * (time.process_time() - start)


def line(name: str, cold: list[float], warm: list[float]) -> None:
    """Print one row of the table."""
    figures = [statistics.median(cold), max(cold), statistics.median(warm), max(warm)]
    print(f"{name:22}{len(cold):7}" + "".join(f"{figure:11.1f}" for figure in figures))


if __name__ == "__main__":
    main()
