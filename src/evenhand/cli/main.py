"""The `evenhand` command: arguments in, one call of the pipeline, an exit code out.

Commands import their part of the pipeline when they run, so that `--help` answers at once.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evenhand import __version__
from evenhand.cli import say
from evenhand.pipeline.wrong_use import WrongUse

if TYPE_CHECKING:
    from evenhand.pipeline.measure import Measured, Wanted

GOOD, DATA_HAS_ERRORS, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
ALL_BODIES = "all"

app = typer.Typer(
    name="evenhand",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help=(
        "Race equality measures for mental health social work: counted, compared, explained. "
        "Exit codes: 0 good, 1 the data has errors, 2 wrong use."
    ),
)

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
    str, typer.Option(help="Name or code of a body in a published file, or all.")
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

    _must_exist(pack, reference)
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
    source: AsOption = "",
    body: BodyOption = ALL_BODIES,
    reference: ReferenceOption = None,
    json: JsonOption = "",
) -> None:
    """Work out every indicator of the pack's standards."""
    from evenhand.pipeline.report import results_text

    wanted = _wanted(standard, grouping, comparator)
    measured = _measure(pack, wanted, source, body, reference)
    if json:
        say.text_to(json, results_text(measured.measurements))
    if json != "-":
        say.headlines(measured.measurements)
    raise typer.Exit(_code(measured))


@app.command()
def report(
    pack: PackArgument,
    out: Annotated[Path, typer.Option(help="Folder to write the reports to.")],
    standard: StandardOption = None,
    grouping: GroupingOption = None,
    comparator: ComparatorOption = "",
    source: AsOption = "",
    body: BodyOption = ALL_BODIES,
    reference: ReferenceOption = None,
    audience: Annotated[
        str, typer.Option(help="internal; board and public await disclosure control.")
    ] = "internal",
) -> None:
    """Write the report of each body: HTML, CSV and JSON."""
    from evenhand.pipeline.report import check_audience, write_reports

    check_audience(audience)
    _must_be_folder(out)
    wanted = _wanted(standard, grouping, comparator)
    measured = _measure(pack, wanted, source, body, reference)
    if not measured.measurements:
        raise typer.Exit(DATA_HAS_ERRORS)
    with say.progress() as tell:
        written = write_reports(measured.measurements, out, tell)
    for path in written[:10]:
        typer.echo(path)
    if len(written) > 10:
        typer.echo(f"... {len(written)} files in {out}")
    raise typer.Exit(_code(measured))


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
) -> None:
    """Make a pack of made-up people in which the true effects are known."""
    from evenhand.pipeline.synth import make_pack

    _must_exist(effects)
    with say.waiting("Making people up"):
        made = make_pack(
            staff=staff, bodies=bodies, years=years, seed=seed, effects=effects, out=out
        )
    for path in made:
        typer.echo(path)


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Folder to write the demonstration to.")] = Path(
        "out/demo"
    ),
    seed: Annotated[int, typer.Option(min=0, help="The same seed makes the same people.")] = 1,
    browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the reports where there is a desktop.")
    ] = True,
) -> None:
    """Make a made-up council and trust, check them, measure them, write and open their reports."""
    from evenhand.pipeline.demo import run_demo

    with say.progress() as tell:
        told = run_demo(out, seed=seed, tell=tell)
    for line in told.lines:
        typer.echo(line)
    if browser and (os.environ.get("DISPLAY") or sys.platform in ("darwin", "win32")):
        typer.launch(told.start.resolve().as_uri())


@app.command()
def bench(
    quick: Annotated[
        bool, typer.Option(help="A tenth of the people: a look, not a figure.")
    ] = False,
) -> None:
    """Time the work against hand-written queries, and print the ratios."""
    from evenhand.pipeline.bench import run_bench

    for line in run_bench(scale=0.1 if quick else 1.0):
        typer.echo(line)


def _wanted(standard: list[str] | None, grouping: list[str] | None, comparator: str) -> "Wanted":
    from evenhand.pipeline.measure import Wanted

    return Wanted(
        standards=tuple(standard or ()), groupings=tuple(grouping or ()), comparator=comparator
    )


def _measure(
    pack: Path, wanted: "Wanted", source: str, body: str, reference: Path | None
) -> "Measured":
    from evenhand.pipeline.measure import measure_pack
    from evenhand.pipeline.sources import measure_source

    _must_exist(pack, reference)
    if not source and (body != ALL_BODIES or reference):
        raise WrongUse("--body and --reference go with a published file: name it with --as.")
    with say.waiting("Reading, checking and measuring"):
        if source:
            measured = measure_source(source, pack, wanted, body=body, reference=reference)
        else:
            measured = measure_pack(pack, wanted)
    say.items(measured.items)
    return measured


def _code(measured: "Measured") -> int:
    return DATA_HAS_ERRORS if measured.has_errors else GOOD


def _must_exist(*paths: Path | None) -> None:
    for path in paths:
        if path is not None and not path.exists():
            raise WrongUse(f"There is no file or folder {path}. Check the path and try again.")


def _must_be_folder(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise WrongUse(f"--out is to be a folder, and {out} is a file. Name another.")


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
    except (WrongUse, OSError) as wrong:  # a full disk, a folder that may not be written
        typer.echo(str(wrong), err=True)
        code = WRONG_USE
    sys.stdout.flush()
    sys.stderr.flush()
    # Leaving without tearing the interpreter down: DuckDB's bindings otherwise print warnings
    # about leaked types at exit, which a person would take for a fault. Everything is closed.
    os._exit(code if isinstance(code, int) else WRONG_USE)
