"""The `evenhand compare` command."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from evenhand.cli import say
from evenhand.cli.options import (
    DATA_HAS_ERRORS,
    GOOD,
    AsOption,
    ComparatorOption,
    GroupingOption,
    JsonOption,
    ReferenceOption,
    StandardOption,
    must_be_folder,
    must_exist,
    wanted_of,
)
from evenhand.pipeline.wrong_use import WrongUse


def compare(
    packs: Annotated[
        list[Path],
        typer.Argument(help="Year packs with many bodies, one for each year; or a published file."),
    ],
    out: Annotated[Path | None, typer.Option(help="Folder to write the comparison to.")] = None,
    body: Annotated[
        str, typer.Option(help="Your own body, by id or name: filled and named in every chart.")
    ] = "",
    peers: Annotated[
        str,
        typer.Option(
            help="With whom: all, kind, region, neighbours; a file with an id a line; or ids with "
            "commas."
        ),
    ] = "all",
    standard: StandardOption = None,
    grouping: GroupingOption = None,
    comparator: ComparatorOption = "",
    edition: Annotated[
        str, typer.Option(help="Measure every year under this edition, whichever was in force.")
    ] = "",
    predecessors: Annotated[
        Path | None,
        typer.Option(help="CSV file of bodies that merged or changed: old, new, date."),
    ] = None,
    source: AsOption = "",
    reference: ReferenceOption = None,
    audience: Annotated[
        str, typer.Option(help="internal; or board or public, with small numbers hidden.")
    ] = "internal",
    preset: Annotated[
        str, typer.Option(help="Which numbers are hidden from board and public readers.")
    ] = "",
    formats: Annotated[
        str, typer.Option("--format", help="html, csv, json, with commas; or all.")
    ] = "html,csv,json",
    json: JsonOption = "",
) -> None:
    """Compare bodies: funnels, ranks with intervals, shrunken and pooled figures, years."""
    from evenhand.data.writers.comparison_files import to_json
    from evenhand.pipeline.compare import Asked, compare_packs
    from evenhand.pipeline.compare_files import chosen, write_comparison
    from evenhand.reporting.compare.arranged import by_measure, nobody_has
    from evenhand.reporting.compare.sentences import answer

    wanted_formats = chosen(formats)
    must_exist(*packs, reference, predecessors)
    if source and len(packs) > 1:
        raise WrongUse("A published file is compared alone: name one file with --as.")
    if out is not None:
        must_be_folder(out)
    asked = Asked(
        wanted=replace(wanted_of(standard, grouping, comparator), edition=edition),
        source=source,
        own=body,
        peers=peers,
        reference=reference,
        predecessors=predecessors,
        audience=audience,
        preset=preset,
    )
    with say.progress() as tell:
        tell("Reading, checking, measuring and comparing", 0, 1)
        compared = compare_packs(packs, asked, tell)
    say.items(compared.items)
    if compared.comparison is None:
        raise typer.Exit(DATA_HAS_ERRORS)
    written = write_comparison(compared, out, wanted_formats) if out is not None else []
    if json:
        say.text_to(json, to_json(compared.comparison))
    if json != "-":
        for note in compared.comparison.notes:
            typer.echo(note)
        measures = list(by_measure(compared.comparison))
        for of in measures:
            if not of.empty:
                typer.echo(f"{of.name}. {' '.join(answer(of))}")
        if none := nobody_has(measures):
            typer.echo(none)
        say.some([str(path) for path in written], of=f"files in {out}")
    raise typer.Exit(DATA_HAS_ERRORS if compared.has_errors else GOOD)
