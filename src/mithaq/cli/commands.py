"""The commands there are, by what they are for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

#: The parts of the package that a command needs and that are installed on request.
EXTRAS: Mapping[str, str] = MappingProxyType(
    {"extract": "extract", "review": "extract", "serve": "web"}
)

#: The commands by what they are for, as the help page shows them, each with the module that holds
#: it.
GROUPS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "read": {
            "ask": "ask",
            "list": "listing",
            "show": "show",
            "timeline": "timeline",
            "search": "search",
            "compare": "compare",
            "why": "why",
            "cite": "cite",
        },
        "data": {"query": "query", "stats": "stats", "export": "export"},
        "curate": {
            "extract": "extract",
            "review": "review",
            "new": "new",
            "add": "add",
            "validate": "validate",
            "fmt": "fmt",
            "diff": "diff",
        },
        "tool": {"serve": "serve", "site": "site", "completion": "completion"},
    }
)

MODULES: Mapping[str, str] = MappingProxyType(
    {name: module for group in GROUPS.values() for name, module in group.items()}
)


def is_there(name: str) -> bool:
    """Tell whether this installation has a command."""
    return name in MODULES and (Path(__file__).parent / f"{MODULES[name]}.py").is_file()
