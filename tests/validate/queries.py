"""A grammar of random SELECT queries for sh:sparql, with every operator constraints may use."""

from __future__ import annotations

from hypothesis import strategies as st

PATHS = [
    ":p0",
    ":p1",
    ":p2",
    ":p3",
    "a",
    "^:p0",
    ":p0/:p1",
    ":p1*",
    ":p0+",
    ":p2?",
    ":p0|:q0",
    "(:p1/:p2)*",
    "^(:p0/:p2)",
    "!:p1",
    "?q",
]
VARIABLES = ["$this", "$this", "?a", "?b", "?c", "?value"]
CONSTANTS = [":n0", ":n1", ":C0", '"a"', "1"]
PREFIXES = "PREFIX : <http://example.org/>\n"

variables = st.sampled_from(VARIABLES)
places = st.one_of(variables, variables, variables, st.sampled_from(CONSTANTS))
subjects = st.one_of(variables, variables, st.sampled_from([":n0", ":n1"]))
patterns = st.builds("{} {} {} .".format, subjects, st.sampled_from(PATHS), places)
tests = st.one_of(
    st.builds("{} != {}".format, variables, places),
    st.builds("{} = {}".format, variables, places),
    st.builds("BOUND({})".format, variables),
    st.builds("!BOUND({})".format, variables),
    st.builds("isIRI({})".format, variables),
    st.just("true"),
)


def filters(groups: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("FILTER ({})".format, tests),
        st.builds("FILTER NOT EXISTS {}".format, groups),
        st.builds("FILTER EXISTS {}".format, groups),
        st.builds("FILTER ({} || EXISTS {})".format, tests, groups),
    )


def elements(groups: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        patterns,
        patterns,
        filters(groups),
        st.builds("OPTIONAL {}".format, groups),
        st.builds("{} UNION {}".format, groups, groups),
        groups,
        st.builds(
            "BIND ({} AS ?x{})".format,
            st.sampled_from(["STR($this)", "$this", "1"]),
            st.integers(0, 999),
        ),
        st.builds("{{ SELECT $this ?a {} }}".format, groups),
        st.builds(
            "{{ SELECT $this (COUNT(?b) AS ?n{}) {} GROUP BY $this }}".format,
            st.integers(0, 999),
            groups,
        ),
    )


def group_of(groups: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(elements(groups), min_size=1, max_size=3).map(
        lambda parts: "{ " + " ".join(parts) + " }"
    )


leaves = st.lists(patterns, min_size=1, max_size=2).map(lambda parts: "{ " + " ".join(parts) + " }")
groups = st.recursive(leaves, group_of, max_leaves=5)


def _whole(first: str, group: str) -> str:
    return f"{PREFIXES}SELECT DISTINCT $this ?value WHERE {{ {first} {group[1:]}"


starts = st.sampled_from(
    ["$this :p0 ?a .", "$this :p1 ?value .", "?value :p0 $this .", "$this :p2 ?b . ?value :p2 ?b ."]
)

TRAPS = [
    "$this :p0 ?a . OPTIONAL { ?a :p1 ?b . } $this :p2 ?b .",
    "$this :p0 ?a . OPTIONAL { $this :p1 ?value . } ?a :p2 ?value .",
    "$this :p0 ?a . { ?a :p1 ?b . OPTIONAL { ?b :p2 ?c . } } $this :p1 ?c .",
    "$this :p0 ?a . { ?a :p1 ?b . FILTER NOT EXISTS { ?b :p2 ?c . } } $this :p1 ?c .",
    "$this :p1* ?value .",
    "?value :p2? :rare . $this :p0 ?a .",
    "$this :p0 ?a . :rare :p1* ?value .",
    "OPTIONAL { $this :p0 ?a . } $this :p1 ?b .",
]
"""Ways to write queries that tell a sound footprint and extraction from nearly sound ones."""

traps = st.builds(_whole, st.sampled_from(TRAPS), st.one_of(st.just("{ }"), leaves))

queries = st.one_of(
    st.builds(_whole, st.just(""), groups),
    *[st.builds(_whole, starts, st.one_of(leaves, groups)) for _ in range(3)],
    traps,
)
"""Queries that select $this and ?value. Some leave $this unbound in places, some look at nodes
that nothing leads to: both must be right, if slower."""

plain_queries = st.builds(
    "PREFIX : <http://example.org/>\nSELECT DISTINCT $this ?value WHERE {{ {} {} {} }}".format,
    st.sampled_from(
        [
            "$this :p0 ?value .",
            "?value :p1 $this .",
            "$this :p0/:p1 ?value .",
            "$this :p2 ?b . ?value :p2 ?b .",
        ]
    ),
    st.sampled_from(
        [
            "",
            "?value :p1 ?c .",
            "OPTIONAL { ?value :q0 ?c }",
            "{ $this a :C0 } UNION { ?value a :C1 }",
        ]
    ),
    st.sampled_from(
        [
            "",
            "FILTER ($this != ?value)",
            "FILTER (!BOUND(?c))",
            "FILTER NOT EXISTS { ?value :p2 $this }",
            "FILTER EXISTS { $this :p1 ?value }",
        ]
    ),
)
"""Queries of the kind people write, on which rdflib agrees with SPARQL 1.1."""
