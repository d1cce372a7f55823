"""Layouts that pack.toml describes"""

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.factories.packs import check, make_pack, query, the_item, write_workbook

from evenhand.data.readers.manifest_file import find_source, read_manifest
from evenhand.data.readers.spark_pack import read_in_spark


def _pack(folder: Path, text: str, table: str = "staff", **entry: Any) -> Path:
    make_pack(folder, manifest={"tables": {table: {"file": "t.csv"} | entry}})
    (folder / "t.csv").write_text(text, encoding="utf-8")
    return folder


STAFF = "SELECT row, person, category, rung FROM staff ORDER BY row"
READ = [(3, "p1", "white-british", "5"), (4, "p2", "african", "6")]
TWO_ROWS = "Employee,,Post\nNumber,Ethnicity,Band\np1,A,5\np2,N,6\n"
CALLED = {
    "person": "Employee Number",
    "ethnic_category": "Employee Ethnicity",
    "pay_band": "Post Band",
}


def test_two_header_rows_make_one_name(tmp_path: Path) -> None:
    """The upper cell holds for the empty ones to its right."""
    _pack(tmp_path, TWO_ROWS, header_rows=2, columns=CALLED)
    assert query(tmp_path, STAFF) == READ
    assert not check(tmp_path).items


def test_two_header_rows_of_a_sheet_below_a_title(tmp_path: Path) -> None:
    """Merged cells have their text in the first."""
    rows = [line.split(",") for line in TWO_ROWS.splitlines()]
    entry = {"file": "t.xlsx", "header_rows": 2, "columns": CALLED}
    make_pack(tmp_path, manifest={"tables": {"staff": entry}})
    write_workbook(tmp_path / "t.xlsx", {"S": [["A title"], *rows]})
    assert [each[1:] for each in query(tmp_path, STAFF)] == [each[1:] for each in READ]
    assert the_item(tmp_path, "title-rows-skipped").message.startswith("1 row ")


def test_without_a_header_columns_are_numbered(tmp_path: Path) -> None:
    """The first row is read as a person."""
    columns = {"person": "Column 1", "ethnic_category": "Column 2", "pay_band": "Column 3"}
    _pack(tmp_path, "p1,A,5\np2,N,6\n", header_rows=0, columns=columns)
    assert query(tmp_path, STAFF) == [(n - 2, *rest) for n, *rest in READ]


def test_of_columns_called_the_same_the_second_is_named_by_its_number(tmp_path: Path) -> None:
    """Otherwise nobody could say which is meant."""
    columns = {"ethnic_category": "Code (2)"}
    _pack(tmp_path, "person,Code,Code,pay_band\np1,x,A,5\n", columns=columns)
    assert query(tmp_path, "SELECT category FROM staff") == [("white-british",)]


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        pytest.param("day-first", date(2024, 4, 3), id="day first"),
        pytest.param("month-first", date(2024, 3, 4), id="month first"),
    ],
)
def test_the_order_of_dates_of_a_table(dates: str, day: date, tmp_path: Path) -> None:
    """3/4/2024 is in April unless pack.toml says that the month comes first."""
    text = "person,ethnic_category,pay_band,start_date\np1,A,5,3/4/2024\n"
    _pack(tmp_path, text, dates=dates)
    assert query(tmp_path, "SELECT started FROM staff") == [(day,)]


def test_a_value_that_is_the_same_in_every_row(tmp_path: Path) -> None:
    """A file of one kind of event needs no column that says so; more files go under also."""
    text = "person,date\np1,2024-06-01\np2,2024-07-01\n"
    more = [{"file": "u.csv", "same": {"kind": "training"}}]
    _pack(tmp_path, text, "events", same={"kind": "disciplinary"}, also=more)
    (tmp_path / "u.csv").write_text(text.replace("p2", "p3"), encoding="utf-8")
    sql = "SELECT person, kind FROM events ORDER BY kind, person"
    want = [("p1", "disciplinary"), ("p2", "disciplinary"), ("p1", "training"), ("p3", "training")]
    assert query(tmp_path, sql) == want


@pytest.mark.parametrize(
    "form", [pytest.param("csv", id="CSV"), pytest.param("parquet", id="Parquet")]
)
def test_where_nobody_has_an_id_every_row_is_a_person(form: str, tmp_path: Path) -> None:
    """One that is told apart by its row alone; constant columns too, in any kind of file."""
    entry = {"file": f"t.{form}", "one_person_a_row": True, "same": {"pay_band": "5"}}
    make_pack(tmp_path, manifest={"tables": {"staff": entry}})
    table = pa.table({"ethnic_category": ["A", "A"]})
    if form == "parquet":
        pq.write_table(table, tmp_path / "t.parquet")
    else:
        (tmp_path / "t.csv").write_text("ethnic_category,other\nA,x\nA,x\n", encoding="utf-8")
    sql = "SELECT count(DISTINCT person), count(*), min(rung) FROM staff"
    assert query(tmp_path, sql) == [(2, 2, "5")]


ACROSS = {
    "same": {"indicator": "1", "grouping": "binary"},
    "columns": {"cell": "Band"},
    "across": {"White": "white", "BME": "bme", "Unknown": "not-known"},
}


def test_figures_in_columns_become_rows(tmp_path: Path) -> None:
    """Each of the sum of its line; a line of totals is set aside, so that nobody counts twice."""
    text = "Band,White,BME,Unknown\n5,6,3,1\n6,4,2,0\nTotal,10,5,1\n"
    _pack(tmp_path, text, "counts", **ACROSS)
    sql = 'SELECT cell, "group", numerator, denominator FROM counts ORDER BY cell, numerator DESC'
    assert query(tmp_path, sql) == [
        ("5", "white", 6, 10),
        ("5", "bme", 3, 10),
        ("5", "not-known", 1, 10),
        ("6", "white", 4, 6),
        ("6", "bme", 2, 6),
        ("6", "not-known", 0, 6),
    ]
    item = the_item(tmp_path, "total-row")
    assert (item.severity, item.row) == ("warning", 4)


def test_a_figure_that_cannot_be_read_is_told_with_its_line(tmp_path: Path) -> None:
    """The others of that line are kept."""
    text = "Band,White,BME,Unknown\n5,6,three,1\n6,4,2,0\n"
    _pack(tmp_path, text, "counts", **ACROSS)
    item = the_item(tmp_path, "unreadable-number")
    assert (item.row, "row" in item.message) == (2, True)
    assert query(tmp_path, "SELECT count(*) FROM counts") == [(5,)]


def test_a_group_that_the_file_does_not_have_is_refused(tmp_path: Path) -> None:
    """A column that pack.toml names must be there."""
    _pack(tmp_path, "Band,White,BME\n5,6,3\n", "counts", **ACROSS)
    assert the_item(tmp_path, "missing-column").severity == "error"


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param({"across": {"White": "white"}}, id="groups across in a table of people"),
        pytest.param({"same": {"colour": "red"}}, id="a column that means nothing"),
    ],
)
def test_what_means_nothing_in_a_table_is_said_so(entry: dict[str, Any], tmp_path: Path) -> None:
    """So that a slip is not taken for a setting."""
    _pack(tmp_path, "person,ethnic_category,White\np1,A,1\n", **entry)
    assert "unknown-key" in [each.code for each in check(tmp_path).items]


@pytest.mark.parametrize(
    ("key", "value"), [("header_rows", 2), ("dates", "month-first"), ("same", {"contract": "bank"})]
)
def test_a_layout_that_spark_would_not_follow_is_refused(
    tmp_path: Path, key: str, value: Any
) -> None:
    """Else the same pack would give other figures there."""
    _pack(tmp_path, TWO_ROWS, **{key: value})
    source = find_source(tmp_path)
    manifest, _ = read_manifest(source)
    assert manifest is not None
    read = read_in_spark(source, manifest, natives=None, session=None)
    (item,) = [each for each in read.pack.items if each.code == "bad-setting"]
    assert item.message == f"{key} of the table staff is not used in Spark."
    assert not read.pack.readable
