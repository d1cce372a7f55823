"""The `evenhand` command: arguments in, one call of the pipeline, an exit code out.

Commands import their part of the pipeline when they run, so that `--help` answers at once.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evenhand import __version__
from evenhand.cli import amhp, compare, demo, forecast, ledger, mapping, releases, say, site, tables
from evenhand.cli.measuring import exit_code, measured_from
from evenhand.cli.options import (
    ALL_BODIES,
    DATA_HAS_ERRORS,
    GOOD,
    INTERRUPTED,
    WRONG_USE,
    AsOption,
    BodyOption,
    ComparatorOption,
    EngineOption,
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
from evenhand.pipeline.wrong_use import NotSafe, WrongUse

if TYPE_CHECKING:
    pass


app = typer.Typer(
    name="evenhand",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help=(
        "Race equality measures for mental health social work: counted, compared, explained. "
        "Exit codes: 0 good, 1 the data has errors, 2 wrong use."
    ),
)


@app.callback(invoke_without_command=True)
def _evenhand(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        typer.echo(f"evenhand {__version__}")
        raise typer.Exit(GOOD)


@app.command()
def check(
    pack: PackArgument,
    source: AsOption = "",
    reference: ReferenceOption = None,
    json: JsonOption = "",
) -> None:
    """Check a pack: what is wrong, where, and what to do about it."""
    from evenhand.data.readers.item import counted
    from evenhand.pipeline.check import check_pack, check_source

    must_exist(pack, reference)
    with say.waiting("Checking"):
        checked = check_source(source, pack, reference) if source else check_pack(pack)
    if json:
        say.json_to(json, say.checked(checked))
    if json != "-":
        say.items(checked.items)
        for line in say.row_lines(checked.rows):
            typer.echo(line)
        errors = counted(len(checked.errors), "error")
        typer.echo(f"{errors}, {counted(len(checked.warnings), 'warning')}")
    raise typer.Exit(DATA_HAS_ERRORS if checked.errors else GOOD)


@app.command()
def measure(
    pack: PackArgument,
    standard: StandardOption = None,
    grouping: GroupingOption = None,
    comparator: ComparatorOption = "",
    team: TeamOption = "",
    source: AsOption = "",
    body: BodyOption = ALL_BODIES,
    reference: ReferenceOption = None,
    engine: EngineOption = "duckdb",
    json: JsonOption = "",
) -> None:
    """Work out every indicator of the pack's standards."""
    from evenhand.pipeline.report import results_text

    wanted = wanted_of(standard, grouping, comparator, team)
    measured = measured_from(pack, wanted, source, body, reference, engine=engine)
    if json:
        say.text_to(json, results_text(measured.measurements))
    if json != "-":
        say.headlines(measured.measurements)
    raise typer.Exit(exit_code(measured))


app.command("map")(mapping.map_)
app.command()(releases.report)
app.command()(releases.release)
app.command()(releases.attack)
app.command()(compare.compare)
app.command()(tables.protect)
app.add_typer(ledger.app, name="ledger")
app.command()(site.serve)
app.command()(site.worker)
app.command()(site.administrator)
app.command()(site.backup)
app.command()(site.restore)
app.add_typer(site.audit, name="audit")
app.add_typer(amhp.app, name="amhp")
app.add_typer(forecast.app, name="forecast")


@app.command()
def standards(json: JsonOption = "") -> None:
    """List the standards, their editions, for whom they are, and what is unconfirmed in them."""
    from evenhand.data.definitions.load import editions

    if json:
        say.json_to(json, say.standards_json(editions()))
    if json != "-":
        say.standards(editions())


@app.command()
def synth(
    out: Annotated[Path, typer.Option(help="Folder to write the made-up pack to.")],
    staff: Annotated[int, typer.Option(min=1, help="People in each year, over all bodies.")] = 5000,
    bodies: Annotated[int, typer.Option(min=1, help="How many bodies.")] = 1,
    years: Annotated[int, typer.Option(min=1, max=30, help="How many years.")] = 1,
    seed: Annotated[int, typer.Option(min=0, help="The same seed makes the same pack.")] = 1,
    effects: Annotated[Path | None, typer.Option(help="TOML file of true effects.")] = None,
    partitioned: Annotated[
        bool,
        typer.Option(
            "--partitioned", help="Parquet in folders of body and year, as warehouses do."
        ),
    ] = False,
) -> None:
    """Make a pack of made-up people in which the true effects are known."""
    from evenhand.pipeline.synth import make_pack

    must_exist(effects)
    with say.waiting("Making people up"):
        made = make_pack(
            staff=staff,
            bodies=bodies,
            years=years,
            seed=seed,
            effects=effects,
            out=out,
            partitioned=partitioned,
        )
    for path in made:
        typer.echo(path)


app.command()(demo.demo)


@app.command()
def bench(
    quick: Annotated[
        bool, typer.Option(help="A tenth of the people: a look, not a figure.")
    ] = False,
    only: Annotated[
        str, typer.Option(help="One part: measures, site, amhp or forecast. Without it, all.")
    ] = "",
) -> None:
    """Time the work against hand-written queries, and print the ratios; ask the site for pages."""
    from evenhand.cli.bench_parts import run_parts

    for line in run_parts(only, scale=0.1 if quick else 1.0):
        typer.echo(line)


@app.command()
def pay(
    pack: PackArgument,
    rules: Annotated[
        str,
        typer.Option(help="gender, 2023-guidance, 2025-proposal or 2026-response."),
    ] = "2026-response",
    grouping: GroupingOption = None,
    comparator: Annotated[
        str,
        typer.Option(
            help="A group to compare with, or white, largest, everyone-else or each-other."
        ),
    ] = "",
    audience: Annotated[
        str,
        typer.Option(help="internal; board and public, with what could give people away hidden."),
    ] = "internal",
    out: Annotated[Path | None, typer.Option(help="Folder to write the reports to.")] = None,
    formats: Annotated[
        str, typer.Option("--format", help="html, csv, json, pdf, docx, xlsx, with commas; or all.")
    ] = "html,csv,json",
    fewest: Annotated[
        int | None, typer.Option(min=1, help="Fewest people in a group, if not the rules' own.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Explained and unexplained part (extra: oaxaca).")
    ] = False,
    json: JsonOption = "",
) -> None:
    """Audit pay: gaps, quarters, bonuses, and what equal promotion would change."""
    from evenhand.pipeline.pay import audit_pack, pay_lines
    from evenhand.pipeline.pay_choice import PayWanted
    from evenhand.pipeline.pay_files import chosen, pay_text, write_pay

    must_exist(pack)
    wanted_formats = chosen(formats)
    if out is not None:
        must_be_folder(out)
    wanted = PayWanted(
        rules=rules,
        groupings=tuple(grouping or ()),
        comparator=comparator,
        audience=audience,
        fewest=fewest,
        explain=explain,
    )
    with say.waiting("Reading, checking and auditing"):
        audited = audit_pack(pack, wanted)
    say.items(audited.items)
    if not audited.audits:
        raise typer.Exit(DATA_HAS_ERRORS)
    written: list[Path] = []
    if out is not None:
        with say.progress() as tell:
            written = write_pay(audited, out, tell, formats=wanted_formats)
    if json:
        say.text_to(json, pay_text(audited))
    if json != "-":
        for line in pay_lines(audited):
            typer.echo(line)
        for path in written[:10]:
            typer.echo(path)
        if len(written) > 10:
            typer.echo(f"... {len(written)} files in {out}")
    raise typer.Exit(DATA_HAS_ERRORS if audited.has_errors else GOOD)


def run() -> None:
    """The console script: wrong use is a sentence and exit code 2, never a traceback."""
    code: int | str | None = GOOD
    try:
        app()
    except SystemExit as done:
        code = done.code
    except KeyboardInterrupt:
        code = INTERRUPTED
    except RuntimeError as stopped:
        # Ctrl-C inside a query comes back from DuckDB as an error of its own.
        if "interrupt" not in str(stopped).lower():
            raise
        code = INTERRUPTED
    except NotSafe as unsafe:
        typer.echo(str(unsafe), err=True)
        code = DATA_HAS_ERRORS
    except (WrongUse, OSError) as wrong:  # a full disk, a folder that may not be written
        typer.echo(str(wrong), err=True)
        code = WRONG_USE
    sys.stdout.flush()
    sys.stderr.flush()
    # Leaving without tearing the interpreter down: DuckDB's bindings otherwise print warnings
    # about leaked types at exit, which a person would take for a fault. Everything is closed.
    os._exit(code if isinstance(code, int) else WRONG_USE)
