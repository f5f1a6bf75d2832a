"""Curating in a real browser, without scripts where a page needs none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.knowledge import KnowledgeBase
from web.browsing import AXE, RULES, chromium_running, needs_chromium, playwright, served
from web.edit_texts import ARTICLE, DETAILS, Curator

pytestmark = needs_chromium

FACT = "/edit/fact?about=bh-2014-mou&class=mq:LifecycleEvent"


@pytest.fixture(scope="module")
def curator(tmp_path_factory: pytest.TempPathFactory) -> Curator:
    return Curator(tmp_path_factory.mktemp("browser"))


@pytest.fixture(scope="module")
def address(curator: Curator) -> Iterator[str]:
    with served(curator.app) as found:
        yield found


@pytest.fixture(scope="module")
def chromium() -> Iterator[playwright.Browser]:
    with chromium_running() as found:
        yield found


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def enter(
    chromium: playwright.Browser, curator: Curator, address: str, **options: object
) -> playwright.Page:
    """Open the address that is shown at the start."""
    page = chromium.new_context(base_url=address, **options).new_page()
    page.goto(curator.settings.address(address, curator.lang))
    assert "token" not in page.url
    return page


def paste(page: playwright.Page, lang: str, text: str) -> None:
    page.goto(f"/{lang}/edit/article")
    page.locator("#text").fill(text)
    for name in ("published", "publisher", "title@en", "url"):
        page.locator(f"[id='{name}']").fill(DETAILS[name])
    page.locator("#source_type").select_option(DETAILS["source_type"])
    page.locator("form.sheet button[type=submit]").click()


def test_from_a_pasted_article_to_a_fact(
    chromium: playwright.Browser, curator: Curator, address: str, scripts: bool
) -> None:
    page = enter(chromium, curator, address, java_script_enabled=scripts)
    topic, word = ("drug-trafficking", "بالمخدرات") if scripts else ("coordination", "والتنسيق")
    paste(page, "en", f"{ARTICLE}\n{'+' if scripts else '-'}")
    mark = page.locator("a.mark", has_text=word)
    mark.click()
    chosen = page.locator("fieldset.candidate", has_text=topic.replace("-", " ")).first
    playwright.expect(chosen).to_be_in_viewport()
    chosen.get_by_label("accept", exact=True).check()
    page.get_by_role("button", name="See what would be written").click()
    assert page.get_by_role("heading", name="What readers will see differently").is_visible()
    assert topic.replace("-", " ") in page.get_by_role("table").inner_text()
    page.get_by_role("button", name="Write it").click()
    assert "1 decision was kept." in page.get_by_role("status").inner_text()
    kb = KnowledgeBase.open(curator.home)
    prop = "covers" if scripts else "provides"
    scheme = "topic" if scripts else "measure"
    assert bool(kb.query(f"ASK {{ id:bh-2014-mou mq:{prop} {scheme}:{topic} }}"))
    page.context.close()


def test_a_refusal_is_focused_and_leads_to_its_field_by_keyboard(
    chromium: playwright.Browser, curator: Curator, address: str
) -> None:
    page = enter(chromium, curator, address)
    page.goto(f"/ar{FACT}")
    page.locator("#f-stage").select_option("stage:signature")
    page.locator("#f-modality").select_option("modality:occurred")
    page.locator("#f-date").fill("2014-02-30")
    page.locator("#source").select_option("src:bh-01")
    page.locator("form.sheet button[type=submit]").click()
    problems = page.get_by_role("alert")
    playwright.expect(problems).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    playwright.expect(page.locator("#f-date")).to_be_focused()
    told = page.locator("#f-date").get_attribute("aria-describedby") or ""
    assert "اذكر تاريخا واحدا" in page.locator(f"#{told.split()[-1]}").inner_text()
    page.context.close()


def reject(page: playwright.Page) -> None:
    """Reject the last candidate of a review."""
    last = page.locator("fieldset.candidate").last
    last.locator("[value=reject]").check()
    last.locator("[name^='reason:']").fill("Of no use here.")
    page.locator("button[value=check]").click()
    page.locator("button[value=save]").click()


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_every_page_can_be_used_by_everybody(
    chromium: playwright.Browser, curator: Curator, address: str, lang: str
) -> None:
    page = enter(chromium, curator, address)
    paste(page, lang, f"{ARTICLE}\n{lang}")
    review = page.url.removeprefix(address).removeprefix(f"/{lang}")
    change = page.locator(".steps a").nth(1).get_attribute("href") or ""
    reject(page)
    changing = change.removeprefix(f"/{lang}")
    places = ["/edit", "/edit/article", review, changing, "/edit/rejected", "/edit/fact", FACT]
    for place in places:
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(f"/{lang}{place}")
            page.evaluate(AXE.read_text("utf-8"))
            options = {"runOnly": RULES}
            found = page.evaluate("options => axe.run(document, options)", options)["violations"]
            told = [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found]
            assert told == [], place
            overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(overflow) <= 0, (place, width)
    page.context.close()
