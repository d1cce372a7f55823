"""Figures that others have published, worked out again from their counts."""

import csv
from pathlib import Path

import pytest

from evenhand.domain.statistics import differences, funnel, rates, ratios, shares, significance

FINGERTIPS = "github.com/ukhsa-collaboration/PHEindicatormethods, tests/testthat (version 2.1.0)"


@pytest.mark.parametrize(
    ("x", "confidence", "low", "high"),
    [(5, 0.95, 0.0215437, 0.1117505), (65, 0.998, 0.4954947, 0.7783541)],
)
def test_wilson_limits_are_those_of_the_fingertips_indicators(x, confidence, low, high):
    limits = shares.wilson(x, 100, confidence)
    assert limits == (pytest.approx(low, abs=1e-7), pytest.approx(high, abs=1e-7)), FINGERTIPS


@pytest.mark.parametrize(
    ("x", "confidence", "low", "high"),
    [(65, 0.95, 50.16319, 82.84914), (10, 0.998, 2.916318, 24.193725)],
)
def test_byar_limits_are_those_of_the_fingertips_indicators(x, confidence, low, high):
    limits = rates.byar(x, confidence)
    assert limits == (pytest.approx(low, abs=1e-5), pytest.approx(high, abs=1e-5)), FINGERTIPS


@pytest.mark.parametrize(
    ("x", "value", "low", "high"),
    [
        pytest.param(5, 5, 1.623486, 11.668332, id="below 10 events: exact"),
        pytest.param(20, 20, 12.211429, 30.889880, id="from 10 events: Byar"),
    ],
)
def test_rates_are_those_of_the_fingertips_indicators(x, value, low, high):
    found = rates.rate_limits(x, 100, per=100)
    assert found == pytest.approx((value, low, high), abs=1e-6), FINGERTIPS


def test_funnel_limits_are_those_of_the_fingertips_indicators():
    low, _ = funnel.proportion_limits(0.80642448, 2)
    assert low == pytest.approx(0.25885383, abs=1e-8), FINGERTIPS
    low, high = funnel.ratio_limits(6)
    # Theirs are found by trial to five figures, ours by the gamma function.
    assert (low, high) == pytest.approx((2.201894, 13.059476), abs=5e-6), FINGERTIPS


def test_the_usual_example_of_a_relative_likelihood():
    """280 of 1,000 against 120 of 700, as statsmodels 0.15 and scipy 1.17 work it out."""
    counts = (280, 1000, 120, 700)
    assert ratios.koopman(*counts) == pytest.approx((1.63333, 1.35193, 1.97908), abs=5e-6)
    assert ratios.katz(*counts) == pytest.approx((1.63333, 1.34963, 1.97668), abs=5e-6)
    assert differences.newcombe(*counts) == pytest.approx((0.10857, 0.06847, 0.14732), abs=5e-6)
    assert shares.wilson(280, 1000) == pytest.approx((0.25305, 0.30863), abs=5e-6)


def test_a_trusts_disciplinary_ratio_of_1_8_could_be_chance():
    """Kent and Medway NHS and Social Care Partnership Trust: 9 BME and 17 White cases among about
    730 and 2,500 staff, reported as "1.7 times more likely"."""
    found = ratios.katz(9, 730, 17, 2500)
    assert [round(float(number), 1) for number in found] == [1.8, 0.8, 4.1]
    p, _ = significance.p_value(9, 730, 17, 2500)
    assert p > 0.05


def test_thirty_of_300_against_twenty_of_400_is_twice_as_likely():
    found = ratios.katz(30, 300, 20, 400)
    assert [round(float(number), 2) for number in found] == [2.00, 1.16, 3.45]


def test_cvs_with_white_names_were_called_back_one_and_a_half_times_as_often(shared_data: Path):
    """Bertrand and Mullainathan, "Are Emily and Greg more employable than Lakisha and Jamal?",
    American Economic Review 94(4), 2004, 9.65% against 6.45%, ratio 1.50."""
    path = shared_data / "recruitment" / "resume_bertrand_mullainathan.csv"
    with path.open(newline="", encoding="utf-8") as file:
        rows = [(row["race"], int(row["received_callback"])) for row in csv.DictReader(file)]
    called = {race: sum(back for r, back in rows if r == race) for race in ("white", "black")}
    sent = {race: sum(r == race for r, _ in rows) for race in ("white", "black")}
    assert sum(sent.values()) == len(rows) == 4870
    assert round(100 * float(shares.share(called["white"], sent["white"])), 2) == 9.65
    assert round(100 * float(shares.share(called["black"], sent["black"])), 2) == 6.45
    counts = (called["white"], sent["white"], called["black"], sent["black"])
    value, low, high = ratios.koopman(*counts)
    assert round(float(value), 2) == 1.50
    assert low > 1 and high > 1.8
    p, used_fisher = significance.p_value(*counts)
    assert p < 0.00005 and not used_fisher
