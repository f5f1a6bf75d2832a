"""The map says what the list says, names do not cover one another, and what lacks is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations, pairwise
from math import dist
from pathlib import Path

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from mithaq.knowledge import KnowledgeBase
from mithaq.messages import say
from mithaq.names import BASE, node
from mithaq.web.asked import Asked
from mithaq.web.atlas import Atlas, atlas
from mithaq.web.chart import Chart
from mithaq.web.land import Point, outlines
from mithaq.web.lens import Lens
from mithaq.web.pages.map import map_page
from mithaq.web.render import render
from mithaq.web.standing import GROUPS, partnerships, place
from web.pages import LANGUAGES, read


def drawn(lens: Lens, lang: str) -> Atlas:
    found = atlas(lens, partnerships(lens), lang)
    assert found is not None
    return found


def test_each_partner_has_as_many_as_the_list_says(lens: Lens) -> None:
    listed = Counter(row.partner.iri for row in lens.listed if row.partner)
    assert {one.partner.iri: sum(one.counts) for one in partnerships(lens)} == listed


def test_what_is_in_force_stands_in_the_first_group(lens: Lens) -> None:
    status = {row.cooperation.iri: row.status for row in lens.listed}
    first = {
        found.iri.rpartition("/")[2]
        for one in partnerships(lens)
        for name in one.groups[0].cooperations
        if (found := status[name.iri])
    }
    assert {"in-force", "applied"} <= first <= {"in-force", "applied", "provisionally-applied"}


def test_every_state_of_affairs_has_its_group(lens: Lens) -> None:
    import mithaq.web.standing as standing

    query = (Path(standing.__file__).parent / "queries" / "standing.rq").read_text("utf-8")
    known = lens.subjects("skos:inScheme", ox.NamedNode(BASE + "status"))
    assert [s for s in known if f"status:{s.rpartition('/')[2]} " not in query] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_name_covers_another_or_a_capital(lens: Lens, lang: str) -> None:
    found = drawn(lens, lang)
    marks = [found.home, *found.marks]
    assert len(marks) > 10
    for one, other in combinations(marks, 2):
        assert not one.box.touches(other.box), (one.state, other.state)
    assert all(one.box.gap(other.at) > 4 for one in marks for other in marks)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_map_says_to_all_readers_what_the_table_says(site: TestClient, lang: str) -> None:
    html = site.get(f"/{lang}/map", headers={"accept": "text/html"}).text
    drawn, _, _ = html.partition("</figure>")
    link = re.compile(rf'<a href="/{lang}/partner/BE">(.*?)</a>', re.DOTALL)
    (belgium,) = link.findall(drawn)
    told = re.findall(r'role="img" aria-label="([^"]+)"|<text class="count"[^>]*>(\d+)<', belgium)
    rows = {row["partner"]["id"]: row for row in site.get(f"/{lang}/map.json").json()["partners"]}
    groups = [(group["group"], group["count"]) for group in rows["state:BE"]["groups"]]
    assert [key for key, _ in groups] == list(GROUPS)
    expected = [(say(f"web.map.{key}", lang), str(count)) for key, count in groups if count]
    assert [(sign, number) for (sign, _), (_, number) in in_pairs(told)] == expected


def in_pairs(found: list[tuple[str, str]]) -> list[tuple[tuple[str, str], tuple[str, str]]]:
    """Return a list two by two."""
    return list(zip(found[::2], found[1::2], strict=True))


def test_counts_stand_in_the_direction_of_reading(lens: Lens) -> None:
    for lang, forward in (("fr", True), ("ar", False)):
        for mark in drawn(lens, lang).marks:
            places = [count.sign for count in mark.counts]
            assert places == sorted(places, reverse=not forward)


def test_capitals_lie_on_land_or_by_the_sea(lens: Lens) -> None:
    states = lens.subjects("rdf:type", node("mq:State"))
    for state in states:
        where = place(lens, state)
        assert where, state
        point = where.longitude, where.latitude
        near = min(dist(point, corner) for ring in outlines() for corner in ring)
        assert near < 1.5 or sum(holds(ring, point) for ring in outlines()) % 2, state


def holds(ring: Sequence[Point], point: Point) -> bool:
    """Tell whether a point lies within an outline: a line from it to the east crosses it oddly."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def test_outlines_do_not_jump_round_the_world() -> None:
    for ring in outlines():
        assert all(abs(one[0] - next_[0]) < 180 for one, next_ in pairwise(ring))


@pytest.mark.parametrize("places", [[(-6.84, 34.02)], [(-6.84, 34.02), (174.8, -41.3)]])
def test_a_map_shows_all_its_places(places: list[Point]) -> None:
    chart = Chart.around(places)
    for x, y in map(chart.at, places):
        assert 0 < x < 1000
        assert 0 < y < chart.height


def test_a_partner_without_a_place_is_told_below_the_map(tmp_path: Path, kb: KnowledgeBase) -> None:
    for name in ("actors.ttl", "sources.ttl", "curated/bahrain.ttl", "curated/qatar.ttl"):
        (tmp_path / "kb" / name).parent.mkdir(parents=True, exist_ok=True)
        text = (kb.home.kb / name).read_text("utf-8")
        kept = text.replace("    mq:latitude 26.23 ;\n    mq:longitude 50.59 ;\n", "")
        assert (len(kept) < len(text)) == (name == "actors.ttl")
        (tmp_path / "kb" / name).write_text(kept, "utf-8")
    lens = Lens(KnowledgeBase.open(tmp_path))
    asked = Asked(lens, "fr", "/map")
    page = read(render(map_page(asked), asked))
    assert [mark.state.short for mark in drawn(lens, "fr").marks] == ["state:QA"]
    assert "n'étant pas enregistrée : Bahreïn" in page.text
