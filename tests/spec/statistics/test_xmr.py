"""Has anything changed? XmR charts"""

import pytest

from evenhand.domain.statistics.xmr import Rule, xmr

FLAT = [10.0, 12.0, 11.0, 9.0, 10.0, 12.0, 11.0, 9.0, 10.0, 12.0, 11.0, 9.0]


def test_a_published_example() -> None:
    """NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2 (flow rates): mean 50.81, mean moving range 1.8778, limits 45.8159 and 55.8041 with 3/1.128 where 2.66 stands here."""
    made = xmr([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])
    assert made.mean == pytest.approx(50.81)
    assert made.low == pytest.approx(45.8159, abs=0.002)
    assert made.high == pytest.approx(55.8041, abs=0.002)
    assert made.signals == ()
    assert made.on_trial


def test_an_example_worked_by_hand() -> None:
    """2, 4, 3, 5, 4, 6: mean 4; moving ranges 2, 1, 2, 1, 2, mean 1.6; limits 4 ± 2.66 × 1.6."""
    made = xmr([2, 4, 3, 5, 4, 6])
    assert (made.mean, made.low, made.high) == pytest.approx((4, 4 - 4.256, 4 + 4.256))
    assert xmr([2, 4, 3, 5, 4, 6], floor=0).low == 0


@pytest.mark.parametrize(
    ("then", "rule", "points", "up"),
    [
        pytest.param([19], Rule.OUTSIDE, (12,), True, id="Far above"),
        pytest.param([2], Rule.OUTSIDE, (12,), False, id="Far below"),
        pytest.param([11, 12, 11, 12, 11, 12, 11], Rule.SHIFT, tuple(range(12, 19)), True, id="Seven in a row above the mean"),
        pytest.param([12, 9, 9.5, 10, 11, 12, 13], Rule.TREND, tuple(range(13, 19)), True, id="Six in a row rising"),
        pytest.param([13, 12, 11, 10, 9, 8], Rule.TREND, tuple(range(12, 18)), False, id="Six in a row falling"),
        pytest.param([14.4, 11, 14.4], Rule.NEAR_LIMIT, (12, 14), True, id="Two of three near the upper limit"),
    ],
)  # fmt: skip
def test_each_rule_is_named(
    then: list[float], rule: Rule, points: tuple[int, ...], up: bool
) -> None:
    """The first twelve months are the baseline: mean 10.5, moving ranges of 2, 1, 2, 1 ..., limits near 6.4 and 14.6."""
    fired = [each for each in xmr([*FLAT, *then], baseline=12).signals if each.rule is rule]
    assert (fired[0].points, fired[0].up) == (points, up)


@pytest.mark.parametrize(
    ("then", "absent"),
    [
        pytest.param([11, 12, 11, 12, 11, 12], Rule.SHIFT, id="Six in a row above the mean"),
        pytest.param([11, 12, 11, 10.5, 12, 11, 12, 11], Rule.SHIFT, id="A month on the mean itself ends a run"),
        pytest.param([9, 9.5, 10, 11, 12, 12], Rule.TREND, id="Five rising and one equal"),
        pytest.param([14.4, 9, 14.4], Rule.NEAR_LIMIT, id="Two near a limit with the mean crossed between"),
        pytest.param([14.4, 11, 11, 14.4], Rule.NEAR_LIMIT, id="Two of four near a limit"),
    ],
)  # fmt: skip
def test_what_is_not_yet_a_sign_of_change(then: list[float], absent: Rule) -> None:
    """One point short of each rule."""
    assert absent not in {each.rule for each in xmr([*FLAT, *then], baseline=12).signals}


@pytest.mark.parametrize(
    ("values", "mean", "on_trial"),
    [
        pytest.param([10] * 5, None, False, id="Five months: no limits, and nothing is said of change"),
        pytest.param([10, None, 11, None, 9, 10, 11], None, False, id="Seven months of which five have a value"),
        pytest.param([10, 11, 9, 10, 11, 9], 10, True, id="Six months: limits on trial"),
        pytest.param([10, 11, 9] * 4, 10, False, id="Twelve months: limits that count"),
    ],
)  # fmt: skip
def test_too_few_months_are_said_to_be_too_few(
    values: list[float | None], mean: float | None, on_trial: bool
) -> None:
    """Six values are needed for limits, twelve for limits that are no longer on trial."""
    made = xmr(values)
    assert (made.mean, made.on_trial) == (mean, on_trial)
    assert made.mean is not None or made.signals == ()


def test_a_month_without_a_value_moves_no_point() -> None:
    """Signals name places of the whole series."""
    made = xmr([*FLAT, None, 19], baseline=12)
    assert [each.points for each in made.signals] == [(13,)]
    assert [each.rule for each in made.latest] == [Rule.OUTSIDE]


def test_what_comes_after_the_baseline_moves_no_limit() -> None:
    """The goalposts stay: twelve months set them."""
    assert xmr([*FLAT, 30, 40], baseline=12).high == xmr(FLAT).high
    with pytest.raises(ValueError, match="none"):
        xmr(FLAT, baseline=0)
