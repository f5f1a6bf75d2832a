"""An article of our own about the Bahraini memorandum, and a browser that curates it."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

from starlette.testclient import TestClient

from mithaq.knowledge import KnowledgeBase
from mithaq.web.app import create_app
from mithaq.web.edit.routes import edit_routes
from mithaq.web.edit.settings import EditSettings
from mithaq.web.lens import Lenses

SMALL = Path(__file__).parent.parent / "fixtures" / "small"
BASE = "http://127.0.0.1:8000"
TOKEN = "a-token-for-tests"

ARTICLE = """الرباط – 25 نونبر 2014

صادق مجلس النواب، يوم الثلاثاء، على مشروع قانون يوافق بموجبه على مذكرة التعاون الأمني والتنسيق بين المغرب والبحرين، الموقعة بالرباط في 12 مارس 2014.

وتروم المذكرة تعزيز التعاون بين البلدين في مجال مكافحة الإرهاب والاتجار بالمخدرات، وتنص على تبادل المعلومات.
"""

DETAILS = {
    "published": "2014-11-25",
    "publisher": "A Moroccan daily",
    "title@en": "The House of Representatives on the memorandum with Bahrain",
    "url": "https://example.org/a",
    "source_type": "press",
}


class Curator:
    """A browser at a copy of the small knowledge base, let in already."""

    def __init__(self, folder: Path, lang: str = "en", **settings: int) -> None:
        self.home = folder / "home"
        if not self.home.exists():
            shutil.copytree(SMALL, self.home)
        self.settings = EditSettings(folder / "inbox", token=TOKEN, **settings)
        self.kb = KnowledgeBase.open(self.home)
        lenses = Lenses(self.kb)
        routes = edit_routes(self.kb, self.settings, lenses.renew)
        self.app = create_app(self.kb, more=routes, lenses=lenses)
        self.client = TestClient(self.app, base_url=BASE, follow_redirects=False)
        self.lang = lang
        self.enter()

    def enter(self) -> None:
        """Open the address that is shown at the start."""
        answer = self.client.get(f"/{self.lang}/edit", params={"token": TOKEN})
        assert (answer.status_code, answer.headers["location"]) == (303, f"/{self.lang}/edit")

    def get(self, place: str) -> str:
        """Return a page below the language."""
        answer = self.client.get(f"/{self.lang}{place}")
        assert answer.status_code == 200, answer.text
        return answer.text

    def post(self, place: str, fields: dict[str, object], **more: object):  # type: ignore[no-untyped-def]
        """Send a form as a page of ours would."""
        data = {"form-token": self.settings.form_token, **fields}
        headers = {"Origin": BASE}
        return self.client.post(f"/{self.lang}{place}", data=data, headers=headers, **more)

    def paste(self, text: str = ARTICLE, **details: str) -> str:
        """Paste an article and return the address of its review."""
        answer = self.post("/edit/article", {"text": text, **DETAILS, **details})
        assert answer.status_code == 303, text_of(answer.text)
        return str(answer.headers["location"]).removeprefix(f"/{self.lang}")

    def facts(self) -> str:
        """Return all that is in the files of the knowledge base."""
        files = sorted((self.home / "kb").rglob("*"))
        return "\n".join(
            f"{p}\n{p.read_text('utf-8')}" for p in files if p.suffix in (".ttl", ".jsonl")
        )


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def text_of(html: str) -> str:
    """Return the words of a page."""
    parser = _Text()
    parser.feed(html)
    return " ".join(" ".join(parser.parts).split())


def candidates(html: str) -> list[str]:
    """Return the names of the candidates that a page asks about."""
    return list(dict.fromkeys(re.findall(r'name="verdict:([^"]+)"', html)))


def fields(html: str) -> dict[str, str]:
    """Return the hidden fields of a page."""
    import html as entities

    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', html)
    return {entities.unescape(n): entities.unescape(v) for n, v in found}
