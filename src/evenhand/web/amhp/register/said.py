"""What an entry says, as it is kept in a row and as the rules take it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from evenhand.domain.amhp.clocks_time import Start
from evenhand.domain.amhp.register_entries import Entry, Event

# Kept instead of an event: the entry that it corrects was a mistake, and nothing takes its place.
TAKEN_OUT = "taken_out"
_COURSE = "course:"


@dataclass(frozen=True, kw_only=True)
class Said:
    """
    What somebody says that happened. `words` are for people: they are sealed.

    `on` is London's day; `moment` the instant, where the hour is known. `decided_by` is name and role.
    """

    event: Event
    on: date
    moment: datetime | None = None
    authority: str = ""
    hours: float = 0.0
    agreed: bool | None = None
    reason: str = ""
    title: str = ""
    profession: str = ""
    course_completed: date | None = None
    registered_to: date | None = None
    words: str = ""
    decided_by: str = ""

    @property
    def detail(self) -> str:
        """The part of it that is kept as a code, or what a training was."""
        match self.event:
            case Event.END:
                return self.reason
            case Event.TRAINING:
                return self.title
            case Event.APPROVE | Event.REAPPROVE:
                course = f"{_COURSE}{self.course_completed}" if self.course_completed else ""
                return f"{self.profession} {course}".strip()
            case _:
                return ""


class Row(Protocol):
    """A row as it is kept: a model, which these rules do not know."""

    pk: int
    event: str
    on: date
    moment: datetime | None
    authority: str
    detail: str
    corrects_id: int | None
    agreed: bool | None

    @property
    def hours(self) -> object:
        """Hours of training as a decimal, or None."""


def entry_of(row: Row, person: str, words: str = "") -> Entry:
    """The row as the rules of the register take it; `words` are its sealed ones, where opened."""
    event = Event(row.event)
    with_what_was_seen = event in (Event.APPROVE, Event.REAPPROVE)
    told = row.detail.split() if with_what_was_seen else []
    course = [each.removeprefix(_COURSE) for each in told if each.startswith(_COURSE)]
    profession = [each for each in told if not each.startswith(_COURSE)]
    return Entry(
        id=row.pk,
        person=person,
        event=event,
        start=_start(row.on, row.moment),
        authority=row.authority,
        hours=float(str(row.hours or 0)),
        agreed=bool(row.agreed),
        reason=row.detail if event is Event.END else "",
        detail=row.detail if event is Event.TRAINING else words,
        profession=profession[0] if profession else "",
        course_completed=date.fromisoformat(course[0]) if course else None,
    )


def new_entry(said: Said, person: str, number: int) -> Entry:
    """What is said, before there is a row of it."""
    return Entry(
        id=number,
        person=person,
        event=said.event,
        start=_start(said.on, said.moment),
        authority=said.authority,
        hours=said.hours,
        agreed=bool(said.agreed),
        reason=said.reason,
        detail=said.title if said.event is Event.TRAINING else said.words,
        profession=said.profession,
        course_completed=said.course_completed,
    )


def _start(on: date, moment: datetime | None) -> Start:
    return Start(on, (moment,) if moment else ())
