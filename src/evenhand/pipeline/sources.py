"""Published files that are measured as they are: `--as SOURCE`."""

from dataclasses import replace
from pathlib import Path

from evenhand.data.definitions.load import edition, ladder
from evenhand.data.sources.bodies import ALL, NoSuchBody, find_bodies
from evenhand.data.sources.dfe_social_workers import read_dfe
from evenhand.data.sources.nhs_staff_survey import read_staff_survey
from evenhand.data.sources.source import SourceData
from evenhand.pipeline.measure import Given, Measured, Wanted, measurements
from evenhand.pipeline.wrong_use import WrongUse

DFE = "dfe-social-workers"
STAFF_SURVEY = "nhs-staff-survey"
# Each source and the standard that its figures are of.
STANDARDS = {DFE: "dfe-social-workers", STAFF_SURVEY: "nhs-wres"}


def read_source(source: str, path: Path, reference: Path | None) -> SourceData:
    """The published file, read as what it is said to be."""
    if source == DFE:
        return read_dfe(path, reference)
    if source == STAFF_SURVEY:
        return read_staff_survey(path)
    raise WrongUse(f"There is no source {source}. There are {', '.join(STANDARDS)}.")


def measure_source(
    source: str, path: Path, wanted: Wanted, *, body: str = ALL, reference: Path | None = None
) -> Measured:
    """Results for the bodies asked for, out of a published file."""
    data = read_source(source, path, reference)
    if any(item.severity == "error" for item in data.items):
        return Measured(measurements=(), items=data.items)
    try:
        bodies = find_bodies(data, body)
    except NoSuchBody as unknown:
        raise WrongUse(str(unknown)) from unknown
    wanted_ids = {each.id for each in bodies}
    given = Given(
        bodies=bodies,
        snapshots=data.snapshots,
        ladder=ladder(edition(STANDARDS[source]).ladder),
        files=data.files,
        grouped=[row for row in data.counts if row.body in wanted_ids],
        figures=[row for row in data.figures if row.body in wanted_ids],
        note=data.credit,
        items=data.items,
    )
    standards = wanted.standards or (STANDARDS[source],)
    made = measurements(given, standards, wanted)
    made = tuple(
        replace(each, warnings=(*each.warnings, *_about(data, each.body.id))) for each in made
    )
    return Measured(measurements=made, items=data.items)


def _about(data: SourceData, body: str) -> list[str]:
    """What must be known of one body's figures, in sentences; it stands in its own report only."""
    said = [item.message for item in data.about.get(body, ())]
    latest = data.snapshots[-1]
    for (of, snapshot, name), who in data.neighbours.items():
        if of == body and snapshot == latest and not name.endswith(".senior") and who.left_out:
            said.append(
                f"Statistical neighbours in {snapshot[:4]}: {len(who.pooled)} of {who.of} have "
                f"figures and are pooled; left out: {', '.join(who.left_out)}."
            )
    return said + list(data.reasons.values())
