"""A supply forecast as plain values: for JSON, and for the pages of the site. Numbers are not rounded; null cannot be told."""

import math
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from evenhand.domain.forecast.supply.cost import Cost
from evenhand.domain.forecast.supply.diversity import Group
from evenhand.domain.forecast.supply.fan import Fan
from evenhand.domain.forecast.supply.levers import Effect
from evenhand.domain.forecast.supply.published import Input
from evenhand.domain.forecast.supply.succession import StartsFor
from evenhand.pipeline.forecast_supply import SupplyForecast
from evenhand.pipeline.forecast_supply_register import FromRegister
from evenhand.pipeline.forecast_supply_runs import Simulated
from evenhand.pipeline.forecast_supply_together import SupplyTogether
from evenhand.pipeline.forecast_supply_wanted import Need, Wanted


def supply_told(found: SupplyForecast) -> dict[str, Any]:
    """
    The path first: expected AMHPs by year from 0, which is now.

    Of half a dozen figures `limit`, `starts_to_hold` and `reach` are worked out; `simulated` says how
    sure all of it is. With people listed, the path is the mean of the simulations.
    """
    seen, runs, wanted = found.outlook, found.simulated, found.wanted
    return {
        "path": list(found.path),
        "first_year": wanted.first_year or None,
        "limit": seen.limit if seen else None,
        "starts_to_hold": seen.hold.number if seen else None,
        "starts_to_hold_why": seen.hold.why if seen else "See simulated.starts.hold.",
        "reach": _reach(found),
        "need": _need(found),
        "cost": _cost(found.cost),
        "simulated": _simulated(runs, wanted) if runs else None,
        "register": _register(found.register) if found.register else None,
        "inputs": [_input(each) for each in found.inputs],
    }


def together_told(found: SupplyTogether) -> dict[str, Any]:
    """All together first, then who moves, then each authority as alone; it knows who came from the others."""
    need = found.need
    return {
        "together": {
            "people": _fan(found.people),
            "fte": _fan(found.fte) if found.fte else None,
            "in_training": list(found.training),
            "flows": _told_lists(found.flows),
            "need": (
                {"unit": _unit(need), "level": list(need.level), **asdict(found.short)}
                if need and found.short
                else None
            ),
        },
        "first_year": found.wanted.first_year or None,
        "moves": [
            {"from": start, "to": to, "people": list(people)}
            for (start, to), people in found.moved.items()
        ],
        "authorities": {name: supply_told(each) for name, each in found.authorities.items()},
        "inputs": [_input(each) for each in found.inputs],
    }


def _unit(need: Need) -> str:
    return "fte" if need.fte else "people"


def _reach(found: SupplyForecast) -> dict[str, Any] | None:
    aim = found.wanted.aim
    if aim is None:
        return None
    reach = found.outlook.reach if found.outlook else None
    return {
        "level": aim.level,
        "year": aim.year,
        "starts_per_year": reach.number if reach else None,
        "why": reach.why if reach else "See simulated.starts.reach.",
    }


def _need(found: SupplyForecast) -> dict[str, Any] | None:
    need = found.wanted.need
    if need is None:
        return None
    below = list(found.below)
    return {
        "unit": _unit(need),
        "level": list(need.level),
        "falls_below_in_year": min(below, default=None),
        "years_below": below,
    }


def _cost(cost: Cost) -> dict[str, Any]:
    return {
        "for_a_start": list(cost.a_start),
        "a_year": list(cost.a_year),
        "in_all": list(cost.in_all),
        "for_a_new_amhp": list(cost.an_amhp) if cost.an_amhp else None,
    }


def _simulated(found: Simulated, wanted: Wanted) -> dict[str, Any]:
    plan = found.schedule
    return {
        "replications": found.replications,
        "seed": found.seed,
        "people": _fan(found.people),
        "fte": _fan(found.fte) if found.fte else None,
        "in_training": list(found.training),
        "stages": [_told_lists(asdict(each)) for each in found.stages],
        "flows": {name: list(row) for name, row in found.flows.items()},
        "need": asdict(found.short) if found.short else None,
        "starts": {
            "hold": _starts(found.hold) if found.hold else None,
            "reach": _starts(found.reach) if found.reach else None,
            "each_year": asdict(plan) if plan else None,
        },
        "levers": [_lever(each) for each in found.levers],
        "diversity": [_group(each) for each in found.groups],
        "by": {
            name: {value: _fan(fan) for value, fan in values.items()}
            for name, values in found.by.items()
        },
        "ages": {band: _fan(fan) for band, fan in found.ages.items()},
    }


def _told_lists(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(each) if isinstance(each, tuple) else each for name, each in row.items()}


def _fan(fan: Fan) -> dict[str, Any]:
    ends = {
        f"{side}_{name}": list(rows[name])
        for name in fan.low
        for side, rows in (("low", fan.low), ("high", fan.high))
    }
    return {"mean": list(fan.mean), "median": list(fan.median), **ends}


def _starts(starts: StartsFor) -> dict[str, Any]:
    return {
        "chances": list(starts.chances),
        "starts_per_year": list(starts.starts),
        "most_tried": starts.most,
        "step": starts.step,
    }


def _lever(each: Effect) -> dict[str, Any]:
    return {
        "name": each.lever.name,
        "more": each.more,
        "low": each.low,
        "high": each.high,
        "chance_of_enough": each.enough,
        "cost_a_year_for_each": each.a_head,
    }


def _group(each: Group) -> dict[str, Any]:
    return {
        "group": each.group or "not known",
        "people": list(each.people),
        "share": _told(each.mean),
        "low": _told(each.low),
        "high": _told(each.high),
        "community": each.community,
        "target": each.target,
        "chance_at_target": list(each.reached) if each.reached is not None else None,
        "of_starters_for_target": each.of_starters,
    }


def _told(row: tuple[float, ...]) -> list[float | None]:
    return [None if math.isnan(each) else each for each in row]


def _register(found: FromRegister) -> dict[str, Any]:
    return {
        "on": found.on.isoformat(),
        "since": found.since.isoformat() if found.since else None,
        "approved": sum(each.count for each in found.people),
        "suspended": found.suspended,
        "person_years": found.person_years,
        "left": found.left,
        "moved": found.moved,
        "terms": found.terms,
        "not_renewed": found.not_renewed,
        "returned": found.returned,
        "away_years": found.away_years,
        "came": found.came,
        "errors": len(found.errors),
    }


def _input(each: Input) -> dict[str, str]:
    return {"name": each.name, "value": each.value, "from": each.origin, "note": each.note}
