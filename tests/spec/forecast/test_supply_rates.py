"""Rates from few events, drawn towards what is known elsewhere: the less a body has seen, the more"""

import numpy as np
import pytest
from scipy import integrate, special, stats
from tests.factories.forecast_supply import model, nobody_starts

from evenhand.domain.forecast.supply.fan import fan
from evenhand.domain.forecast.supply.kinds import Kind, People
from evenhand.domain.forecast.supply.model import Cause, Known, State
from evenhand.domain.forecast.supply.rates import Elsewhere, hazard_of, hazards, shares
from evenhand.domain.forecast.supply.simulate import simulate

PUBLISHED = Elsewhere(mean=0.14, within=2.0)


def generator(seed: int = 1) -> np.random.Generator:
    """Random numbers for draws."""
    return np.random.default_rng(seed)


def test_a_rate_alone_is_gamma_and_a_share_alone_is_beta() -> None:
    """With nothing to draw towards: Gamma(7.5, 58) and Beta(17.5, 3.5), by Kolmogorov and Smirnov."""
    drawn = hazards([7], [58], 5000, generator())[0]
    assert stats.kstest(drawn, stats.gamma(7.5, scale=1 / 58).cdf).pvalue > 0.001
    drawn = shares([17], [20], 5000, generator())[0]
    assert stats.kstest(drawn, stats.beta(17.5, 3.5).cdf).pvalue > 0.001


def test_a_rate_with_one_from_elsewhere_is_what_integration_says() -> None:
    """The posterior mean of 9 of 40 person-years, by scipy's quadrature over mean and weight."""
    drawn = hazards([9], [40], 40_000, generator(), PUBLISHED)[0]
    spread = np.log(2) / stats.norm.ppf(0.975)

    def likelihood(log_weight: float, log_mean: float) -> float:
        mean, weight = np.exp(log_mean), np.exp(log_weight)
        prior = stats.norm.pdf(log_mean, np.log(0.14), spread)
        shape = mean * weight
        fit = special.gammaln(shape + 9) - special.gammaln(shape)
        fit += shape * np.log(weight) - (shape + 9) * np.log(weight + 40)
        return float(prior * np.exp(fit + 40))

    def times_rate(log_weight: float, log_mean: float) -> float:
        mean, weight = np.exp(log_mean), np.exp(log_weight)
        return likelihood(log_weight, log_mean) * (mean * weight + 9) / (weight + 40)

    bounds = (np.log(1e-4), np.log(3.0), 0.0, np.log(1000.0))
    total = integrate.dblquad(likelihood, *bounds, epsabs=1e-8)[0]
    expected = integrate.dblquad(times_rate, *bounds, epsabs=1e-8)[0] / total
    assert drawn.mean() == pytest.approx(expected, rel=0.01)


def test_no_events_at_all_leave_what_is_published() -> None:
    """In the middle, and 95 in 100 within a factor somewhat wider than that of the mean."""
    drawn = hazards([0], [0], 20_000, generator(), PUBLISHED)[0]
    assert np.median(drawn) == pytest.approx(0.14, rel=0.15)
    low, high = np.quantile(drawn, [0.025, 0.975])
    assert low < 0.07
    assert high > 0.28


def test_the_less_a_group_has_seen_the_more_it_is_drawn_towards_the_others() -> None:
    """Twice the rate of the rest, seen in 10, 100 and 10,000 person-years."""
    means = []
    for years in (10, 100, 10_000):
        drawn = hazards([0.2 * years, 50, 50], [years, 500, 500], 20_000, generator())
        means.append(drawn[0].mean())
    assert 0.1 < means[0] < means[1] < means[2]
    assert means[2] == pytest.approx(0.2, rel=0.03)
    shrunk = [
        shares([of * 0.5, 90, 90], [of, 100, 100], 20_000, generator())[0].mean()
        for of in (4, 40, 4000)
    ]
    assert 0.9 > shrunk[0] > shrunk[1] > shrunk[2]
    assert shrunk[2] == pytest.approx(0.5, rel=0.03)


def test_a_group_without_years_is_like_the_others_and_less_sure() -> None:
    """Of two groups alike, a third that nobody has watched."""
    drawn = hazards([50, 50, 0], [500, 500, 0], 20_000, generator())
    assert np.median(drawn[2]) == pytest.approx(0.1, rel=0.15)
    assert drawn[2].std() > 2 * drawn[0].std()


def test_a_share_of_a_year_and_its_hazard() -> None:
    """12% are gone after a year at 0.1278; everyone at a very high one."""
    assert hazard_of(0.12) == pytest.approx(0.12783, abs=1e-5)
    assert hazard_of(0) == 0
    assert 20 < hazard_of(1.0) < 40


def test_a_rate_cannot_be_learnt_from_nothing() -> None:
    """No years, and nothing from elsewhere."""
    with pytest.raises(ValueError, match="needs person-years"):
        hazards([0], [0], 10, generator())


@pytest.mark.parametrize(
    ("name", "share"), [("95", 0.95), ("80", 0.80), ("50", 0.50)], ids=["95", "80", "50 of 100"]
)
def test_fans_cover_what_comes_to_pass(covered: dict[str, float], name: str, share: float) -> None:
    """
    Of 300 made-up services whose rate nobody knows, with five years of history and five to come.

    Each is forecast from its counts alone; then its true rate makes what happens. The interval holds it
    as often as it says: more, since people are whole, and not so much more that it tells nothing.
    """
    error = 3 * np.sqrt(share * (1 - share) / 300)
    assert share - error <= covered[name] <= min(1.0, share + 0.16 + error)


@pytest.fixture(scope="module")
def covered() -> dict[str, float]:
    """How often each interval of the last year held what came to pass."""
    truth, held = np.random.default_rng(20260101), {"95": 0, "80": 0, "50": 0}
    for service in range(300):
        # What is published is right for the mean of services, and they differ.
        rate = 0.14 * np.exp(truth.normal(0, 0.35))
        stay = np.exp(-rate)
        staff, left, years = 22, 0, 0.0
        for _ in range(5):
            gone = truth.binomial(staff, 1 - stay)
            left, years = left + gone, years + staff - gone / 2
            staff = staff - gone + truth.poisson(3)
        going = {State.LEFT: Cause(rest=Known(events=left, of=years), elsewhere=PUBLISHED)}
        here = (People(kind=Kind(), count=int(staff)),)
        forecast = model(people=here, going=going, years=5, intake=nobody_starts(5))
        found = fan(simulate(forecast, replications=250, seed=service).people)
        for _ in range(5):
            staff = truth.binomial(staff, stay)
        for name in held:
            held[name] += found.low[name][5] <= staff <= found.high[name][5]
    return {name: count / 300 for name, count in held.items()}
