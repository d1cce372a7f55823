"""Reads Parquet files where they are: the engine scans the columns that are asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from evenhand.data.engines.duckdb import EngineError, OutOfMemory
from evenhand.data.readers import limits
from evenhand.data.readers.item import Unusable, found
from evenhand.data.readers.place import PARQUET_ENDS, too_large


def parquet_schema(file: Path, *, name: str, table: str) -> tuple[pa.Schema, int]:
    """The columns of a Parquet file and the number of its rows. Raises Unusable."""
    try:
        with pq.ParquetFile(file) as opened:
            schema, rows = opened.schema_arrow, opened.metadata.num_rows
    except (pa.ArrowException, OSError, ValueError) as error:
        message = "The file cannot be read as a Parquet file."
        item = found("damaged-file", message, table=table, file=name)
        raise Unusable(item) from error
    if rows > limits.ROWS:
        raise too_large(name, table, limits.PARQUET_BYTES)
    return schema, rows


def holds_single_values(field: pa.Field) -> bool:
    """Whether a column holds one text, number, date or truth value a row."""
    kind = field.type
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    nested = pa.types.is_nested(kind)
    binary = pa.types.is_binary(kind) or pa.types.is_large_binary(kind)
    return not (nested or binary)


@contextmanager
def read_by_the_engine(file: Path | None, *, name: str, table: str) -> Iterator[None]:
    """
    While this lasts, the engine reads a file's relation: what it cannot read raises Unusable.

    A Parquet file is read as it is cleaned, so that is when damage inside it shows. Of a table
    that is already in memory, an error of the engine is a mistake of ours.
    """
    try:
        yield
    except OutOfMemory as error:
        message = "The file needs more memory than there is."
        raise Unusable(found("too-large", message, table=table, file=name)) from error
    except EngineError as error:
        if file is None or not file.name.lower().endswith(PARQUET_ENDS):
            raise
        message = "The file cannot be read to its end."
        raise Unusable(found("damaged-file", message, table=table, file=name)) from error
