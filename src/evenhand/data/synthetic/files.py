"""Writes made-up tables piece by piece: as CSV, as Parquet, or as many Parquet files."""

import csv
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from enum import StrEnum
from functools import reduce
from pathlib import Path
from urllib.parse import quote

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

Write = Callable[[pa.Table], None]

# Nearly every row has an id of its own, so a dictionary of them would only be larger.
_IDS = ("person", "respondent")


class Layout(StrEnum):
    """How the tables of a pack are written."""

    CSV = "one CSV file a table"
    PARQUET = "one Parquet file a table"
    PARTITIONED = "a folder a table, with Parquet files in folders of body and year"


def write_pieces(
    folder: Path, pieces: Iterable[tuple[str, pa.Table]], layout: Layout
) -> dict[str, Path]:
    """
    One file or folder a table, of all its pieces in order; the paths by table. Memory: one piece.

    In a partitioned layout all rows of a body and year are in one piece. A table without rows gets no file: a pack says that it has none by leaving it out.
    """
    opener = {Layout.CSV: _csv, Layout.PARQUET: _parquet, Layout.PARTITIONED: _partitions}[layout]
    ending = {Layout.CSV: ".csv", Layout.PARQUET: ".parquet", Layout.PARTITIONED: ""}[layout]
    paths: dict[str, Path] = {}
    writers: dict[str, Write] = {}
    with ExitStack() as open_files:
        for name, piece in pieces:
            if piece.num_rows == 0:
                continue
            if name not in writers:
                paths[name] = folder / f"{name}{ending}"
                file = opener(paths[name], piece.schema)
                writers[name] = open_files.enter_context(file)
            writers[name](piece)
    return paths


@contextmanager
def _parquet(path: Path, schema: pa.Schema) -> Iterator[Write]:
    repeated = [name for name in schema.names if name not in _IDS]
    with pq.ParquetWriter(path, schema, use_dictionary=repeated) as writer:
        yield writer.write_table


@contextmanager
def _partitions(path: Path, schema: pa.Schema) -> Iterator[Write]:
    keys = [name for name in ("body", "year") if name in schema.names]
    kept = [name for name in schema.names if name not in keys]
    repeated = [name for name in kept if name not in _IDS]

    def write(piece: pa.Table) -> None:
        for values in piece.select(keys).group_by(keys).aggregate([]).to_pylist():
            mine = [pc.equal(pc.cast(piece[key], pa.string()), str(values[key])) for key in keys]
            rows = piece.filter(reduce(pc.and_, mine)).select(kept)
            folder = path.joinpath(*(f"{key}={quote(str(values[key]))}" for key in keys))
            folder.mkdir(parents=True)
            pq.write_table(rows, folder / "rows.parquet", use_dictionary=repeated)

    yield write


@contextmanager
def _csv(path: Path, schema: pa.Schema) -> Iterator[Write]:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(schema.names)

        def write(piece: pa.Table) -> None:
            columns = [map(_text, column.to_pylist()) for column in piece.columns]
            writer.writerows(zip(*columns, strict=True))

        yield write


def _text(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else value
