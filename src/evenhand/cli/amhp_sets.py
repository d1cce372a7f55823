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


def report(
    folder: Annotated[
        Path, typer.Argument(help="Folder of a data set, of one service or of several combined.")
    ],
    month: Annotated[str, typer.Option(help="The month, such as 2026-03.")],
    out: Annotated[Path, typer.Option(help="The folder to write.")],
    readers: Annotated[
        str,
        typer.Option("--as", help="For whom: service (everything), board or public (protected)."),
    ] = "service",
    months: Annotated[int, typer.Option(help="1 for the month, 3 for the quarter up to it.")] = 1,
    population: Annotated[
        Path | None, typer.Option(help="CSV file of residents: ethnicity, population (and body).")
    ] = None,
    preset: Annotated[
        str, typer.Option(help="Rules of disclosure control, instead of the readers' usual ones.")
    ] = "",
    formats: Annotated[
        str, typer.Option("--format", help="html, pdf, docx, xlsx, with commas; or all.")
    ] = "all",
) -> None:
    """Report on an AMHP service: work, waits, delays, safety, register and equity of a month."""
    from evenhand.pipeline import amhp_report_files as files
    from evenhand.pipeline.amhp_report_wanted import SightWanted
    from evenhand.reporting.sight.opening import stands_out

    must_exist(folder, population)
    must_be_folder(out)
    wanted = SightWanted(
        month=files.month_called(month), months=months, readers=readers, preset=preset
    )
    chosen = files.formats_called(formats)
    with say.waiting("Reading, counting and writing"):
        made, problems = files.report_on(folder, wanted, population)
        written = files.write_report(made, out, chosen)
    for problem in problems[:MOST_PROBLEMS]:
        typer.echo(problem.line, err=True)
    for line in (*files.problems_said(problems), *stands_out(made)):
        typer.echo(line)
    for path in written:
        typer.echo(path)
    raise typer.Exit(DATA_HAS_ERRORS if any(not each.used for each in problems) else GOOD)
