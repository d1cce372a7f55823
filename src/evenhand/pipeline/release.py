"""From measurements to what an audience may see; written only where an attack on it fails."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from evenhand.data.writers.files import write_whole
from evenhand.domain.disclosure.history import NO_HISTORY, History
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.programmes import Contradiction
from evenhand.domain.disclosure.release import Released, release
from evenhand.domain.disclosure.suppress import CannotProtect
from evenhand.domain.results.measurement import Measurement
from evenhand.pipeline.attack import attack_report, given_away
from evenhand.pipeline.attack_words import must_say_no_more
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
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=UNFINISHED) as name:
        beside, several = Path(name), len(released) > 1
        work = partial(_finish, beside=beside, preset=preset, formats=formats, several=several)
        ready = [
            path
            for paths in for_each(
                work,
                released,
                tell=tell,
                saying=lambda each: f"Writing and attacking {each.measurement.body.name}",
            )
            for path in paths
        ]
        if several:
            ready.insert(0, _finish_contents(released, beside, formats))
        if seal is not None:
            seal({path.relative_to(beside).as_posix(): path.read_bytes() for path in ready})
        return [_put_in_place(path, out / path.relative_to(beside)) for path in ready]


def _finish(
    released: Released, *, beside: Path, preset: Preset, formats: Sequence[str], several: bool
) -> list[Path]:
    """One body's files, written and attacked."""
    printed = as_printed(released.measurement)
    folder = place_of(printed, beside, several=several)
    paths = write_files(printed, folder, formats)
    attack_report(released, {path.name: path.read_bytes() for path in paths}, preset)
    return paths


def _finish_contents(released: Sequence[Released], beside: Path, formats: Sequence[str]) -> Path:
    """The page that lists the reports: it repeats what stands out in each."""
    measurements = [as_printed(each.measurement) for each in released]
    path = beside / CONTENTS
    write_whole(path, contents_of(measurements, formats))
    every = [result for each in measurements for result in each.results]
    must_say_no_more({CONTENTS: path.read_bytes()}, measurements, every)
    return path


def _put_in_place(path: Path, place: Path) -> Path:
    write_whole(place, path.read_bytes())
    return place
