"""How many people it takes to work the shifts of a week, when everybody must rest between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from evenhand.domain.forecast.shifts import WEEK, Shift

# Weeks over which hours are evened out (the Working Time Regulations 1998, reg. 4, use 17).
WEEKS = 17


@dataclass(frozen=True)
class RestRules:
    """Hours between two shifts and hours a week at most (Working Time Regulations 1998)."""

    between_shifts: float = 11.0
    most_a_week: float = 48.0


@dataclass(frozen=True)
class Line:
    """One person's shifts over the weeks: starts and ends, in hours since the first Monday."""

    shifts: tuple[tuple[float, float], ...]

    @property
    def hours(self) -> float:
        return sum(end - start for start, end in self.shifts)


def lines(
    shifts: Sequence[Shift], *, contract_hours: float, rules: RestRules, weeks: int = WEEKS
) -> list[Line]:
    """A line for each of the fewest full-time people who were found to carry every shift.

    Shifts are given out in the order in which they start, each to whoever may take it and has
    worked least. It is found by trying: a cleverer roster may need fewer, never fewer than hours
    over contract hours. An empty list where there are no shifts.
    """
    every = sorted(
        (each.starts + WEEK * week, each.starts + WEEK * week + each.hours)
        for week in range(weeks)
        for each in shifts
        for _ in range(each.people)
    )
    total = sum(end - start for start, end in every)
    people = ceil(total / (contract_hours * weeks) - 1e-9)
    while (found := _shared_out(every, people, contract_hours * weeks, rules)) is None:
        people += 1
    return found


def _shared_out(
    every: Sequence[tuple[float, float]], people: int, most: float, rules: RestRules
) -> list[Line] | None:
    """Nobody works more than `most` in all; None where somebody would have to."""
    taken: list[list[tuple[float, float]]] = [[] for _ in range(people)]
    hours = [0.0] * people
    longest = max((end - start for start, end in every), default=0.0)
    for start, end in every:
        free = [
            who
            for who in range(people)
            if _rested(taken[who], start, end, rules) and hours[who] + end - start <= most + longest
        ]
        if not free:
            return None
        who = min(free, key=hours.__getitem__)
        taken[who].append((start, end))
        hours[who] += end - start
    return [Line(tuple(each)) for each in taken]


def _rested(
    taken: Sequence[tuple[float, float]], start: float, end: float, rules: RestRules
) -> bool:
    if taken and start - taken[-1][1] < rules.between_shifts:
        return False
    recent = end - start
    for began, ended in reversed(taken):
        if began <= end - WEEK:
            break
        recent += ended - began
    return recent <= rules.most_a_week
