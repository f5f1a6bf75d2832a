"""Pages lead somewhere, and each can be read in Arabic, English and French."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from console import ROOT

#: Pages that programs write, and that show commands and figures rather than prose.
GENERATED = frozenset({"docs/commands.md", "docs/performance.md", "docs/validation.md"})
#: The languages, each with what it is called at the top of the others' pages.
LANGUAGES = {"ar": "العربية", "en": "English", "fr": "français"}
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("README*.md", "CONTRIBUTING*.md", "docs/**/*.md")
    for path in ROOT.glob(pattern)
)

_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_ROW = re.compile(r"^\|.*", re.MULTILINE)
_HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)


def prose(page: str) -> str:
    """Return the text of a page without code."""
    return _CODE.sub("", (ROOT / page).read_text(encoding="utf-8"))


def links(text: str) -> Iterator[str]:
    """Yield what a text links to within the project."""
    return (link for link in _LINK.findall(text) if ":" not in link)


def language(page: str) -> str:
    """Return the language that the name of a page tells.

    >>> language("docs/model.fr.md"), language("docs/model.md")
    ('fr', 'en')
    """
    tag = Path(Path(page).stem).suffix[1:]
    return tag or "en"


def in_language(page: str, lang: str) -> str:
    """Return the name of a page in another language.

    >>> in_language("docs/model.fr.md", "ar"), in_language("docs/model.ar.md", "en")
    ('docs/model.ar.md', 'docs/model.md')
    """
    stem = page.removesuffix(".md").removesuffix(f".{language(page)}")
    return f"{stem}.md" if lang == "en" else f"{stem}.{lang}.md"


def figures(page: str) -> list[str]:
    """Return the digits of each row of the tables of a page, as `1,5` and `1.5` have the same."""
    rows = (re.sub(r"\D", "", row) for row in _ROW.findall(prose(page)))
    return [digits for digits in rows if digits]


def anchors(page: Path) -> set[str]:
    """Return the names that readers of Markdown give to the headings of a page."""
    headings = _HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def leads_somewhere(page: str, link: str) -> bool:
    """Tell whether a link leads to a file or folder, and to a heading where it names one."""
    name, _, anchor = link.partition("#")
    target = ROOT / page if not name else (ROOT / page).parent / name
    return target.exists() and (not anchor or anchor in anchors(target))


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    assert [link for link in links(prose(page)) if not leads_somewhere(page, link)] == []


def test_a_link_to_a_missing_page_or_heading_is_noticed() -> None:
    assert leads_somewhere("docs/model.md", "index.md")
    assert leads_somewhere("docs/model.md", "#two-clocks")
    assert not leads_somewhere("docs/model.md", "nowhere.md")
    assert not leads_somewhere("docs/model.md", "#three-clocks")


@pytest.mark.parametrize("page", [page for page in PAGES if page not in GENERATED])
def test_a_page_exists_in_three_languages_and_begins_with_the_other_two(page: str) -> None:
    others = [
        f"[{name}]({Path(in_language(page, lang)).name})"
        for lang, name in LANGUAGES.items()
        if lang != language(page)
    ]
    assert (ROOT / page).read_text(encoding="utf-8").splitlines()[2] == " · ".join(others)


@pytest.mark.parametrize("page", [page for page in PAGES if language(page) != "en"])
def test_a_page_leads_on_in_its_own_language(page: str) -> None:
    body = prose(page).split("\n", 3)[3]
    strange = [
        link
        for link in links(body)
        if link.partition("#")[0].endswith(".md") and language(link.partition("#")[0]) == "en"
        if ((ROOT / page).parent / in_language(link.partition("#")[0], language(page))).exists()
    ]
    assert strange == []


@pytest.mark.parametrize("page", [page for page in PAGES if language(page) != "en"])
def test_tables_hold_the_figures_of_the_english_page(page: str) -> None:
    assert figures(page) == figures(in_language(page, "en"))
