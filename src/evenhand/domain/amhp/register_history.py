"""What the entries about one person come to, as of a moment."""

from dataclasses import dataclass
from datetime import date, datetime

from evenhand.domain.amhp.register_entries import Entry, Refused
from evenhand.domain.amhp.register_periods import last_day_of_approval
from evenhand.domain.amhp.register_states import Move, State


@dataclass(frozen=True, kw_only=True)
class Approval:
    """
    One approval or re-approval by one authority, from the day `first`.

    `ended` is the day on which it ended and `reason` the code of why. One that was followed by a
    re-approval before its end has `followed`, the day on which the new term began.
    """

    authority: str
    first: date
    since: datetime
    profession: str = ""
    ended: date | None = None
    reason: str = ""
    detail: str = ""
    followed: date | None = None

    @property
    def last(self) -> date:
        """The last day of its term, whether or not it ended before. Suspension does not move it."""
        return last_day_of_approval(self.first)

    def covers(self, day: date) -> bool:
        """Whether it ran on a day, or ended on it."""
        return self.first <= day <= min(self.ended or self.last, self.followed or self.last)


@dataclass(frozen=True, kw_only=True)
class Suspension:
    """A suspension under regulation 6; without `until` it has not ended."""

    since: datetime
    until: datetime | None = None
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """
    An agreement to act for another authority.

    `lapsed` is the last day of the approval that it stood beside, where that ended: it covers nothing
    since, though nobody has said that it ended.
    """

    authority: str
    since: datetime
    until: datetime | None = None
    lapsed: date | None = None

    @property
    def covers(self) -> bool:
        """Whether it stands now."""
        return self.until is None and self.lapsed is None


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """An approval by another authority; `during` numbers the approval here that ran then, or is 0."""

    authority: str
    day: date
    during: int


@dataclass(frozen=True, kw_only=True)
class Step:
    """
    One move that was made, by an entry or by time alone.

    `approval` numbers the approval that it is about, from 0 (-1: none yet). `others` are the
    authorities for which the person had agreed to act, `elsewhere` those known to have approved them
    too. `move` is missing where an entry only notes that a term ran out.
    """

    day: date
    entry: Entry | None
    move: Move | None
    approval: int
    others: tuple[str, ...]
    elsewhere: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class History:
    """
    Everything about one person up to `at` (up to the last entry, where that is None).

    `gone` are the ids of entries that others correct, `held_by` those of entries that say somebody
    may act no longer and cannot be counted, `unclear` those of entries that cannot be read or cannot be.
    """

    person: str
    at: datetime | None = None
    state: State = State.APPLICANT
    approvals: tuple[Approval, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    training: tuple[Entry, ...] = ()
    steps: tuple[Step, ...] = ()
    refused: tuple[Refused, ...] = ()
    gone: frozenset[int] = frozenset()
    held_by: tuple[int, ...] = ()
    unclear: tuple[int, ...] = ()
    registered_to: date | None = None

    @property
    def newest(self) -> Approval | None:
        """The newest approval, running or ended."""
        return self.approvals[-1] if self.approvals else None

    @property
    def acts_for(self) -> tuple[str, ...]:
        """The other authorities for which an agreement stands."""
        return tuple(each.authority for each in self.agreements if each.covers)

    @property
    def duty_to_end(self) -> tuple[Elsewhere, ...]:
        """Approvals by other authorities while the newest approval here runs: regulation 7(2)(c)(iii)."""
        if not self.state.live:
            return ()
        return tuple(each for each in self.elsewhere if each.during == len(self.approvals))
