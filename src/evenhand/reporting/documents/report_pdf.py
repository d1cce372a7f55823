"""The report of one body as a PDF that screen readers can follow."""

import re
from typing import Any

from evenhand.reporting.charts.svg import Picture
from evenhand.reporting.documents.blocks import Block, Bullets, Glance, Heading, Paragraph
from evenhand.reporting.documents.drawings import alternative, size, subtitle
from evenhand.reporting.documents.outline import Outline, outline
from evenhand.reporting.documents.typesetting import paper, typeset
from evenhand.reporting.documents.widths import LONGEST_WORD, widths
from evenhand.reporting.laid_out import LaidOut
from evenhand.reporting.tables import Cell, Table

# A space of no width: a line may break there.
_MAY_BREAK = "\u200b"


def render_pdf(report: LaidOut) -> bytes:
    """The whole report, A4. Raises PdfNotMade."""
    return pdf_of(outline(report))


def pdf_of(made: Outline) -> bytes:
    """Any document, A4, with its contents. Raises PdfNotMade."""
    return typeset(page_data(made, contents=True))


def page_data(made: Outline, *, contents: bool, points: float = 10.0) -> dict[str, Any]:
    """A document as the template reads it. `points` is that of body text, in points."""
    return {
        "title": made.title,
        "body": broken(made.body_name),
        "kind": made.kind,
        "period": made.period,
        "marks": list(made.marks),
        "contents": contents,
        "size": points,
        "blocks": [_block(block) for block in made.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {
                "kind": "heading",
                "text": broken(block.text),
                "level": block.level,
                "new_page": block.new_page,
            }
        case Paragraph():
            return {"kind": "paragraph", "text": broken(block.text), "look": block.look}
        case Bullets():
            items = [broken(item) for item in block.items]
            return {"kind": "list", "items": items, "numbered": block.numbered}
        case Picture():
            return _picture(block)
        case Glance():
            return _table(block.table, block.strips)
        case Table():
            return _table(block, ())


def _picture(picture: Picture) -> dict[str, Any]:
    return {
        "kind": "picture",
        "title": broken(picture.title),
        "subtitle": subtitle(picture),
        "alt": alternative(picture),
        "svg": paper(picture.wide),
        "width": size(picture)[0],
    }


def _table(table: Table, strips: tuple[str, ...]) -> dict[str, Any]:
    drawn = iter(strips)
    return {
        "kind": "table",
        "caption": broken(table.caption),
        "columns": [broken(column) for column in table.columns],
        "widths": widths(table),
        "headers": table.headers,
        "parts": [
            {
                "heading": broken(part.heading),
                "rows": [_row(row, next(drawn, "")) for row in part.rows],
            }
            for part in table.parts
        ],
    }


def _row(row: list[Cell], strip: str) -> list[dict[str, Any]]:
    """Cells; the drawing, where there is one, stands in the second."""
    cells: list[dict[str, Any]] = [
        {"text": broken(cell.text), "look": cell.look, "svg": "", "span": cell.span} for cell in row
    ]
    if strip:
        cells[1]["svg"] = strip.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return cells


def broken(text: str) -> str:
    """With places to break in words that no line could hold."""
    return re.sub(rf"\S{{{LONGEST_WORD}}}(?=\S)", lambda match: match[0] + _MAY_BREAK, text)
