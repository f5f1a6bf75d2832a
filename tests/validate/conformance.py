"""The conformance table of docs/validation.md, worked out from the W3C suite.

Write it anew with `PYTHONPATH=src:tests python tests/validate/conformance.py`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from validate.test_w3c import CASES, EXCEPTIONS, REFERENCE_EXCEPTIONS

PAGE = Path(__file__).parents[2] / "docs" / "validation.md"
BLOCK = re.compile(r"(?<=<!-- conformance -->\n).*(?=<!-- /conformance -->)", re.DOTALL)


def table() -> str:
    """Tests passed in each folder of the suite; whole and in steps they are the same ones."""
    folders: dict[str, list[str]] = defaultdict(list)
    for case in CASES:
        folders[case.name.rpartition("/")[0]].append(case.name)
    lines = ["| folder | tests | whole | in steps | pySHACL here |", "|---|--:|--:|--:|--:|"]
    for folder, names in sorted(folders.items()):
        lines.append(_row(folder, names))
    lines.append(_row("all", [case.name for case in CASES]))
    lines += ["", "Not passed:", ""]
    lines += [f"- `{name}`: {reason}." for name, reason in EXCEPTIONS.items()]
    lines += ["", "Not passed by pySHACL here:", ""]
    lines += [f"- `{name}`: {reason}." for name, (_, _, reason) in REFERENCE_EXCEPTIONS.items()]
    return "\n".join(lines) + "\n"


def _row(folder: str, names: list[str]) -> str:
    ours = sum(name not in EXCEPTIONS for name in names)
    theirs = sum(name not in REFERENCE_EXCEPTIONS for name in names)
    return f"| {folder} | {len(names)} | {ours} | {ours} | {theirs} |"


if __name__ == "__main__":
    PAGE.write_text(BLOCK.sub(lambda _: table(), PAGE.read_text("utf-8")), "utf-8")
