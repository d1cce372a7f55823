"""Which bodies of a large pack are read together.

Counts never cross bodies, so a pack of all bodies and years is read, counted and forgotten a few
bodies at a time, and memory does not grow with the number of them.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from evenhand.data.engines.duckdb import Engine, EngineError, literal, name_of
from evenhand.data.readers.bodies import read_bodies
from evenhand.data.readers.header import Wanted, squashed
from evenhand.data.readers.item import Unusable, found
from evenhand.data.readers.manifest import Manifest, TableEntry
from evenhand.data.readers.manifest_file import Source, find_source, read_manifest
from evenhand.data.readers.parquet_file import parquet_schema
from evenhand.data.readers.partitions import FilePart, find_parts
from evenhand.data.readers.place import PARQUET_ENDS
from evenhand.data.readers.readings import as_text, translation_of
from evenhand.data.readers.setting import Setting, Slice, ids_of
from evenhand.data.readers.table_file import RawTable, read_parts
from evenhand.data.readers.year_folders import years_with_files

# Rows of all tables: what these need in the engine fits beside the rest below half a gigabyte.
ROWS_TOGETHER = 2_000_000


def slices(path: Path) -> list[Slice | None]:
    """
    The slices of a pack in the order of its bodies; one None where it is read as a whole.

    Only packs whose tables are all Parquet are cut, as other files have to be read to their end.
    """
    try:
        source = find_source(path)
        manifest, _ = read_manifest(source)
        if manifest is None or not manifest.bodies:
            return [None]
        with Engine() as engine:
            bodies, _, _ = read_bodies(manifest, source, engine)
            rows = _rows(engine, manifest, source, ids_of(bodies))
    except (Unusable, EngineError):  # reading the pack says what is wrong with it
        return [None]
    number = -(-sum(rows.values()) // ROWS_TOGETHER)
    if number < 2:
        return [None]
    cut: list[list[str]] = [[] for _ in range(number)]
    before = 0
    for body in bodies:
        cut[min(number - 1, before * number // sum(rows.values()))].append(body.id)
        before += rows[body.id]
    return [Slice(frozenset(each), place == 0) for place, each in enumerate(cut) if each]


def holds_wanted(
    wanted: Wanted, setting: Setting, entry: TableEntry
) -> Callable[[FilePart], bool] | None:
    """Whether the slice reads a file, as far as folders say whose it is; None for all files."""
    only = setting.only
    if only is None:
        return None
    read, known = _WhoseIs(setting.body_ids, entry), wanted.keys()

    def holds(part: FilePart) -> bool:
        key = _body_key(part, known)
        return not key or _is_wanted(read.id_of(part.keys.get(key)), only)

    return holds


def narrowed(engine: Engine, raw: RawTable, setting: Setting, entry: TableEntry) -> RawTable:
    """The rows of a raw table that the slice reads, as the relation `..._slice`."""
    if setting.only is None or "body" not in raw.columns:
        return raw
    read = _WhoseIs(setting.body_ids, entry)
    values = [value for (value,) in engine.rows(f"SELECT DISTINCT body FROM {name_of(raw.name)}")]
    wanted = [value for value in values if _is_wanted(read.id_of(value), setting.only)]
    if len(wanted) == len(values):
        return raw
    # Literals, unlike a join, let the engine pass over blocks of the file that hold none of them.
    listed = ", ".join(literal(str(value)) for value in wanted if value is not None) or "NULL"
    blank = " OR body IS NULL" if None in wanted else ""
    name = name_of(f"{raw.name}_slice")
    engine.run(
        f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * FROM {name_of(raw.name)}"
        f" WHERE body IN ({listed}){blank}"
    )
    ((records,),) = engine.rows(f"SELECT count(*) FROM {name}")
    return replace(raw, name=f"{raw.name}_slice", records=records)


class _WhoseIs:
    """Reads raw values of a table's column of bodies, as cleaning does."""

    def __init__(self, body_ids: Mapping[str, str], entry: TableEntry) -> None:
        self._ids = body_ids
        self._translate = translation_of(entry.values.get("body", {}))

    def id_of(self, value: object) -> str | None:
        """The body's id; None where the value is that of no body of the pack."""
        return self._ids.get(as_text(self._translate(value)).casefold())


def _is_wanted(body: str | None, only: Slice) -> bool:
    return only.first if body is None else body in only.bodies


def _body_key(part: FilePart, known: Mapping[str, str]) -> str:
    """The folders' name for the column of bodies, "" where folders do not say."""
    return next((key for key in part.keys if known.get(squashed(key)) == "body"), "")


def _rows(
    engine: Engine, manifest: Manifest, source: Source, ids: Mapping[str, str]
) -> Counter[str]:
    """How many rows of all tables each body has. Raises Unusable where a table is not Parquet."""
    rows: Counter[str] = Counter()
    years, _ = years_with_files(manifest, source)
    for table, entry in manifest.tables.given().items():
        wanted = Wanted(table, entry.file, entry.columns)
        read = _WhoseIs(ids, entry)
        for folder in dict.fromkeys(year.folder for year in years):
            file = f"{folder}/{entry.file}" if folder else entry.file
            parts = find_parts(source.folder, file, table=table)
            for value, n in _by_value(engine, parts, replace(wanted, file=file)):
                rows[read.id_of(value) or ""] += n
    return rows


def _by_value(
    engine: Engine, parts: Sequence[FilePart], wanted: Wanted
) -> Iterator[tuple[object, int]]:
    """How many rows each raw value of the column of bodies has."""
    if key := _body_key(parts[0], wanted.keys()):
        for part in parts:
            _, rows = parquet_schema(part.path, name=part.name, table=wanted.table)
            yield part.keys.get(key), rows
        return
    for part in parts:
        if not part.path.name.lower().endswith(PARQUET_ENDS):
            raise Unusable(found("unknown-file-type", "", table=wanted.table, file=part.name))
    raw = read_parts(engine, parts, wanted, name="counted")
    if "body" in raw.columns:
        yield from engine.rows("SELECT body, count(*) FROM counted GROUP BY body")
    else:
        yield None, raw.records
