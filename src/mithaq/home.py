"""Where ontology, shapes and facts lie: a checkout, an installed package, or a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mithaq.errors import NotFound

_HERE = Path(__file__).resolve().parent


def shipped() -> Path:
    """Return the folder that holds the ontology, shapes and kb that came with this package."""
    packed = _HERE / "data"
    return packed if packed.is_dir() else _HERE.parent.parent


class Home(NamedTuple):
    """The three folders of a knowledge base.

    A folder of one's own may hold only ``kb``: ontology and shapes are then the shipped ones.
    """

    ontology: Path
    shapes: Path
    kb: Path

    @classmethod
    def at(cls, root: Path | None = None) -> Home:
        """Return the home at a folder that has a ``kb``, or the shipped one.

        Raises NotFound when the folder has no ``kb``.
        """
        own = shipped()
        root = own if root is None else root
        if not (root / "kb").is_dir():
            raise NotFound("home.no_kb", path=str(root))
        parts = {name: root / name for name in ("ontology", "shapes")}
        found = {name: path if path.is_dir() else own / name for name, path in parts.items()}
        return cls(found["ontology"], found["shapes"], root / "kb")

    @property
    def rules(self) -> Path:
        """The folder of the rules that derive the easy view."""
        return self.ontology / "rules"

    @property
    def questions(self) -> Path:
        """The folder of the questions, one SPARQL file each."""
        return self.kb / "questions"

    def ontology_files(self) -> tuple[Path, ...]:
        """Return the Turtle files of the ontology that are part of the data, alignments left
        out."""
        return tuple(p for p in _turtle(self.ontology) if "alignments" not in p.parts)

    def shape_files(self) -> tuple[Path, ...]:
        """Return the Turtle files of the shapes."""
        return tuple(_turtle(self.shapes))

    def fact_files(self) -> tuple[Path, ...]:
        """Return the Turtle files of the facts."""
        return tuple(_turtle(self.kb))

    def data_files(self) -> tuple[Path, ...]:
        """Return what shapes are checked on: ontology and facts."""
        return self.ontology_files() + self.fact_files()

    def all_files(self) -> tuple[Path, ...]:
        """Return every file that the built store depends on."""
        rules = tuple(sorted(self.rules.rglob("*.rq")))
        return self.data_files() + self.shape_files() + rules


def _turtle(folder: Path) -> Iterator[Path]:
    """Yield the Turtle and N-Triples files below a folder, in a fixed order, hidden ones left
    out."""
    files = (p for p in folder.rglob("*") if p.suffix in {".ttl", ".nt"} and p.is_file())
    yield from sorted(p for p in files if not p.name.startswith("."))
