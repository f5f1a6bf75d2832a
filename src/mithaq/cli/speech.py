"""In which language to speak, and how to say a sentence so that a terminal shows it right."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from mithaq.messages import LANGUAGES, language, say

_VARIABLES = ("MITHAQ_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def spoken(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> str:
    """Return the language asked for by ``--lang`` or by the environment; English failing that.

    Read before the arguments are parsed, because a fault in them is told in that language too.

    >>> spoken(["list", "--lang=ar"], {"LANG": "fr_MA.UTF-8"})
    'ar'
    >>> spoken(["list"], {"LANG": "fr_MA.UTF-8"})
    'fr'
    """
    for option, value in zip(arguments, [*arguments, ""][1:], strict=True):
        name, sign, inside = option.partition("=")
        wanted = (inside if sign else value) if name == "--lang" else ""
        if wanted in LANGUAGES:
            return wanted
        if option == "--":
            break
    known = os.environ if environment is None else environment
    return language(next((known[name] for name in _VARIABLES if known.get(name)), "en"))


def tell(key: str, lang: str, **values: object) -> None:
    """Say a sentence on standard error."""
    from mithaq.cli.width import directed

    print(directed(say(key, lang, **values), lang), file=sys.stderr)
