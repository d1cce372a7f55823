"""Rates and funnels"""

import numpy as np
import pytest

from evenhand.domain.statistics import funnel, rates


def test_ten_events_are_enough_for_byar_and_nine_are_not():
    """Byar's approximation from 10 events, exact Poisson limits below."""
    assert rates.rate_limits(10, 100, per=100)[1] == rates.byar(10)[0]
    assert rates.rate_limits(9, 100, per=100)[1] == rates.exact_poisson(9)[0]
    assert rates.byar(9)[0] != rates.exact_poisson(9)[0]


def test_no_events_is_a_rate_of_nought_with_an_upper_limit():
    """Nothing seen is not nothing possible: up to 3.7 events at 95%."""
    assert rates.exact_poisson(0) == (0.0, pytest.approx(3.68888, abs=5e-6))
    assert rates.byar(0)[0] == 0.0
    assert rates.byar(1, confidence=0.998)[0] == 0.0
    assert rates.rate_limits(0, 1000, per=1000) == (0.0, 0.0, pytest.approx(3.68888, abs=5e-6))


def test_a_person_can_have_several_events():
    """More events than people is a rate, not a mistake; an empty population has no rate."""
    assert rates.rate_limits(30, 20, per=1)[0] == 1.5
    assert np.isnan(rates.rate_limits([3, -1, np.nan], [0, 5, 5])).all()


@pytest.mark.parametrize(
    ("average", "n", "low", "high"),
    [
        pytest.param(0.10, 100, 0.0412, 0.1588, id="a body of 100"),
        pytest.param(0.10, 10, 0.0, 0.2859, id="a body of ten: never below nought"),
        pytest.param(0.95, 10, 0.8149, 1.0, id="never above everyone"),
        pytest.param(0.10, 0, np.nan, np.nan, id="an empty body"),
        pytest.param(1.10, 10, np.nan, np.nan, id="an average that is no share"),
    ],
)
def test_small_bodies_scatter_more_than_large_ones(average, n, low, high):
    """Limits of the funnel around the average share of all bodies."""
    assert funnel.proportion_limits(average, n) == (
        pytest.approx(low, abs=5e-5, nan_ok=True),
        pytest.approx(high, abs=5e-5, nan_ok=True),
    )


def test_a_funnel_of_ratios_asks_which_expected_counts_fit_what_was_seen():
    """Six events are no surprise where between 2.2 and 13.1 were expected; more surely so at 99.8%."""
    low, high = funnel.ratio_limits(6)
    lower, higher = funnel.ratio_limits(6, confidence=0.998)
    assert lower < low < 6 < high < higher
