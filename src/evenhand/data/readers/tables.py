"""Reads all tables of a pack, year by year, and puts the years together."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pyarrow as pa

from evenhand.data.engines.duckdb import Engine, name_of
from evenhand.data.readers.clean import CLEANERS
from evenhand.data.readers.code import Severity
from evenhand.data.readers.column_list import COLUMNS_OF
from evenhand.data.readers.columns import CLEAN, WHEN_ABSENT
from evenhand.data.readers.header import Wanted
from evenhand.data.readers.item import CheckItem, Unusable, found
from evenhand.data.readers.manifest import Manifest, TableEntry
from evenhand.data.readers.manifest_file import Source
from evenhand.data.readers.parquet_file import read_by_the_engine
from evenhand.data.readers.part import Cleaned, Part
from evenhand.data.readers.partitions import FilePart, find_parts
from evenhand.data.readers.rejected import REJECTED
from evenhand.data.readers.setting import Setting
from evenhand.data.readers.slices import holds_wanted, narrowed
from evenhand.data.readers.table_file import read_frame, read_parts, read_table
from evenhand.data.readers.year_folders import years_with_files

# Without a year column, an event's date says its year, and a population holds for all years.
_YEAR_NOT_NEEDED = ("events", "population")


@dataclass
class ReadTable:
    """
    One table of the pack: its rows counted over all its files, and what was found in them.

    `columns` are the clean ones that any of its files has; `files` those that could be read, by
    the name that pack.toml gives them.
    """

    name: str
    read: int = 0
    used: int = 0
    items: list[CheckItem] = field(default_factory=list)
    columns: set[str] = field(default_factory=set)
    files: dict[str, Path] = field(default_factory=dict)
    rejected: pa.Table = field(default_factory=lambda: REJECTED.empty_table())

    def only_file(self) -> str:
        """The name of the table's file, "" where it has several."""
        return next(iter(self.files)) if len(self.files) == 1 else ""


@dataclass(frozen=True)
class _Place:
    """Where a table's rows of one year are, or of all years where `snapshot` is None."""

    file: str
    snapshot: date | None


def read_tables(
    source: Source, manifest: Manifest, setting: Setting, engine: Engine
) -> list[ReadTable]:
    """Every table that the manifest describes; those with usable rows become views."""
    read = []
    for name, entry in manifest.tables.given().items():
        table = ReadTable(name)
        parts = list(_read_parts(table, entry, source, manifest, setting, engine))
        for part in parts:
            table.read += part.read
            table.used += part.used
            table.rejected = pa.concat_tables([table.rejected, part.rejected])
            table.items += part.items
            table.columns |= set(part.columns)
        if parts and not table.used:
            message = f"Not one of the {table.read:,} rows of {name} could be used."
            table.items.append(found("no-usable-rows", message, table=name))
        if table.used:
            _put_together(engine, name, parts)
        read.append(table)
    return read


def _read_parts(
    table: ReadTable,
    entry: TableEntry,
    source: Source,
    manifest: Manifest,
    setting: Setting,
    engine: Engine,
) -> Iterator[Cleaned]:
    places = [
        (each, place)
        for each in entry.sources()
        for place in _places(table, each, source, manifest)
    ]
    for number, (each, place) in enumerate(places):
        try:
            name = f"{table.name}_{number}"
            cleaned = _read_part(source, place, table, each, setting, engine, name)
            if cleaned is not None:
                yield cleaned
        except Unusable as refusal:
            table.items.append(refusal.item)


def _read_part(
    source: Source,
    place: _Place,
    table: ReadTable,
    entry: TableEntry,
    setting: Setting,
    engine: Engine,
    name: str,
) -> Cleaned | None:
    """The clean rows of one place; None where it has none of the bodies that are read together."""
    wanted = Wanted(
        table.name,
        place.file,
        entry.columns,
        many_bodies=len(setting.bodies) > 1,
        many_years=place.snapshot is None and table.name not in _YEAR_NOT_NEEDED,
        header_rows=entry.header_rows,
        # What means nothing in this table has been said, and is not looked at.
        one_person_a_row=entry.one_person_a_row and table.name == "staff",
        same={name: each for name, each in entry.same.items() if name in COLUMNS_OF[table.name]},
        across=entry.across if table.name == "counts" else {},
    )
    setting = replace(setting, month_first=entry.dates == "month-first")
    body = setting.bodies[0].id if len(setting.bodies) == 1 else None
    frame = source.frames.get(place.file)
    files: tuple[FilePart, ...] = ()
    if frame is None:
        ours = holds_wanted(wanted, setting, entry)
        files = find_parts(source.folder, place.file, table=table.name, wanted=ours)
        if not files:
            return None
    try:
        with read_by_the_engine(
            files[0].path if files else None, name=place.file, table=table.name
        ):
            if frame is not None:
                raw = read_frame(engine, frame, wanted, name=name)
            elif len(files) == 1 and files[0].name == place.file:
                raw = read_table(engine, files[0].path, wanted, name=name, sheet=entry.sheet)
            else:
                raw = read_parts(engine, files, wanted, name=name)
            raw = narrowed(engine, raw, setting, entry)
            table.files.update((file.name, file.path) for file in files)
            if setting.only is not None and not raw.records:
                return None
            part = Part(engine, raw, setting, entry.values, body, place.snapshot)
            part.read_columns()
            return CLEANERS[table.name](part)
    finally:
        for view in (f"{name}_slice", name, f"{name}_file", f"{name}_file_starts"):
            engine.drop(view)


def _places(
    table: ReadTable, entry: TableEntry, source: Source, manifest: Manifest
) -> list[_Place]:
    years, _ = years_with_files(manifest, source)
    whole = years[0].snapshot if len(manifest.all_years()) == 1 and years else None
    if source.workbook is not None and not entry.file:
        return [_Place(source.workbook.name, whole)]
    if not entry.file:
        key = f"tables.{table.name}.file"
        message = "This key is needed and is not there."
        fix = f"Add {key} to {source.manifest.name}."
        table.items.append(
            found("missing-key", message, file=source.manifest.name, column=key, fix=fix)
        )
        return []
    if not any(year.folder for year in manifest.all_years()):
        return [_Place(entry.file, whole)]
    places = [
        _Place(f"{year.folder}/{entry.file}" if year.folder else entry.file, year.snapshot)
        for year in years
    ]
    refused = {place: item for place in places if (item := _refusal(place, table, source))}
    milder: Severity = "error" if len(refused) == len(places) else "warning"
    for item in refused.values():
        missing = item.code == "missing-file"
        table.items.append(replace(item, severity=milder) if missing else item)
    return [place for place in places if place not in refused]


def _refusal(place: _Place, table: ReadTable, source: Source) -> CheckItem | None:
    try:
        find_parts(source.folder, place.file, table=table.name)
    except Unusable as refusal:
        return refusal.item
    return None


def _put_together(engine: Engine, name: str, parts: list[Cleaned]) -> None:
    """The view of a table's clean rows in all its years, with every column there can be."""
    selects = []
    for part in parts:
        columns = (
            f"{name_of(column) if column in part.columns else WHEN_ABSENT.get(column, 'NULL')}"
            f"::{kind} AS {name_of(column)}"
            for column, kind in CLEAN[name].items()
        )
        selects.append(f"SELECT {', '.join(columns)} FROM {name_of(part.name)}")
    engine.run(f"CREATE OR REPLACE VIEW {name_of(name)} AS {' UNION ALL '.join(selects)}")
