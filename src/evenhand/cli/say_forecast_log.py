"""What `evenhand forecast cover --log` prints of the log: to people, and to programs as JSON."""

from collections.abc import Iterator
from typing import Any

from evenhand.domain.forecast.demand import Demand, Estimate
from evenhand.pipeline.forecast_log import Logged


def lines(found: Logged) -> Iterator[str]:
    """What the log says of each class of work, and which hours are the body's own."""
    yield f"From the service's own log, {found.first} to {found.last}:"
    for each in found.classes:
        yield f"  {each.name}: {each.came:,} came{_beside(each.demand) if each.demand else ''}."
        if each.came:
            yield "    hours of each: " + ", ".join(_part(part) for part in each.parts) + "."
    if found.undated:
        yield f"{found.undated:,} considerations have no time of referral and are in no hour."


def _beside(of: Demand) -> str:
    told = ""
    if of.trend:
        told += f"; this year {_times(of.trend)} of the year before"
    if of.bank_holiday:
        told += f"; a bank holiday {_times(of.bank_holiday)} of a Sunday"
    if of.gaps:
        told += f"; {of.gaps:,} hours are not covered"
    return told


def _times(of: Estimate) -> str:
    return f"{of.value:.0%} ({of.low:.0%} to {of.high:.0%})"


def _part(part: Any) -> str:
    whose = "typed" if part.recorded is None else f"recorded of {part.recorded:,}"
    return f"{part.name} {part.mean:.2f} ({whose})"
