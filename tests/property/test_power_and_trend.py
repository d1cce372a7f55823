"""Truths of what could be found, of rates and of change over time."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evenhand.domain.statistics import power, rates, trend

PEOPLE = st.integers(1, 1_000_000)
NUMBERS = st.floats(-5, 5)
ERRORS = st.floats(0.01, 5)


@given(n1=PEOPLE, n0=PEOPLE, p0=st.floats(0.001, 0.999), times=st.integers(2, 20))
def test_more_people_can_see_a_smaller_ratio(n1, n0, p0, times):
    few = power.detectable_ratio(n1, n0, p0)
    many = power.detectable_ratio(times * n1, times * n0, p0)
    assume(not np.isnan(few))
    assert 1 < many < few <= 1 / p0


@given(n1=PEOPLE, n0=PEOPLE, p0=st.floats(0.001, 0.8))
def test_so_many_years_and_no_fewer_make_a_ratio_detectable(n1, n0, p0):
    times = power.multiples_to_find(n1, n0, p0, ratio=1.25)
    assert times >= 1 and times == int(times)
    assert power.detectable_ratio(times * n1, times * n0, p0) <= 1.25 * (1 + 1e-9)
    if times > 1:
        too_few = power.detectable_ratio((times - 1) * n1, (times - 1) * n0, p0)
        assert np.isnan(too_few) or too_few > 1.25 * (1 - 1e-9)


@given(x=st.integers(0, 100_000), confidence=st.sampled_from([0.95, 0.998]))
def test_the_limits_of_a_count_hold_it_and_byar_is_near_the_exact_ones(x, confidence):
    low, high = rates.byar(x, confidence)
    exact_low, exact_high = rates.exact_poisson(x, confidence)
    assert 0 <= low <= x <= high and 0 <= exact_low <= x <= exact_high
    if x >= rates.EXACT_BELOW:
        assert (low, high) == (
            pytest.approx(exact_low, rel=0.02),
            pytest.approx(exact_high, rel=0.02),
        )


@given(NUMBERS, ERRORS, NUMBERS, ERRORS)
def test_a_line_through_two_years_is_the_change_of_two(value1, se1, value2, se2):
    difference, p = trend.change_of_two(value1, se1, value2, se2)
    found, line_p = trend.slope([2023, 2024], [value1, value2], [se1, se2])
    assert (found, line_p) == (
        pytest.approx(difference, abs=1e-9),
        pytest.approx(p, rel=1e-6, abs=1e-12),
    )


@given(st.lists(st.tuples(NUMBERS, ERRORS), min_size=3, max_size=8), NUMBERS)
def test_raising_every_year_alike_leaves_the_slope_alone(series, by):
    values, ses = np.array(series).T
    years = np.arange(2018, 2018 + len(values))
    found, p = trend.slope(years, values, ses)
    raised, raised_p = trend.slope(years, values + by, ses)
    assert (raised, raised_p) == (pytest.approx(found, abs=1e-7), pytest.approx(p, abs=1e-5))
    turned, turned_p = trend.slope(years, -values, ses)
    assert (turned, turned_p) == (pytest.approx(-found), pytest.approx(p))
