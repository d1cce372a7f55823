"""What `evenhand forecast supply` prints to people on the screen."""

from collections.abc import Iterator

from evenhand.cli import say_forecast_supply_runs as of_runs
from evenhand.data.readers.item import counted
from evenhand.domain.forecast.supply.outlook import Outlook
from evenhand.domain.forecast.supply.path import Plan, Starts, arriving
from evenhand.domain.forecast.supply.published import Input
from evenhand.domain.results.written import some_of
from evenhand.pipeline.forecast_supply import SupplyForecast
from evenhand.pipeline.forecast_supply_wanted import Wanted, said_year


def lines(found: SupplyForecast) -> Iterator[str]:
    """The answer first, then how sure it is, what it takes, what it costs, and whose figures they are."""
    if found.plan is not None and found.outlook is not None:
        yield from _answer(found, found.plan, found.outlook)
        yield from _what_it_takes(found.plan, found.outlook, found.wanted)
    if found.simulated is not None:
        yield from of_runs.lines(found.simulated, found.wanted)
    else:
        yield "How sure that is cannot be told of parts of people: give `start` and `in_training` as whole numbers."
    yield from _cost(found)
    yield from _inputs(found.inputs)


def _answer(found: SupplyForecast, plan: Plan, seen: Outlook) -> Iterator[str]:
    wanted, path = found.wanted, seen.path
    last = wanted.years
    if plan.start == 0 and max(path) == 0:
        yield "There are no AMHPs, and with these figures there will be none: nobody arrives."
        return
    fewest = path.index(min(path))
    yield (
        f"From {path[0]:,.1f} AMHPs now, {path[-1]:,.1f} are expected in {said_year(wanted, last)}; "
        f"the fewest, {min(path):,.1f}, in {said_year(wanted, fewest)}."
    )
    if found.below:
        years = some_of([said_year(wanted, year) for year in found.below])
        yield f"Fewer than are needed are expected in {years}."
    elif wanted.need is not None:
        yield f"That is enough in all {counted(last, 'year')}."
    for year, level in enumerate(path):
        yield f"  {said_year(wanted, year)}: {level:,.2f}"
    if seen.limit is None:
        yield "Nobody leaves and people arrive, so with these figures it grows on and on."
    else:
        yield f"In the long run it comes close to {seen.limit:,.2f}."


def _what_it_takes(plan: Plan, seen: Outlook, wanted: Wanted) -> Iterator[str]:
    yield f"To hold {plan.start:,.1f} in the long run: {_starts(seen.hold)}"
    soonest = max(arriving(plan.lag_years)[0][0], 1)
    if seen.hold.number and soonest > 1 and not plan.in_training:
        yield (
            f"  Nobody who starts now is approved before {said_year(wanted, soonest)}: until then "
            "starting more people changes nothing."
        )
    if seen.reach is not None and wanted.aim is not None:
        year = said_year(wanted, wanted.aim.year)
        yield f"To reach {wanted.aim.level:,.1f} by {year}: {_starts(seen.reach)}"


def _starts(starts: Starts) -> str:
    if starts.number is None:
        return f"cannot be done. {starts.why}"
    return f"{starts.number:,.4g} to start a year, as is expected. {starts.why}".rstrip()


def _cost(found: SupplyForecast) -> Iterator[str]:
    cost = found.cost
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
        yield f"Your own figures: {'; '.join(own)}."
    for each in inputs:
        if each.origin != "own":
            yield f"{each.origin.capitalize()}: {each.name} {each.value}. {each.note}".rstrip()
