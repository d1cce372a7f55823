"""Who takes up which work, and when: one service, followed from event to event.

Work of a more urgent class goes first, and within a class what came first. Somebody who has begun
a piece of work ends it, also past the end of the shift. Whether they then count against the people
of the next shift is a rule that the service names (`counts_against`): true where one rota holds the
same people, false where a whole new shift starts beside those who over-run. The two differ by as
much as threefold in how long people wait.

Only numbers, arrays and loops stand here, so that numba can compile it (compiled.py).
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from evenhand.domain.forecast.compiled import COMPILED, compiled


class Work(NamedTuple):
    """Work of all replications: see arrivals.Arrivals. Arrays of one length but for the last two."""

    at: Any
    hours: Any
    people: Any
    # Of each piece of work, the next one of its class; -1 where there is none.
    following: Any
    # By replication and class: the first piece of work; -1 where there is none.
    first: Any


class Duty(NamedTuple):
    """Shifts as laid out: shifts.LaidOut, as arrays."""

    starts: Any
    ends: Any
    accepts_until: Any
    people: Any
    on_call: Any


class Rules(NamedTuple):
    counts_against: bool
    response_hours: float


class Told(NamedTuple):
    """When each piece of work was begun (nan: never), and hours past the end of a shift for it."""

    begun: Any
    overrun: Any


@compiled
def _free(duty: Any, at: float, low: int, high: int, busy: Any, on_call: bool) -> int:
    """How many of these shifts may take up something new."""
    free = 0
    for shift in range(low, high):
        if duty.on_call[shift] == on_call and at < duty.accepts_until[shift]:
            free += duty.people[shift] - busy[shift]
    return free


@compiled
def _to_spare(duty: Any, at: float, low: int, high: int, at_work: int) -> int:
    """How many more are on duty than are at work, those who over-run counted."""
    on_duty = 0
    for shift in range(low, high):
        if not duty.on_call[shift] and at < duty.ends[shift]:
            on_duty += duty.people[shift]
    return on_duty - at_work


@compiled
def _latest(duty: Any, at: float, low: int, high: int, busy: Any, on_call: bool) -> int:
    """Of the shifts with somebody free, the one that ends last: the least over-run."""
    best = -1
    for shift in range(low, high):
        if (
            duty.on_call[shift] == on_call
            and at < duty.accepts_until[shift]
            and busy[shift] < duty.people[shift]
            and (best < 0 or duty.ends[shift] > duty.ends[best])
        ):
            best = shift
    return best


@compiled
def _next_waiting(work: Any, heads: Any, at: float, room: int, called: int) -> int:
    """The class whose oldest work is waiting and for which there are people enough; -1: none."""
    for each in range(len(heads)):
        head = heads[each]
        if head >= 0 and work.at[head] <= at and work.people[head] <= max(room, called):
            return each
    return -1


@compiled
def _next_event(work: Any, duty: Any, heads: Any, at: float, high: int, ends: Any, n: int) -> float:
    """When something may be taken up next; infinite where nothing is to come."""
    soonest, waits = np.inf, False
    for head in heads:
        if head >= 0:
            if work.at[head] > at:
                soonest = min(soonest, work.at[head])
            else:
                waits = True
    if waits:
        for each in range(n):
            soonest = min(soonest, ends[each])
        if high < len(duty.starts):
            soonest = min(soonest, duty.starts[high])
    return soonest


@compiled
def _still_under_way(duty: Any, at: float, n: int, busy: Any, ends: Any, by: Any) -> Any:
    """How much work is under way once what has ended is taken out, and by how many on duty."""
    kept = on_duty = 0
    for each in range(n):
        if ends[each] > at:
            ends[kept], by[kept] = ends[each], by[each]
            kept += 1
            on_duty += not duty.on_call[by[each]]
        else:
            busy[by[each]] -= 1
    return kept, on_duty


@compiled
def _take_up(
    work: Any,
    duty: Any,
    begun: float,
    taken: int,
    shift: int,
    n: int,
    ends: Any,
    by: Any,
    told: Any,
) -> None:
    """One person of `shift` takes up `taken`, as the number `n` of the work under way."""
    ends[n], by[n] = begun + work.hours[taken], shift
    told.overrun[taken] += max(0.0, ends[n] - duty.ends[shift])


@compiled
def serve(
    work: Any, duty: Any, rules: Any, heads: Any, busy: Any, ends: Any, by: Any, told: Any
) -> None:
    """One replication. `heads`, `busy` (by shift), `ends` and `by` (of work under way) are used up.

    `told` is written.
    """
    at, low, high, n = 0.0, 0, 0, 0
    while at < np.inf:
        n, at_work = _still_under_way(duty, at, n, busy, ends, by)
        while high < len(duty.starts) and duty.starts[high] <= at:
            high += 1
        while low < high and duty.ends[low] <= at:
            low += 1
        while True:
            room = _free(duty, at, low, high, busy, False)
            if rules.counts_against:
                room = min(room, _to_spare(duty, at, low, high, at_work))
            which = _next_waiting(work, heads, at, room, _free(duty, at, low, high, busy, True))
            if which < 0:
                break
            taken = heads[which]
            heads[which] = work.following[taken]
            on_call = work.people[taken] > room
            told.begun[taken] = at + rules.response_hours * on_call
            for _ in range(work.people[taken]):
                shift = _latest(duty, at, low, high, busy, on_call)
                busy[shift] += 1
                _take_up(work, duty, told.begun[taken], taken, shift, n, ends, by, told)
                n += 1
                at_work += not on_call
        at = _next_event(work, duty, heads, at, high, ends, n)


@compiled
def _compiled_all(work: Any, duty: Any, rules: Any, most: int, told: Any) -> None:
    for each in range(len(work.first)):
        heads = work.first[each].copy()
        busy = np.zeros(len(duty.starts), dtype=np.int64)
        serve(work, duty, rules, heads, busy, np.zeros(most), np.zeros(most, dtype=np.int64), told)


def _plain_all(work: Work, duty: Duty, rules: Rules, most: int, told: Told) -> None:
    # Plain Python is several times as fast on lists as on arrays.
    listed = Work(*(column.tolist() for column in work))
    shifts = Duty(*(column.tolist() for column in duty))
    begun, overrun = told.begun.tolist(), told.overrun.tolist()
    for heads in listed.first:
        serve(listed, shifts, rules, heads, [0] * len(shifts.starts), [0.0] * most, [0] * most,
              Told(begun, overrun))  # fmt: skip
    told.begun[:], told.overrun[:] = begun, overrun


serve_all: Callable[[Work, Duty, Rules, int, Told], None] = (
    _compiled_all if COMPILED else _plain_all
)
