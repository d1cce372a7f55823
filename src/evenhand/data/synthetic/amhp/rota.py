"""Three months of a made-up rota: only people who may act are placed, and they rest between shifts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from evenhand.data.synthetic.amhp.chance import Rng
from evenhand.data.synthetic.amhp.register import Register
from evenhand.data.synthetic.amhp.staff import Draws
from evenhand.domain.amhp.clocks_time import LONDON

Row = dict[str, Any]

DAYS_BACK, DAYS_AHEAD, PUBLISHED_AHEAD = 45, 46, 28
# The rules of rest that a service has where it did not choose others.
_REST, _WEEK, _NIGHTS = timedelta(hours=11), timedelta(hours=48), 4
_SEVEN_DAYS = timedelta(days=7)
_MOST_A_WEEK = {"SOLE": 5, "COMBINED": 2, "NOT_REGULAR": 1}
_NEEDS_SKILL = 0.08
_LEFT_EMPTY = 0.05


@dataclass(frozen=True, kw_only=True)
class _Kind:
    """A shift of every day: from and to as London's clocks show it, and how many it needs."""

    kind: str
    role: str
    begins: time
    ends: time
    needed: int


@dataclass(kw_only=True)
class Rota:
    """
    Shifts in order, and placements that name a shift by its place among them and a person by number.

    `swaps` name placements by their place.
    """

    shifts: list[Row] = field(default_factory=list)
    placements: list[Row] = field(default_factory=list)
    swaps: list[Row] = field(default_factory=list)

    def on_at(self, moment: datetime) -> list[int]:
        """Who is on at a moment, by number."""
        return [
            each["person"]
            for each in self.placements
            if self.shifts[each["shift"]]["starts"] <= moment < self.shifts[each["shift"]]["ends"]
        ]


def draw_rota(rng: Rng, register: Register, *, approved: int, now: datetime) -> Rota:
    """Every day's shifts around now. Published to some weeks ahead; a few places stay empty after that."""
    rota, places = Rota(), _Places(Draws(rng), register)
    today = now.astimezone(LONDON).date()
    for ahead in range(-DAYS_BACK, DAYS_AHEAD):
        for kind in _kinds(approved):
            _fill(rota, places, kind, today + timedelta(days=ahead), now)
    later = [k for k, each in enumerate(rota.placements) if _starts(rota, each) > now]
    for place, state in zip(later[20:60:20], ("asked", "asked"), strict=False):
        asked = now - timedelta(days=1, hours=place % 7)
        rota.swaps.append({"placement": place, "state": state, "asked": asked})
    return rota


def _kinds(approved: int) -> Iterator[_Kind]:
    """More people, more places: about what keeps waits short with the referrals that there are."""
    yield _Kind(
        kind="shift", role="sole", begins=time(8), ends=time(16), needed=max(2, approved // 18)
    )
    yield _Kind(
        kind="shift", role="combined", begins=time(14), ends=time(22), needed=max(1, approved // 30)
    )
    at_night = "shift" if approved >= 60 else "on-call"
    yield _Kind(kind=at_night, role="sole", begins=time(22), ends=time(8), needed=1)
    if approved >= 60:
        yield _Kind(kind="on-call", role="combined", begins=time(22), ends=time(8), needed=1)


def _fill(rota: Rota, places: "_Places", kind: _Kind, day: date, now: datetime) -> None:
    starts = _instant(day, kind.begins)
    ends = _instant(day + timedelta(days=kind.ends <= kind.begins), kind.ends)
    far = starts > now + timedelta(days=PUBLISHED_AHEAD)
    shift = {
        "kind": kind.kind,
        "role": kind.role,
        "starts": starts,
        "ends": ends,
        "needed": kind.needed,
        "skills": "CHILDREN" if places.draws.happens(_NEEDS_SKILL) else "",
        "published": None if far else min(now, starts - timedelta(days=PUBLISHED_AHEAD)),
    }
    rota.shifts.append(shift)
    for _ in range(kind.needed):
        if starts > now and places.draws.happens(_LEFT_EMPTY):
            continue
        person = places.next_for(starts, ends)
        if person is not None:
            made = min(now, starts - timedelta(days=PUBLISHED_AHEAD + 7))
            rota.placements.append(
                {"shift": len(rota.shifts) - 1, "person": person, "second": False, "made": made}
            )


@dataclass
class _Places:
    """Whom to place next: of those who may act and have rested, the one with the fewest shifts."""

    draws: Draws
    register: Register
    had: dict[int, list[tuple[datetime, datetime]]] = field(default_factory=dict)
    able: dict[tuple[date, date], list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.roles: Mapping[int, str] = {
            each["number"]: each["role"] for each in self.register.people if each["role"]
        }

    def next_for(self, starts: datetime, ends: datetime) -> int | None:
        """Somebody, or nobody where nobody can."""
        days = starts.astimezone(LONDON).date(), ends.astimezone(LONDON).date()
        if days not in self.able:
            may_act = self.register.may_act
            self.able[days] = [n for n in self.roles if all(may_act(n, day) for day in days)]
        can = [n for n in self.able[days] if self._has_rested(n, starts, ends)]
        if not can:
            return None
        chosen = min(can, key=lambda number: (self._load(number), self.draws.rng.random()))
        self.had.setdefault(chosen, []).append((starts, ends))
        return chosen

    def _load(self, number: int) -> float:
        return len(self.had.get(number, ())) / _MOST_A_WEEK[self.roles[number]]

    def _has_rested(self, number: int, starts: datetime, ends: datetime) -> bool:
        mine = self.had.get(number)
        if not mine:
            return True
        # Rest on both sides: an evening is drawn after the day that it overlaps.
        before, after, week_ago = starts - _REST, ends + _REST, starts - _SEVEN_DAYS
        for a, b in mine[-3:]:
            if b > before and a < after:
                return False
        week = [(a, b) for a, b in mine[-7:] if b > week_ago]
        if len(week) >= _MOST_A_WEEK[self.roles[number]]:
            return False
        if sum((b - a for a, b in week), ends - starts) > _WEEK:
            return False
        if not _is_night(starts):
            return True
        nights = [a for a, _ in week if starts - a <= timedelta(days=_NIGHTS) and _is_night(a)]
        return len(nights) < _NIGHTS - 1


def _is_night(starts: datetime) -> bool:
    return starts.astimezone(LONDON).hour >= 22


def _starts(rota: Rota, placement: Row) -> datetime:
    found: datetime = rota.shifts[placement["shift"]]["starts"]
    return found


def _instant(day: date, at: time) -> datetime:
    return datetime.combine(day, at, LONDON).astimezone(UTC)
