"""Many services counted by two processes: the same as by one, and the same said of wrong rows."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.factories.amhp_sets import service, write_set

from evenhand.data.readers.amhp_set import SetReader, open_set
from evenhand.domain.amhp.sight.asks import asks_of
from evenhand.domain.amhp.sight.cases import cases
from evenhand.pipeline.amhp_report import Counted, Work
from evenhand.pipeline.amhp_report_wanted import Given, SightWanted
from evenhand.pipeline.amhp_shares import considered, in_shares

BODIES = ("Ashdale Council", "Brookmere Council", "Cold Norton Council")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three services together, a quarter of each, with rows that cannot be used and answers on no list."""
    sets = [service(seed, months=3, a_month=32) for seed, _ in enumerate(BODIES)]
    tables = {
        name: [row | {"body": body} for body, each in zip(BODIES, sets, strict=True) for row in each[name]]
        for name in ("considerations", "delays")
    }  # fmt: skip
    tables["asks"] = [
        {"body": row["body"], "consideration": row["reference"], "what": "BED", "asked": row["referred"],
         "answered": row["referred"] + timedelta(minutes=number), "answer": "FOUND"}
        for number, row in enumerate(tables["considerations"])
    ]  # fmt: skip
    place = write_set(tmp_path / "region", tables, *BODIES)
    file = place / "considerations.csv"
    with file.open(newline="", encoding="utf-8") as text:
        header, *rows = csv.reader(text)
    at = {name: number for number, name in enumerate(header)}
    rows[3][at["referred"]] = "yesterday"
    rows[100][at["outcome"]] = "NO SUCH CODE"
    rows[101][at["body"]] = "Nobody's Council"
    rows[150][at["body"]] = " Brookmere Council "
    rows[200][at["reference"]] = rows[201][at["reference"]]
    with file.open("w", newline="", encoding="utf-8") as text:
        csv.writer(text).writerows([[*header, "spare"], *rows])
    return place


def read_by_one(folder: Path, work: Work) -> tuple[SetReader, Counted]:
    read = open_set(folder)
    counted = work.counted(cases(considered(read)))
    counted.asks = work.asks(read.rows("asks"))
    return read, counted


@pytest.mark.parametrize("readers", ["service", "board"])
def test_two_processes_count_what_one_counts(folder: Path, readers: str) -> None:
    given, wanted = Given(bodies=BODIES), SightWanted(month=date(2026, 3, 1), readers=readers)
    work, read = Work(given, wanted), open_set(folder)
    alone, one = read_by_one(folder, work)
    with in_shares(read, given, wanted, worth=0) as counted:
        if counted is None:
            pytest.skip("This machine has one processor.")
        two = counted()
        told = work.told(two)
    assert two.each == one.each
    assert told == work.told(one)
    asked = asks_of(one.asks, work.months, ("BED",))
    assert asks_of(two.asks, work.months, ("BED",)) == asked
    assert bool(asked) is (readers == "service")
    assert (read.problems, read.counts, read.rejected) == (alone.problems, alone.counts, alone.rejected)  # fmt: skip
    assert {each.code for each in read.problems} >= {
        "unknown-column",
        "unreadable-time",
        "unknown-code",
        "no-body",
        "reference-twice",
        "no-such-consideration",
    }


def test_few_rows_are_counted_by_this_process(folder: Path) -> None:
    given, wanted = Given(bodies=BODIES), SightWanted(month=date(2026, 3, 1))
    with in_shares(open_set(folder), given, wanted) as counted:
        assert counted is None
