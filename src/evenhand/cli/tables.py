"""Commands for anyone's tables, which are no year packs."""

from pathlib import Path
from typing import Annotated

import typer

from evenhand.cli.options import must_exist


def protect(
    table: Annotated[
        Path, typer.Argument(help="A CSV table of exact counts, with or without totals.")
    ],
    preset: Annotated[
        str, typer.Option(help="Which counts are small: a preset, or a .toml file of your own.")
    ],
    out: Annotated[Path, typer.Option(help="The CSV file to write.")],
) -> None:
    """Hide in a table what must be hidden, prove it, and write what may be shown."""
    from evenhand.pipeline.presets import preset_called
    from evenhand.pipeline.protect import protect_file

    must_exist(table)
    made = protect_file(table, preset_called(preset), out)
    for line in made.lines():
        typer.echo(line)
    typer.echo(out)
