"""What an engine hands over for the pay audit: counts by distinct pay value, never a person's row."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

# What is counted.
HOURLY = "hourly"  # full-pay relevant employees by hourly pay; pay is None where it is not known
REDUCED = "reduced"  # relevant employees on reduced pay because of leave
# Those of HOURLY whose hourly pay was worked out from a salary: and the hours of a full-time week
# with the full-time equivalent, or their own weekly hours.
FROM_SALARY, FROM_HOURS = "from-salary", "from-hours"
BONUS = "bonus"  # relevant employees by bonus; None where the field is blank

# How it may be broken down; the empty text is everybody.
EVERYBODY, GRADE, ROLE, START_YEAR, SEX = "", "grade", "role", "start year", "sex"
BREAKDOWNS = (GRADE, ROLE, SEX, START_YEAR)
# Grades in a few levels: for what equal promotion would change, told to readers outside.
LEVEL, ON_NO_LEVEL = "level", "on no level"
NOT_KNOWN = "not known"


class PayCount(NamedTuple):
    """`n` people of one category and sex, in one cell, with one value of pay (pounds)."""

    body: str
    snapshot: str
    what: str
    by: str
    cell: str
    category: str
    sex: str
    pay: float | None
    n: int


class PersonPay(NamedTuple):
    """One person, for the adjusted pay gap alone: inside one body, in memory, never written."""

    category: str
    sex: str
    grade: str
    role: str
    start_year: str
    part_time: bool | None
    hourly_pay: float


def with_derived(
    counts: Iterable[PayCount], levels: Mapping[str, tuple[str, ...]]
) -> Iterator[PayCount]:
    """The counts, and those of hourly pay once more by sex, and by levels of grades."""
    level_of = {rung: level for level, rungs in levels.items() for rung in rungs}
    for count in counts:
        yield count
        if count.what == HOURLY and count.by == EVERYBODY:
            yield count._replace(by=SEX, cell=count.sex)
        if count.what == HOURLY and count.by == GRADE and levels:
            yield count._replace(by=LEVEL, cell=level_of.get(count.cell, ON_NO_LEVEL))
