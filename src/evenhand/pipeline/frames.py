"""`evenhand.measure`: a user's own data frames, measured where they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa

from evenhand.data.engines.duckdb import Engine
from evenhand.data.engines.frames import NoFrame, as_arrow, columns_of, is_spark
from evenhand.data.readers.column_list import COLUMNS_OF
from evenhand.data.readers.columns import TABLES
from evenhand.data.readers.header import Wanted as WantedColumns
from evenhand.data.readers.header import squashed
from evenhand.data.readers.item import CheckItem, did_you_mean
from evenhand.data.readers.manifest import Manifest
from evenhand.data.readers.manifest_file import Source, manifest_of
from evenhand.data.readers.pack import read_frames
from evenhand.data.writers.rows import rows
from evenhand.domain.results.measurement import Measurement
from evenhand.pipeline.counting import NOTHING, count_pack
from evenhand.pipeline.measure import Measured, Wanted, measured_of
from evenhand.pipeline.wrong_use import WrongUse

BODIES = "bodies"


@dataclass(frozen=True, kw_only=True)
class FramesMeasured:
    """
    What came of it: a measurement a body, and the check items, which `evenhand check` would print.

    `len()`, `to_dicts()` and `to_columns()` are of the results: `pandas.DataFrame(found.to_columns())`.
    """

    measurements: tuple[Measurement, ...]
    items: tuple[CheckItem, ...]

    def to_dicts(self) -> list[dict[str, Any]]:
        """One dictionary a result, with every field of docs/reference/results.schema.json."""
        return rows(result for each in self.measurements for result in each.results)

    def to_columns(self) -> dict[str, list[Any]]:
        """The same as columns, from which any library makes a frame: `polars.DataFrame(...)`."""
        made = self.to_dicts()
        return {name: [row[name] for row in made] for name in (made[0] if made else ())}

    def __len__(self) -> int:
        return sum(len(each.results) for each in self.measurements)


def measure(
    frames: Mapping[str, object],
    *,
    snapshot: date | str | Sequence[date | str],
    body: Mapping[str, str] | None = None,
    standards: Sequence[str] = (),
    columns: Mapping[str, Mapping[str, str]] | None = None,
    values: Mapping[str, Mapping[str, Mapping[str, str]]] | None = None,
    ladder: str = "",
    groupings: Sequence[str] = (),
    comparator: str = "",
    posts: Literal["main", "each"] = "main",
) -> FramesMeasured:
    """
    Every indicator of the standards, from frames of Polars, pandas, Arrow, DuckDB or Spark.

    `frames` are the pack's tables by name (staff, applications, events, survey, counts,
    population), with the columns of docs/reference/columns.md, or as `columns` names them, table by
    table: what is called what. `values` translates values likewise. `body` is one body's `id`,
    `name` and `kind`; of several, `frames` has the table bodies with these columns. `snapshot` is
    the day, or all the days, on which the workforce is counted. Frames of Spark are counted in
    Spark, and only counts leave it; all others are read by DuckDB in memory. Nothing is written.

    Raises WrongUse, a ValueError with a sentence, where this cannot be done.
    """
    days = [snapshot] if isinstance(snapshot, date | str) else list(snapshot)
    tables = {name: frame for name, frame in frames.items() if name != BODIES}
    _check_tables(tables, body, frames)
    named, told = columns or {}, values or {}
    content: dict[str, object] = {
        "standards": list(standards),
        "years": [{"snapshot": str(day)} for day in days],
        "tables": {
            name: {"file": name, "columns": named.get(name, {}), "values": told.get(name, {})}
            for name in tables
        },
        "posts": posts,
    }
    content |= {"ladder": {"slug": ladder}} if ladder else {}
    content |= {"body": dict(body)} if body is not None else {"bodies": BODIES}
    manifest, mistakes = manifest_of(content, "the call")
    if manifest is None:
        raise WrongUse(" ".join(_said(item) for item in mistakes))
    wanted = Wanted(groupings=tuple(groupings), comparator=comparator)
    measured = _measured(frames, manifest, wanted)
    if not measured.measurements:
        errors = [item for item in measured.items if item.severity == "error"]
        raise WrongUse(" ".join(_said(item) for item in errors))
    return FramesMeasured(measurements=measured.measurements, items=measured.items)


def _measured(frames: Mapping[str, object], manifest: Manifest, wanted: Wanted) -> Measured:
    in_spark = {name: frame for name, frame in frames.items() if _is_in_spark(name, frame)}
    people = {name: frame for name, frame in frames.items() if name != BODIES}
    if in_spark and len(in_spark) < len(people):
        raise WrongUse("Some tables are in Spark and some are not. Give all of them from Spark.")
    here = {name: frame for name, frame in frames.items() if name not in in_spark}
    tables = _in_memory(here, manifest)
    if in_spark:
        from evenhand.pipeline.spark import measure_spark_frames

        source = Source(Path(), Path("the call"), frames=tables)
        return measure_spark_frames(manifest, in_spark, source, wanted)
    with Engine() as engine:
        pack = read_frames(manifest, tables, engine=engine)
        engine.lock()
        counted = count_pack(engine, pack) if pack.readable else NOTHING
    return measured_of(pack, counted, wanted)


def _is_in_spark(name: str, frame: object) -> bool:
    try:
        return name != BODIES and is_spark(frame)
    except NoFrame as refused:
        raise WrongUse(f"The table {name} could not be read. {refused}") from refused


def _check_tables(
    tables: Mapping[str, object], body: Mapping[str, str] | None, frames: Mapping[str, object]
) -> None:
    """Raises WrongUse for a table that nobody knows, none at all, or nobody whose they are."""
    if unknown := [name for name in tables if name not in TABLES]:
        advice = did_you_mean(unknown[0], [*TABLES, BODIES])
        raise WrongUse(f"There is no table called {unknown[0]}. {advice}")
    if not tables:
        raise WrongUse(f"There is no table to measure. Give one or more of {', '.join(TABLES)}.")
    if (body is None) == (BODIES not in frames):
        raise WrongUse(
            "Say whose records these are: one body as body={'id': ..., 'name': ..., 'kind': ...},"
            " or several as the table bodies with these columns, not both."
        )


def _in_memory(frames: Mapping[str, object], manifest: Manifest) -> dict[str, pa.Table]:
    """The frames as Arrow tables, with the columns that are read and no others."""
    return {name: _arrow(name, frame, manifest) for name, frame in frames.items()}


def _arrow(name: str, frame: object, manifest: Manifest) -> pa.Table:
    entry = manifest.tables.given().get(name)
    wanted = WantedColumns(name, name, entry.columns if entry else {})
    try:
        there = columns_of(frame)
        known = wanted.keys() if name in COLUMNS_OF else {}
        return as_arrow(frame, [column for column in there if squashed(column) in known] or there)
    except NoFrame as refused:
        raise WrongUse(f"The table {name} could not be read. {refused}") from refused


def _said(item: CheckItem) -> str:
    return (
        f"{item.place}: {item.message} {item.fix}" if item.place else f"{item.message} {item.fix}"
    )
