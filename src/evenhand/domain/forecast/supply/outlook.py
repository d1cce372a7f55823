"""The answers that half a dozen figures give, without chance: the path and what follows from it."""

from dataclasses import dataclass

from evenhand.domain.forecast.supply.cost import Cost, Price, cost
from evenhand.domain.forecast.supply.path import (
    Plan,
    Starts,
    path,
    starts_to_hold,
    starts_to_reach,
    tends_to,
    years_below,
)


@dataclass(frozen=True, kw_only=True)
class Aim:
    """A level that is wanted after so many years."""

    level: float
    year: int


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """`limit` is missing where the path grows on and on. `below` are the years of too few, from 0."""

    path: tuple[float, ...]
    limit: float | None
    hold: Starts
    reach: Starts | None
    below: tuple[int, ...]
    cost: Cost


def outlook(
    plan: Plan, *, price: Price, aim: Aim | None, need: tuple[float, ...] | None
) -> Outlook:
    """What is expected. `need` has one number for each year from 0, as the path has."""
    stock = path(plan)
    return Outlook(
        path=tuple(float(each) for each in stock),
        limit=tends_to(plan),
        hold=starts_to_hold(plan, plan.start),
        reach=starts_to_reach(plan, aim.level, aim.year) if aim else None,
        below=years_below(stock, need) if need else (),
        cost=cost(
            price,
            starts_per_year=plan.starts_per_year,
            years=plan.years,
            pass_rate=plan.pass_rate,
        ),
    )
