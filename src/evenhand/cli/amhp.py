"""The `evenhand amhp` commands: the AMHP service without the web."""

from pathlib import Path
from typing import Annotated

import typer

from evenhand.cli import amhp_sets, say
from evenhand.cli.moments import moment
from evenhand.cli.options import DATA_HAS_ERRORS, GOOD, JsonOption, must_exist

app = typer.Typer(
    no_args_is_help=True,
    help="The AMHP service: records, clocks, counts and warnings. It never recommends detention.",
)


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
    from evenhand.cli import say_clocks
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


@app.command()
def register(
    file: Annotated[
        Path,
        typer.Argument(
            help="CSV file of events: person, event, date, authority, hours, agreed, detail."
        ),
    ],
    on: Annotated[
        str,
        typer.Option(
            help="The day, or day and hour in London, that is asked about: 2026-05-01T09:00. "
            "A day alone means its end; without it, now."
        ),
    ] = "",
    json: JsonOption = "",
) -> None:
    """Who may act as an AMHP, until when, and what is due: from the events of a register."""
    from evenhand.cli import say_register
    from evenhand.pipeline.amhp_register import register_of_file

    must_exist(file)
    found = register_of_file(file, moment(on) if on else say.now())
    if json:
        say.json_to(json, say_register.as_json(found))
    for line in say_register.problem_lines(found):
        typer.echo(line, err=True)
    if json != "-":
        for line in say_register.lines(found):
            typer.echo(line)
    raise typer.Exit(DATA_HAS_ERRORS if found.errors else GOOD)


app.command()(amhp_sets.combine)
app.command()(amhp_sets.report)
app.command("return")(amhp_sets.national_return)
