"""Writes made-up tables piece by piece: as CSV where they are small, else as Parquet."""

import csv
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

Write = Callable[[pa.Table], None]

# Nearly every row has an id of its own, so a dictionary of them would only be larger.
_IDS = ("person", "respondent")


def write_pieces(
    folder: Path, pieces: Iterable[tuple[str, pa.Table]], *, parquet: bool
) -> dict[str, Path]:
    """
    One file a table, of all its pieces in order; the paths by table. Memory: one piece.

    A table without rows gets no file: a pack says that it has none by leaving it out.
    """
    opener = _parquet if parquet else _csv
    paths: dict[str, Path] = {}
    writers: dict[str, Write] = {}
    with ExitStack() as open_files:
        for name, piece in pieces:
            if piece.num_rows == 0:
                continue
            if name not in writers:
                paths[name] = folder / f"{name}.{'parquet' if parquet else 'csv'}"
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
