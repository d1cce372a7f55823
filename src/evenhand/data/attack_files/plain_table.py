"""Anyone's table as it is written: a CSV file with names down the side and along the top."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

TOTAL = ("total", "all", "grand total", "all groups", "everyone")
# Longer numbers are no counts of people, and a reader of them should not be kept waiting.
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3}){1,4}|\d{1,15}")


class NotATable(ValueError):
    """The file is no table of counts. The message says what is wrong with it."""


@dataclass(frozen=True)
class PlainTable:
    """Names and what stands in the cells, as text. `rows` has as many cells as `across` names."""

    corner: str
    across: tuple[str, ...]
    down: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def total_columns(self) -> list[int]:
        """Which columns are called total, or all."""
        return [place for place, name in enumerate(self.across) if is_total(name)]

    @property
    def total_rows(self) -> list[int]:
        """Which rows are."""
        return [place for place, name in enumerate(self.down) if is_total(name)]

    def totals_last(self) -> tuple[list[int], list[int]]:
        """The rows and the columns in order, those called total behind the others."""
        rows, columns = (
            [place for place in range(size) if place not in totals] + totals
            for size, totals in (
                (len(self.down), self.total_rows),
                (len(self.across), self.total_columns),
            )
        )
        return rows, columns

    def part(self, rows: Sequence[int], columns: Sequence[int]) -> "PlainTable":
        """Some rows and columns, in that order."""
        return PlainTable(
            self.corner,
            tuple(self.across[column] for column in columns),
            tuple(self.down[row] for row in rows),
            tuple(tuple(self.rows[row][column] for column in columns) for row in rows),
        )

    def name(self, row: int, column: int) -> str:
        """What a cell is called in messages."""
        return f"{self.down[row]} / {self.across[column]}"

    def to_csv(self) -> str:
        """The same table as a file."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow((self.corner, *self.across))
        for name, row in zip(self.down, self.rows, strict=True):
            writer.writerow((name, *row))
        return text.getvalue()


def read_plain_table(text: str) -> PlainTable:
    """The first row and the first column name the others; empty rows are left out. NotATable."""
    try:
        lines = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as wrong:
        raise NotATable(f"This is no CSV file ({wrong}). Save the table as CSV.") from wrong
    rows = [row for row in lines if any(cell.strip() for cell in row)]
    if len(rows) < 2 or len({len(row) for row in rows}) != 1 or len(rows[0]) < 2:
        raise NotATable("A table needs a row of names, and as many cells in every row.")
    across, down = rows[0][1:], [row[0] for row in rows[1:]]
    if len(set(across)) < len(across):
        raise NotATable(_same_name("columns", across) + " Give each a name of its own.")
    if len(set(down)) < len(down):
        raise NotATable(_same_name("rows", down) + _turn(rows[0]))
    cells = tuple(tuple(row[1:]) for row in rows[1:])
    return PlainTable(rows[0][0], tuple(across), tuple(down), cells)


def _same_name(kind: str, names: Sequence[str]) -> str:
    name, times = Counter(names).most_common(1)[0]
    return f'{times} {kind} are called "{name.strip()}".'


def _turn(header: Sequence[str]) -> str:
    """What to do with a table that has a row for each group and measure."""
    columns = ", ".join(f'"{name.strip()}"' for name in header)
    return (
        " A table is attacked as groups by columns: each name in the first column once, and each measure"
        f" or grade in a column of its own. The columns here are {columns}. If it has a row for each"
        " group and measure, turn it (in a spreadsheet, a pivot table: groups down the side, measures"
        " along the top, counts in the cells), one table for each period. If two columns name a row,"
        " join them into one."
    )


def is_total(name: str) -> bool:
    """Whether a row or column of this name is the sum of the others."""
    return name.strip().lower() in TOTAL


def number_in(cell: str) -> int | None:
    """
    The whole number in a cell; None where it has none.

    >>> number_in(" 1,234 "), number_in("12"), number_in("1,23"), number_in("*")
    (1234, 12, None, None)
    """
    text = cell.strip()
    return int(text.replace(",", "")) if _NUMBER.fullmatch(text) else None
