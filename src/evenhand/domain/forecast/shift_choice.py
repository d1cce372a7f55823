"""Whole shifts, of the patterns that a service allows, that give the cover at the least cost."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from evenhand.domain.forecast.shifts import WEEK, Shift

# HiGHS stops at a choice that is proved to be within this share of the best.
_NEAR_ENOUGH = 1e-4
_SECONDS = 20.0


class NoShifts(ValueError):
    """The allowed patterns cannot give the cover; says in which hours."""

    def __init__(self, hours: Sequence[int]) -> None:
        super().__init__("no allowed shift covers some hours")
        self.hours = tuple(hours)


@dataclass(frozen=True)
class Pattern:
    """A shift that the service allows: on these days (0 is Monday), from a full hour."""

    name: str
    starts: int
    hours: int
    days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    no_new_work: float = 0.0
    # What an hour of it costs beside an hour of a day shift: allowances, unsocial hours.
    cost: float = 1.0
    at_most: int | None = None
    break_hours: float = 0.0


def chosen(cover: Sequence[int], patterns: Sequence[Pattern]) -> list[tuple[Pattern, Shift]]:
    """How many people on each shift of the week, so that no hour has fewer than `cover`.

    `cover` has 24 or 168 values. An hour in which a shift begins nothing new is not covered by
    it. Raises NoShifts.
    """
    week = np.array(list(cover) * (WEEK // len(cover)), dtype=float)
    placed = [(each, day) for each in patterns for day in sorted(set(each.days))]
    covers = np.zeros((WEEK, len(placed)))
    for column, (each, day) in enumerate(placed):
        for hour in range(int(each.hours - each.no_new_work)):
            covers[(day * 24 + each.starts + hour) % WEEK, column] = 1
    bare = np.flatnonzero((week > 0) & (covers.sum(axis=1) == 0))
    if len(bare) or not placed:
        raise NoShifts([int(each) for each in bare] or list(range(WEEK)))
    highest = np.array(
        [np.inf if each.at_most is None else each.at_most for each, _ in placed], dtype=float
    )
    found = milp(
        np.array([each.hours * each.cost for each, _ in placed]),
        constraints=LinearConstraint(covers, lb=week),
        integrality=np.ones(len(placed)),
        bounds=Bounds(0, highest),
        options={"mip_rel_gap": _NEAR_ENOUGH, "time_limit": _SECONDS},
    )
    if found.x is None:
        raise NoShifts(
            [int(each) for each in np.flatnonzero(covers @ np.minimum(highest, week.max()) < week)]
        )
    counts = np.rint(found.x).astype(int)
    return [
        (
            each,
            Shift(
                day * 24.0 + each.starts,
                each.hours,
                int(people),
                each.no_new_work,
                break_hours=each.break_hours,
            ),
        )
        for (each, day), people in zip(placed, counts, strict=True)
        if people
    ]
