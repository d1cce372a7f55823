"""The fewest AMHPs for each hour at whom a named share of people is seen in time."""

from collections.abc import Sequence
from dataclasses import dataclass

from evenhand.domain.forecast.fte import fte, hours_a_week
from evenhand.domain.forecast.offered_load import offered_load
from evenhand.domain.forecast.queueing import least_servers
from evenhand.domain.forecast.simulation import WorkClass


@dataclass(frozen=True)
class Terms:
    """What cover is worked out for: the share to be begun in time, and people's contracts."""

    target_share: float
    contract_hours: float
    shrinkage: float
    at_least: int = 0


@dataclass(frozen=True)
class Cover:
    """People by hour of a day (24) or week (168) that repeats.

    `stationary` treats each hour as though it went on for ever. It stands here to show why that
    fails: it leaves too few in the hours after the busiest ones, and often costs more.
    """

    offered_load: tuple[float, ...]
    people: tuple[int, ...]
    stationary: tuple[int, ...]
    fte: float

    @property
    def staff_hours(self) -> int:
        """Of the period: a day or a week."""
        return sum(self.people)

    @property
    def staff_hours_stationary(self) -> int:
        return sum(self.stationary)


def cover(classes: Sequence[WorkClass], terms: Terms) -> Cover:
    """By the modified offered load, of all classes together.

    The formula knows one time limit: the shortest of the classes. Work that needs two people
    counts twice. Where service is not exponential it is an approximation, which the simulation
    checks.
    """
    hours = max(len(each.rates_per_hour) for each in classes)
    rates = [_over(hours, each.rates_per_hour, 1 + each.in_pairs) for each in classes]
    loads = [offered_load(each, of.service) for each, of in zip(rates, classes, strict=True)]
    load = [float(sum(of[hour] for of in loads)) for hour in range(hours)]
    demand = [sum(each[hour] for each in rates) for hour in range(hours)]
    work = [
        sum(each[hour] * of.service.mean for each, of in zip(rates, classes, strict=True))
        for hour in range(hours)
    ]
    total = sum(demand)
    mean_hours = sum(work) / total if total else 1.0
    within = min(each.within_hours for each in classes)

    def least(each: float) -> int:
        return max(terms.at_least, least_servers(each, within, mean_hours, terms.target_share))

    people = tuple(least(each) for each in load)
    return Cover(
        offered_load=tuple(load),
        people=people,
        stationary=tuple(least(each) for each in work),
        fte=fte(
            hours_a_week(sum(people), hours),
            contract_hours=terms.contract_hours,
            shrinkage=terms.shrinkage,
        ),
    )


def _over(hours: int, rates: Sequence[float], times: float) -> list[float]:
    return [each * times for each in rates] * (hours // len(rates))
