"""What several commands are given, and the checks of it that need no file to be read."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evenhand.pipeline.wrong_use import WrongUse

if TYPE_CHECKING:
    from evenhand.pipeline.measure import Wanted

GOOD, DATA_HAS_ERRORS, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
ALL_BODIES = "all"

PackArgument = Annotated[
    Path, typer.Argument(help="A year pack (folder, pack.toml or workbook), or a published file.")
]
AsOption = Annotated[
    str,
    typer.Option("--as", help="Read a published file: dfe-social-workers or nhs-staff-survey."),
]
ReferenceOption = Annotated[
    Path | None,
    typer.Option(help="Folder of population and statistical neighbour files."),
]
BodyOption = Annotated[
    str, typer.Option(help="Name or id of one body of the pack or published file, or all.")
]
JsonOption = Annotated[
    str, typer.Option("--json", help="Write JSON to this file, or to the screen with -.")
]
StandardOption = Annotated[
    list[str] | None, typer.Option("--standard", help="A standard; may be given several times.")
]
GroupingOption = Annotated[
    list[str] | None,
    typer.Option("--grouping", help="A grouping of ethnic groups; may be given several times."),
]
ComparatorOption = Annotated[
    str, typer.Option(help="Compare with this group instead of White, or with everyone-else.")
]
TeamOption = Annotated[
    str, typer.Option(help="Only the people of this team, as the staff table names it.")
]

EngineOption = Annotated[
    str,
    typer.Option(help="duckdb, on this machine; or spark, where a pack of Parquet files is large."),
]


def wanted_of(
    standard: list[str] | None, grouping: list[str] | None, comparator: str, team: str = ""
) -> "Wanted":
    """What to measure."""
    from evenhand.pipeline.measure import Wanted

    return Wanted(
        standards=tuple(standard or ()),
        groupings=tuple(grouping or ()),
        comparator=comparator,
        team=team,
    )


def must_exist(*paths: Path | None) -> None:
    """Raises WrongUse where there is nothing at one of these paths."""
    for path in paths:
        if path is not None and not path.exists():
            raise WrongUse(f"There is no file or folder {path}. Check the path and try again.")


def must_be_folder(out: Path) -> None:
    """Raises WrongUse where a file stands in the place of the folder."""
    if out.exists() and not out.is_dir():
        raise WrongUse(f"--out is to be a folder, and {out} is a file. Name another.")
