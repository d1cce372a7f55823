"""A consideration under section 13(1): what was recorded of it, how far it is, how long each step took.

The unit is the consideration, not the completed assessment. Every time is optional and may be
entered later; nothing is refused for being out of order (considerations_queries asks about it).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from operator import attrgetter

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.considerations_codes import CodeList, Ends

# In the order in which they usually happen.
STAMPS = (
    "referred",
    "accepted",
    "allocated",
    "first_contact",
    "assessment_start",
    "assessment_end",
    "bed_requested",
    "bed_found",
    "application_signed",
    "conveyed",
    "admitted",
)
_OTHER_TIMES = ("held_from", "held_until")
_TIMES = (*STAMPS, *_OTHER_TIMES)
_TIMES_OF = attrgetter(*_TIMES)
_DELAY = ("since", "until")
_DELAY_OF = attrgetter(*_DELAY)
APPLICATION_RUNS = timedelta(days=14)

# Name of a duration: from which time to which.
DURATIONS: Mapping[str, tuple[str, str]] = {
    "referral to acceptance": ("referred", "accepted"),
    "referral to allocation": ("referred", "allocated"),
    "referral to first contact": ("referred", "first_contact"),
    "referral to assessment": ("referred", "assessment_start"),
    "assessment": ("assessment_start", "assessment_end"),
    "waiting for a bed": ("bed_requested", "bed_found"),
    "application to conveyance": ("application_signed", "conveyed"),
    "application to admission": ("application_signed", "admitted"),
    "referral to admission": ("referred", "admitted"),
    "place of safety": ("held_from", "held_until"),
}


class Triage(StrEnum):
    """What was decided when the referral came in."""

    PROCEED = "proceed"
    NOT_APPROPRIATE = "not appropriate"


class Status(StrEnum):
    """How far a consideration is, as its record says: never entered by hand."""

    NOTHING_DATED = "nothing dated"
    REFERRED = "referred"
    ACCEPTED = "accepted"
    NOT_TAKEN_FURTHER = "not taken further"
    ALLOCATED = "allocated"
    IN_CONTACT = "in contact"
    BEING_ASSESSED = "being assessed"
    ASSESSED = "assessed"
    WAITING_FOR_BED = "waiting for a bed"
    BED_FOUND = "bed found"
    APPLICATION_SIGNED = "application signed"
    ON_THE_WAY = "on the way"
    ADMITTED = "admitted"
    ENDED = "ended"


_AFTER_ASSESSMENT = {
    "conveyed": Status.ON_THE_WAY,
    "application_signed": Status.APPLICATION_SIGNED,
    "bed_found": Status.BED_FOUND,
    "bed_requested": Status.WAITING_FOR_BED,
}
_UP_TO_ASSESSMENT = {
    "assessment_end": Status.ASSESSED,
    "assessment_start": Status.BEING_ASSESSED,
    "first_contact": Status.IN_CONTACT,
    "allocated": Status.ALLOCATED,
    "accepted": Status.ACCEPTED,
    "referred": Status.REFERRED,
}


@dataclass(frozen=True, kw_only=True)
class Delay:
    """Something that held the work up: its code, and from when to when, as far as known."""

    reason: str
    since: datetime | None = None
    until: datetime | None = None

    def __post_init__(self) -> None:
        _must_have_zone(_DELAY, _DELAY_OF(self))

    @property
    def lasted(self) -> timedelta | None:
        """Elapsed time; None while it lasts, where a time is missing or they are the wrong way round."""
        return _elapsed(self.since, self.until)


@dataclass(frozen=True, kw_only=True)
class Consideration:
    """
    One consideration. Times have a zone (ValueError where one has none); codes are as entered.

    `reference` is a pseudonym, never a name. `held_from` and `held_until` are of a place of safety
    under section 136, `extended_hours` what a doctor added there. `attended` says whether an AMHP
    attended, where somebody entered it.
    """

    reference: str
    referrer: str = ""
    request: str = ""
    triage: Triage | None = None
    outcome: str = ""
    attended: bool | None = None
    delays: tuple[Delay, ...] = ()
    referred: datetime | None = None
    accepted: datetime | None = None
    allocated: datetime | None = None
    first_contact: datetime | None = None
    assessment_start: datetime | None = None
    assessment_end: datetime | None = None
    bed_requested: datetime | None = None
    bed_found: datetime | None = None
    application_signed: datetime | None = None
    conveyed: datetime | None = None
    admitted: datetime | None = None
    held_from: datetime | None = None
    held_until: datetime | None = None
    extended_hours: float = 0.0

    def __post_init__(self) -> None:
        _must_have_zone(_TIMES, _TIMES_OF(self))

    def time(self, stamp: str) -> datetime | None:
        """The time of this name, in UTC, or None where nobody entered it."""
        found: datetime | None = getattr(self, stamp)
        return None if found is None else found.astimezone(UTC)

    @cached_property
    def day(self) -> date | None:
        """London's day of the referral or, where that is missing, of the earliest time there is."""
        known = self.referred or min(
            (time for stamp in STAMPS if (time := self.time(stamp))),
            default=self.time("held_from"),
        )
        return at_london(known).date() if known else None


def ended(one: Consideration, outcomes: CodeList) -> Ends | None:
    """How it ended: None while no outcome is recorded; a code on no list is not recorded."""
    if not one.outcome:
        return None
    found = outcomes.find(one.outcome, one.day)
    return found.ends if found else Ends.NOT_RECORDED


def status(one: Consideration, outcomes: CodeList) -> Status:
    """How far it is, from what is recorded."""
    if one.triage is Triage.NOT_APPROPRIATE:
        return Status.NOT_TAKEN_FURTHER
    if one.admitted:
        return Status.ADMITTED
    if ended(one, outcomes) not in (None, Ends.DETAINED):
        return Status.ENDED
    if one.assessment_start and not (one.assessment_end or one.application_signed or one.conveyed):
        return Status.BEING_ASSESSED
    for stamp, reached in _AFTER_ASSESSMENT.items():
        if one.time(stamp):
            return reached
    if one.outcome:
        return Status.ENDED
    for stamp, reached in _UP_TO_ASSESSMENT.items():
        if one.time(stamp):
            return reached
    return Status.NOTHING_DATED


def is_open(one: Consideration, outcomes: CodeList, at: datetime) -> bool:
    """
    Whether anything is still to be done, as of a time.

    Who was admitted and has no outcome yet is still open. So is who is to be taken to hospital and
    is not there, until an application would have run out (section 6(1)(a)).
    """
    how_far = status(one, outcomes)
    if how_far is Status.ADMITTED:
        return not one.outcome
    if how_far is Status.ENDED:
        return ended(one, outcomes) is Ends.DETAINED and at < _latest(one, at) + APPLICATION_RUNS
    return how_far is not Status.NOT_TAKEN_FURTHER


def _latest(one: Consideration, at: datetime) -> datetime:
    """The latest time that is recorded; without any, the record says nothing of being old."""
    return max((time for stamp in STAMPS if (time := one.time(stamp))), default=at)


def was_attended(one: Consideration, outcomes: CodeList) -> bool:
    """
    Whether it was arranged and attended: as entered or, where nobody entered it, as the times say.

    An outcome that only an assessment can have counts as attended.
    """
    return came_to(one, outcomes)[1]


def was_completed(one: Consideration, outcomes: CodeList) -> bool:
    """Whether an attended assessment came to its end. Not completed is attended at most."""
    return came_to(one, outcomes)[2]


def came_to(one: Consideration, outcomes: CodeList) -> tuple[Ends | None, bool, bool]:
    """How it ended, whether it was attended, and whether it was completed."""
    how = ended(one, outcomes)
    completed = how is not None and how.completed
    attended = one.attended
    if attended is None:
        attended = bool(completed or one.assessment_start or one.assessment_end)
    if how is None or how is Ends.NOT_RECORDED:
        completed = one.assessment_end is not None
    return how, attended, completed and attended


def durations(one: Consideration, names: Iterable[str] = DURATIONS) -> dict[str, timedelta]:
    """Elapsed time of each of these steps of which both ends are there and the right way round."""
    found = {}
    for name in names:
        since, until = DURATIONS[name]
        lasted = _elapsed(getattr(one, since), getattr(one, until))
        if lasted is not None:
            found[name] = lasted
    return found


def _elapsed(since: datetime | None, until: datetime | None) -> timedelta | None:
    """Through UTC: two times of one zone would be subtracted as the clock on the wall shows them."""
    if since is None or until is None:
        return None
    lasted = until.astimezone(UTC) - since.astimezone(UTC)
    return lasted if lasted >= timedelta(0) else None


def _must_have_zone(names: tuple[str, ...], times: tuple[datetime | None, ...]) -> None:
    for name, found in zip(names, times, strict=True):
        # UTC is asked for nothing: most times are in it.
        if found is not None and found.tzinfo is not UTC and found.utcoffset() is None:
            raise ValueError(f"{name} has no zone: pass times in UTC or in London's zone.")
