"""What a report for the board or the public shows"""

from dataclasses import fields, replace

import pytest
from tests.factories.disclosure import measurement_of
from tests.factories.measures import Counts, results_of, the

from evenhand.data.definitions.presets import preset
from evenhand.domain.disclosure.cells import BESIDE, RESTS_ON
from evenhand.domain.disclosure.hide import HIDDEN_FLAG, NOT_STATED_FLAG
from evenhand.domain.disclosure.printed import definitions_of
from evenhand.domain.disclosure.read_back import attack_results
from evenhand.domain.disclosure.release import Released, release
from evenhand.domain.results.result import Change, Finding, Result

REGULATOR, MHSDS = preset("regulator"), preset("mhsds")
WORKFORCE = {
    "white-british": 800,
    "irish": 40,
    "indian": 120,
    "african": 90,
    "not-stated": 60,
    "not-known": 31,
}
CASES = {"white-british": 33, "irish": 12, "indian": 14, "african": 13, "not-stated": 12}
COUNTS: Counts = {"workforce": WORKFORCE, "disciplinary": CASES}


def released(counts: Counts = COUNTS, rules: object = REGULATOR, **wanted: object) -> Released:
    found = results_of(counts, **wanted)  # type: ignore[arg-type]
    return release(measurement_of(found), rules, "board")  # type: ignore[arg-type]


def numbers_in(result: Result) -> list[str]:
    """Fields that hold a number, apart from the confidence level."""
    return [
        each.name
        for each in fields(Result)
        if each.name != "confidence"
        and isinstance(getattr(result, each.name), int | float)
        and not isinstance(getattr(result, each.name), bool)
    ]


def test_a_figure_on_large_counts_is_shown_as_it_is() -> None:
    """Nothing changes where nothing is small."""
    (before,) = results_of(COUNTS)[:1]
    after = the(list(released().measurement.results), indicator="3")
    assert (after.value, after.numerator) == (before.value, before.numerator)
    assert after.finding is before.finding


def test_a_figure_that_rests_on_a_small_count_is_hidden_whole() -> None:
    """Not its counts alone: from a ratio, its interval or its p value they could be worked out."""
    cases = CASES | {"indian": 2, "african": 1}
    after = the(list(released({"workforce": WORKFORCE, "disciplinary": cases}).measurement.results),
                indicator="3")  # fmt: skip
    assert after.suppressed
    assert after.finding is Finding.TOO_SMALL
    assert HIDDEN_FLAG in after.flags
    assert numbers_in(after) == []
    assert (after.change, after.change_from, after.p_method) == (None, "", "")


def test_one_group_hidden_takes_another_with_it() -> None:
    """Asian is told by the minority less Black, so Black or the minority goes too."""
    cases = CASES | {"indian": 3, "african": 24}
    done = released(
        {"workforce": WORKFORCE, "disciplinary": cases}, groupings=("binary", "broad-5-2021")
    )
    about = [r for r in done.measurement.results if r.indicator == "3"]
    hidden = {result.group for result in about if result.suppressed}
    assert "asian" in hidden
    assert hidden & {"black", "bme"}
    assert done.given_away == ()


def test_a_small_number_of_unknown_ethnicity_is_hidden_beside_the_figure() -> None:
    """The figure stands; the number and the bounds made from it do not."""
    counts = COUNTS | {"disciplinary": CASES | {"not-stated": 3}}
    after = the(list(released(counts).measurement.results), indicator="3")
    assert not after.suppressed
    assert after.not_stated_numerator is None
    assert after.bound_low is None
    assert after.bound_high is None
    assert NOT_STATED_FLAG in after.flags


def test_noughts_are_hidden_or_shown_as_the_preset_says() -> None:
    """No African member of staff had a case: the regulator's rule shows it, MHSDS hides it."""
    counts = COUNTS | {"disciplinary": CASES | {"indian": 0, "african": 0}}
    shown = the(list(released(counts).measurement.results), indicator="3")
    assert (shown.suppressed, shown.numerator, shown.value) == (False, 0, 0.0)
    assert the(list(released(counts, MHSDS).measurement.results), indicator="3").suppressed


def test_rounded_reports_work_figures_out_from_rounded_counts() -> None:
    """27 of 210 against 45 of 840 becomes 25 of 210 against 45 of 840, and so does the ratio."""
    after = the(list(released(rules=MHSDS).measurement.results), indicator="3")
    counts = [getattr(after, name) for name in (*RESTS_ON, *BESIDE)]
    assert all(n is None or n % 5 == 0 for n in counts)
    assert after.value == pytest.approx((25 / 210) / (45 / 840))
    assert "2.22 times" in after.reading
    assert after.share == 0.12
    assert after.bound_low is None
    assert "from rounded counts" in after.method


def test_what_is_about_rows_and_places_is_left_out() -> None:
    """Row counts, warnings and the table of who is where tell of single people."""
    made = released().measurement
    assert (made.rows, made.warnings, made.errors, made.placements) == ({}, (), (), ())
    assert made.audience == "board"
    assert "Counts from 1 to 9 are hidden" in made.protection


def test_how_many_are_off_the_list_is_said_without_a_number() -> None:
    """Two people named by a flag would be two people too many."""
    counts = COUNTS | {"disciplinary.not_on_list": {"indian": 2}}
    after = the(list(released(counts).measurement.results), indicator="3")
    assert "some people no longer on the staff list" in after.flags
    assert not [flag for flag in after.flags if "2" in flag]


def test_a_change_since_a_hidden_year_cannot_be_told() -> None:
    """It would tell of that year."""
    counts: Counts = {
        ("workforce", "", "2024-03-31"): WORKFORCE,
        ("disciplinary", "", "2024-03-31"): CASES | {"indian": 2, "african": 1},
        **COUNTS,
    }
    made = list(released(counts).measurement.results)
    after = the(made, indicator="3", period="2025-03-31")
    assert (after.change, after.change_p) == (Change.CANNOT_TELL, None)


def test_the_attacker_knows_when_only_small_numbers_were_hidden() -> None:
    """What a careless publisher does: the rest of the table gives the gap away."""
    cases = CASES | {"indian": 3, "african": 24}
    found = results_of(
        {"workforce": WORKFORCE, "disciplinary": cases}, groupings=("binary", "broad-5-2021")
    )
    careless = [
        replace(result, numerator=None) if result.numerator == 3 else result for result in found
    ]
    given, hidden = attack_results(careless, definitions_of(measurement_of(found)), REGULATOR)
    assert hidden == 1
    assert [(each.low, each.high) for each in given] == [(3, 3)]
    assert "disciplinary" in given[0].name


def test_the_attacker_fails_on_what_was_released() -> None:
    """Reading only what is left, and believing that every gap might be a small number."""
    counts = COUNTS | {
        "disciplinary": CASES | {"indian": 3, "african": 24},
        ("workforce_by_grade", "clinical|5"): {"white-british": 500, "indian": 80, "african": 52},
        ("workforce_by_grade", "clinical|8a"): {"white-british": 300, "indian": 40, "african": 38},
    }
    for rules in (REGULATOR, MHSDS):
        done = released(counts, rules, groupings=("binary", "broad-5-2021"))
        given, _ = attack_results(
            done.measurement.results, definitions_of(done.measurement), rules, done.sensitive
        )
        assert given == []
