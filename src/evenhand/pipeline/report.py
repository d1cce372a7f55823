"""Reports on disk: for each body a page to read, its results, and documents to print or send."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from evenhand import __version__
from evenhand.data.attack_files.results_read import from_json
from evenhand.data.writers.csvw import KEY
from evenhand.data.writers.files import write_whole
from evenhand.data.writers.results_json import to_json
from evenhand.domain.results.measurement import Inputs, Measurement
from evenhand.domain.results.result import Result
from evenhand.pipeline.formats import USUAL, files_of
from evenhand.reporting.contents import render_contents

Tell = Callable[[str, int, int], None]
CONTENTS = "index.html"
HASH_KEPT = "its hash is kept inside, with the records"


def write_reports(
    measurements: Sequence[Measurement],
    out: Path,
    tell: Tell,
    *,
    formats: Sequence[str] = USUAL,
) -> list[Path]:
    """
    One folder a body where there are several, and a page that lists them.

    The same measurements give the same bytes.
    """
    written: list[Path] = []
    for done, measurement in enumerate(measurements):
        tell(f"Writing {measurement.body.name}", done, len(measurements))
        folder = place_of(measurement, out, several=len(measurements) > 1)
        written += write_files(measurement, folder, formats)
    if len(measurements) > 1:
        written.insert(0, out / CONTENTS)
        write_whole(out / CONTENTS, contents_of(measurements, formats))
    return written


def write_files(measurement: Measurement, folder: Path, formats: Sequence[str]) -> list[Path]:
    """Every file of one report."""
    files = files_of(measurement, formats)
    for name, content in files.items():
        write_whole(folder / name, content)
    return [folder / name for name in files]


def contents_of(measurements: Sequence[Measurement], formats: Sequence[str]) -> str:
    """The page that lists the reports of several bodies."""
    return render_contents([(_link(each, formats), each) for each in measurements])


def place_of(measurement: Measurement, out: Path, *, several: bool) -> Path:
    """Where a body's report stands: in a folder of its own where there are several."""
    return out / folder_name(measurement) if several else out


def as_printed(measurement: Measurement) -> Measurement:
    """
    The measurement with only what its results file says of its results.

    What is drawn and written from it can tell no more than that file does, which is attacked. The
    hashes of the records stay out: of a short table whoever guesses its numbers could try them all.
    """
    inputs = replace(measurement.inputs, files=(), pack_hash=HASH_KEPT)
    by_key = {_key(result): result for result in from_json(results_text([measurement]))}
    results = tuple(by_key[_key(each)] for each in measurement.results)
    return replace(measurement, results=results, inputs=inputs)


def _key(result: Result) -> tuple[str, ...]:
    return tuple(getattr(result, name) for name in KEY)


def _link(measurement: Measurement, formats: Sequence[str]) -> str:
    """From the list of reports to one: its page, or its folder where no page was asked for."""
    return f"{folder_name(measurement)}/{'report.html' if 'html' in formats else ''}"


def results_text(measurements: Sequence[Measurement]) -> str:
    """The results of one run as JSON: what went in, then every body's results."""
    nothing = Inputs(version=__version__, editions=(), files=(), pack_hash="")
    return to_json(
        inputs=measurements[0].inputs if measurements else nothing,
        results=[result for each in measurements for result in each.results],
        placements=[placement for each in measurements for placement in each.placements],
    )


def folder_name(measurement: Measurement) -> str:
    """The folder of a body's report."""
    return folder_of(measurement.body.id)


def folder_of(body: str) -> str:
    """A name that is safe on any disk: the body's id, without what is not a letter or digit."""
    return re.sub(r"[^A-Za-z0-9]+", "-", body).strip("-")[:60] or "body"
