"""What is counted in a pack: its people, those of one team, and who links its years."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pyarrow as pa

from evenhand.data.definitions.load import ethnicity
from evenhand.data.engines.duckdb import Engine
from evenhand.data.readers.pack import Pack, read_pack
from evenhand.domain.measures.count import Count, Frames, count, placements
from evenhand.domain.measures.moves import link_periods, link_with, standings
from evenhand.domain.measures.team import of_team, teams
from evenhand.domain.results.measurement import Placement
from evenhand.domain.results.moves import Linked
from evenhand.domain.results.shares import GroupCount
from evenhand.pipeline.wrong_use import WrongUse

# Where each person stood, as one row: body, snapshot, person, stands.
People: TypeAlias = pa.Table
# The table of people of an earlier pack in the engine.
BEFORE = "standings_before"


@dataclass(frozen=True, kw_only=True)
class Counted:
    """
    Everything that leaves the engine.

    `broad_only`: bodies, and the categories of a broad group alone that anybody of theirs is in,
    whichever team is counted.
    """

    counts: list[Count]
    placements: list[Placement]
    figures: list[GroupCount]
    linked: tuple[Linked, ...]
    broad_only: frozenset[tuple[str, str]]


NOTHING = Counted(counts=[], placements=[], figures=[], linked=(), broad_only=frozenset())


def count_pack(engine: Engine, pack: Pack, *, team: str = "", linked: bool = False) -> Counted:
    """Count a pack that the engine has read; with `team`, one team's people alone."""
    frames = _frames(engine, pack, team)
    staff = frames.get("staff")
    return Counted(
        counts=count(frames, snapshots=pack.snapshots),
        placements=[] if staff is None else placements(staff),
        figures=[] if team else _ready_counts(engine, pack),
        linked=_linked(engine, pack) if linked and staff is not None else (),
        broad_only=broad_only(engine, pack),
    )


def broad_only(engine: Engine, pack: Pack) -> frozenset[tuple[str, str]]:
    """Bodies, and the categories of a broad group alone that are in their records."""
    known = [list(ethnicity().broad_only)]
    found: set[tuple[str, str]] = set()
    for table in pack.tables:
        if table != "population" and "category" in engine.columns(table):
            chosen = "SELECT DISTINCT body, category::VARCHAR FROM"
            where = "WHERE category::VARCHAR IN (SELECT unnest($1))"
            found |= {(b, c) for b, c in engine.rows(f"{chosen} {table} {where}", known)}
    return frozenset(found)


def people_of(path: Path) -> People | None:
    """Where everybody of a pack stood at its snapshots; None where it has no staff list."""
    with Engine() as engine:
        pack = read_pack(path, engine=engine)
        engine.lock()
        known = pack.readable and "staff" in pack.tables
        return engine.kept(standings(engine.lazy("staff"))) if known else None


def _linked(engine: Engine, pack: Pack) -> tuple[Linked, ...]:
    """Who links the snapshots: of the whole body, whichever team is measured."""
    days = [day.isoformat() for day in pack.snapshots]
    stands = standings(engine.lazy("staff"))
    found = link_periods(stands, days)
    if BEFORE in engine.tables():
        found += link_with(engine.lazy(BEFORE), stands, days)
    return tuple(found)


def _frames(engine: Engine, pack: Pack, team: str) -> Frames:
    frames = {name: engine.lazy(name) for name in pack.tables if name != "counts"}
    if not team:
        return frames
    known = teams(frames["staff"]) if "staff" in frames else []
    if team not in known:
        there = ", ".join(known[:20]) or "none, as its staff table does not say"
        raise WrongUse(f"There is no team {team} in this pack. Its teams: {there}.")
    return of_team(frames, team)


def _ready_counts(engine: Engine, pack: Pack) -> list[GroupCount]:
    if "counts" not in pack.tables:
        return []
    rows = engine.rows(
        'SELECT body, snapshot, indicator, cell, grouping, "group", numerator, denominator,'
        " share, base, coalesce(standard, '') FROM counts"
    )
    return [
        GroupCount(
            body=body,
            snapshot=day.isoformat(),
            indicator=indicator,
            cell=cell,
            grouping=grouping,
            group=group,
            numerator=numerator,
            denominator=denominator,
            share=share,
            base=base,
            standard=standard,
        )
        for (
            body, day, indicator, cell, grouping, group,
            numerator, denominator, share, base, standard,
        ) in rows
    ]  # fmt: skip
