"""Plays a workforce forward and asks the runs everything that is told of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenhand.domain.forecast.supply.diversity import Group, diversity
from evenhand.domain.forecast.supply.fan import Fan, Shortfall, fan, shortfall
from evenhand.domain.forecast.supply.kinds import ATTRIBUTES
from evenhand.domain.forecast.supply.levers import Effect, effects
from evenhand.domain.forecast.supply.model import State
from evenhand.domain.forecast.supply.simulate import AGE_BANDS, BETWEEN, Flow, Runs, simulate
from evenhand.domain.forecast.supply.succession import Schedule, StartsFor, schedule, starts_for
from evenhand.pipeline.forecast_supply_model import Workforce
from evenhand.pipeline.forecast_supply_wanted import Wanted

# Replications of the questions with many starters: enough for a number of people, quick to have.
_OF_STARTS = 500
_CELLS = 100_000_000


@dataclass(frozen=True, kw_only=True)
class InStage:
    """
    A stage of training: expected people in it by year, as `training` counts them.

    Of those for whom it ends within each year, so many are `passed_on` (of the last stage: approved)
    and so many `stopped`.
    """

    name: str
    people: tuple[float, ...]
    passed_on: tuple[float, ...]
    stopped: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Simulated:
    """
    What many replications come to. `by` is people by attribute and value, `ages` by the first of a band.

    `training` is who is in it at the beginning of each year, those included who start then. `flows`
    are expected people by year. Starts are missing where nobody can be needed: no people
    now to hold, no level wanted, no need, or a need in full-time equivalents.
    """

    replications: int
    seed: int
    people: Fan
    fte: Fan | None
    training: tuple[float, ...]
    stages: tuple[InStage, ...]
    flows: dict[str, tuple[float, ...]]
    by: dict[str, dict[str, Fan]]
    ages: dict[str, Fan]
    short: Shortfall | None
    hold: StartsFor | None
    reach: StartsFor | None
    schedule: Schedule | None
    levers: tuple[Effect, ...]
    groups: tuple[Group, ...]


def simulated(workforce: Workforce, wanted: Wanted, *, replications: int, seed: int) -> Simulated:
    """Everything that is told of a workforce. The same seed gives the same."""
    model, need = workforce.model, wanted.need
    runs = simulate(model, replications=replications, seed=seed)
    by_time = any(each.time != 1 for each in runs.kinds)
    stock = runs.fte if need and need.fte else runs.people
    fewer = max(50, min(replications, _OF_STARTS, _CELLS // (64 * model.years * (model.years + 1))))
    now = sum(each.count for each in model.people)
    reached = wanted.aim is not None and wanted.aim.year <= wanted.years
    return Simulated(
        replications=replications,
        seed=seed,
        people=fan(runs.people),
        fte=fan(runs.fte) if by_time or (need and need.fte) else None,
        training=expected(runs.states[:-1, State.TRAINING]),
        stages=tuple(
            InStage(
                name=stage.name,
                people=expected(runs.stages[:-1, place]),
                passed_on=expected(runs.passed_on[:, place]),
                stopped=expected(runs.stopped[:, place]),
            )
            for place, stage in enumerate(model.intake.stages)
        ),
        flows={
            flow.name.lower(): expected(runs.flows[:, flow])
            for flow in Flow
            if flow not in BETWEEN or model.moves or model.arrived
        },
        by=_by(runs),
        ages=_ages(runs),
        short=shortfall(stock, need.level) if need else None,
        hold=(starts_for(model, now, wanted.years, replications=fewer, seed=seed) if now else None),
        reach=(
            starts_for(model, wanted.aim.level, wanted.aim.year, replications=fewer, seed=seed)
            if reached and wanted.aim
            else None
        ),
        schedule=(
            schedule(model, need.level, wanted.chance, replications=fewer, seed=seed)
            if need and not need.fte
            else None
        ),
        levers=effects(
            model,
            workforce.levers,
            runs,
            need=need.level if need else None,
            fte=bool(need and need.fte),
            replications=replications,
            seed=seed,
        ),
        groups=_groups(workforce, runs),
    )


def expected(counts: NDArray[np.int32]) -> tuple[float, ...]:
    """People by year, of years x replications."""
    return tuple(float(each) for each in counts.mean(axis=1))


def _by(runs: Runs) -> dict[str, dict[str, Fan]]:
    """People by value, for each attribute that anybody has."""
    found = {}
    for name in ATTRIBUTES:
        values = runs.by(name)
        if set(values) - {""}:
            known = {value: fan(counts) for value, counts in values.items() if value}
            found[name] = known | ({"not known": fan(values[""])} if "" in values else {})
    return found


def _ages(runs: Runs) -> dict[str, Fan]:
    if not runs.ages.any():
        return {}
    ends = [*(str(after - 1) for after in AGE_BANDS[1:]), ""]
    found = {
        f"{first}-{last}" if last else f"{first}+": fan(runs.ages[:, place])
        for place, (first, last) in enumerate(zip(AGE_BANDS, ends, strict=True))
    }
    not_known = runs.people - runs.ages.sum(axis=1)
    return found | ({"not known": fan(not_known)} if not_known.any() else {})


def _groups(workforce: Workforce, runs: Runs) -> tuple[Group, ...]:
    known = any(each.ethnic_group for each in runs.kinds)
    if not known and not workforce.community and not workforce.target:
        return ()
    return diversity(runs, workforce.community, workforce.target)
