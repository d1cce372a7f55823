"""The two-page summary for a board, as a PDF that stands alone."""

from dataclasses import replace

from evenhand.reporting.charts.svg import Picture
from evenhand.reporting.documents.board_words import board_outline
from evenhand.reporting.documents.report_pdf import page_data
from evenhand.reporting.documents.typesetting import pages, typeset
from evenhand.reporting.laid_out import LaidOut

PAGES = 2
# Points of body text, largest first: the largest that fits on two pages is used.
SIZES = (10.0, 9.5, 9.0, 8.5, 8.0)


def board_summary(report: LaidOut) -> bytes:
    """
    Two pages of A4. Raises PdfNotMade.

    Where even the smallest type does not fit, the picture goes; if that is not enough, the
    summary runs over.
    """
    made = board_outline(report)
    words = replace(made, blocks=tuple(b for b in made.blocks if not isinstance(b, Picture)))
    for each in (made, words):
        for points in SIZES:
            pdf = typeset(page_data(each, contents=False, points=points))
            if pages(pdf) <= PAGES:
                return pdf
    return pdf
