"""What `evenhand forecast cover --log` prints of the log: to people, and to programs as JSON."""

from collections.abc import Iterator
from typing import Any

from evenhand.domain.forecast.demand import DAYS_OF_A_YEAR, Demand, Estimate, shows_a_trend
from evenhand.pipeline.forecast_log import Logged
from evenhand.pipeline.forecast_log_areas import ByArea, LoggedArea

_COLUMNS = {"age_band": "age", "disability": "disability", "deaf": "Deafness"}


def lines(found: Logged) -> Iterator[str]:
    """What the log says of each class of work, and which hours are the body's own."""
    yield f"From the service's own log, {found.first} to {found.last}:"
    for each in found.classes:
        yield f"  {each.name}: {each.came:,} came{_beside(each.demand) if each.demand else ''}."
        if each.came:
            yield "    hours of each: " + ", ".join(_part(part) for part in each.parts) + "."
    if found.undated:
        yield f"{found.undated:,} considerations have no time of referral and are in no hour."
    yield from _areas(found.areas)


def _areas(found: ByArea) -> Iterator[str]:
    rule = found.rule
    yield f"By service area, by what is recorded of the person (our rule of {rule.since}, {rule.status}):"
    for each in found.areas:
        yield f"  {each.area.title} ({each.area.fits}): {_of_area(each, known=each.area != rule.unknown)}."
    yield "The areas add up to the full-time equivalents of one service for all of them."
    missing = [f"{_COLUMNS[column]} of {of:,}" for column, of in found.not_recorded.items() if of]
    if missing:
        yield (
            f"Not recorded: {', '.join(missing)}. Where disability or Deafness is not recorded, people "
            "are counted by age: learning disability and sensory are the least that they can be."
        )
    yield f"Doubt: {rule.doubt}"


def _of_area(of: LoggedArea, *, known: bool) -> str:
    if not of.came:
        return "none came in this log, which does not say that none will" if known else "none"
    came = f"{of.came:,} came, {of.a_week.value:.1f} a week ({of.a_week.low:.1f} to {of.a_week.high:.1f})"
    takes = (
        f"{of.fte.value:.1f} full-time equivalents ({of.fte.low:.1f} to {of.fte.high:.1f}), "
        f"{of.fte_working_day:.1f} of them in the working day"
    )
    if known and not of.enough:
        return f"{came}: too few to tell what an area takes. At the hours of other work, {takes}"
    return f"{came}, {of.hours_each:.1f} hours each: {takes}"


def _beside(of: Demand) -> str:
    told = f"; {_trend(of)}"
    if of.bank_holiday:
        told += f"; a bank holiday {_times(of.bank_holiday)} of a Sunday"
    if of.gaps:
        told += f"; {of.gaps:,} hours are not covered"
    return told


def _trend(of: Demand) -> str:
    if of.trend and shows_a_trend(of.trend.low, of.trend.high):
        return f"this year {_times(of.trend)} of the year before"
    if of.days < DAYS_OF_A_YEAR:
        return "the log is too short to tell a trend"
    return "too little came to tell a trend"


def _times(of: Estimate) -> str:
    return f"{of.value:.0%} ({of.low:.0%} to {of.high:.0%})"


def _part(part: Any) -> str:
    whose = "typed" if part.recorded is None else f"recorded of {part.recorded:,}"
    return f"{part.name} {part.mean:.2f} ({whose})"
