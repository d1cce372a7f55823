"""How fast the plan is made: against Ciw and SimPy in the same run, and against its limits."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from resource import RUSAGE_SELF, getrusage
from time import perf_counter
from typing import Any

import numpy as np

from evenhand.domain.forecast.service_hours import Lognormal
from evenhand.domain.forecast.shifts import Shift, hour_by_hour
from evenhand.domain.forecast.simulation import DAYS, WorkClass, simulate
from evenhand.pipeline.forecast_cover import answer
from evenhand.pipeline.forecast_cover_inputs import CoverInputs
from evenhand.pipeline.forecast_inputs.models import model_of
from evenhand.pipeline.forecast_supply import supply_of_people

REPLICATIONS = 100
# A busy service of a large place: 14 a day, six hours each, five people at every hour.
A_DAY, MEAN, SD, PEOPLE, WITHIN = 14.0, 6.0, 3.0, 5, 2.0
# The others are slow: fewer years of them, scaled up.
CIW_YEARS, SIMPY_YEARS = 3, 10
COVER_LIMIT_SECONDS = 3.0
CIW_TIMES, SIMPY_TIMES = 100, 20
COUNCILS, PROCESSES, SUPPLY_LIMIT_SECONDS = 153, 2, 300.0


def run_forecast_bench(*, scale: float) -> Iterator[str]:
    """One line a figure. `scale` 1 is every council of England."""
    work = WorkClass("all", (A_DAY / 24,) * 24, Lognormal(MEAN, SD), WITHIN)
    shifts = hour_by_hour((PEOPLE,) * 24)
    begun = perf_counter()
    _ours(work, shifts, 2)
    yield f"simulation: made ready (compiled, or read from what was) in {perf_counter() - begun:.2f} s"
    begun = perf_counter()
    wait = _ours(work, shifts, REPLICATIONS)
    ours = perf_counter() - begun
    yield (
        f"simulation: {REPLICATIONS} years of {A_DAY:g} a day in {ours:.3f} s; mean wait "
        f"{wait * 60:.1f} min"
    )
    for name, years, times, run in (
        ("Ciw", CIW_YEARS, CIW_TIMES, _by_ciw),
        ("SimPy", SIMPY_YEARS, SIMPY_TIMES, _by_simpy),
    ):
        yield _beside(name, years, times, run, ours)
    yield from _one_council()
    yield from _all_councils(round(COUNCILS * scale))


def _ours(work: WorkClass, shifts: list[Shift], replications: int) -> float:
    made = simulate([work], shifts, replications=replications, random=np.random.default_rng(1))
    return made.everything.mean_wait_hours.mean or 0.0


def _beside(name: str, years: int, times: int, run: Any, ours: float) -> str:
    begun = perf_counter()
    try:
        wait = run(years)
    except ModuleNotFoundError:
        return f"simulation: {name} is not installed here, and was left out"
    theirs = (perf_counter() - begun) / years * REPLICATIONS
    return (
        f"simulation: {name} takes {theirs:.1f} s (from {years} years), {theirs / ours:.0f} times "
        f"as long (limit: at least {times}); mean wait {wait * 60:.1f} min"
    )


def _log_scale() -> tuple[float, float]:
    spread = np.log(1 + (SD / MEAN) ** 2)
    return float(np.log(MEAN) - spread / 2), float(np.sqrt(spread))


def _by_ciw(years: int) -> float:
    import ciw

    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(A_DAY / 24)],
        service_distributions=[ciw.dists.Lognormal(*_log_scale())],
        number_of_servers=[PEOPLE],
    )
    waits = []
    for each in range(years):
        ciw.seed(each)
        run = ciw.Simulation(network)
        run.simulate_until_max_time(DAYS * 24)
        waits += [record.waiting_time for record in run.get_all_records()]
    return float(np.mean(waits))


def _by_simpy(years: int) -> float:
    import simpy

    middle, spread = _log_scale()
    waits: list[float] = []

    def seen(world: Any, team: Any, random: np.random.Generator) -> Any:
        came = world.now
        with team.request() as asked:
            yield asked
            waits.append(world.now - came)
            yield world.timeout(random.lognormal(middle, spread))

    def come(world: Any, team: Any, random: np.random.Generator) -> Any:
        while True:
            yield world.timeout(random.exponential(24 / A_DAY))
            world.process(seen(world, team, random))

    for each in range(years):
        world = simpy.Environment()
        team = simpy.Resource(world, capacity=PEOPLE)
        world.process(come(world, team, np.random.default_rng(each)))
        world.run(until=DAYS * 24)
    return float(np.mean(waits))


def _one_council() -> Iterator[str]:
    inputs = model_of(
        {
            "rates_per_hour": [0.08] * 8 + [0.16] * 2 + [0.30] * 7 + [0.22] * 5 + [0.12] * 2,
            "service_hours": {"mean": 8.0, "distribution": "lognormal", "sd": 5.0},
            "within_hours": 2.0,
            "target_share": 0.9,
            "shrinkage": 0.22,
            "replications": 1000,
            "shifts": [
                {"name": name, "starts": starts, "hours": hours}
                for name, starts, hours in (
                    ("day", 9, 8), ("late", 13, 8), ("evening", 16, 9), ("night", 21, 12),
                )
            ],
        },
        CoverInputs,
        "bench",
    )  # fmt: skip
    begun = perf_counter()
    answer(inputs, inputs.kinds(), "bench")
    yield (
        f"cover and roster of one council, each lived through {inputs.replications:,} times: "
        f"{perf_counter() - begun:.2f} s (limit {COVER_LIMIT_SECONDS:g} s)"
    )


def _all_councils(councils: int) -> Iterator[str]:
    """Each with people of its own, ten years ahead, a thousand times."""
    begun = perf_counter()
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        peaks = list(pool.map(_supply_of, range(councils), chunksize=8))
    took = perf_counter() - begun
    yield (
        f"supply of {councils} councils, 1,000 times ten years: {took:.0f} s on {PROCESSES} "
        f"processes (limit {SUPPLY_LIMIT_SECONDS:g} s for {COUNCILS}), {max(peaks):,.0f} MB in one "
        "at most (limit 1,000 MB)"
    )


def _supply_of(number: int) -> float:
    """One council played forward; the most memory that its process has had, in MB."""
    people = [
        {"count": 1 + (number + at) % 4, "ages": [first, first + 9], "ethnic_group": group,
         "role": role, "time": time, "approval_ends_in": 1 + (number + at) % 5}
        for at, (first, group, role, time) in enumerate(
            (first, group, role, time)
            for first in (25, 35, 45, 55)
            for group in ("White", "Black", "Asian")
            for role, time in (("SOLE", 1.0), ("COMBINED", 0.4))
        )
    ]  # fmt: skip
    content = {
        "people": people,
        "trainees": {"starts_per_year": 4, "pass_rate": 0.85, "lag_years": 2.5},
        "need": 40,
        "years": 10,
        "replications": 1000,
        "seed": number,
    }
    supply_of_people(content, None, "bench")
    return getrusage(RUSAGE_SELF).ru_maxrss / 1024
