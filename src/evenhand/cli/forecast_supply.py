"""`evenhand forecast supply`: how many AMHPs there will be, year by year."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from evenhand.cli import say
from evenhand.cli.moments import moment
from evenhand.cli.options import DATA_HAS_ERRORS, GOOD, JsonOption, must_exist


def supply(
    inputs: Annotated[
        Path, typer.Option("--inputs", help="TOML file of figures: see the how-to for each key.")
    ],
    register: Annotated[
        Path | None,
        typer.Option(help="CSV file of a register's events, as `evenhand amhp register` reads it."),
    ] = None,
    on: Annotated[
        str, typer.Option(help="The day of the register from which to look ahead; without it, now.")
    ] = "",
    json: JsonOption = "",
) -> None:
    """How many AMHPs there will be, how sure that is, and how many have to start training."""
    from evenhand.cli import say_forecast_supply, say_forecast_supply_together
    from evenhand.pipeline.forecast_supply_together import SupplyTogether, supply_of_any_file
    from evenhand.pipeline.forecast_supply_told import supply_told, together_told

    must_exist(inputs, register)
    with say.waiting("Playing the years forward"):
        found = supply_of_any_file(inputs, register, moment(on) if on else say.now())
    for each in found.errors:
        typer.echo(each.line, err=True)
    if isinstance(found, SupplyTogether):
        _say(json, together_told(found), say_forecast_supply_together.lines(found))
    else:
        _say(json, supply_told(found), say_forecast_supply.lines(found))
    raise typer.Exit(DATA_HAS_ERRORS if found.errors else GOOD)


def _say(json: str, told: dict[str, Any], lines: Iterable[str]) -> None:
    if json:
        say.json_to(json, told)
    if json != "-":
        for line in lines:
            typer.echo(line)
