"""The staff survey's national file, where it is not as it was in 2024."""

import csv
from pathlib import Path

import pytest

from evenhand.data.definitions.load import ethnicity
from evenhand.data.sources.nhs_staff_survey import read_staff_survey
from evenhand.data.sources.staff_survey_file import QUESTIONS, SIDES

HEADER = ["Breakdown", "Breakdown subgroup", "question", "measure", "value"]
BASE = "Base (number of responses)"


def _rows() -> list[list[str]]:
    """A hundred answers in each group, 20 of them yes (or not "never"); 2,100 from everybody."""
    fine = [group.label for group in ethnicity().grouping("census-2011-18").groups]
    who = [
        ("All", ""),
        *(("Ethnic background (summary)", side) for side in SIDES),
        *(("Ethnic background (detailed)", label) for label in fine),
    ]
    rows = []
    for code, question in QUESTIONS.items():
        text = f"{code} - In the last 12 months: {question.words}?"
        percent = "80" if question.turned else "20"
        for breakdown, subgroup in who:
            base = "2100" if breakdown == "All" else "100"
            rows.append([breakdown, subgroup, text, question.answer, percent])
            rows.append([breakdown, subgroup, text, BASE, base])
    return rows


def _written(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])
    return path


def test_a_made_file_gives_what_was_put_in(tmp_path):
    source = read_staff_survey(_written(tmp_path / "survey.csv", _rows()))
    shares = {row.share for row in source.figures if row.indicator != "6" and row.base}
    assert shares == {0.2}
    bounds = {(row.share_low, row.share_high) for row in source.figures if row.indicator == "6"}
    assert bounds == {(0.2, 0.4), (None, None)}
    not_stated = {row.denominator for row in source.figures if row.group == "not-stated"}
    assert not_stated == {2100 - 18 * 100}


def test_two_questions_that_most_people_answer_yes_to_are_at_most_everybody(tmp_path):
    rows = [[*row[:4], "30" if row[3] == "% Never" else row[4]] for row in _rows()]
    source = read_staff_survey(_written(tmp_path / "survey.csv", rows))
    highest = {row.share_high for row in source.figures if row.indicator == "6" and row.base}
    assert highest == {1.0}


def test_a_figure_that_is_not_printed_is_hidden_not_nought(tmp_path):
    rows = _rows()
    for row in rows:
        if row[1] == "Arab":
            row[4] = "-"
    source = read_staff_survey(_written(tmp_path / "survey.csv", rows))
    hidden = {row.group for row in source.figures if row.hidden}
    assert hidden == {"arab"}
    arab = [row for row in source.figures if row.group == "arab"]
    assert all(row.share is None and row.base is None for row in arab)
    # Everybody less those of every group cannot be worked out without one of the groups.
    assert not [row for row in source.figures if row.group == "not-stated"]


@pytest.mark.parametrize(
    ("column", "value", "named"),
    [
        (1, "Martian", "Breakdown subgroup"),
        (2, "Q14a - How was your lunch?", "question"),
        (4, "a few", "value"),
        (4, "nan", "value"),
        (4, "inf", "value"),
        (4, "-1", "value"),
        (4, "100.5", "value"),
    ],
)
def test_a_changed_file_is_an_error_that_says_where(tmp_path, column, value, named):
    rows = _rows()
    rows[6][column] = value
    source = read_staff_survey(_written(tmp_path / "survey.csv", rows))
    (item,) = source.items
    assert (item.code, item.severity) == ("unknown-published-value", "error")
    assert (item.row, item.column, item.value) == (8, named, value)
    assert not source.figures


@pytest.mark.parametrize("base", ["inf", "99.5"])
def test_a_base_is_a_whole_number(tmp_path, base):
    rows = _rows()
    rows[7][4] = base
    source = read_staff_survey(_written(tmp_path / "survey.csv", rows))
    assert [item.code for item in source.items] == ["unknown-published-value"]


def test_a_group_that_is_missing_is_named(tmp_path):
    rows = [row for row in _rows() if not (row[1] == "Arab" and row[2].startswith("Q15"))]
    source = read_staff_survey(_written(tmp_path / "survey.csv", rows))
    (item,) = source.items
    assert item.code == "published-rows-missing"
    assert "arab in Q15" in item.message


def test_a_figure_given_twice_is_an_error(tmp_path):
    rows = _rows()
    source = read_staff_survey(_written(tmp_path / "survey.csv", [*rows, rows[0]]))
    assert [item.code for item in source.items] == ["repeated-key"]


def test_other_breakdowns_and_questions_are_not_needed(tmp_path):
    rows = [
        *_rows(),
        ["Age", "16-20", "Q15 - About age", "% Yes", "what?"],
        ["All", "", "Q1 - About patients", "% Yes", "what?"],
    ]
    source = read_staff_survey(_written(tmp_path / "survey.csv", rows))
    assert source.figures
