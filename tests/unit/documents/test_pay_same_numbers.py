"""One source for all: every format of a pay report is read back, and tells the same numbers."""

import csv
import html
import io
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.factories.pay import a_workforce, report_of
from tests.factories.read_back import docx_cells, pdf_info, pdf_text, squeezed

from evenhand.domain.pay import say
from evenhand.domain.results import written
from evenhand.pipeline.pay_files import chosen, files_of

Row = dict[str, Any]
Files = dict[str, bytes]


@pytest.fixture(scope="module", params=["internal", "public"])
def files(request: pytest.FixtureRequest) -> Files:
    """All files of two years, for each kind of reader."""
    report, _ = report_of(
        a_workforce(2024, 2025), outside=request.param == "public", breakdowns=("grade",)
    )
    made = files_of(report, chosen("all"))
    return {n: c.encode("utf-8") if isinstance(c, str) else c for n, c in made.items()}


@pytest.fixture(scope="module")
def told(files: Files) -> Row:
    """The audit as JSON tells it."""
    (audit,) = json.loads(files["pay.json"])["audits"]
    return dict(audit)


def last(rows: Iterable[Row], **wanted: str) -> list[Row]:
    """Rows of the last year with these names."""
    return [
        row
        for row in rows
        if row["period"] == "2025-03-31" and all(row[name] == wanted[name] for name in wanted)
    ]


def gap(row: Row) -> str:
    """ "6.1% lower (2.0 to 9.8)", from the numbers of the file: limits the way of the figure."""
    way = -1 if row["value"] <= -0.05 else 1
    low, high = sorted((way * row["low"], way * row["high"]))
    ends = [f"{end:.1f}".replace("-", "−") for end in (low, high)]
    return f"{say.apart(row['value'])} ({ends[0]} to {ends[1]})"


def share(row: Row) -> str:
    """ "41 of 680 (6.0%)", or in whole per cents where the counts are rounded."""
    decimals = written.decimals_of(row.get("flags", ()))
    return written.share(row["numerator"], row["denominator"], row["share"], decimals)


def expected(told: Row) -> list[str]:
    """Every gap, quarter and bonus share of the last year, each step, and each change."""
    results = told["results"]
    said = [gap(row) for row in last(results, kind="pay-gap", cell="") if row["value"] is not None
            and min(abs(row["low"]), abs(row["high"])) >= 0.1]  # fmt: skip
    said += [share(row) for row in last(results, kind="pay-quarter") if row["share"] is not None]
    said += [
        share(row) for row in last(results, kind="pay-bonus-share") if row["share"] is not None
    ]
    said += [share(row) for row in last(told["workforce"]) if row["share"] is not None]
    for step in last(told["steps"]):
        if step["gap"] is not None:
            said += [say.apart(step["gap"]), say.apart(step["gap_with_equal_step"])]
    for change in last(told["changes"]):
        if change["difference"] is not None:
            limits = written.interval(change["low"], change["high"], unit="points")
            said.append(f"{written.points(change['difference'])} ({limits})")
    return said


def test_there_is_something_to_compare(told: Row) -> None:
    assert len(expected(told)) > 25
    assert any(row["suppressed"] for row in told["results"])


def test_csv_and_json_tell_the_same(files: Files, told: Row) -> None:
    for name, rows in (
        ("pay.csv", told["results"]),
        ("pay-workforce.csv", told["workforce"]),
        ("pay-steps.csv", told["steps"]),
        ("pay-changes.csv", told["changes"]),
    ):
        mine = list(csv.DictReader(io.StringIO(files[name].decode("utf-8"))))
        assert len(mine) == len(rows) > 0
        for one, other in zip(mine, rows, strict=True):
            for field, value in other.items():
                if isinstance(value, (int, float)) and not isinstance(value, bool):
                    assert float(one[field]) == value
                elif value is None:
                    assert one[field] == ""


def test_the_page_prints_the_figures_of_the_file(files: Files, told: Row) -> None:
    page = html.unescape(re.sub(r"<[^>]+>", " ", files["pay.html"].decode("utf-8")))
    for text in expected(told):
        assert text in page, text


def test_the_pdf_prints_them_and_can_be_read_aloud(files: Files, told: Row, tmp_path: Path) -> None:
    text = squeezed(pdf_text(files["pay.pdf"], tmp_path))
    for said in expected(told):
        assert squeezed(said) in text, said
    assert pdf_info(files["pay.pdf"], tmp_path)["Tagged"] == "yes"


def test_the_word_file_has_each_in_a_cell_of_a_table(files: Files, told: Row) -> None:
    cells = {cell for row in docx_cells(files["pay.docx"]) for cell in row}
    for said in expected(told):
        assert said in cells, said


def test_the_workbook_has_every_number_as_a_number(files: Files, told: Row) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files["pay.xlsx"]))
    mine = []
    for name in ("Hourly pay", "Quarters", "Bonuses", "Broken down"):
        (table,) = book[name].tables.values()
        header, *rows = ([cell.value for cell in row] for row in book[name][table.ref])
        mine += [dict(zip(header, row, strict=True)) for row in rows]
    fields = {
        "Figure, in percent or points": "value",
        "Limits: from": "low",
        "Limits: to": "high",
        "p": "p_value",
        "This group: out of": "denominator",
        "Compared: out of": "comparator_denominator",
    }
    found = sorted(tuple(_text(row.get(name)) for name in fields) for row in mine)
    theirs = [tuple(_text(row[name]) for name in fields.values()) for row in told["results"]]
    assert found == sorted(theirs)


def _text(value: object) -> str:
    return f"{value:.12g}" if isinstance(value, (int, float)) else ""


def test_what_is_hidden_is_nowhere_a_number(files: Files, told: Row) -> None:
    """Hidden, not calculable and nought are three different things in the workbook."""
    book = openpyxl.load_workbook(io.BytesIO(files["pay.xlsx"]))
    words = {c.value for row in book["Hourly pay"].iter_rows() for c in row}
    assert "[hidden]" in words
    for row in told["results"]:
        if row["suppressed"]:
            assert row["value"] is row["numerator"] is row["denominator"] is row["p_value"] is None
