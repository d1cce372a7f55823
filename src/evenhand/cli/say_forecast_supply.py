"""What `evenhand forecast supply` prints: to people on the screen, to programs as JSON."""

from collections.abc import Iterator
from typing import Any

from evenhand.data.readers.item import counted
from evenhand.domain.forecast.supply.cost import Cost
from evenhand.domain.forecast.supply.path import Starts, arriving
from evenhand.domain.forecast.supply.published import Input
from evenhand.domain.results.written import some_of
from evenhand.pipeline.forecast_supply import SupplyForecast


def lines(found: SupplyForecast) -> Iterator[str]:
    """The answer first, then the path, what it takes, what it costs, and whose figures they are."""
    yield from _answer(found)
    yield from _path(found)
    yield from _what_it_takes(found)
    yield from _cost(found)
    yield from _inputs(found.inputs)


def as_json(found: SupplyForecast) -> dict[str, Any]:
    """The same for programs. Numbers are not rounded; what cannot be told is null, with why."""
    seen, wanted = found.outlook, found.wanted
    return {
        "path": list(seen.path),
        "first_year": wanted.first_year or None,
        "limit": seen.limit,
        "starts_to_hold": seen.hold.number,
        "starts_to_hold_why": seen.hold.why,
        "reach": _reach(found),
        "need": _need(found),
        "cost": _cost_as_json(seen.cost),
        "inputs": [_input(each) for each in found.inputs],
    }


def said_year(found: SupplyForecast, year: int) -> str:
    """A year of the forecast, by the calendar where its first is known."""
    first = found.wanted.first_year
    return str(first + year) if first else f"year {year}"


def _answer(found: SupplyForecast) -> Iterator[str]:
    path, last = found.outlook.path, found.wanted.years
    if found.plan.start == 0 and max(path) == 0:
        yield "There are no AMHPs, and with these figures there will be none: nobody arrives."
        return
    yield (
        f"From {path[0]:,.1f} AMHPs now, {path[-1]:,.1f} are expected in {said_year(found, last)}; "
        f"the fewest, {min(path):,.1f}, in {said_year(found, path.index(min(path)))}."
    )
    if found.wanted.need is None:
        return
    if not found.outlook.below:
        yield f"That is enough in all {counted(last, 'year')}."
    else:
        years = some_of([said_year(found, year) for year in found.outlook.below])
        yield f"Fewer than are needed are expected in {years}."


def _path(found: SupplyForecast) -> Iterator[str]:
    for year, level in enumerate(found.outlook.path):
        yield f"  {said_year(found, year)}: {level:,.2f}"
    limit = found.outlook.limit
    if limit is None:
        yield "Nobody leaves and people arrive, so with these figures it grows on and on."
    else:
        yield f"In the long run it comes close to {limit:,.2f}."


def _what_it_takes(found: SupplyForecast) -> Iterator[str]:
    plan, hold, reach = found.plan, found.outlook.hold, found.outlook.reach
    yield f"To hold {plan.start:,.1f} in the long run: {said_starts(hold)}"
    soonest = max(arriving(plan.lag_years)[0][0], 1)
    if hold.number and soonest > 1 and not plan.in_training:
        yield (
            f"  Nobody who starts now is approved before {said_year(found, soonest)}: until then "
            "starting more people changes nothing."
        )
    if reach is not None and found.wanted.aim is not None:
        aim = found.wanted.aim
        yield f"To reach {aim.level:,.1f} by {said_year(found, aim.year)}: {said_starts(reach)}"


def said_starts(starts: Starts) -> str:
    """How many have to start, or why that cannot be told."""
    if starts.number is None:
        return f"cannot be done. {starts.why}"
    return f"{starts.number:,.4g} to start a year. {starts.why}".rstrip()


def _cost(found: SupplyForecast) -> Iterator[str]:
    cost = found.outlook.cost
    yield f"Training costs {_pounds(cost.a_year)} a year, {_pounds(cost.in_all)} in all."
    if cost.an_amhp is None:
        yield "Nobody passes, so no money makes an AMHP."
    else:
        yield f"  {_pounds(cost.a_start)} for each who starts, {_pounds(cost.an_amhp)} for each new AMHP."
    if found.wanted.price.backfill is None:
        yield "  Without backfill, for which there is no figure: the true cost is higher."


def _pounds(between: tuple[float, float]) -> str:
    low, high = between
    return f"£{low:,.0f}" if low == high else f"£{low:,.0f} to £{high:,.0f}"


def _inputs(inputs: tuple[Input, ...]) -> Iterator[str]:
    own = [f"{each.name} {each.value}" for each in inputs if each.origin == "own"]
    if own:
        yield f"Your own figures: {', '.join(own)}."
    for each in inputs:
        if each.origin != "own":
            yield f"{each.origin.capitalize()}: {each.name} {each.value}. {each.note}".rstrip()


def _reach(found: SupplyForecast) -> dict[str, Any] | None:
    aim, reach = found.wanted.aim, found.outlook.reach
    if aim is None or reach is None:
        return None
    return {
        "level": aim.level,
        "year": aim.year,
        "starts_per_year": reach.number,
        "why": reach.why,
    }


def _need(found: SupplyForecast) -> dict[str, Any] | None:
    need = found.wanted.need
    if need is None:
        return None
    return {
        "unit": "fte" if need.fte else "people",
        "level": list(need.level),
        "falls_below_in_year": min(found.outlook.below, default=None),
        "years_below": list(found.outlook.below),
    }


def _cost_as_json(cost: Cost) -> dict[str, Any]:
    return {
        "for_a_start": list(cost.a_start),
        "a_year": list(cost.a_year),
        "in_all": list(cost.in_all),
        "for_a_new_amhp": list(cost.an_amhp) if cost.an_amhp else None,
    }


def _input(each: Input) -> dict[str, str]:
    return {"name": each.name, "value": each.value, "from": each.origin, "note": each.note}
