"""Laws of comparing bodies."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from tests.factories.comparisons import a_body, several, side_by_side

from evenhand.domain.statistics import funnel, pooling, ranks, shrinkage

values = st.floats(-3, 3)
errors = st.floats(0.01, 2)
bodies = st.lists(st.tuples(values, errors), min_size=2, max_size=30)


@settings(max_examples=15)
@given(st.permutations(range(8)))
def test_the_order_of_bodies_makes_no_difference(order):
    made = several(8, seed=4)
    there = side_by_side(made)
    again = side_by_side([made[at] for at in order])
    assert again.standings == there.standings
    assert again.together == there.together


@given(st.floats(0.01, 0.99), st.integers(2, 5000), st.floats(0, 0.5))
def test_limits_widen_as_bodies_get_smaller_and_as_they_differ_more(average, n, extra):
    low, high = funnel.proportion_limits(average, [n, n - 1, 4 * n])
    assert low[1] <= low[0] <= low[2] <= average <= high[2] <= high[0] <= high[1]
    lower, higher = funnel.limits_around(0.0, [0.1, 0.2], extra)
    assert lower[1] < lower[0] < 0 < higher[0] < higher[1]
    wider = funnel.limits_around(0.0, 0.1, extra + 0.1)
    assert wider[1] > higher[0]


@given(bodies)
def test_a_shrunken_figure_lies_between_the_figure_and_the_mean(drawn):
    y, se = np.array(drawn).T
    of = pooling.pool(y, se)
    shrunken, low, high = shrinkage.shrink(y, se, of.mean, of.tau2, of.se)
    hair = 1e-9
    assert (shrunken >= np.minimum(y, of.mean) - hair).all()
    assert (shrunken <= np.maximum(y, of.mean) + hair).all()
    assert ((low <= shrunken) & (shrunken <= high)).all()


@given(values, errors, st.integers(2, 40))
def test_bodies_that_are_all_alike_pool_to_the_one(value, error, count):
    of = pooling.pool([value] * count, [error] * count)
    assert_allclose(of.mean, value, atol=1e-12)
    assert of.tau2 == 0
    assert of.i2 == 0
    assert_allclose(of.se, error / np.sqrt(count))


@given(bodies, st.floats(-2, 2))
def test_moving_all_bodies_moves_the_mean_and_nothing_else(drawn, by):
    y, se = np.array(drawn).T
    of, moved = pooling.pool(y, se), pooling.pool(y + by, se)
    assert_allclose(moved.mean, of.mean + by, atol=1e-5)
    assert_allclose(moved.tau2, of.tau2, rtol=1e-5, atol=1e-7)


@settings(max_examples=30)
@given(bodies)
def test_a_rank_lies_from_one_to_all_and_its_interval_in_order(drawn):
    y, se = np.array(drawn).T
    rank, low, high = ranks.ranks(y, se, ranks.chances(len(y), draws=500))
    assert (rank.min() == 1) and (high.max() <= len(y)) and (low.min() >= 1)
    assert (low <= high).all()


@settings(max_examples=15)
@given(st.integers(1, 200), st.integers(201, 3000), st.integers(1, 200), st.integers(201, 3000))
def test_identical_bodies_stand_where_the_body_does(x, n, x0, n0):
    """Pooled, shrunken and in the middle of the funnel they are the body itself."""
    made = side_by_side([a_body(f"B{at}", (x, n, x0, n0)) for at in range(6)])
    ratio = (x / n) / (x0 / n0)
    for each in made.standings:
        assert_allclose([each.value, each.shrunken], ratio, rtol=1e-9)
        assert (each.rank, each.alike) == (1, 5)
    assert_allclose([made.together[0].pooled, made.together[0].centre], ratio, rtol=1e-9)


@settings(max_examples=10)
@given(st.integers(0, 7))
def test_a_body_that_is_left_out_moves_no_other_bodys_own_figure(out):
    made = several(8, seed=9)
    fewer = [each for at, each in enumerate(made) if at != out]
    figures = {each.body: each.value for each in side_by_side(made).standings}
    for each in side_by_side(fewer).standings:
        assert each.value == figures[each.body]
    again = [replace(each) for each in made]
    assert side_by_side(again).standings == side_by_side(made).standings
