"""What `evenhand forecast supply` prints of several authorities between which people move."""

from collections.abc import Iterator
from math import fsum

from evenhand.cli import say_forecast_supply
from evenhand.cli.say_forecast_supply_runs import between
from evenhand.domain.results.written import percent
from evenhand.pipeline.forecast_supply_together import SupplyTogether
from evenhand.pipeline.forecast_supply_wanted import said_year


def lines(found: SupplyTogether) -> Iterator[str]:
    """All together, who moves, and then each authority."""
    wanted, fan = found.wanted, found.people
    last = said_year(wanted, wanted.years)
    yield (
        f"All together: in 95 of 100 of {wanted.replications:,} simulations there are "
        f"{between(fan, wanted.years)} AMHPs in {last}, most likely about {fan.median[-1]:,.0f}."
    )
    for year in range(wanted.years + 1):
        fte = f"; full-time equivalents {found.fte.median[year]:,.1f}" if found.fte else ""
        short = f"; too few {percent(found.short.too_few[year])}" if found.short else ""
        yield (
            f"  {said_year(wanted, year)}: {fan.median[year]:,.0f} ({between(fan, year)}){fte}{short}"
        )
    if found.short is None:
        yield (
            "Whether that is enough cannot be told: give `need` for all together, or that of every "
            "authority, all in people or all in full-time equivalents."
        )
    yield from _moves(found, last)
    for name, each in found.authorities.items():
        yield ""
        yield f"{name}:"
        yield from (f"  {line}" for line in say_forecast_supply.lines(each))


def _moves(found: SupplyTogether, last: str) -> Iterator[str]:
    if not found.moved:
        yield from (each.note for each in found.inputs)
        return
    yield f"Who is expected to move between them by {last}:"
    for (start, to), people in found.moved.items():
        yield f"  {start} to {to}: {fsum(people):,.1f}"
    yield (
        "What each authority might do, and how many have to start in it, is told as if the others "
        "went on as they are."
    )
