"""Reads a year pack: from a folder or workbook to clean tables in the engine, and what was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

import pyarrow as pa

from evenhand.data.definitions.load import editions, ethnicity, labels
from evenhand.data.engines.duckdb import Engine
from evenhand.data.engines.frames import fingerprint_of
from evenhand.data.readers.across import check_across
from evenhand.data.readers.bodies import read_bodies
from evenhand.data.readers.columns import TABLES
from evenhand.data.readers.item import CheckItem, Unusable, found
from evenhand.data.readers.manifest import Manifest
from evenhand.data.readers.manifest_check import (
    NO_LADDER,
    check_codes,
    check_names,
    find_ladder,
    in_order,
)
from evenhand.data.readers.manifest_file import Source, find_source, read_manifest
from evenhand.data.readers.place import PRIVATE, fingerprint
from evenhand.data.readers.rejected import write_rows
from evenhand.data.readers.setting import Setting, Slice
from evenhand.data.readers.tables import ReadTable, read_tables
from evenhand.data.readers.year_folders import years_with_files
from evenhand.domain.codes.grades import Ladder
from evenhand.domain.frameworks.body import Body
from evenhand.domain.results.measurement import RowCount


@dataclass(frozen=True)
class InputFile:
    """A file that figures came from; `name` is relative to the pack."""

    name: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Pack:
    """
    A pack that was read. Its clean tables are views in the engine, named as in `tables`.

    `readable` is False where nothing can be measured. `rejected` holds personal data: it is only
    for `write_rejected`.
    """

    path: Path
    private_folder: Path
    items: list[CheckItem]
    readable: bool
    bodies: tuple[Body, ...] = ()
    snapshots: tuple[date, ...] = ()
    standards: tuple[str, ...] = ()
    ladder: Ladder = NO_LADDER
    posts: Literal["main", "each"] = "main"
    terms: Mapping[str, str] = field(default_factory=dict)
    marked_as: str = ""
    rows: Mapping[str, RowCount] = field(default_factory=dict)
    files: tuple[InputFile, ...] = ()
    tables: tuple[str, ...] = ()
    rejected: tuple[pa.Table, ...] = field(default=(), repr=False)

    @property
    def errors(self) -> list[CheckItem]:
        """The items that are errors."""
        return [item for item in self.items if item.severity == "error"]

    @property
    def warnings(self) -> list[CheckItem]:
        """The items that are warnings."""
        return [item for item in self.items if item.severity == "warning"]


def read_pack(path: Path, *, engine: Engine, only: Slice | None = None) -> Pack:
    """
    The pack at a path: a folder with pack.toml, that file itself, or a workbook.

    With `only`, the rows of some of its bodies, as `data.readers.slices` cuts it. What is wrong with the pack is in its items; nothing about a pack raises.
    """
    try:
        source = find_source(path)
        manifest, slips = read_manifest(source)
        if manifest is None:
            return _unreadable(path, source.folder, slips)
        return _read(path, source, manifest, engine, only)
    except Unusable as refusal:
        folder = path if path.is_dir() else path.parent
        return _unreadable(path, folder, [refusal.item])


def read_frames(manifest: Manifest, frames: Mapping[str, pa.Table], *, engine: Engine) -> Pack:
    """Tables in memory as a pack, by the names that the manifest gives as files. Nothing raises."""
    here = Path()
    source = Source(here, here / "the call", frames=frames)
    try:
        return _read(here, source, manifest, engine, None)
    except Unusable as refusal:
        return _unreadable(here, here, [refusal.item])


def write_rejected(pack: Pack, folder: Path | None = None) -> list[CheckItem]:
    """Write the pack's rejected rows to its private folder; gives a warning where it cannot."""
    return write_rows(pack.rejected, folder or pack.private_folder)


def _unreadable(path: Path, folder: Path, items: list[CheckItem]) -> Pack:
    return Pack(path=path, private_folder=folder / PRIVATE, items=items, readable=False)


def _read(
    path: Path, source: Source, manifest: Manifest, engine: Engine, only: Slice | None
) -> Pack:
    file = source.manifest.name
    setting, items, bodies_file = prepare(source, manifest, engine)
    if setting is None:
        return _unreadable(path, source.folder, items)
    setting = replace(setting, only=only)
    tables = read_tables(source, manifest, setting, engine)
    items += years_with_files(manifest, source)[1]
    items += [item for table in tables for item in table.items]
    # Across tables, a file can be named only where the table has no other.
    present = {table.name: table.only_file() for table in tables if table.used}
    if not present:
        items.append(found("no-tables", "The pack has no table that could be used.", file=file))
    if manifest.ladder is None and not setting.ladder.rungs and _has_bands(tables):
        message = "Staff have pay bands, and the pack has no ladder to put them on."
        items.append(found("ladder-missing", message, table="staff", file=file, column="ladder"))
    items += check_across(engine, present)
    files = {source.manifest, *(each for table in tables for each in table.files.values())}
    return Pack(
        path=path,
        private_folder=source.folder / PRIVATE,
        items=items,
        readable=bool(present),
        bodies=setting.bodies,
        snapshots=setting.snapshots,
        standards=manifest.all_standards(),
        ladder=setting.ladder,
        posts=manifest.posts,
        terms=dict(manifest.terms),
        marked_as=manifest.marked_as,
        rows={table.name: _counts(table) for table in tables},
        files=_inputs(source, files | ({bodies_file} if bodies_file else set())),
        tables=tuple(name for name in TABLES if name in present),
        rejected=tuple(table.rejected for table in tables),
    )


def prepare(
    source: Source, manifest: Manifest, engine: Engine
) -> tuple[Setting | None, list[CheckItem], Path | None]:
    """What is known before the tables are read, or None; what is wrong; the file of bodies."""
    file = source.manifest.name
    items = check_names(manifest, file)
    snapshots, slips = in_order(manifest, file)
    bodies, body_items, bodies_file = read_bodies(manifest, source, engine)
    ladder, ladder_items = find_ladder(manifest, bodies, file)
    items += [*slips, *body_items, *ladder_items]
    if len(snapshots) < len(manifest.all_years()) or not bodies:
        return None, items, bodies_file
    setting = Setting(
        bodies=bodies,
        snapshots=snapshots,
        ladder=ladder,
        ethnicity=ethnicity(),
        labels=labels(),
        posts=manifest.posts,
        indicators=_indicators(manifest.all_standards()),
    )
    return setting, items + check_codes(manifest, setting, file), bodies_file


def _indicators(standards: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The ids of the indicators of each standard wanted, in any edition; of all if none is."""
    ids: dict[str, tuple[str, ...]] = {}
    for edition in editions():
        if not standards or edition.standard in standards:
            more = (indicator.id for indicator in edition.indicators)
            ids[edition.standard] = tuple(dict.fromkeys((*ids.get(edition.standard, ()), *more)))
    return ids


def _has_bands(tables: list[ReadTable]) -> bool:
    return any(table.name == "staff" and "rung" in table.columns for table in tables)


def _counts(table: ReadTable) -> RowCount:
    rejected = table.rejected.num_rows
    return RowCount(
        read=table.read,
        used=table.used,
        rejected=rejected,
        repeated=table.read - table.used - rejected,
    )


def _inputs(source: Source, files: set[Path]) -> tuple[InputFile, ...]:
    if source.frames:
        return tuple(InputFile(name, fingerprint_of(source.frames[name])) for name in source.frames)
    return _fingerprints(files, source.folder)


def _fingerprints(files: set[Path], folder: Path) -> tuple[InputFile, ...]:
    top = folder.resolve()
    named = {file.resolve().relative_to(top).as_posix(): file for file in files}
    return tuple(
        InputFile(name, _fingerprint(named[name], named[name].stat().st_mtime_ns))
        for name in sorted(named)
    )


@lru_cache(maxsize=100_000)
def _fingerprint(file: Path, changed: int) -> str:
    # A file that is read for several slices is read to its end once.
    return fingerprint(file)
