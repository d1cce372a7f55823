"""Anyone's table: a CSV file with names down the side, along the top, and totals."""

import csv
import io
import re

from evenhand.domain.disclosure.network import Network
from evenhand.domain.disclosure.preset import Preset, could_be

TOTAL = ("total", "all", "grand total", "all groups", "everyone")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")


class NotATable(ValueError):
    """The file is no table with totals. The message says what is wrong with it."""


def read_cross_table(text: str, preset: Preset) -> Network:
    """
    The cells and sums of one table: the first row and column name them.

    Cells without a number are hidden ones. A row or column called total (or all) is the sum of
    the others. Raises NotATable.
    """
    rows = [row for row in csv.reader(io.StringIO(text, newline="")) if any(c.strip() for c in row)]
    if len(rows) < 2 or len({len(row) for row in rows}) != 1 or len(rows[0]) < 2:
        raise NotATable("A table needs a row of names, and as many cells in every row.")
    across, down = rows[0][1:], [row[0] for row in rows[1:]]
    if len(set(across)) < len(across) or len(set(down)) < len(down):
        raise NotATable("Two rows or two columns have the same name.")
    made = Network()
    for name, row in zip(down, rows[1:], strict=True):
        for top, cell in zip(across, row[1:], strict=True):
            made.known[f"{name} / {top}"] = _told(cell, preset, f"{name} / {top}")
    if not any(_is_total(name) for name in (*across, *down)):
        raise NotATable("No row or column is called total (or all), so there is no sum to use.")
    for name in down:
        for whole in filter(_is_total, across):
            made.link(f"{name} / {whole}", [f"{name} / {t}" for t in across if not _is_total(t)])
    for top in across:
        for whole in filter(_is_total, down):
            made.link(f"{whole} / {top}", [f"{n} / {top}" for n in down if not _is_total(n)])
    return made


def _is_total(name: str) -> bool:
    return name.strip().lower() in TOTAL


def _told(cell: str, preset: Preset, where: str) -> tuple[int, int] | None:
    text = cell.strip()
    if not _NUMBER.fullmatch(text):
        return None
    number = int(text.replace(",", ""))
    try:
        return could_be(number, preset)
    except ValueError:
        if preset.rounds and number % preset.rounding_base:
            raise NotATable(
                f"{where} is {number}, which the preset {preset.slug} never prints: choose the "
                "preset that the table was made with."
            ) from None
        return number, number
