"""A workbook on paper and screen: sheets are laid out here, what they hold is decided elsewhere."""

import io
import math
import re
from collections.abc import Sequence
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from evenhand.reporting.documents.printable import printable
from evenhand.reporting.documents.sheets import Column, Sheet, Value

# The time of writing would make the same workbook differ from one run to the next.
FIXED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
# Excel's own limits: letters in a cell and in a tab's name.
_LONGEST_CELL, _LONGEST_NAME = 32_000, 31
_WIDEST, _NARROWEST = 80, 10
# Rows are looked at for the width of their column; a sheet with more columns is not wrapped.
_LOOKED_AT, _MOST_WRAPPED = 400, 6
# Points of one line, and the highest row that Excel bears.
_LINE, _HIGHEST = 15.0, 400.0
_FORMS = {
    "count": "#,##0",
    "share": "0.0%",
    "share 0": "0%",
    "share 2": "0.00%",
    "figure": "0.00",
    "p": "0.0000",
    "any": "0.0000",
}
# Nothing that is written as text may run as a formula or become a link.
_AS_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class Workbook:
    """A workbook being written: cover, contents, then sheets in order."""

    def __init__(self, *, title: str, marks: Sequence[str]) -> None:
        self._file = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._file, _AS_TEXT)
        self._title, self._mark = printable(title), "  ·  ".join(printable(m) for m in marks)
        self._book.set_properties(
            {
                "title": self._title[:255],
                "subject": self._mark,
                "author": "Evenhand",
                "comments": "",
                "created": FIXED,
            }
        )
        self._book.set_custom_property("Language", "en-GB")
        self._plain = self._book.add_format({"valign": "top"})
        self._bold = self._book.add_format({"bold": True, "valign": "top"})
        self._head = self._book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
        )
        self._large = self._book.add_format({"bold": True, "font_size": 14})
        self._wrapped = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._link = self._book.get_default_url_format()
        self._forms = {
            name: self._book.add_format({"num_format": form, "valign": "top", "align": "right"})
            for name, form in _FORMS.items()
        }

    def add_cover(self, lines: Sequence[str]) -> None:
        """The first sheet: what this is, about whom, and how it may be used."""
        sheet = self._sheet("Cover")
        sheet.set_column(0, 0, 100)
        sheet.write_string(0, 0, self._title, self._large)
        for row, line in enumerate((self._mark, *lines), start=1):
            sheet.set_row(row, _height([line], [100]))
            self._write(sheet, row, 0, line, self._bold if row == 1 else self._wrapped)

    def add_contents(self, sheets: Sequence[Sheet]) -> None:
        """A table of links to every sheet."""
        names = tab_names(sheets)
        sheet = self._sheet("Contents")
        first = self._open(sheet, "Contents", ("Follow a link to go to its sheet.",))
        columns = (Column("Sheet"), Column("What is on it"))
        rows: list[list[Value]] = [
            [name, each.title] for name, each in zip(names, sheets, strict=True)
        ]
        self._table(sheet, first, columns, rows, name="contents")
        for place, name in enumerate(names, start=first + 1):
            sheet.write_url(place, 0, f"internal:'{name}'!A1", self._link, name)

    def add(self, sheets: Sequence[Sheet]) -> None:
        """The sheets themselves, in order."""
        for name, each in zip(tab_names(sheets), sheets, strict=True):
            sheet = self._sheet(name)
            first = self._open(sheet, each.title, each.notes)
            self._table(sheet, first, each.columns, each.rows, name=name)

    def saved(self) -> bytes:
        """The finished file."""
        self._book.close()
        return self._file.getvalue()

    def _sheet(self, name: str) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        mark = self._mark.replace("&", "&&")
        sheet.set_header(f"&L{mark}&R&A"[:255])
        sheet.set_footer("&LPage &P of &N")
        return sheet

    def _open(self, sheet: Worksheet, title: str, notes: Sequence[str]) -> int:
        """Title, mark and notes, one a row. Gives the row where the table begins."""
        self._write(sheet, 0, 0, title, self._large)
        told = ("One table. Words in square brackets are explained in the sheet Notes.", *notes)
        for row, line in enumerate((self._mark, *told), start=1):
            self._write(sheet, row, 0, line, self._bold if row == 1 else self._plain)
        return len(told) + 2

    def _table(
        self,
        sheet: Worksheet,
        first: int,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Value]],
        *,
        name: str,
    ) -> None:
        headings = [{"header": each.heading, "header_format": self._head} for each in columns]
        sheet.add_table(
            first, 0, first + max(len(rows), 1), len(columns) - 1,
            {"name": _table_name(name), "columns": headings, "style": "Table Style Light 1"},
        )  # fmt: skip
        across = _across(columns, rows)
        sheet.set_row(first, _height([each.heading for each in columns], across))
        for place, row in enumerate(rows, start=first + 1):
            if len(columns) <= _MOST_WRAPPED:
                sheet.set_row(place, _height([str(value) for value in row], across))
            for column, value in enumerate(row):
                self._write(sheet, place, column, value, self._format(columns, column, value))
        for column, width in enumerate(across):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(first + 1, 0)
        sheet.repeat_rows(first)

    def _format(self, columns: Sequence[Column], column: int, value: Value) -> Format:
        if isinstance(value, str):
            return self._wrapped if len(columns) <= _MOST_WRAPPED else self._plain
        # Counts, shares and ratios stand in one column where a form has them so.
        whole = columns[column].form == "any" and isinstance(value, int)
        return self._forms["count" if whole else columns[column].form]

    def _write(self, sheet: Worksheet, row: int, column: int, value: Value, look: Format) -> None:
        if isinstance(value, str):
            done = sheet.write_string(row, column, printable(value)[:_LONGEST_CELL], look)
        else:
            done = sheet.write_number(row, column, value, look)
        if done:
            raise ValueError(f"Row {row + 1}, column {column + 1} could not be written")


def _across(columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> list[int]:
    """Widths in letters: of the longest text, within reason; numbers are all alike."""
    made = []
    for place, column in enumerate(columns):
        texts = [row[place] for row in rows[:_LOOKED_AT]]
        word = max(len(part) for part in column.heading.split())
        made.append(
            min(
                max(
                    word + 3, _NARROWEST, *(_room(text) for text in texts if isinstance(text, str))
                ),
                _WIDEST,
            )
        )
    return made


def _room(text: str) -> int:
    """The width of a text in digits, which is what Excel measures columns in."""
    return math.ceil(len(text) * 1.1) + 2


def _height(texts: Sequence[str], across: Sequence[int]) -> float:
    """Points for a row whose texts wrap: not every program works it out for itself."""
    lines = max(
        math.ceil(_room(text) / (width + 1)) for text, width in zip(texts, across, strict=True)
    )
    return min(_LINE * max(lines, 1), _HIGHEST)


def tab_names(sheets: Sequence[Sheet]) -> list[str]:
    """Names that Excel takes: without its reserved signs, short, and each of them once."""
    names: list[str] = []
    for sheet in sheets:
        name = re.sub(r"[\[\]:*?/\\']", " ", printable(sheet.name))[:_LONGEST_NAME].strip()
        taken = {each.lower() for each in (*names, "Cover", "Contents")}
        number = 2
        made = name
        while made.lower() in taken:
            made = f"{name[: _LONGEST_NAME - 4]} {number}"
            number += 1
        names.append(made)
    return names


def _table_name(name: str) -> str:
    """Letters, digits and underscores, not like a cell's address."""
    return "table_" + re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_").lower()
