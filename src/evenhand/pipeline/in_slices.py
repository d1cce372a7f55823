"""Reads a pack a few bodies at a time, and puts together what was found and counted."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from evenhand.data.engines.duckdb import Engine
from evenhand.data.readers.columns import TABLES
from evenhand.data.readers.item import CheckItem
from evenhand.data.readers.pack import Pack, read_pack
from evenhand.data.readers.slices import slices
from evenhand.domain.results.measurement import RowCount
from evenhand.pipeline.counting import BEFORE, NOTHING, Counted, People, count_pack

_SAME = " The same in rows of other bodies."


def read_in_slices(path: Path, *, whole: bool = False) -> Iterator[tuple[Engine, Pack]]:
    """
    The slices of a pack, each in an engine that is closed when the next is asked for.

    `whole`: all bodies at once, for what has to look across them.
    """
    for only in [None] if whole else slices(path):
        with Engine() as engine:
            yield engine, read_pack(path, engine=engine, only=only)


def count_in_slices(
    path: Path, *, team: str = "", linked: bool = False, before: People | None = None
) -> tuple[Pack, Counted]:
    """A pack's counts; `counts` and the rest are empty where it is not readable."""
    packs, counted = [], NOTHING
    # A team is looked for in all bodies, and earlier people are linked with those of all.
    for engine, pack in read_in_slices(path, whole=bool(team) or before is not None):
        if before is not None:
            engine.load(BEFORE, before)
        engine.lock()
        packs.append(pack)
        if pack.readable:
            more = count_pack(engine, pack, team=team, linked=linked)
            counted = Counted(
                counts=counted.counts + more.counts,
                placements=counted.placements + more.placements,
                figures=counted.figures + more.figures,
                linked=(*counted.linked, *more.linked),
                broad_only=counted.broad_only | more.broad_only,
            )
    return together(packs), counted


def together(packs: Sequence[Pack]) -> Pack:
    """One pack of its slices: what was found, rows and files of all of them."""
    if len(packs) == 1:
        return packs[0]
    tables = {table for pack in packs for table in pack.tables}
    rows: dict[str, RowCount] = {}
    for pack in packs:
        for table, n in pack.rows.items():
            was = rows.get(table, RowCount(read=0, used=0, rejected=0, repeated=0))
            rows[table] = RowCount(
                read=was.read + n.read,
                used=was.used + n.used,
                rejected=was.rejected + n.rejected,
                repeated=was.repeated + n.repeated,
            )
    items = _each_once([item for pack in packs for item in pack.items])
    return replace(
        packs[0],
        items=[i for i in items if i.code != "no-usable-rows" or i.table not in tables],
        readable=any(pack.readable for pack in packs),
        rows=rows,
        files=tuple(sorted({file for pack in packs for file in pack.files}, key=lambda f: f.name)),
        tables=tuple(table for table in TABLES if table in tables),
        rejected=tuple(each for pack in packs for each in pack.rejected),
    )


def _each_once(items: Sequence[CheckItem]) -> list[CheckItem]:
    """What several slices say alike about a column's values, said once."""
    said: dict[object, CheckItem] = {}
    for item in items:
        rows = item.row is not None
        same = (item.code, item.table, item.file, item.column, item.value) if rows else item
        if same in said and item not in said.values() and _SAME not in said[same].message:
            said[same] = replace(said[same], message=said[same].message + _SAME)
        said.setdefault(same, item)
    return list(said.values())
