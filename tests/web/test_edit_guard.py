"""Who is let in to curate, and who is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.errors import InputError
from mithaq.web.edit.guard import COOKIE
from mithaq.web.edit.settings import EditSettings
from web.edit_texts import BASE, DETAILS, TOKEN, Curator, text_of


@pytest.fixture
def curator(tmp_path: Path) -> Curator:
    return Curator(tmp_path)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "example.org", "::", ""])
def test_a_host_that_others_can_reach_is_refused(host: str) -> None:
    with pytest.raises(InputError, match="this machine only"):
        EditSettings.on(host, Path("inbox"))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_each_start_has_its_own_token(host: str) -> None:
    one, other = (EditSettings.on(host, Path("inbox")) for _ in range(2))
    assert len(one.token) > 40
    assert one.token != other.token
    assert one.token not in repr(one)
    assert one.token not in one.form_token


def test_the_token_goes_from_the_address_into_a_cookie(curator: Curator) -> None:
    answer = curator.client.get("/en/edit", params={"token": TOKEN})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}={TOKEN}; ")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert TOKEN not in answer.headers["location"]
    assert TOKEN not in curator.get("/edit")


@pytest.mark.parametrize("place", ["/edit", "/edit/article", "/edit/fact", "/edit/article/x.txt"])
@pytest.mark.parametrize("cookie", ["", "wrong"])
def test_without_the_token_nothing_is_shown(curator: Curator, place: str, cookie: str) -> None:
    curator.client.cookies.clear()
    if cookie:
        curator.client.cookies.set(COOKIE, cookie)
    answer = curator.client.get(f"/fr{place}")
    assert answer.status_code == 403
    assert "On n'entre pas sans le jeton." in text_of(answer.text)


def test_a_wrong_token_in_the_address_is_refused(curator: Curator) -> None:
    answer = curator.client.get("/en/edit", params={"token": "wrong"})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def form(curator: Curator, **changed: str) -> dict[str, str]:
    return {"form-token": curator.settings.form_token, "text": "x", **DETAILS, **changed}


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "http://127.0.0.1:9999", "https://127.0.0.1:8000", None],
)
def test_a_form_from_elsewhere_is_refused(curator: Curator, origin: str | None) -> None:
    headers = {} if origin is None else {"Origin": origin}
    answer = curator.client.post("/en/edit/article", data=form(curator), headers=headers)
    assert answer.status_code == 403
    assert not list(curator.settings.inbox.glob("*"))


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example:8000", "localhost.evil", ""]
)
def test_a_name_that_a_stranger_gave_this_machine_is_refused(curator: Curator, host: str) -> None:
    for answer in (
        curator.client.get("/en/edit", headers={"Host": host}),
        curator.client.get("/en/edit", params={"token": TOKEN}, headers={"Host": host}),
        curator.client.post(
            "/en/edit/article",
            data=form(curator),
            headers={"Host": host, "Origin": f"http://{host}"},
        ),
    ):
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("token", ["", "wrong", TOKEN])
def test_a_form_without_its_own_token_is_refused(curator: Curator, token: str) -> None:
    data = form(curator, **{"form-token": token})
    answer = curator.client.post("/en/edit/article", data=data, headers={"Origin": BASE})
    assert answer.status_code == 403


def test_too_large_an_article_is_refused(tmp_path: Path) -> None:
    curator = Curator(tmp_path, largest=20_000)
    answer = curator.post("/edit/article", {**DETAILS, "text": "a" * 30_000})
    assert answer.status_code == 413

    def chunks():  # type: ignore[no-untyped-def]
        yield from (b"text=" + b"a" * 9_000 for _ in range(4))

    kind = {"Origin": BASE, "Content-Type": "application/x-www-form-urlencoded"}
    unannounced = curator.client.post("/en/edit/article", content=chunks(), headers=kind)
    assert unannounced.status_code == 413


def test_pages_are_kept_nowhere_and_load_nothing_from_elsewhere(curator: Curator) -> None:
    answer = curator.client.get("/en/edit")
    policy = answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert " style=" not in answer.text
    assert "<script>" not in answer.text


def test_an_article_is_not_looked_for_outside_its_folder(curator: Curator) -> None:
    (curator.settings.inbox.parent / "secret.txt").write_text("secret")
    curator.settings.inbox.mkdir()
    for name in ("..%2Fsecret.txt", "%2e%2e%2fsecret.txt", "secret.txt", ".txt", "a.json"):
        assert curator.client.get(f"/en/edit/article/{name}").status_code == 404
