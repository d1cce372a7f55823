"""The rota: slots of time to be covered, and who is placed on them.

Elapsed time is counted in UTC, which has no gaps; days and clock times are London's.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

Value = TypeVar("Value")


class Kind(StrEnum):
    """What somebody is there for: at work, or at home and called when needed."""

    SHIFT = "shift"
    ON_CALL = "on-call"


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of time from one instant up to, not with, another; both are put into UTC."""

    since: datetime
    until: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "since", self.since.astimezone(UTC))
        object.__setattr__(self, "until", self.until.astimezone(UTC))

    @property
    def hours(self) -> float:
        """Hours that pass in it, whatever clocks show; 0 where it is empty."""
        return max((self.until - self.since) / timedelta(hours=1), 0.0)

    def holds(self, instant: datetime) -> bool:
        """Whether an instant lies in it."""
        return self.since <= instant < self.until

    def shared(self, other: "Span") -> "Span":
        """What it has in common with another; empty (no hours) where that is nothing."""
        return Span(max(self.since, other.since), min(self.until, other.until))

    def meets(self, other: "Span") -> bool:
        """Whether they have any time in common."""
        return self.shared(other).hours > 0

    def without(self, others: Sequence["Span"]) -> tuple["Span", ...]:
        """What is left of it when others are cut out, in order."""
        left, start = [], self.since
        for cut in sorted(others):
            left.append(Span(start, min(cut.since, self.until)))
            start = max(start, cut.until)
        left.append(Span(start, self.until))
        return tuple(each for each in left if each.hours > 0)


@dataclass(frozen=True, kw_only=True)
class Slot:
    """
    A stretch to be covered by `needed` people, who have the `skills` between them.

    `role` is "sole" or "combined" ("": not said). `with_second`: a second person has to be there, for
    visits with a risk, beside those needed.
    """

    id: int
    span: Span
    kind: Kind = Kind.SHIFT
    role: str = ""
    needed: int = 1
    skills: frozenset[str] = frozenset()
    with_second: bool = False

    @property
    def called(self) -> str:
        """What sentences call it."""
        return "on-call shift" if self.kind is Kind.ON_CALL else "shift"


@dataclass(frozen=True)
class Barred:
    """From when until when somebody may not act (None: always before, or with no end in sight), and why."""

    since: datetime | None
    until: datetime | None
    why: str

    @property
    def span(self) -> Span:
        """The same as a stretch."""
        return Span(
            self.since or datetime.min.replace(tzinfo=UTC),
            self.until or datetime.max.replace(tzinfo=UTC),
        )


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who can be placed. `barred` is what the register says: see `rota_acting`."""

    id: int
    name: str
    barred: tuple[Barred, ...]
    skills: frozenset[str] = frozenset()

    def bars(self, span: Span) -> tuple[Barred, ...]:
        """What bars them at some moment of a stretch, first things first."""
        return tuple(each for each in self.barred if each.span.meets(span))


@dataclass(frozen=True, kw_only=True)
class Placed:
    """
    Somebody on a slot: all of it, or from `since`, or until they left.

    A `second` is there beside those needed, for visits with a risk.
    """

    slot: Slot
    person: int
    second: bool = False
    since: datetime | None = None
    left: datetime | None = None

    @property
    def span(self) -> Span:
        """The part of the slot that they are on; empty where they left before it began."""
        whole = self.slot.span
        return whole.shared(Span(self.since or whole.since, self.left or whole.until))


@dataclass(frozen=True, kw_only=True)
class Rota:
    """
    Slots, who is placed on them, and everybody who is placed or can be.

    `former` were placed and are on the register no more: nobody places them again.
    """

    slots: tuple[Slot, ...] = ()
    placed: tuple[Placed, ...] = ()
    people: tuple[Person, ...] = field(default=())
    former: tuple[Person, ...] = field(default=())

    @cached_property
    def person(self) -> dict[int, Person]:
        """People by their number."""
        return {each.id: each for each in (*self.people, *self.former)}

    @cached_property
    def on(self) -> dict[int, list[Placed]]:
        """Who is placed on each slot, by the slot's number."""
        found: dict[int, list[Placed]] = {slot.id: [] for slot in self.slots}
        for each in self.placed:
            if each.span.hours > 0:
                found.setdefault(each.slot.id, []).append(each)
        return found

    def able(self, placed: Placed) -> tuple[Span, ...]:
        """The parts of a placement in which that person may act."""
        bars = self.person[placed.person].bars(placed.span)
        return placed.span.without([each.span for each in bars])


def on_at(placed: Sequence[Placed], instant: datetime) -> tuple[Placed, ...]:
    """Who was on at an instant, whoever came or left in the middle of a slot."""
    found = [each for each in placed if each.span.holds(instant)]
    return tuple(sorted(found, key=lambda each: (each.span, each.slot.id, each.person)))


def runs(
    span: Span, parts: Sequence[tuple[Span, Placed]], value: Callable[[list[Placed]], Value]
) -> list[tuple[Span, Value]]:
    """A stretch cut where a value of those who are there changes: each piece, and its value."""
    cuts = {span.since, span.until}
    for part, _ in parts:
        shared = part.shared(span)
        if shared.hours > 0:
            cuts |= {shared.since, shared.until}
    points = sorted(cuts)
    found: list[tuple[Span, Value]] = []
    for start, end in zip(points, points[1:], strict=False):
        now = value([placed for part, placed in parts if part.holds(start)])
        if found and found[-1][1] == now:
            found[-1] = Span(found[-1][0].since, end), now
        else:
            found.append((Span(start, end), now))
    return found
