"""`evenhand forecast supply`: how many AMHPs there will be, year by year."""

from pathlib import Path
from typing import Annotated

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
    from evenhand.cli import say_forecast_supply
    from evenhand.pipeline.forecast_supply import supply_of_file
    from evenhand.pipeline.forecast_supply_told import supply_told

    must_exist(inputs, register)
    with say.waiting("Playing the years forward"):
        found = supply_of_file(inputs, register, moment(on) if on else say.now())
    errors = found.register.errors if found.register else ()
    for each in errors:
        typer.echo(each.line, err=True)
    if json:
        say.json_to(json, supply_told(found))
    if json != "-":
        for line in say_forecast_supply.lines(found):
            typer.echo(line)
    raise typer.Exit(DATA_HAS_ERRORS if errors else GOOD)
