"""`evenhand forecast cover`: how many AMHPs each hour needs."""

from pathlib import Path
from typing import Annotated

import typer

from evenhand.cli import say
from evenhand.cli.options import JsonOption, must_exist

InputsOption = Annotated[
    Path, typer.Option("--inputs", help="TOML file with the figures; the how-to lists its keys.")
]


LogOption = Annotated[
    Path | None,
    typer.Option("--log", help="Data set of the service: when work came, and how long it took."),
]


def cover(inputs: InputsOption, log: LogOption = None, json: JsonOption = "") -> None:
    """How many AMHPs each hour needs so that people are seen in time, and the staff it takes."""
    from evenhand.cli import say_forecast_cover, say_forecast_log
    from evenhand.pipeline.forecast_cover import cover_of_file
    from evenhand.pipeline.forecast_log import cover_of_log
    from evenhand.pipeline.forecast_told import cover_told, log_told

    must_exist(inputs, log)
    with say.waiting("Living the service through"):
        logged = cover_of_log(log, inputs) if log else None
        found = logged.cover if logged else cover_of_file(inputs)
    if json:
        told = cover_told(found)
        told |= {"log": log_told(logged)} if logged else {}
        say.json_to(json, told)
    if json != "-":
        for line in say_forecast_cover.lines(found):
            typer.echo(line)
        for line in say_forecast_log.lines(logged) if logged else ():
            typer.echo(line)
