"""Where the header of an unknown table is: below titles, in two rows, or not there at all."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evenhand.data.mapping.words import key_of
from evenhand.data.readers.header import apart, named_by, numbered
from evenhand.data.readers.limits import TITLE_ROWS
from evenhand.data.readers.may_be_shown import may_be_personal

# Whether a text is a column's name, or the name of a group.
Known = Callable[[str], bool]
_PIVOT = ("rowlabels", "columnlabels", "grandtotal")
_FEWEST = 2


@dataclass(frozen=True)
class Layout:
    """
    `headers` are the columns as pack.toml names them, numbered where two are called the same;
    `lower` the same without the upper of two header rows. `first` is the first row of data.
    """

    header_rows: int
    first: int
    headers: tuple[str, ...]
    lower: tuple[str, ...]


def find_layout(rows: Sequence[Sequence[str]], known: Known, group: Known) -> Layout | None:
    """The layout of a table, or None where no row says what the columns are and none is data."""
    head = rows[:TITLE_ROWS]
    marks = [
        (_known(head, index, 1, known) + _groups(head[index], known, group), -index)
        for index in range(len(head))
    ]
    score, place = max(marks, default=(0, 0))
    index = -place
    if score >= _FEWEST:
        twice = _known(head, index, 2, known) > _known(head, index, 1, known) or _needs_upper(
            head, index, known
        )
        header_rows = 2 if index and twice else 1
        lower = named_by(head, index, 1)
        names = named_by(head, index, header_rows)
        lower += ("",) * (len(names) - len(lower))
        return Layout(header_rows, index + 1, apart(names), lower)
    filled = [row for row in head if any(cell.strip() for cell in row)]
    if filled and _is_data(filled[0]):
        width = max(map(len, head))
        return Layout(0, 0, numbered(width), numbered(width))
    return None


def is_pivot(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a sheet is a pivot table: sums of rows, not rows."""
    cells = [key_of(cell) for row in rows[:TITLE_ROWS] for cell in row if cell]
    return any(cell in _PIVOT or cell.startswith(("countof", "sumof")) for cell in cells)


def _known(rows: Sequence[Sequence[str]], index: int, header_rows: int, known: Known) -> int:
    low, names = named_by(rows, index, 1), named_by(rows, index, header_rows)
    low += ("",) * (len(names) - len(low))
    pairs = zip(names, low, strict=True)
    return len({key_of(name) for name, short in pairs if known(name) or known(short)})


def _groups(row: Sequence[str], known: Known, group: Known) -> int:
    """
    How many headers are groups. In a row of somebody's data one may be, so there have to be several
    beside a known name.
    """
    several = sum(1 for cell in row if cell.strip() and group(cell))
    return several if several >= _FEWEST and any(map(known, row)) else 0


def _needs_upper(rows: Sequence[Sequence[str]], index: int, known: Known) -> bool:
    """Whether known headers are there twice and the row above, which is no title, parts them."""
    if not index or sum(1 for cell in rows[index - 1] if cell.strip()) < _FEWEST:
        return False
    low = [key_of(cell) for cell in rows[index] if cell.strip() and known(cell)]
    names = [key_of(name) for name in named_by(rows, index, 2) if name]
    return len(set(low)) < len(low) and len(set(names)) == len(names)


def _is_data(row: Sequence[str]) -> bool:
    cells = [cell.strip() for cell in row if cell.strip()]
    return any(may_be_personal(cell) or re.fullmatch(r"[£\d.,]+", cell) for cell in cells)
