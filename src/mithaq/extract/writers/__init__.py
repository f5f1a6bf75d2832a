"""Ways to write an extraction down: for programs, for the knowledge base, and for people."""

from __future__ import annotations

from mithaq.extract.writers.html import write_html
from mithaq.extract.writers.jsonl import write_jsonl
from mithaq.extract.writers.text import write_text
from mithaq.extract.writers.turtle import write_turtle

__all__ = ["write_html", "write_jsonl", "write_text", "write_turtle"]
