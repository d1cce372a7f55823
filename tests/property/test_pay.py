"""Truths of pay gaps, quarters and their intervals."""

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from tests.factories.pay import Row, audit_of, people

from evenhand.domain.pay.gaps import gap, in_proportion, mean, median, quarter_sizes, quarters
from evenhand.domain.pay.resample import draw, sureness

COUNTS = npst.arrays(
    np.int64, st.tuples(st.integers(1, 5), st.integers(1, 12)), elements=st.integers(0, 30)
)
PAYS = st.lists(st.integers(900, 9000).map(lambda pence: pence / 100), min_size=1, max_size=40)


@given(pays=PAYS)
def test_counts_by_value_give_the_mean_and_median_of_the_people(pays):
    values, n = np.unique(np.array(pays), return_counts=True)
    assert mean(values, n) == pytest.approx(np.mean(pays))
    assert median(values, n) == pytest.approx(np.median(pays))


@given(group=PAYS, reference=PAYS, times=st.sampled_from([0.5, 2.0, 10.0]))
def test_scaling_everybodys_pay_leaves_the_gap(group, reference, times):
    gaps = []
    for factor in (1.0, times):
        sides = []
        for pays in (reference, group):
            values, n = np.unique(factor * np.array(pays), return_counts=True)
            sides.append((mean(values, n), median(values, n)))
        gaps.append([float(gap(sides[0][i], sides[1][i])) for i in (0, 1)])
    assert gaps[0] == pytest.approx(gaps[1])


@given(a=st.floats(1, 1000), b=st.floats(1, 1000))
def test_swapping_the_groups_turns_the_gap_round(a, b):
    there, back = (float(gap(np.array(x), np.array(y))) / 100 for x, y in ((a, b), (b, a)))
    # b = a(1 - there) and a = b(1 - back)
    assert (1 - there) * (1 - back) == pytest.approx(1)
    assert np.sign(round(there, 9)) == -np.sign(round(back, 9))


@given(n=COUNTS)
def test_everybody_is_in_one_quarter_and_the_quarters_are_as_equal_as_can_be(n):
    shared = quarters(n)
    assert (shared >= 0).all()
    assert tuple(shared.sum(axis=1)) == quarter_sizes(int(n.sum()))
    assert (shared.sum(axis=0) == n.sum(axis=1)).all()


@given(n=COUNTS)
def test_nobody_in_a_lower_quarter_is_paid_more_than_anybody_in_a_higher_one(n):
    together = quarters(n.sum(axis=0, keepdims=True))[:, 0]
    ends = np.concatenate([[0], np.cumsum(together)])
    pay = np.repeat(np.arange(n.shape[1]), n.sum(axis=0))
    for group in range(n.shape[0]):
        own = np.repeat(np.arange(n.shape[1]), n[group])
        for quarter, in_it in enumerate(quarters(n)[:, group]):
            within = pay[ends[quarter] : ends[quarter + 1]]
            # No more of the group than have a rate that is paid in the quarter.
            assert in_it <= np.isin(own, within).sum()


@given(n=npst.arrays(np.int64, st.integers(1, 8), elements=st.integers(0, 50)), data=st.data())
def test_sharing_in_proportion_is_never_a_whole_person_out(n, data):
    total = int(n.sum())
    assume(total > 0)
    wanted = data.draw(st.integers(0, total))
    shared = in_proportion(n, wanted)
    assert shared.sum() == wanted and (shared >= 0).all() and (shared <= n).all()
    assert (np.abs(shared - n * wanted / total) < 1).all()


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32 - 1), times=st.sampled_from([0.5, 3.0]))
def test_scaling_all_pay_leaves_the_whole_audit(seed: int, times: float):
    """Up to the limits, whose seed comes from the group and not from its pay."""
    rng = np.random.default_rng(seed)
    rows: list[Row] = []
    for category, n in (("white-british", 40), ("african", 20), ("not-known", 5)):
        for pay in rng.integers(900, 4000, n):
            rows += people(1, float(pay) / 4, category)
    once = audit_of(rows)
    again = audit_of([row | {"hourly_pay": row["hourly_pay"] * times} for row in rows])
    for one, other in zip(once.results, again.results, strict=True):
        assert (one.value, one.low, one.high) == pytest.approx((other.value, other.low, other.high))
        assert one.finding == other.finding


def test_the_same_people_have_the_same_interval_in_any_order_and_company():
    rows = people(15, 20.0) + people(15, 25.0) + people(15, 19.0, "african")
    alone = audit_of(rows).results[0]
    reordered = audit_of([*people(5, 99.0, "not-known"), *reversed(rows)]).results[0]
    assert (alone.value, alone.low, alone.high) == (
        reordered.value,
        reordered.low,
        reordered.high,
    )


@pytest.mark.parametrize("people_in_all", [11, 12, 60])
@pytest.mark.parametrize("different", [3, 11])
def test_drawing_short_cuts_is_the_same_as_drawing_everybody(people_in_all, different):
    """Means and medians of 20,000 draws, by their own way and by drawing each person."""
    rng = np.random.default_rng(1)
    pays = np.sort(rng.choice(np.arange(10.0, 10.0 + different), people_in_all))
    values, n = np.unique(pays, return_counts=True)
    short = draw(values, n, names=("a",), times=20_000)
    drawn = pays[rng.integers(0, people_in_all, size=(20_000, people_in_all))]
    for one, plain in (
        (short.means, drawn.mean(axis=1)),
        (short.medians, np.median(drawn, axis=1)),
    ):
        ends = np.unique(np.concatenate([one, plain]))
        below = [
            np.searchsorted(np.sort(each), ends, side="right") / 20_000 for each in (one, plain)
        ]
        assert np.abs(below[0] - below[1]).max() < 0.02  # Kolmogorov-Smirnov, p of about 0.001


@pytest.mark.parametrize("statistic", ["means", "medians"])
def test_nineteen_intervals_in_twenty_hold_the_true_gap(statistic):
    """400 pairs of samples from known populations; percentile intervals run a little short."""
    rng = np.random.default_rng(7)
    held = 0
    # Both populations are log-normal with the same spread, so the gap of means and of medians is one.
    truth = 100 * (1 - np.exp(-0.1))
    for sample in range(400):
        sides = []
        for name, centre in (("reference", 3.0), ("group", 2.9)):
            values, n = np.unique(np.round(rng.lognormal(centre, 0.3, 80), 2), return_counts=True)
            sides.append(draw(values, n, names=(name, str(sample)), times=400))
        sure = sureness(truth, *(getattr(side, statistic) for side in sides))
        held += sure.low <= truth <= sure.high
    assert 0.92 <= held / 400 <= 0.98
