"""Reports on disk: for each body a page to read, and its results as CSV and JSON."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from evenhand import __version__
from evenhand.data.writers.files import write_whole
from evenhand.data.writers.results_csv import to_csv
from evenhand.data.writers.results_json import to_json
from evenhand.domain.results.measurement import Inputs, Measurement
from evenhand.pipeline.wrong_use import WrongUse
from evenhand.reporting.contents import render_contents
from evenhand.reporting.report_html import render_report

Tell = Callable[[str, int, int], None]
AUDIENCES = ("internal", "board", "public")


def check_audience(audience: str) -> None:
    """Refuse what cannot be written safely yet."""
    if audience not in AUDIENCES:
        raise WrongUse(f"There is no audience {audience}. There are {', '.join(AUDIENCES)}.")
    if audience != "internal":
        raise WrongUse(
            f"A report for {audience} readers cannot be written yet: nothing here hides small "
            "numbers so that they cannot be worked out from the rest (disclosure control). "
            "Use --audience internal, and keep the report to people who may see the records."
        )


def write_reports(measurements: Sequence[Measurement], out: Path, tell: Tell) -> list[Path]:
    """
    One folder a body where there are several, and a page that lists them.

    The same measurements give the same bytes.
    """
    written: list[Path] = []
    several = len(measurements) > 1
    for done, measurement in enumerate(measurements):
        tell(f"Writing {measurement.body.name}", done, len(measurements))
        folder = out / folder_name(measurement) if several else out
        texts = {
            "report.html": render_report(measurement),
            "results.csv": to_csv(measurement.results),
            "results.json": results_text([measurement]),
        }
        for name, text in texts.items():
            write_whole(folder / name, text)
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
