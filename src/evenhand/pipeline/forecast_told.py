"""Cover and the log behind it as plain values: for JSON, and for the pages of the site."""

from collections.abc import Sequence
from typing import Any

from evenhand.domain.forecast.demand import Estimate
from evenhand.domain.forecast.simulation import Lived, Range, Simulated
from evenhand.pipeline.forecast_cover import CoverAnswer, Rostered
from evenhand.pipeline.forecast_cover_inputs import DAYS
from evenhand.pipeline.forecast_log import Logged, LoggedClass
from evenhand.pipeline.forecast_log_areas import ByArea, LoggedArea
from evenhand.pipeline.forecast_rota import RotaLived


def cover_told(found: CoverAnswer) -> dict[str, Any]:
    """Keys in a fixed order; shares from 0 to 1, hours, people."""
    cover = found.cover
    return {
        "hours": len(cover.people),
        "offered_load": list(cover.offered_load),
        "cover": list(cover.people),
        "cover_stationary": list(cover.stationary),
        "staff_hours": cover.staff_hours,
        "staff_hours_stationary": cover.staff_hours_stationary,
        "fte": cover.fte,
        "shrinkage": found.shrinkage,
        **_simulated(found.simulated),
        "roster": _roster_json(found.roster) if found.roster else None,
        "areas": [
            {"name": area, "fte_alone": of.fte, "staff_hours_alone": of.staff_hours}
            for area, of in found.areas
        ],
        "seed": found.inputs.seed,
        "notes": list(found.notes),
    }


def rota_told(found: RotaLived | None) -> dict[str, Any] | None:
    """The rota as it was filled; None where there is none."""
    if found is None:
        return None
    return {
        "monday": found.monday.isoformat(),
        "staff_hours": found.staff_hours,
        "on_call_hours": found.on_call_hours,
        **_simulated(found.simulated),
    }


def _simulated(found: Simulated) -> dict[str, Any]:
    return {
        "replications": found.replications,
        "share_within": _by_hour(found.everything.by_hour),
        "share_within_overall": _range(found.everything.share_within),
        "overrun_hours_a_week": _range(found.overrun_hours_a_week),
        "classes": [_lived(each) for each in found.classes],
        "groups": [_lived(each) for each in found.groups],
    }


def _lived(found: Lived) -> dict[str, Any]:
    return {
        "name": found.name,
        "arrivals_a_week": found.arrivals_a_week,
        "share_within_overall": _range(found.share_within),
        "share_within": _by_hour(found.by_hour),
        "mean_wait_hours": _range(found.mean_wait_hours),
        "not_within_24_hours_a_year": _range(found.not_within_24_hours_a_year),
    }


def _by_hour(ranges: Sequence[Range]) -> list[dict[str, Any]]:
    return [
        {"hour": hour, "share": each.mean, "low": each.low, "high": each.high}
        for hour, each in enumerate(ranges)
    ]


def _range(found: Range) -> dict[str, float | None]:
    return {"mean": found.mean, "low": found.low, "high": found.high}


def _roster_json(roster: Rostered) -> dict[str, Any]:
    return {
        "shifts": [
            {
                "name": pattern.name,
                "day": DAYS[int(shift.starts) // 24],
                "starts": int(shift.starts) % 24,
                "hours": shift.hours,
                "people": shift.people,
            }
            for pattern, shift in roster.shifts
        ],
        "staff_hours_a_week": roster.staff_hours_a_week,
        "fte": roster.fte,
        "people": len(roster.lines),
        **_simulated(roster.simulated),
    }


def log_told(found: Logged) -> dict[str, Any]:
    """Classes in the order of urgency."""
    return {
        "first": found.first.isoformat(),
        "last": found.last.isoformat(),
        "undated": found.undated,
        "classes": [_class(each) for each in found.classes],
        "areas": [_area(each) for each in found.areas.areas],
        "areas_rule": _rule(found.areas),
    }


def _area(found: LoggedArea) -> dict[str, Any]:
    """`fte` is the area's part of one service: the parts of all areas add up to the whole."""
    return {
        "id": found.area.id,
        "name": found.area.title,
        "came": found.came,
        "enough": found.enough,
        "a_week": _estimate(found.a_week),
        "hours_each": found.hours_each,
        "work_hours_a_week": found.taken.work_hours_a_week,
        "staff_hours": found.taken.staff_hours_a_week,
        "fte": _estimate(found.fte),
        "fte_working_day": found.fte_working_day,
    }


def _rule(found: ByArea) -> dict[str, Any]:
    rule = found.rule
    return {
        "title": rule.title,
        "since": rule.since.isoformat(),
        "status": rule.status,
        "source": rule.source,
        "doubt": rule.doubt,
        "fits": {each.id: each.fits for each in rule.every},
        "not_recorded": dict(found.not_recorded),
    }


def _class(found: LoggedClass) -> dict[str, Any]:
    of = found.demand
    return {
        "name": found.name,
        "came": found.came,
        "rates_per_hour": [_estimate(each) for each in of.rates_per_hour] if of else [],
        "trend": _estimate(of.trend) if of and of.trend else None,
        "bank_holiday": _estimate(of.bank_holiday) if of and of.bank_holiday else None,
        "spread_of_days": of.spread_of_days if of else None,
        "hours_not_covered": of.gaps if of else None,
        "hours": [
            {"part": each.name, "mean": each.mean, "sd": each.sd, "recorded": each.recorded}
            for each in found.parts
        ],
    }


def _estimate(of: Estimate) -> dict[str, float]:
    return {"value": of.value, "low": of.low, "high": of.high}
