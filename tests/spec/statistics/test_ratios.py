"""Relative likelihood: how many times as likely"""

import numpy as np
import pytest

from evenhand.domain.statistics import ratios
from evenhand.domain.statistics.significance import score_p

INF, NAN = np.inf, np.nan


@pytest.mark.parametrize(
    ("x1", "n1", "x0", "n0", "value", "low", "high"),
    [
        pytest.param(280, 1000, 120, 700, 1.63333, 1.35193, 1.97908, id="two usual shares"),
        pytest.param(0, 20, 5, 50, 0.0, 0.0, 1.75177, id="nobody on top: 0, with an interval"),
        pytest.param(3, 10, 0, 50, NAN, 3.98135, INF, id="nobody below: at least 4 times"),
        pytest.param(0, 5, 0, 9, NAN, 0.0, INF, id="nobody on either side says nothing"),
        pytest.param(5, 5, 100, 100, 1.0, 0.56316, 1.03878, id="everyone on both sides"),
        pytest.param(0, 0, 3, 9, NAN, NAN, NAN, id="an empty group"),
        pytest.param(3, 9, 0, 0, NAN, NAN, NAN, id="an empty comparator"),
        pytest.param(5, 4, 3, 9, NAN, NAN, NAN, id="more leavers than staff"),
        pytest.param(NAN, 4, 3, 9, NAN, NAN, NAN, id="a missing count"),
    ],
)
def test_a_ratio_has_a_score_interval_or_is_not_calculable(x1, n1, x0, n0, value, low, high):
    """Koopman's score interval is what every ratio is printed with. It exists wherever both sides
    have somebody in them, is never below 0, and may have no upper end. Without a share below
    there is no ratio, but there is still a least value that it must have."""
    assert ratios.koopman(x1, n1, x0, n0) == (
        pytest.approx(value, abs=5e-6, nan_ok=True),
        pytest.approx(low, abs=5e-6, nan_ok=True),
        pytest.approx(high, abs=5e-6, nan_ok=True),
    )


def test_millions_of_people_are_no_harder_than_ten():
    """Denominators of a whole country keep the interval real and narrow."""
    value, low, high = ratios.koopman(120_000, 60_000_000, 100_000, 60_000_000)
    assert value == pytest.approx(1.2)
    assert (low, high) == (pytest.approx(1.18998, abs=1e-5), pytest.approx(1.21010, abs=1e-5))


@pytest.mark.parametrize(
    ("x1", "n1", "x0", "n0", "value", "low", "high"),
    [
        pytest.param(30, 300, 20, 400, 2.0, 1.16, 3.45, id="30 of 300 against 20 of 400"),
        pytest.param(0, 20, 5, 50, 0.0, NAN, NAN, id="nobody on top: no log, so no interval"),
        pytest.param(3, 10, 0, 50, NAN, NAN, NAN, id="nobody below"),
        pytest.param(5, 4, 3, 9, NAN, NAN, NAN, id="more leavers than staff"),
    ],
)
def test_the_log_interval_of_older_reports_is_there_by_name(x1, n1, x0, n0, value, low, high):
    """Katz's log interval is used only to repeat what others have published."""
    assert ratios.katz(x1, n1, x0, n0) == (
        pytest.approx(value, abs=0.005, nan_ok=True),
        pytest.approx(low, abs=0.005, nan_ok=True),
        pytest.approx(high, abs=0.005, nan_ok=True),
    )


@pytest.mark.parametrize(
    ("a", "b", "c", "d", "value", "low", "high"),
    [
        pytest.param(40, 100, 10, 50, 2.0, 0.9245, 4.3266, id="four filled steps"),
        pytest.param(0, 100, 10, 50, 0.0, NAN, NAN, id="no White staff in the upper step"),
        pytest.param(40, 100, 0, 50, NAN, NAN, NAN, id="nobody of the group in the upper step"),
        pytest.param(40, 0, 10, 50, NAN, NAN, NAN, id="no White staff in the lower step"),
        pytest.param(40, 100, 10, 0, 0.0, NAN, NAN, id="nobody of the group in the lower step"),
        pytest.param(-4, 100, 10, 50, NAN, NAN, NAN, id="a count below nought"),
    ],
)
def test_a_race_disparity_ratio_compares_two_steps_of_the_ladder(a, b, c, d, value, low, high):
    """White staff in the upper step for each in the lower, over the same for the group. The four
    counts are different people, so the interval is that of an odds ratio (Woolf)."""
    assert ratios.woolf_odds_ratio(a, b, c, d) == (
        pytest.approx(value, abs=5e-5, nan_ok=True),
        pytest.approx(low, abs=5e-5, nan_ok=True),
        pytest.approx(high, abs=5e-5, nan_ok=True),
    )


def test_a_count_of_nought_has_no_log_and_so_no_standard_error():
    """Change over time works on log ratios; a year with a count of 0 cannot take part."""
    assert ratios.log_ratio_se(30, 300, 20, 400) == pytest.approx(0.27839, abs=1e-5)
    assert np.isnan(ratios.log_ratio_se([0, 3, 5], [20, 10, 4], [5, 0, 3], [50, 50, 9])).all()


def test_less_than_one_person_in_all_leaves_every_ratio_open():
    """The effective bases of a heavily weighted survey can add up to less than one person. That
    says next to nothing, and the interval says so."""
    _, low, high = ratios.koopman(0.2, 0.4, 0.3, 0.5)
    assert 0 <= low < 1e-6 and high > 1e6
    assert score_p(0.2, 0.4, 0.3, 0.5) > 0.99
    assert score_p(0.2, 0.5, 0.3, 0.5) > 0.99


def test_many_rows_are_worked_at_once_and_each_as_if_alone():
    """A number against an array compares it with each; the shape of the answer is theirs."""
    x1 = np.arange(12.0).reshape(3, 4)
    value, low, high = ratios.koopman(x1, 20, 5, 50)
    assert value.shape == low.shape == high.shape == (3, 4)
    assert (value[1, 2], low[1, 2], high[1, 2]) == ratios.koopman(6, 20, 5, 50)
