"""
Reports for several audiences out of one measuring: all of them are put in place, or none.

What protects, writes and attacks is imported where it is used: with several processors that is in
other processes, which get ready while this one reads.
"""

import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from evenhand.data.writers.files import write_whole
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.results.measurement import Measurement
from evenhand.pipeline.formats import chosen
from evenhand.pipeline.presets import choose_preset, preset_called
from evenhand.pipeline.wrong_use import NotSafe, WrongUse

if TYPE_CHECKING:
    from evenhand.domain.disclosure.release import Shown

Tell = Callable[[str, int, int], None]
# As many bodies keep every processor busy by themselves (pipeline/side_by_side.py).
MANY_BODIES = 4
# Half the work of an internal report: with nothing to protect, its halves fill what gaps there are.
PRINTED = ("pdf", "docx")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Whom a report is for, the rules that protect it (none inside the body), and its formats."""

    audience: str
    preset: Preset | None
    formats: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Made:
    """The files of one audience's reports, and what was protected in them."""

    asked: Asked
    paths: tuple[Path, ...]
    released: tuple["Shown", ...] = ()


def asked_of(audiences: str, preset: str, formats: str) -> list[Asked]:
    """
    Out of "internal,board" and formats: whom for and what, in the order asked, each once.

    A preset named is for all but internal readers. Raises WrongUse.
    """
    names = list(dict.fromkeys(filter(None, (part.strip() for part in audiences.split(",")))))
    if not names:
        raise WrongUse("No audience was named. Give --audience internal, board or public.")
    protected = [name for name in names if name != "internal"]
    return [
        Asked(
            audience=name,
            # An internal report alone has nobody whom a preset could be for: that is said.
            preset=choose_preset(name, preset if name in protected or not protected else ""),
            formats=chosen(formats, audience=name),
        )
        for name in names
    ]


def for_the_day(asked: Sequence[Asked], preset: str, snapshots: Sequence[str]) -> list[Asked]:
    """With the presets as they were in force on the latest snapshot; `preset` if one was named."""
    return [
        replace(each, preset=preset_called(preset or each.preset.slug, snapshots=snapshots))
        if each.preset is not None
        else each
        for each in asked
    ]


def get_ready() -> None:
    """Import all that writing takes, and start the converter of charts."""
    import evenhand.pipeline.release
    import evenhand.reporting.documents.board_pdf
    import evenhand.reporting.documents.report_docx
    import evenhand.reporting.documents.report_xlsx
    import evenhand.reporting.report_html  # noqa: F401
    from evenhand.reporting.charts.svg import start_converter

    start_converter()


def write_for(
    measurements: Sequence[Measurement],
    asked: Sequence[Asked],
    out: Path,
    tell: Tell,
    workers: Executor | None = None,
) -> list[Made]:
    """
    The reports for each audience: below `out` for one, in folders of their own for several.

    Of several, nothing is put in place before all are finished. Raises NotSafe, and says for whom.
    """
    if len(asked) == 1:
        return [_made(asked[0], measurements, out, tell)]
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=".unfinished-") as name:
        beside = Path(name)
        if workers is None or len(measurements) >= MANY_BODIES:
            made = [_one_of_several(each, measurements, beside, tell) for each in asked]
        else:
            made = _side_by_side(measurements, asked, beside, tell, workers)
        return [_put_in_place(each, beside, out) for each in made]


def _side_by_side(
    measurements: Sequence[Measurement],
    asked: Sequence[Asked],
    beside: Path,
    tell: Tell,
    workers: Executor,
) -> list[Made]:
    """Longest first, so that the processors end together; then in the order asked."""
    parts = [part for each in asked for part in _parts(each, several=len(measurements) > 1)]
    parts.sort(key=lambda part: part.preset is None)
    work = partial(_one_of_several, measurements=measurements, beside=beside, tell=_silent)
    made: list[Made] = []
    results = workers.map(work, parts)
    for done, part in enumerate(parts):
        tell(f"Writing for {part.audience} readers", done, len(parts))
        made.append(next(results))
    order = [each.audience for each in asked]
    made.sort(key=lambda each: order.index(each.asked.audience))
    return [
        _whole(list(each), next(one for one in asked if one.audience == audience))
        for audience, each in groupby(made, key=lambda one: one.asked.audience)
    ]


def _parts(asked: Asked, *, several: bool) -> list[Asked]:
    """The halves of an internal report, to be worked on apart; any other has to be attacked whole."""
    if asked.preset is not None or several:
        return [asked]
    halves = [
        tuple(name for name in asked.formats if (name in PRINTED) == printed)
        for printed in (False, True)
    ]
    return [replace(asked, formats=half) for half in halves if half]


def _whole(parts: Sequence[Made], asked: Asked) -> Made:
    return Made(
        asked=asked,
        paths=tuple(path for part in parts for path in part.paths),
        released=tuple(each for part in parts for each in part.released),
    )


def _one_of_several(
    asked: Asked, measurements: Sequence[Measurement], beside: Path, tell: Tell
) -> Made:
    try:
        return _made(asked, measurements, beside / asked.audience, tell)
    except NotSafe as unsafe:
        raise NotSafe(
            f"For {asked.audience} readers: {unsafe} Nor was anything written for other readers."
        ) from unsafe


def _made(asked: Asked, measurements: Sequence[Measurement], out: Path, tell: Tell) -> Made:
    from evenhand.pipeline.release import release_and_write
    from evenhand.pipeline.report import write_reports

    if asked.preset is None:
        paths = write_reports(measurements, out, tell, formats=asked.formats)
        return Made(asked=asked, paths=tuple(paths))
    shown, paths = release_and_write(
        measurements, asked.preset, asked.audience, out, tell, formats=asked.formats
    )
    return Made(asked=asked, paths=tuple(paths), released=tuple(shown))


def _put_in_place(made: Made, beside: Path, out: Path) -> Made:
    places = [out / path.relative_to(beside) for path in made.paths]
    for path, place in zip(made.paths, places, strict=True):
        write_whole(place, path.read_bytes())
    return replace(made, paths=tuple(places))


def _silent(what: str, done: int, total: int) -> None:
    """Another process has nobody to tell."""
