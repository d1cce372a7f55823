"""The rota as it was last filled, lived through: what it gives the people who are assessed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.forecast.shifts import Shift
from evenhand.domain.forecast.simulation import Simulated, WorkClass, simulate
from evenhand.pipeline.forecast_cover_inputs import CoverTerms

ON_CALL = "on-call"
# Placed on one post at a time: a longer stretch is a slip, or somebody's whole week on call.
LONGEST_HOURS = 168.0


@dataclass(frozen=True)
class RotaLived:
    """The week from `monday`, repeated: hours of duty that were filled, and what came of it."""

    monday: date
    staff_hours: float
    on_call_hours: float
    simulated: Simulated


def rota_lived(
    rows: Iterable[Mapping[str, Any]],
    kinds: Sequence[WorkClass],
    terms: CoverTerms,
    today: date,
) -> RotaLived | None:
    """The last whole week before this one that has anybody placed, year after year; None: no week."""
    shifts: dict[date, list[Shift]] = {}
    for row in rows:
        begun, over = at_london(row["starts"]), at_london(row["ends"])
        monday = begun.date() - timedelta(days=begun.weekday())
        if monday + timedelta(days=7) <= today and row.get("placed"):
            shifts.setdefault(monday, []).append(_shift(row, monday, begun, over))
    if not shifts:
        return None
    monday = max(shifts)
    week = shifts[monday]
    duty = [each.hours * each.people for each in week if not each.on_call]
    called = [each.hours * each.people for each in week if each.on_call]
    return RotaLived(
        monday,
        sum(duty),
        sum(called),
        simulate(
            kinds,
            week,
            replications=terms.replications,
            random=np.random.default_rng(terms.seed),
            counts_against=terms.over_run == "counts against the next shift",
            response_hours=terms.response_hours,
        ),
    )


def _shift(row: Mapping[str, Any], monday: date, begun: datetime, over: datetime) -> Shift:
    """By the clock on the wall: a night in which the clocks change is a night like others."""
    start = (begun.date() - monday).days * 24.0 + begun.hour + begun.minute / 60
    end = (over.date() - monday).days * 24.0 + over.hour + over.minute / 60
    hours = min(LONGEST_HOURS, max(0.25, end - start))
    return Shift(start, hours, int(row["placed"]), on_call=row["kind"] == ON_CALL)
