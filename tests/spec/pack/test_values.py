"""Values and how they are read"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.factories.packs import PERSON, check, make_pack, query, the_item

from evenhand.data.definitions.load import ethnicity

KNOWN = [category.slug for category in ethnicity().categories] + [*"ABCDEFGHJKLMNPRSZ"]
COUNT = {
    "indicator": "3",
    "grouping": "binary",
    "group": "White",
    "numerator": 5,
    "denominator": 100,
}
EVENT = {"person": "p1", "date": "2024-06-30", "kind": "disciplinary"}


@pytest.mark.parametrize(
    ("column", "value", "read"),
    [
        pytest.param("pay_band", "8A", ("rung", "8a"), id="pay band 8A"),
        pytest.param("pay_band", "Band 8a", ("rung", "8a"), id="pay band Band 8a"),
        pytest.param("pay_band", "8 a", ("rung", "8a"), id="pay band 8 a"),
        pytest.param("ethnic_category", "White - British", ("category", "white-british"), id="label"),
        pytest.param("ethnic_category", "", ("category", "not-known"), id="blank ethnic category"),
        pytest.param("ethnic_category", "Z", ("category", "not-stated"), id="not stated is not not known"),
        pytest.param("start_date", "2020-02-29", ("started", date(2020, 2, 29)), id="2020-02-29"),
        pytest.param("start_date", "29/02/2020", ("started", date(2020, 2, 29)), id="29/02/2020"),
        pytest.param("start_date", "29-Feb-2020", ("started", date(2020, 2, 29)), id="29-Feb-2020"),
        pytest.param("start_date", "29 February 2020", ("started", date(2020, 2, 29)), id="29 February 2020"),
        pytest.param("start_date", "20200229", ("started", date(2020, 2, 29)), id="20200229"),
        pytest.param("start_date", "29/02/2020 00:00", ("started", date(2020, 2, 29)), id="with a time"),
        pytest.param("leave_date", "31-DEC-4712", ("left", date(4712, 12, 31)), id="a leave date that means never"),
        pytest.param("salary", "£32,000.50", ("salary", 32000.5), id="£32,000.50"),
        pytest.param("salary", "32 000,50", ("salary", 32000.5), id="32 000,50"),
        pytest.param("salary", "32,000", ("salary", 32000.0), id="a comma before three digits parts thousands"),
        pytest.param("salary", "1,5", ("salary", 1.5), id="before one digit it is a decimal comma"),
        pytest.param("full_pay", "N", ("full_pay", False), id="less than full pay, because of leave"),
        pytest.param("full_pay", "", ("full_pay", None), id="blank: counts as full pay"),
        pytest.param("weekly_hours", "22.5", ("weekly_hours", 22.5), id="hours of a week"),
        pytest.param("weekly_hours", "0", ("weekly_hours", 0.0), id="no fixed hours"),
        pytest.param("amhp", "Y", ("amhp", True), id="Y is yes"),
        pytest.param("amhp", "X", ("amhp", True), id="X is yes"),
        pytest.param("amhp", "1", ("amhp", True), id="1 is yes"),
        pytest.param("amhp", "", ("amhp", False), id="blank is no"),
        pytest.param("contract", "Fixed Term Temp", ("contract", "fixed-term"), id="Fixed Term Temp"),
        pytest.param("contract", "NED", ("contract", "non-executive"), id="NED"),
        pytest.param("sex", "F", ("sex", "female"), id="F"),
        pytest.param("staff_group", "Medical and Dental", ("block", "medical"), id="Medical and Dental"),
        pytest.param("staff_group", "Regulated profession", ("regulated", True), id="a regulated profession"),
        pytest.param("registration", "SW12345", ("regulated", True), id="a registration number"),
        pytest.param("registration", "No", ("regulated", False), id="registration: no"),
        pytest.param("profession", "Registered Social Worker", ("profession", "social-worker"), id="profession"),
        pytest.param("profession", "Art therapist", ("profession", "Art therapist"), id="a profession not listed is kept"),
        pytest.param("route", "TUPE", ("route", "transferred"), id="TUPE"),
        pytest.param("employer", "example partnership trust", ("employer", "X01"), id="employer by this body's name"),
        pytest.param("employer", "Other Council", ("employer", "Other Council"), id="another employer"),
        pytest.param("age", "45", ("age", 45), id="age"),
        pytest.param("birth_date", "2000-04-01", ("age", 24), id="age the day before a birthday"),
        pytest.param("birth_date", "2000-03-31", ("age", 25), id="age on a birthday"),
    ],
)  # fmt: skip
def test_the_ways_in_which_systems_write_are_understood(
    tmp_path: Path, column: str, value: str, read: tuple[str, Any]
) -> None:
    """Nothing is said about them, as nothing is in doubt."""
    make_pack(tmp_path, staff=[PERSON | {column: value}, PERSON | {"person": "p2"}])
    clean, expected = read
    assert query(tmp_path, f'SELECT "{clean}" FROM staff WHERE row = 2') == [(expected,)]
    codes = {item.code for item in check(tmp_path).items}
    assert codes <= {"ethnicity-often-unknown"}


def test_a_translation_in_the_manifest_comes_first(tmp_path: Path) -> None:
    """Whatever the case of its letters and its spaces."""
    values = {"ethnic_category": {"white  BRITISH": "Z"}}
    make_pack(
        tmp_path,
        staff=[PERSON | {"ethnic_category": "White British "}],
        manifest={"tables": {"staff": {"values": values}}},
    )
    assert query(tmp_path, "SELECT category FROM staff") == [("not-stated",)]


@pytest.mark.parametrize(
    ("table", "row", "code", "severity", "shown", "used"),
    [
        pytest.param("staff", {"ethnic_category": "Martian"}, "unknown-ethnic-label", "error", "Martian", 1,
                     id="an ethnic label that nobody knows: kept, as not known"),
        pytest.param("staff", {"ethnic_category": "NA"}, "unknown-ethnic-label", "error", "NA", 1,
                     id="NA may be African or not applicable: somebody has to say"),
        pytest.param("staff", {"ethnic_category": "Black"}, "broad-ethnic-label", "warning", "Black", 1,
                     id="a label that says a broad group alone: kept, in no finer one"),
        pytest.param("staff", {"pay_band": "Spot salary"}, "band-not-on-ladder", "warning", "Spot salary", 1,
                     id="a band that is on no rung: kept, as not on the ladder"),
        pytest.param("staff", {"pay_band": ""}, "band-not-on-ladder", "warning", "(blank)", 1,
                     id="no band"),
        pytest.param("staff", {"contract": "Honorary"}, "unknown-label", "warning", "Honorary", 1,
                     id="a contract that nobody knows: kept, as blank"),
        pytest.param("staff", {"start_date": "31/02/2020"}, "unreadable-date", "error", "***", 0,
                     id="a day that is not in the calendar: set aside"),
        pytest.param("staff", {"start_date": "03/25/2020"}, "unreadable-date", "error", "***", 0,
                     id="a date with the month first: set aside"),
        pytest.param("staff", {"start_date": "43890"}, "excel-serial-date", "warning", "***", 1,
                     id="a date as Excel's day number"),
        pytest.param("staff", {"start_date": "29-FEB-20"}, "two-digit-year", "warning", "***", 1,
                     id="a year of two digits"),
        pytest.param("staff", {"leave_date": "2024/13/45"}, "unreadable-date", "error", "***", 0,
                     id="a last day that cannot be read says neither gone nor here: set aside"),
        pytest.param("staff", {"birth_date": "31/02/1980"}, "unreadable-date", "error", "***", 1,
                     id="a birth date that cannot be read: kept, as blank"),
        pytest.param("staff", {"salary": "about 30k"}, "unreadable-number", "error", "***", 1,
                     id="an amount in words"),
        pytest.param("staff", {"board": "perhaps"}, "unreadable-yes-no", "error", "perhaps", 1,
                     id="neither yes nor no"),
        pytest.param("staff", {"full_pay": "maternity"}, "unreadable-yes-no", "error", "***", 0,
                     id="full pay that cannot be read says neither yes nor no: set aside"),
        pytest.param("staff", {"body": "Z99"}, "unknown-body", "error", "Z99", 0,
                     id="a body that is not in the pack: set aside"),
        pytest.param("staff", {"year": "2019"}, "unknown-year", "warning", "2019", 0,
                     id="a year that is not in the pack: set aside"),
        pytest.param("applications", {"appointed": "pending"}, "unreadable-yes-no", "error", "pending", 0,
                     id="an application that is neither yes nor no: set aside"),
        pytest.param("events", {"kind": "Party"}, "unknown-event-kind", "error", "Party", 0,
                     id="an event of a kind that nobody knows: set aside"),
        pytest.param("events", {"date": "soon"}, "unreadable-date", "error", "***", 0,
                     id="an event without a readable date: set aside"),
        pytest.param("survey", {"question": "Q99"}, "unknown-question", "error", "Q99", 0,
                     id="a question that nobody knows: set aside"),
        pytest.param("survey", {"answer": "hmm"}, "unknown-answer", "error", "hmm", 0,
                     id="an answer that nobody knows: set aside"),
        pytest.param("counts", {"indicator": "33"}, "unknown-indicator", "error", "33", 0,
                     id="an indicator that the standard does not have: set aside"),
        pytest.param("counts", {"grouping": "ours"}, "unknown-grouping", "error", "ours, White", 0,
                     id="a grouping that nobody knows: set aside"),
        pytest.param("counts", {"group": "White British"}, "unknown-group", "error", "binary, White British", 0,
                     id="a group that is not in the grouping: set aside"),
        pytest.param("counts", {"numerator": "few"}, "unreadable-number", "error", "few", 0,
                     id="a count in words: set aside"),
        pytest.param("population", {"population": "1.5"}, "unreadable-number", "error", "1.5", 0,
                     id="half a person: set aside"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_told_with_its_row(
    tmp_path: Path,
    table: str,
    row: Mapping[str, str],
    code: str,
    severity: str,
    shown: str,
    used: int,
) -> None:
    """Values of personal columns are never shown: three stars stand for them."""
    usual: Mapping[str, Mapping[str, Any]] = {
        "staff": PERSON,
        "applications": {"ethnic_category": "A", "shortlisted": "yes", "appointed": "no"},
        "events": EVENT,
        "survey": {"ethnic_category": "A", "question": "discrimination", "answer": "no"},
        "counts": COUNT,
        "population": {"ethnic_category": "A", "population": 1000},
    }
    make_pack(tmp_path, **{table: [usual[table], dict(usual[table]) | {"person": "p2"} | row]})
    item = the_item(tmp_path, code)
    assert (item.severity, item.table, item.file) == (severity, table, f"{table}.csv")
    assert (item.row, item.value) == (3, shown)
    assert item.column in ("group", *row)
    assert check(tmp_path).rows[table].used == 1 + used


def test_one_message_for_each_label_with_how_many_rows_and_the_first(tmp_path: Path) -> None:
    """The most frequent first. Of very many, twenty are listed and the rest counted."""
    rows = [PERSON | {"person": f"p{n}", "ethnic_category": f"Label {n % 30}"} for n in range(61)]
    rows += [PERSON | {"person": slug, "ethnic_category": slug} for slug in KNOWN]
    make_pack(tmp_path, staff=rows)
    items = [item for item in check(tmp_path).items if item.code == "unknown-ethnic-label"]
    assert len(items) == 21
    assert (items[0].value, items[0].row) == ("Label 0", 2)
    assert "3 rows (2, 32, 62)" in items[0].message
    assert "10 more values of ethnic_category like these, in 20 rows" in items[-1].message


def test_a_message_does_not_repeat_its_place(tmp_path: Path) -> None:
    """File, row and column stand before it wherever it is printed."""
    make_pack(tmp_path, staff=[PERSON, PERSON | {"ethnic_category": "Martian", "salary": -1}])
    for code, place in (
        ("unknown-ethnic-label", "staff.csv, row 3, ethnic_category"),
        ("negative-pay", "staff.csv, row 3, salary"),
    ):
        item = the_item(tmp_path, code)
        assert item.place == place
        assert not any(part in item.message for part in place.split(", "))


def test_advice_about_whole_numbers_has_no_pence(tmp_path: Path) -> None:
    """A population is not written as 32000.00."""
    make_pack(tmp_path, population=[{"ethnic_category": "A", "population": "1.5"}])
    assert "such as 1200" in the_item(tmp_path, "unreadable-number").fix


def test_long_labels_are_cut_and_kept_on_one_line(tmp_path: Path) -> None:
    """Sixty characters are enough to find them."""
    make_pack(tmp_path, staff=[PERSON | {"ethnic_category": "a\nb\t" + "x" * 100}])
    value = the_item(tmp_path, "unknown-ethnic-label").value
    assert value == "a b " + "x" * 55 + "…"


def test_a_population_holds_for_every_year_unless_it_says_otherwise(tmp_path: Path) -> None:
    """And an event without a year belongs to the year in which it happened."""
    days = [date(2024, 3, 31), date(2025, 3, 31)]
    make_pack(
        tmp_path,
        staff=[PERSON | {"year": "2023/24"}, PERSON | {"year": "2025"}],
        events=[EVENT, EVENT | {"date": "2023-06-30"}, EVENT | {"date": "2025-06-30"}],
        population=[{"ethnic_category": "A", "population": 10}],
        manifest={"year": None, "years": [{"snapshot": day} for day in days]},
    )
    assert query(tmp_path, "SELECT snapshot, n FROM population ORDER BY 1") == [
        (days[0], 10),
        (days[1], 10),
    ]
    assert query(tmp_path, "SELECT snapshot, row FROM staff ORDER BY 1") == [
        (days[0], 2),
        (days[1], 3),
    ]
    events = query(tmp_path, "SELECT row, snapshot FROM events ORDER BY 1")
    assert events == [(2, days[1]), (3, days[0]), (4, days[1])]


def test_each_year_may_have_its_own_folder(tmp_path: Path) -> None:
    """Tables are described once; a year without a file is mentioned."""
    days = {"2024": date(2024, 3, 31), "2025": date(2025, 3, 31)}
    for name in days:
        make_pack(tmp_path / name, staff=[PERSON])
        (tmp_path / name / "pack.toml").unlink()
    (tmp_path / "2025" / "events.csv").write_text("person,date,kind\np1,2024-05-05,cpd\n")
    years = [{"snapshot": day, "folder": name} for name, day in days.items()]
    tables = {"staff": {"file": "staff.csv"}, "events": {"file": "events.csv"}}
    make_pack(tmp_path, manifest={"year": None, "years": years, "tables": tables})
    assert query(tmp_path, "SELECT snapshot, person FROM staff ORDER BY 1") == [
        (days["2024"], "p1"),
        (days["2025"], "p1"),
    ]
    item = the_item(tmp_path, "missing-file")
    assert (item.severity, item.file) == ("warning", "2024/events.csv")
    names = [file.name for file in check(tmp_path).files]
    assert names == ["2024/staff.csv", "2025/events.csv", "2025/staff.csv", "pack.toml"]


@pytest.mark.parametrize(
    ("folder", "code"),
    [
        pytest.param("nope", "missing-file", id="a folder that is not there"),
        pytest.param("../elsewhere", "outside-pack", id="a folder outside the pack"),
        pytest.param("staff.csv", "missing-file", id="a file"),
        pytest.param("link", "outside-pack", id="a link that leads out"),
    ],
)
@pytest.mark.parametrize("several", [False, True], ids=["one year", "two years"])
def test_a_folder_that_a_year_names_must_be_in_the_pack(
    tmp_path: Path, folder: str, code: str, several: bool
) -> None:
    """Files of the same names that lie elsewhere are not taken in its place."""
    pack, outside = tmp_path / "pack", tmp_path / "elsewhere"
    make_pack(outside, staff=[PERSON])
    year: dict[str, Any] = {"snapshot": date(2025, 3, 31), "folder": folder}
    before = {"snapshot": date(2024, 3, 31), "folder": "2024"}
    years = {"year": None, "years": [before, year]} if several else {"year": year}
    make_pack(pack, staff=[PERSON], manifest=years)
    make_pack(pack / "2024", staff=[PERSON])
    (pack / "link").symlink_to(outside)
    item = the_item(pack, code)
    assert (item.severity, item.file) == ("error", "pack.toml")
    assert item.column == ("years.2.folder" if several else "year.folder")
    read = check(pack)
    assert [file.name for file in read.files] == ["2024/staff.csv"] * several + ["pack.toml"]
    assert read.readable == several


def test_the_files_of_a_year_are_read_from_its_folder_only(tmp_path: Path) -> None:
    """One that lies beside the folder belongs to no year."""
    year = {"snapshot": date(2025, 3, 31), "folder": "2025"}
    make_pack(tmp_path, staff=[PERSON], manifest={"year": year})
    (tmp_path / "2025").mkdir()
    item = the_item(tmp_path, "missing-file")
    assert (item.severity, item.file) == ("error", "2025/staff.csv")
    (tmp_path / "staff.csv").rename(tmp_path / "2025" / "staff.csv")
    assert check(tmp_path).items == []


def test_several_bodies_are_told_by_id_or_name(tmp_path: Path) -> None:
    """A row without a body belongs to nobody, and is set aside."""
    (tmp_path / "bodies.csv").write_text(
        "id,name,kind,region\nA1,First Council,council,North\nB2,Second Council,council,\n"
    )
    rows = [PERSON | {"body": body} for body in ("A1", "second council", "")]
    manifest = {"body": None, "bodies": "bodies.csv", "ladder": {"rungs": ["5"]}}
    make_pack(tmp_path, staff=rows, manifest=manifest)
    assert query(tmp_path, "SELECT body, row FROM staff ORDER BY row") == [("A1", 2), ("B2", 3)]
    item = the_item(tmp_path, "missing-value")
    assert (item.row, item.column) == (4, "body")
