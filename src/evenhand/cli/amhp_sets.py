"""The `evenhand amhp` commands for data sets of AMHP services: put together, and reported on."""

from pathlib import Path
from typing import Annotated

import typer

from evenhand.cli import say
from evenhand.cli.options import DATA_HAS_ERRORS, GOOD, must_be_folder, must_exist

MOST_PROBLEMS = 20


def combine(
    folders: Annotated[list[Path], typer.Argument(help="Folders of data sets, one a council.")],
    out: Annotated[Path, typer.Option(help="The folder to write.")],
) -> None:
    """Put the data sets of several AMHP services together, and check each against its schema."""
    from evenhand.pipeline.amhp_sets import combine as put_together

    must_exist(*folders)
    must_be_folder(out)
    with say.waiting("Reading, checking and writing"):
        made = put_together(folders, out)
    for one in made.sets:
        for line in one.lines():
            typer.echo(line)
        for problem in one.problems[:MOST_PROBLEMS]:
            typer.echo(f"{one.name}: {problem.line}", err=True)
        if more := len(one.problems) - MOST_PROBLEMS:
            typer.echo(f"{one.name}: {more:,} more.", err=True) if more > 0 else None
    for note in made.notes:
        typer.echo(note)
    typer.echo(out)
    raise typer.Exit(DATA_HAS_ERRORS if made.has_errors else GOOD)
