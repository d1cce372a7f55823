"""The staff survey's organisations as material for a comparison."""

from pathlib import Path

from evenhand.data.readers.item import CheckItem
from evenhand.data.sources.staff_survey_bodies import TITLES, read_survey_bodies
from evenhand.domain.measures.compare import Material
from evenhand.domain.measures.compared import Called, Estimate, Measure, Scale
from evenhand.domain.measures.estimates import share_estimate
from evenhand.pipeline.wrong_use import WrongUse

STANDARD = "nhs-staff-survey"
NOT_PRINTED = "its publisher prints no figure"


def material_of_survey(path: Path) -> tuple[Material, str, dict[str, str]]:
    """Shares of all who answered, by organisation; the source's credit; the file's hash."""
    read = read_survey_bodies(path)
    if isinstance(read, CheckItem):
        raise WrongUse(f"{read.message} {read.fix}")
    measures = {code: Measure(STANDARD, code, "", "everybody", "", Scale.SHARE) for code in TITLES}
    estimates = []
    for each in read.shares:
        bare = Estimate(
            body=each.body,
            period=read.year,
            measure=measures[each.question],
            edition=read.year,
            grouping="",
            n=each.base,
            reason="" if each.share is not None and each.base else NOT_PRINTED,
        )
        if each.share is None or not each.base:
            estimates.append(bare)
            continue
        # A weighted share of so many answers: there are no whole people behind it.
        estimates.append(share_estimate(bare, each.share))
    material = Material(
        bodies=read.bodies,
        estimates=estimates,
        called={
            measures[code]: Called(title, "All staff who answered", "", "")
            for code, title in TITLES.items()
        },
        notes=read.notes,
    )
    return material, read.credit, dict(read.files)
