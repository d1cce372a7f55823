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
from evenhand.pipeline.wrong_use import NotSafe, WrongUse

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
        str,
        typer.Option(
            help="internal; board and public, with small numbers hidden, on --trial only."
        ),
    ] = "internal",
    formats: Annotated[
        str,
        typer.Option(
            "--format",
            help="html, csv, json, pdf, docx, xlsx, return, with commas; or all.",
        ),
    ] = "html,csv,json",
    trial: Annotated[
        bool, typer.Option("--trial", help="Make a board or public report to look at, not release.")
    ] = False,
    preset: Annotated[
        str,
        typer.Option(help="Which numbers are hidden, for board (regulator) and public (mhsds)."),
    ] = "",
) -> None:
    """Write the report of each body: a page, its results, and documents to print or send."""
    from evenhand.pipeline.formats import chosen
    from evenhand.pipeline.release import YEARS_ASSUMED, choose_preset, release_all, write_released
    from evenhand.pipeline.report import write_reports

    rules = choose_preset(audience, preset, trial=trial)
    wanted_formats = chosen(formats, audience=audience)
    _must_be_folder(out)
    wanted = _wanted(standard, grouping, comparator)
    measured = _measure(pack, wanted, source, body, reference)
    if not measured.measurements:
        raise typer.Exit(DATA_HAS_ERRORS)
    with say.progress() as tell:
        if rules is None:
            written = write_reports(measured.measurements, out, tell, formats=wanted_formats)
        else:
            released = release_all(measured.measurements, rules, audience, tell)
            written = write_released(released, rules, out, tell)
    if rules is not None:
        say.protected(released, rules)
        typer.echo(YEARS_ASSUMED)
    for path in written[:10]:
        typer.echo(path)
    if len(written) > 10:
        typer.echo(f"... {len(written)} files in {out}")
    raise typer.Exit(_code(measured))


@app.command()
def attack(
    files: Annotated[list[Path], typer.Argument(help="results.json, results.csv, or CSV tables.")],
    preset: Annotated[str, typer.Option(help="The rules that the files were made with.")] = "mhsds",
    json: JsonOption = "",
) -> None:
    """Try to work out hidden numbers from what files print. Exit code 1: some are given away."""
    from evenhand.pipeline.release import YEARS_ASSUMED, attack_file, preset_called

    rules = preset_called(preset)
    _must_exist(*files)
    attacked = {str(path): attack_file(path, rules) for path in files}
    if json:
        say.json_to(json, say.attacked_json(attacked, rules))
    if json != "-":
        say.attacked(attacked)
        typer.echo(YEARS_ASSUMED)
    raise typer.Exit(DATA_HAS_ERRORS if any(found for found, _ in attacked.values()) else GOOD)


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
        str, typer.Option(help="internal, board or public: how small a group may be shown.")
    ] = "internal",
    fewest: Annotated[
        int | None, typer.Option(min=1, help="Fewest people in a group, if not the rules' own.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Explained and unexplained part (evenhand[oaxaca]).")
    ] = False,
    json: JsonOption = "",
) -> None:
    """Audit pay: gaps, quarters, bonuses, and what equal promotion would change."""
    from evenhand.pipeline.pay import PayWanted, audit_pack, pay_lines, pay_text

    _must_exist(pack)
    wanted = PayWanted(
        rules=rules,
        groupings=tuple(grouping or ()),
        comparator=comparator,
        audience=audience,
        fewest=fewest,
        explain=explain,
    )
    audited = audit_pack(pack, wanted)
    say.items(audited.items)
    if not audited.audits:
        raise typer.Exit(DATA_HAS_ERRORS)
    if json:
        say.text_to(json, pay_text(audited))
    if json != "-":
        for line in pay_lines(audited):
            typer.echo(line)
    raise typer.Exit(DATA_HAS_ERRORS if audited.has_errors else GOOD)


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
