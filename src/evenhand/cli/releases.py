"""Commands that make reports for readers, release them, and attack what others made."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evenhand.cli import say
from evenhand.cli.ledger import must_be_file
from evenhand.cli.measuring import exit_code, measured_from, measuring
from evenhand.cli.options import (
    ALL_BODIES,
    DATA_HAS_ERRORS,
    GOOD,
    AsOption,
    BodyOption,
    ComparatorOption,
    GroupingOption,
    JsonOption,
    PackArgument,
    ReferenceOption,
    StandardOption,
    TeamOption,
    must_be_folder,
    must_exist,
    wanted_of,
)

if TYPE_CHECKING:
    from evenhand.pipeline.measure import Measured

OutOption = Annotated[Path, typer.Option(help="Folder to write the reports to.")]
FormatOption = Annotated[
    str,
    typer.Option("--format", help="html, csv, json, pdf, docx, xlsx, return, with commas; or all."),
]
PresetOption = Annotated[
    str,
    typer.Option(
        help="Which numbers are hidden from board and public readers: the name of a preset, or a "
        "file of your own that ends in .toml."
    ),
]
USUAL_FORMATS = "html,csv,json"
ALONE = (
    "Only these files were looked at: what other releases tell as well is not known here. "
    "`evenhand release` compares each release with those before it."
)


def report(
    pack: PackArgument,
    out: OutOption,
    standard: StandardOption = None,
    grouping: GroupingOption = None,
    comparator: ComparatorOption = "",
    team: TeamOption = "",
    source: AsOption = "",
    body: BodyOption = ALL_BODIES,
    reference: ReferenceOption = None,
    audience: Annotated[
        str,
        typer.Option(
            help="internal, or board and public with small numbers hidden. Several, with commas, "
            "each get a folder of their own."
        ),
    ] = "internal",
    formats: FormatOption = USUAL_FORMATS,
    preset: PresetOption = "",
) -> None:
    """Write the report of each body: a page, its results, and documents to print or send."""
    from evenhand.pipeline.audiences import asked_of, for_the_day, get_ready, write_for
    from evenhand.pipeline.ledger_notes import assumed_of
    from evenhand.pipeline.workers import getting_ready

    asked = asked_of(audience, preset, formats)
    must_be_folder(out)
    must_exist(pack, reference)
    linked = any(each.preset is not None for each in asked)
    with getting_ready(get_ready, most=len(asked)) as workers:
        wanted = replace(wanted_of(standard, grouping, comparator, team), linked=linked)
        measured = measured_from(pack, wanted, source, body, reference)
        if not measured.measurements:
            raise typer.Exit(DATA_HAS_ERRORS)
        asked = for_the_day(asked, preset, _days(measured))
        with say.progress() as tell:
            made = write_for(measured.measurements, asked, out, tell, workers)
    for each in made:
        if each.asked.preset is not None:
            if len(made) > 1:
                typer.echo(f"For {each.asked.audience} readers:")
            say.protected(each.released, each.asked.preset)
    if linked:
        say.some([note for each in measured.measurements for note in assumed_of(each)])
        typer.echo(ALONE)
    say.some([str(path) for each in made for path in each.paths], of=f"files in {out}")
    raise typer.Exit(exit_code(measured))


def release(
    pack: PackArgument,
    ledger: Annotated[Path, typer.Option(help="The file that keeps what has been released.")],
    out: OutOption,
    audience: Annotated[str, typer.Option(help="board or public.")] = "public",
    standard: StandardOption = None,
    grouping: GroupingOption = None,
    comparator: ComparatorOption = "",
    team: TeamOption = "",
    source: AsOption = "",
    body: BodyOption = ALL_BODIES,
    reference: ReferenceOption = None,
    formats: FormatOption = USUAL_FORMATS,
    preset: PresetOption = "",
    earlier: Annotated[
        list[Path] | None,
        typer.Option(help="A pack, unchanged, that an earlier release was made from."),
    ] = None,
) -> None:
    """
    Release a report: safe beside every earlier release, attacked, put in the ledger, then in place.

    Exit code 1: it would give people away, and nothing was written.
    """
    from evenhand.pipeline.formats import chosen
    from evenhand.pipeline.ledger import Request, release_with_ledger
    from evenhand.pipeline.records import Records
    from evenhand.pipeline.release import rules_of

    rules = rules_of(audience, preset)
    wanted_formats = chosen(formats, audience=audience)
    must_be_folder(out)
    must_be_file(ledger)
    must_exist(*(earlier or ()))
    measure = measuring(pack, source, body, reference)
    wanted = wanted_of(standard, grouping, comparator, team)
    request = Request(
        wanted=wanted,
        audience=audience,
        rules=rules,
        at=say.now(),
        formats=wanted_formats,
    )
    with say.progress() as tell:
        made = release_with_ledger(
            Records(pack, measure),
            request,
            ledger=ledger,
            out=out,
            tell=tell,
            earlier=[
                Records(path, measuring(path, source, body, reference)) for path in earlier or ()
            ],
        )
    say.items(made.measured.items)
    if made.preset is None:
        raise typer.Exit(DATA_HAS_ERRORS)
    say.protected(made.released, made.preset)
    say.some(made.notes)
    if made.again:
        typer.echo("This is in the ledger already: its files were put in place again.")
    say.some([f"Ledger entry {each.number}: {each.seal}" for each in made.entries])
    say.some([str(path) for path in made.written], of=f"files in {out}")
    raise typer.Exit(exit_code(made.measured))


def attack(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="results.json, results.csv, CSV tables, or finished documents: reports on AMHP services "
            "(HTML, Word, Excel) together, others with their results.json beside them."
        ),
    ],
    preset: Annotated[
        str,
        typer.Option(help="The rules that the files were made with: a preset, or a .toml file."),
    ] = "mhsds",
    json: JsonOption = "",
) -> None:
    """Try to work out hidden numbers from what files print. Exit code 1: some are given away."""
    from evenhand.pipeline.attack import attack_files
    from evenhand.pipeline.presets import preset_called

    rules = preset_called(preset)
    must_exist(*files)
    attacked = {str(path): found for path, found in attack_files(files, rules).items()}
    if json:
        say.json_to(json, say.attacked_json(attacked, rules))
    if json != "-":
        say.attacked(attacked)
        typer.echo(ALONE)
    raise typer.Exit(
        DATA_HAS_ERRORS if any(each.given_away for each in attacked.values()) else GOOD
    )


def _days(measured: "Measured") -> list[str]:
    return [day for each in measured.measurements for day in each.snapshots]
