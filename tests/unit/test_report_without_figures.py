"""The report where figures are missing, bounded, weighted or not planned: what is said instead."""

import re
from html import unescape
from pathlib import Path

import pytest
from tests.factories.results import a_measurement, a_result, a_suppressed_result

from evenhand.domain.results.measurement import Measurement
from evenhand.domain.results.result import Change, Finding, Result, Unit
from evenhand.pipeline.measure import Wanted
from evenhand.pipeline.sources import measure_source
from evenhand.reporting.laid_out import LaidOut
from evenhand.reporting.report_html import render_report

NUMBERS = (
    "numerator", "denominator", "comparator_numerator", "comparator_denominator",
    "not_stated_numerator", "not_stated_denominator", "not_known_numerator",
    "not_known_denominator", "share", "share_low", "share_high", "comparator_share",
    "comparator_share_low", "comparator_share_high", "value", "low", "high", "p_value",
    "p_adjusted", "people", "detectable", "years_to_pool", "bound_low", "bound_high", "change",
    "change_p",
)  # fmt: skip
NO_RECORDS = "Not calculable: the records given hold nothing for this indicator."


def with_nothing(**changes) -> Result:
    """What measures give for a year without records of an indicator."""
    of = {"finding": Finding.NOT_CALCULABLE, "reason": NO_RECORDS, "reading": NO_RECORDS}
    none = dict.fromkeys(NUMBERS)
    return a_result(
        **{**none, **of, "people_reading": "", "change_from": "", "planned": False, **changes}
    )


def with_bounds(**changes) -> Result:
    """Indicator 6 of the published staff survey: two questions, and nobody knows who said both."""
    of = {
        "indicator": "6",
        "kind": "survey-share",
        "direction": "group-minus-comparator",
        "unit": Unit.POINTS,
        "denominator": 1204,
        "comparator_denominator": 3120,
        "share_low": 0.164,
        "share_high": 0.261,
        "comparator_share_low": 0.12,
        "comparator_share_high": 0.2,
        "low": -3.6,
        "high": 14.1,
        "method": "bounds from two questions asked apart",
        "reason": "Not calculable: two questions were asked apart.",
        "reading": "Not calculable: two questions were asked apart.",
        "flags": ("weighted",),
        "planned": True,
    }
    return with_nothing(**{**of, **changes})


def said(page: str, anchor: str) -> str:
    """The text of one section, without its tags."""
    section = page.split(f'id="{anchor}"')[1].split("</section>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", section)).split())


def empties(page: str) -> list[str]:
    """Elements that hold nothing a reader could read, and rows of nothing but empty cells."""
    text = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    found = re.findall(r"<(?:li|h[1-6]|caption|summary|th|dt|dd|p)\b[^>]*>\s*</\w+>", text)
    return found + re.findall(r"<tr\b[^>]*>(?:\s*<td\b[^>]*>\s*</td>)+\s*</tr>", text)


@pytest.mark.parametrize("standard", ["nhs-wres", "sc-wres", "dfe-social-workers"])
def test_no_element_of_a_made_up_report_is_empty(standard):
    page = render_report(LaidOut(a_measurement(standard, groupings=("binary", "broad-5-2021"))))
    assert empties(page) == []


def test_no_element_is_empty_where_there_are_no_figures():
    nothing = (with_nothing(indicator="2"), with_nothing(), with_bounds())
    page = render_report(LaidOut(a_measurement(results=nothing, marked_as="")))
    assert empties(page) == []
    assert "there is no interval and no test" in said(page, "nhs-wres-3")


def published(shared_data: Path) -> dict[str, Measurement]:
    survey = shared_data / "nhs_staff_survey" / "derived_national_by_ethnicity_long.csv.gz"
    roles = (
        shared_data / "social_work_workforce" / "derived_csww_role_by_ethnicity_2019_2025.csv.gz"
    )
    found = {
        "survey": measure_source("nhs-staff-survey", survey, Wanted()),
        "roles": measure_source(
            "dfe-social-workers",
            roles,
            Wanted(),
            body="Camden",
            reference=shared_data / "population",
        ),
    }
    return {name: measured.measurements[0] for name, measured in found.items()}


@pytest.fixture(scope="module")
def published_pages(shared_data) -> dict[str, str]:
    return {name: render_report(LaidOut(each)) for name, each in published(shared_data).items()}


def test_no_element_of_a_published_report_is_empty(published_pages):
    for page in published_pages.values():
        assert empties(page) == []


def test_the_published_survey_shows_bounds_and_never_nought_of_nought(published_pages):
    page = published_pages["survey"]
    assert "0 of 0" not in page
    assert "hidden one of the counts" not in page
    section = said(page, "nhs-wres-6")
    assert "95% interval runs" not in section
    assert re.search(r"between \d+\.\d% and \d+\.\d% \([\d,]+ answers\)", section)


def test_a_role_beside_the_ladder_is_said_to_be_so(published_pages):
    page = published_pages["roles"]
    assert "6 roles (1 of them beside the ladder)" in page
    assert '<th scope="row">Qualified without cases (beside the ladder)</th>' in page
    assert "Qualified without cases stands beside the ladder, neither higher nor lower" in page
    chart = page.split('id="dfe-social-workers-grade"')[1].split("</figure>")[0]
    assert chart.index(">Case holder<") < chart.index(">Beside the ladder<")
    assert chart.index(">Beside the ladder<") < chart.index(">Qualified without cases<")


def test_bounds_are_called_bounds_with_the_number_of_answers():
    page = render_report(LaidOut(a_measurement(results=(with_bounds(),))))
    section = said(page, "nhs-wres-6")
    assert "between 16.4% and 26.1% (1,204 answers)" in section
    assert "White: between 12.0% and 20.0% (3,120 answers)" in section
    assert "These are bounds, not an interval" in section
    assert "interval runs from" not in section
    assert "lowest: 16.4% − 20.0% = −3.6 points; highest: 26.1% − 12.0% = +14.1" in section
    summary = page.split('class="summary"')[1].split("</table>")[0]
    assert "between −3.6 and +14.1 points (bounds)" in summary


def test_a_weighted_figure_is_not_said_to_be_hidden_by_its_publisher():
    hidden = "Its publisher has hidden one of the counts"
    weighted = a_result(flags=("weighted",))
    assert hidden not in render_report(LaidOut(a_measurement(results=(weighted,))))
    both = a_result(flags=("weighted", "hidden by its publisher"))
    assert hidden in render_report(LaidOut(a_measurement(results=(both,))))


def test_weighted_answers_of_unknown_ethnicity_are_counted_as_answers():
    weighted = a_result(numerator=None, not_stated_numerator=None, not_stated_denominator=61)
    assert "61 answers" in said(
        render_report(LaidOut(a_measurement(results=(weighted,)))), "nhs-wres-3"
    )


def test_only_planned_figures_are_marked_so_and_the_page_says_which_they_are():
    finer = a_result(grouping="broad-5-2021", group="black", planned=False, p_adjusted=0.31)
    page = render_report(LaidOut(a_measurement(results=(a_result(), finer))))
    assert said(page, "nhs-wres-3").count("planned") == 1
    assert ">0.31<" in page
    assert "1 test of the last year was planned in advance" in page
    assert "1 other test looks at each grade, at further lines and at finer groups" in page


def test_grades_alone_are_counted_though_none_of_them_is_planned():
    in_band = {"indicator": "1", "kind": "representation", "unit": Unit.POINTS, "planned": False}
    bands = tuple(a_result(**in_band, cell=f"band {n}", finding="cannot tell") for n in (2, 3))
    page = render_report(LaidOut(a_measurement(results=bands)))
    assert "None of the 2 figures shows a disparity" in page
    assert "No figure could be worked out" not in page


def test_figures_that_could_not_be_worked_out_are_counted_apart():
    calm = a_result(finding="cannot tell")
    page = render_report(LaidOut(a_measurement(results=(calm, with_bounds()))))
    assert "None of the 2 planned figures shows a disparity. For 1 of them" in page
    assert "1 could not be worked out" in page


def test_a_year_without_records_stands_beside_the_others():
    before = with_nothing(period="2023-03-31")
    last = a_result(cell="senior posts", change=Change.CANNOT_TELL, change_from="")
    page = render_report(LaidOut(a_measurement(results=(before, last))))
    years = page.split('id="nhs-wres-3-years-caption"')[1].split("</table>")[0]
    assert '<th scope="row">All</th><th scope="row">31 March 2023</th>' in years
    assert "no records" in years
    assert empties(page) == []


def test_a_last_year_without_records_is_not_called_the_only_year():
    before = a_result(period="2024-03-31", cell="senior posts")
    page = render_report(LaidOut(a_measurement(results=(before, with_nothing()))))
    assert "one year only" not in page
    assert "no figure to compare" in page
    assert empties(page) == []


def test_changes_from_different_years_each_say_theirs():
    first = a_result(cell="board", change_from="2023-03-31")
    second = a_result(cell="voting", change_from="2024-03-31")
    third = a_result(cell="executive", change=Change.CANNOT_TELL, change_from="")
    page = said(render_report(LaidOut(a_measurement(results=(first, second, third)))), "nhs-wres-3")
    assert "no clear change since 2023" in page
    assert "no clear change since 2024" in page
    assert "Change since" not in page


def test_people_outside_the_workforce_are_in_the_notes():
    flags = ("draft edition", "3 more outside the workforce, not counted")
    page = said(
        render_report(LaidOut(a_measurement(results=(a_result(flags=flags),)))), "nhs-wres-3"
    )
    notes = page.split("Notes and source")[1]
    assert "Ethnic minority: 3 more outside the workforce, not counted." in notes
    assert page.count("3 more outside the workforce") == 1


def test_the_race_disparity_ratio_says_what_could_be_seen():
    ratio = a_result(
        indicator="rdr", kind="race-disparity-ratio", cell="lower to upper", finding="cannot tell"
    )
    page = said(render_report(LaidOut(a_measurement(results=(ratio,)))), "nhs-wres-rdr")
    assert "a disparity smaller than 1.52 would probably have gone unseen" in page
    assert "the figure lies in the range 1.41 to 1.79" in page


def test_one_reason_for_several_lines_is_said_once():
    reason = "Too few people to show: fewer than 10 on one side of the comparison."
    hidden = {"grouping": "binary", "group": "bme", "group_label": "Ethnic minority"}
    results = tuple(
        a_suppressed_result(**hidden, cell=cell, reason=reason) for cell in ("one", "two", "three")
    )
    page = said(render_report(LaidOut(a_measurement(results=results))), "nhs-wres-3")
    assert f"{reason} This is so for 3 figures: One, Two and Three." in page
    answer = page.split("The numbers")[0]
    assert answer.count("Too few people to show") == 1


def test_an_indicator_without_records_still_has_its_section():
    page = render_report(LaidOut(a_measurement(results=(with_nothing(),))))
    assert "the records given hold nothing for this indicator" in said(page, "nhs-wres-3")
