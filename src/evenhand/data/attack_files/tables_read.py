"""Tables of a finished page or Word file, by their captions: each row by the headings of its columns."""

from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

from evenhand.data.attack_files.office_read import local, parts
from evenhand.data.attack_files.said import tidy

# What each row says in every column; the captions of one file are all different.
Rows = Sequence[Mapping[str, str]]
_CELLS = ("td", "th")


def tables_of_page(html: str) -> dict[str, Rows]:
    """Every table of a page that has a caption."""
    reader = _Page()
    reader.feed(html)
    reader.close()
    return reader.tables


def tables_of_docx(data: bytes) -> dict[str, Rows]:
    """Every table of a Word file that has a caption among its properties."""
    return {
        caption: by_heading(_docx_rows(table))
        for _, root in parts(data)
        for table in root.iter()
        if local(table) == "tbl" and (caption := _docx_caption(table))
    }


def by_heading(rows: Sequence[Sequence[str]]) -> Rows:
    """Rows below the first, which has the headings; a shorter one has no words in what it lacks."""
    if not rows:
        return ()
    headings, *others = rows
    return [
        dict(zip(headings, [*row, *[""] * (len(headings) - len(row))], strict=False))
        for row in others
    ]


class _Page(HTMLParser):
    """Text of cells, row by row; what stands outside tables is passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: dict[str, Rows] = {}
        self._rows: list[list[str]] = []
        self._caption = ""
        self._piece: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._rows, self._caption = [], ""
        elif tag == "tr":
            self._rows.append([])
        elif tag in (*_CELLS, "caption"):
            self._piece = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._caption:
            self.tables[self._caption] = by_heading(self._rows)
        elif tag in (*_CELLS, "caption") and self._piece is not None:
            text = tidy("".join(self._piece))
            self._piece = None
            if tag == "caption":
                self._caption = text
            elif self._rows:
                self._rows[-1].append(text)

    def handle_data(self, data: str) -> None:
        if self._piece is not None:
            self._piece.append(data)


def _docx_caption(table: Any) -> str:
    for each in table.iter():
        if local(each) == "tblCaption":
            return next((tidy(v) for k, v in each.attrib.items() if k.endswith("}val")), "")
    return ""


def _docx_rows(table: Any) -> list[list[str]]:
    return [
        [_text(cell) for cell in row if local(cell) == "tc"] for row in table if local(row) == "tr"
    ]


def _text(cell: Any) -> str:
    return tidy(" ".join(_words(cell)))


def _words(cell: Any) -> Iterator[str]:
    for paragraph in cell.iter():
        if local(paragraph) == "p":
            yield "".join(each.text or "" for each in paragraph.iter() if local(each) == "t")
