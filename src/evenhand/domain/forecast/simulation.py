"""A service lived through many times over: how many people are seen in time, by hour and class."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.domain.forecast.arrivals import draw
from evenhand.domain.forecast.service_hours import Numbers, ServiceHours
from evenhand.domain.forecast.serving import Duty, Rules, Told, Work, serve_all
from evenhand.domain.forecast.shifts import Shift, laid_out

# Lived through before counting begins and after it ends, so that no work is cut off.
WARM_UP_DAYS = AFTER_DAYS = 14
DAYS = 364
WITHIN_A_DAY = 24.0
# Of the replications, those whose figure lies in the reported interval.
INTERVAL = (2.5, 97.5)


@dataclass(frozen=True)
class WorkClass:
    """Work of one kind. Earlier classes are the more urgent.

    `rates_per_hour` has 24 or 168 values; `in_pairs` is the share that needs a second person.
    """

    name: str
    rates_per_hour: tuple[float, ...]
    service: ServiceHours
    within_hours: float
    in_pairs: float = 0.0
    spread_of_days: float = 0.0


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
    overrun_hours_a_week: Range


@dataclass(frozen=True)
class _Drawn:
    """All classes together, by replication and then in the order in which work comes."""

    at: Numbers
    kind: NDArray[np.int64]
    replication: NDArray[np.int64]
    hours: Numbers
    people: NDArray[np.int64]


def simulate(
    classes: Sequence[WorkClass],
    shifts: Sequence[Shift],
    *,
    replications: int,
    random: np.random.Generator,
    counts_against: bool = True,
    response_hours: float = 0.0,
    days: int = DAYS,
) -> Simulated:
    """`days` of the service, `replications` times (serving.py has the rules)."""
    whole = WARM_UP_DAYS + days + AFTER_DAYS
    drawn = _drawn(classes, whole, replications, random)
    told = _served(
        drawn, len(classes), replications, shifts, whole, Rules(counts_against, response_hours)
    )
    counted = (drawn.at >= WARM_UP_DAYS * 24.0) & (drawn.at < (WARM_UP_DAYS + days) * 24.0)
    waits = np.where(np.isnan(told.begun), np.inf, told.begun - drawn.at)
    target = np.array([each.within_hours for each in classes])[drawn.kind]
    tally = _Tally(drawn, waits, waits <= target, replications, days)
    every = tuple(
        tally.lived(each.name, len(each.rates_per_hour), counted & (drawn.kind == number))
        for number, each in enumerate(classes)
    )
    longest = max(len(each.rates_per_hour) for each in classes)
    overrun = np.bincount(drawn.replication[counted], told.overrun[counted], replications)
    return Simulated(
        replications,
        every,
        every[0] if len(every) == 1 else tally.lived("all", longest, counted),
        _range(overrun / days * 7),
    )


def _drawn(
    classes: Sequence[WorkClass], days: int, replications: int, random: np.random.Generator
) -> _Drawn:
    parts: list[tuple[Numbers, NDArray[np.int64], int]] = []
    hours, people = [], []
    for number, each in enumerate(classes):
        came = draw(
            each.rates_per_hour,
            days=days,
            replications=replications,
            random=random,
            spread_of_days=each.spread_of_days,
        )
        parts.append((came.at, came.replication(), number))
        hours.append(each.service.drawn(random, len(came.at)))
        people.append(1 + (random.random(len(came.at)) < each.in_pairs).astype(np.int64))
    at = np.concatenate([part[0] for part in parts])
    replication = np.concatenate([part[1] for part in parts])
    kind = np.concatenate([np.full(len(part[0]), part[2], dtype=np.int64) for part in parts])
    order = slice(None) if len(classes) == 1 else np.lexsort((at, replication))
    return _Drawn(
        at[order], kind[order], replication[order],
        np.concatenate(hours)[order], np.concatenate(people)[order],
    )  # fmt: skip


def _served(
    drawn: _Drawn,
    classes: int,
    replications: int,
    shifts: Sequence[Shift],
    days: int,
    rules: Rules,
) -> Told:
    first, following = _chained(drawn.replication * classes + drawn.kind, replications * classes)
    work = Work(
        drawn.at, drawn.hours, drawn.people, following, first.reshape(replications, classes)
    )
    placed = laid_out(shifts, weeks=days // 7)
    duty = Duty(placed.starts, placed.ends, placed.accepts_until, placed.people, placed.on_call)
    told = Told(np.full(len(drawn.at), np.nan), np.zeros(len(drawn.at)))
    at_most = np.bincount(drawn.replication, drawn.people, replications).max(initial=0)
    serve_all(work, duty, rules, int(at_most), told)
    return told


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
    drawn: _Drawn
    waits: Numbers
    in_time: NDArray[np.bool_]
    replications: int
    days: int

    def lived(self, name: str, hours: int, counted: NDArray[np.bool_]) -> Lived:
        replication, waits = self.drawn.replication[counted], self.waits[counted]
        in_time = self.in_time[counted].astype(float)
        n = np.bincount(replication, minlength=self.replications)
        begun = np.isfinite(waits)
        late = np.bincount(replication[waits > WITHIN_A_DAY], minlength=self.replications)
        waited = np.bincount(replication[begun], waits[begun], self.replications)
        hour = self.drawn.at[counted].astype(np.int64) % hours
        place = hour * self.replications + replication
        size = hours * self.replications
        by_hour = np.bincount(place, minlength=size).reshape(hours, -1)
        seen = np.bincount(place, in_time, size).reshape(hours, -1)
        return Lived(
            name,
            float(n.mean() / self.days * 7),
            _share(np.bincount(replication, in_time, self.replications), n),
            tuple(_share(each, of) for each, of in zip(seen, by_hour, strict=True)),
            _share(waited, np.bincount(replication[begun], minlength=self.replications)),
            _range(late / self.days * 365.25),
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
