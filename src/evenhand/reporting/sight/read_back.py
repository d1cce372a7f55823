"""A finished report on AMHP services read back: which count its tables and sentences print."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from evenhand.domain.amhp.sight.attack import (
    DELAYS,
    GROUPS,
    REGISTER,
    SAFETY,
    WORK,
    PrintedSight,
    Where,
)
from evenhand.domain.amhp.sight.counts import Told
from evenhand.domain.amhp.sight.equity import MEASURES, Measure
from evenhand.domain.amhp.sight.groups import BINARY, ETHNICITY, Dimension, is_unknown
from evenhand.domain.amhp.sight.hide import Name
from evenhand.domain.amhp.sight.months import last_whole_year
from evenhand.domain.amhp.sight.protect_register import AGE_UNKNOWN, OLDER_TOGETHER, YOUNGER
from evenhand.reporting import words
from evenhand.reporting.page import LONGEST_NAME
from evenhand.reporting.sight import said, tables
from evenhand.reporting.words import MONTHS

Rows = Sequence[Mapping[str, str]]
_COUNT = re.compile(r"\d[\d,]*")
# What a sentence counts, of whom and of what.
_SPOKEN = re.compile(
    r"(\d[\d,]*) (?:cases?|assessments?|incidents?|lone visits?|AMHPs|people are|persons? is|considered"
    r"|ended without|detained|without detention|with it)\b"
)
_OF_REGISTER = (
    (re.compile(r"([\d,]+|hidden) AMHPs were approved and able to act"), ("approved",)),
    (re.compile(r"the number of approved AMHPs is (hidden)"), ("approved",)),
    (re.compile(r"([\d,]+) suspended;"), ("suspended",)),
    (re.compile(r"([\d,]+) (?:person is|people are) in training"), ("trainees",)),
    (re.compile(r"([\d,]+) of ([\d,]+) have fewer than 18 hours"), ("short", "training_known")),
)
_UNKNOWN_GROUPS = re.compile(r"Of those considered in the year, ethnic group: (.*?)\. Whatever")


def counts_alone(text: str) -> int | None:
    """The count of a text that is nothing else: "1,240"; None for any other."""
    return int(text.replace(",", "")) if _COUNT.fullmatch(text.strip()) else None


def spoken_counts(text: str) -> Iterator[int]:
    """Every count that a sentence of the report speaks of."""
    for number in _SPOKEN.findall(text):
        yield int(number.replace(",", ""))


def read_back(
    file: str,
    body: str,
    tables_there: Mapping[str, Rows],
    sentences: Iterable[str],
    dimensions: Sequence[Dimension],
) -> PrintedSight:
    """
    What one report prints. `body` is as it is named there; tables are rows by heading, by their caption.

    Raises ValueError where it has no table of months.
    """
    texts = list(dict.fromkeys(sentences))
    months = tables_there.get("Considerations, month by month", ())
    newest = next((m for row in months if (m := month_in(row.get("Month", "")))), None)
    if newest is None:
        raise ValueError("it has no table of considerations month by month")
    groups = list(_groups(tables_there, dimensions))
    year = next((month for (_, month, _), _ in groups), last_whole_year(newest))
    told: list[tuple[Where, Told]] = [
        *_by_month(months, WORK, _WORK_NAMES),
        *_series(tables_there.get("Series watched for change", ())),
        *groups,
        *_unknown_groups(texts, year),
        *_delays(tables_there.get("What held the work up", ())),
        *_by_month(tables_there.get("Safety of AMHPs, month by month", ()), SAFETY, _SAFETY_NAMES),
        *(((REGISTER, newest, name), n) for name, n in _register(tables_there, texts, dimensions)),
    ]
    return PrintedSight(
        file=file,
        body=body,
        month=newest,
        year=year,
        told=told,
        services=_services(tables_there.get("Services, by name", ())),
        spoken=[(text, n) for text in texts for n in spoken_counts(text)],
    )


_WORK_NAMES = {
    "Considered": "considered",
    "Arranged and attended": "attended",
    "Completed": "completed",
    "Ended without detention": "otherwise",
    "Detained": "detained",
}
_SAFETY_NAMES = {
    "Visits recorded": "recorded",
    "Alone": "lone",
    "Incidents": "incidents",
    "Of these racist": "racist",
    "De-brief offered after one": "debriefs_offered",
}
_SERIES_NAMES = {"considered": (WORK, "considered"), "incidents": (SAFETY, "incidents")}
_AGE_NAMES = {
    "Under 55": YOUNGER,
    "55 and over": OLDER_TOGETHER,
    "Not told, not known or not asked": AGE_UNKNOWN,
}


def month_in(text: str) -> date | None:
    """
    >>> month_in("March 2026"), month_in("Month")
    (datetime.date(2026, 3, 1), None)
    """
    name, _, year = text.partition(" ")
    if name not in MONTHS or not year.isdigit():
        return None
    return date(int(year), MONTHS.index(name) + 1, 1)


def _told(text: str) -> Iterator[Told]:
    """The number of a cell, None where it is hidden; nothing for a cell that has neither."""
    if text == said.HIDDEN:
        yield None
    elif (n := counts_alone(text)) is not None:
        yield n


def _by_month(rows: Rows, part: str, names: Mapping[str, str]) -> Iterator[tuple[Where, Told]]:
    for row in rows:
        month = month_in(row.get("Month", ""))
        if month is None:
            continue
        for heading, kind in names.items():
            name: Name = (month, kind) if part == WORK else kind
            for n in _told(row.get(heading, "")):
                yield (part, month, name), n


def _series(rows: Rows) -> Iterator[tuple[Where, Told]]:
    """Counts among the series of the workbook, where there is a figure."""
    for row in rows:
        month, known = month_in(row.get("Month", "")), _SERIES_NAMES.get(row.get("Series", ""))
        figure = row.get("Figure", "").removesuffix(".0")
        if month is None or known is None or (n := counts_alone(figure)) is None:
            continue
        part, kind = known
        yield (part, month, (month, kind) if part == WORK else kind), n


def _delays(rows: Rows) -> Iterator[tuple[Where, Told]]:
    for row in rows:
        if (month := month_in(row.get("Month", ""))) is not None:
            for n in _told(row.get("Delays", "")):
                yield (DELAYS, month, row.get("Delay", "")), n


def _groups(
    tables_there: Mapping[str, Rows], dimensions: Sequence[Dimension]
) -> Iterator[tuple[Where, Told]]:
    """The year's groups, out of one table for every measure and way of breaking it down."""
    for measure in MEASURES:
        for dimension in dimensions:
            beginning = f"{tables.equity_title(measure, dimension)}, "
            for caption, rows in tables_there.items():
                year = month_in(caption.removeprefix(beginning).rpartition(" to ")[2])
                if caption.startswith(beginning) and year is not None:
                    yield from _of_measure(rows, measure, dimension, year)


def _of_measure(
    rows: Rows, measure: Measure, dimension: Dimension, year: date
) -> Iterator[tuple[Where, Told]]:
    slugs = {group.label: group.slug for group in dimension.groups}
    for row in rows:
        label, text, *_ = [*row.values(), "", ""]
        if label not in slugs:
            continue
        part, _, whole = text.partition(" of ")
        kinds = [(measure.numerator, part)]
        if not measure.is_rate:
            kinds.append((measure.whole, whole or part))
        for kind, number in kinds:
            for n in _told(number):
                yield (GROUPS, year, (*_group(dimension.name, slugs[label]), kind)), n


def _group(dimension: str, slug: str) -> tuple[str, str]:
    """White, and people of no known group, are the same in both ways of telling ethnic groups apart."""
    if dimension == f"{ETHNICITY}-{BINARY}" and (slug == "white" or is_unknown(slug)):
        return ETHNICITY, slug
    return dimension, slug


def _unknown_groups(texts: Sequence[str], year: date) -> Iterator[tuple[Where, Told]]:
    """How many were of no known ethnic group, in a sentence."""
    slugs = {"not stated": "not-stated", "not known": "not-known", "not asked": "not-asked"}
    for text in texts:
        for told in _UNKNOWN_GROUPS.findall(text):
            for each in told.split("; "):
                label, _, number = each.rpartition(" ")
                for n in _told(number):
                    yield (GROUPS, year, (ETHNICITY, slugs[label], "considered")), n


def _register(
    tables_there: Mapping[str, Rows], texts: Sequence[str], dimensions: Sequence[Dimension]
) -> Iterator[tuple[Name, Told]]:
    for place, row in enumerate(tables_there.get("Whose approval ends when", ())):
        for n in _told(row.get("Approvals that end", "")):
            yield ("ending", place), n
    yield from _ages(tables_there.get("Ages of those on the register", ()))
    slugs = {group.label: group.slug for group in dimensions[0].groups}
    for row in tables_there.get("AMHPs and their community by ethnic group", ()):
        for n in _told(row.get("AMHPs", "")):
            yield ("ethnicity", slugs[row["Ethnic group"]]), n
    yield from _capacity(texts)


def _ages(rows: Rows) -> Iterator[tuple[Name, Told]]:
    """Every age where there is a table of them: a line of nobody is left out."""
    there = {row.get("Age", ""): row.get("People", "") for row in rows}
    for label, age in _AGE_NAMES.items() if there else ():
        for n in _told(there.get(label, "0")):
            yield ("age", age), n


def _capacity(texts: Sequence[str]) -> Iterator[tuple[Name, Told]]:
    """Numbers of the register that stand in a sentence alone."""
    for pattern, names in _OF_REGISTER:
        for found in (match for text in texts for match in pattern.finditer(text)):
            for name, number in zip(names, found.groups(), strict=True):
                for n in _told(number):
                    yield name, n


def _services(rows: Rows) -> dict[str, dict[str, Told]]:
    """The line of each service, by its name as titles shorten it."""
    return {
        words.shortened(row.get("Service", ""), LONGEST_NAME): {
            kind: n
            for kind in ("considered", "detained")
            for n in _told(row.get(kind.capitalize(), ""))
        }
        for row in rows
    }
