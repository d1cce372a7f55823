"""Truths that hold for every ratio, difference and p value, whatever the counts."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evenhand.domain.statistics import bounds, differences, ratios, shares, significance
from evenhand.domain.statistics.fisher import fisher_p


def share_of(most: int):
    """(x, n) with somebody in n, and 0 to n of them in x."""
    return st.integers(1, most).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


SHARES = st.one_of(share_of(30), share_of(5_000), share_of(10_000_000))


@given(of=SHARES, against=SHARES)
def test_swapping_the_groups_turns_the_ratio_upside_down(of, against):
    value, low, high = ratios.koopman(*of, *against)
    other, other_low, other_high = ratios.koopman(*against, *of)
    if of[0] and against[0]:
        assert value == pytest.approx(1 / other)
    for one, opposite in ((low, other_high), (other_low, high)):
        assert one == pytest.approx(1 / opposite)


@given(of=SHARES, against=SHARES)
def test_the_interval_of_a_ratio_holds_the_value_and_is_real(of, against):
    value, low, high = ratios.koopman(*of, *against)
    assert 0 <= low < high
    if against[0]:
        assert low <= value <= high
    assert (low == 0) == (of[0] == 0)
    assert np.isinf(high) == (against[0] == 0)


@given(of=SHARES, against=SHARES)
def test_the_interval_leaves_out_one_exactly_where_the_score_test_finds_a_difference(of, against):
    _, low, high = ratios.koopman(*of, *against)
    p = significance.score_p(*of, *against)
    assume(abs(p - 0.05) > 1e-9)
    assert (low > 1 or high < 1) == (p < 0.05)


@given(of=SHARES, against=SHARES, times=st.integers(2, 10))
def test_more_people_in_the_same_shares_narrow_every_interval(of, against, times):
    assume(of[0] and against[0])
    few = (*of, *against)
    many = tuple(times * count for count in few)
    value, low, high = ratios.koopman(*few)
    more_value, more_low, more_high = ratios.koopman(*many)
    assert more_value == pytest.approx(value)
    assert low < more_low and more_high < high
    _, low, high = differences.newcombe(*few)
    _, more_low, more_high = differences.newcombe(*many)
    assert more_high - more_low < high - low


@given(of=SHARES, against=SHARES)
def test_swapping_the_groups_turns_the_sign_of_a_difference(of, against):
    value, low, high = differences.newcombe(*of, *against)
    other, other_low, other_high = differences.newcombe(*against, *of)
    assert (value, low, high) == pytest.approx((-other, -other_high, -other_low), abs=1e-12)
    assert -1 <= low <= value <= high <= 1


@given(of=SHARES, confidence=st.floats(0.5, 0.9999))
def test_swapping_with_and_without_mirrors_the_limits_of_a_share(of, confidence):
    x, n = of
    low, high = shares.wilson(x, n, confidence)
    mirrored = shares.wilson(n - x, n, confidence)
    assert mirrored == (pytest.approx(1 - high, abs=1e-12), pytest.approx(1 - low, abs=1e-12))
    assert 0 <= low <= x / n <= high <= 1
    assert low < high


@given(of=share_of(60), against=share_of(60))
def test_fisher_does_not_care_which_side_or_which_outcome_is_named_first(of, against):
    (x1, n1), (x0, n0) = of, against
    p = fisher_p(x1, n1, x0, n0)
    assert 0 < p <= 1
    assert fisher_p(x0, n0, x1, n1) == pytest.approx(p, rel=1e-12)
    assert fisher_p(n1 - x1, n1, n0 - x0, n0) == pytest.approx(p, rel=1e-12)
    assert fisher_p(x1, x1 + x0, n1 - x1, n1 + n0 - x1 - x0) == pytest.approx(
        p if 0 < x1 + x0 < n1 + n0 else np.nan, rel=1e-12, nan_ok=True
    )


@given(
    tables=st.lists(st.tuples(share_of(40), share_of(40)), min_size=1, max_size=20),
)
def test_many_tables_at_once_give_what_each_gives_alone(tables):
    columns = np.array([(*of, *against) for of, against in tables]).T
    alone = [float(significance.p_value(*of, *against)[0]) for of, against in tables]
    together, _ = significance.p_value(*columns)
    assert together.tolist() == pytest.approx(alone, rel=1e-12)
    alone = [ratios.koopman(*of, *against)[2] for of, against in tables]
    assert ratios.koopman(*columns)[2].tolist() == alone


@given(
    of=share_of(30),
    against=share_of(30),
    unknown=st.integers(0, 6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
)
def test_no_way_of_placing_the_unknown_goes_beyond_the_bounds(of, against, unknown):
    (x1, n1), (x0, n0), (xu, nu) = of, against, unknown
    assume(x0 > 0)
    low, high = bounds.unknown_bounds(x1, n1, x0, n0, xu, nu)
    # i of those with and j of those without the outcome are in the group, the rest in the
    # comparator; or some belong to neither.
    placed = [
        ((x1 + i) / (n1 + i + j)) / ((x0 + k) / (n0 + k + m))
        for i in range(xu + 1)
        for j in range(nu - xu + 1)
        for k in range(xu - i + 1)
        for m in range(nu - xu - j + 1)
    ]
    assert min(placed) == pytest.approx(low)
    assert max(placed) == pytest.approx(high)
