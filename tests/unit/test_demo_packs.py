"""The made-up council and trust: real exports in form, nobody's records in content."""

import csv
import tomllib
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from evenhand.data.definitions.load import ethnicity
from evenhand.data.engines.duckdb import Engine
from evenhand.data.readers.dates import read_date
from evenhand.data.readers.pack import read_pack
from evenhand.data.synthetic.demo import SNAPSHOTS, write_demo

BODIES = ("council", "trust")


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    written = write_demo(folder, 1)
    assert all(file.is_file() for file in written)
    return folder


@cache
def manifest(packs: Path, body: str) -> dict[str, Any]:
    return tomllib.loads((packs / body / "pack.toml").read_text(encoding="utf-8"))


@cache
def rows_of(packs: Path, body: str, year: int, table: str) -> list[dict[str, str]]:
    """Rows under the pack's own column names, in the system's words."""
    entry = manifest(packs, body)["tables"][table]
    file = packs / body / str(year) / entry["file"]
    with file.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines, delimiter=";" if body == "council" else ",")
        return [
            {column: row[header] for column, header in entry["columns"].items()} for row in reader
        ]


@pytest.mark.parametrize("body", BODIES)
def test_every_file_that_a_manifest_names_is_there_for_every_year(packs: Path, body: str) -> None:
    content = manifest(packs, body)
    assert content["marked_as"] == "made up"
    assert [year["snapshot"] for year in content["years"]] == list(SNAPSHOTS)
    for year in content["years"]:
        for table in content["tables"].values():
            assert (packs / body / year["folder"] / table["file"]).is_file()


@pytest.mark.parametrize("body", BODIES)
def test_every_ethnic_label_is_translated_to_a_category_that_exists(packs: Path, body: str) -> None:
    known = ethnicity()
    for table, entry in manifest(packs, body)["tables"].items():
        words = entry["values"]["ethnic_category"]
        assert all(known.find_category(code) for code in words.values())
        for row in rows_of(packs, body, 2025, table):
            assert row["ethnic_category"] == "" or row["ethnic_category"] in words


@pytest.mark.parametrize(("body", "about"), [("council", 1400), ("trust", 3200)])
def test_the_two_have_the_size_that_they_say(packs: Path, body: str, about: int) -> None:
    for day in SNAPSHOTS:
        here = [
            row
            for row in rows_of(packs, body, day.year, "staff")
            if not row["leave_date"]
            and row["contract"] in ("Permanent", "Fixed Term", "Fixed Term Temp")
        ]
        assert about * 0.95 < len(here) < about * 1.06


@pytest.mark.parametrize("body", BODIES)
def test_most_people_of_one_year_are_there_in_the_next(packs: Path, body: str) -> None:
    first = {row["person"]: row for row in rows_of(packs, body, 2024, "staff")}
    second = {row["person"]: row for row in rows_of(packs, body, 2025, "staff")}
    stayed = [person for person, row in first.items() if not row["leave_date"]]
    assert set(stayed) <= set(second)
    assert all(first[p]["ethnic_category"] == second[p]["ethnic_category"] for p in stayed)
    assert any(first[p]["pay_band"] != second[p]["pay_band"] for p in stayed)
    left = [person for person, row in first.items() if row["leave_date"]]
    assert not set(left) & set(second)


@pytest.mark.parametrize("body", BODIES)
def test_leavers_left_within_the_year_and_after_they_started(packs: Path, body: str) -> None:
    leavers = [row for row in rows_of(packs, body, 2025, "staff") if row["leave_date"]]
    assert leavers
    for row in leavers:
        left, _ = read_date(row["leave_date"], latest_year=2025)
        started, _ = read_date(row["start_date"], latest_year=2025)
        assert left and started and started < left
        assert date(2024, 3, 31) < left <= date(2025, 3, 31)
        assert row["leaving_reason"]


def test_the_councils_seconded_social_workers_stand_in_both_lists(packs: Path) -> None:
    council = rows_of(packs, "council", 2025, "staff")
    away = [
        row for row in council if row["host"] == "Alderbrook and Fenmoor Mental Health NHS Trust"
    ]
    trust = rows_of(packs, "trust", 2025, "staff")
    hosted = [row for row in trust if row["employer"] == "Alderbrook Council"]
    assert len(away) == len(hosted) >= 38
    assert {row["route"] for row in hosted} == {"Hosted - seconded in"}
    assert Counter(row["birth_date"][-4:] for row in away) == Counter(
        row["birth_date"][-4:] for row in hosted
    )


def test_social_workers_come_by_every_route_under_many_job_titles(packs: Path) -> None:
    rows = [r for r in rows_of(packs, "trust", 2025, "staff") if r["profession"] == "Social Worker"]
    assert {row["route"] for row in rows} == {
        "Employed",
        "Hosted - seconded in",
        "TUPE transfer in",
        "Agency",
    }
    assert len({row["role"] for row in rows}) >= 6


def test_amhps_are_mostly_social_workers_and_some_nurses(packs: Path) -> None:
    amhps = [row for row in rows_of(packs, "trust", 2025, "staff") if row["amhp"] == "Yes"]
    by_profession = Counter(row["profession"] for row in amhps)
    assert set(by_profession) == {"Social Worker", "Registered Nurse"}
    assert by_profession["Social Worker"] > by_profession["Registered Nurse"]


def test_the_trust_has_a_board_and_the_council_senior_managers(packs: Path) -> None:
    here = [row for row in rows_of(packs, "trust", 2025, "staff") if not row["leave_date"]]
    board = [row for row in here if row["board"] == "Yes"]
    assert (len(board), sum(row["voting"] == "Yes" for row in board)) == (14, 12)
    assert sum(row["executive"] == "Yes" for row in board) == 7
    council = [row for row in rows_of(packs, "council", 2025, "staff") if not row["leave_date"]]
    assert sum(row["senior_manager"] == "Y" for row in council) == 20


def test_the_council_gives_salaries_with_hours_and_the_trust_hourly_pay_with_bonuses(
    packs: Path,
) -> None:
    council = rows_of(packs, "council", 2025, "staff")
    employed = [row for row in council if row["contract"] != "Agency Worker"]
    assert all(row["salary"] and row["weekly_hours"] for row in employed)
    assert {row["full_pay"] for row in council} == {"Full pay", "Reduced pay (leave)", ""}
    trust = rows_of(packs, "trust", 2025, "staff")
    consultants = [row for row in trust if row["role"] == "Consultant psychiatrist"]
    assert 0.3 < sum(bool(row["bonus"]) for row in consultants) / len(consultants) < 0.7
    unpaid = {row["contract"] for row in trust if not row["hourly_pay"] and not row["employer"]}
    assert unpaid == {"Non-Exec Director/Chair"}
    # The council pays those whom it has seconded.
    assert not any(row["hourly_pay"] for row in trust if row["employer"] == "Alderbrook Council")


def test_a_persons_place_in_their_grade_stays_theirs(packs: Path) -> None:
    """Between two years pay rises with everybody's, unless the grade or full pay changed."""
    first, second = (
        {row["person"]: row for row in rows_of(packs, "trust", year, "staff")}
        for year in (2024, 2025)
    )
    same = [
        (first[p], row)
        for p, row in second.items()
        if p in first
        and row["hourly_pay"]
        and (first[p]["pay_band"], first[p]["full_pay"]) == (row["pay_band"], row["full_pay"])
    ]
    assert len(same) > 2000
    for before, after in same:
        assert float(after["hourly_pay"]) / float(before["hourly_pay"]) == pytest.approx(
            1.035, abs=0.002
        )


@pytest.mark.parametrize("body", BODIES)
def test_a_little_ethnicity_is_not_stated_and_a_little_not_known(packs: Path, body: str) -> None:
    labels = Counter(row["ethnic_category"] for row in rows_of(packs, body, 2025, "staff"))
    words = {"council": ("Not Disclosed", ""), "trust": ("Z Not Stated", "Unspecified")}[body]
    everybody = labels.total()
    assert 0.02 < labels[words[0]] / everybody < 0.06
    assert 0.01 < labels[words[1]] / everybody < 0.05


@pytest.mark.parametrize("body", BODIES)
def test_the_demonstration_is_read_with_warnings_and_without_errors(packs: Path, body: str) -> None:
    with Engine(threads=1) as engine:
        pack = read_pack(packs / body, engine=engine)
    assert pack.errors == []
    assert {"band-not-on-ladder", "several-posts"} <= {item.code for item in pack.warnings}
    assert all(count.used == count.read for count in pack.rows.values())
    assert pack.marked_as == "made up"


@pytest.mark.parametrize(("body", "band"), [("council", "Soulbury 7"), ("trust", "Spot salary")])
def test_there_is_something_for_a_check_to_warn_about(packs: Path, body: str, band: str) -> None:
    rows = rows_of(packs, body, 2025, "staff")
    assert any(row["pay_band"] == band for row in rows)
    assert max(Counter(row["person"] for row in rows).values()) == 2
