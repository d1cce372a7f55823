"""
NHS Staff Survey by organisation: the questions behind WRES indicators 5 to 8, all staff together.

The file says for each organisation what share of all who answered gave each answer. It does not say
how ethnic groups answered, so no difference between groups can be worked out of it; but it has the
ethnic groups of those who answered. docs/explanation/open-data.md says more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evenhand.data.readers.item import CheckItem
from evenhand.data.sources.nhs_staff_survey import CREDIT, ORGANISATIONS
from evenhand.data.sources.published_file import PublishedFile, open_published
from evenhand.data.sources.staff_survey_file import BASE, NO_FIGURE, QUESTIONS, YEAR
from evenhand.domain.frameworks.body import Body

COLUMNS = ("ODS code", "Organisation name", "Benchmarking group", "Region", "Weighting", "question",
           "measure", "value")  # fmt: skip
TITLES = {
    "Q14a": "Harassment, bullying or abuse from patients or the public",
    "Q14b": "Harassment, bullying or abuse from managers",
    "Q14c": "Harassment, bullying or abuse from colleagues",
    "Q15": "Believe that the organisation acts fairly on career progression",
    "Q16b": "Discrimination at work from a manager or colleagues",
    "Q28": "Staff from ethnic minorities among those who answered",
}
ETHNIC_GROUP = "Q28"
WHITE = "% White - "
NO_GROUPS = (
    "The figures are of all staff of an organisation together. The file does not say how the "
    "answers of ethnic groups differ in it, so no difference between groups is compared here."
)
WEIGHTED = (
    "Answers are weighted by occupation in most organisations, and the file gives the number of "
    "answers before weighting: intervals are approximate, and a little too narrow."
)
NO_YEAR = "The file does not say its year. Its questions are those of 2024, so it is read as that."
NOTES = (NO_GROUPS, WEIGHTED, NO_YEAR)


@dataclass(frozen=True, slots=True)
class BodyShare:
    """`share` (0 to 1) of `base` answers; None where the publisher prints neither."""

    body: str
    question: str
    share: float | None
    base: float | None


@dataclass(frozen=True, kw_only=True)
class SurveyBodies:
    """The file, read: who is in it and what share of whom gave the answer that counts."""

    bodies: Mapping[str, Body]
    shares: tuple[BodyShare, ...]
    files: tuple[tuple[str, str], ...]
    year: str = YEAR
    credit: str = CREDIT
    notes: tuple[str, ...] = NOTES


def is_by_organisation(path: Path) -> bool:
    """Whether this is the survey's file of organisations."""
    return not isinstance(open_published(path, ORGANISATIONS, table="survey"), CheckItem)


def read_survey_bodies(path: Path) -> SurveyBodies | CheckItem:
    """Every organisation's shares. A body's `kind` is its benchmarking group."""
    file = open_published(path, COLUMNS, table="survey")
    if isinstance(file, CheckItem):
        return file
    bodies: dict[str, Body] = {}
    answers: dict[tuple[str, str], dict[str, float | None]] = {}
    for code, name, kind, region, _, text, measure, value in _cells(file):
        region = "" if region == NO_FIGURE else region
        bodies.setdefault(code, Body(id=code, name=name, kind=kind, region=region))
        question = text.split(" - ")[0]
        if question in TITLES:
            number = None if value == NO_FIGURE else float(value)
            answers.setdefault((question, code), {})[measure] = number
    shares = [
        BodyShare(code, question, _share(question, given), given.get(BASE))
        for question in TITLES
        for (asked, code), given in answers.items()
        if asked == question
    ]
    return SurveyBodies(bodies=bodies, shares=tuple(shares), files=((file.name, file.sha256),))


def _cells(file: PublishedFile) -> list[tuple[str, ...]]:
    return [cells for _, cells in file.rows()]


def _share(question: str, given: Mapping[str, float | None]) -> float | None:
    if question == ETHNIC_GROUP:
        white = [share for answer, share in given.items() if answer.startswith(WHITE)]
        known = [share for share in white if share is not None]
        return max(0.0, 1 - sum(known) / 100) if white and len(known) == len(white) else None
    asked = QUESTIONS[question]
    percent = given.get(asked.answer)
    if percent is None:
        return None
    return (100.0 - percent if asked.turned else percent) / 100.0
