"""`evenhand forecast terms`: pay, terms, turnover and vacancies of authorities side by side."""

from pathlib import Path
from typing import Annotated

import typer

from evenhand.cli import say
from evenhand.cli.options import DATA_HAS_ERRORS, GOOD, JsonOption, must_exist


def terms(
    file: Annotated[
        Path, typer.Argument(help="CSV file with a row for each authority: see the how-to.")
    ],
    json: JsonOption = "",
) -> None:
    """What authorities pay and offer, and where turnover, vacancies or sickness differ by more than chance."""
    from evenhand.cli import say_forecast_terms
    from evenhand.pipeline.forecast_terms import terms_of_file

    must_exist(file)
    found = terms_of_file(file)
    for each in found.errors:
        typer.echo(each.line, err=True)
    if json:
        say.json_to(json, say_forecast_terms.as_json(found))
    if json != "-":
        for line in say_forecast_terms.lines(found):
            typer.echo(line)
    raise typer.Exit(DATA_HAS_ERRORS if found.errors else GOOD)
