"""The report on an AMHP service"""

import io
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from tests.factories.amhp_sets import service, write_set
from tests.factories.command import evenhand, started_anew

from evenhand.domain.amhp.sight.cases import cases
from evenhand.domain.amhp.sight.groups import UNKNOWN
from evenhand.domain.amhp.sight.report import SightReport
from evenhand.pipeline.amhp_report import report_of
from evenhand.pipeline.amhp_report_files import files_of, month_called, report_on
from evenhand.pipeline.amhp_report_wanted import Given, SightWanted
from evenhand.pipeline.wrong_use import WrongUse
from evenhand.reporting.sight.opening import MOST, stands_out

MARCH = date(2026, 3, 1)
PEOPLE = (
    ("white-british", 200_000), ("caribbean", 20_000), ("african", 10_000), ("indian", 20_000),
)  # fmt: skip
NUMBER_CELL = re.compile(r'<td class="number">([^<]*)</td>')


@cache
def made(readers: str = "service", *, months: int = 1, people=PEOPLE, **words) -> SightReport:  # type: ignore[no-untyped-def]
    """A report on a made-up service, where so many people live."""
    given = Given(bodies=("Ashdale Council",), people=dict(people))
    wanted = SightWanted(month=MARCH, readers=readers, months=months)
    return report_of(service(**words), given, wanted)


def page(report: SightReport) -> str:
    """Its page."""
    return str(files_of(report, ("html",))["amhp-report.html"])


@pytest.mark.parametrize("readers", ["service", "board", "public"])
def test_it_opens_with_at_most_three_sentences(readers: str) -> None:
    """The work with both ways in which it ended; what changed; equity."""
    said = stands_out(made(readers))
    assert len(said) <= MOST
    assert "without detention" in said[0]
    assert "White people" in said[2]


def test_work_that_ended_without_detention_is_as_visible_as_work_that_did() -> None:
    """In the first sentence, in the table of months, and before detentions in the table of outcomes."""
    text = page(made())
    assert text.index("Ended without detention") < text.index(">Detained<")
    outcomes = text[text.index("How considerations ended") :]
    assert outcomes.index("Not admitted, with crisis") < outcomes.index("Section 2, admission")


def test_what_changed_is_said_with_its_rule() -> None:
    """Three times as many considerations in the last month as usual."""
    said = stands_out(made(last_month=3.0))[1]
    assert said.startswith(
        "The number of considerations has changed: March 2026 lies above the limits"
    )
    assert "a point outside the limits" in said


def test_a_service_with_few_months_is_not_judged() -> None:
    """Months before the first record are no noughts."""
    report = made(months=1, seed=4, a_month=20)
    short = report_of(
        service(months=3), Given(bodies=("A",)), SightWanted(month=MARCH, readers="service")
    )
    assert report.charts["considered"].mean is not None
    assert short.charts["considered"].mean is None
    assert "too few months" in stands_out(short)[1]


def test_not_stated_not_known_and_not_asked_are_always_there_and_last() -> None:
    """In every table of groups, in this order."""
    last = tuple(group.slug for group in UNKNOWN)
    for table in made().equity:
        assert tuple(line.group.slug for line in table.lines[-3:]) == last
        assert all(line.finding is None for line in table.lines[-3:])


def test_black_people_are_found_to_be_detained_more_often() -> None:
    """The factory makes it so: 55% against 35% once considered."""
    table = next(
        t for t in made(a_month=150).equity
        if t.measure.name == "detained" and t.dimension.name == "ethnicity"
    )  # fmt: skip
    black = next(line for line in table.lines if line.group.slug == "black")
    assert str(black.finding) == "disparity"
    assert black.reading.startswith("Black people were 1.")


def test_rates_need_a_population() -> None:
    """Without one they are left out, and that is said."""
    without = made(people=())
    assert {table.measure.name for table in without.equity} == {
        "detained",
        "delayed",
        "interpreter",
    }
    assert "No population was given" in page(without)


def test_a_group_in_which_nobody_is_known_to_live_is_no_number_of_nought() -> None:
    """Residents whose ethnic group is not known: people considered stand alone, never as so many of 0."""
    assert not re.search(r"[1-9][\d,]* of 0</td>", page(made(people=(("not-known", 300_000),))))


@pytest.mark.parametrize("a_month", [5, 30, 90])
def test_no_small_number_is_printed_for_a_board(a_month: int) -> None:
    """Every number in a table of the page and the workbook is a multiple of five, or not there."""
    report = made("board", a_month=a_month, people=())
    files = files_of(report, ("html", "xlsx"))
    cells = NUMBER_CELL.findall(str(files["amhp-report.html"]))
    counts = [
        int(n.replace(",", ""))
        for cell in cells
        for n in re.findall(r"^[\d,]+| of ([\d,]+)", cell)
        if n
    ]
    assert counts
    assert not [n for n in counts if n % 5]
    book = openpyxl.load_workbook(io.BytesIO(bytes(files["amhp-report.xlsx"])))  # type: ignore[arg-type]
    for name in ("Work", "Delays", "Safety", "Workforce"):
        if name in book.sheetnames:
            numbers = [
                c.value for row in book[name].iter_rows() for c in row if isinstance(c.value, int)
            ]
            assert not [n for n in numbers if n % 5]


def test_pseudonyms_and_reasons_are_for_the_service_alone() -> None:
    """Whose approval ends when, and delays by reason, are in no report for others."""
    inside, outside = page(made()), page(made("board"))
    assert "by the service's own references" in inside.replace("&#39;", "'")
    assert "Delays by reason" in inside
    assert "own references" not in outside
    assert not re.search(r">P0\d\d<", outside)
    assert "Delays by reason" not in outside


def test_a_quarter_shows_its_three_months_one_by_one() -> None:
    """For readers outside no sum of several months is told."""
    said = stands_out(made("board", months=3))[0]
    assert said.startswith("Month by month: January 2026")
    assert "March 2026" in said


def test_the_same_rows_make_the_same_bytes() -> None:
    """In every format."""
    formats = ("html", "pdf", "docx", "xlsx")
    first, second = (files_of(made.__wrapped__(a_month=20), formats) for _ in range(2))
    assert first == second


def test_several_services_stand_side_by_side() -> None:
    """By name, with a funnel from ten services on; never ranked."""
    tables: dict[str, list] = {}
    bodies = tuple(f"Council {n:02}" for n in range(10))
    for number, body in enumerate(bodies):
        for name, rows in service(number, months=3, a_month=32).items():
            tables.setdefault(name, []).extend(row | {"body": body} for row in rows)
    wanted = SightWanted(month=MARCH, readers="board")
    report = report_of(tables, Given(bodies=bodies), wanted)
    text = page(report)
    assert "10 AMHP services" in text
    assert "outside the funnel" in text
    assert [each.body for each in report.counts.services] == sorted(bodies)


def test_rows_of_the_site_are_read_as_those_of_a_file() -> None:
    """Codes with commas, Decimal, None and "" as the database has them."""
    row = {
        "reference": "C1", "referred": datetime(2026, 3, 1, 9, tzinfo=UTC), "accepted": None, "triage": "",
        "outcome": "S2", "attended": None, "extended_hours": Decimal("0.00"), "disability": "LEARNING,AUTISM",
        "ethnicity": "M", "gender": "", "miles": None, "amhp": 7,
    }  # fmt: skip
    (case,) = cases(
        {
            "considerations": [row],
            "delays": [{"consideration": "C1", "reason": "BED", "since": None}],
        }
    )
    assert case.disability == ("LEARNING", "AUTISM")
    assert (case.day, case.consideration.triage, len(case.consideration.delays)) == (MARCH, None, 1)


def test_the_command_writes_every_format(tmp_path: Path) -> None:
    """And says what stands out; a row that cannot be used is told, and the exit code is 1."""
    folder = write_set(tmp_path / "set", service(months=3, a_month=32))
    (tmp_path / "people.csv").write_text(
        "ethnicity,population\nWhite British,200000\nBlack Caribbean,9000\n"
    )
    words = ("amhp", "report", folder, "--month", "2026-03", "--out", tmp_path / "out")
    ran = started_anew(*words, "--as", "board", "--population", tmp_path / "people.csv")
    assert ran.returncode == 0, ran.stderr
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "amhp-report.docx", "amhp-report.html", "amhp-report.pdf", "amhp-report.xlsx",
    ]  # fmt: skip
    with (folder / "considerations.csv").open("a") as file:
        file.write("Jo Smith\n")
    ran = evenhand(*words, "--format", "xlsx")
    assert ran.returncode == 1
    assert "unreadable-reference" in ran.stderr
    assert "Smith" not in ran.stdout + ran.stderr


@pytest.mark.parametrize(
    ("people", "said"),
    [
        pytest.param("ethnicity,population\nMartian,5\n", "row 2: the ethnic group is not one", id="A group that is not known"),
        pytest.param("group,number\nWhite,5\n", "no columns ethnicity and population", id="Other columns"),
        pytest.param("ethnicity,population\nWhite British,many\n", "row 2: the population is no whole number", id="No number"),
        pytest.param("body,ethnicity,population\nElsewhere,White British,5\n", "no population of Ashdale", id="Another place's"),
    ],
)  # fmt: skip
def test_a_population_that_cannot_be_used_is_refused(
    tmp_path: Path, people: str, said: str
) -> None:
    """With what to do."""
    folder = write_set(tmp_path / "set", service(a_month=2))
    (tmp_path / "people.csv").write_text(people)
    with pytest.raises(WrongUse, match=said):
        report_on(folder, SightWanted(month=MARCH), tmp_path / "people.csv")


def test_what_is_asked_for_wrongly_is_said() -> None:
    """Month, readers, number of months."""
    with pytest.raises(WrongUse, match="such as 2026-03"):
        month_called("March 2026")
    with pytest.raises(WrongUse, match="no readers called press"):
        SightWanted(month=MARCH, readers="press")
    with pytest.raises(WrongUse, match="one month or of three"):
        SightWanted(month=MARCH, months=2)


def test_no_word_recommends_or_scores() -> None:
    """It records, clocks, counts and warns."""
    words = page(made()) + page(made("board"))
    for wrong in (
        "should be detained",
        "risk score",
        "underperform",
        "worst",
        "Non-white",
        "non-White",
    ):
        assert wrong not in words
