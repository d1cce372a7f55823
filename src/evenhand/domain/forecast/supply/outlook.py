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
)


@dataclass(frozen=True, kw_only=True)
class Aim:
    """A level that is wanted after so many years."""

    level: float
    year: int


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """`limit` is missing where the path grows on and on."""

    path: tuple[float, ...]
    limit: float | None
    hold: Starts
    reach: Starts | None
    cost: Cost


def outlook(plan: Plan, *, price: Price, aim: Aim | None) -> Outlook:
    """What is expected."""
    stock = path(plan)
    return Outlook(
        path=tuple(float(each) for each in stock),
        limit=tends_to(plan),
        hold=starts_to_hold(plan, plan.start),
        reach=starts_to_reach(plan, aim.level, aim.year) if aim else None,
        cost=cost(
            price,
            starts_per_year=plan.starts_per_year,
            years=plan.years,
            pass_rate=plan.pass_rate,
        ),
    )
