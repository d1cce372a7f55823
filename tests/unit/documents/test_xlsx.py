"""The workbook, after the conventions for accessible spreadsheets."""

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from tests.factories.results import TELLTALES, a_measurement, a_result, a_suppressed_result
from tests.unit.documents.test_pdf import NAMES

from evenhand.domain.disclosure.hide import NOT_STATED_FLAG
from evenhand.domain.frameworks.body import Body
from evenhand.domain.results.result import Finding
from evenhand.reporting.documents.report_xlsx import render_xlsx
from evenhand.reporting.documents.sheets import SHORTHAND
from evenhand.reporting.laid_out import LaidOut

# A grouping of two groups, and one of five.
GROUPINGS = ("binary", "broad-5-2021")


@pytest.fixture(scope="module")
def file() -> bytes:
    return render_xlsx(LaidOut(a_measurement("nhs-wres", groupings=GROUPINGS)))


@pytest.fixture(scope="module")
def book(file: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(file))


def opened(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_it_opens_with_a_cover_contents_and_notes(book: Workbook) -> None:
    assert book.sheetnames[:3] == ["Cover", "Contents", "Notes"]


def test_the_contents_link_to_every_other_sheet(book: Workbook) -> None:
    sheet = book["Contents"]
    links = [cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    targets = {link.location.split("!")[0].strip("'") for link in links}
    assert targets == set(book.sheetnames) - {"Cover", "Contents"}


def test_each_sheet_has_one_named_table_and_no_merged_cells(book: Workbook) -> None:
    for sheet in book.worksheets[1:]:
        assert len(sheet.tables) == 1
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes


def test_no_cell_of_a_table_is_empty_and_no_heading_comes_twice(book: Workbook) -> None:
    for sheet in book.worksheets[1:]:
        (table,) = sheet.tables.values()
        header, *rows = ([cell.value for cell in row] for row in sheet[table.ref])
        assert len(set(header)) == len(header)
        assert rows
        assert all(value not in (None, "") for row in rows for value in row)


def test_there_are_no_empty_rows_before_a_table(book: Workbook) -> None:
    for sheet in book.worksheets:
        first = [sheet.cell(row, 1).value for row in range(1, sheet.max_row + 1)]
        assert all(value not in (None, "") for value in first)


def test_every_word_in_brackets_is_explained_in_the_notes(book: Workbook) -> None:
    used = {
        cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("[")
    }
    assert used <= set(SHORTHAND)
    notes = {row[0].value for row in book["Notes"].iter_rows()}
    assert set(SHORTHAND) <= notes


def test_every_sheet_is_marked(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet["A2"].value == "Internal: not for release  ·  Made up data"
        assert "Internal: not for release" in sheet.oddHeader.left.text


def test_a_name_that_looks_like_a_formula_is_text() -> None:
    measurement = a_measurement("sc-wres", snapshots=("2025-03-31",), groupings=("binary",))
    evil = '=HYPERLINK("http://x","y")'
    body = Body(id="X01", name=evil, kind="council", region="London")
    named = replace(measurement, body=body, terms={"bme": "=1+1"}, warnings=("=2+2", "@SUM(1)"))
    kinds = {
        cell.data_type
        for sheet in opened(render_xlsx(LaidOut(named))).worksheets
        for row in sheet.iter_rows()
        for cell in row
    }
    assert "f" not in kinds


@pytest.mark.parametrize("name", [*NAMES.values(), "x" * 30_000], ids=[*NAMES, "long"])
def test_any_name_can_be_opened_again(name: str) -> None:
    measurement = a_measurement("sc-wres", snapshots=("2025-03-31",), groupings=("binary",))
    body = Body(id="X01", name=name, kind="council", region="London")
    assert opened(render_xlsx(LaidOut(replace(measurement, body=body)))).sheetnames[0] == "Cover"


def test_the_same_measurement_gives_the_same_bytes(file: bytes) -> None:
    assert render_xlsx(LaidOut(a_measurement("nhs-wres", groupings=GROUPINGS))) == file


def test_what_is_hidden_is_nowhere_in_the_file() -> None:
    book = opened(render_xlsx(LaidOut(a_measurement("nhs-wres", results=(a_suppressed_result(),)))))
    said = [
        str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row
    ]
    assert "[hidden]" in said
    assert not [number for number in TELLTALES if any(number in text for text in said)]


def cells_of(result) -> dict[str, object]:
    """The one row about a result, by heading."""
    book = opened(render_xlsx(LaidOut(a_measurement("nhs-wres", results=(result,)))))
    (table,) = book["nhs-wres 3"].tables.values()
    header, row = ([cell.value for cell in line] for line in book["nhs-wres 3"][table.ref])
    return dict(zip(header, row, strict=True))


def test_nought_hidden_not_known_and_not_calculable_are_four_different_things() -> None:
    nought = cells_of(a_result(numerator=0, share=0.0, value=0.0, low=0.0))
    assert nought["This group: people with it"] == 0
    unknown = cells_of(a_result(not_stated_numerator=None, not_stated_denominator=None))
    assert unknown["Not stated: out of"] == "[not known]"
    hidden = cells_of(
        a_result(not_stated_numerator=None, not_stated_denominator=None, flags=(NOT_STATED_FLAG,))
    )
    assert hidden["Not stated: out of"] == "[hidden]"
    none = cells_of(a_result(value=None, low=None, high=None, finding=Finding.NOT_CALCULABLE))
    assert none["Limits: from"] == "[not calculable]"


def test_libreoffice_reads_every_number(tmp_path: Path) -> None:
    """Another program than the one it was written for opens it, and finds the same rows."""
    file = render_xlsx(LaidOut(a_measurement("nhs-wres", groupings=("binary",))))
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "mine.xlsx").write_bytes(file)
    command = [
        "soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
        "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "again"),
        str(tmp_path / "mine.xlsx"),
    ]  # fmt: skip
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    theirs, mine = opened((tmp_path / "again" / "mine.xlsx").read_bytes()), opened(file)
    assert theirs.sheetnames == mine.sheetnames
    for name in mine.sheetnames:
        for ours, other in zip(mine[name].iter_rows(), theirs[name].iter_rows(), strict=True):
            for one, two in zip(ours, other, strict=True):
                # It keeps 15 digits of a number.
                same = one.value if one.data_type != "n" else pytest.approx(one.value)
                assert two.value == same or one.value is two.value is None
