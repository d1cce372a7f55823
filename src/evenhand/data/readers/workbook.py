"""Reads the sheets of an Excel workbook as rows of text."""

import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from evenhand.data.readers import limits
from evenhand.data.readers.item import Unusable, did_you_mean, found
from evenhand.data.readers.place import inflates_too_far, too_large

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

Record = list[str]


class Book:
    """One workbook, opened for reading only: values as last worked out, no formulas, no macros."""

    def __init__(self, file: Path, *, name: str, table: str = "") -> None:
        """Raises Unusable where the file is no workbook or unpacks to too much."""
        self._name = name
        self._table = table
        self._refuse_harm(file)
        self._book = self._open(file)

    def close(self) -> None:
        """Close the file."""
        self._book.close()

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets, in order."""
        return tuple(sheet.title for sheet in self._book.worksheets)

    def find_sheet(self, wanted: str, *, table: str) -> str:
        """The sheet asked for, or the only one, or the one named as the table. Raises Unusable."""
        for sheet in self.sheets:
            if sheet.strip().lower() == (wanted or table).strip().lower():
                return sheet
        if not wanted and len(self.sheets) == 1:
            return self.sheets[0]
        message = f"There is no sheet {wanted or table}."
        fix = f"{did_you_mean(wanted or table, self.sheets)} Give the sheet's name in pack.toml."
        raise Unusable(found("missing-sheet", message, table=table, file=self._name, fix=fix))

    def records(self, sheet: str, *, most: int | None = None) -> Iterator[Record]:
        """The rows of a sheet from the first on, at most `most`; an empty cell is an empty text."""
        page = self._book[sheet]
        # The size that a sheet claims for itself may be wrong, or absurd.
        page.reset_dimensions()
        rows = page.iter_rows(values_only=True)
        number = 0
        while most is None or number < most:
            try:
                row = next(rows, None)
            except Exception as error:  # openpyxl raises whatever the part that failed raises
                raise self._damaged() from error
            if row is None:
                return
            number += 1
            if number > limits.SHEET_ROWS or len(row) > limits.COLUMNS:
                raise too_large(self._name, self._table, limits.WORKBOOK_BYTES)
            yield [_text(cell) for cell in row]

    def _open(self, file: Path) -> "Workbook":
        # Imported here: it takes a quarter of a second, and few packs are workbooks.
        import openpyxl
        from openpyxl.xml import DEFUSEDXML

        if not DEFUSEDXML:
            raise ImportError(
                "openpyxl reads workbooks safely only with defusedxml, which is switched off"
            )
        try:
            with warnings.catch_warnings():
                # About styles and drop-down lists, which make no difference to the values.
                warnings.simplefilter("ignore")
                return openpyxl.load_workbook(file, read_only=True, data_only=True)
        except Exception as error:  # openpyxl raises whatever the part that failed raises
            raise self._damaged() from error

    def _refuse_harm(self, file: Path) -> None:
        try:
            with zipfile.ZipFile(file) as packed:
                parts = packed.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise self._damaged() from error
        # zipfile gives no more of a part than the size it declares, so the declared sizes hold.
        whole = sum(part.file_size for part in parts)
        if whole > limits.WORKBOOK_BYTES:
            raise too_large(self._name, self._table, limits.WORKBOOK_BYTES)
        for part in parts:
            largest = max(limits.RATIO_MATTERS_FROM, part.compress_size * limits.RATIO)
            if part.file_size > largest:
                raise inflates_too_far(self._name, self._table)

    def _damaged(self) -> Unusable:
        message = "The file cannot be read as an Excel workbook."
        return Unusable(found("damaged-file", message, table=self._table, file=self._name))


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)
