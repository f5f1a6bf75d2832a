"""Every constraint component of SHACL Core, with values that pass and values that do not.

A row is: the constraint on the values of `:p`, the data, and the results expected.
"""

from __future__ import annotations

import pytest

from mithaq.validate import validate
from validate.turtle import lines, shapes, store

ROWS = {
    "class": ("sh:class :C", ":x :p :a, :b . :a a :D . :D rdfs:subClassOf :C .", ["Class :b"]),
    "datatype": (
        "sh:datatype xsd:integer",
        ":x :p 1, 1.5, 'a' .",
        ['Datatype "1.5"^^<xsd:decimal>', 'Datatype "a"'],
    ),
    "datatype ill-formed month": (
        "sh:datatype xsd:gYearMonth",
        ":x :p '2014-12'^^xsd:gYearMonth, '2014-13'^^xsd:gYearMonth .",
        ['Datatype "2014-13"^^<xsd:gYearMonth>'],
    ),
    "datatype 30 February": (
        "sh:datatype xsd:date",
        ":x :p '2024-02-29'^^xsd:date, '2014-02-30'^^xsd:date .",
        ['Datatype "2014-02-30"^^<xsd:date>'],
    ),
    "datatype derived": (
        "sh:datatype xsd:byte",
        ":x :p '5'^^xsd:byte, '300'^^xsd:byte .",
        ["Datatype 300"],
    ),
    "nodeKind": ("sh:nodeKind sh:IRI", ":x :p :a, [], 'a' .", ['NodeKind "a"', "NodeKind _"]),
    "minCount": ("sh:minCount 2", ":x :p :a .", ["MinCount -"]),
    "maxCount": ("sh:maxCount 1", ":x :p :a, :b .", ["MaxCount -"]),
    "minExclusive": ("sh:minExclusive 2", ":x :p 2, 2.5 .", ["MinExclusive 2"]),
    "minInclusive": ("sh:minInclusive 2", ":x :p 1, 2 .", ["MinInclusive 1"]),
    "maxExclusive": ("sh:maxExclusive 2", ":x :p 1, 2 .", ["MaxExclusive 2"]),
    "maxInclusive": ("sh:maxInclusive 2", ":x :p 2, 3 .", ["MaxInclusive 3"]),
    "range of what has no order": (
        "sh:minInclusive 2",
        ":x :p 'a', :b .",
        ['MinInclusive "a"', "MinInclusive :b"],
    ),
    "minLength": ("sh:minLength 4", ":x :p 'abc', 'سلام' .", ['MinLength "abc"']),
    "maxLength": ("sh:maxLength 4", ":x :p 'سلام', 'abcde' .", ['MaxLength "abcde"']),
    "length of a blank node": ("sh:minLength 0", ":x :p [] .", ["MinLength _"]),
    "pattern": ("sh:pattern '^b'", ":x :p 'abc', 'bcd' .", ['Pattern "abc"']),
    "pattern, flags": ("sh:pattern '^b' ; sh:flags 'i'", ":x :p 'ABC', 'BCD' .", ['Pattern "ABC"']),
    "pattern, end of text": ("sh:pattern '^a$'", ":x :p 'a', 'a\\n' .", ['Pattern "a\\n"']),
    "languageIn": (
        "sh:languageIn ('en' 'ar')",
        ":x :p 'a'@en, 'b'@ar-MA, 'c'@fr, 'd' .",
        ['LanguageIn "c"@fr', 'LanguageIn "d"'],
    ),
    "uniqueLang": (
        "sh:uniqueLang true",
        ":x :p 'a'@en, 'b'@en, 'c'@en, 'd'@fr, 'e'@ar, 'f'@ar .",
        ["UniqueLang -", "UniqueLang -"],
    ),
    "equals": ("sh:equals :q", ":x :p 1, 2 ; :q 2, 3 .", ["Equals 1", "Equals 3"]),
    "disjoint": ("sh:disjoint :q", ":x :p 1, 2 ; :q 2, 3 .", ["Disjoint 2"]),
    "lessThan": ("sh:lessThan :q", ":x :p 1, 2 ; :q 2 .", ["LessThan 2"]),
    "lessThan, each pair": ("sh:lessThan :q", ":x :p 3 ; :q 1, 2 .", ["LessThan 3", "LessThan 3"]),
    "lessThan, days": (
        "sh:lessThan :q",
        ":x :p '2014-03-12'^^xsd:date ; :q '2014-03-11'^^xsd:date .",
        ['LessThan "2014-03-12"^^<xsd:date>'],
    ),
    "lessThan, no order": (
        "sh:lessThan :q",
        ":x :p '2014-03-12'^^xsd:date ; :q '2015'^^xsd:gYear .",
        ['LessThan "2014-03-12"^^<xsd:date>'],
    ),
    "lessThanOrEquals": ("sh:lessThanOrEquals :q", ":x :p 2, 3 ; :q 2 .", ["LessThanOrEquals 3"]),
    "not": ("sh:not [ sh:datatype xsd:string ]", ":x :p 'a', 1 .", ['Not "a"']),
    "and": (
        "sh:and ([ sh:minLength 2 ] [ sh:maxLength 3 ])",
        ":x :p 'a', 'ab', 'abcd' .",
        ['And "a"', 'And "abcd"'],
    ),
    "or": (
        "sh:or ([ sh:maxLength 1 ] [ sh:minLength 3 ])",
        ":x :p 'a', 'ab', 'abc' .",
        ['Or "ab"'],
    ),
    "xone": ("sh:xone ([ sh:minLength 2 ] [ sh:maxLength 3 ])", ":x :p 'a', 'ab' .", ['Xone "ab"']),
    "node": (
        "sh:node [ sh:property [ sh:path :q ; sh:minCount 1 ] ]",
        ":x :p :a, :b . :a :q 1 .",
        ["Node :b"],
    ),
    "qualified": (
        "sh:qualifiedValueShape [ sh:class :C ] ; sh:qualifiedMinCount 2",
        ":x :p :a, :b . :a a :C .",
        ["QualifiedMinCount -"],
    ),
    "qualified, at most": (
        "sh:qualifiedValueShape [ sh:class :C ] ; sh:qualifiedMaxCount 0",
        ":x :p :a . :a a :C .",
        ["QualifiedMaxCount -"],
    ),
    "closed": (
        "sh:closed true ; sh:ignoredProperties (:q)",
        ":x :p :a . :a :q 1 ; :r 2 .",
        ["Closed 2"],
    ),
    "hasValue": ("sh:hasValue :b", ":x :p :a .", ["HasValue -"]),
    "in": ("sh:in (1 :a 'x'@en)", ":x :p 1, :a, 'x'@en, 'x' .", ['In "x"']),
    "in, by value": ("sh:in (07)", ":x :p 7 .", []),
    "in, nothing": ("sh:in ()", ":x :p 7 .", ["In 7"]),
    "deactivated": ("sh:minCount 1 ; sh:deactivated true", ":x a :C .", []),
}


@pytest.mark.parametrize("row", ROWS)
def test_component(row: str) -> None:
    constraint, data, expected = ROWS[row]
    prepared = shapes(f":S sh:targetNode :x ; sh:property [ sh:path :p ; {constraint} ] .")
    found = [each.split(" ", 2)[2] for each in lines(validate(store(data), prepared))]
    assert (
        sorted(each.replace("http://www.w3.org/2001/XMLSchema#", "xsd:") for each in found)
        == expected
    )


def test_disjoint_siblings_are_not_counted_twice() -> None:
    hand = """:Hand sh:targetNode :hand ; sh:property
        [ sh:path :digit ; sh:qualifiedValueShape [ sh:class :Thumb ] ; sh:qualifiedValueShapesDisjoint true ; sh:qualifiedMinCount 1 ],
        [ sh:path :digit ; sh:qualifiedValueShape [ sh:class :Finger ] ; sh:qualifiedValueShapesDisjoint true ; sh:qualifiedMinCount 1 ] ."""
    both = ":hand :digit :d . :d a :Thumb, :Finger ."
    apart = ":hand :digit :a, :b . :a a :Thumb . :b a :Finger ."
    assert lines(validate(store(both), shapes(hand))) == [":hand :digit QualifiedMinCount -"] * 2
    assert validate(store(apart), shapes(hand)).conforms


PATHS = {
    ":p": ":x :p :a .",
    "[ sh:inversePath :p ]": ":a :p :x .",
    "( :p :q )": ":x :p :b . :b :q :a .",
    "[ sh:alternativePath ( :p :q ) ]": ":x :q :a .",
    "[ sh:oneOrMorePath :p ]": ":x :p :c . :c :p :a . :a :p :c .",
    "( :p [ sh:zeroOrMorePath :q ] )": ":x :p :b . :b :q :c . :c :q :a .",
    "( :p [ sh:zeroOrOnePath :q ] )": ":x :p :b . :b :q :a .",
    "[ sh:inversePath ( :p :q ) ]": ":a :p :b . :b :q :x .",
    "[ sh:inversePath [ sh:oneOrMorePath :p ] ]": ":a :p :b . :b :p :x .",
}


@pytest.mark.parametrize("path", PATHS)
def test_path_reaches_its_value(path: str) -> None:
    prepared = shapes(f":S sh:targetNode :x ; sh:property [ sh:path {path} ; sh:hasValue :a ] .")
    assert validate(store(PATHS[path]), prepared).conforms
    assert not validate(store(":a :p :y . :y :p :z ."), prepared).conforms


TARGETS = {
    "sh:targetNode :a": [":a"],
    "sh:targetClass :C": [":a", ":b"],
    "sh:targetSubjectsOf :p": [":a"],
    "sh:targetObjectsOf :p": ['"v"', ":b"],
    "a rdfs:Class": [":s"],
}


@pytest.mark.parametrize("target", TARGETS)
def test_targets(target: str) -> None:
    data = ":a a :C ; :p :b, 'v' . :b a :D . :D rdfs:subClassOf :C . :s a :S ."
    prepared = shapes(f":S {target} ; sh:in () .")
    assert [each.split()[0] for each in lines(validate(store(data), prepared))] == TARGETS[target]
