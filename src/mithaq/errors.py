"""Everything that can go wrong and that a caller can handle.

One root, one class per kind of remedy. A message says what is wrong, where, and what to do. It is
raised as the key of a message in the catalogues with the values it names, so that it can be said
in the reader's language; words that come from elsewhere are passed as they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mithaq.messages import say

if TYPE_CHECKING:
    from mithaq.sparql.faults import Fault

_KEY = re.compile(r"[a-z]+(?:\.[a-z0-9_-]+)+")


class MithaqError(Exception):
    """Root of all errors raised on purpose by this package.

    >>> error = FileError("files.directory", path="kb")
    >>> str(error)
    'kb: this is a folder, not a file. Name a file inside it.'
    >>> error.say("fr")
    "kb : c'est un dossier, pas un fichier. Indiquez un fichier qui s'y trouve."
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.key = message if _KEY.fullmatch(message) else None
        self.message, self.values = message, values

    def say(self, lang: str = "en") -> str:
        """Return the message in the language `lang`."""
        return self.message if self.key is None else say(self.key, lang, **self.values)

    def __str__(self) -> str:
        return self.say("en")


class InputError(MithaqError):
    """What was given cannot be used: a file, a date, a name, a query."""


class FileError(InputError):
    """A file is missing, unreadable, too large, or not in the expected encoding."""


class SyntaxFault(InputError):
    """A text does not follow the grammar it should; the place is given as line and column.

    >>> str(SyntaxFault("a dot is missing", "a.ttl", 3, 1))
    'a.ttl:3:1: a dot is missing'
    """

    def __init__(self, message: str, path: str, line: int, column: int, **values: object) -> None:
        super().__init__(message, **values)
        self.args = (message, path, line, column)
        self.path, self.line, self.column = path, line, column

    def reason(self, lang: str = "en") -> str:
        """Return the message in the language `lang`, without the place."""
        return super().say(lang)

    def say(self, lang: str = "en") -> str:
        """Return `path:line:column: reason` in the language `lang`."""
        return f"{self.path}:{self.line}:{self.column}: {self.reason(lang)}"


class QueryError(InputError):
    """A SPARQL query is malformed or asks for what is not allowed."""


class QuerySyntaxError(QueryError):
    """A SPARQL query cannot be read; the fault knows its place and what could stand there."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.say("en"))
        self.fault = fault

    def say(self, lang: str = "en") -> str:
        """Return place and fault in the language `lang`, with the line and a mark below."""
        return self.fault.say(lang)


class NotFound(InputError):
    """A name leads to nothing; near names are proposed where there are any."""


class Ambiguous(InputError):
    """A name leads to several things; the candidates are listed."""


class GateError(MithaqError):
    """The data are at fault: facts were refused and nothing was written."""


class StoreError(MithaqError):
    """The store could not be opened, built or written."""
