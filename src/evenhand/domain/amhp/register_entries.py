"""Entries of the register: what happened to whom, on which day, for which authority."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from evenhand.domain.amhp.clocks_time import Start
from evenhand.domain.amhp.register_periods import beginning_of

EXPIRED = "EXP"


class Event(StrEnum):
    """What an entry may record. `EXPIRE` is nobody's entry: time alone does it."""

    APPROVE = "approve"
    REAPPROVE = "reapprove"
    SUSPEND = "suspend"
    UNSUSPEND = "unsuspend"
    END = "end"
    TRAINING = "training"
    ACT_FOR = "act_for"
    CEASE_ACT_FOR = "cease_act_for"
    APPROVED_ELSEWHERE = "approved_elsewhere"
    EXPIRE = "expire"


ENTERED = tuple(each for each in Event if each is not Event.EXPIRE)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """
    One entry. It is never changed: a later one `corrects` it, and then it stays and no longer counts.

    `id` numbers entries in the order in which they were made. An entry with a day alone takes effect
    as that day begins. `hours` and `agreed` are for training, `reason` is the code of an end.
    `registered_to` and `course_completed` are what was seen of the registration and the course.
    """

    id: int
    person: str
    event: Event
    start: Start
    authority: str = ""
    hours: float = 0.0
    agreed: bool = False
    reason: str = ""
    detail: str = ""
    profession: str = ""
    registered_to: date | None = None
    course_completed: date | None = None
    corrects: int | None = None

    @property
    def day(self) -> date:
        """London's day."""
        return self.start.day

    @property
    def at(self) -> datetime:
        """From when it counts."""
        return self.start.instants[0] if self.start.instants else beginning_of(self.start.day)


@dataclass(frozen=True, kw_only=True)
class Unclear:
    """
    What was entered and cannot be read to the end, from `since`, or from a day that nobody can read.

    Where it `holds`, it says that somebody may act no longer. From then on (at all times, where its day
    cannot be read) nobody is told that they may, until it has been put right.
    """

    id: int
    since: datetime | None
    holds: bool


@dataclass(frozen=True, kw_only=True)
class PersonLog:
    """Everything that was ever entered about one person."""

    person: str
    entries: tuple[Entry, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    registered_to: date | None = None


@dataclass(frozen=True, kw_only=True)
class Refused:
    """
    An entry that cannot be, kept with the reason. Nothing follows from it.

    Where it `holds`, it says that somebody may act no longer: see `Unclear`.
    """

    entry: Entry
    code: str
    message: str
    fix: str
    holds: bool = False


def corrected(entries: Sequence[Entry]) -> tuple[set[int], list[Refused]]:
    """The entries that later ones put right, and the corrections that cannot be."""
    by_id = {each.id: each for each in entries}
    gone: set[int] = set()
    refused = []
    for each in sorted(entries, key=lambda entry: entry.id):
        if each.corrects is None:
            continue
        if each.corrects not in by_id or each.corrects >= each.id or each.corrects in gone:
            refused.append(
                Refused(
                    entry=each,
                    code="corrects-nothing",
                    message=f"It corrects entry {each.corrects}, which is no earlier entry about this "
                    "person, or was corrected already.",
                    fix="Name the entry that stands now.",
                )
            )
        else:
            gone.add(each.corrects)
    return gone, [each for each in refused if each.entry.id not in gone]


def same_authority(one: str, other: str) -> bool:
    """
    Whether two names are of one authority, whatever their capitals and spaces.

    >>> same_authority("Kent  County Council", " kent county council")
    True
    """
    return one.casefold().split() == other.casefold().split()
