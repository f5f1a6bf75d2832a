"""The built store: a cache on disk of facts, easy view and prepared shapes, keyed by content.

Text files are the truth; what is built here can be thrown away at any time. A build is written
beside its place and renamed into it, so a killed process leaves nothing that could be mistaken for
a store. Several processes may read one build; a lock lets only one write it.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from mithaq.errors import StoreError
from mithaq.files import replace_whole
from mithaq.home import Home
from mithaq.parts import derived_in_parts
from mithaq.store import create, in_memory, load_files, open_read_only
from mithaq.view import Rule, Viewpoint, derive, derived_triples, read_rules

if TYPE_CHECKING:
    from mithaq.maintain import ViewChange

#: Raised by hand when the layout of a build changes, so that older builds are not read.
LAYOUT = "1"

#: So many triples are derived from at once; more are taken in parts, at about twice the time.
IN_MEMORY = 3_000_000

#: How many builds are kept; older ones are removed when a new one is made.
KEPT = 6

#: A file changed less than this many nanoseconds before it was hashed may change again unseen by
#: its time stamp.
RACY_NS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Build:
    """One finished build: the store of facts, and the store of facts and easy view."""

    folder: Path

    @property
    def facts(self) -> Path:
        """The store that holds ontology and facts, and nothing derived."""
        return self.folder / "facts"

    @property
    def view(self) -> Path:
        """The store that holds ontology, facts and easy view in one graph."""
        return self.folder / "view"

    @property
    def prepared(self) -> Path:
        """The file with the prepared shapes."""
        return self.folder / "shapes.bin"


def content_key(files: Iterable[Path], memo: Path | None = None) -> str:
    """Return the SHA-256 of the names and contents of files.

    ``memo`` is a file that remembers the digest of each file by size and time of change, so that
    unchanged files are not read again; a file that changed just before it was hashed is read again
    next time.
    """
    known = _read_memo(memo)
    fresh: dict[str, list[object]] = {}
    total = hashlib.sha256(LAYOUT.encode())
    for path in files:
        stat = path.stat()
        entry = known.get(str(path))
        if entry is None or entry[:2] != [stat.st_size, stat.st_mtime_ns]:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            settled = time.time_ns() - stat.st_mtime_ns > RACY_NS
            entry = [stat.st_size, stat.st_mtime_ns if settled else 0, digest]
        fresh[str(path)] = entry
        total.update(f"{path.name}\0{entry[2]}\n".encode())
    if memo is not None and fresh != known:
        _write_memo(memo, fresh)
    return total.hexdigest()[:32]


def _read_memo(memo: Path | None) -> Mapping[str, list[object]]:
    if memo is None:
        return {}
    try:
        loaded = json.loads(memo.read_bytes())
    except (OSError, ValueError):
        return {}
    return loaded if isinstance(loaded, dict) else {}


def _write_memo(memo: Path, entries: Mapping[str, list[object]]) -> None:
    memo.parent.mkdir(parents=True, exist_ok=True)
    replace_whole(memo, json.dumps(entries).encode())


def viewpoint_key(viewpoint: Viewpoint) -> str:
    """Return a short name for a viewpoint, fit for a folder.

    >>> viewpoint_key(Viewpoint("official"))
    'official.9999-12-31.9999-12-31'
    """
    days = f"{viewpoint.as_of or '9999-12-31'}.{viewpoint.known_on or '9999-12-31'}"
    return f"{viewpoint.resolver}.{days}" + (".perhaps" if viewpoint.perhaps else "")


def ensure_build(home: Home, cache: Path) -> Build:
    """Return the build for the present content of a home, making it if it is not there.

    Raises StoreError when the cache folder cannot be written, SyntaxFault when a file is not
    Turtle.
    """
    cache.mkdir(parents=True, exist_ok=True)
    while True:
        build = Build(cache / _key(home, cache))
        if build.folder.is_dir() or make_if_missing(build, home, cache):
            return build


def make_if_missing(build: Build, home: Home, cache: Path) -> bool:
    """Make a build, or find that another process made it; False if files changed meanwhile."""
    with writing(cache / "build.lock"):
        if build.folder.is_dir():
            return True
        part = _make(build, home, cache)
        if _key(home, cache) != build.folder.name:
            shutil.rmtree(part)
            return False
        part.rename(build.folder)
        prune(cache, keep=build.folder)
    return True


def _key(home: Home, cache: Path) -> str:
    where = hashlib.sha256(str(home.kb.resolve()).encode()).hexdigest()[:12]
    return content_key(home.all_files(), cache / f"memo-{where}.json")


def _make(build: Build, home: Home, cache: Path) -> Path:
    """Build facts and default view beside their place, and return the folder to be renamed."""
    part = cache / f"part-{build.folder.name}"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    facts = create(part / "facts")
    load_files(facts, home.data_files())
    facts.flush()
    # Reading the files again takes less than half the time of copying from the disk.
    whole = in_memory(home.data_files()) if len(facts) <= IN_MEMORY else None
    _derive_copy(facts, part / "view", home, Viewpoint(), whole)
    return part


def _derive_copy(
    facts: ox.Store, place: Path, home: Home, viewpoint: Viewpoint, whole: ox.Store | None = None
) -> None:
    """Copy a store of facts by hard links and add the easy view to the copy.

    ``whole`` is a second copy of the facts, in memory, that may be written to.
    """
    facts.backup(str(place))
    view = create(place)
    rules = read_rules(home.rules, viewpoint.resolver)
    view.bulk_extend(ox.Quad(*t) for t in _derived(facts, whole, rules, viewpoint))
    # One level of files where there were two: half the time to open it and to find a triple.
    view.optimize()
    view.flush()


def _derived(
    facts: ox.Store, whole: ox.Store | None, rules: tuple[Rule, ...], viewpoint: Viewpoint
) -> Iterator[ox.Triple]:
    """Yield the easy view: all at once while it fits into memory, else part by part."""
    if len(facts) > IN_MEMORY:
        yield from derived_in_parts(facts, rules, viewpoint)
        return
    if whole is None:
        whole = create()
        whole.bulk_extend(facts)
    derive(whole, rules, viewpoint)
    yield from derived_triples(whole)


def update_build(
    build: Build, home: Home, cache: Path, added: Iterable[ox.Triple], change: ViewChange
) -> Build:
    """Return the build after facts were added, made from the build before at the cost of the
    change.

    Call it under the lock that the files were written under. Where another process was quicker, its
    build is taken.
    """
    fresh = Build(cache / _key(home, cache))
    with writing(cache / "build.lock"):
        if not fresh.folder.is_dir():
            part = cache / f"part-{fresh.folder.name}"
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir(parents=True)
            new = [ox.Quad(*t) for t in added]
            _copy_changed(build.facts, part / "facts", new, ())
            derived = [ox.Quad(*t) for t in change.added]
            _copy_changed(build.view, part / "view", new + derived, change.removed)
            if build.prepared.is_file():
                shutil.copy2(build.prepared, part / build.prepared.name)
            part.rename(fresh.folder)
    return fresh


def _copy_changed(
    old: Path, new: Path, added: Iterable[ox.Quad], removed: Iterable[ox.Triple]
) -> None:
    """Copy a store by hard links (RocksDB files never change once written) and change the copy."""
    open_read_only(old).backup(str(new))
    store = create(new)
    for triple in removed:
        store.remove(ox.Quad(*triple))
    store.extend(added)
    store.flush()


def ensure_view(build: Build, home: Home, viewpoint: Viewpoint) -> Path:
    """Return the store of the easy view from another viewpoint, making it if it is not there."""
    place = build.folder / f"view.{viewpoint_key(viewpoint)}"
    if not place.is_dir():
        with writing(build.folder.parent / "build.lock"):
            if not place.is_dir():
                _make_view(build, home, viewpoint, place)
    return place


def _make_view(build: Build, home: Home, viewpoint: Viewpoint, place: Path) -> None:
    part = place.with_name(f"part-{place.name}")
    shutil.rmtree(part, ignore_errors=True)
    _derive_copy(open_read_only(build.facts), part, home, viewpoint)
    part.rename(place)


def ensure_words(view: Path) -> Path:
    """Return the search index of a built view, making it if it is not there."""
    place = view.with_name(f"{view.name}.words")
    if not place.is_file():
        from mithaq.search import Index
        from mithaq.wordfile import write_word_file

        with writing(view.parent.parent / "build.lock"):
            if not place.is_file():
                write_word_file(Index.of(open_read_only(view)), place)
    return place


def prune(cache: Path, keep: Path) -> None:
    """Remove all but the newest builds, and what interrupted builds left behind."""
    builds = [p for p in cache.iterdir() if p.is_dir() and p != keep]
    left = [p for p in builds if p.name.startswith("part-")]
    whole = sorted((p for p in builds if p not in left), key=lambda p: p.stat().st_mtime_ns)
    for old in left + whole[: max(0, len(whole) + 1 - KEPT)]:
        shutil.rmtree(old, ignore_errors=True)


@contextmanager
def writing(lock: Path) -> Iterator[None]:
    """Hold a lock between processes while something is written.

    Raises StoreError when the lock file cannot be made or another process holds it for two minutes.
    """
    from filelock import FileLock, Timeout

    try:
        with FileLock(lock, timeout=120):
            yield
    except Timeout:
        raise StoreError("store.locked", path=str(lock)) from None
