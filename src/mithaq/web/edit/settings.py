"""Who may curate in the browser: nobody from another machine, and only with the token."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

from mithaq.errors import InputError

#: The largest request, an uploaded article with its fields, in bytes.
LARGEST = 12_000_000


@dataclass(frozen=True, slots=True)
class EditSettings:
    """How curating is set up.

    ``inbox`` is the folder that keeps articles until they are decided; it lies outside the
    knowledge base, which holds no article text. ``cache`` keeps the compiled words of the ontology.
    """

    inbox: Path
    cache: Path | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    largest: int = LARGEST

    @classmethod
    def on(cls, host: str, inbox: Path, cache: Path | None = None) -> EditSettings:
        """Return settings with a new token; raises InputError for a host that others can reach."""
        if not is_loopback(host):
            raise InputError("edit.not_loopback", host=host)
        return cls(inbox, cache)

    @property
    def form_token(self) -> str:
        """What forms carry to show that they come from our own pages: it follows from the token,
        and gives it away to nobody.
        """
        return hmac.new(self.token.encode(), b"form", hashlib.sha256).hexdigest()

    def address(self, base: str, lang: str = "en") -> str:
        """Return the address to begin at, to be shown once.

        >>> EditSettings(Path("inbox"), token="t").address("http://127.0.0.1:8000", "fr")
        'http://127.0.0.1:8000/fr/edit?token=t'
        """
        return f"{base.rstrip('/')}/{lang}/edit?token={self.token}"


def is_loopback(host: str) -> bool:
    """Tell whether a host, as one binds to it or as a browser names it, is this machine only.

    >>> [is_loopback(host) for host in ("localhost", "127.0.0.1", "[::1]")]
    [True, True, True]
    >>> [is_loopback(host) for host in ("0.0.0.0", "192.168.1.2", "127.0.0.1.example.org")]
    [False, False, False]
    """
    name = host.strip("[]")
    if name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False
