"""The `evenhand ledger` commands: what has been released, and whether the ledger is whole."""

from pathlib import Path
from typing import Annotated

import typer

from evenhand.cli import say
from evenhand.cli.options import DATA_HAS_ERRORS, GOOD, JsonOption, must_exist
from evenhand.pipeline.wrong_use import WrongUse

app = typer.Typer(no_args_is_help=True, help="What has been released, and whether it is whole.")
LedgerArgument = Annotated[Path, typer.Argument(help="The ledger file.")]


@app.command()
def show(file: LedgerArgument, json: JsonOption = "") -> None:
    """List the releases: when, for whom, by which rules, how much was told and hidden."""
    from evenhand.pipeline.ledger_check import entries_of

    must_exist(file)
    must_be_file(file)
    entries = entries_of(file)
    if json:
        say.json_to(json, say.ledger_json(entries))
    if json != "-":
        for line in say.ledger_lines(entries):
            typer.echo(line)


@app.command()
def verify(
    file: LedgerArgument,
    head: Annotated[
        str, typer.Option(help="The seal of the last entry, as it was noted elsewhere.")
    ] = "",
    files: Annotated[
        Path | None, typer.Option(help="The folder of the released files, to be compared.")
    ] = None,
    entry: Annotated[
        int, typer.Option(min=0, help="The release that the folder is of (0: the last).")
    ] = 0,
) -> None:
    """Check that no entry was changed or lost. Exit code 1: something is not as it was."""
    from evenhand.pipeline.ledger_check import verify_ledger

    must_exist(file, files)
    must_be_file(file)
    verified = verify_ledger(file, head=head, files=files, entry=entry)
    for line in verified.lines:
        typer.echo(line)
    raise typer.Exit(GOOD if verified.whole else DATA_HAS_ERRORS)


def must_be_file(ledger: Path) -> None:
    """Raises WrongUse where a folder stands in the place of the ledger."""
    if ledger.is_dir():
        raise WrongUse(f"The ledger is a file, and {ledger} is a folder. Name the file.")
