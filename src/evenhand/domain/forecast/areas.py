"""Service areas: in which one a person's record is counted, and what each takes of one service."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from evenhand.domain.forecast.cover import Cover
from evenhand.domain.forecast.fte import WORKING_HOURS
from evenhand.domain.forecast.service_hours import Numbers

_INTERVAL = (2.5, 97.5)
_DRAWS = 4_000
# Half a case is added to each count: an area of which one case came may come to none or to several.
_HALF = 0.5


@dataclass(frozen=True)
class Area:
    """
    One area; `any` names columns of a record with the codes of which one has to be there.

    `worked_in` is the code by which a register says that an AMHP works in such a service.
    """

    id: str
    title: str
    fits: str
    any: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    worked_in: str = ""


@dataclass(frozen=True)
class AreaRule:
    """Areas in the order in which they are tried, and where those are counted who fit none."""

    title: str
    since: date
    status: str
    why_draft: str
    source: str
    doubt: str
    areas: tuple[Area, ...]
    unknown: Area

    @property
    def every(self) -> tuple[Area, ...]:
        """The areas, those not known last."""
        return (*self.areas, self.unknown)

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of a record that the rule reads."""
        return tuple(dict.fromkeys(column for area in self.areas for column in area.any))

    def area_of(self, record: Mapping[str, Collection[str]]) -> str:
        """The id of the first area that fits the codes of a record, by column."""
        for area in self.areas:
            if any(set(codes) & set(record.get(column, ())) for column, codes in area.any.items()):
                return area.id
        return self.unknown.id


@dataclass(frozen=True)
class Work:
    """The work of one class in one area: pieces in the log, people busy by hour of the week.

    `unsure_hours` is the relative standard error of the hours that one piece takes.
    """

    came: int
    load: Numbers
    unsure_hours: float


@dataclass(frozen=True)
class Taken:
    """What one area takes of a service that all areas share; the interval is of its share."""

    work_hours_a_week: float
    staff_hours_a_week: float
    staff_hours_working_day: float
    low: float
    high: float


def taken_of(
    areas: Sequence[Sequence[Work]], cover: Cover, random: np.random.Generator
) -> list[Taken]:
    """
    Hours of duty of a week, divided among areas by what each keeps people busy with in each hour.

    All areas together take exactly what the service takes. Where nothing goes on in an hour,
    people on duty in it are divided as in all hours. `low` and `high` are staff hours a week: the
    service's, at the shares of 95 of 100 draws of how many pieces of work came and took how long.
    """
    people = np.asarray(cover.people, dtype=float)
    loads = np.array([sum((each.load for each in area), np.zeros(len(people))) for area in areas])
    shares = _shares_by_hour(loads)
    staff = shares * people
    busy = shares * np.asarray(cover.offered_load)
    low, high = np.percentile(_drawn(areas, staff.sum(axis=1), random), _INTERVAL, axis=1)
    return [
        Taken(
            float(busy[at].sum()),
            float(staff[at].sum()),
            float(staff[at, list(WORKING_HOURS)].sum()),
            float(low[at]),
            float(high[at]),
        )
        for at in range(len(areas))
    ]


def _shares_by_hour(loads: Numbers) -> Numbers:
    every, total = loads.sum(axis=1, keepdims=True), loads.sum(axis=0)
    if not every.sum():
        return np.full(loads.shape, 1 / len(loads))
    usual = np.broadcast_to(every / every.sum(), loads.shape)
    return np.asarray(np.divide(loads, total, out=usual.copy(), where=total > 0), dtype=float)


def _drawn(
    areas: Sequence[Sequence[Work]], staff: Numbers, random: np.random.Generator
) -> NDArray[np.float64]:
    """Staff hours by area and draw, all of which add up to the service's."""
    times = np.ones((len(areas), _DRAWS))
    for at, area in enumerate(areas):
        whole = sum(float(each.load.sum()) for each in area)
        if not whole:
            continue
        times[at] = 0.0
        for each in area:
            came = random.gamma(each.came + _HALF, 1 / (each.came + _HALF), _DRAWS)
            hours = random.normal(1.0, each.unsure_hours, _DRAWS).clip(0.05)
            times[at] += float(each.load.sum()) / whole * came * hours
    drawn = staff[:, None] * times
    total = drawn.sum(axis=0)
    return np.asarray(
        np.divide(drawn * staff.sum(), total, out=np.zeros_like(drawn), where=total > 0),
        dtype=float,
    )
