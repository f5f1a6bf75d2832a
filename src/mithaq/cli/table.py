"""Tables for people: aligned by what is seen, narrowed to the terminal, right for Arabic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mithaq.cli.width import display_width, isolated, padded, wrapped

GAP = "  "
NARROWEST = 6


def lines(
    header: Sequence[str], rows: Sequence[Sequence[str]], width: int | None = None
) -> Iterator[str]:
    """Yield the lines of a table: the header, a rule, the rows.

    With a width, columns are narrowed, widest first, and their values go on below; where words
    would be cut, each row is written as a record instead, one value a line.

    >>> print("\\n".join(lines(["name", "on"], [["Belgium", "2014"]])))
    name     on
    -------  ----
    Belgium  2014
    """
    widths = [
        max(display_width(cell) for cell in column) for column in zip(header, *rows, strict=True)
    ]
    if width is not None:
        floors = [_widest_word(column) for column in zip(header, *rows, strict=True)]
        if sum(floors) + len(GAP) * (len(floors) - 1) > width:
            yield from _records(header, rows, width)
            return
        widths = narrowed(widths, width, floors)
    yield from _row(header, widths)
    yield GAP.join("-" * w for w in widths)
    for row in rows:
        yield from _row(row, widths)


def _records(header: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Yield rows one below the other: the first value, then the others after their headings."""
    names = max(map(display_width, header))
    for number, row in enumerate(rows):
        if number:
            yield ""
        yield isolated(row[0])
        for name, cell in zip(header[1:], row[1:], strict=True):
            head = f"  {padded(isolated(name), names)}  "
            for part in wrapped(cell, max(width - names - 4, NARROWEST)):
                yield f"{head}{isolated(part)}".rstrip()
                head = " " * (names + 4)


def _widest_word(cells: Sequence[str]) -> int:
    return max((display_width(word) for cell in cells for word in cell.split()), default=0)


def narrowed(widths: Sequence[int], total: int, floors: Sequence[int]) -> list[int]:
    """Return column widths that fit a line where possible, taken from the widest columns.

    ``floors`` are the widths below which a column would cut words.

    >>> narrowed([4, 30, 10], 34, [4, 6, 6])
    [4, 16, 10]
    >>> narrowed([4, 30, 10], 34, [4, 20, 3])
    [4, 20, 6]
    """
    fitted = list(widths)
    lowest = [max(NARROWEST, floor) for floor in floors]
    spare = sum(fitted) + len(GAP) * (len(fitted) - 1) - total
    for _ in range(max(spare, 0)):
        room = [w if w > low else 0 for w, low in zip(fitted, lowest, strict=True)]
        if not any(room):
            break
        fitted[room.index(max(room))] -= 1
    return fitted


def _row(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    parts = [
        [cell] if display_width(cell) <= w else wrapped(cell, w)
        for cell, w in zip(cells, widths, strict=True)
    ]
    for number in range(max(map(len, parts), default=0)):
        shown = (part[number] if number < len(part) else "" for part in parts)
        line = GAP.join(padded(isolated(cell), w) for cell, w in zip(shown, widths, strict=True))
        yield line.rstrip()
