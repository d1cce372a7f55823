"""Packs with known effects: which files there are, and that nobody in them could be somebody."""

import csv
import json
import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from evenhand.data.engines.duckdb import Engine
from evenhand.data.readers.pack import read_pack
from evenhand.data.synthetic.effects import default_effects
from evenhand.data.synthetic.synthesise import BadSize, synthesise

LAST = date(2025, 3, 31)
Make = Callable[..., dict[str, Path]]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(*, staff: int, bodies: int = 1, years: int = 1, seed: int = 7) -> dict[str, Path]:
        files = synthesise(
            staff=staff,
            bodies=bodies,
            years=years,
            seed=seed,
            effects=default_effects(),
            out=tmp_path / "pack",
            last_snapshot=LAST,
        )
        assert all(file.is_file() for file in files)
        return {file.name: file for file in files}

    return made


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_a_small_pack_is_csv_and_says_that_it_is_made_up(make: Make) -> None:
    files = make(staff=400, bodies=3)
    assert set(files) == {
        "pack.toml",
        "bodies.csv",
        "staff.csv",
        "applications.csv",
        "events.csv",
        "survey.csv",
        "truth.json",
    }
    manifest = tomllib.loads(files["pack.toml"].read_text(encoding="utf-8"))
    assert manifest["marked_as"] == "made up"
    assert manifest["year"]["snapshot"] == LAST
    for table in manifest["tables"].values():
        assert table["file"] in files


def test_a_large_pack_is_parquet_with_real_dates(make: Make) -> None:
    files = make(staff=20_000, bodies=2)
    schema = pq.read_schema(files["staff.parquet"])
    assert {str(schema.field(name).type) for name in ("start_date", "leave_date")} == {
        "date32[day]"
    }
    assert pq.ParquetFile(files["applications.parquet"]).metadata.num_rows == 40_000


def test_the_number_asked_for_is_the_number_in_post_in_each_year(make: Make) -> None:
    files = make(staff=501, bodies=4, years=3)
    in_post = Counter(
        row["year"]
        for row in rows_of(files["staff.csv"])
        if not row["leave_date"] and row["contract"] in ("permanent", "fixed-term")
    )
    assert in_post == {"2023-03-31": 501, "2024-03-31": 501, "2025-03-31": 501}
    manifest = tomllib.loads(files["pack.toml"].read_text(encoding="utf-8"))
    assert [year["snapshot"] for year in manifest["years"]] == [
        date(2023, 3, 31),
        date(2024, 3, 31),
        LAST,
    ]


def test_each_row_is_a_person_of_their_own_and_events_happen_to_people_on_the_list(
    make: Make,
) -> None:
    files = make(staff=600, bodies=2, years=2)
    people = [row["person"] for row in rows_of(files["staff.csv"])]
    assert len(set(people)) == len(people)
    assert {row["person"] for row in rows_of(files["events.csv"])} <= set(people)


@pytest.mark.parametrize("staff", [300, 20_000])
def test_a_pack_of_any_size_is_read_without_errors(make: Make, staff: int) -> None:
    files = make(staff=staff, bodies=3, years=2)
    with Engine(threads=1) as engine:
        pack = read_pack(files["pack.toml"].parent, engine=engine)
    assert pack.errors == []
    assert [body.name for body in pack.bodies] == [f"Made-up Trust 00{n}" for n in (1, 2, 3)]
    assert pack.snapshots == (date(2024, 3, 31), LAST)


def test_bodies_have_names_that_say_what_they_are(make: Make) -> None:
    names = [row["name"] for row in rows_of(make(staff=60, bodies=17)["bodies.csv"])]
    assert names[-1] == "Made-up Trust 017"
    assert len(set(names)) == 17


def test_no_column_holds_anything_that_names_a_person(make: Make) -> None:
    files = make(staff=300)
    for name in ("staff.csv", "events.csv", "survey.csv", "applications.csv"):
        header = set(rows_of(files[name])[0])
        assert not {column for column in header if "name" in column or "birth" in column}


def test_each_body_has_six_executives_and_six_others_on_its_board(make: Make) -> None:
    rows = rows_of(make(staff=900, bodies=2)["staff.csv"])
    board = Counter((row["body"], row["executive"]) for row in rows if row["board"] == "yes")
    assert set(board.values()) == {6}
    assert len(board) == 4


def test_everybody_appointed_was_shortlisted(make: Make) -> None:
    rows = rows_of(make(staff=500)["applications.csv"])
    outcomes = Counter((row["shortlisted"], row["appointed"]) for row in rows)
    assert outcomes[("yes", "yes")] > 0
    assert ("no", "yes") not in outcomes


def test_the_truth_stands_beside_the_pack_for_all_and_for_each_body(make: Make) -> None:
    truth = json.loads(make(staff=300, bodies=2)["truth.json"].read_text(encoding="utf-8"))
    assert truth["all"]["appointed"]["binary"]["white"]["ratio"] == 1.0
    assert set(truth["bodies"]) == {"X001", "X002"}
    # Inside a body the ratios are those of the effects; over all bodies together not quite, as
    # bodies differ both in how many they appoint and in who applies.
    for body in truth["bodies"].values():
        assert body["appointed"]["broad-5-2021"]["black"]["ratio"] == pytest.approx(0.60)
        assert body["appointed"]["broad-5-2021"]["asian"]["ratio"] == pytest.approx(0.65)
        assert 0.60 < body["appointed"]["binary"]["bme"]["ratio"] < 0.65
    assert truth["all"]["grades"]["binary"]["bme"]["rdr"]["lower to upper"] > 1


def test_everybody_but_non_executives_is_paid_and_some_have_a_bonus_or_reduced_pay(
    make: Make,
) -> None:
    rows = rows_of(make(staff=2000)["staff.csv"])
    unpaid = {row["contract"] for row in rows if not row["hourly_pay"]}
    assert unpaid == {"non-executive"}
    share = {
        name: sum(row[column] == value if value else bool(row[column]) for row in rows) / len(rows)
        for name, column, value in (("bonus", "bonus", ""), ("reduced", "full_pay", "no"))
    }
    assert 0.05 < share["bonus"] < 0.10
    assert 0.02 < share["reduced"] < 0.05


def test_pay_is_drawn_apart_so_that_it_changes_nothing_else(tmp_path: Path) -> None:
    """With other pay the same people are there, and the same happens to them."""
    packs = []
    for name, effects in (
        ("usual", default_effects()),
        (
            "other",
            replace(default_effects(), pay=default_effects().pay | {"bonus": {"white": 1.0}}),
        ),
    ):
        synthesise(
            staff=300, bodies=1, years=1, seed=7, effects=effects, out=tmp_path / name,
            last_snapshot=LAST,
        )  # fmt: skip
        pay = ("hourly_pay", "bonus", "full_pay")
        rows = rows_of(tmp_path / name / "staff.csv")
        files = [tmp_path / name / f"{table}.csv" for table in ("events", "survey", "applications")]
        packs.append(
            (
                [{k: v for k, v in row.items() if k not in pay} for row in rows],
                [file.read_bytes() for file in files],
            )
        )
    assert packs[0] == packs[1]


@pytest.mark.parametrize("wrong", [{"staff": 2, "bodies": 3}, {"bodies": 0}, {"years": 0}])
def test_sizes_that_no_pack_can_have_are_refused_in_words(
    make: Make, wrong: dict[str, int]
) -> None:
    with pytest.raises(BadSize, match="at least one year, one body, and one member of staff"):
        make(**({"staff": 10} | wrong))
