"""Reports on disk: for each body a page to read, its results, and documents to print or send."""

import re
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from evenhand import __version__
from evenhand.data.writers.files import write_whole
from evenhand.data.writers.results_json import to_json
from evenhand.domain.results.measurement import Inputs, Measurement
from evenhand.pipeline.formats import USUAL, files_of
from evenhand.reporting.contents import render_contents

Tell = Callable[[str, int, int], None]
Check = Callable[[Measurement, Path], None]


def write_reports(
    measurements: Sequence[Measurement],
    out: Path,
    tell: Tell,
    *,
    formats: Sequence[str] = USUAL,
    check: Check | None = None,
) -> list[Path]:
    """
    One folder a body where there are several, and a page that lists them.

    The same measurements give the same bytes. With `check`, every report is written beside the
    place first and read back by it; only when all have passed is anything put in place.
    """
    if check is None:
        return _write(measurements, out, tell, formats)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=".checking-") as beside:
        ready = _write(measurements, Path(beside), tell, formats)
        several = len(measurements) > 1
        for done, measurement in enumerate(measurements):
            tell(f"Attacking {measurement.body.name}", done, len(measurements))
            check(measurement, Path(beside) / (folder_name(measurement) if several else ""))
        return [_put_in_place(path, out / path.relative_to(beside)) for path in ready]


def _put_in_place(path: Path, place: Path) -> Path:
    write_whole(place, path.read_bytes())
    return place


def _write(
    measurements: Sequence[Measurement], out: Path, tell: Tell, formats: Sequence[str]
) -> list[Path]:
    written: list[Path] = []
    several = len(measurements) > 1
    for done, measurement in enumerate(measurements):
        tell(f"Writing {measurement.body.name}", done, len(measurements))
        folder = out / folder_name(measurement) if several else out
        for name, content in files_of(measurement, formats).items():
            write_whole(folder / name, content)
            written.append(folder / name)
    if several:
        links = [(f"{folder_name(each)}/report.html", each) for each in measurements]
        write_whole(out / "index.html", render_contents(links))
        written.insert(0, out / "index.html")
    return written


def results_text(measurements: Sequence[Measurement]) -> str:
    """The results of one run as JSON: what went in, then every body's results."""
    nothing = Inputs(version=__version__, editions=(), files=(), pack_hash="")
    return to_json(
        inputs=measurements[0].inputs if measurements else nothing,
        results=[result for each in measurements for result in each.results],
        placements=[placement for each in measurements for placement in each.placements],
    )


def folder_name(measurement: Measurement) -> str:
    """A name that is safe on any disk: the body's id, without what is not a letter or digit."""
    return re.sub(r"[^A-Za-z0-9]+", "-", measurement.body.id).strip("-")[:60] or "body"
