"""Every statistic against another library that works it out in its own way."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats import proportion, rates
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import NormalIndPower

from evenhand.domain.statistics import (
    differences,
    power,
    ratios,
    shares,
    significance,
    trend,
)
from evenhand.domain.statistics import rates as our_rates
from evenhand.domain.statistics.fisher import fisher_p


def random_counts(most: int, rows: int = 200) -> tuple[np.ndarray, ...]:
    """x1, n1, x0, n0 with shares from none to all, near each other; every fifth pair alike in n."""
    random = np.random.default_rng(most)
    n1, n0 = random.integers(1, most + 1, (2, rows))
    n0[::5] = n1[::5]
    share = random.beta(0.7, 1.0, rows)
    other = np.clip(share * random.lognormal(0, 0.4, rows), 0, 1)
    return random.binomial(n1, share), n1, random.binomial(n0, other), n0


@pytest.mark.parametrize("most", [12, 60, 1_000, 100_000, 10_000_000])
def test_score_intervals_of_ratios_are_those_of_statsmodels(most):
    counts = random_counts(most)
    _, low, high = ratios.koopman(*counts)
    compared = 0
    for row, (x1, n1, x0, n0) in enumerate(zip(*counts, strict=True)):
        # statsmodels solves a cubic whose roots fall together where everyone on a side has the
        # outcome, and takes the wrong one, or a complex one; and it divides by a count of 0. Its
        # whole numbers overflow, so it is given floats.
        if not (0 < x1 < n1 and 0 < x0 < n0):
            continue
        theirs = proportion.confint_proportions_2indep(
            float(x1), float(n1), float(x0), float(n0), compare="ratio", method="score"
        )
        assert (low[row], high[row]) == pytest.approx(theirs, rel=1e-6), (x1, n1, x0, n0)
        compared += 1
    assert compared > 60


@pytest.mark.parametrize(
    ("x1", "n1", "x0", "n0"),
    [(0, 20, 5, 50), (9, 9, 8, 9), (4, 9, 9, 9), (5, 5, 100, 100), (3, 10, 0, 50), (1, 1, 1, 1)],
)
def test_at_the_edges_the_limits_are_where_the_score_test_of_statsmodels_turns(x1, n1, x0, n0):
    """Its interval fails there, its test does not: p is 5% at each limit that is a number."""
    _, low, high = ratios.koopman(x1, n1, x0, n0)
    limits = [float(limit) for limit in (low, high) if 0 < limit < np.inf]
    assert limits
    for limit in limits:
        p = proportion.score_test_proportions_2indep(
            x1, n1, x0, n0, value=limit, compare="ratio"
        ).pvalue
        assert p == pytest.approx(0.05, abs=1e-7)


def test_log_intervals_and_their_standard_errors_are_those_of_scipy():
    for x1, n1, x0, n0 in [(280, 1000, 120, 700), (1, 40, 7, 90), (30, 300, 20, 400)]:
        _, low, high = ratios.katz(x1, n1, x0, n0)
        theirs = stats.contingency.relative_risk(x1, n1, x0, n0).confidence_interval(0.95)
        assert (low, high) == pytest.approx((theirs.low, theirs.high), rel=1e-9)
        se = np.log(high / low) / 2 / stats.norm.isf(0.025)
        assert ratios.log_ratio_se(x1, n1, x0, n0) == pytest.approx(se, rel=1e-9)


def test_odds_ratios_are_those_of_statsmodels():
    table = sm.stats.Table2x2(np.array([[40, 100], [10, 50]]))
    theirs = (table.oddsratio, *table.oddsratio_confint())
    assert ratios.woolf_odds_ratio(40, 100, 10, 50) == pytest.approx(theirs, rel=1e-9)


@pytest.mark.parametrize("most", [12, 1_000, 10_000_000])
def test_wilson_and_newcombe_limits_are_those_of_statsmodels(most):
    x1, n1, x0, n0 = random_counts(most)
    theirs = proportion.proportion_confint(x1, n1, method="wilson")
    assert shares.wilson(x1, n1) == (
        pytest.approx(theirs[0], abs=1e-9),
        pytest.approx(theirs[1], abs=1e-9),
    )
    theirs = proportion.confint_proportions_2indep(x1, n1, x0, n0, compare="diff", method="newcomb")
    assert differences.newcombe(x1, n1, x0, n0)[1:] == (
        pytest.approx(theirs[0], abs=1e-9),
        pytest.approx(theirs[1], abs=1e-9),
    )


def test_the_standard_error_of_a_difference_is_that_of_the_agresti_caffo_interval():
    for counts in [(280, 1000, 120, 700), (0, 10, 3, 40), (10, 10, 3, 40)]:
        low, high = proportion.confint_proportions_2indep(
            *counts, compare="diff", method="agresti-caffo"
        )
        se = (high - low) / 2 / stats.norm.isf(0.025)
        assert differences.se(*counts) == pytest.approx(se, rel=1e-9)


@pytest.mark.parametrize("most", [60, 10_000_000])
def test_score_p_values_are_those_of_statsmodels(most):
    counts = random_counts(most)
    ours = significance.score_p(*counts)
    for p, (x1, n1, x0, n0) in zip(ours, zip(*counts, strict=True), strict=True):
        if 0 < x1 + x0 < n1 + n0:
            theirs = proportion.score_test_proportions_2indep(
                x1, n1, x0, n0, compare="ratio"
            ).pvalue
            assert p == pytest.approx(theirs, rel=1e-6, abs=1e-300)


@pytest.mark.parametrize("most", [12, 60, 1_000, 20_000])
def test_fisher_p_values_are_those_of_scipy(most):
    counts = random_counts(most)
    theirs = [
        stats.fisher_exact([[x1, n1 - x1], [x0, n0 - x0]])[1]
        for x1, n1, x0, n0 in zip(*counts, strict=True)
    ]
    assert fisher_p(*counts) == pytest.approx(theirs, rel=1e-9, abs=1e-300)


@pytest.mark.parametrize(
    ("x1", "n1", "x0", "n0"),
    [(5, 2_011_037, 3, 2_011_037), (0, 3_000_000, 9, 4_000_000), (4, 700_000, 60, 2_000_000)],
)
def test_fisher_with_millions_is_right_to_twelve_figures(x1, n1, x0, n0):
    """Against fractions of whole numbers, which lose nothing (scipy is right to nine)."""
    drawn = x1 + x0
    ways = [comb(n1, k) * comb(n0, drawn - k) for k in range(drawn + 1)]
    exact = Fraction(sum(way for way in ways if way <= ways[x1]), sum(ways))
    assert fisher_p(x1, n1, x0, n0) == pytest.approx(float(exact), rel=1e-12)


def test_adjusted_p_values_are_those_of_statsmodels_and_scipy():
    p = np.random.default_rng(8).beta(0.4, 2.0, 300)
    p[:20] = p[20:40]
    family = np.arange(300) % 3
    ours = significance.adjust(p, family)
    for one in range(3):
        mine = family == one
        assert ours[mine] == pytest.approx(multipletests(p[mine], method="fdr_bh")[1])
        assert ours[mine] == pytest.approx(stats.false_discovery_control(p[mine], method="bh"))


@pytest.mark.parametrize(
    ("n1", "n0", "p0"), [(730, 2500, 17 / 2500), (12, 90, 0.3), (60_000, 200_000, 0.01)]
)
def test_what_could_have_been_found_is_that_of_statsmodels(n1, n0, p0):
    effect = NormalIndPower().solve_power(nobs1=n1, ratio=n0 / n1, alpha=0.05, power=0.8)
    ratio = power.detectable_ratio(n1, n0, p0)
    assert proportion.proportion_effectsize(ratio * p0, p0) == pytest.approx(effect, rel=1e-5)


@pytest.mark.parametrize(
    ("n1", "n0", "p0"), [(730, 2500, 17 / 2500), (12, 90, 0.3), (400, 90, 0.1)]
)
def test_so_many_years_have_the_power_by_statsmodels_and_one_fewer_has_not(n1, n0, p0):
    times = power.multiples_to_find(n1, n0, p0, ratio=1.25)
    effect = proportion.proportion_effectsize(1.25 * p0, p0)
    enough, too_few = (
        NormalIndPower().power(effect, nobs1=many * n1, ratio=n0 / n1, alpha=0.05)
        for many in (times, times - 1)
    )
    assert too_few < 0.8 <= enough + 1e-6


def test_exact_poisson_limits_are_those_of_statsmodels():
    for x in (1, 6, 9, 250):
        theirs = rates.confint_poisson(x, 1, method="exact-c", alpha=0.002)
        assert our_rates.exact_poisson(x, 0.998) == pytest.approx(theirs, rel=1e-9)


def test_slopes_are_those_of_a_weighted_regression_with_known_errors():
    years = np.array([2019, 2020, 2021, 2023, 2025])
    values = np.array([0.50, 0.45, 0.52, 0.30, 0.28])
    ses = np.array([0.12, 0.10, 0.11, 0.09, 0.08])
    line = sm.WLS(values, sm.add_constant(years - 2019.0), weights=1 / ses**2)
    fitted = line.fit(cov_type="fixed scale")
    found, p = trend.slope(years, values, ses)
    assert (found, p) == pytest.approx((fitted.params[1], fitted.pvalues[1]), rel=1e-9)
