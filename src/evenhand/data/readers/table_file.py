"""Reads one table of a pack, whatever kind of file it is in, into the engine as it stands."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from operator import itemgetter
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from evenhand.data.engines.duckdb import Engine, name_of
from evenhand.data.readers import limits
from evenhand.data.readers.column_list import COLUMNS_OF
from evenhand.data.readers.columns import Reads
from evenhand.data.readers.csv_file import SEPARATORS, TextTable
from evenhand.data.readers.header import Header, Wanted, check_columns, find_header
from evenhand.data.readers.item import CheckItem, Unusable, begun, found, in_rows
from evenhand.data.readers.numbers import read_whole
from evenhand.data.readers.parquet_file import holds_single_values, parquet_schema
from evenhand.data.readers.partitions import FilePart
from evenhand.data.readers.place import PARQUET_ENDS, WORKBOOK_ENDS, check_kind, too_large
from evenhand.data.readers.workbook import Book

_CHUNK = 50_000
# Columns in which nearly every value is another; the others are held as codes of a short list.
_ALL_DIFFERENT = (Reads.ID, Reads.NUMBER, Reads.SHARE, Reads.REGISTRATION)


@dataclass(frozen=True)
class RawTable:
    """
    A table as its file has it: the relation `name` in the engine, with a column `row`.

    `columns` are those of pack.toml's names that the file has, with their types. `ragged` holds the
    rows that could not be put into columns, which are not in the relation.
    """

    name: str
    table: str
    file: str
    columns: dict[str, str]
    records: int
    ragged: list[tuple[int, list[str]]] = field(default_factory=list)
    items: list[CheckItem] = field(default_factory=list)


def read_table(
    engine: Engine, file: Path, wanted: Wanted, *, name: str, sheet: str = ""
) -> RawTable:
    """Read a table's file as the relation `name`. Raises Unusable where nothing can be made of it."""
    check_kind(file, table=wanted.table, name=wanted.file)
    lower = file.name.lower()
    if lower.endswith(PARQUET_ENDS):
        return _read_parquet(engine, [FilePart(file, wanted.file)], wanted, name)
    if lower.endswith(WORKBOOK_ENDS):
        book = Book(file, name=wanted.file, table=wanted.table)
        try:
            page = book.find_sheet(sheet, table=wanted.table)
            head = list(book.records(page, most=limits.TITLE_ROWS))
            header = find_header(head, wanted)
            return _collect(engine, book.records(page), header, wanted, name, strict=False)
        finally:
            book.close()
    text = TextTable(file, name=wanted.file, table=wanted.table)
    separator, header = _find_separator(text, wanted)
    return _collect(engine, text.records(separator), header, wanted, name, strict=True)


def _find_separator(text: TextTable, wanted: Wanted) -> tuple[str, Header]:
    """The separator by which most headers are recognised; with none, the one that parts most."""
    tried: list[tuple[int, int, str, Header]] = []
    refused: list[Unusable] = []
    for separator in SEPARATORS:
        try:
            header = find_header(list(text.records(separator, most=limits.TITLE_ROWS)), wanted)
            tried.append((header.matches, len(header.headers), separator, header))
        except Unusable as refusal:
            refused.append(refusal)
    if not tried:
        raise refused[0]
    # A title row with a comma in it has two columns too, so at equal marks the first one stands.
    best = max(tried, key=itemgetter(0, 1))
    if not best[0] and refused:
        raise refused[0]
    if best[:2] == (0, 1) and best[3].headers[0]:
        raise _one_column(wanted)
    return best[2], best[3]


def _one_column(wanted: Wanted) -> Unusable:
    message = (
        "Only one column was found. Columns can be parted by commas, semicolons, tabs or upright"
        " lines (|)."
    )
    fix = "Save the table as CSV with one of these between the columns, or as XLSX."
    return Unusable(found("missing-column", message, table=wanted.table, file=wanted.file, fix=fix))


def _collect(
    engine: Engine,
    records: Iterable[list[str]],
    header: Header,
    wanted: Wanted,
    name: str,
    *,
    strict: bool,
) -> RawTable:
    """Rows of text below the header as a relation. `strict`: a row must be as wide as the header."""
    if not any(header.headers):
        message = "There are no rows."
        raise Unusable(found("empty-file", message, table=wanted.table, file=wanted.file))
    items = check_columns(header, wanted)
    ragged: list[tuple[int, list[str]]] = []
    shape = _Shape(len(header.headers), strict, ragged)
    chunks = [_chunk(*rows, header, wanted) for rows in _chunks(records, header, wanted, shape)]
    if not chunks and not ragged:
        message = "There is a header and there are no rows below it."
        raise Unusable(found("empty-file", message, table=wanted.table, file=wanted.file))
    table = pa.concat_tables(chunks) if chunks else _chunk([], [], header, wanted)
    engine.lend(name, table.unify_dictionaries())
    if ragged:
        items.append(_ragged(ragged, header, wanted))
    types = dict.fromkeys((*header.places, *wanted.given()), "VARCHAR")
    read = table.num_rows + len(ragged)  # of figures, where there are several in a line
    return RawTable(name, wanted.table, wanted.file, types, read, ragged, items)


@dataclass(frozen=True)
class _Shape:
    """What a row must look like; those of a strict table that do not are set aside in `ragged`."""

    width: int
    strict: bool
    ragged: list[tuple[int, list[str]]]

    def fits(self, rows: Sequence[list[str]]) -> bool:
        """Whether every row is as wide as the header and none is blank."""
        return all(map(any, rows)) and set(map(len, rows)) == {self.width}

    def mend(
        self, numbers: Sequence[int], rows: Sequence[list[str]]
    ) -> Iterator[tuple[int, list[str]]]:
        """The rows without blank and ragged ones; cells beyond the header are cut off if they may."""
        for number, row in zip(numbers, rows, strict=True):
            if not any(row):
                continue
            if self.strict and (len(row) < self.width or any(row[self.width :])):
                self.ragged.append((number, row))
            else:
                yield number, row + [""] * (self.width - len(row))


def _chunks(
    records: Iterable[list[str]], header: Header, wanted: Wanted, shape: _Shape
) -> Iterator[tuple[Sequence[int], Sequence[list[str]]]]:
    """Rows below the header with their numbers, many at a time."""
    left = iter(records)
    first = header.index + 2
    deque(islice(left, first - 1), maxlen=0)
    while rows := list(islice(left, _CHUNK)):
        numbers: Sequence[int] = range(first, first + len(rows))
        first += len(rows)
        if first > limits.ROWS:
            raise too_large(wanted.file, wanted.table, limits.CSV_BYTES)
        if not shape.fits(rows):
            mended = list(shape.mend(numbers, rows))
            numbers, rows = [number for number, _ in mended], [row for _, row in mended]
        if rows:
            yield numbers, rows


def _chunk(
    numbers: Sequence[int], rows: Sequence[list[str]], header: Header, wanted: Wanted
) -> pa.Table:
    arrays = {"row": pa.array(numbers, pa.int32())}
    for name, place in header.places.items():
        column = pa.array(list(map(itemgetter(place), rows)), pa.string())
        different = COLUMNS_OF[wanted.table][name].reads in _ALL_DIFFERENT
        arrays[name] = column if different else column.dictionary_encode()
    for name, value in wanted.same.items():
        arrays[name] = pa.array([value] * len(rows), pa.string()).dictionary_encode()
    if wanted.one_person_a_row:
        arrays["person"] = arrays["row"].cast(pa.string())
    table = pa.table(arrays)
    return _figures(table, rows, header) if wanted.across else table


def _figures(table: pa.Table, rows: Sequence[list[str]], header: Header) -> pa.Table:
    """A row for each figure of a line, of the sum of all; how the numbers of rows are told apart: see limits.LINES."""
    parts = []
    wholes = [str(sum(read_whole(row[p])[0] or 0 for p in header.across)) for row in rows]
    for number, (place, group) in enumerate(header.across.items()):
        apart = pc.add(table["row"], pa.scalar(number * limits.LINES, pa.int32()))
        part = table.set_column(0, "row", apart)
        part = part.append_column("group", pa.array([group] * len(rows), pa.string()))
        figures = pa.array([row[place] for row in rows], pa.string())
        part = part.append_column("numerator", figures)
        parts.append(part.append_column("denominator", pa.array(wholes, pa.string())))
    return pa.concat_tables(parts)


def _ragged(ragged: Sequence[tuple[int, list[str]]], header: Header, wanted: Wanted) -> CheckItem:
    rows = [number for number, _ in ragged[:3]]
    where = "" if len(ragged) == 1 else f"in {in_rows(len(ragged), rows)}"
    message = f"{begun(where)}More or fewer columns than the {len(header.headers)} of the header."
    return found("ragged-row", message, table=wanted.table, file=wanted.file, row=ragged[0][0])


def read_parts(engine: Engine, parts: Sequence[FilePart], wanted: Wanted, *, name: str) -> RawTable:
    """
    Read Parquet files that are one table as the relation `name`.

    The columns that folders hold are there too, as text. Raises Unusable where nothing can be made
    of them, or where they have not the same columns.
    """
    for part in parts:
        check_kind(part.path, table=wanted.table, name=part.name)
    return _read_parquet(engine, parts, wanted, name)


def read_frame(engine: Engine, frame: pa.Table, wanted: Wanted, *, name: str) -> RawTable:
    """A table that is in memory, as the relation `name`; its first row is row 1."""
    header = find_header([frame.column_names], replace(wanted, header_rows=1))
    items = check_columns(header, wanted)
    _check_values(header, frame.schema, wanted)
    if not frame.num_rows:
        message = "There are no rows."
        raise Unusable(found("empty-file", message, table=wanted.table, file=wanted.file))
    columns = {column: frame.column(place) for column, place in header.places.items()}
    row = pa.array(range(1, frame.num_rows + 1), pa.int32())
    engine.lend(name, pa.table({"row": row} | columns))
    types = engine.columns(name)
    types.pop("row")
    return RawTable(name, wanted.table, wanted.file, types, frame.num_rows, [], items)


def _check_values(header: Header, schema: pa.Schema, wanted: Wanted) -> None:
    """Raises Unusable where a column that is read holds lists or the like."""
    for column, place in header.places.items():
        if place < len(schema) and not holds_single_values(schema.field(place)):
            message = f"The column {schema.names[place]} does not hold single values."
            item = found("unreadable-column", message, table=wanted.table, file=wanted.file)
            raise Unusable(replace(item, column=column))


def _read_parquet(engine: Engine, parts: Sequence[FilePart], wanted: Wanted, name: str) -> RawTable:
    schema, records, keys = _schema(parts, wanted)
    header = find_header([[*schema.names, *keys]], replace(wanted, header_rows=1))
    if wanted.across:
        message = "Columns under across in pack.toml can be read from CSV and XLSX files only."
        raise Unusable(found("bad-setting", message, table=wanted.table, file=wanted.file))
    items = check_columns(header, wanted)
    if not records:
        message = "There are no rows."
        raise Unusable(found("empty-file", message, table=wanted.table, file=wanted.file))
    _check_values(header, schema, wanted)
    row = "file row"
    while row in {column.lower() for column in schema.names}:
        row += "_"
    paths = (part.path for part in parts)
    engine.scan_parquet(f"{name}_file", *paths, row=row, keyed=bool(keys))
    listed = ", ".join(
        [
            *(f"{name_of(header.headers[p])} AS {name_of(c)}" for c, p in header.places.items()),
            *(f"{_text_of(value)} AS {name_of(c)}" for c, value in wanted.same.items()),
            *([f"{name_of(row)}::VARCHAR AS person"] if wanted.one_person_a_row else []),
        ]
    )
    engine.run(
        f"CREATE OR REPLACE TEMP VIEW {name_of(name)} AS SELECT {name_of(row)} AS row, {listed}"
        f" FROM {name_of(name + '_file')}"
    )
    types = engine.columns(name)
    types.pop("row")
    return RawTable(name, wanted.table, wanted.file, types, records, [], items)


def _text_of(value: str) -> str:
    """SQL of a text, where a view may have no parameters."""
    return "'" + value.replace("'", "''") + "'"


def _schema(parts: Sequence[FilePart], wanted: Wanted) -> tuple[pa.Schema, int, list[str]]:
    """The columns of files that are one table, their rows, and the columns that folders hold."""
    first, records = parquet_schema(parts[0].path, name=parts[0].name, table=wanted.table)
    keys = [] if parts[0].name == wanted.file else list(parts[0].keys)
    for part in parts[1:]:
        schema, rows = parquet_schema(part.path, name=part.name, table=wanted.table)
        if schema.names != first.names or list(part.keys) != keys:
            message = f"The files do not have the same columns: {part.name} differs from the first."
            raise Unusable(found("unlike-files", message, table=wanted.table, file=wanted.file))
        records += rows
    if records > limits.ROWS:
        raise too_large(wanted.file, wanted.table, limits.PARQUET_BYTES)
    return first, records, [key for key in keys if key not in first.names]
