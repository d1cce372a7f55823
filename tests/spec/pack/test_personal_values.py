"""Personal values in messages"""

from pathlib import Path
from typing import Any

import pytest
from tests.factories.packs import PERSON, check, make_pack, the_item

EVENT = {"person": "p1", "date": "2024-06-30", "kind": "disciplinary"}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        pytest.param("ethnic_category", "PID{}", id="person ids as ethnic categories"),
        pytest.param("pay_band", "{}.5", id="hourly pay as pay bands"),
        pytest.param("contract", "{} Feb", id="birthdays as contracts"),
        pytest.param("board", "Person {}", id="names as yes or no"),
    ],
)
def test_a_column_that_is_another_one_is_said_to_be_so_without_its_values(
    tmp_path: Path, column: str, value: str
) -> None:
    """Where most of its values are not known, and there are more than twenty of them."""
    rows = [PERSON | {"person": f"p{n}", column: value.format(n)} for n in range(100, 121)]
    make_pack(tmp_path, staff=rows)
    item = the_item(tmp_path, "wrong-column")
    assert (item.severity, item.table, item.column, item.value) == ("error", "staff", column, "")
    assert "21 of 21 values are not known" in item.message
    items = check(tmp_path).items
    assert {each.column for each in items if each.code != "wrong-column"} <= {"ethnic_category"}
    assert not any(value.format(n) in repr(items) for n in range(100, 121))


def test_the_words_of_a_wide_column_are_listed_all_the_same(tmp_path: Path) -> None:
    """Twenty unknown values are no sign of another column; nor are many among more known ones."""
    rows = [PERSON | {"person": f"p{n}", "contract": f"Kind {n}"} for n in range(10, 30)]
    make_pack(tmp_path, staff=rows)
    items = [item for item in check(tmp_path).items if item.code == "unknown-label"]
    assert [item.value for item in items] == [row["contract"] for row in rows]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        pytest.param("ethnic_category", "E1234567", id="four digits in a row, as in an id"),
        pytest.param("pay_band", "81,898", id="the same with a comma"),
        pytest.param("contract", "17/02/76", id="a date"),
        pytest.param("contract", "2 Feb 76", id="a date in words"),
        pytest.param("contract", "a.person@example.org", id="an address"),
        pytest.param("ethnic_category", "Jane Roe", id="another person's id"),
        pytest.param("pay_band", "12.5", id="somebody's hourly pay"),
        pytest.param("year", "1976-02-17", id="a date as a year"),
    ],
)
def test_a_value_that_may_be_personal_is_masked_in_any_column(
    tmp_path: Path, column: str, value: str
) -> None:
    """One column of a row may have slipped into another."""
    rows: list[dict[str, Any]] = [
        PERSON | {"hourly_pay": 12.5, "person": "jane roe"},
        PERSON | {"person": "p2", column: value},
        PERSON | {"person": "p3", column: value + " "},
    ]
    make_pack(tmp_path, staff=rows)
    (item,) = [each for each in check(tmp_path).items if each.column == column and each.value]
    assert (item.value, item.row) == ("***", 3)
    assert "2 rows (3, 4)" in item.message
    assert value not in repr(check(tmp_path).items)


def test_masked_values_are_told_together(tmp_path: Path) -> None:
    """One message says how many rows there are, and values that may be shown have their own."""
    values = ["Martian", "P100001", "P100002", "P100003"]
    make_pack(tmp_path, staff=[PERSON | {"person": v, "ethnic_category": v + "x"} for v in values])
    items = [item for item in check(tmp_path).items if item.code == "unknown-ethnic-label"]
    assert [(item.value, item.row) for item in items] == [("***", 3), ("Martianx", 2)]
    assert "In 3 rows (3, 4, 5): " in items[0].message


def test_personal_values_are_in_no_message(tmp_path: Path) -> None:
    """Neither when they cannot be read nor when a rule sets their row aside."""
    secret = {
        "person": "SECRET-1",
        "birth_date": "SECRET-2",
        "salary": "SECRET-3",
        "start_date": "SECRET-4",
        "fte": "SECRET-5",
        "religion": "SECRET-6",
        "registration": "SECRET-7",
    }
    rows = [PERSON | secret, PERSON | secret | {"salary": "-98765", "fte": "1"}]
    make_pack(tmp_path, staff=rows, events=[EVENT | {"person": "SECRET-8", "date": "SECRET-9"}])
    pack = check(tmp_path)
    assert {"unreadable-date", "unreadable-number", "negative-pay"} <= {i.code for i in pack.items}
    assert "SECRET" not in repr(pack)
    assert "98765" not in repr(pack)
