"""The `evenhand forecast growth` command."""

from pathlib import Path
from typing import Annotated

import typer

from evenhand.cli import say
from evenhand.cli.options import GOOD, JsonOption, must_exist
from evenhand.pipeline.wrong_use import WrongUse


def growth(
    inputs: Annotated[
        Path | None,
        typer.Option(help="TOML file of a plan: roles, posts by year, where staff come from."),
    ] = None,
    population: Annotated[
        int | None,
        typer.Option(help="People who live there: what the published yardsticks give for them."),
    ] = None,
    json: JsonOption = "",
) -> None:
    """Published claims of growth done again; or, with --inputs, a plan of new posts by year."""
    from evenhand.cli import say_forecast_growth
    from evenhand.pipeline.forecast_growth import claims, plan_of_file

    if inputs is None:
        found = claims(population)
        content, lines = say_forecast_growth.claims_json, say_forecast_growth.claims_lines
        if json:
            say.json_to(json, content(found))
        said = lines(found)
    else:
        if population is not None:
            raise WrongUse("--population goes with the published claims. Leave out --inputs.")
        must_exist(inputs)
        plan = plan_of_file(inputs)
        if json:
            say.json_to(json, say_forecast_growth.plan_json(plan))
        said = say_forecast_growth.plan_lines(plan)
    if json != "-":
        for line in said:
            typer.echo(line)
    raise typer.Exit(GOOD)
