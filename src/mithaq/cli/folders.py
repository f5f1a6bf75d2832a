"""Where built stores are kept: the cache folder of the user, as each system has it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

NAME = "mithaq"


def cache_folder(
    environment: Mapping[str, str] | None = None, platform: str = sys.platform
) -> Path | None:
    """Return the folder for built stores, or None where the user has no home to put it in.

    Follows the XDG Base Directory Specification; on macOS and Windows, the folder these systems
    have for caches.

    >>> cache_folder({"XDG_CACHE_HOME": "/var/cache/me"}, "linux").as_posix()
    '/var/cache/me/mithaq'
    >>> cache_folder({"HOME": "/Users/me"}, "darwin").as_posix()
    '/Users/me/Library/Caches/mithaq'
    """
    known = os.environ if environment is None else environment
    if platform == "win32":
        base = known.get("LOCALAPPDATA", "")
    elif platform == "darwin":
        base = f"{known['HOME']}/Library/Caches" if known.get("HOME") else ""
    else:
        base = known.get("XDG_CACHE_HOME", "")
        # XDG 0.8: a relative path is invalid and is to be ignored.
        if not base.startswith("/"):
            base = f"{known['HOME']}/.cache" if known.get("HOME") else ""
    return Path(base) / NAME if base else None
