"""Turtle: reading that knows the line and column of everything, and writing that never varies."""

from __future__ import annotations

from mithaq.turtle.document import Document, parse, read
from mithaq.turtle.near import near_names, near_terms

__all__ = ["Document", "near_names", "near_terms", "parse", "read"]
