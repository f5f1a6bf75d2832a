"""What pages carry of others is what the list says, and nothing of ours is loaded from elsewhere."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

WEB = Path(__file__).parents[2] / "src" / "mithaq" / "web"
VENDOR = WEB / "static" / "vendor"
PACKAGES = json.loads((VENDOR / "VENDOR.json").read_text("utf-8"))

#: Licences that allow what we do.
PERMISSIVE = {"MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "ISC", "0BSD", "OFL-1.1"}


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["name"])
def test_each_file_is_the_one_that_was_listed(package: dict[str, Any]) -> None:
    for file in package["files"]:
        digest = hashlib.sha256((VENDOR / file["to"]).read_bytes()).hexdigest()
        assert digest == file["sha256"], file["to"]
        assert package["version"] in file["to"]


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["name"])
def test_each_package_may_be_carried_and_brings_its_licence(package: dict[str, Any]) -> None:
    assert package["licence"] in PERMISSIVE
    folder = (VENDOR / package["files"][0]["to"]).parent
    assert (folder / "LICENSE.txt").read_text("utf-8").strip()


def test_nothing_is_carried_that_is_not_listed() -> None:
    listed = {file["to"] for package in PACKAGES for file in package["files"]}
    there = {p.relative_to(VENDOR).as_posix() for p in VENDOR.rglob("*") if p.is_file()}
    assert {p for p in there if not p.endswith("LICENSE.txt")} == listed | {"VENDOR.json"}


def test_nothing_of_ours_is_loaded_from_elsewhere() -> None:
    files = [
        path
        for path in [*(WEB / "static").rglob("*"), *(WEB / "templates").rglob("*")]
        if path.suffix in {".js", ".css", ".html", ".svg"} and VENDOR not in path.parents
    ]
    assert files
    loads = re.compile(r"(?:src=|@import|url\(|import\(|fetch\()\s*[\"'`(]?\s*(?:https?:)?//", re.I)
    assert [path.name for path in files if loads.search(path.read_text("utf-8"))] == []
