"""The views that queries are answered from: each a folder or a file that another process can
load.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from mithaq.knowledge import KnowledgeBase
from mithaq.names import BASE


def views(kb: KnowledgeBase, folder: Path) -> Mapping[str, Path]:
    """Return the place of each view by its IRI, that of the knowledge base first.

    Views built on disk are used where they lie; others are written to the folder.
    """
    own = kb.viewpoint.resolver
    others = sorted(path.stem for path in (kb.home.rules / "resolvers").glob("*.rq"))
    names = (own, *(name for name in others if name != own))
    return {f"{BASE}view/{name}": _place(_through(kb, name), folder / name) for name in names}


def _through(kb: KnowledgeBase, resolver: str) -> KnowledgeBase:
    if resolver == kb.viewpoint.resolver:
        return kb
    return KnowledgeBase(kb.home, replace(kb.viewpoint, resolver=resolver), kb.cache)


def _place(kb: KnowledgeBase, beside: Path) -> Path:
    if kb.build is not None:
        return kb.view_folder(kb.build)
    path = beside.with_suffix(".nt")
    kb.view.dump(str(path), ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    return path
