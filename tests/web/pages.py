"""What the tests of pages share: reading HTML as a browser would, without a browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

LANGUAGES = ("en", "fr", "ar")


@dataclass
class Read(HTMLParser):
    """What a page holds: attributes of ``html``, elements with their attributes, and texts."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    @property
    def ids(self) -> set[str]:
        return {attributes["id"] for _, attributes in self.elements if "id" in attributes}

    @property
    def links(self) -> set[str]:
        return {attributes["href"] for _, attributes in self.elements if "href" in attributes}


def read(html: str) -> Read:
    """Return a page as read."""
    found = Read()
    found.feed(html)
    return found
