"""From measurements to what an audience may see; written only where an attack on it fails."""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from evenhand.data.attack_files.printed import Printed
from evenhand.data.writers.files import write_whole
from evenhand.domain.disclosure.history import NO_HISTORY, History
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.programmes import Contradiction
from evenhand.domain.disclosure.release import Released, Shown, release
from evenhand.domain.disclosure.suppress import CannotProtect
from evenhand.domain.results.measurement import Measurement
from evenhand.pipeline.attack import attack_report, given_away
from evenhand.pipeline.attack_words import must_be_printed
from evenhand.pipeline.formats import USUAL
from evenhand.pipeline.presets import choose_preset
from evenhand.pipeline.report import (
    CONTENTS,
    Tell,
    as_printed,
    contents_of,
    place_of,
    write_files,
)
from evenhand.pipeline.side_by_side import for_each
from evenhand.pipeline.wrong_use import NotSafe, WrongUse

# Given every finished file by its place under the folder, before any is put there.
Seal = Callable[[Mapping[str, bytes]], None]
# The folder in which files wait to be attacked, beside their place.
UNFINISHED = ".checking-"


def rules_of(audience: str, name: str = "") -> str:
    """The name of the rules for those to whom something can be released."""
    if audience == "internal":
        raise WrongUse("An internal report is not released: use `evenhand report`.")
    chosen = choose_preset(audience, name)
    return name or (chosen.slug if chosen else "")


def release_all(
    measurements: Sequence[Measurement],
    preset: Preset,
    audience: str,
    tell: Tell,
    *,
    histories: Mapping[str, History] | None = None,
) -> list[Released]:
    """
    What the audience may see of each body, beside the history of its releases.

    Raises NotSafe, naming body and tables.
    """
    histories = histories or {}
    return for_each(
        partial(_release_one, preset=preset, audience=audience),
        [(each, histories.get(each.body.id, NO_HISTORY)) for each in measurements],
        tell=tell,
        saying=lambda item: f"Protecting {item[0].body.name}",
    )


def _release_one(item: tuple[Measurement, History], *, preset: Preset, audience: str) -> Released:
    measurement, history = item
    try:
        released = release(measurement, preset, audience, history)
    except (CannotProtect, Contradiction) as wrong:
        before = f" Released before: {', '.join(history.releases)}." if history.releases else ""
        raise NotSafe(f"{measurement.body.name}: nothing was written. {wrong}{before}") from wrong
    if released.given_away:
        raise NotSafe(given_away(measurement.body.name, released.given_away))
    return released


@dataclass(frozen=True)
class _Finished:
    """One body's files, which the attack has not broken, and what they are made from and print."""

    paths: tuple[Path, ...]
    shown: Shown
    printed: Printed


def write_released(
    released: Sequence[Released],
    preset: Preset,
    out: Path,
    tell: Tell,
    *,
    formats: Sequence[str] = USUAL,
    seal: Seal | None = None,
) -> list[Path]:
    """
    Write the reports; raises NotSafe, and leaves nothing, where an attack on the files succeeds.

    Every file is written beside its place, from what its JSON file prints, and read back by the
    attacker. Only when all have passed, and `seal` has noted them, is anything put in place.
    """
    with _beside(out) as beside:
        several = len(released) > 1
        finished = for_each(
            partial(_finish, beside=beside, preset=preset, formats=formats, several=several),
            released,
            tell=tell,
            saying=lambda each: f"Writing and attacking {each.measurement.body.name}",
        )
        return _all_in_place(finished, beside, out, formats=formats, seal=seal)


def release_and_write(
    measurements: Sequence[Measurement],
    preset: Preset,
    audience: str,
    out: Path,
    tell: Tell,
    *,
    formats: Sequence[str] = USUAL,
) -> tuple[list[Shown], list[Path]]:
    """
    The same for readers who had no release before: each body protected and written in one go.

    Raises NotSafe, and leaves nothing, where a body cannot be protected or an attack succeeds.
    """
    with _beside(out) as beside:
        several = len(measurements) > 1
        finish = partial(_finish, beside=beside, preset=preset, formats=formats, several=several)
        finished = for_each(
            partial(_release_and_finish, finish=finish, preset=preset, audience=audience),
            measurements,
            tell=tell,
            saying=lambda each: f"Protecting, writing and attacking {each.body.name}",
        )
        written = _all_in_place(finished, beside, out, formats=formats)
    return [each.shown for each in finished], written


@contextmanager
def _beside(out: Path) -> Iterator[Path]:
    """A folder in which files wait to be attacked, gone afterwards."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=UNFINISHED) as name:
        yield Path(name)


def _release_and_finish(
    measurement: Measurement,
    *,
    finish: Callable[[Released], _Finished],
    preset: Preset,
    audience: str,
) -> _Finished:
    return finish(_release_one((measurement, NO_HISTORY), preset=preset, audience=audience))


def _finish(
    released: Released, *, beside: Path, preset: Preset, formats: Sequence[str], several: bool
) -> _Finished:
    """One body's files, written and attacked."""
    measurement = as_printed(released.measurement)
    folder = place_of(measurement, beside, several=several)
    paths = write_files(measurement, folder, formats)
    files = {path.name: path.read_bytes() for path in paths}
    printed = attack_report(released, files, preset)
    shown = Shown(
        measurement=measurement,
        figures=released.figures,
        hidden=released.hidden,
        first=released.first,
        others=released.others,
        gap=released.gap,
    )
    return _Finished(tuple(paths), shown, printed)


def _finish_contents(finished: Sequence[_Finished], beside: Path, formats: Sequence[str]) -> Path:
    """The page that lists the reports: it repeats what stands out in each."""
    measurements = [each.shown.measurement for each in finished]
    path = beside / CONTENTS
    write_whole(path, contents_of(measurements, formats))
    printed = Printed.together([each.printed for each in finished])
    must_be_printed({CONTENTS: path.read_bytes()}, measurements, printed)
    return path


def _all_in_place(
    finished: Sequence[_Finished],
    beside: Path,
    out: Path,
    *,
    formats: Sequence[str],
    seal: Seal | None = None,
) -> list[Path]:
    """All files where they belong, with the page that lists them; sealed before that."""
    ready = [path for each in finished for path in each.paths]
    if len(finished) > 1:
        ready.insert(0, _finish_contents(finished, beside, formats))
    if seal is not None:
        seal({path.relative_to(beside).as_posix(): path.read_bytes() for path in ready})
    return [_put_in_place(path, out / path.relative_to(beside)) for path in ready]


def _put_in_place(path: Path, place: Path) -> Path:
    write_whole(place, path.read_bytes())
    return place
