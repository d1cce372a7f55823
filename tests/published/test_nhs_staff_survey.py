"""NHS Staff Survey 2024: what is read against what is printed, and against itself."""

import csv
import gzip
from pathlib import Path

import pytest
from pytest import approx

from evenhand.data.definitions.load import ethnicity
from evenhand.data.sources.nhs_staff_survey import read_staff_survey
from evenhand.data.sources.source import SourceData
from evenhand.domain.results.shares import GroupCount

FOLDER = "nhs_staff_survey"
FINE = "census-2011-18"


@pytest.fixture(scope="module")
def survey(shared_data: Path) -> SourceData:
    return read_staff_survey(shared_data / FOLDER / "derived_national_by_ethnicity_long.csv.gz")


@pytest.fixture(scope="module")
def figures(survey: SourceData) -> dict[tuple[str, str, str], GroupCount]:
    """By indicator, grouping and group."""
    found = {(row.indicator, row.grouping, row.group): row for row in survey.figures}
    assert len(found) == len(survey.figures)
    return found


@pytest.fixture(scope="module")
def printed(shared_data: Path) -> dict[tuple[str, str, str], float]:
    """By question number, subgroup and measure: read on its own, for these questions only."""
    path = shared_data / FOLDER / "derived_national_by_ethnicity_long.csv.gz"
    wanted = ("Q14a", "Q14b", "Q14c", "Q15", "Q16b")
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return {
            (row["question"].split(" ")[0], row["Breakdown subgroup"], row["measure"]): float(
                row["value"]
            )
            for row in csv.DictReader(file)
            if row["question"].startswith(tuple(f"{code} " for code in wanted))
        }


def test_every_group_of_the_file_is_there_in_every_indicator(figures):
    groups = {group.slug for group in ethnicity().grouping(FINE).groups}
    assert len(groups) == 18
    for indicator in ("5", "6", "7", "8"):
        there = {group for i, grouping, group in figures if (i, grouping) == (indicator, FINE)}
        assert there == groups | {"not-stated"}
        sides = {group for i, grouping, group in figures if (i, grouping) == (indicator, "binary")}
        assert sides == {"white", "bme", "not-stated"}


@pytest.mark.parametrize(
    ("indicator", "group", "question", "subgroup"),
    [
        ("5", "white", "Q14a", "White staff"),
        ("5", "bme", "Q14a", "Staff from all other ethnic groups combined"),
        ("7", "white", "Q15", "White staff"),
        ("8", "bme", "Q16b", "Staff from all other ethnic groups combined"),
    ],
)
def test_answers_of_all_kinds_make_a_hundred(
    figures, printed, indicator, group, question, subgroup
):
    """So that 100 less "never" is everyone who met it, and "don't know" is in the base of 7."""
    answers = {
        measure: value
        for (code, who, measure), value in printed.items()
        if (code, who) == (question, subgroup) and not measure.startswith("Base")
    }
    assert sum(answers.values()) == approx(100)
    against = {"% Never", "% No", "% Don't know"}
    yes = sum(value for measure, value in answers.items() if measure not in against)
    assert 100 * figures[indicator, "binary", group].share == approx(yes)


@pytest.mark.parametrize("indicator", ["5", "7", "8"])
@pytest.mark.parametrize("side", ["white", "bme"])
def test_the_detailed_groups_average_to_the_published_summary(figures, indicator, side):
    """Weighted by their bases, within a tenth of a point: the survey's own weights are finer."""
    grouping = ethnicity().grouping(FINE)
    members = [
        figures[indicator, FINE, group.slug]
        for group in grouping.groups
        if (group.broad == "white") == (side == "white")
    ]
    summary = figures[indicator, "binary", side]
    assert sum(row.base for row in members) == summary.base
    mean = sum(row.base * row.share for row in members) / summary.base
    assert mean == approx(summary.share, abs=0.001)


def test_indicator_6_lies_between_the_larger_question_and_their_sum(survey, figures, printed):
    who = "Staff from all other ethnic groups combined"
    managers, colleagues = (100 - printed[code, who, "% Never"] for code in ("Q14b", "Q14c"))
    row = figures["6", "binary", "bme"]
    assert row.share is None
    assert row.numerator is None
    assert 100 * row.share_low == approx(max(managers, colleagues))
    assert 100 * row.share_high == approx(managers + colleagues)
    assert "yes to both" in survey.reasons["6"]


def test_those_who_gave_no_ethnic_group_are_counted_not_guessed(figures, printed):
    everybody = printed["Q14a", "", "Base (number of responses)"]
    sides = sum(figures["5", "binary", side].base for side in ("white", "bme"))
    for grouping in ("binary", FINE):
        row = figures["5", grouping, "not-stated"]
        assert row.denominator == everybody - sides == 10_330
        assert row.share is None
        assert row.numerator is None


def test_weighted_percentages_carry_a_base_and_no_numerator(figures):
    for row in figures.values():
        if row.group != "not-stated":
            assert row.numerator is None
            assert row.denominator is None
            assert row.base > 0
            assert not row.hidden


def test_it_is_of_england_and_says_that_the_file_names_no_year(survey):
    (england,) = survey.bodies
    assert (england.id, england.name, england.kind) == ("E92000001", "England", "country")
    assert survey.snapshots == ("2024",)
    assert [item.code for item in survey.items] == ["published-without-year"]
    assert {row.body for row in survey.figures} == {england.id}


def test_the_file_by_organisation_is_refused_with_what_it_holds(shared_data):
    refused = read_staff_survey(shared_data / FOLDER / "derived_org_wres_related_long.csv.gz")
    (item,) = refused.items
    assert (item.code, item.severity) == ("wrong-source", "error")
    assert "263 organisations" in item.message
    assert "ethnic groups" in item.message
    assert not refused.figures
