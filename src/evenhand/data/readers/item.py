"""One thing that a check has found, and how it is told without giving anyone away."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from evenhand.data.readers.code import Severity
from evenhand.data.readers.codes import CODES
from evenhand.data.readers.limits import LINES

MASK = "***"
_LONGEST = 60


@dataclass(frozen=True, kw_only=True)
class CheckItem:
    """
    One error or warning: where it is, what is wrong, and what to do.

    `row` is the line of the file as a spreadsheet numbers it; of several rows, the first. `column`
    is the name that pack.toml uses. `value` is never a personal one.
    """

    code: str
    severity: Severity
    table: str
    file: str
    row: int | None
    column: str
    value: str
    message: str
    fix: str

    @property
    def place(self) -> str:
        """File, row and column, as far as they are known; the message does not repeat them."""
        row = f"row {self.row}" if self.row else ""
        return ", ".join(part for part in (self.file, row, self.column) if part)


class Unusable(Exception):
    """A file, or all of a table, cannot be read. Caught where the pack is put together."""

    def __init__(self, item: CheckItem) -> None:
        super().__init__(item.message)
        self.item = item


def found(
    code: str,
    message: str,
    *,
    table: str = "",
    file: str = "",
    row: int | None = None,
    column: str = "",
    value: str = "",
    fix: str = "",
    severity: Severity | None = None,
) -> CheckItem:
    """An item with its code's severity and advice, unless others are given. KeyError: no such code."""
    known = CODES[code]
    return CheckItem(
        code=code,
        severity=severity or known.severity,
        table=table,
        file=file,
        row=None if row is None else row % LINES,
        column=column,
        value=shortened(value),
        message=message,
        fix=fix or known.fix,
    )


def shortened(text: str) -> str:
    """A text from a file on one line, at most 60 characters, without control characters."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """
    "Did you mean X?" for a near miss, else a list of what there is.

    >>> did_you_mean("colums", ["file", "sheet", "columns"])
    'Did you mean columns?'
    """
    lower = {each.lower(): each for each in known}
    if close := get_close_matches(word.lower(), list(lower), n=1, cutoff=0.6):
        return f"Did you mean {lower[close[0]]}?"
    return f"There is {', '.join(shortened(each) for each in known)}." if known else ""


def counted(number: int, one: str, many: str = "") -> str:
    """
    A number and its noun.

    >>> counted(1, "row"), counted(1200, "row"), counted(2, "person", "people")
    ('1 row', '1,200 rows', '2 people')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def begun(where: str) -> str:
    """
    The beginning of a message that says where, before what.

    >>> begun("in 2 rows (3, 4)"), begun("")
    ('In 2 rows (3, 4): ', '')
    """
    return f"{where[:1].upper()}{where[1:]}: " if where else ""


def in_rows(number: int, rows: Sequence[int]) -> str:
    """
    How many rows and where.

    >>> in_rows(1, [7]), in_rows(3, [4, 5, 9]), in_rows(20, [4, 5, 9])
    ('row 7', '3 rows (4, 5, 9)', '20 rows (first 4, 5, 9)')
    """
    if number == 1:
        return f"row {rows[0] % LINES}"
    listed = ", ".join(str(row) for row in sorted({row % LINES for row in rows}))
    return f"{number:,} rows ({'first ' if number > len(rows) else ''}{listed})"
