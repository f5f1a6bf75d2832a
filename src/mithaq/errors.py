"""Everything that can go wrong and that a caller can handle.

One root, one class per kind of remedy. A message says what is wrong, where, and what to do.
"""

from __future__ import annotations


class MithaqError(Exception):
    """Root of all errors raised on purpose by this package."""


class InputError(MithaqError):
    """What was given cannot be used: a file, a date, a name, a query."""


class FileError(InputError):
    """A file is missing, unreadable, too large, or not in the expected encoding."""


class SyntaxFault(InputError):
    """A text does not follow the grammar it should; the place is given as line and column."""

    def __init__(self, message: str, path: str, line: int, column: int) -> None:
        super().__init__(f"{path}:{line}:{column}: {message}")
        self.reason, self.path, self.line, self.column = message, path, line, column


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
