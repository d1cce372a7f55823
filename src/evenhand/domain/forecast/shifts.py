"""Who is on duty when: shifts of a week that repeats, laid out over the hours of a simulation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenhand.domain.forecast.service_hours import Numbers

WEEK = 24 * 7


@dataclass(frozen=True)
class Shift:
    """So many people on duty from `starts` for `hours`, every week.

    `starts` are hours since Monday, 00:00. Nothing is begun in the last `no_new_work` hours
    (last-accept time). People `on_call` are asked only where nobody on duty is free. Each person has
    a break in the middle, as soon as somebody is free to take one.
    """

    starts: float
    hours: float
    people: int = 1
    no_new_work: float = 0.0
    on_call: bool = False
    break_hours: float = 0.0


@dataclass(frozen=True)
class LaidOut:
    """Every shift of every week, in the order in which they start; hours since the start."""

    starts: Numbers
    ends: Numbers
    accepts_until: Numbers
    people: NDArray[np.int64]
    on_call: NDArray[np.bool_]


def laid_out(shifts: Iterable[Shift], *, weeks: int) -> LaidOut:
    """The week before the first as well: a shift of Sunday night goes on into Monday."""
    every = [
        (each.starts + WEEK * week, each)
        for week in range(-1, weeks)
        for each in shifts
        if each.people > 0
    ]
    every.sort(key=lambda placed: placed[0])
    starts = np.array([start for start, _ in every], dtype=float)
    ends = starts + np.array([each.hours for _, each in every], dtype=float)
    return LaidOut(
        starts=starts,
        ends=ends,
        accepts_until=ends - np.array([each.no_new_work for _, each in every], dtype=float),
        people=np.array([each.people for _, each in every], dtype=np.int64),
        on_call=np.array([each.on_call for _, each in every], dtype=np.bool_),
    )


def breaks(shifts: Iterable[Shift], *, weeks: int) -> tuple[Numbers, Numbers]:
    """When each person's break is due, in order, and how long it takes; hours since the start."""
    due = sorted(
        (WEEK * week + each.starts + (each.hours - each.break_hours) / 2, each.break_hours)
        for week in range(weeks)
        for each in shifts
        for _ in range(each.people if each.break_hours > 0 else 0)
    )
    return np.array([at for at, _ in due], dtype=float), np.array(
        [long for _, long in due], dtype=float
    )


def hour_by_hour(cover: Sequence[int]) -> list[Shift]:
    """Cover by hour (24, every day, or 168) as shifts: one for each stretch that does not change."""
    week = list(cover) * (WEEK // len(cover))
    turns = [0, *(hour for hour in range(1, WEEK) if week[hour] != week[hour - 1]), WEEK]
    return [
        Shift(start, end - start, week[start]) for start, end in zip(turns, turns[1:], strict=False)
    ]
