"""`evenhand forecast supply`: how many AMHPs there will be, year by year."""

from pathlib import Path
from typing import Annotated

import typer

from evenhand.cli import say, say_forecast_supply
from evenhand.cli.options import JsonOption, must_exist


def supply(
    inputs: Annotated[
        Path, typer.Option("--inputs", help="TOML file of figures: see the how-to for each key.")
    ],
    json: JsonOption = "",
) -> None:
    """How many AMHPs there will be, how sure that is, and how many have to start training."""
    from evenhand.pipeline.forecast_supply import supply_of_file

    must_exist(inputs)
    found = supply_of_file(inputs)
    if json:
        say.json_to(json, say_forecast_supply.as_json(found))
    if json != "-":
        for line in say_forecast_supply.lines(found):
            typer.echo(line)
