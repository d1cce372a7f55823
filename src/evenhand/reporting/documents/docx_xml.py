"""Pieces of a DOCX as XML, whole tables at once: python-docx would take seconds cell by cell."""

from collections.abc import Sequence
from html import escape
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from evenhand.reporting.documents.printable import printable
from evenhand.reporting.documents.widths import widths
from evenhand.reporting.tables import Cell, Table

# Twentieths of a point across an A4 page between its margins.
_ROOM_ACROSS = 9860
_HATCHED = '<w:shd w:val="diagStripe" w:color="AEB7BD" w:fill="FFFFFF"/>'
_LOOK = (
    '<w:tblStyle w:val="TableNormal"/><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>'
    '<w:top w:val="single" w:sz="8" w:space="0" w:color="212B32"/>'
    '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="212B32"/>'
    '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="D8DDE0"/></w:tblBorders>'
    '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="40" w:type="dxa"/>'
    '<w:right w:w="40" w:type="dxa"/></w:tblCellMar>'
    '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
    ' w:noHBand="0" w:noVBand="1"/>'
)
_HEAD_ROW = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_ROW = "<w:trPr><w:cantSplit/></w:trPr>"


def paragraph(value: str, style: str, *, keep: bool = False, new_page: bool = False) -> Any:
    """A paragraph in a style, by its id. `keep`: on the same page as what follows."""
    extra = ("<w:keepNext/>" if keep else "") + ("<w:pageBreakBefore/>" if new_page else "")
    return parse_xml(_paragraph(value, style, extra=extra, names=f" {nsdecls('w')}"))


def table(of: Table) -> Any:
    """A table whose first row is its header, repeated on each page; no row is cut in two."""
    shares = widths(of)
    across = [round(_ROOM_ACROSS * share / sum(shares)) for share in shares]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in across)
    rows = [_row([Cell(column, "head") for column in of.columns], across, _HEAD_ROW)]
    for part in of.parts:
        if part.heading:
            rows.append(_part_row(part.heading, len(of.columns)))
        rows += [_row(row, across, _ROW) for row in part.rows]
    return parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>{_LOOK}"
        f'<w:tblCaption w:val="{_text(of.caption)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def field(instruction: str) -> list[Any]:
    """A field that the word processor fills in: PAGE, NUMPAGES."""
    marks = [f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end")]
    code = f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>'
    inside = (marks[0], code, marks[1], "<w:t>1</w:t>", marks[2])
    return [parse_xml(f"<w:r {nsdecls('w')}>{each}</w:r>") for each in inside]


def _row(row: Sequence[Cell], across: Sequence[int], properties: str) -> str:
    left = list(across)
    widths = []
    for cell in row:
        widths.append(sum(left[: cell.span]))
        del left[: cell.span]
    cells = "".join(_cell(cell, width) for cell, width in zip(row, widths, strict=True))
    return f"<w:tr>{properties}{cells}</w:tr>"


def _part_row(heading: str, columns: int) -> str:
    """The name of the rows that follow, across all columns, as on the page."""
    return (
        f'<w:tr>{_ROW}<w:tc><w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr>'
        f"{_paragraph(heading, 'Tabletext', bold=True)}</w:tc></w:tr>"
    )


def _cell(cell: Cell, width: int) -> str:
    hatched = _HATCHED if cell.look == "hidden" else ""
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    bold = cell.look == "head" or (cell.look == "finding" and cell.text == "disparity")
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{hatched}</w:tcPr>'
        f"{_paragraph(cell.text, 'Tabletext', bold=bold)}</w:tc>"
    )


def _paragraph(
    value: str, style: str, *, bold: bool = False, extra: str = "", names: str = ""
) -> str:
    run = "<w:rPr><w:b/></w:rPr>" if bold else ""
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{_text(line)}</w:t>' for line in value.split("\n")
    )
    return f'<w:p{names}><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr><w:r>{run}{lines}</w:r></w:p>'


def _text(value: str) -> str:
    """Without characters that XML cannot hold, the rest escaped."""
    return escape(printable(value))
