#!/usr/bin/env python
"""Measure the reading of articles: how many a second, where the time goes, how much memory.

    scripts/bench/extraction.py
    scripts/bench/extraction.py --texts FOLDER        # the same with texts of your own
    scripts/bench/extraction.py --articles 100000     # some minutes: does memory grow?

For speed, the texts of tests/extract/sets are joined and cut into articles of 3 kB of UTF-8, denser
than most of the press: each reports some three agreements. Speed is processor time of one
process, the least of the rounds for each article, so that a busy machine disturbs it little. Shares
are those of a profile, by module, with the built-in functions counted where they are called.

For memory, each text is filled up to 3 kB with words that mean nothing: most come again in other
articles, some never do, as names in the press.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from mithaq.extract.pipeline import extract
from mithaq.extract.values import Document
from mithaq.extract.words.lexicon import Lexicon, ontology_files
from mithaq.extract.writers import write_jsonl

ROOT = Path(__file__).parents[2]
SETS = ROOT / "tests" / "extract" / "sets"
LENGTH = 3_000
ALPHABETS = ("abcdefghijklmnoprstuvz", "ابتجحدرسشصعفقكلمنهوي")
NEW_WORDS, COMMON_WORDS = 6, 20_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--texts", type=Path, default=SETS, metavar="FOLDER")
    parser.add_argument("--articles", type=int, metavar="N", help="measure memory over N articles")
    options = parser.parse_args()
    lexicon = Lexicon.from_ttl(ontology_files(ROOT / "ontology"))
    gc.freeze()
    gc.set_threshold(50_000)  # as the command line does
    if options.articles:
        for number, seconds, megabytes in memory(lexicon, options.articles):
            print(f"{number:9,} articles {seconds:8.0f} s {megabytes:6.0f} MB at most", flush=True)
        return
    texts = articles(options.texts)
    seconds = speed(texts, lexicon, options.rounds)
    characters = sum(map(len, texts)) / len(texts)
    print(f"{len(texts)} articles of {LENGTH:,} bytes, {characters:,.0f} characters, one process:")
    print(f"{seconds * 1000:.2f} ms each, {1 / seconds:.0f} a second of processor time\n")
    for module, share in shares(texts, lexicon):
        print(f"{module:14}{share:6.1%}")


def articles(folder: Path = SETS) -> list[str]:
    """Return the texts below a folder, in order of name, as articles of one length in bytes."""
    paths = sorted(folder.rglob("*.txt"), key=lambda path: path.name)
    whole = b"\n\n".join(path.read_bytes() for path in paths)
    cuts = range(0, len(whole) - LENGTH + 1, LENGTH)
    return [whole[at : at + LENGTH].decode("utf-8", "ignore") for at in cuts]


def read(text: str, lexicon: Lexicon) -> str:
    """Do what the command does with an article, but for files."""
    return write_jsonl(extract(Document("article.txt", text), lexicon))


def speed(texts: list[str], lexicon: Lexicon, rounds: int) -> float:
    """Return the mean over all texts of the least processor time of each, in seconds."""
    least = [float("inf")] * len(texts)
    for _ in range(rounds):
        for number, text in enumerate(texts):
            start = time.process_time()
            read(text, lexicon)
            least[number] = min(least[number], time.process_time() - start)
    return sum(least) / len(least)


def shares(texts: list[str], lexicon: Lexicon) -> list[tuple[str, float]]:
    """Return what part of the time each module takes, the greatest first."""
    profile = cProfile.Profile()
    for text in texts:
        profile.runcall(read, text, lexicon)
    found: Counter[str] = Counter()
    for (file, _, _), (*_, own, _, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if file.endswith(".py"):
            found[Path(file).stem] += own
        for (caller, _, _), (*_, here, _) in callers.items():
            if not file.endswith(".py"):
                found[Path(caller).stem] += here
    whole = sum(found.values())
    return [(module, spent / whole) for module, spent in found.most_common(16)]


def memory(lexicon: Lexicon, total: int) -> Iterator[tuple[int, float, float]]:
    """Yield how many articles are read, the processor time, and the peak of memory in MB."""
    start = time.process_time()
    told = {0, 1_000, *(total * tenth // 10 for tenth in range(1, 11))}
    texts = [path.read_text(encoding="utf-8") for path in sorted(SETS.rglob("*.txt"))]
    random = Random(1)
    common = [made_up(random) for _ in range(COMMON_WORDS)]
    for number in range(total + 1):
        if number in told:
            yield number, time.process_time() - start, peak()
        text = texts[number % len(texts)]
        room = (LENGTH - len(text.encode())) // 15
        words = random.choices(common, k=max(0, room)) + [made_up(random) for _ in range(NEW_WORDS)]
        read(text + "\n" + " ".join(words) + ".\n", lexicon)


def made_up(random: Random) -> str:
    """Return nine letters of one of two alphabets."""
    return "".join(random.choices(random.choice(ALPHABETS), k=9))


def peak() -> float:
    """Return the most memory the process has held, in MB."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
