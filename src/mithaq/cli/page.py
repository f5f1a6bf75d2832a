"""A page of headed lists, made once and written as text, Markdown or HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mithaq.cli.width import FSI, PDI, directed, has_arabic, wrapped


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list. ``lang`` is that of a quotation, empty for the reader's own language."""

    text: str
    depth: int = 0
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what is under it."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its title, a line below it, and its sections."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    lang: str


def as_text(page: Page, width: int | None = None) -> str:
    """Return a page for a terminal, its lines broken at a width if one is given.

    >>> print(as_text(Page("A title", "", (Section("Acts", (Line("2014  signed"),)),), "en")))
    A title
    <BLANKLINE>
    Acts
      2014  signed
    """
    lines = [page.title, *([page.subtitle] if page.subtitle else [])]
    for section in page.sections:
        lines += ["", section.title]
        lines += [line for item in section.lines for line in _broken(item, width)]
    return directed("\n".join(lines), page.lang)


def _broken(line: Line, width: int | None) -> Iterator[str]:
    indent = "  " * (line.depth + 1)
    shown = _mixed(line.text) if line.lang and has_arabic(line.text) else line.text
    if width is None or len(indent) + len(shown) <= width:
        yield indent + shown
        return
    head = len(shown) - len(shown.lstrip())
    for number, part in enumerate(wrapped(shown, max(width - len(indent) - 2, 20), cut=False)):
        yield indent + (" " * head if number == 0 else "  ") + part


def _mixed(text: str) -> str:
    return f"{FSI}{text}{PDI}"


def as_markdown(page: Page) -> str:
    """Return a page in Markdown (CommonMark)."""
    lines = [f"# {page.title}", *(["", page.subtitle] if page.subtitle else [])]
    for section in page.sections:
        lines += ["", f"## {section.title}", ""]
        lines += [f"{'  ' * line.depth}- {_escaped(line.text)}" for line in section.lines]
    return _unmarked("\n".join(lines))


def _unmarked(text: str) -> str:
    """Return a text without the marks for terminals: what shows Markdown or HTML sees to
    direction.
    """
    return text.replace(FSI, "").replace(PDI, "")


def _escaped(text: str) -> str:
    for character in "\\*_<`":
        text = text.replace(character, "\\" + character)
    return text


def as_html(page: Page) -> str:
    """Return a page as an HTML document that stands alone."""
    from html import escape

    direction = "rtl" if page.lang == "ar" else "ltr"
    lines = [
        "<!doctype html>",
        f'<html lang="{page.lang}" dir="{direction}">',
        f'<head><meta charset="utf-8"><title>{escape(page.title)}</title></head>',
        f"<body>\n<h1>{escape(page.title)}</h1>",
    ]
    if page.subtitle:
        lines.append(f"<p>{escape(page.subtitle)}</p>")
    for section in page.sections:
        lines += [f"<h2>{escape(section.title)}</h2>", *_html_list(section.lines)]
    return _unmarked("\n".join([*lines, "</body>\n</html>"]))


def _html_list(lines: tuple[Line, ...]) -> Iterator[str]:
    """Yield nested lists; a list stands inside the item that it belongs to."""
    from html import escape

    depth = -1
    for line in lines:
        if line.depth > depth:
            yield "<ul>" * (line.depth - depth)
        else:
            yield "</li>" + "</ul></li>" * (depth - line.depth)
        tag = f' lang="{line.lang}" dir="auto"' if line.lang else ""
        yield f"<li{tag}>{escape(line.text)}"
        depth = line.depth
    yield "</li></ul>" * (depth + 1)


WRITERS: Mapping[str, Callable[[Page], str]] = MappingProxyType(
    {"markdown": as_markdown, "html": as_html}
)
