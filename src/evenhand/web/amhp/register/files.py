"""Files that somebody takes away from the register: no cell of them runs as a formula."""

import csv as csv_writer
import io
import json as json_writer
from collections.abc import Sequence

from django.http import HttpResponse

from evenhand.reporting.documents.printable import printable, unformulated
from evenhand.reporting.documents.sheets import Column, Sheet

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def csv(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """A table as CSV, with the mark by which Excel knows UTF-8."""
    text = io.StringIO()
    writer = csv_writer.writer(text, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([[_cell(each) for each in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def json(content: object) -> bytes:
    """A tree as JSON; days and numbers with decimals as text and numbers."""
    return json_writer.dumps(content, default=_plain, ensure_ascii=False, indent=2).encode("utf-8")


def xlsx(
    title: str, about: Sequence[str], heads: Sequence[str], rows: Sequence[Sequence[object]]
) -> bytes:
    """One sheet behind a cover that says what it is."""
    from evenhand.reporting.documents.workbook import Workbook

    book = Workbook(title=title, marks=())
    book.add_cover(list(about))
    sheet = Sheet(
        name="Register",
        title=title,
        notes=(),
        columns=tuple(Column(each) for each in heads),
        rows=[[printable(_text(each)) for each in row] for row in rows],
    )
    book.add([sheet])
    return book.saved()


def download(name: str, content: bytes) -> HttpResponse:
    """A file under its own name."""
    answer = HttpResponse(content, content_type=TYPES[name.rpartition(".")[2]])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _cell(value: object) -> str:
    return unformulated(printable(_text(value)))


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _plain(value: object) -> object:
    return float(str(value)) if hasattr(value, "as_tuple") else str(value)
