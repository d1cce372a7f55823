"""The command that maps an unknown extract, question by question."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evenhand.cli import say
from evenhand.cli.options import DATA_HAS_ERRORS, GOOD, must_exist

if TYPE_CHECKING:
    from evenhand.data.mapping.proposal import Proposal, Question

_LEAVE_OUT_KEY = "-"
_LIST_KEY = "?"
_MOST = 12


def map_(
    extract: Annotated[
        Path, typer.Argument(help="A CSV, XLSX or Parquet file, or a folder of them.")
    ],
    yes: Annotated[
        bool, typer.Option("--yes", help="Take every guess without being asked.")
    ] = False,
    like: Annotated[
        Path | None,
        typer.Option(help="The pack.toml, or its folder, of an earlier extract like this one."),
    ] = None,
    snapshot: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day on which the workforce is counted."),
    ] = None,
    body_id: Annotated[str, typer.Option(help="Short id of the body.")] = "",
    body_name: Annotated[str, typer.Option(help="Name of the body, as it is printed.")] = "",
    kind: Annotated[str, typer.Option(help="council, nhs-trust, ...")] = "",
    standard: Annotated[
        list[str] | None, typer.Option(help="A standard; may be given several times.")
    ] = None,
) -> None:
    """Propose a pack.toml for an extract that nobody has described yet."""
    from evenhand.pipeline.map import About, map_extract, take_the_guess

    must_exist(extract, like)
    day = snapshot.date() if snapshot else None
    about = About(body_id, body_name, kind, day, tuple(standard or ()))
    choose = take_the_guess if yes else _ask
    made = map_extract(extract, about, choose, today=say.now().date(), like=like)
    _tell(made.proposal)
    if not made.proposal.tables:
        typer.echo("Nothing could be mapped, and nothing was written.", err=True)
        raise typer.Exit(DATA_HAS_ERRORS)
    typer.echo(f"{made.manifest}\n{made.mapping}\nNext: evenhand check {made.manifest.parent}")
    raise typer.Exit(GOOD)


def _ask(question: "Question") -> str:
    """One question at the terminal; Enter takes the guess."""
    from evenhand.pipeline.map import LEAVE_OUT

    typer.echo(f"\n{question.found}")
    if question.examples:
        typer.echo(f"  for example: {'; '.join(question.examples)}")
    for number, choice in enumerate(question.choices, start=1):
        typer.echo(f"  {number}  {choice}")
    if question.names:
        typer.echo(f"  {_LIST_KEY}  list the names that may be typed, such as {question.names[0]}")
    if not question.must:
        typer.echo(f"  {_LEAVE_OUT_KEY}  {LEAVE_OUT}")
    while True:
        answer = str(typer.prompt("Answer", default=question.guess)).strip()
        if (meant := _meant(question, answer)) is not None:
            return meant
        if question.names and answer == _LIST_KEY:
            typer.echo(f"  {', '.join(question.names)}")
        else:
            typer.echo(_help(question))


def _meant(question: "Question", answer: str) -> str | None:
    """What an answer says, or None where it says nothing that was asked."""
    from evenhand.pipeline.map import LEAVE_OUT

    if answer in (_LEAVE_OUT_KEY, LEAVE_OUT):
        return None if question.must else LEAVE_OUT
    if answer.isdecimal() and 1 <= int(answer) <= len(question.choices):
        return question.choices[int(answer) - 1]
    # A name may be typed as it is said: "White British" for white-british.
    known = (*question.choices, *question.names, question.guess)
    meant = next((t for t in (answer, answer.casefold().replace(" ", "-")) if t in known), None)
    return answer if meant is None and question.free else meant


def _help(question: "Question") -> str:
    ways = [
        "a number from the list" if question.choices else "",
        f"a name ({_LIST_KEY} lists them)" if question.names else "",
        "" if question.must else f"{_LEAVE_OUT_KEY} to leave it out",
    ]
    said = [way for way in ways if way]
    return f"Type {', '.join(said)}, or press Enter." if said else "Type an answer, or press Enter."


def _tell(proposal: "Proposal") -> None:
    for table in proposal.tables:
        where = f"{table.file}, sheet {table.sheet}" if table.sheet else table.file
        columns = ", ".join(f"{name} = {header}" for name, header in table.columns.items())
        typer.echo(f"{table.table}: {where}: {columns}")
        if rest := table.not_used():
            more = f", and {len(rest) - _MOST} more" if len(rest) > _MOST else ""
            typer.echo(f"  not used: {', '.join(rest[:_MOST])}{more}")
    if proposal.unsure:
        typer.echo(f"\nUnsure ({len(proposal.unsure)}):")
    for each in proposal.unsure:
        typer.echo(f"- {each.line()}")
