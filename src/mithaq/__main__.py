"""Where the program starts: ``mithaq`` and ``python -m mithaq``."""

from __future__ import annotations

from mithaq.cli.edge import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
