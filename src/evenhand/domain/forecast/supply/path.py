"""
The expected number of AMHPs year by year, from half a dozen figures.

N[t] = N[t-1] (1 - exit rate) + those who pass at the end of year t. Whoever starts at the beginning
of year s (from 0) is approved at the end of year s + lag. A lag between two whole years means that
so many come after the longer one: at 2.5, half after two years and half after three.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from evenhand.domain.statistics.shares import Floats

# People that rounding alone can make go missing.
_ROUNDING = 1e-9


@dataclass(frozen=True, kw_only=True)
class Plan:
    """
    What the path follows from. Rates are shares from 0 to 1, of a year's beginning and of starters.

    `in_training` are people in training already, by how many years they still need: first those who
    would finish at the end of the first year. They pass at the same rate.
    """

    start: float
    exit_rate: float
    starts_per_year: float
    pass_rate: float
    lag_years: float
    years: int
    in_training: tuple[float, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Starts:
    """How many have to start a year; none can be told where `number` is missing, and `why` says so."""

    number: float | None
    why: str = ""


def path(plan: Plan) -> Floats:
    """Expected people at the beginning and after each year: years + 1 values."""
    return _walk(plan, plan.starts_per_year)


def tends_to(plan: Plan) -> float | None:
    """The level that the path comes ever closer to; none where nobody leaves and people come."""
    arrivals = plan.starts_per_year * plan.pass_rate
    if plan.exit_rate > 0:
        return arrivals / plan.exit_rate
    waiting = sum(plan.in_training) * plan.pass_rate
    return None if arrivals else plan.start + waiting


def starts_to_hold(plan: Plan, level: float) -> Starts:
    """Starts a year that replace, in the long run, those who leave a service of so many."""
    leavers = level * plan.exit_rate
    if leavers == 0:
        who = "Nobody leaves" if level else "There is nobody"
        return Starts(number=0.0, why=f"{who}, so nobody has to be replaced.")
    if plan.pass_rate == 0:
        why = "Nobody who starts is ever approved, so no number of starts is enough."
        return Starts(number=None, why=why)
    return Starts(number=leavers / plan.pass_rate)


def starts_to_reach(plan: Plan, level: float, year: int) -> Starts:
    """Starts a year, from now on, by which `level` is expected after so many years."""
    without, one_more = _walk(plan, 0.0, year)[year], _one_start_a_year(plan, year)
    if without >= level:
        return Starts(number=0.0, why="It is expected even if nobody starts.")
    if plan.pass_rate == 0:
        why = "Nobody who starts is ever approved, so no number of starts is enough."
        return Starts(number=None, why=why)
    if one_more == 0:
        why = (
            f"Nobody who starts now is approved within {year} years (training takes "
            f"{plan.lag_years:g}), so no number of starts is enough. Ask for a later year, or for "
            "AMHPs from elsewhere."
        )
        return Starts(number=None, why=why)
    return Starts(number=float((level - without) / one_more))


def years_below(stock: ArrayLike, need: ArrayLike) -> tuple[int, ...]:
    """The years, from 0, in which there are fewer than are needed."""
    missing = np.asarray(need, dtype=float) - np.asarray(stock, dtype=float)
    return tuple(int(year) for year in np.flatnonzero(missing > _ROUNDING))


def arriving(lag_years: float) -> tuple[tuple[int, float], ...]:
    """After how many whole years starters are approved, and which part of them."""
    whole = math.floor(lag_years)
    later = lag_years - whole
    return ((whole, 1 - later), (whole + 1, later)) if later else ((whole, 1.0),)


def _walk(plan: Plan, starts: float, years: int | None = None) -> Floats:
    years = plan.years if years is None else years
    arrivals = np.zeros(years + 1)
    for lag, part in arriving(plan.lag_years):
        # With a lag of 0 those who start at the beginning of a year are there at its end.
        arrivals[max(lag, 1) :] += starts * part
    due = plan.in_training[:years]
    arrivals[1 : len(due) + 1] += due
    stock = np.empty(years + 1)
    stock[0] = plan.start
    for year in range(1, years + 1):
        stock[year] = stock[year - 1] * (1 - plan.exit_rate) + arrivals[year] * plan.pass_rate
    return stock


def _one_start_a_year(plan: Plan, year: int) -> float:
    """How many more there are after so many years for each start a year more."""
    return float(_walk(plan, 1.0, year)[year] - _walk(plan, 0.0, year)[year])
