"""From a file of inputs about several authorities to how many AMHPs each will have, and all together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evenhand.domain.forecast.supply.fan import Fan, Shortfall, fan, shortfall
from evenhand.domain.forecast.supply.model import Cause, Known, Model, State
from evenhand.domain.forecast.supply.published import Input
from evenhand.domain.forecast.supply.simulate import Flow
from evenhand.domain.forecast.supply.together import Together, together
from evenhand.pipeline.amhp_register import RowRefused
from evenhand.pipeline.forecast_inputs import words
from evenhand.pipeline.forecast_inputs.tables import Table, read_table
from evenhand.pipeline.forecast_supply import (
    DEFAULT_YEARS,
    SupplyForecast,
    answered,
    is_plain,
    plain_people,
    supply_of_file,
)
from evenhand.pipeline.forecast_supply_model import Workforce, read_workforce
from evenhand.pipeline.forecast_supply_people import read_known, said_known
from evenhand.pipeline.forecast_supply_register import FromRegister
from evenhand.pipeline.forecast_supply_registers import FromRegisters, counts_by_authority
from evenhand.pipeline.forecast_supply_runs import expected
from evenhand.pipeline.forecast_supply_wanted import Need, Wanted, read_wanted

_FOR_ALL = ("years", "first_year", "replications", "seed")
_UNLESS_THEIR_OWN = ("chance", "cost")
_MOST = 200

Moves = Mapping[tuple[str, str], Known]


@dataclass(frozen=True, kw_only=True)
class SupplyTogether:
    """
    The forecast of each authority, and of all: AMHPs, their time, those in training, flows by year.

    `moved` are the people expected to go from one to another in each year. `need` is that of all: what
    the file says, or the sum of what every authority needs; none where one of them says nothing.
    """

    file: str
    wanted: Wanted
    authorities: dict[str, SupplyForecast]
    people: Fan
    fte: Fan | None
    training: tuple[float, ...]
    flows: dict[str, tuple[float, ...]]
    moved: dict[tuple[str, str], tuple[float, ...]]
    need: Need | None
    short: Shortfall | None
    inputs: tuple[Input, ...]
    errors: tuple[RowRefused, ...] = ()


def supply_of_any_file(
    path: Path, register: Path | None = None, at: datetime | None = None
) -> SupplyForecast | SupplyTogether:
    """Of one authority, or of several where the file has a table `authorities`. Raises WrongUse."""
    table = read_table(path)
    if "authorities" not in table:
        return supply_of_file(path, register, at)
    told = table.table_or_empty("authorities")
    names = tuple(told.content)
    if not 2 <= len(names) <= _MOST:
        fix = f"Write 2 to {_MOST}, each under [authorities.NAME]."
        raise table.refused("authorities", f"There are {len(names)}.", fix)
    counts = None
    if register is not None and at is not None:
        counts = counts_by_authority(register, at, names)
    return _together(table, path.name, names, counts)


def _together(
    table: Table, name: str, names: tuple[str, ...], counts: FromRegisters | None
) -> SupplyTogether:
    told = table.table_or_empty("authorities")
    wanted = read_wanted(table, default_years=DEFAULT_YEARS)
    if wanted.aim is not None:
        fix = "Write it in the table of an authority."
        raise table.refused("reach", "It is asked of all together.", fix)
    moves = _moves(table, names)
    learnt = counts is not None and "moves" not in table
    if counts is not None and learnt:
        moves = _moves_of(counts)
    table.all_read()
    given = {key: table.content[key] for key in (*_FOR_ALL, *_UNLESS_THEIR_OWN) if key in table}
    registers = counts.each if counts is not None else {}
    read = {each: _authority(told, each, given, registers.get(each)) for each in names}
    found = together(
        {each: _with_moves(each, workforce, moves) for each, (workforce, _) in read.items()},
        replications=wanted.replications,
        seed=wanted.seed,
    )
    authorities = {
        each: answered(
            replace(workforce, model=found.models[each]),
            asks,
            registers.get(each),
            name,
            seed=found.seeds[each],
        )
        for each, (workforce, asks) in read.items()
    }
    summed = _summed(name, wanted, authorities, found, moves, learnt=learnt)
    return summed if counts is None else replace(summed, errors=counts.errors)


def _moves_of(counts: FromRegisters) -> Moves:
    """Who went from one to another, of so many years in the first."""
    return {
        (start, to): Known(events=moved, of=counts.each[start].person_years)
        for (start, to), moved in counts.between.items()
        if counts.each[start].person_years
    }


def _authority(
    told: Table, name: str, given: Mapping[str, object], counts: FromRegister | None
) -> tuple[Workforce, Wanted]:
    own = told.table_or_empty(name)
    if both := [key for key in _FOR_ALL if key in own]:
        raise own.refused(both[0], "It is the same for all.", "Write it once, above the tables.")
    table = Table({**given, **own.content}, own.where)
    wanted = read_wanted(table, default_years=DEFAULT_YEARS)
    if is_plain(table):
        if counts is not None:
            wrong = "It is half a dozen figures, and the people are in the register."
            raise own.refused("start", wrong, "Take start and exit_rate out, or --register.")
        return plain_people(table, wanted), wanted
    if "people" not in table and counts is None:
        fix = "Write start and exit_rate, or [[people]], or name a register with --register."
        raise own.refused("start", "It does not say how many AMHPs there are.", fix)
    workforce = read_workforce(table, wanted.years, counts)
    table.all_read()
    return workforce, wanted


def _moves(table: Table, names: tuple[str, ...]) -> Moves:
    """Who goes where: a share each year, or how many of so many person-years."""
    found = {}
    moves = table.table_or_empty("moves")
    for start in moves.content:
        if start not in names:
            raise moves.refused(start, *words.no_such_key(start, names))
        row = moves.table_or_empty(start)
        for to in row.content:
            if to not in names or to == start:
                others = [each for each in names if each != start]
                raise row.refused(to, "It is no other authority.", f"There is {', '.join(others)}.")
            found[start, to] = _known(row, to)
    return found


def _known(row: Table, to: str) -> Known:
    if not isinstance(row.content[to], dict):
        return Known(share=row.share(to))
    counted = row.table_or_empty(to)
    known = read_known(counted, "moved", "person_years")
    counted.all_read()
    if known.share is None and known.of <= 0:
        raise counted.refused(
            "person_years", "A rate cannot be learnt from none.", "Write years above 0, or a rate."
        )
    return known


def _with_moves(name: str, workforce: Workforce, moves: Moves) -> Model:
    mine = {to: Cause(rest=known) for (start, to), known in moves.items() if start == name}
    return replace(workforce.model, moves=mine)


def _summed(
    name: str,
    wanted: Wanted,
    authorities: dict[str, SupplyForecast],
    found: Together,
    moves: Moves,
    *,
    learnt: bool,
) -> SupplyTogether:
    every = list(found.runs.values())
    people, fte = sum(each.people for each in every), sum(each.fte for each in every)
    need = wanted.need or _needs([each.wanted.need for each in authorities.values()])
    by_time = any(kind.time != 1 for each in every for kind in each.kinds)
    said = [
        Input(
            name=f"moves from {start} to {to}",
            value=said_known(known, "moved", "person-years"),
            origin="own",
            note="From the register." if learnt else "",
        )
        for (start, to), known in moves.items()
    ]
    if not said:
        note = "There is no table [moves]: nobody moves between these authorities."
        if learnt:
            note = "By the register nobody went from one of these authorities to another: nobody moves."
        said = [Input(name="moves", value="none", origin="assumed", note=note)]
    return SupplyTogether(
        file=name,
        wanted=wanted,
        authorities=authorities,
        people=fan(people),
        fte=fan(fte) if by_time or (need and need.fte) else None,
        training=_all(each.states[:-1, State.TRAINING] for each in every),
        flows={flow.name.lower(): _all(each.flows[:, flow] for each in every) for flow in Flow},
        moved={pair: expected(found.moved[pair]) for pair in moves},
        need=need,
        short=shortfall(fte if need.fte else people, need.level) if need else None,
        inputs=tuple(said),
    )


def _all(counts: Iterable[NDArray[np.int32]]) -> tuple[float, ...]:
    return expected(np.sum([*counts], axis=0))


def _needs(needs: list[Need | None]) -> Need | None:
    known = [each for each in needs if each is not None]
    if len(known) < len(needs) or len({each.fte for each in known}) != 1:
        return None
    levels = zip(*(each.level for each in known), strict=True)
    return Need(level=tuple(sum(each) for each in levels), fte=known[0].fte)
