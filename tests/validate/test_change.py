"""What a change affects, and the report after it, one situation at a time.

Each row: shapes, the graph before, what is added, what is removed, the focus nodes affected, and
the results after it.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from mithaq.validate import ShapesError, affected, validate, validate_change
from validate.turtle import lines, shapes, short, store, triples


class Row(NamedTuple):
    shapes: str
    before: str
    added: str = ""
    removed: str = ""
    focus: str = ""
    after: tuple[str, ...] = ()


COUNT = ":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:minCount 1 ] ."
SAME_DAY = (
    ":S sh:targetClass :C ; sh:sparql [ sh:select 'SELECT $this ?value { "
    "?e :about $this ; :stage :signed ; :day ?d . ?o :day ?d ; :stage :signed ; :about ?value . "
    "FILTER($this != ?value) }' ] ."
)
ROWS = {
    "new target": Row(COUNT, "", ":a a :C .", "", ":a", (":a :p MinCount -",)),
    "lost target": Row(COUNT, ":a a :C .", "", ":a a :C .", ":a"),
    "value comes": Row(COUNT, ":a a :C . :b a :C .", ":a :p 1 .", "", ":a", (":b :p MinCount -",)),
    "value goes": Row(COUNT, ":a a :C ; :p 1 .", "", ":a :p 1 .", ":a", (":a :p MinCount -",)),
    "not a target": Row(COUNT, ":a a :C ; :p 1 .", ":x :p 2 .", "", ""),
    "what is there already": Row(COUNT, ":a a :C ; :p 1 .", ":a :p 1 .", "", ""),
    "what is not there": Row(COUNT, ":a a :C ; :p 1 .", "", ":a :p 2 .", ""),
    "subclass comes": Row(
        COUNT, ":a a :D .", ":D rdfs:subClassOf :C .", "", ":a", (":a :p MinCount -",)
    ),
    "subclass goes": Row(
        COUNT,
        ":a a :D . :D rdfs:subClassOf :E . :E rdfs:subClassOf :C .",
        "",
        ":E rdfs:subClassOf :C .",
        ":a",
    ),
    "subjects of": Row(
        ":S sh:targetSubjectsOf :q ; sh:nodeKind sh:BlankNode .",
        ":b :q 1 .",
        ":a :q 1 .",
        "",
        ":a",
        (":a - NodeKind :a", ":b - NodeKind :b"),
    ),
    "objects of": Row(
        ":S sh:targetObjectsOf :q ; sh:class :C .",
        ":x :q :a . :a a :C .",
        "",
        ":a a :C .",
        ":a",
        (":a - Class :a",),
    ),
    "class of a value": Row(
        ":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:class :V ] .",
        ":a a :C ; :p :v . :v a :V .",
        "",
        ":v a :V .",
        ":a",
        (":a :p Class :v",),
    ),
    "second type of a value": Row(
        ":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:class :V ] .",
        ":a a :C ; :p :v . :v a :V .",
        ":v a :W .",
        "",
        "",
    ),
    "inside a nested shape": Row(
        ":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:node [ sh:property [ sh:path :q ; sh:maxCount 1 ] ] ] .",
        ":a a :C ; :p :v . :v :q 1 .",
        ":v :q 2 .",
        "",
        ":a",
        (":a :p Node :v",),
    ),
    "nested property": Row(
        ":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:property [ sh:path :q ; sh:maxCount 1 ] ] .",
        ":a a :C ; :p :v . :v :q 1 .",
        ":v :q 2 .",
        "",
        ":a",
        (":v :q MaxCount -",),
    ),
    "middle of a sequence": Row(
        ":S sh:targetClass :C ; sh:property [ sh:path (:p :q) ; sh:minCount 1 ] .",
        ":a a :C ; :p :v . :v :q :w .",
        "",
        ":v :q :w .",
        ":a",
        (":a :p/:q MinCount -",),
    ),
    "inverse": Row(
        ":S sh:targetClass :C ; sh:property [ sh:path [ sh:inversePath :p ] ; sh:maxCount 1 ] .",
        ":a a :C . :x :p :a .",
        ":y :p :a .",
        "",
        ":a",
        (":a ^:p MaxCount -",),
    ),
    "far up a tree": Row(
        ":S sh:targetClass :C ; sh:property [ sh:path [ sh:zeroOrMorePath :up ] ; sh:hasValue :top ] .",
        ":a a :C ; :up :b . :b :up :c . :d a :C ; :up :top .",
        ":c :up :top .",
        "",
        ":a",
    ),
    "pair": Row(
        ":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:equals :q ] .",
        ":a a :C ; :p 1 ; :q 1 .",
        "",
        ":a :q 1 .",
        ":a",
        (":a :p Equals 1",),
    ),
    "closed": Row(
        ":S sh:targetClass :C ; sh:closed true ; sh:ignoredProperties (rdf:type) .",
        ":a a :C .",
        ":a :odd 1 .",
        "",
        ":a",
        (":a :odd Closed 1",),
    ),
    "qualified sibling": Row(
        ":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:qualifiedValueShape [ sh:class :V ] ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShapesDisjoint true ], [ sh:path :q ; sh:qualifiedValueShape [ sh:class :W ] ; sh:qualifiedMinCount 0 ] .",
        ":a a :C ; :p :v . :v a :V .",
        ":v a :W .",
        "",
        ":a",
        (":a :p QualifiedMinCount -",),
    ),
    "retyping": Row(
        COUNT + " :T sh:targetClass :D ; sh:property [ sh:path :q ; sh:minCount 1 ] .",
        ":a a :C .",
        ":a a :D .",
        ":a a :C .",
        ":a :a",
        (":a :q MinCount -",),
    ),
    "sparql, its own triple": Row(
        ":S sh:targetClass :C ; sh:sparql [ sh:select 'SELECT $this ?value { $this :p ?value . FILTER(?value > 3) }' ] .",
        ":a a :C .",
        ":a :p 5 .",
        "",
        ":a",
        (":a - SPARQL 5",),
    ),
    "sparql, a distant triple": Row(
        ":S sh:targetClass :C ; sh:sparql [ sh:select 'SELECT $this { $this :p/:q ?x . OPTIONAL { ?x :ok ?y } FILTER(!BOUND(?y)) }' ] .",
        ":a a :C ; :p :v . :v :q :w . :w :ok 1 .",
        "",
        ":w :ok 1 .",
        ":a",
        (":a - SPARQL :a",),
    ),
    "sparql, another focus node": Row(
        ":S sh:targetClass :C ; sh:sparql [ sh:select 'SELECT $this ?value { $this :name ?n . ?value :name ?n . FILTER(STR($this) < STR(?value)) }' ] .",
        ":a a :C ; :name 'x' .",
        ":b a :C ; :name 'x' .",
        "",
        ":a :b",
        (":a - SPARQL :b",),
    ),
    "sparql, not exists": Row(
        ":S sh:targetClass :C ; sh:sparql [ sh:select 'SELECT $this { $this :p ?x . FILTER NOT EXISTS { ?x :q ?y } }' ] .",
        ":a a :C ; :p :v .",
        ":v :q 1 .",
        "",
        ":a",
    ),
    "sparql, a new node without what is asked": Row(
        SAME_DAY,
        ":a a :C . :e :about :a ; :stage :signed ; :day 1 .",
        ":b a :C . :f :about :b ; :stage :planned ; :day 1 .",
        "",
        ":b",
    ),
    "sparql, what is asked comes": Row(
        SAME_DAY,
        ":a a :C . :e :about :a ; :stage :signed ; :day 1 . :b a :C . :f :about :b ; :day 1 .",
        ":f :stage :signed .",
        "",
        ":a :b",
        (":a - SPARQL :b", ":b - SPARQL :a"),
    ),
    "sparql, what is asked goes": Row(
        SAME_DAY,
        ":a a :C . :e :about :a ; :stage :signed ; :day 1 . :b a :C . :f :about :b ; :day 1 ; :stage :signed .",
        ":f :stage :planned .",
        ":f :stage :signed ; :day 1 .",
        ":a :b",
    ),
    "sparql, joined to nothing": Row(
        ":S sh:targetClass :C ; sh:sparql [ sh:select 'SELECT $this { $this :p ?x . ?any :stop true }' ] .",
        ":a a :C ; :p 1 . :b a :C ; :p 1 .",
        ":z :stop true .",
        "",
        ":a :b",
        (":a - SPARQL :a", ":b - SPARQL :b"),
    ),
    "deactivated": Row(
        ":S sh:targetClass :C ; sh:deactivated true ; sh:property [ sh:path :p ; sh:minCount 1 ] .",
        "",
        ":a a :C .",
        "",
        "",
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_change(name: str) -> None:
    row = ROWS[name]
    prepared, before = shapes(row.shapes), store(row.before)
    added, removed = triples(row.added), triples(row.removed)
    change = validate_change(before, prepared, added, removed, validate(before, prepared))
    assert sorted(short(pair.focus) for pair in change.affected) == row.focus.split()
    assert affected(before, prepared, added, removed) == change.affected
    assert tuple(lines(change.merged)) == row.after


def test_introduced_and_resolved() -> None:
    prepared, before = shapes(COUNT), store(":a a :C .")
    change = validate_change(
        before, prepared, triples(":a :p 1 . :b a :C ."), (), validate(before, prepared)
    )
    assert [short(each.focus) for each in change.introduced] == [":b"]
    assert [short(each.focus) for each in change.resolved] == [":a"]


def test_without_a_previous_report_only_the_affected_are_told() -> None:
    prepared, before = shapes(COUNT), store(":a a :C .")
    change = validate_change(before, prepared, triples(":b a :C ."))
    assert change.merged is None
    assert lines(change.report) == [":b :p MinCount -"]


def test_the_store_is_only_read() -> None:
    before = store(":a a :C .")
    validate_change(before, shapes(COUNT), triples(":b a :C ."), triples(":a a :C ."))
    assert len(before) == 1


def test_values_are_compared_as_the_store_keeps_them() -> None:
    before = store(":a a :C ; :p 007 .")
    change = validate_change(before, shapes(COUNT), (), triples(":a :p 7 ."))
    assert lines(change.report) == [":a :p MinCount -"]


def test_a_report_of_other_shapes_is_refused() -> None:
    before = store(":a a :C .")
    other = validate(before, shapes(":T sh:targetClass :C ; sh:nodeKind sh:IRI ."))
    with pytest.raises(ShapesError, match="other shapes"):
        validate_change(before, shapes(COUNT), [], [], other)


HUB = "".join(
    f":c{index} a :C ; :between :home, :s{index % 7} ; :day {index} . " for index in range(300)
)


@pytest.mark.parametrize(
    ("constraint", "change", "count"),
    [
        ("sh:property [ sh:path :between ; sh:class :State ]", ":home :label 'Home' .", 0),
        ("sh:property [ sh:path :between ; sh:class :State ]", ":home a :Kingdom .", 0),
        (
            "sh:property [ sh:path :between ; sh:node [ sh:property [ sh:path :label ; sh:maxCount 2 ] ] ]",
            ":home :label 'Home' .",
            0,
        ),
        (
            "sh:sparql [ sh:select 'SELECT $this ?value { $this :between ?s . ?value :between ?s ; :day ?d . $this :day ?d FILTER($this != ?value) }' ]",
            ":new a :C ; :between :home ; :day 7 .",
            2,
        ),
    ],
)
def test_a_hub_does_not_drag_everything_in(constraint: str, change: str, count: int) -> None:
    before = store(
        HUB + ":home a :State . " + "".join(f":s{index} a :State ." for index in range(7))
    )
    prepared = shapes(f":S sh:targetClass :C ; {constraint} .")
    assert len(affected(before, prepared, triples(change))) == count


def test_a_hub_whose_verdict_changes_is_followed() -> None:
    before = store(HUB + ":home :label 'a', 'b' .")
    prepared = shapes(
        ":S sh:targetClass :C ; sh:property [ sh:path :between ; sh:node [ sh:property [ sh:path :label ; sh:maxCount 2 ] ] ] ."
    )
    assert len(affected(before, prepared, triples(":home :label 'c' ."))) == 300
