"""When work comes, from a service's own log"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from evenhand.cli.say_forecast_log import lines
from evenhand.domain.forecast.demand import Demand, Log, TooShort, demand
from evenhand.domain.forecast.work_hours import Part, at_most, part_of, together
from evenhand.pipeline.forecast_cover_inputs import LogInputs
from evenhand.pipeline.forecast_log import Logged, beds_in_two_hours, logged
from evenhand.pipeline.wrong_use import WrongUse

WEEK = np.outer(
    [1, 1, 1, 1, 1, 0.6, 0.5], [0.05] * 8 + [0.1] * 2 + [0.3] * 7 + [0.2] * 5 + [0.1] * 2
)


def years(days: int = 730, *, times: float = 1.0, a_year: float = 1.0, seed: int = 3) -> Log:
    """A made-up log whose true rates are known: no evidence about any service."""
    random, weekday = np.random.default_rng(seed), np.arange(days) % 7
    grown = a_year ** (np.arange(days) / 365.25 - days / 2 / 365.25)
    counts = random.poisson(WEEK[weekday] * times * grown[:, None])
    return Log(counts, np.ones((days, 24), dtype=bool), weekday, np.zeros(days, dtype=bool))


def inside(found: Demand, truth: np.ndarray[Any, Any]) -> float:
    rates = found.rates_per_hour
    return float(np.mean([e.low <= t <= e.high for e, t in zip(rates, truth.ravel(), strict=True)]))


def test_rates_by_hour_of_the_week_hold_the_true_ones() -> None:
    """Two years, 168 hours: about 95 in 100 intervals hold the rate that the log was drawn from, and all rates together are all that came."""
    shares = [inside(demand(years(seed=seed)), WEEK) for seed in range(12)]
    assert np.mean(shares) == pytest.approx(0.95, abs=0.04)
    log = years()
    total = sum(each.value for each in demand(log).rates_per_hour) / 7
    assert total == pytest.approx(log.counts.sum() / 730, rel=0.01)


def test_an_hour_of_its_own_is_believed_when_it_is_seen_often() -> None:
    """Monday at noon three times as busy as its day and hour lead to expect: its own count tells."""
    log = years(times=3)
    log.counts[log.weekday == 0, 12] *= 3
    found = demand(log).rates_per_hour[12]
    assert found.value == pytest.approx(3 * 3 * 0.3, rel=0.15)


def test_a_gap_in_the_log_is_no_quiet_time() -> None:
    """Half a year without records, told as such: the rates are as before. Told as nought, they would fall."""
    log = years()
    counts = log.counts.copy()
    counts[200:380] = 0
    known = log.known.copy()
    known[200:380] = False
    found = demand(Log(counts, known, log.weekday, log.bank_holiday))
    whole = demand(log)
    assert (found.days, found.gaps) == (550, 180 * 24)
    assert sum(e.value for e in found.rates_per_hour) == pytest.approx(
        sum(e.value for e in whole.rates_per_hour), rel=0.04
    )


def test_an_hour_that_was_never_watched_is_taken_from_its_day_and_hour() -> None:
    """Sundays from 03:00 are in no log: named as unseen, with a rate that a Sunday's and that hour's lead to expect."""
    log = years(times=20)
    known = log.known.copy()
    known[log.weekday == 6, 3] = False
    found = demand(Log(log.counts, known, log.weekday, log.bank_holiday))
    assert found.unseen == (6 * 24 + 3,)
    assert found.rates_per_hour[6 * 24 + 3].value == pytest.approx(20 * 0.025, rel=0.1)


@pytest.mark.parametrize(
    ("a_year", "holds_none"),
    [
        pytest.param(1.0, True, id="As many as the year before"),
        pytest.param(1.4, False, id="Two fifths more than the year before"),
    ],
)
def test_growth_from_year_to_year(a_year: float, holds_none: bool) -> None:
    """With an interval: growth is claimed only where chance would not do it."""
    trend = demand(years(a_year=a_year)).trend
    assert trend is not None
    assert trend.low < a_year < trend.high
    assert (trend.low < 1 < trend.high) is holds_none


def test_bank_holidays_against_sundays() -> None:
    """Thirty of them, twice as busy as a Sunday, and left out of the usual weeks."""
    log = years()
    holiday = np.zeros(730, dtype=bool)
    holiday[::24] = True
    counts = log.counts.copy()
    counts[holiday] = np.random.default_rng(5).poisson(2 * WEEK[6], (holiday.sum(), 24))
    found = demand(Log(counts, log.known, log.weekday, holiday)).bank_holiday
    assert found is not None
    assert found.low < 2 < found.high


def test_days_that_differ_more_than_chance() -> None:
    """Each day's rate multiplied by a gamma variable of variance 0.3: found again. Without it, about nought."""
    assert demand(years()).spread_of_days < 0.05
    log, random = years(), np.random.default_rng(8)
    rates = WEEK[log.weekday] * random.gamma(1 / 0.3, 0.3, (730, 1))
    found = demand(Log(random.poisson(rates), log.known, log.weekday, log.bank_holiday))
    assert found.spread_of_days == pytest.approx(0.3, abs=0.08)


def test_four_weeks_are_the_least() -> None:
    """A log of 27 days shows no week."""
    assert demand(years(28)).trend is not None
    with pytest.raises(TooShort):
        demand(years(27))


def test_a_log_that_is_too_short_for_a_trend_says_so() -> None:
    """Two months leave open a half and a double; years of plenty tell, and years of next to nothing do not."""
    printed = "\n".join(lines(from_rows()))
    assert "urgent: 60 came; the log is too short to tell a trend." in printed
    assert "of the year before" not in printed
    for log, said in ((years(), "of the year before"), (years(times=0.003), "too little came")):
        found = from_rows()
        planned = replace(found.classes[1], demand=demand(log))
        assert said in "\n".join(lines(replace(found, classes=(planned,))))


def test_nothing_came_at_all() -> None:
    """Rates of nought, no trend, no failure."""
    found = demand(years(60, times=0))
    assert {each.value for each in found.rates_per_hour} == {0.0}
    assert found.trend is None


def test_parts_of_the_work_add_up() -> None:
    """Means add, and so do variances. Work without travel took none; a part that was typed is named as such."""
    travel = part_of("travel", [1.0, 3.0], of_all=4)
    assert (travel.mean, travel.recorded) == (1.0, 2)
    assert travel.sd == pytest.approx(1.5**0.5)
    made = together([travel, Part("writing", 2.0, 1.0, None)])
    assert made is not None
    drawn = made.drawn(np.random.default_rng(1), 400_000)
    assert (drawn.mean(), drawn.std()) == pytest.approx((3.0, 2.5**0.5), rel=0.02)
    assert at_most([0.5, 9.0], 2) == [0.5, 2]
    assert together([Part("writing", 0.0, 0.0, None)]) is None


def rows(days: int = 60, **more: Any) -> dict[str, list[dict[str, Any]]]:
    """Two considerations a day: one under section 136, one planned; a bed takes eight hours."""
    made = []
    for day in range(days):
        at = datetime(2026, 1, 5, 22, tzinfo=UTC) + timedelta(days=day)
        made.append({
            "reference": f"s-{day}", "request": "S136", "referred": at, "ethnicity": "AB"[day % 2],
            "assessment_start": at + timedelta(hours=1), "assessment_end": at + timedelta(hours=3),
            "bed_requested": at + timedelta(hours=3), "bed_found": at + timedelta(hours=11),
        })  # fmt: skip
        noon = at - timedelta(hours=10)
        made.append({
            "reference": f"p-{day}", "request": "S13_1", "urgency": "PLANNED", "referred": noon,
            "assessment_start": noon + timedelta(hours=1), "assessment_end": noon + timedelta(hours=2),
        })  # fmt: skip
    return {"considerations": [each | more for each in made]}


def from_rows(inputs: LogInputs | None = None, days: int = 60) -> Logged:
    chosen = inputs or LogInputs(target_share=0.9, shrinkage=0.2, replications=5)
    return logged(rows(days), chosen, "Made-up service")


def test_classes_of_work_come_from_requests_and_urgency() -> None:
    """Section 136 and what is to be done now or today is urgent, the rest planned; community treatment orders and guardianship stand apart. Every class has its own rates and hours."""
    found = from_rows()
    urgent, planned, orders, guardianship = found.classes
    assert (urgent.came, planned.came, orders.came, guardianship.came) == (60, 60, 0, 0)
    assert urgent.demand is not None
    assert [e.value > 0.1 for e in urgent.demand.rates_per_hour[:24]] == [
        h == 22 for h in range(24)
    ]
    attending = {part.name: part.mean for part in planned.parts}["attending"]
    assert attending == pytest.approx(1.0)
    assert [each.name for each in found.cover.simulated.classes] == ["urgent", "planned"]


def test_results_by_ethnic_group_of_the_people_assessed() -> None:
    """Every group of the log, those not asked too, each with its own share seen in time."""
    groups = {each.name: each.arrivals_a_week for each in from_rows().cover.simulated.groups}
    assert groups["White"] > 0
    assert groups["Not asked"] > 0
    assert sum(groups.values()) == pytest.approx(14, rel=0.1)


def test_what_if_beds_were_found_in_two_hours() -> None:
    """Eight hours of waiting become two, and fewer people are needed."""
    inputs = LogInputs(target_share=0.9, shrinkage=0.2, replications=5)
    now, then = from_rows(inputs), from_rows(beds_in_two_hours(inputs))
    waiting = [{part.name: part.mean for part in each.classes[0].parts}["waiting for a bed"]
               for each in (now, then)]  # fmt: skip
    assert waiting == pytest.approx([8.0, 2.0])
    assert then.cover.cover.fte < now.cover.cover.fte


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param(rows(20), "covers 20 days", id="Three weeks"),
        pytest.param({"considerations": []}, "no consideration with a time", id="Nothing"),
        pytest.param(rows(60, assessment_end=None, bed_found=None), "Give [hours]", id="No hours at all"),
    ],
)  # fmt: skip
def test_a_log_that_says_too_little(given: dict[str, list[dict[str, Any]]], said: str) -> None:
    """In a sentence that names what is missing."""
    with pytest.raises(WrongUse) as refused:
        logged(given, LogInputs(target_share=0.9, replications=2), "Made-up service")
    assert said in str(refused.value)
