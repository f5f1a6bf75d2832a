"""Everything that can go wrong and that a caller can handle.

One root, one class per kind of remedy. A message says what is wrong, where, and what to do. It is
a `Text`, so that it can be said in the reader's language, or, where it comes from elsewhere, plain
words.
"""

from __future__ import annotations

from mithaq.messages import Text


class MithaqError(Exception):
    """Root of all errors raised on purpose by this package.

    >>> error = MithaqError(Text.of("files.empty", path="a.ttl"))
    >>> str(error) == error.say("en")
    True
    """

    def __init__(self, message: str | Text) -> None:
        super().__init__(message)
        self.message = message

    @property
    def key(self) -> str | None:
        """The key of the message in the catalogues, or None for plain words."""
        return self.message.key if isinstance(self.message, Text) else None

    def say(self, lang: str = "en") -> str:
        """Return the message in the language `lang`."""
        return self.message.say(lang) if isinstance(self.message, Text) else self.message

    def __str__(self) -> str:
        return self.say("en")


class InputError(MithaqError):
    """What was given cannot be used: a file, a date, a name, a query."""


class FileError(InputError):
    """A file is missing, unreadable, too large, or not in the expected encoding."""


class SyntaxFault(InputError):
    """A text does not follow the grammar it should; the place is given as line and column."""

    def __init__(self, message: str | Text, path: str, line: int, column: int) -> None:
        super().__init__(message)
        self.args = (message, path, line, column)
        self.path, self.line, self.column = path, line, column

    @property
    def reason(self) -> str:
        """The message in English, without the place."""
        return super().say("en")

    def say(self, lang: str = "en") -> str:
        """Return `path:line:column: reason` in the language `lang`."""
        return f"{self.path}:{self.line}:{self.column}: {super().say(lang)}"


class QueryError(InputError):
    """A SPARQL query is malformed or asks for what is not allowed."""


class NotFound(InputError):
    """A name leads to nothing; near names are proposed where there are any."""


class Ambiguous(InputError):
    """A name leads to several things; the candidates are listed."""


class GateError(MithaqError):
    """The data are at fault: facts were refused and nothing was written."""


class StoreError(MithaqError):
    """The store could not be opened, built or written."""


class LimitError(MithaqError):
    """A limit on time, memory or size was reached."""
