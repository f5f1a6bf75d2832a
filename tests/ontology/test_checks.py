"""The hygiene checks: each finds the fault of its bad example, and nothing in the ontology."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, Store
from tests.ontology.conftest import ONTOLOGY, load

BAD = Path(__file__).parent / "checks"
CHECKS = sorted(path.stem for path in (ONTOLOGY / "checks").glob("*.rq"))


def findings(store: Store, check: str) -> list[tuple[str, ...]]:
    """Return what a check finds, as rows of entity, property and value."""
    found = store.query((ONTOLOGY / "checks" / f"{check}.rq").read_text(encoding="utf-8"))
    assert isinstance(found, QuerySolutions)
    assert [v.value for v in found.variables] == ["entity", "property", "value"]
    return [tuple(str(row[i]) for i in range(3)) for row in found]


def announced(bad: Path) -> set[str]:
    """Return the entities that the first line of a bad example says are at fault, as IRIs."""
    text = bad.read_text(encoding="utf-8")
    prefixes = dict(re.findall(r"@prefix (\S+): <(\S+)>", text))
    first = text.splitlines()[0].removeprefix("# Found: ")
    names = (name.split(":") for name in first.split())
    return {f"<{prefixes[prefix]}{local}>" for prefix, local in names}


def test_every_check_has_a_bad_example_and_every_example_a_check() -> None:
    assert sorted(path.stem for path in BAD.glob("*.ttl")) == CHECKS


@pytest.mark.parametrize("check", CHECKS)
def test_a_check_finds_the_fault_of_its_bad_example_and_no_other(check: str) -> None:
    bad = BAD / f"{check}.ttl"
    entities = {entity for entity, _, _ in findings(load(bad), check)}
    if check == "blank-node":
        assert {f"<{entity.strip('<>')}>" for entity in announced(bad)} <= entities
    else:
        assert entities == announced(bad)


@pytest.mark.parametrize("check", CHECKS)
def test_the_ontology_passes(check: str, ontology: Store) -> None:
    assert findings(ontology, check) == []


@pytest.mark.parametrize("check", CHECKS)
def test_a_check_says_what_is_wrong_and_what_to_do(check: str) -> None:
    lines = (ONTOLOGY / "checks" / f"{check}.rq").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# # ")
    assert lines[2].startswith("# **Problem:** ")
    assert any(line.startswith("# **Solution:** ") for line in lines)
