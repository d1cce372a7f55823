"""The `evenhand forecast representation` command."""

from pathlib import Path
from typing import Annotated

import typer

from evenhand.cli import say
from evenhand.cli.options import DATA_HAS_ERRORS, GOOD, JsonOption, must_exist
from evenhand.pipeline.wrong_use import WrongUse


def representation(
    packs: Annotated[
        list[Path] | None,
        typer.Argument(help="Year packs of one body, one or several; or --inputs."),
    ] = None,
    inputs: Annotated[
        Path | None, typer.Option(help="TOML file of people and rates by grade and group.")
    ] = None,
    body: Annotated[str, typer.Option(help="Id or name, where packs have several bodies.")] = "",
    grouping: Annotated[str, typer.Option(help="Grouping of ethnic groups, of packs.")] = "binary",
    grades: Annotated[
        str, typer.Option(help="Grades of packs: steps, the ladder's own few; or rungs.")
    ] = "steps",
    senior: Annotated[
        list[str] | None,
        typer.Option(help="A grade to ask about; several times. Usually all but the lowest."),
    ] = None,
    within: Annotated[
        float | None,
        typer.Option(help="How near a share has to be, from 0 to 1; 0.02 is two points."),
    ] = None,
    against: Annotated[
        str, typer.Option(help="Compare a grade with the workforce, or with the community.")
    ] = "",
    years: Annotated[int | None, typer.Option(help="Years to look ahead, usually 30.")] = None,
    replications: Annotated[
        int | None, typer.Option(help="Histories to try, usually 1,000.")
    ] = None,
    seed: Annotated[int | None, typer.Option(help="The same seed gives the same answer.")] = None,
    json: JsonOption = "",
) -> None:
    """When senior grades will look like the workforce or the community, and what would change that.

    Internal: not for release.
    """
    from evenhand.cli import say_forecast_representation
    from evenhand.pipeline.forecast_representation import (
        Wanted,
        forecast_of_file,
        forecast_of_packs,
    )
    from evenhand.pipeline.forecast_representation_told import as_json

    if bool(packs) == (inputs is not None):
        raise WrongUse("Give year packs, or a file of figures with --inputs: one of the two.")
    must_exist(*(packs or ()), inputs)
    wanted = Wanted(
        body=body,
        grouping=grouping,
        grades=grades,
        senior=tuple(senior or ()),
        within=within,
        against=against,
        years=years,
        replications=replications,
        seed=seed,
    )
    with say.waiting("Reading and looking ahead"):
        if inputs is not None:
            found = forecast_of_file(inputs, wanted)
        else:
            found = forecast_of_packs(packs or [], wanted)
    say.items(found.items)
    if found.answer is None:
        raise typer.Exit(DATA_HAS_ERRORS)
    if json:
        say.json_to(json, as_json(found))
    if json != "-":
        for line in say_forecast_representation.lines(found):
            typer.echo(line)
    raise typer.Exit(DATA_HAS_ERRORS if found.has_errors else GOOD)
