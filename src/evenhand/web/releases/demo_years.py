"""
The years of the made-up region, each as far as the demonstration needs it.

They go through the same actions as real ones, on days that could have been.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum

FEW = ("staff", "events")
COUNTED = (3, 31)


class Until(IntEnum):
    """How far a year goes, in the order of its way."""

    DRAFT = 0
    CHECKED = 1
    COMPUTED = 2
    IN_REVIEW = 3
    SIGNED_OFF = 4
    PREPARED = 5
    RELEASED = 6


@dataclass(frozen=True, kw_only=True)
class Plan:
    """
    One version of one year of one body.

    `tables`: those that the pack has, () for all. `wrong`: the files are those of the year before,
    with words of somebody's own in them. `left_out`: nine people with this job are not in the list.
    `changes`: what a reviewer asks for at the end. `withdrawn`: why it ends. `corrects`: the note
    of a correction, "" for a first version. `comment`: what the reviewer says of the first
    indicator. `begun`: days after the snapshot.
    """

    body: str
    year: int
    until: Until
    tables: tuple[str, ...] = FEW
    wrong: bool = False
    left_out: str = ""
    changes: str = ""
    withdrawn: str = ""
    corrects: str = ""
    comment: str = ""
    begun: int = 36

    @property
    def day(self) -> date:
        """The day on which the workforce was counted."""
        return date(self.year, *COUNTED)

    @property
    def day_of_files(self) -> date:
        """The day that the files are of."""
        return self.day.replace(year=self.year - 1) if self.wrong else self.day

    def days(self) -> Iterator[datetime]:
        """When each step was done: some days after another, at ten in the morning."""
        at = datetime(self.year, *COUNTED, 9, tzinfo=UTC) + timedelta(days=self.begun)
        while True:
            yield at
            at += timedelta(days=4, minutes=7)


PLANS = (
    Plan(
        body="alderbrook",
        year=2024,
        until=Until.CHECKED,
        withdrawn="The list was of the wrong day, and the right one is not there any more.",
    ),
    Plan(body="alderbrook", year=2025, until=Until.RELEASED),
    Plan(
        body="alderbrook",
        year=2025,
        until=Until.RELEASED,
        corrects="Nine people of the reablement service had been left out of the list.",
        begun=196,
    ),
    Plan(body="alderbrook", year=2026, until=Until.RELEASED, tables=()),
    Plan(body="alderbrook-trust", year=2024, until=Until.CHECKED),
    Plan(
        body="alderbrook-trust",
        year=2025,
        until=Until.IN_REVIEW,
        tables=("staff",),
        changes="The medical staff are not in the list. Please upload it with them.",
    ),
    Plan(body="alderbrook-trust", year=2026, until=Until.RELEASED, tables=()),
    Plan(body="carrow", year=2024, until=Until.DRAFT),
    Plan(body="carrow", year=2025, until=Until.CHECKED),
    Plan(
        body="carrow",
        year=2026,
        until=Until.IN_REVIEW,
        comment="Grade 10 is three people more than last year. Was a team moved?",
    ),
    Plan(body="carrow-trust", year=2024, until=Until.DRAFT),
    Plan(body="carrow-trust", year=2025, until=Until.CHECKED, tables=("staff",)),
    Plan(body="carrow-trust", year=2026, until=Until.PREPARED, tables=("staff",)),
    Plan(body="fenmoor", year=2024, until=Until.DRAFT),
    Plan(body="fenmoor", year=2025, until=Until.CHECKED),
    Plan(body="fenmoor", year=2026, until=Until.RELEASED),
    Plan(body="provider", year=2024, until=Until.DRAFT),
    Plan(body="provider", year=2025, until=Until.COMPUTED, tables=("staff",)),
    Plan(body="provider", year=2026, until=Until.CHECKED, tables=("staff",), wrong=True),
)
