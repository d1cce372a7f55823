"""Results as CSV: one row a result, one column a field.

The file is UTF-8 without a byte order mark. Excel opens it rightly through Data, From Text/CSV; a
mark would help a double click there, but becomes part of the first column's name in many other
programs, and a figure under a wrong name is the worse trouble.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from evenhand.data.writers.files import write_whole
from evenhand.data.writers.rows import FIELDS, rows
from evenhand.domain.results.result import Result

# Text that starts like this is run as a formula when a spreadsheet opens the file.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def to_csv(results: Iterable[Result]) -> str:
    """Header and rows. Raises ValueError where a number is not a number."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(FIELDS)
    for row in rows(results):
        writer.writerow([safe_cell(row[name]) for name in FIELDS])
    return text.getvalue()


def table_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """Any rows that have the same columns, header first; nothing where there are none."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for place, row in enumerate(rows):
        if not place:
            writer.writerow(row)
        writer.writerow([safe_cell(value) for value in row.values()])
    return text.getvalue()


def write_csv(path: Path, results: Iterable[Result]) -> None:
    """The same in a file. Raises as `write_whole` does."""
    write_whole(path, to_csv(results))


def safe_cell(value: Any) -> str | int | float:
    """A value as it stands in a file that a spreadsheet may open: text that cannot run as a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return value
    text = "; ".join(value) if isinstance(value, list) else str(value)
    # An apostrophe makes a spreadsheet read it as text; nothing is taken away.
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text
