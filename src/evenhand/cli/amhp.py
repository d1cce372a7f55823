"""The `evenhand amhp` commands: the AMHP service without the web."""

from pathlib import Path
from typing import Annotated

import typer

from evenhand.cli import amhp_sets, say, say_clocks
from evenhand.cli.options import DATA_HAS_ERRORS, GOOD, JsonOption, must_exist

app = typer.Typer(
    no_args_is_help=True,
    help="The AMHP service: records, clocks, counts and warnings. It never recommends detention.",
)


@app.callback()
def _amhp() -> None:
    """Without a callback typer would take a group of one command for that command."""


@app.command()
def clocks(
    file: Annotated[
        Path,
        typer.Argument(
            help="CSV file: id, rule, starts and, where the law allows, extended_hours."
        ),
    ],
    json: JsonOption = "",
) -> None:
    """When each legal limit ends: a last day, or an instant in London's time and UTC."""
    from evenhand.pipeline.amhp_clocks import clocks_of_file

    must_exist(file)
    found = clocks_of_file(file)
    if json:
        say.json_to(json, say_clocks.as_json(found))
    for line in say_clocks.problem_lines(found):
        typer.echo(line, err=True)
    if json != "-":
        for line in say_clocks.lines(found):
            typer.echo(line)
    raise typer.Exit(DATA_HAS_ERRORS if found.errors else GOOD)


app.command()(amhp_sets.combine)
app.command()(amhp_sets.report)
