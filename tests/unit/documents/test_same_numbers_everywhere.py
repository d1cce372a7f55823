"""One source for all: every format is read back, and tells the same numbers."""

import csv
import html
import io
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.factories.read_back import docx_cells, pdf_text, squeezed
from tests.factories.results import a_measurement

from evenhand.data.writers.csvw import to_csvw
from evenhand.data.writers.results_csv import to_csv
from evenhand.data.writers.results_json import to_json
from evenhand.domain.results import written
from evenhand.domain.results.measurement import Measurement
from evenhand.reporting.documents.board_pdf import board_summary
from evenhand.reporting.documents.report_docx import render_docx
from evenhand.reporting.documents.report_pdf import render_pdf
from evenhand.reporting.documents.report_xlsx import render_xlsx
from evenhand.reporting.laid_out import LaidOut
from evenhand.reporting.report_html import render_report


@pytest.fixture(scope="module", params=["nhs-wres", "sc-wres"])
def measurement(request: pytest.FixtureRequest) -> Measurement:
    return a_measurement(request.param, groupings=("binary", "broad-5-2021"))


@pytest.fixture(scope="module")
def laid_out(measurement: Measurement) -> LaidOut:
    return LaidOut(measurement)


@pytest.fixture(scope="module")
def told(measurement: Measurement) -> list[dict[str, Any]]:
    """The results as JSON tells them."""
    text = to_json(inputs=measurement.inputs, results=measurement.results)
    rows: list[dict[str, Any]] = json.loads(text)["results"]
    return rows


def headlines(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Figures of the last year for all minority groups together, which every format prints."""
    last = max(row["period"] for row in told)
    return [
        row
        for row in told
        if row["period"] == last and row["group"] == "bme" and row["value"] is not None
    ]


def figure(row: dict[str, Any]) -> str:
    """ "1.59 (1.20 to 2.10)", from the numbers of a file."""
    high = float("inf") if "upper limit unbounded" in row["flags"] else row["high"]
    interval = written.interval(row["low"], high, unit=row["unit"])
    return f"{written.figure(row['value'], unit=row['unit'])} ({interval})"


def share(row: dict[str, Any]) -> str:
    """ "41 of 680 (6.0%)"."""
    return written.share(row["numerator"], row["denominator"], row["share"])


def test_there_is_something_to_compare(told: list[dict[str, Any]]) -> None:
    assert len(headlines(told)) >= 9


def test_csv_and_json_tell_the_same(measurement: Measurement, told: list[dict[str, Any]]) -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(measurement.results))))
    assert len(rows) == len(told)
    numbers = [name for name, value in told[0].items() if isinstance(value, (int, float))]
    for mine, theirs in zip(rows, told, strict=True):
        for name in numbers:
            if isinstance(theirs[name], bool):
                assert mine[name] == str(theirs[name]).lower()
            else:
                assert (float(mine[name]) if mine[name] else None) == theirs[name]


def test_the_metadata_describe_every_column_of_the_csv(measurement: Measurement) -> None:
    header = next(csv.reader(io.StringIO(to_csv(measurement.results))))
    columns = json.loads(to_csvw(measurement))["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == header
    assert all(column["dc:description"] for column in columns)


def test_the_rows_of_the_csv_have_the_key_that_the_metadata_name(
    measurement: Measurement, told: list[dict[str, Any]]
) -> None:
    key = json.loads(to_csvw(measurement))["tableSchema"]["primaryKey"]
    assert len({tuple(row[name] for name in key) for row in told}) == len(told)


def test_the_page_prints_the_figures_of_the_file(
    laid_out: LaidOut, told: list[dict[str, Any]]
) -> None:
    page = html.unescape(re.sub(r"<[^>]+>", " ", render_report(laid_out)))
    for row in headlines(told):
        assert figure(row) in page
        assert share(row) in page


def test_the_pdf_prints_the_figures_of_the_file(
    laid_out: LaidOut, told: list[dict[str, Any]], tmp_path: Path
) -> None:
    text = squeezed(pdf_text(render_pdf(laid_out), tmp_path))
    for row in headlines(told):
        assert squeezed(figure(row)) in text
        assert squeezed(share(row)) in text


def test_the_board_summary_prints_the_figures_of_the_file(
    laid_out: LaidOut, told: list[dict[str, Any]], tmp_path: Path
) -> None:
    text = squeezed(pdf_text(board_summary(laid_out), tmp_path))
    main = [row for row in headlines(told) if row["cell"] == ""]
    assert main
    for row in main:
        assert squeezed(figure(row)) in text


def test_the_docx_has_figure_and_share_in_one_row(
    laid_out: LaidOut, told: list[dict[str, Any]]
) -> None:
    rows = docx_cells(render_docx(laid_out))
    for row in headlines(told):
        assert any({figure(row), share(row)} <= set(cells) for cells in rows)


def test_the_workbook_has_every_number_of_the_file_as_a_number(
    measurement: Measurement, laid_out: LaidOut, told: list[dict[str, Any]]
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(laid_out)))
    counted = 0
    for sheet in book.worksheets:
        if not sheet.title.startswith(measurement.editions[0].standard):
            continue
        (table,) = sheet.tables.values()
        header, *rows = ([cell.value for cell in row] for row in sheet[table.ref])
        found = [dict(zip(header, row, strict=True)) for row in rows]
        indicator = sheet.title.partition(" ")[2]
        mine = sorted(_key(row) for row in found)
        theirs = sorted(_key_of(row) for row in told if row["indicator"] == indicator)
        assert mine == theirs
        counted += len(found)
    assert counted == len(told)


def _key(row: dict[str, Any]) -> tuple[str, ...]:
    figures = next(value for name, value in row.items() if name.startswith(("Ratio", "Diff")))
    names = ("This group: people with it", "This group: out of", "Limits: from", "p")
    return tuple(_text(row[name]) for name in names) + (_text(figures), row["Finding"])


def _key_of(row: dict[str, Any]) -> tuple[str, ...]:
    names = ("numerator", "denominator", "low", "p_value", "value")
    return tuple(_text(row[name]) for name in names) + (row["finding"],)


def _text(value: object) -> str:
    """Words in brackets stand for no number; floats survive XML to 16 digits."""
    return f"{value:.12g}" if isinstance(value, (int, float)) else ""
