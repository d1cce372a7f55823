"""Rows that cannot be counted, and warnings about tables"""

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.factories.packs import PERSON, Rows, check, make_pack, query, the_item

from evenhand.data.engines.duckdb import Engine
from evenhand.data.readers.pack import read_pack, write_rejected

APPLICATION = {"ethnic_category": "A", "applied": "yes", "shortlisted": "yes", "appointed": "yes"}
EVENT = {"person": "p1", "date": "2024-06-30", "kind": "disciplinary"}
ANSWER = {"respondent": "r1", "ethnic_category": "A", "discrimination": "no"}
COUNT = {
    "indicator": "3",
    "grouping": "binary",
    "group": "White",
    "numerator": 5,
    "denominator": 100,
}
SHARE = COUNT | {"indicator": "5", "numerator": "", "denominator": "", "share": 0.25, "base": 80}
PEOPLE = {"ethnic_category": "A", "population": 1000}


@pytest.mark.parametrize(
    ("table", "usual", "row", "code", "column"),
    [
        pytest.param("staff", PERSON, {"person": " "}, "missing-person", "person", id="no person"),
        pytest.param("staff", PERSON, {"salary": "-1"}, "negative-pay", "salary", id="negative salary"),
        pytest.param("staff", PERSON, {"bonus": "(5)"}, "negative-pay", "bonus", id="negative bonus"),
        pytest.param("staff", PERSON, {"hourly_pay": "-1"}, "negative-pay", "hourly_pay", id="negative hourly pay"),
        pytest.param("staff", PERSON, {"weekly_hours": "169"}, "impossible-hours", "weekly_hours", id="more hours than a week has"),
        pytest.param("staff", PERSON, {"weekly_hours": "-1"}, "impossible-hours", "weekly_hours", id="hours below zero"),
        pytest.param("staff", PERSON, {"age": "13"}, "impossible-age", "age", id="thirteen years old"),
        pytest.param("staff", PERSON, {"birth_date": "1901-01-01"}, "impossible-age", "birth_date", id="born in 1901"),
        pytest.param("staff", PERSON, {"birth_date": "2026-01-01"}, "impossible-age", "birth_date", id="born after the snapshot"),
        pytest.param("staff", PERSON, {"start_date": "2024-02-01", "leave_date": "2024-01-31"}, "left-before-start", "leave_date", id="left before they started"),
        pytest.param("applications", APPLICATION, {"shortlisted": "no"}, "appointed-not-shortlisted", "appointed", id="appointed but not shortlisted"),
        pytest.param("applications", APPLICATION, {"applied": "no"}, "shortlisted-not-applied", "shortlisted", id="shortlisted but did not apply"),
        pytest.param("events", EVENT, {"person": ""}, "missing-person", "person", id="an event without a person"),
        pytest.param("events", EVENT, {"date": ""}, "missing-value", "date", id="an event without a date"),
        pytest.param("events", EVENT, {"kind": ""}, "missing-value", "kind", id="an event without a kind"),
        pytest.param("survey", ANSWER, {"weight": "-1"}, "negative-number", "weight", id="a weight below zero"),
        pytest.param("survey", ANSWER, {"discrimination": "yes"}, "repeated-key", "respondent", id="a respondent with a second set of answers"),
        pytest.param("counts", COUNT, {"numerator": 101}, "numerator-above-denominator", "numerator", id="101 of 100"),
        pytest.param("counts", COUNT, {"numerator": -1}, "negative-number", "numerator", id="a count below zero"),
        pytest.param("counts", COUNT, {"denominator": ""}, "missing-value", "numerator", id="a numerator alone"),
        pytest.param("counts", COUNT, {"numerator": 6}, "repeated-key", "numerator", id="two figures for one thing"),
        pytest.param("counts", SHARE, {"share": "25"}, "share-out-of-range", "share", id="25 as a share"),
        pytest.param("population", PEOPLE, {"population": -4}, "negative-number", "population", id="a population below zero"),
        pytest.param("population", PEOPLE, {"population": ""}, "missing-value", "population", id="a population without a number"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_counted_is_set_aside(
    tmp_path: Path,
    table: str,
    usual: Mapping[str, Any],
    row: Mapping[str, Any],
    code: str,
    column: str,
) -> None:
    """It is counted, and kept with its reason; the other rows are used."""
    make_pack(tmp_path, **{table: [usual, dict(usual) | row]})
    item = the_item(tmp_path, code)
    assert (item.severity, item.row, item.column) == ("error", 3, column)
    pack = check(tmp_path)
    counts = pack.rows[table]
    assert (counts.read, counts.used, counts.rejected, counts.repeated) == (2, 1, 1, 0)
    (rejected,) = [row for part in pack.rejected for row in part.to_pylist()]
    assert (rejected["row"], rejected["code"], rejected["column"]) == (3, code, column)


def _read_and_write(folder: Path) -> list[dict[str, str]]:
    with Engine() as engine:
        pack = read_pack(folder, engine=engine)
    assert write_rejected(pack) == []
    file = folder / ".evenhand" / "rejected.csv"
    if not file.exists():
        return []
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    with file.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_rejected_rows_are_kept_where_only_their_owner_can_read_them(tmp_path: Path) -> None:
    """In rejected.csv in the pack's private folder: each with its row, column, reason and record."""
    rows = [PERSON, {"person": "", "ethnic_category": '=HYPERLINK("x")', "pay_band": "é,\n5"}]
    make_pack(tmp_path, staff=rows)
    (rejected,) = _read_and_write(tmp_path)
    record = json.loads(rejected.pop("record"))
    assert rejected == {
        "table": "staff",
        "file": "staff.csv",
        "row": "3",
        "column": "person",
        "code": "missing-person",
    }
    assert record == rows[1]


def test_ragged_rows_are_kept_too(tmp_path: Path) -> None:
    """With every field they have."""
    make_pack(tmp_path, staff=[PERSON])
    with (tmp_path / "staff.csv").open("a") as file:
        file.write("p2,A\n")
    (rejected,) = _read_and_write(tmp_path)
    assert (rejected["code"], json.loads(rejected["record"])) == ("ragged-row", ["p2", "A"])


def test_when_the_pack_is_mended_the_rejected_rows_go(tmp_path: Path) -> None:
    """No copy of personal data stays behind."""
    make_pack(tmp_path, staff=[PERSON, PERSON | {"person": ""}])
    assert len(_read_and_write(tmp_path)) == 1
    make_pack(tmp_path, staff=[PERSON])
    assert _read_and_write(tmp_path) == []


def test_a_pack_that_may_not_be_written_to_gives_a_warning(tmp_path: Path) -> None:
    """The check goes on without rejected.csv."""
    make_pack(tmp_path, staff=[PERSON, PERSON | {"person": ""}])
    (tmp_path / ".evenhand").write_text("a file where the folder should be")
    with Engine() as engine:
        pack = read_pack(tmp_path, engine=engine)
    (item,) = write_rejected(pack)
    assert (item.code, item.severity) == ("not-writable", "warning")


def test_a_link_in_place_of_rejected_csv_is_replaced_and_not_followed(tmp_path: Path) -> None:
    """A pack from somebody else must not make Evenhand write elsewhere."""
    folder = tmp_path / "pack"
    make_pack(folder, staff=[PERSON, PERSON | {"person": ""}])
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    (folder / ".evenhand").mkdir(mode=0o700)
    (folder / ".evenhand" / "rejected.csv").symlink_to(outside)
    assert len(_read_and_write(folder)) == 1
    assert outside.read_text() == "mine"


def test_a_link_in_place_of_the_private_folder_is_not_followed(tmp_path: Path) -> None:
    """For the same reason."""
    folder, outside = tmp_path / "pack", tmp_path / "outside"
    outside.mkdir()
    make_pack(folder, staff=[PERSON, PERSON | {"person": ""}])
    (folder / ".evenhand").symlink_to(outside)
    with Engine() as engine:
        pack = read_pack(folder, engine=engine)
    assert [item.code for item in write_rejected(pack)] == ["not-writable"]
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        pytest.param("staff", [PERSON], id="staff"),
        pytest.param("events", [EVENT], id="events"),
        pytest.param("counts", [COUNT], id="counts"),
        pytest.param("population", [PEOPLE], id="population"),
        pytest.param("survey", [ANSWER], id="answers of one respondent"),
    ],
)
def test_rows_that_are_the_same_to_the_letter_count_once(
    tmp_path: Path, table: str, rows: Rows
) -> None:
    """And are mentioned."""
    make_pack(tmp_path, **{table: [*rows, *rows, *rows]})
    item = the_item(tmp_path, "repeated-row")
    assert (item.severity, item.row) == ("warning", 3)
    counts = check(tmp_path).rows[table]
    assert (counts.read, counts.used, counts.repeated) == (3, 1, 2)


def test_applications_and_nameless_answers_that_are_the_same_are_different_people(
    tmp_path: Path,
) -> None:
    """Nothing in them says who it is, so the same row twice is nothing strange."""
    answer = {"respondent": "", "ethnic_category": "A", "discrimination": "no"}
    make_pack(tmp_path, applications=[APPLICATION] * 2, survey=[answer] * 2)
    pack = check(tmp_path)
    assert (pack.rows["applications"].used, pack.rows["survey"].used) == (2, 2)
    assert pack.items == []


def test_a_table_without_a_usable_row_is_left_out(tmp_path: Path) -> None:
    """And it is said, beside what is wrong with its rows."""
    make_pack(tmp_path, staff=[PERSON | {"person": ""}], population=[PEOPLE])
    assert the_item(tmp_path, "no-usable-rows").table == "staff"
    assert check(tmp_path).tables == ("population",)


def _people(count: int, unknown: int) -> list[Mapping[str, Any]]:
    return [
        PERSON | {"person": f"p{n}", "ethnic_category": "Z" if n < unknown else "A"}
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("unknown", "warned"),
    [
        pytest.param(5, False, id="5 of 100 are not known"),
        pytest.param(6, True, id="6 of 100 are not known"),
    ],
)
def test_more_than_five_per_cent_not_known_is_warned_about(
    tmp_path: Path, unknown: int, warned: bool
) -> None:
    """Not stated and not known together."""
    make_pack(tmp_path, staff=_people(100, unknown))
    found = [item.code for item in check(tmp_path).items]
    assert found == (["ethnicity-often-unknown"] if warned else [])


@pytest.mark.parametrize(
    ("day", "outside"),
    [
        pytest.param("2024-03-31", True, id="the day of the snapshot before"),
        pytest.param("2024-04-01", False, id="the first day of the year"),
        pytest.param("2025-03-31", False, id="the day of the snapshot"),
        pytest.param("2025-04-01", True, id="the day after"),
    ],
)
def test_events_belong_to_the_twelve_months_to_the_snapshot(
    tmp_path: Path, day: str, outside: bool
) -> None:
    """Others are mentioned and kept, and counting leaves them out."""
    make_pack(tmp_path, staff=[PERSON], events=[EVENT | {"date": day}])
    codes = [item.code for item in check(tmp_path).items]
    assert codes == (["event-outside-year"] if outside else [])
    assert check(tmp_path).rows["events"].used == 1


@pytest.mark.parametrize(
    ("event", "codes"),
    [
        pytest.param({"person": "p9"}, ["event-person-not-listed"], id="no ethnic category"),
        pytest.param({"person": "p9", "ethnic_category": "N"}, [], id="with one of its own"),
    ],
)
def test_an_event_of_somebody_who_is_not_on_the_list(
    tmp_path: Path, event: Mapping[str, str], codes: Sequence[str]
) -> None:
    """People who have left may be missing from the staff list; their events count all the same."""
    make_pack(tmp_path, staff=[PERSON, PERSON | {"person": "p2"}], events=[EVENT | event])
    assert [item.code for item in check(tmp_path).items] == codes


def test_more_people_in_the_disciplinary_process_than_staff_is_an_error(tmp_path: Path) -> None:
    """The tables cannot be of the same body and year then."""
    events = [EVENT | {"person": f"p{n}", "ethnic_category": "A"} for n in range(3)]
    make_pack(tmp_path, staff=[PERSON, PERSON | {"person": "p0"}], events=events)
    item = the_item(tmp_path, "more-events-than-staff")
    assert (item.severity, item.table) == ("error", "events")
    assert "3 people" in item.message


@pytest.mark.parametrize(
    ("listed", "entered", "groups"),
    [
        pytest.param("AAAAN", "NN", 1, id="two of a category of one"),
        pytest.param("AAAAN", "N", 0, id="one of a category of one"),
        pytest.param("AAAAA", "NN", 0, id="a category that nobody on the list has gives no rate"),
        pytest.param("AAAAZ", "ZZ", 0, id="not stated is no group"),
        pytest.param("AAANR", "NNRR", 2, id="two categories"),
    ],
)
def test_more_people_with_events_than_staff_of_a_category_is_a_warning(
    tmp_path: Path, listed: str, entered: str, groups: int
) -> None:
    """Their rate would be above 100%. Which groups is not said: they may be of very few people."""
    staff = [PERSON | {"person": f"p{n}", "ethnic_category": c} for n, c in enumerate(listed)]
    events = [
        EVENT | {"person": f"q{n}", "ethnic_category": c, "kind": "cpd"}
        for n, c in enumerate(entered)
    ]
    make_pack(tmp_path, staff=staff, events=events)
    found = [item for item in check(tmp_path).items if item.code == "more-events-than-group"]
    assert len(found) == (1 if groups else 0)
    for item in found:
        assert (item.severity, item.table) == ("warning", "events")
        assert f"in {groups} ethnic categor" in item.message
        assert "training" in item.message
        assert "african" not in item.message.lower()


def test_the_same_events_of_few_people_are_no_such_error(tmp_path: Path) -> None:
    """People are counted, not events."""
    events = [EVENT | {"date": f"2024-06-{day}"} for day in range(10, 20)]
    make_pack(tmp_path, staff=[PERSON], events=events)
    assert check(tmp_path).items == []


@pytest.mark.parametrize("form", [pytest.param("csv", id="CSV"), pytest.param("parquet", id="Parquet")])  # fmt: skip
def test_a_pack_read_twice_says_the_same_twice(tmp_path: Path, form: str) -> None:
    """The same files, items, counts and rows, in the same order, in the same engine too."""
    rows = [PERSON | {"person": f"p{n % 40}", "ethnic_category": f"L{n % 7}"} for n in range(50)]
    make_pack(tmp_path, form=form, staff=rows)
    with Engine() as engine:
        first = read_pack(tmp_path, engine=engine)
        table = engine.rows("SELECT * FROM staff ORDER BY row")
        assert read_pack(tmp_path, engine=engine) == first
        assert engine.rows("SELECT * FROM staff ORDER BY row") == table
    assert query(tmp_path, "SELECT * FROM staff ORDER BY row") == table
