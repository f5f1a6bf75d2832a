"""Every derived property names the rules that derive it, and every rule derives what it is named for."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Store
from tests.ontology.conftest import ONTOLOGY

MQ = "https://w3id.org/mithaq/ontology#"
RULES = ONTOLOGY / "rules"
DATES = ("datesAs", "datesAsOfMorocco", "datesAsOfPartner")


def constructed(rule: Path, ontology: Store) -> set[str]:
    """Return the names of the properties that a rule writes, also those that stages name."""
    text = "\n".join(
        line
        for line in rule.read_text(encoding="utf-8").splitlines()
        if not line.lstrip().startswith("#")
    )
    match = re.search(r"CONSTRUCT\s*\{(.*?)\}\s*WHERE", text, re.DOTALL)
    assert match is not None, rule
    found = set(re.findall(r"\?\w+\s+mq:(\w+)|;\s*mq:(\w+)", match[1]))
    names = {one or other for one, other in found}
    for dates in DATES:
        if re.search(rf"mq:{dates}\s+\?property", text):
            names |= {
                quad.object.value.removeprefix(MQ)
                for quad in ontology.quads_for_pattern(None, NamedNode(MQ + dates), None)
                if isinstance(quad.object, NamedNode)
            }
    return names


def test_derived_by_and_the_rules_agree(ontology: Store) -> None:
    said: dict[str, set[str]] = defaultdict(set)
    for quad in ontology.quads_for_pattern(None, NamedNode(MQ + "derivedBy"), None):
        assert isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
        said[quad.object.value].add(quad.subject.value.removeprefix(MQ))
    files = {str(path.relative_to(RULES)): path for path in sorted(RULES.rglob("*.rq"))}
    assert dict(said) == {name: constructed(path, ontology) for name, path in files.items()}
