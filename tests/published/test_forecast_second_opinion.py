"""The simulation against Ciw and SimPy, which others wrote and many use."""

from collections.abc import Generator
from typing import Any

import ciw
import numpy as np
import pytest
import simpy

from evenhand.domain.forecast.queueing import mean_wait, share_within
from evenhand.domain.forecast.service_hours import Exponential, Lognormal
from evenhand.domain.forecast.shifts import Shift, hour_by_hour
from evenhand.domain.forecast.simulation import WorkClass, simulate

DAY = (0.08,) * 8 + (0.16,) * 2 + (0.30,) * 7 + (0.22,) * 5 + (0.12,) * 2
WEEK = 168.0


def ours(people: int, rates: tuple[float, ...]) -> tuple[float, float]:
    work = WorkClass("all", rates, Lognormal(6, 3), 2)
    made = simulate(
        [work], hour_by_hour((people,) * 24), replications=100, random=np.random.default_rng(8)
    ).everything  # fmt: skip
    assert made.mean_wait_hours.mean is not None
    assert made.share_within.mean is not None
    return made.mean_wait_hours.mean, made.share_within.mean


def test_ciw_waits_as_long_with_the_same_people_at_every_hour() -> None:
    """Poisson work at an even rate, lognormal hours, three people."""
    spread = np.log(1 + (3 / 6) ** 2)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(0.2)],
        service_distributions=[ciw.dists.Lognormal(np.log(6) - spread / 2, np.sqrt(spread))],
        number_of_servers=[3],
    )
    ciw.seed(11)
    run = ciw.Simulation(network)
    run.simulate_until_max_time(120_000)
    waits = np.array([each.waiting_time for each in run.get_all_records()])
    wait, within = ours(3, (0.2,) * 24)
    assert waits.mean() == pytest.approx(wait, rel=0.08)
    assert (waits <= 2).mean() == pytest.approx(within, abs=0.015)


def by_simpy(people: int, weeks: int) -> list[float]:
    random = np.random.default_rng(9)
    spread = np.log(1 + (3 / 6) ** 2)
    world, waits = simpy.Environment(), list[float]()
    team = simpy.Resource(world, capacity=people)

    def seen() -> Generator[Any, Any, None]:
        came = world.now
        with team.request() as asked:
            yield asked
            waits.append(world.now - came)
            yield world.timeout(random.lognormal(np.log(6) - spread / 2, np.sqrt(spread)))

    def come() -> Generator[Any, Any, None]:
        # Thinned from the highest rate, another way to draw work whose rate changes.
        while True:
            yield world.timeout(random.exponential(1 / max(DAY)))
            if random.random() < DAY[int(world.now % 24)] / max(DAY):
                world.process(seen())

    world.process(come())
    world.run(until=weeks * WEEK)
    return waits


def test_simpy_waits_as_long_where_work_changes_with_the_hour() -> None:
    """Three people at every hour, the day's rates, lognormal hours."""
    waits = np.array(by_simpy(3, 1200))
    wait, within = ours(3, DAY)
    assert waits.mean() == pytest.approx(wait, rel=0.08)
    assert (waits <= 2).mean() == pytest.approx(within, abs=0.015)


def test_ciw_counts_a_whole_new_shift_beside_those_who_over_run() -> None:
    """Two, eight and three people: Ciw's schedule lets the old shift end its work off duty, which is our other rule."""
    spread = np.log(1 + (3 / 6) ** 2)
    schedule = ciw.Schedule(numbers_of_servers=[2, 8, 3], shift_end_dates=[8, 18, 24])
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(4 * 3.5 / 24)],
        service_distributions=[ciw.dists.Lognormal(np.log(6) - spread / 2, np.sqrt(spread))],
        number_of_servers=[schedule],
    )
    ciw.seed(12)
    run = ciw.Simulation(network)
    run.simulate_until_max_time(40_000)
    waits = np.array([each.waiting_time for each in run.get_all_records()])
    shifts = [
        Shift(day * 24 + start, hours, people)
        for day in range(7)
        for start, hours, people in ((0, 8, 2), (8, 10, 8), (18, 6, 3))
    ]
    work = WorkClass("all", (4 * 3.5 / 24,) * 24, Lognormal(6, 3), 2)
    found = simulate(
        [work], shifts, replications=60, random=np.random.default_rng(10), counts_against=False
    ).everything
    assert found.mean_wait_hours.mean == pytest.approx(waits.mean(), rel=0.08)


# Vector V6: 4.4 a day, eight hours each, four people at every hour; Erlang's formula says 0.963.
EVEN = 4.4 / 24


def ciw_sees_in_time(servers: int | ciw.Schedule, hours: float) -> float:
    """The share whom Ciw sees within two hours."""
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(EVEN)],
        service_distributions=[ciw.dists.Exponential(1 / 8)],
        number_of_servers=[servers],
    )
    ciw.seed(6)
    run = ciw.Simulation(network)
    run.simulate_until_max_time(hours)
    seen = [each for each in run.get_all_records() if each.record_type == "service"]
    return float(np.mean([each.waiting_time <= 2 for each in seen]))


def every_hour_four(preemption: str | bool) -> ciw.Schedule:
    """Four people at every hour, written hour by hour."""
    return ciw.Schedule(numbers_of_servers=[4, 4], shift_end_dates=[1, 2], preemption=preemption)


def test_an_hourly_schedule_misleads_ciw() -> None:
    """Four who never change, written by the hour: four fresh ones each hour, or work that is put down each hour (V6)."""
    assert ciw_sees_in_time(4, 60_000) == pytest.approx(0.963, abs=0.015)
    assert ciw_sees_in_time(every_hour_four(False), 20_000) == 1
    assert ciw_sees_in_time(every_hour_four("resume"), 20_000) == pytest.approx(0.271, abs=0.05)


def test_shifts_of_an_hour_do_not_mislead_ours() -> None:
    """The same four by the hour: who over-runs counts against the next hour, so that it is as with four who stay."""
    work = WorkClass("all", (EVEN,) * 24, Exponential(8), 2)
    assert share_within(4, EVEN * 8, 2, 8) == pytest.approx(0.963, abs=0.0005)
    by_the_hour = [Shift(hour, 1, 4) for hour in range(168)]
    for shifts in (by_the_hour, hour_by_hour((4,) * 24)):
        found = simulate([work], shifts, replications=40, random=np.random.default_rng(6))
        assert found.everything.share_within.mean == pytest.approx(0.963, abs=0.008)


@pytest.mark.parametrize("people", [2, 3, 4])
def test_erlang_s_formula_is_what_is_lived_through(people: int) -> None:
    """Exponential hours at an even rate: the closed form."""
    work = WorkClass("all", (0.15,) * 24, Exponential(8), 2)
    found = simulate(
        [work], hour_by_hour((people,) * 24), replications=150, random=np.random.default_rng(13)
    ).everything
    assert found.share_within.mean == pytest.approx(share_within(people, 1.2, 2, 8), abs=0.01)
    assert found.mean_wait_hours.mean == pytest.approx(mean_wait(people, 1.2, 8), rel=0.06)
