"""A pack whose people stay in Spark: its clean tables as frames there, and what was found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from evenhand.data.engines.duckdb import Engine
from evenhand.data.engines.frames import columns_of
from evenhand.data.engines.lazy_table import Frame, stacked
from evenhand.data.engines.spark import read_parquet
from evenhand.data.readers.item import CheckItem, Unusable, found
from evenhand.data.readers.lazy_tables import IN_SPARK, LazyCleaned, clean_lazily
from evenhand.data.readers.manifest import Manifest, TableEntry
from evenhand.data.readers.manifest_file import Source
from evenhand.data.readers.pack import Pack, prepare
from evenhand.data.readers.partitions import find_parts
from evenhand.data.readers.place import PARQUET_ENDS
from evenhand.data.readers.setting import Setting
from evenhand.data.readers.year_folders import years_with_files
from evenhand.domain.results.measurement import RowCount


@dataclass(frozen=True)
class SparkPack:
    """What a pack says, and its tables in Spark under their names."""

    pack: Pack
    frames: Mapping[str, Frame]


def read_in_spark(
    source: Source, manifest: Manifest, *, natives: Mapping[str, Any] | None, session: Any
) -> SparkPack:
    """
    A pack of Parquet files, or of data frames that are in Spark already (`natives`, by table).

    Values and rows are checked; tables are not compared with one another, and rows that were set
    aside are counted and stay where they are. Nothing about a pack raises.
    """
    with Engine() as engine:
        setting, items, _ = prepare(source, manifest, engine)
    pack = Pack(path=source.folder, private_folder=source.folder, items=items, readable=False)
    if setting is None:
        return SparkPack(pack, {})
    frames, rows = {}, {}
    for name, entry in manifest.tables.given().items():
        try:
            cleaned = list(_cleaned(name, entry, source, manifest, setting, natives or {}, session))
        except Unusable as refusal:
            items.append(refusal.item)
            continue
        items += [item for each in cleaned for item in each.items]
        rows[name] = _counts(cleaned)
        frames[name] = stacked([each.frame for each in cleaned])
    return SparkPack(
        replace(
            pack,
            readable=bool(frames),
            bodies=setting.bodies,
            snapshots=setting.snapshots,
            standards=manifest.all_standards(),
            ladder=setting.ladder,
            posts=manifest.posts,
            terms=dict(manifest.terms),
            marked_as=manifest.marked_as,
            rows=rows,
            tables=tuple(frames),
        ),
        frames,
    )


# How an extract from elsewhere is described: tables that lie in Spark are written by their owner.
ONLY_WITHOUT_SPARK = ("header_rows", "dates", "one_person_a_row", "same", "across", "also")


def _cleaned(
    name: str,
    entry: TableEntry,
    source: Source,
    manifest: Manifest,
    setting: Setting,
    natives: Mapping[str, Any],
    session: Any,
) -> Iterator[LazyCleaned]:
    """The clean tables of each place where a table's rows are."""
    if name not in IN_SPARK:
        message = f"The table {name} is not read in Spark. Those that are: {', '.join(IN_SPARK)}."
        raise Unusable(found("unknown-file-type", message, table=name, severity="warning"))
    if given := [key for key in ONLY_WITHOUT_SPARK if key in entry.model_fields_set]:
        message = f"{given[0]} of the table {name} is not used in Spark."
        fix = "Write the table in that way, or measure without Spark."
        raise Unusable(found("bad-setting", message, table=name, column=given[0], fix=fix))
    years, items = years_with_files(manifest, source)
    whole = years[0].snapshot if len(manifest.all_years()) == 1 and years else None
    if name in natives:
        yield clean_lazily(natives[name], columns_of(natives[name]), name, entry, setting, whole)
        return
    by_folder = any(year.folder for year in years)
    for folder, snapshot in (
        {y.folder: y.snapshot for y in years}.items() if by_folder else [("", whole)]
    ):
        native = _files(name, f"{folder}/{entry.file}" if folder else entry.file, source, session)
        cleaned = clean_lazily(native, columns_of(native), name, entry, setting, snapshot)
        cleaned.items += _once(items)
        yield cleaned


def _files(name: str, file: str, source: Source, session: Any) -> Any:
    parts = find_parts(source.folder, file, table=name)
    if other := [p.name for p in parts if not p.path.name.lower().endswith(PARQUET_ENDS)]:
        message = "Spark reads Parquet files here, and this is another kind."
        fix = "Save the table as Parquet, or measure without Spark."
        raise Unusable(found("unknown-file-type", message, table=name, file=other[0], fix=fix))
    # Folders tell columns only below the one that pack.toml names.
    top = source.folder / file if (source.folder / file).is_dir() else source.folder
    return read_parquet(session, top, [part.path for part in parts])


def _once(items: list[CheckItem]) -> list[CheckItem]:
    said, items[:] = list(items), []
    return said


def _counts(cleaned: list[LazyCleaned]) -> RowCount:
    read, rejected = sum(c.read for c in cleaned), sum(c.rejected for c in cleaned)
    repeated = sum(c.repeated for c in cleaned)
    return RowCount(
        read=read, used=read - rejected - repeated, rejected=rejected, repeated=repeated
    )
