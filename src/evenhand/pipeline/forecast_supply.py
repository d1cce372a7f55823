"""From a file of inputs to how many AMHPs there will be: `evenhand forecast supply`."""

from dataclasses import dataclass
from pathlib import Path

from evenhand.domain.forecast.supply.outlook import Outlook, outlook
from evenhand.domain.forecast.supply.path import Plan
from evenhand.domain.forecast.supply.published import Input
from evenhand.pipeline.forecast_supply_table import Table, read_inputs
from evenhand.pipeline.forecast_supply_wanted import Wanted, read_wanted

_OWN = ("start", "exit_rate", "starts_per_year", "pass_rate", "lag_years", "in_training")
_LONGEST_LAG = 10.0


@dataclass(frozen=True, kw_only=True)
class SupplyForecast:
    """What a file comes to, and where each of its figures is from."""

    file: str
    plan: Plan
    wanted: Wanted
    outlook: Outlook
    inputs: tuple[Input, ...]


def supply_of_file(path: Path) -> SupplyForecast:
    """The forecast of a file of inputs. Raises WrongUse where a figure is missing or cannot be."""
    table = read_inputs(path)
    wanted = read_wanted(table)
    if wanted.need and wanted.need.fte:
        fix = "Write the people needed, or list the people with the time that each gives."
        raise table.refused("need", "It is in full-time equivalents, and `start` is people.", fix)
    plan = _plan(table, wanted.years)
    table.all_read()
    own = tuple(
        Input(name=name, value=_said(table.content[name]), origin="own")
        for name in _OWN
        if name in table
    )
    return SupplyForecast(
        file=path.name,
        plan=plan,
        wanted=wanted,
        outlook=outlook(
            plan,
            price=wanted.price,
            aim=wanted.aim,
            need=wanted.need.level if wanted.need else None,
        ),
        inputs=(*own, *wanted.inputs),
    )


def _plan(table: Table, years: int) -> Plan:
    return Plan(
        start=table.number("start", unit="people"),
        exit_rate=table.share("exit_rate"),
        starts_per_year=table.number("starts_per_year", unit="people"),
        pass_rate=table.share("pass_rate"),
        lag_years=table.number("lag_years", most=_LONGEST_LAG, unit="years"),
        years=years,
        in_training=table.numbers("in_training"),
    )


def _said(value: object) -> str:
    return ", ".join(f"{each:g}" for each in value) if isinstance(value, list) else f"{value:g}"
