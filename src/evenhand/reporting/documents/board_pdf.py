"""The two-page summary for a board, as a PDF that stands alone."""

from evenhand.domain.results.measurement import Measurement
from evenhand.reporting.documents.board_words import board_outline
from evenhand.reporting.documents.report_pdf import page_data
from evenhand.reporting.documents.typesetting import pages, typeset

PAGES = 2
# Points of body text, largest first: the largest that fits on two pages is used.
SIZES = (10.0, 9.5, 9.0, 8.5, 8.0)


def board_summary(measurement: Measurement) -> bytes:
    """Two pages of A4; more only where even the smallest type does not fit. Raises PdfNotMade."""
    made = board_outline(measurement)
    for points in SIZES:
        pdf = typeset(page_data(made, contents=False, points=points))
        if pages(pdf) <= PAGES:
            break
    return pdf
