"""Turtle: reading that knows the line and column of everything, and writing that never varies."""

from __future__ import annotations

from mithaq.turtle.document import Document, parse, read
from mithaq.turtle.near import near_names, near_terms
from mithaq.turtle.order import ordered_prefixes
from mithaq.turtle.writing import canonical, format_file, format_text, is_canonical

__all__ = [
    "Document",
    "canonical",
    "format_file",
    "format_text",
    "is_canonical",
    "near_names",
    "near_terms",
    "ordered_prefixes",
    "parse",
    "read",
]
