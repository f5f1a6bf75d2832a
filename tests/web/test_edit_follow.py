"""What is saved in the browser is seen by the next query, with no restart."""

from __future__ import annotations

import time
from pathlib import Path

from starlette.testclient import TestClient

from mithaq.endpoint.limits import Limits
from mithaq.web.app import create_app
from mithaq.web.edit.routes import edit_routes
from mithaq.web.lens import Lenses
from mithaq.web.views import views
from web.edit_texts import BASE, Curator, candidates, fields

COVERED = "ASK { id:bh-2014-mou mq:covers topic:drug-trafficking }"
PATIENCE = 60


def test_a_saved_fact_is_found_by_the_next_queries(tmp_path: Path) -> None:
    curator = Curator(tmp_path)
    lenses = Lenses(curator.kb)
    routes = edit_routes(curator.kb, curator.settings, lenses.renew)
    places = views(curator.kb, tmp_path)
    app = create_app(curator.kb, places, Limits(workers=1), more=routes, lenses=lenses)
    with TestClient(app, base_url=BASE, follow_redirects=False) as client:
        curator.client = client
        curator.enter()
        assert _asked(client) == b"false"
        place = curator.paste()
        name = next(c for c in candidates(curator.get(place)) if "drug-trafficking" in c)
        looked = curator.post(place, {f"verdict:{name}": "accept", "do": "check"})
        assert curator.post(place, {**fields(looked.text), "do": "save"}).status_code == 303
        begun = time.monotonic()
        while _asked(client) == b"false":
            assert time.monotonic() - begun < PATIENCE
        assert _asked(client) == b"true"


def _asked(client: TestClient) -> bytes:
    answer = client.get("/sparql", params={"query": COVERED, "format": "csv"})
    assert answer.status_code == 200
    return answer.content
