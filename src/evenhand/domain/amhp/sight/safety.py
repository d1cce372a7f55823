"""The safety of those who do the work, and how well shifts were staffed, month by month."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.sight.counts import MonthSafety

NO_INCIDENT = ("", "NONE")
OFFERED = ("TAKEN", "DECLINED")


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCover:
    """Person-hours on shift and on call in one month: needed by the rota, and covered."""

    month: date
    needed: float
    covered: float


def safety(rows: Iterable[Mapping[str, Any]], months: Sequence[date]) -> tuple[MonthSafety, ...]:
    """
    Safety records by the month of their day.

    An incident is any answer but "none"; a racist one is counted among them.
    """
    by_month: dict[date, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        by_month[row["day"].replace(day=1)].append(row)
    return tuple(_of_month(month, by_month.get(month, [])) for month in months)


def _of_month(month: date, rows: Sequence[Mapping[str, Any]]) -> MonthSafety:
    hurt = [row for row in rows if row.get("incident", "") not in NO_INCIDENT]
    return MonthSafety(
        month=month,
        recorded=len(rows),
        lone=sum(row.get("lone_visit") is True for row in rows),
        incidents=len(hurt),
        racist=sum(row["incident"] == "RACIST" for row in hurt),
        hours_over=sum(float(row.get("hours_over") or 0) for row in rows),
        debriefs_offered=sum(row.get("debrief") in OFFERED for row in hurt),
    )


def cover(rows: Iterable[Mapping[str, Any]], months: Sequence[date]) -> tuple[MonthCover, ...]:
    """
    Hours of shifts by the month in which they start. `placed` beyond `needed` covers nothing more.

    Months without any shift are left out: there is nothing to be said of them.
    """
    needed: dict[date, float] = defaultdict(float)
    covered: dict[date, float] = defaultdict(float)
    for row in rows:
        starts, ends = row["starts"], row["ends"]
        month = at_london(starts).date().replace(day=1)
        hours = _hours(starts, ends)
        wanted = int(row.get("needed") or 1)
        needed[month] += hours * wanted
        covered[month] += hours * min(wanted, int(row.get("placed") or 0))
    return tuple(
        MonthCover(month=month, needed=needed[month], covered=covered[month])
        for month in months
        if needed.get(month)
    )


def _hours(starts: datetime, ends: datetime) -> float:
    """Elapsed hours; 0 where the end is before the start."""
    return max((ends - starts) / timedelta(hours=1), 0.0)
