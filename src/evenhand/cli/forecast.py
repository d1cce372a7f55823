"""The `evenhand forecast` commands: how many AMHPs are needed, and who will be there."""

from pathlib import Path
from typing import Annotated

import typer

from evenhand.cli import say, say_forecast_cover
from evenhand.cli.options import JsonOption, must_exist

app = typer.Typer(
    no_args_is_help=True,
    help="The workforce plan: cover round the clock, supply, representation, growth.",
)

InputsOption = Annotated[
    Path, typer.Option("--inputs", help="TOML file with the figures; the how-to lists its keys.")
]


@app.command()
def cover(inputs: InputsOption, json: JsonOption = "") -> None:
    """How many AMHPs each hour needs so that people are seen in time, and the staff it takes."""
    from evenhand.pipeline.forecast_cover import cover_of_file

    must_exist(inputs)
    with say.waiting("Living the service through"):
        found = cover_of_file(inputs)
    if json:
        say.json_to(json, say_forecast_cover.as_json(found))
    if json != "-":
        for line in say_forecast_cover.lines(found):
            typer.echo(line)
