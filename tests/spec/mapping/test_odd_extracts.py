"""Extracts that cannot be read at a glance"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.factories import extracts
from tests.factories.extracts import write_csv
from tests.factories.packs import query
from tests.spec.mapping.test_layouts import TODAY, categories, map_yes

from evenhand.pipeline.map import About, map_extract, take_the_guess
from evenhand.pipeline.wrong_use import WrongUse

HEADER = ["Employee Number", "Ethnic Origin", "Band", "Start Date"]


def _rows(days: list[str]) -> list[list[str]]:
    return [[f"E{n}", "A White - British", "5", day] for n, day in enumerate(days, start=1001)]


def _said(made: Any) -> str:
    return "\n".join(each.line() for each in made.proposal.unsure)


@pytest.mark.parametrize(
    ("days", "order", "first"),
    [
        pytest.param(["13/02/2024", "01/02/2024"], "", date(2024, 2, 13), id="day first"),
        pytest.param(["02/13/2024", "01/02/2024"], "month-first", date(2024, 2, 13), id="American"),
        pytest.param(["03/04/2024", "01/02/2024"], "day-first", date(2024, 4, 3), id="either way"),
        pytest.param(["45337", "45338"], "", date(2024, 2, 15), id="Excel's numbers"),
        pytest.param(["2024-02-13", "2024-04-03"], "", date(2024, 2, 13), id="year first"),
    ],
)
def test_the_order_of_dates(days: list[str], order: str, first: date, tmp_path: Path) -> None:
    """What is told by one date holds for all of its table; what no date tells is listed."""
    write_csv(tmp_path / "staff.csv", [HEADER, *_rows(days)])
    made = map_yes(tmp_path)
    assert made.proposal.tables[0].dates == order
    assert ("could be read either way" in _said(made)) == (order == "day-first")
    ((day,), *_) = query(tmp_path, "SELECT started FROM staff ORDER BY row")
    assert day == first


def test_dates_that_contradict_each_other_are_listed(tmp_path: Path) -> None:
    """Some can only be day first, others only month first."""
    write_csv(tmp_path / "staff.csv", [HEADER, *_rows(["13/02/2024", "02/13/2024"])])
    assert "only month first" in _said(map_yes(tmp_path))


def test_the_order_is_asked_where_no_date_tells_it(tmp_path: Path) -> None:
    """And what is answered is how it is read."""
    write_csv(tmp_path / "staff.csv", [HEADER, *_rows(["03/04/2024"])])
    asked = []

    def choose(question: Any) -> str:
        asked.append(question.key)
        return "month-first" if question.key == "dates|staff" else question.guess

    map_extract(tmp_path, About(snapshot=extracts.SNAPSHOT), choose, today=TODAY)
    assert "dates|staff" in asked
    assert query(tmp_path, "SELECT started FROM staff") == [(date(2024, 3, 4),)]


def test_of_columns_that_differ_in_a_year_the_latest_is_taken_and_listed(tmp_path: Path) -> None:
    """One person a row, and a column for each year."""
    header = ["Employee Number", "Ethnic Origin", "Band 2023", "Band 2024", "Band 2025"]
    write_csv(tmp_path / "staff.csv", [header, ["E1001", "A", "4", "5", "6"]])
    made = map_yes(tmp_path)
    assert query(tmp_path, "SELECT rung FROM staff") == [("6",)]
    assert "its name has a year" in _said(made)


def test_without_a_header_columns_are_told_by_what_they_hold(tmp_path: Path) -> None:
    """And the first row, which is a person, is counted and not printed."""
    rows = [
        [f"9{n:07}", ("A White - British", "N Black or Black British - African")[n % 2], "45.2"]
        for n in range(20)
    ]
    write_csv(tmp_path / "staff.csv", rows)
    made = map_yes(tmp_path)
    assert categories(tmp_path) == {"white-british": 10, "african": 10}
    assert "it has no header" in _said(made)
    assert "90000000" not in _said(made) + made.manifest.read_text() + made.mapping.read_text()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param([], "The file is empty", id="an empty file"),
        pytest.param([HEADER], "no rows below its header", id="a header alone"),
        pytest.param(
            [["Row Labels", "Count of Employee Number"], ["White", "30"], ["Grand Total", "30"]],
            "it is a pivot table",
            id="a pivot table",
        ),
        pytest.param([["Dear all"], ["Please find"]], "no row of it was recognised", id="a letter"),
    ],
)
def test_what_is_no_table_is_left_out_and_said_so(
    rows: list[list[str]], said: str, tmp_path: Path
) -> None:
    """Nothing is written where nothing was mapped."""
    write_csv(tmp_path / "staff.csv", rows)
    made = map_yes(tmp_path)
    assert said in _said(made)
    assert not made.manifest.exists()


def test_two_hundred_columns(tmp_path: Path) -> None:
    """Those that are known are found among them."""
    more = [f"Local field {n}" for n in range(196)]
    rows = [[*["x"] * 98, *row, *["x"] * 98] for row in _rows(["2024-02-01", "2024-02-02"])]
    write_csv(tmp_path / "staff.csv", [[*more[:98], *HEADER, *more[98:]], *rows])
    made = map_yes(tmp_path)
    assert made.proposal.tables[0].columns == {
        "person": "Employee Number",
        "ethnic_category": "Ethnic Origin",
        "pay_band": "Band",
        "start_date": "Start Date",
    }
    assert categories(tmp_path) == {"white-british": 2}


def test_of_two_columns_that_are_called_the_same_one_is_named_by_its_number(tmp_path: Path) -> None:
    """The first one that holds what it promises; it is listed."""
    rows = [["E1001", "A", "n/a see notes", "5"], ["E1002", "A", "", "6"]]
    header = ["Employee Number", "Ethnic Origin", "Start Date", "Start Date"]
    rows = [["E1001", "A", "see file", "2020-01-01"], ["E1002", "B", "see file", "2021-01-01"]]
    write_csv(tmp_path / "staff.csv", [header, *rows])
    made = map_yes(tmp_path)
    assert made.proposal.tables[0].columns["start_date"] == "Start Date (2)"
    assert "two columns are called the same" in _said(made)
    assert query(tmp_path, "SELECT min(started) FROM staff") == [(date(2020, 1, 1),)]


def test_nothing_that_may_be_somebodys_is_in_what_is_said_asked_or_written(tmp_path: Path) -> None:
    """Names, ids, pay and dates of people, whatever their column is called; nor labels of one row."""
    staff = extracts.people(60)
    header = [
        "Employee Number",
        "Ethnic Origin",
        "Grade",
        "Gender",
        "Line Manager",
        "Notes",
        "DOB",
        "Occupation",
        "Band",
    ]
    rows = [
        [p.id, "A White - British" if n else f"{extracts.SECRET}ish", p.band, f"{extracts.SECRET}",
         f"Jo {extracts.SECRET}", f"Spoke to {extracts.SECRET} {n}", "17/02/1976",
         extracts.SECRET, extracts.SECRET]
        for n, p in enumerate(staff)
    ]  # fmt: skip
    write_csv(tmp_path / "staff.csv", [header, *rows])
    asked: list[str] = []

    def choose(question: Any) -> str:
        asked.append(repr(question))
        return str(question.guess)

    made = map_extract(tmp_path, About(), choose, today=TODAY)
    everything = "\n".join(
        [*asked, _said(made), made.manifest.read_text(), made.mapping.read_text(), repr(made)]
    )
    assert extracts.SECRET not in everything
    assert "1976" not in everything
    assert not any(p.id in everything for p in staff)


def test_names_in_a_column_of_grades_are_no_ladder(tmp_path: Path) -> None:
    """Grades that next to nobody has, and that are not called as grades are, may be people."""
    rows = [
        [f"E{n}", "A", f"Jo {extracts.SECRET}{chr(n % 20 + 65)}", str(n)] for n in range(1001, 1021)
    ]
    write_csv(tmp_path / "staff.csv", [["Employee Number", "Ethnicity", "Grade", "Salary"], *rows])
    made = map_yes(tmp_path)
    assert made.proposal.rungs == ()
    assert "no ladder was made of the grades" in _said(made)
    assert extracts.SECRET not in _said(made) + made.manifest.read_text()


def test_grades_with_names_of_their_own_are_put_in_order_by_pay(tmp_path: Path) -> None:
    """By the median of the people on them; the order is listed, to be looked at."""
    paid = {"Principal": 50_000, "Officer": 30_000, "Assistant": 20_000}
    rows = [
        [f"E{n}{m}", "A", grade, str(pay + n)]
        for m, (grade, pay) in enumerate(paid.items())
        for n in range(1001, 1005)
    ]
    write_csv(tmp_path / "staff.csv", [["Employee Number", "Ethnicity", "Grade", "Salary"], *rows])
    made = map_yes(tmp_path)
    assert made.proposal.rungs == ("Assistant", "Officer", "Principal")
    assert "put in order by the pay" in _said(made)


def test_a_pack_that_is_there_already_is_not_overwritten(tmp_path: Path) -> None:
    """Somebody may have put it right by hand."""
    write_csv(tmp_path / "staff.csv", [HEADER, *_rows(["2024-02-01"])])
    map_yes(tmp_path)
    with pytest.raises(WrongUse, match="already"):
        map_extract(tmp_path, About(), take_the_guess, today=TODAY)


def test_a_folder_without_a_table_is_refused(tmp_path: Path) -> None:
    """In words."""
    with pytest.raises(WrongUse, match="no CSV, XLSX or Parquet"):
        map_yes(tmp_path)


def test_people_s_names_are_not_taken_for_who_employs_them(tmp_path: Path) -> None:
    """Nobody who is employed elsewhere is counted, so all would be lost without a word."""
    rows = [[*row, f"Someone {n}"] for n, row in enumerate(_rows(["2024-02-13", "2024-04-30"]))]
    write_csv(tmp_path / "staff.csv", [[*HEADER, "Employee Name"], *rows])
    assert "employer" not in map_yes(tmp_path).manifest.read_text(encoding="utf-8")
