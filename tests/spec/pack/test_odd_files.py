"""CSV and Parquet files that are not as they should be"""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.factories.packs import PERSON, check, make_pack, query, the_item

from evenhand.data.readers import limits

TEXT = "person,ethnic_category,pay_band\np1,A,5\np2,Mixed - White & Asian,6\n"


def _pack(folder: Path, name: str, text: str) -> Path:
    make_pack(folder, manifest={"tables": {"staff": {"file": name}}})
    (folder / name).write_text(text)
    return folder


def test_a_quotation_mark_without_a_pair_is_told_by_the_row_in_which_it_opens(
    tmp_path: Path,
) -> None:
    """Not by the end of the file, or the next quotation mark, where it is noticed."""
    rows = 'p1,A,5\np2,"A\nand B",5\np3,"A,5\np4,A,5\n' + "p5,A,5\n" * 50
    for end in ("", 'p6,"A",5\n'):
        _pack(tmp_path, "staff.csv", "person,ethnic_category,pay_band\n" + rows + end)
        item = the_item(tmp_path, "unpaired-quotes")
        assert item.row == 4
        assert "row 4" in item.message


def test_a_long_cell_of_a_column_that_is_not_read_does_no_harm(tmp_path: Path) -> None:
    """A page of notes may be beside the columns."""
    _pack(tmp_path, "staff.csv", "person,ethnic_category,notes\np1,A," + "x" * 1_000_000 + "\n")
    assert check(tmp_path).rows["staff"].used == 1


def test_a_cell_that_is_far_too_long_is_said_to_be_so(tmp_path: Path) -> None:
    """With its row and the limit."""
    cell = "x" * (limits.CELL_CHARACTERS + 1)
    _pack(tmp_path, "staff.csv", f"person,ethnic_category,notes\np1,A,\np2,A,{cell}\n")
    item = the_item(tmp_path, "cell-too-long")
    assert item.row == 3
    assert "10,000,000 characters" in item.message


def test_a_separator_that_is_not_known_is_said_to_be_so(tmp_path: Path) -> None:
    """With those that are; the first row may be somebody's, so it is not printed."""
    _pack(tmp_path, "staff.csv", TEXT.replace(",", "^"))
    item = the_item(tmp_path, "missing-column")
    assert "Only one column was found" in item.message
    assert "semicolons" in item.message
    assert "ethnic_category" not in item.message + item.fix


def test_a_table_without_a_header_gives_nobody_away(tmp_path: Path) -> None:
    """The first row is not offered as a list of headers."""
    _pack(tmp_path, "staff.csv", "PID990017,A,1984-04-15\nPID990018,A,1985-05-16\n")
    item = the_item(tmp_path, "missing-column")
    assert not {"PID990017", "1984-04-15"} & set(item.fix.replace(".", ",").split(", "))
    assert "PID99" not in item.fix


@pytest.mark.parametrize("header", ["file row", "File Row"])
def test_a_parquet_column_of_any_name_leaves_row_numbers_alone(tmp_path: Path, header: str) -> None:
    """Rows are counted, whatever the file itself calls a row."""
    rows = [PERSON | {"person": f"p{n}", header: 1, "salary": -n} for n in range(2)]
    make_pack(tmp_path, form="parquet", staff=rows)
    assert the_item(tmp_path, "negative-pay").row == 3


def test_ids_that_a_parquet_file_holds_as_numbers_with_a_point(tmp_path: Path) -> None:
    """Whole ones are ids; what is no number is nobody, and its row is set aside."""
    ids = [7.0, float("nan"), float("inf"), 1e300, None]
    make_pack(tmp_path, form="parquet", staff=[PERSON | {"person": number} for number in ids])
    item = the_item(tmp_path, "missing-person")
    assert "3 rows (3, 4, 6)" in item.message
    read = query(tmp_path, "SELECT row, person FROM staff ORDER BY row")
    assert read == [(2, "7"), (5, "1e+300")]


def test_days_that_no_calendar_has_are_unreadable_in_parquet_too(tmp_path: Path) -> None:
    """As the same days would be in text: the other rows are used."""
    make_pack(tmp_path, manifest={"tables": {"staff": {"file": "staff.parquet"}}})
    days = pa.array([2**31 - 1, -(2**31), -900_000, 18_000, None], pa.int32()).cast(pa.date32())
    table = {"person": list("abcde"), "ethnic_category": ["A"] * 5, "start_date": days}
    pq.write_table(pa.table(table), tmp_path / "staff.parquet")
    assert "3 rows (2, 3, 4)" in the_item(tmp_path, "unreadable-date").message
    read = query(tmp_path, "SELECT row, started FROM staff ORDER BY row")
    assert read == [(5, date(2019, 4, 14)), (6, None)]
