"""The explorer in a real browser: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mithaq.endpoint.limits import Limits
from mithaq.knowledge import KnowledgeBase
from mithaq.web.app import create_app
from mithaq.web.lens import Lenses
from mithaq.web.views import views
from web.browsing import AXE, RULES, chromium_running, needs_chromium, playwright, served
from web.pages import LANGUAGES
from web.test_explorer import PAGES

pytestmark = needs_chromium

PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def address(
    kb: KnowledgeBase, lenses: Lenses, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    places = views(kb, tmp_path_factory.mktemp("views"))
    app = create_app(kb, places, Limits(workers=1, slow_workers=1), lenses=lenses)
    with served(app) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[playwright.Browser]:
    with chromium_running() as found:
        yield found


@pytest.fixture
def visit(browser: playwright.Browser, address: str) -> Iterator[playwright.Page]:
    """A page that may load from this site alone, and whose faults are the test's."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on(
        "request",
        lambda asked: None if asked.url.startswith(address) else faults.append(asked.url),
    )
    yield page
    context.close()
    assert faults == []


def test_reading_an_agreement_in_arabic(visit: playwright.Page) -> None:
    visit.goto("/")
    visit.get_by_role("link", name="العربية").click()
    visit.get_by_role("link", name="الشركاء").first.click()
    visit.get_by_role("main").get_by_role("link", name="البحرين").click()
    visit.get_by_role("link", name="مذكرة التعاون الأمني والتنسيق، 2014").first.click()
    assert visit.get_by_role("heading", level=1).inner_text().startswith("مذكرة التعاون")
    reference = visit.locator(".days .ref").first
    target = visit.locator(reference.get_attribute("href") or "")
    reference.click()
    playwright.expect(target).to_be_in_viewport()
    body = visit.locator("body").bounding_box()
    brand = visit.locator(".brand").bounding_box()
    assert body and brand and brand["x"] > body["width"] / 2


def test_filtering(visit: playwright.Page) -> None:
    visit.goto("/en/agreements")
    before = visit.locator(".listed tbody tr").count()
    visit.get_by_role("navigation", name="Narrow the list").get_by_role(
        "link", name="Belgium"
    ).click()
    visit.get_by_role("navigation", name="Narrow the list").get_by_role(
        "link", name="in force", exact=True
    ).click()
    shown = visit.locator(".listed tbody tr").count()
    assert 0 < shown < before
    assert set(visit.locator(".listed .status").all_inner_texts()) == {"in force"}
    visit.get_by_role("link", name="Show all").click()
    assert visit.locator(".listed tbody tr").count() == before


def test_searching_without_diacritics(visit: playwright.Page) -> None:
    visit.goto("/fr/")
    visit.get_by_role("searchbox").fill("الارهاب")
    visit.keyboard.press("Enter")
    visit.get_by_role("main").get_by_role("link", name="terrorisme", exact=True).click()
    assert visit.get_by_role("heading", level=1).inner_text() == "terrorisme"


def test_with_the_keyboard_alone(visit: playwright.Page) -> None:
    visit.goto("/en/agreements")
    visit.keyboard.press("Tab")
    skip = visit.get_by_role("link", name="Skip to the content")
    playwright.expect(skip).to_be_focused()
    playwright.expect(skip).to_be_in_viewport()
    visit.keyboard.press("Enter")
    playwright.expect(visit.locator("#main")).to_be_focused()
    seen = []
    for _ in range(30):
        visit.keyboard.press("Tab")
        shown = visit.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        seen.append(visit.evaluate("document.activeElement.textContent.trim()"))
        assert shown != "none", seen[-1]
    visit.get_by_text("Topic", exact=True).focus()
    visit.keyboard.press("Enter")
    playwright.expect(visit.get_by_role("link", name="terrorism", exact=True)).to_be_visible()


@pytest.mark.parametrize("path", PAGES)
def test_a_phone_shows_a_page_without_scrolling_sideways(visit: playwright.Page, path: str) -> None:
    visit.set_viewport_size(PHONE)
    visit.goto(f"/ar{path}")
    wide = visit.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"]


def test_without_scripts(browser: playwright.Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/en/agreements")
    page.get_by_role("navigation", name="Narrow the list").get_by_role("link", name="Qatar").click()
    assert page.locator(".listed tbody tr").count() > 1
    page.goto("/en/question/known-on")
    page.get_by_label("Agreement or practice").select_option("id:bh-2014-mou")
    page.get_by_role("button", name="Ask").click()
    assert "id%3Abh-2014-mou" in page.url
    assert page.locator(".answer tbody tr").count() >= 1
    context.close()


def test_a_slider_stops_where_something_changed(visit: playwright.Page) -> None:
    visit.goto("/en/agreement/bh-2014-mou")
    visit.get_by_text("See it as on another day").click()
    slider = visit.get_by_role("slider", name="What was known on")
    slider.fill("100")
    day = visit.locator("#known-on").input_value()
    visit.get_by_role("button", name="Show").click()
    assert f"known-on={day}" in visit.url
    assert visit.locator(".seen time").get_attribute("datetime") == day


def test_searching_in_files_without_a_server(browser: playwright.Browser, written: Path) -> None:
    page = browser.new_page()
    page.goto((written / "index.html").as_uri())
    page.get_by_role("link", name="العربية").click()
    page.get_by_role("searchbox").fill("البَحرين مذكره")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="مذكرة التعاون الأمني والتنسيق، 2014").click()
    assert page.url == (written / "ar" / "agreement" / "bh-2014-mou.html").as_uri()
    page.close()


def test_the_map_begins_at_morocco_and_is_walked_with_the_keyboard(visit: playwright.Page) -> None:
    visit.set_viewport_size(PHONE)
    visit.goto("/ar/map")
    playwright.expect(visit.locator(".atlas .home")).to_be_in_viewport()
    visit.get_by_role("group", name="خريطة الشركاء").focus()
    seen = []
    while not seen or seen[-1].startswith("/ar/partner/"):
        visit.keyboard.press("Tab")
        seen.append(visit.evaluate("document.activeElement.getAttribute('href') ?? ''"))
    assert {"/ar/partner/BE", "/ar/partner/US", "/ar/partner/MA"} <= set(seen)
    visit.locator(".atlas a[href='/ar/partner/QA']").focus()
    visit.keyboard.press("Enter")
    assert visit.get_by_role("heading", level=1).inner_text() == "قطر"


def test_a_dossier_is_printed_without_menus(visit: playwright.Page) -> None:
    visit.goto("/ar/agreement/bh-2014-mou")
    visit.emulate_media(media="print")
    playwright.expect(visit.locator(".top")).to_be_hidden()
    playwright.expect(visit.locator(".reference")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [*PAGES, "/sparql", "/nothing-here"])
def test_axe_finds_no_fault(
    browser: playwright.Browser, address: str, path: str, scheme: str
) -> None:
    lang = LANGUAGES[len(path) % len(LANGUAGES)]
    context = browser.new_context(base_url=address, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"/{lang}{path}")
    page.evaluate(AXE.read_text("utf-8"))
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    context.close()
    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found] == []
