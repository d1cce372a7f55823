"""A service lived through many times over: how many people are seen in time, by hour and class."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.domain.forecast.arrivals import draw
from evenhand.domain.forecast.service_hours import Numbers, ServiceHours
from evenhand.domain.forecast.serving import Duty, Rules, Told, Work, serve_all
from evenhand.domain.forecast.shifts import Shift, breaks, laid_out

# Lived through before counting begins and after it ends, so that no work is cut off.
WARM_UP_DAYS = AFTER_DAYS = 14
DAYS = 364
_WHOLE_DAYS = WARM_UP_DAYS + DAYS + AFTER_DAYS
WITHIN_A_DAY = 24.0
# Of the replications, those whose figure lies in the reported interval.
INTERVAL = (2.5, 97.5)


@dataclass(frozen=True)
class WorkClass:
    """Work of one kind. Earlier classes are the more urgent.

    `rates_per_hour` has 24 or 168 values; `in_pairs` is the share that needs a second person.
    `group_shares` says, for each hour of the day, how the people assessed divide into the groups
    by which results are told: all classes name the same `groups`, or none does.
    """

    name: str
    rates_per_hour: tuple[float, ...]
    service: ServiceHours
    within_hours: float
    in_pairs: float = 0.0
    spread_of_days: float = 0.0
    groups: tuple[str, ...] = ()
    group_shares: tuple[tuple[float, ...], ...] = ()


@dataclass(frozen=True)
class Range:
    """A figure over all replications, and where 95 of 100 replications lie; none: no work came."""

    mean: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Lived:
    """What happened to the work of one class, or of all."""

    name: str
    arrivals_a_week: float
    share_within: Range
    by_hour: tuple[Range, ...]
    mean_wait_hours: Range
    not_within_24_hours_a_year: Range


@dataclass(frozen=True)
class Simulated:
    """Many replications of a service."""

    replications: int
    classes: tuple[Lived, ...]
    everything: Lived
    groups: tuple[Lived, ...]
    overrun_hours_a_week: Range


@dataclass(frozen=True)
class Came:
    """Work of all classes together, by replication and then in the order in which it came."""

    classes: tuple[WorkClass, ...]
    replications: int
    at: Numbers
    kind: NDArray[np.int64]
    replication: NDArray[np.int64]
    hours: Numbers
    people: NDArray[np.int64]
    group: NDArray[np.int64]


def simulate(
    classes: Sequence[WorkClass],
    shifts: Sequence[Shift],
    *,
    replications: int,
    random: np.random.Generator,
    counts_against: bool = True,
    response_hours: float = 0.0,
) -> Simulated:
    """`DAYS` days of the service, `replications` times (serving.py has the rules)."""
    came = work_that_comes(classes, replications=replications, random=random)
    return lived_through(came, shifts, counts_against=counts_against, response_hours=response_hours)


def work_that_comes(
    classes: Sequence[WorkClass], *, replications: int, random: np.random.Generator
) -> Came:
    """The work of every replication, to be lived through with one roster or with several."""
    at, kind, replication, hours, people, group = [], [], [], [], [], []
    for number, each in enumerate(classes):
        came = draw(
            each.rates_per_hour,
            days=_WHOLE_DAYS,
            replications=replications,
            random=random,
            spread_of_days=each.spread_of_days,
        )
        at.append(came.at)
        replication.append(came.replication())
        kind.append(np.full(len(came.at), number, dtype=np.int64))
        hours.append(each.service.drawn(random, len(came.at)))
        people.append(1 + (random.random(len(came.at)) < each.in_pairs).astype(np.int64))
        group.append(_groups(each, came.at, random))
    came_at, of = np.concatenate(at), np.concatenate(replication)
    order: Any = slice(None)
    if len(classes) > 1:
        order = np.argsort(came_at + of * (_WHOLE_DAYS * 24.0), kind="stable")
    return Came(
        tuple(classes),
        replications,
        at=came_at[order],
        kind=np.concatenate(kind)[order],
        replication=of[order],
        hours=np.concatenate(hours)[order],
        people=np.concatenate(people)[order],
        group=np.concatenate(group)[order],
    )


def _groups(of: WorkClass, at: Numbers, random: np.random.Generator) -> NDArray[np.int64]:
    """Of each piece of work, the group of the person: drawn by the hour at which it came."""
    if not of.groups:
        return np.zeros(len(at), dtype=np.int64)
    up_to = np.cumsum(np.asarray(of.group_shares), axis=1)[at.astype(np.int64) % 24]
    drawn = random.random(len(at))[:, None] * up_to[:, -1:]
    return np.asarray((drawn > up_to).sum(axis=1), dtype=np.int64)


def lived_through(
    came: Came,
    shifts: Sequence[Shift],
    *,
    counts_against: bool = True,
    response_hours: float = 0.0,
) -> Simulated:
    """The same work, with these people on duty."""
    classes, replications = came.classes, came.replications
    told = _served(came, shifts, Rules(counts_against, response_hours))
    counted = (came.at >= WARM_UP_DAYS * 24.0) & (came.at < (WARM_UP_DAYS + DAYS) * 24.0)
    waits = np.where(np.isnan(told.begun), np.inf, told.begun - came.at)
    target = np.array([each.within_hours for each in classes])[came.kind]
    tally = _Tally(came, waits, waits <= target)
    every = tuple(
        tally.lived(each.name, len(each.rates_per_hour), counted & (came.kind == number))
        for number, each in enumerate(classes)
    )
    longest = max(len(each.rates_per_hour) for each in classes)
    overrun = np.bincount(came.replication[counted], told.overrun[counted], replications)
    return Simulated(
        replications,
        every,
        every[0] if len(every) == 1 else tally.lived("all", longest, counted),
        tuple(
            tally.lived(name, longest, counted & (came.group == number))
            for number, name in enumerate(classes[0].groups)
        ),
        _range(overrun / DAYS * 7),
    )


def _served(came: Came, shifts: Sequence[Shift], rules: Rules) -> Told:
    """When all work was begun. A break is work that goes before any other, and is not told."""
    weeks = _WHOLE_DAYS // 7
    due, long = breaks(shifts, weeks=weeks)
    resting = np.repeat(np.arange(came.replications), len(due))
    at = np.concatenate([came.at, np.tile(due, came.replications)])
    of = np.concatenate([came.replication, resting])
    kind = np.concatenate([came.kind + 1, np.zeros(len(resting), dtype=np.int64)])
    hours = np.concatenate([came.hours, np.tile(long, came.replications)])
    people = np.concatenate([came.people, np.ones(len(resting), dtype=np.int64)])
    queues = len(came.classes) + 1
    order = np.argsort(at + of * (_WHOLE_DAYS * 24.0), kind="stable") if len(resting) else None
    if order is not None:
        at, of, kind, hours, people = (each[order] for each in (at, of, kind, hours, people))
    first, following = _chained(of * queues + kind, came.replications * queues)
    work = Work(at, hours, people, following, first.reshape(-1, queues))
    placed = laid_out(shifts, weeks=weeks)
    duty = Duty(placed.starts, placed.ends, placed.accepts_until, placed.people, placed.on_call)
    told = Told(np.full(len(at), np.nan), np.zeros(len(at)))
    serve_all(
        work, duty, rules, int(np.bincount(of, people, came.replications).max(initial=0)), told
    )
    if order is None:
        return told
    back = np.empty(len(order), dtype=np.int64)
    back[order] = np.arange(len(order))
    return Told(*(each[back[: len(came.at)]] for each in told))


def _chained(queue: NDArray[np.int64], queues: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first of each queue, and of each piece of work the next of its queue; -1: none."""
    first, following = np.full(queues, -1), np.full(len(queue), -1)
    order = np.argsort(queue, kind="stable")
    same = queue[order[1:]] == queue[order[:-1]]
    following[order[:-1][same]] = order[1:][same]
    begins = np.concatenate([[True], ~same])[: len(order)]
    first[queue[order[begins]]] = order[begins]
    return first, following


@dataclass(frozen=True)
class _Tally:
    came: Came
    waits: Numbers
    in_time: NDArray[np.bool_]

    def lived(self, name: str, hours: int, counted: NDArray[np.bool_]) -> Lived:
        replications = self.came.replications
        replication, waits = self.came.replication[counted], self.waits[counted]
        in_time = self.in_time[counted].astype(float)
        n = np.bincount(replication, minlength=replications)
        begun = np.isfinite(waits)
        late = np.bincount(replication[waits > WITHIN_A_DAY], minlength=replications)
        waited = np.bincount(replication[begun], waits[begun], replications)
        hour = self.came.at[counted].astype(np.int64) % hours
        place = hour * replications + replication
        size = hours * replications
        by_hour = np.bincount(place, minlength=size).reshape(hours, -1)
        seen = np.bincount(place, in_time, size).reshape(hours, -1)
        return Lived(
            name,
            float(n.mean() / DAYS * 7),
            _share(np.bincount(replication, in_time, replications), n),
            tuple(_share(each, of) for each, of in zip(seen, by_hour, strict=True)),
            _share(waited, np.bincount(replication[begun], minlength=replications)),
            _range(late / DAYS * 365.25),
        )


def _share(parts: NDArray[Any], of: NDArray[Any]) -> Range:
    """Of all replications together; the interval from those in which any work came."""
    some = of > 0
    if not some.any():
        return Range(None, None, None)
    low, high = np.percentile(parts[some] / of[some], INTERVAL)
    return Range(float(parts.sum() / of.sum()), float(low), float(high))


def _range(figures: Numbers) -> Range:
    low, high = np.percentile(figures, INTERVAL)
    return Range(float(figures.mean()), float(low), float(high))
