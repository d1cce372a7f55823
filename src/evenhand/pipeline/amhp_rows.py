"""Reads the CSV tables that the `evenhand amhp` commands are given."""

from collections.abc import Sequence
from pathlib import Path

from evenhand.data.readers.csv_file import SEPARATORS, Record, TextTable
from evenhand.data.readers.header import squashed
from evenhand.data.readers.item import Unusable
from evenhand.data.readers.place import TEXT_ENDS, check_kind
from evenhand.pipeline.wrong_use import WrongUse


def read_rows(
    path: Path, needed: Sequence[str], optional: Sequence[str]
) -> tuple[list[str], list[tuple[int, Record]]]:
    """
    The columns as they are called here, and the rows that are not blank with their numbers.

    The header is row 1. Raises WrongUse where the file is no such table.
    """
    if not path.name.lower().endswith(TEXT_ENDS):
        raise WrongUse(f"{path.name} is no CSV file. Save the table as CSV and name that file.")
    try:
        check_kind(path, table="", name=path.name)
        text = TextTable(path, name=path.name, table="")
        separator = max(SEPARATORS, key=lambda each: len(next(text.records(each), [])))
        found = [
            (number, record)
            for number, record in enumerate(text.records(separator), start=1)
            if any(cell.strip() for cell in record)
        ]
    except Unusable as wrong:
        raise WrongUse(f"{path.name}: {wrong.item.message} {wrong.item.fix}") from wrong
    columns = (*needed, *optional)
    names = {squashed(column): column for column in columns}
    header = [names.get(squashed(cell), "") for cell in found[0][1]] if found else []
    wrong_columns = [name for name in needed if name not in header]
    if wrong_columns := wrong_columns or [name for name in columns if header.count(name) > 1]:
        raise WrongUse(
            f"{path.name} has no column {', '.join(wrong_columns)}, or has it twice. The first row "
            f"names the columns: {', '.join(needed)} and, where they are needed, {', '.join(optional)}."
        )
    return header, found[1:]


def cells_of(header: Sequence[str], record: Record) -> tuple[dict[str, str], bool]:
    """The cells of a row by column, and whether it has more of them than there are columns."""
    cells = dict(zip(header, (*record, *[""] * len(header)), strict=False))
    return cells, any(record[len(header) :])


def as_first_written(reference: str, written: dict[str, str]) -> str:
    """
    A reference as it was written first, whatever its capitals and spaces; `written` has those so far.

    An end must find its approval, even if somebody typed "p12" for "P12".

    >>> written = {}
    >>> [as_first_written(each, written) for each in ("P12", " p12", "P1 2")]
    ['P12', 'P12', 'P1 2']
    """
    tidy = " ".join(reference.split())
    return written.setdefault(tidy.casefold(), tidy)
