"""What the command line prints: to people on the screen, to programs as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from threading import Timer
from time import monotonic
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from evenhand.data.writers.files import write_whole
from evenhand.domain.results.written import plural
from evenhand.pipeline.wrong_use import WrongUse

if TYPE_CHECKING:
    from evenhand.data.readers.item import CheckItem
    from evenhand.domain.disclosure.ledger import Entry
    from evenhand.domain.disclosure.preset import Preset
    from evenhand.domain.disclosure.read_back import GivenAway
    from evenhand.domain.disclosure.release import Shown
    from evenhand.domain.frameworks.edition import Edition
    from evenhand.domain.results.measurement import Measurement, RowCount
    from evenhand.pipeline.attack_table import Attacked
    from evenhand.pipeline.check import Checked

Tell = Callable[[str, int, int], None]
PATIENCE_SECONDS = 2.0
MOST_ITEMS = 40
# More items of one kind than this are one line, which names the first few.
MOST_ALIKE = 5
NAMED = 3


def items(found: Sequence[CheckItem]) -> None:
    """
    Check items on the error stream, errors first: where, what is wrong, what to do.

    Many of one kind are one line: how many, the first few, and what lists them all.
    """
    kinds: dict[tuple[str, str], list[CheckItem]] = {}
    for item in sorted(found, key=lambda item: item.severity != "error"):
        kinds.setdefault((item.severity, item.code), []).append(item)
    for (severity, code), alike in kinds.items():
        if len(alike) > MOST_ALIKE:
            first = " ".join(_placed(item) for item in alike[:NAMED])
            typer.echo(
                f"{severity} [{code}] {len(alike):,} of this kind. The first {NAMED}: {first} "
                f"{alike[0].fix} `evenhand check PACK --json -` lists all {len(alike):,}.",
                err=True,
            )
            continue
        for item in alike:
            typer.echo(f"{severity} [{code}] {_placed(item)} {item.fix}".rstrip(), err=True)


def _placed(item: CheckItem) -> str:
    """Where it is and what is wrong."""
    return f"{item.place}: {item.message}" if item.place else item.message


def text_to(target: str, text: str) -> None:
    """To a file, whole or not at all, or to standard output where the target is "-"."""
    path = Path(target)
    if target == "-":
        sys.stdout.write(text)
    elif path.is_dir():
        raise WrongUse(f"--json is to be a file, and {path} is a folder. Name a file in it.")
    elif path.exists() and not path.is_file():
        path.write_text(text, encoding="utf-8")  # a pipe or a device is written to, not replaced
    else:
        write_whole(path, text)


def json_to(target: str, content: dict[str, Any]) -> None:
    """The same for what is to be JSON."""
    text_to(target, json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """A moving sign on the error stream, for a person, once something has taken a while."""
    console = Console(stderr=True)
    status = console.status(f"{what} ...")
    timer = Timer(PATIENCE_SECONDS, status.start)
    if console.is_terminal:
        timer.start()
    try:
        yield
    finally:
        timer.cancel()
        status.stop()


@contextmanager
def progress() -> Iterator[Tell]:
    """A progress bar on the error stream, shown to a person once the work has taken a while."""
    console = Console(stderr=True)
    started = monotonic()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=None, visible=False)

        def tell(what: str, done: int, total: int) -> None:
            shown = console.is_terminal and monotonic() - started > PATIENCE_SECONDS
            bar.update(task, description=what, completed=done, total=total, visible=shown)
            if shown:
                bar.refresh()

        yield tell


def checked(found: Checked) -> dict[str, Any]:
    """What `check --json` prints."""
    return {
        "errors": [asdict(item) for item in found.errors],
        "warnings": [asdict(item) for item in found.warnings],
        "rows": {name: asdict(count) for name, count in found.rows.items()},
    }


def row_lines(rows: Mapping[str, RowCount]) -> list[str]:
    """One line a table: rows read, used and set aside."""
    return [
        f"{name}: {plural(count.read, 'row')} read, {count.used:,} used, {count.rejected:,} set aside"
        for name, count in rows.items()
    ]


def headlines(measurements: Sequence[Measurement]) -> None:
    """The planned results of the latest period, one sentence each."""
    for measurement in measurements:
        latest = max((result.period for result in measurement.results), default="")
        typer.echo(f"{measurement.body.name}, {latest}. Internal: not for release.")
        for result in measurement.results:
            if result.planned and result.period == latest and result.group != "white":
                typer.echo(f"  {result.standard} {result.indicator}: {result.reading}")


def protected(released: Sequence[Shown], preset: Preset) -> None:
    """What was hidden, and why, in one line a body."""
    from evenhand.domain.disclosure.preset import protection_in_words

    typer.echo(protection_in_words(preset))
    for each in released[:MOST_ITEMS]:
        gap = f"; at most {each.gap:.0%} of these need not have been" if each.gap >= 0.005 else ""
        typer.echo(
            f"{each.measurement.body.name}: {each.hidden:,} of {plural(each.figures, 'figure')} hidden: "
            f"{plural(each.first, 'count is', 'counts are')} small, {each.others:,} more protect them{gap}. "
            "The attack on the finished files failed."
        )
        if not any(result.value is not None for result in each.measurement.results):
            typer.echo(
                f"{each.measurement.body.name}: no figure is left to show. Choose rules that hide "
                "less (--preset), broader groups (--grouping binary), or more people."
            )


def now() -> datetime:
    """The moment in UTC. Only the command line has a clock; whatever it calls is given the time."""
    return datetime.now(UTC)  # noqa: TID251


def some(lines: Sequence[str], of: str = "more") -> None:
    """The first of many lines, and how many there are."""
    for line in lines[:MOST_ITEMS]:
        typer.echo(line)
    if len(lines) > MOST_ITEMS:
        typer.echo(f"... {len(lines)} {of}")


def ledger_lines(entries: Sequence[Entry]) -> Iterator[str]:
    """One line a release, and what to note elsewhere."""
    for each in entries:
        hidden = sum(told is None for told in each.told.values())
        team = f", {each.asked.team}" if each.asked.team else ""
        yield (
            f"{each.number}. {each.at}, {each.body}{team}, {each.audience}, {each.preset}: "
            f"{plural(len(each.told) - hidden, 'count')} told, {hidden:,} hidden, "
            f"{plural(len(each.files), 'file')}"
        )
    if not entries:
        yield "Nothing has been released."
    else:
        yield f"Last seal, to be noted elsewhere: {entries[-1].seal}"


def ledger_json(entries: Sequence[Entry]) -> dict[str, Any]:
    """What `ledger show --json` prints."""
    return {
        "releases": [
            {
                "number": each.number,
                "at": each.at,
                "body": each.body,
                "team": each.asked.team,
                "audience": each.audience,
                "preset": each.preset,
                "rules": each.rules,
                "pack": each.pack,
                "version": each.version,
                "told": sum(told is not None for told in each.told.values()),
                "hidden": sum(told is None for told in each.told.values()),
                "files": dict(each.files),
                "seal": each.seal,
            }
            for each in entries
        ]
    }


def attacked(found: Mapping[str, Attacked]) -> None:
    """What each file gives away."""
    for path, file in found.items():
        said = (
            f"{len(file.given_away):,} of {plural(file.hidden, 'hidden count')} can be worked out"
        )
        typer.echo(f"{path}: {said}" + (f" ({file.in_part})" if file.in_part else ""))
        for each in file.given_away[:MOST_ITEMS]:
            typer.echo(f"  {each.name}: {_between(each)}")


def attacked_json(found: Mapping[str, Attacked], preset: Preset) -> dict[str, Any]:
    """What `attack --json` prints."""
    return {
        "preset": preset.slug,
        "files": [
            {
                "file": path,
                "hidden": file.hidden,
                "in_part": file.in_part,
                "given_away": [
                    {"cell": e.name, "low": int(e.low), "high": int(e.high)}
                    for e in file.given_away
                ],
            }
            for path, file in found.items()
        ],
    }


def _between(each: GivenAway) -> str:
    if each.low == each.high:
        return f"is {each.low:.0f}"
    return f"is between {each.low:.0f} and {each.high:.0f}"


def standards_json(editions: Sequence[Edition]) -> dict[str, Any]:
    """What `standards --json` prints."""
    return {
        "standards": [
            {
                "standard": each.standard,
                "edition": each.edition,
                "title": each.title,
                "status": str(each.status),
                "why_draft": each.why_draft,
                "valid_from": each.valid_from.isoformat(),
                "body_kinds": list(each.body_kinds),
                "indicators": [
                    {
                        "id": indicator.id,
                        "title": indicator.title,
                        "kind": str(indicator.kind),
                        "direction": str(indicator.direction),
                        "unconfirmed": indicator.unconfirmed,
                    }
                    for indicator in each.indicators
                ],
            }
            for each in editions
        ]
    }


def standards(editions: Sequence[Edition]) -> None:
    """Each edition, for whom it is, and its indicators."""
    for each in editions:
        typer.echo(f"{each.standard}, edition {each.edition} ({each.status}): {each.title}")
        typer.echo(f"  for: {', '.join(each.body_kinds)}")
        if each.why_draft:
            typer.echo(f"  draft because: {each.why_draft}")
        for indicator in each.indicators:
            typer.echo(f"  {indicator.id:>13}  {indicator.title} ({indicator.kind})")
            if indicator.unconfirmed:
                typer.echo(f"                 unconfirmed: {indicator.unconfirmed}")
