"""Truths of XmR charts, and a slow reading of the rules against which the quick one is held."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.domain.statistics.xmr import FEWEST, Rule, Xmr, xmr

WHOLE = st.integers(0, 30).map(float)
SERIES = st.lists(WHOLE, min_size=FEWEST, max_size=40)
WITH_GAPS = st.lists(st.none() | WHOLE, max_size=40)


def by_hand(values: list[float], made: Xmr) -> dict[Rule, set[int]]:
    """Every window of every length, asked one by one: what each rule is about."""
    mean = statistics.fmean(values)
    moving = [abs(values[i] - values[i - 1]) for i in range(1, len(values))]
    sigma = statistics.fmean(moving) * 2.66 / 3
    found: dict[Rule, set[int]] = {rule: set() for rule in Rule}
    count = len(values)
    for place, value in enumerate(values):
        if abs(value - mean) > 3 * sigma:
            found[Rule.OUTSIDE].add(place)
    for start in range(count):
        window = range(start, start + 7)
        if start + 7 <= count and (
            all(values[i] > mean for i in window) or all(values[i] < mean for i in window)
        ):
            found[Rule.SHIFT] |= set(window)
        window = range(start, start + 6)
        if start + 6 <= count:
            parts = [values[i] for i in window]
            ordered = len(set(parts)) == 6
            if ordered and parts in (sorted(parts), sorted(parts, reverse=True)):
                found[Rule.TREND] |= set(window)
        window = range(start, start + 3)
        if start + 3 <= count:
            for sign in (1, -1):
                away = {i: sign * (values[i] - mean) for i in window}
                near = {i for i, by in away.items() if 2 * sigma < by <= 3 * sigma}
                if len(near) >= 2 and all(by > 0 for by in away.values()):
                    found[Rule.NEAR_LIMIT] |= near
    return found


def points(made: Xmr, rule: Rule) -> set[int]:
    return {point for each in made.signals if each.rule is rule for point in each.points}


@given(SERIES)
def test_the_rules_find_what_a_slow_reading_finds(values):
    made = xmr(values)
    slow = by_hand(values, made)
    for rule in (Rule.SHIFT, Rule.TREND):
        assert points(made, rule) == slow[rule]
    # Where a point lies on a limit to the last bit, either answer may be had.
    reach = made.high - made.mean
    close = {
        place
        for place, value in enumerate(values)
        for at in (reach, 2 * reach / 3)
        if abs(abs(value - made.mean) - at) < 1e-9
    }
    if not close:
        assert points(made, Rule.OUTSIDE) == slow[Rule.OUTSIDE]
        assert points(made, Rule.NEAR_LIMIT) == slow[Rule.NEAR_LIMIT]


@given(SERIES, st.integers(-1000, 1000), st.integers(0, 5))
def test_moving_and_stretching_every_value_moves_and_stretches_the_chart(values, by, power):
    scale = 2.0**power
    made, moved = xmr(values), xmr([scale * value + by for value in values])
    assert moved.mean == pytest.approx(scale * made.mean + by)
    assert moved.high == pytest.approx(scale * made.high + by)
    assert moved.low == pytest.approx(scale * made.low + by)


@given(SERIES)
def test_turned_upside_down_every_sign_is_the_other_way(values):
    """Rules that compare no sums: those are the same to the bit."""
    made, turned = xmr(values), xmr([-value for value in values])
    for rule in (Rule.SHIFT, Rule.TREND):
        assert points(made, rule) == points(turned, rule)
    ups = [each.up for each in made.signals if each.rule is Rule.TREND]
    assert ups == [not each.up for each in turned.signals if each.rule is Rule.TREND]


@given(SERIES)
def test_read_backwards_limits_are_the_same(values):
    made, back = xmr(values), xmr(values[::-1])
    assert back.high == pytest.approx(made.high)
    assert back.mean == pytest.approx(made.mean)


@given(WITH_GAPS)
def test_gaps_change_nothing_but_places(values):
    made, without = xmr(values), xmr([value for value in values if value is not None])
    assert (made.mean, made.low, made.high) == (without.mean, without.low, without.high)
    assert len(made.fired) == len(without.fired)
    assert all(values[point] is not None for point in made.fired)


@given(SERIES, st.lists(WHOLE, max_size=20))
def test_what_comes_later_takes_no_sign_back(values, later):
    """With a fixed baseline a month that was a sign of change stays one."""
    first = xmr(values, baseline=FEWEST)
    then = xmr([*values, *later], baseline=FEWEST)
    assert first.fired <= then.fired
