"""How numbers are written"""

import math

import pytest

from evenhand.domain.results import written
from evenhand.reporting import words


@pytest.mark.parametrize(
    ("numerator", "denominator", "said"),
    [
        pytest.param(41, 68, "41 of 68 (60.3%)", id="both numbers and the share"),
        pytest.param(0, 68, "0 of 68 (0%)", id="nobody"),
        pytest.param(68, 68, "68 of 68 (100%)", id="everybody"),
        pytest.param(1, 9000, "1 of 9,000 (under 0.1%)", id="somebody is never 0.0%"),
        pytest.param(8999, 9000, "8,999 of 9,000 (over 99.9%)", id="not quite everybody"),
        pytest.param(0, 0, "0 of 0", id="an empty group has no share"),
        pytest.param(None, None, "not known", id="not counted"),
    ],
)
def test_a_share_is_printed_with_both_its_numbers(numerator, denominator, said):
    """A share never stands without the two numbers behind it."""
    assert written.share(numerator, denominator) == said


def test_a_weighted_share_is_printed_with_the_answers_behind_it():
    """Weighted shares have no whole number on top, so the number of answers is given."""
    assert written.share(None, 680, 0.125) == "12.5% (weighted, 680 answers)"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        pytest.param(1.588, "1.59", id="two decimals"),
        pytest.param(0, "0", id="nought is nought"),
        pytest.param(0.001, "under 0.01", id="small is not nought"),
        pytest.param(math.inf, "no upper limit", id="no end"),
    ],
)
def test_a_ratio_has_two_decimals(value, said):
    """Ratios are written as 1.59, never as "59% more"."""
    assert written.ratio(value) == said


@pytest.mark.parametrize(
    ("low", "high", "unit", "said"),
    [
        pytest.param(1.2, 2.1, "ratio", "1.20 to 2.10", id="ratio"),
        pytest.param(1.003, 2.1, "ratio", "1.003 to 2.10", id="just above parity"),
        pytest.param(0.52, 0.998, "ratio", "0.52 to 0.998", id="just below parity"),
        pytest.param(3.98, math.inf, "ratio", "3.98 and above", id="no upper limit"),
        pytest.param(-0.5, 7.25, "points", "−0.5 to +7.2", id="points are signed"),
        pytest.param(0.02, 7.2, "points", "+0.02 to +7.2", id="points just above parity"),
    ],
)
def test_rounding_never_moves_a_limit_onto_parity(low, high, unit, said):
    """An interval that excludes 1 (or 0 points) must still be seen to exclude it."""
    assert written.interval(low, high, unit=unit) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        pytest.param(0.0312, "p = 0.03", id="two decimals"),
        pytest.param(0.0042, "p = 0.004", id="three where it is small"),
        pytest.param(0.00003, "p < 0.001", id="smallest"),
        pytest.param(0.0496, "p = 0.0496", id="below 0.05 stays below"),
        pytest.param(0.0504, "p = 0.0504", id="above 0.05 stays above"),
        pytest.param(0.049996, "p < 0.05", id="so close that only the side is said"),
        pytest.param(0.9999, "p > 0.99", id="never 1.00"),
    ],
)
def test_a_p_value_is_never_rounded_across_the_line(value, said):
    """A finding depends on p being below 0.05, so the printed p must be on the same side."""
    assert written.p(value) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [("2025-03-31", "31 March 2025"), ("2024-02-29", "29 February 2024"), ("2025", "2025")],
)
def test_dates_are_written_out(text, said):
    """31 March 2025, never 31/03/25."""
    assert words.period(text) == said
