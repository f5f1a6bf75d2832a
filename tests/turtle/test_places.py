"""The walk sees the same triples as pyoxigraph, and points at the word of each term."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.turtle.places import DEEPEST, placed_triples
from mithaq.turtle.tokens import Lines

GAPS = st.sampled_from([" ", "\n", "\t ", "\r\n", " # a remark; [ ( \" ' <x> .\n", "  "])
TIGHT = st.sampled_from(["", "", " ", "\n", "# .\n"])
IRIS = st.sampled_from(
    ["<http://e/a>", "<http://e/b#c>", "<../up>", "<#here>", "<\\u0041>", "<http://e/مذكرة>", "<>"]
)
PREFIXED = st.sampled_from(
    ["e:a", "e:a.b-c", "e:", ":a", ":مذكرة.تفاهم", "e:1_2", "e:a%41", r"e:a\~b\.", ":a:b", "e2:a·b"]
)
LABELS = st.sampled_from(["_:x", "_:y.1", "_:1"])
STRINGS = st.sampled_from(
    [
        '"a"', "'b'", '""', "''", '"""a\n"b""c"""', "'''d'\n''e'''", r'"say \"so\""', r'"\u0627\t"',
        r'"""\""""', '"# . ; ]"', '"اتفاق 😀"', '""" """', r'"\\"',
    ]
)  # fmt: skip
SUFFIXES = st.sampled_from(["", "", "@ar", "@en-GB", "^^e:t", "^^<http://e/t>", " ^^ e:t"])
NUMBERS = st.sampled_from(["1", "-2", "+3.5", ".5", "1e3", "2.E-1", "true", "false"])

names = IRIS | PREFIXED | LABELS
literals = st.builds(str.__add__, STRINGS, SUFFIXES) | NUMBERS


def nested(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    collections = st.lists(values, max_size=3).map(lambda items: f"({' '.join(items)} )")
    lists = st.tuples(GAPS, statements(values)).map(lambda it: f"[{it[0]}{it[1]} ]")
    return collections | lists | st.sampled_from(["[]", "[ # nothing\n]", "()"])


@st.composite
def statements(draw: st.DrawFn, values: st.SearchStrategy[str]) -> str:
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        predicate = draw(st.sampled_from(["a"]) | IRIS | PREFIXED)
        objects = draw(st.lists(values, min_size=1, max_size=3))
        comma = draw(TIGHT) + "," + draw(TIGHT)
        parts.append(predicate + draw(GAPS) + f" {comma} ".join(objects))
    semicolon = draw(st.sampled_from([" ;", "; ;", ";#x\n"]))
    return f"{semicolon} ".join(parts) + draw(st.sampled_from(["", " ;"]))


values = st.recursive(names | literals, nested, max_leaves=6)
subjects = (
    names
    | st.just("[]")
    | st.lists(values, min_size=1, max_size=2).map(lambda items: f"({' '.join(items)})")
)


@st.composite
def directives(draw: st.DrawFn) -> str:
    prefix = draw(st.sampled_from(["e", "e2", ""]))
    target = draw(st.sampled_from(["<http://e/>", "<http://other/#>", "<sub/>"]))
    return draw(
        st.sampled_from(
            [
                f"@prefix {prefix}: {target} .",
                f"PREFIX {prefix}:{target}",
                "@base <http://base/x/y> .",
                "BASE <../z/>",
            ]
        )
    )


@st.composite
def documents(draw: st.DrawFn) -> str:
    text = "@base <http://base/> . @prefix e: <http://e/> . @prefix e2: <#> . @prefix : <p/> .\n"
    for _ in range(draw(st.integers(0, 5))):
        kind = draw(st.integers(0, 5))
        if kind == 0:
            text += draw(directives())
        elif kind == 1:
            text += f"[{draw(GAPS)}{draw(statements(values))} ] ."
        else:
            text += f"{draw(subjects)}{draw(GAPS)}{draw(statements(values))} ."
        text += draw(GAPS)
    return text


def same(left: list[ox.Triple], right: list[ox.Triple]) -> bool:
    """Tell whether two lists of triples are equal but for the names of blank nodes."""
    sets = []
    for triples in (left, right):
        dataset = ox.Dataset(ox.Quad(*triple) for triple in triples)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        sets.append(sorted(str(quad) for quad in dataset))
    return len(left) == len(right) and sets[0] == sets[1]


@given(documents())
@settings(max_examples=100, deadline=None)
def test_the_walk_sees_what_pyoxigraph_sees(text: str) -> None:
    expected = [quad.triple for quad in ox.parse(text, ox.RdfFormat.TURTLE)]
    found = [ox.Triple(*placed[:3]) for placed in placed_triples(text)]
    assert same(found, expected)


def words(text: str) -> list[tuple[str, str, str]]:
    """Return the word that stands at each of the three places of each triple."""
    return [
        tuple(text[at:].split(maxsplit=1)[0] for at in placed[3:])  # type: ignore[misc]
        for placed in placed_triples(text)
    ]


def test_every_place_holds_the_word_of_its_term() -> None:
    text = """@prefix e: <http://e/> . # e:not e:a e:triple .
    e:a a e:B , <http://e/C> ; e:p 'x'@en , 5 .
    PREFIX e: <http://f/>
    e:a e:p "e:no e:place . #" , true ."""
    assert words(text) == [
        ("e:a", "a", "e:B"),
        ("e:a", "a", "<http://e/C>"),
        ("e:a", "e:p", "'x'@en"),
        ("e:a", "e:p", "5"),
        ("e:a", "e:p", '"e:no'),
        ("e:a", "e:p", "true"),
    ]


def test_nested_nodes_and_collections_have_places() -> None:
    text = "@prefix e: <http://e/> . e:a e:p [ e:q 1 ] , ( 2 3 ) ."
    assert words(text) == [
        ("[", "e:q", "1"),
        ("e:a", "e:p", "["),
        ("2", "2", "2"),
        ("2", "2", "3"),
        ("3", "3", "3"),
        ("3", "3", ")"),
        ("e:a", "e:p", "("),
    ]


def test_nesting_beyond_reason_is_not_walked() -> None:
    text = "<x:a> <x:p> " + "( " * (DEEPEST + 1) + ") " * (DEEPEST + 1) + "."
    assert next(iter(ox.parse(text, ox.RdfFormat.TURTLE)))
    with pytest.raises(ValueError, match=r"\d+"):
        list(placed_triples(text))


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("ab", 0, (1, 1)),
        ("a\nb", 2, (2, 1)),
        ("a\r\nbc", 4, (2, 2)),
        ("a\rb", 2, (2, 1)),
        ("\n\n", 2, (3, 1)),
        ("مذكرة\n😀x", 7, (2, 2)),
    ],
)
def test_lines_and_columns_count_code_points(
    text: str, offset: int, place: tuple[int, int]
) -> None:
    assert Lines(text).place(offset) == place
