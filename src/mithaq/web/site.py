"""The explorer as files, for any web server or a drive: all links relative, search included."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from mithaq.errors import FileError
from mithaq.search import NAMES_ONLY, Text
from mithaq.web.address import address
from mithaq.web.asked import LANGUAGES, Asked, Page
from mithaq.web.citing import CITATIONS, cited
from mithaq.web.families import FAMILIES
from mithaq.web.lens import Lens
from mithaq.web.look import STATIC
from mithaq.web.render import environment, render
from mithaq.web.twins import MEDIA, twin

#: The language under which twins are written; they are the same things in all.
TWINS_IN = LANGUAGES[0]

_LINK = re.compile(r' (href|src|action)="(/[^"]*)"')
_TWINS = tuple(name for name in MEDIA if name != "html")


def write_site(lens: Lens, out: Path) -> int:
    """Write all pages and their twins to a folder, and return the number of files.

    Raises FileError when the folder cannot be written.
    """
    try:
        shutil.copytree(STATIC, out / "static", dirs_exist_ok=True)
        count = 0
        for path, content in _files(lens):
            target = out / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            count += 1
    except OSError as error:
        raise FileError("site.folder", path=out, reason=error.strerror or "") from None
    return count


def _files(lens: Lens) -> Iterator[tuple[str, bytes]]:
    yield "static/index.js", _index(lens).encode()
    yield "index.html", _entrance().encode()
    for family in FAMILIES:
        for parts in family.all(lens):
            path = family.address.format_map(parts)
            for lang in LANGUAGES:
                asked = Asked(lens, lang, path, parts, static=True)
                page = family.make(asked)
                yield f"{lang}{path}.html", relative(render(page, asked), f"{lang}{path}").encode()
                if lang == TWINS_IN:
                    yield from _twins(page, asked)


def _twins(page: Page, asked: Asked) -> Iterator[tuple[str, bytes]]:
    for ending in _TWINS:
        yield f"{asked.lang}{asked.path}.{ending}", twin(page, asked.lens, ending)
    if asked.path.startswith("/agreement/"):
        for ending in CITATIONS:
            iri = page.subjects[0].value
            yield f"{asked.lang}{asked.path}.{ending}", cited(asked.lens, iri, ending, asked.lang)


def relative(html: str, page: str) -> str:
    """Return a page with every address on this site made relative to the page's own.

    >>> relative('<a href="/en/agreement/x?a=b#c"> <a href="/fr/index.ttl">', "en/partner/BE")
    '<a href="../agreement/x.html#c"> <a href="../index.ttl">'
    """
    folder = os.path.dirname(page)  # noqa: PTH120  # an address, not a path of this machine
    return _LINK.sub(lambda m: f' {m[1]}="{_between(m[2], folder)}"', html)


def _between(link: str, folder: str) -> str:
    place, hash_, anchor = link.partition("#")
    path = _file(place.partition("?")[0])
    return os.path.relpath(path, folder) + hash_ + anchor


def _file(path: str) -> str:
    """Return the file at which an address of the site is written."""
    path = unquote(path.strip("/"))
    first = path.partition("/")[0]
    if first not in LANGUAGES:
        return path or "index.html"
    if path == first:
        return f"{path}/index.html"
    ending = next((e for e in (*CITATIONS, *_TWINS) if path.endswith(f".{e}")), "")
    return TWINS_IN + path.removeprefix(first) if ending else f"{path}.html"


def _entrance() -> str:
    """Return the page at which a reader chooses a language."""
    html = environment().get_template("entrance.html").render(offered=LANGUAGES)
    return relative(html, "index")


def _index(lens: Lens) -> str:
    """Return the index for searching: for each thing its page, names, and words, as a script."""
    entries = [
        {
            "href": _between(f"/{TWINS_IN}{place}", TWINS_IN),
            "label": {lang: lens.name(thing.value).words.best(lang) for lang in LANGUAGES},
            "name": _words(t for t in texts if t.weight > NAMES_ONLY),
            "words": _words(texts),
            "weight": 2 if place.startswith(("/agreement/", "/partner/")) else 1,
        }
        for thing, texts in sorted(lens.index.texts.items(), key=lambda item: item[0].value)
        if (place := address(lens, thing.value)) and lens.name(thing.value).words
    ]
    return f"const mithaqIndex = {json.dumps(entries, ensure_ascii=False)};\n"


def _words(texts: Iterable[Text]) -> str:
    return " ".join(sorted({word for text in texts for word in text.words}))
