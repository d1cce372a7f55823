"""The `evenhand amhp` commands for data sets of AMHP services: put together, and reported on."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from evenhand.cli import say
from evenhand.cli.options import (
    DATA_HAS_ERRORS,
    GOOD,
    JsonOption,
    must_be_folder,
    must_exist,
)
from evenhand.pipeline.wrong_use import WrongUse

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


def national_return(
    folder: Annotated[
        Path, typer.Argument(help="Folder of a data set, of one service or of several combined.")
    ],
    day: Annotated[
        str, typer.Option(help="The day of the return, such as 2026-03-31; else the last one.")
    ] = "",
    answers: Annotated[
        Path | None,
        typer.Option(help='TOML file with what no record holds: posts-fte = 12.5, or "not known".'),
    ] = None,
    json: JsonOption = "",
) -> None:
    """The national return that a data set gives, counts only, and what a check says of it."""
    from evenhand.cli import say_return
    from evenhand.domain.amhp.returns.checks import errors_in
    from evenhand.pipeline.amhp_return import last_day, returns_of_set

    must_exist(folder, answers)
    try:
        asked = date.fromisoformat(day) if day else last_day(say.now().date())
    except ValueError:
        raise WrongUse("--day: write a day like 2026-03-31.") from None
    with say.waiting("Reading and counting"):
        found = returns_of_set(folder, asked, answers)
    for problem in found.problems[:MOST_PROBLEMS]:
        typer.echo(problem.line, err=True)
    for line in say_return.check_lines(found):
        typer.echo(line, err=True)
    if json:
        say.json_to(json, say_return.as_json(found))
    if json != "-":
        for line in say_return.lines(found):
            typer.echo(line)
    wrong = any(not each.used for each in found.problems)
    wrong = wrong or any(errors_in(each.found) for each in found.returns)
    raise typer.Exit(DATA_HAS_ERRORS if wrong else GOOD)
