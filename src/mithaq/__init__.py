"""Mithaq (ميثاق): Morocco's bilateral security agreements as facts that show their ground."""

from __future__ import annotations

__version__ = "0.1.0"
