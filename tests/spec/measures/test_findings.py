"""The findings"""

import numpy as np
import pytest
from pytest import approx
from tests.factories.measures import results_of, the

from evenhand.domain.results.finding import points_band
from evenhand.domain.results.result import Finding

WHITE, BLACK = "white-british", "african"


@pytest.mark.parametrize(
    ("minority", "white", "finding"),
    [
        pytest.param((200, 1000), (100, 1000), "disparity", id="2.00, far from chance"),
        pytest.param(
            (5500, 10000), (5000, 10000), "slight difference", id="1.10: sure, but inside 0.80-1.25"
        ),
        pytest.param((500, 1000), (500, 1000), "no disparity", id="1.00, interval inside the band"),
        pytest.param((12, 100), (10, 100), "cannot tell", id="1.20 of few people"),
        pytest.param((3, 9), (100, 1000), "too small to show", id="nine people on one side"),
        pytest.param((2, 10), (100, 1000), "cannot tell", id="ten people are enough to show"),
        pytest.param((3, 500), (0, 1000), "not calculable", id="nobody on the lower side"),
        pytest.param((0, 0), (100, 1000), "not calculable", id="nobody in the group"),
    ],
)
def test_what_the_statistics_support(
    minority: tuple[int, int], white: tuple[int, int], finding: str
) -> None:
    """Asked in order: too small, not calculable, then the interval and the 0.80 to 1.25 band."""
    counts = {
        "workforce": {WHITE: white[1], BLACK: minority[1]},
        "disciplinary": {WHITE: white[0], BLACK: minority[0]},
    }
    assert the(results_of(counts), indicator="3").finding == finding


def test_with_small_counts_the_interval_and_fishers_test_must_both_say_so() -> None:
    """4 of 20 against 13 of 300: the interval excludes 1, Fisher's p is 0.017; 4 of 30: it is not below 0.05."""
    counts = {
        "workforce": {WHITE: 300, BLACK: 30},
        "disciplinary": {WHITE: 14, BLACK: 4},
    }
    result = the(results_of(counts), indicator="3")
    assert result.low is not None and result.low > 1
    assert result.p_method == "Fisher's exact test"
    assert result.p_value is not None and result.p_value > 0.05
    assert result.finding is Finding.CANNOT_TELL
    assert "small numbers" in result.flags


def test_a_figure_that_is_too_small_to_show_carries_no_number() -> None:
    """Neither its counts nor anything that is worked out from them."""
    counts = {
        "workforce": {WHITE: 1000, BLACK: 9, "not-known": 50},
        "disciplinary": {WHITE: 20, BLACK: 3, "not-known": 2},
    }
    result = the(results_of(counts), indicator="3")
    assert result.suppressed
    numbers = {
        name: getattr(result, name)
        for name in result.__slots__
        if isinstance(getattr(result, name), int | float)
        and not isinstance(getattr(result, name), bool)
    }
    assert numbers == {"confidence": 0.95}
    assert "9" not in result.reading


def test_nobody_with_the_outcome_on_the_upper_side_is_a_ratio_of_nought() -> None:
    """0 of 200 against 100 of 1,000 is 0 with its interval: suppressed, nought and not calculable differ."""
    counts = {
        "workforce": {WHITE: 1000, BLACK: 200},
        "disciplinary": {WHITE: 100},
    }
    result = the(results_of(counts), indicator="3")
    assert (result.value, result.low) == (0.0, 0.0)
    assert result.high is not None and 0 < result.high < 0.8
    assert result.finding is Finding.DISPARITY
    assert not result.suppressed


def test_nobody_with_the_outcome_on_the_lower_side_gives_the_bound_that_there_is() -> None:
    """12 of 200 against 0 of 1,000 has no ratio, but it is at least something, and that is said."""
    counts = {
        "workforce": {WHITE: 1000, BLACK: 200},
        "disciplinary": {BLACK: 12},
    }
    result = the(results_of(counts), indicator="3")
    assert result.value is None
    assert result.low is not None and result.low > 1
    assert f"at least {result.low:.2f}" in result.reason


def test_more_leavers_than_staff_is_no_share() -> None:
    """Leavers are not in the workforce at the snapshot, so there can be more of them than of staff."""
    counts = {
        "workforce": {WHITE: 100, BLACK: 12},
        "leaving": {WHITE: 10, BLACK: 15},
    }
    result = the(results_of(counts, standard="sc-wres"), indicator="8")
    assert result.finding is Finding.NOT_CALCULABLE
    assert "more people had this outcome" in result.reason


@pytest.mark.parametrize(
    ("comparator_percent", "half"),
    [
        pytest.param(30.0, 5.0, id="a group of 30%: 5 points"),
        pytest.param(25.0, 5.0, id="a group of 25%: a fifth of it is 5 points"),
        pytest.param(10.0, 2.0, id="a group of 10%: a fifth of it"),
        pytest.param(2.0, 0.4, id="a group of 2% cannot fall 5 points short: a fifth of it"),
    ],
)
def test_a_band_in_points_does_not_clear_a_group_smaller_than_itself(
    comparator_percent: float, half: float
) -> None:
    """See decision record 4."""
    low, high = points_band(5.0, np.array([comparator_percent / 100]))
    assert (low[0], high[0]) == (approx(-half), approx(half))


def test_figures_that_were_not_planned_are_adjusted_together() -> None:
    """The binary headline keeps its raw p; the groups of a finer grouping form one family."""
    counts = {
        "shortlisted": {WHITE: 1000, BLACK: 200, "indian": 200, "chinese": 200, "pakistani": 200},
        "appointed": {WHITE: 200, BLACK: 27, "indian": 40, "chinese": 40, "pakistani": 40},
    }
    found = results_of(counts, groupings=("binary", "nhs-16"))
    headline = the(found, indicator="2", grouping="binary")
    assert headline.planned
    assert headline.p_adjusted == headline.p_value
    black = the(found, indicator="2", group="african")
    assert black.p_value == approx(0.0318, abs=5e-4)
    assert black.p_adjusted == approx(4 * black.p_value)
    assert black.low is not None and black.low > 1  # raw, it would be a disparity
    assert black.finding is Finding.CANNOT_TELL


@pytest.mark.parametrize(
    ("cell", "planned"),
    [
        pytest.param("", True, id="all posts"),
        pytest.param("senior posts", False, id="a further line"),
    ],
)
def test_only_the_main_line_of_an_indicator_was_planned(cell: str, planned: bool) -> None:
    """Further lines are looked over with everything else, and adjusted with it."""
    counts = {
        ("shortlisted", cell): {WHITE: 1000, BLACK: 200},
        ("appointed", cell): {WHITE: 200, BLACK: 27},
    }
    assert the(results_of(counts), indicator="2").planned is planned


def test_grades_are_one_family_of_tests() -> None:
    """Twenty-eight looks at chance would otherwise find something in two reports of three."""
    counts = {
        ("workforce_by_grade", f"clinical|{rung}"): {WHITE: 100, BLACK: 30 + n}
        for n, rung in enumerate(("5", "6", "7"))
    }
    found = [r for r in results_of(counts) if r.indicator == "1" and r.group == "bme"]
    assert not any(result.planned for result in found)
    assert all(r.p_adjusted is not None and r.p_adjusted >= r.p_value for r in found)


def test_the_part_that_is_the_whole_has_no_figure() -> None:
    """Everybody is in one grade: there is nobody to set it against."""
    counts = {("workforce_by_grade", "clinical|6"): {WHITE: 100, BLACK: 30}}
    result = the(results_of(counts), indicator="1", group="bme")
    assert (result.value, result.finding) == (None, Finding.NOT_CALCULABLE)
    assert "the part is the whole" in result.reason


def test_a_small_difference_is_not_called_none() -> None:
    """0.03 points is printed with the decimals that show it, not as no difference."""
    from evenhand.domain.results.reading import points

    assert [points(value) for value in (0.0, 0.03, -6.14)] == [
        "no difference",
        "0.03 points higher",
        "6.1 points lower",
    ]
