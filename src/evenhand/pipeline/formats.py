"""
Which files a report is made of, by the formats asked for.

Each format imports its writer when it is made: nobody waits for a format that was not asked for.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from evenhand.domain.results.measurement import Measurement
from evenhand.pipeline.wrong_use import WrongUse

if TYPE_CHECKING:
    from evenhand.reporting.laid_out import LaidOut

Files = dict[str, str | bytes]
ALL = "all"
USUAL = ("html", "csv", "json")
# What each standard asks to be sent, with the exact numbers.
OWN = "return"


def chosen(text: str, *, audience: str = "internal") -> tuple[str, ...]:
    """
    Formats out of "html,csv", in the order in which they are made; "all" is every one.

    The returns are for the body alone: "all" leaves them out for other readers.
    """
    asked = {part.strip().lower() for part in text.split(",") if part.strip()}
    if ALL in asked:
        asked |= set(FORMATS) - (set() if audience == "internal" else {OWN})
        asked.remove(ALL)
    if strange := asked - set(FORMATS):
        raise WrongUse(
            f"There is no format {', '.join(sorted(strange))}. "
            f"There are {', '.join(FORMATS)}: give one or several, with commas."
        )
    if OWN in asked and audience != "internal":
        raise WrongUse(
            f"The standards' returns hold exact counts and are for the body alone: {audience} "
            "readers have every other format."
        )
    return tuple(name for name in FORMATS if name in asked)


def files_of(measurement: Measurement, formats: Sequence[str]) -> Files:
    """
    Every file of one report, by name. The same measurement gives the same bytes.

    Raises WrongUse where a PDF or a chart could not be set, and says which formats need none.
    """
    from evenhand.reporting.documents.typesetting import PdfNotMade
    from evenhand.reporting.laid_out import LaidOut

    made: Files = {}
    report = LaidOut(measurement)
    try:
        for name in formats:
            made |= FORMATS[name](report)
    except PdfNotMade as missing:
        raise WrongUse(f"{missing} Use --format html,csv,json,xlsx.") from missing
    return made


def _html(report: "LaidOut") -> Files:
    from evenhand.reporting.report_html import render_report

    return {"report.html": render_report(report)}


def _csv(report: "LaidOut") -> Files:
    from evenhand.data.writers.csvw import to_csvw
    from evenhand.data.writers.results_csv import to_csv

    return {
        "results.csv": to_csv(report.measurement.results),
        "results.csv-metadata.json": to_csvw(report.measurement),
    }


def _json(report: "LaidOut") -> Files:
    from evenhand.data.writers.results_json import to_json

    measurement = report.measurement
    text = to_json(
        inputs=measurement.inputs,
        results=measurement.results,
        placements=measurement.placements,
    )
    return {"results.json": text}


def _pdf(report: "LaidOut") -> Files:
    from evenhand.reporting.documents.board_pdf import board_summary
    from evenhand.reporting.documents.report_pdf import render_pdf

    return {"report.pdf": render_pdf(report), "board-summary.pdf": board_summary(report)}


def _docx(report: "LaidOut") -> Files:
    from evenhand.reporting.documents.report_docx import render_docx

    return {"report.docx": render_docx(report)}


def _xlsx(report: "LaidOut") -> Files:
    from evenhand.reporting.documents.report_xlsx import render_xlsx

    return {"report.xlsx": render_xlsx(report)}


def _returns(report: "LaidOut") -> Files:
    """What each standard asks to be sent. It is for the body alone, so no other reader gets it."""
    from evenhand.data.definitions.returns import layout
    from evenhand.reporting.documents.return_files import return_csv, return_xlsx
    from evenhand.reporting.documents.returns import fill

    made: Files = {}
    measurement = report.measurement
    if measurement.audience != "internal":
        return made
    for edition in measurement.editions:
        form = layout(edition.standard, edition.edition)
        if form is not None:
            filled = fill(measurement, edition, form)
            made[f"return-{edition.standard}.xlsx"] = return_xlsx(filled, measurement)
            made[f"return-{edition.standard}.csv"] = return_csv(filled)
    return made


FORMATS: dict[str, Callable[["LaidOut"], Files]] = {
    "html": _html,
    "csv": _csv,
    "json": _json,
    "pdf": _pdf,
    "docx": _docx,
    "xlsx": _xlsx,
    "return": _returns,
}
