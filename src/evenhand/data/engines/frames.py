"""A user's own data frames, as Arrow tables that an engine can read where they are."""

import hashlib
from collections.abc import Sequence
from typing import Any

import narwhals as nw
import pyarrow as pa


class NoFrame(TypeError):
    """What was given is no data frame that can be read; the message says what it is."""


def columns_of(frame: object) -> list[str]:
    """The names of a frame's columns. Raises NoFrame."""
    return list(_narwhal(frame).collect_schema().names())


def is_spark(frame: object) -> bool:
    """Whether the rows lie in Spark, and should be counted there."""
    return not isinstance(frame, pa.Table) and _narwhal(frame).implementation.is_spark_like()


def as_arrow(frame: object, columns: Sequence[str]) -> pa.Table:
    """
    These columns of a Polars, pandas, Arrow or Modin frame, a lazy one or a DuckDB relation.

    Raises NoFrame for anything else, and for columns that hold values of several kinds.
    """
    wanted = _narwhal(frame).select(*columns)
    try:
        if isinstance(wanted, nw.LazyFrame):
            table: pa.Table = wanted.collect(backend="pyarrow").to_native()
        else:
            table = wanted.to_arrow()
    except (pa.ArrowInvalid, pa.ArrowTypeError) as mixed:
        raise NoFrame(f"A column holds values of several kinds: {mixed}.") from mixed
    return table


def fingerprint_of(table: pa.Table) -> str:
    """SHA-256 of a table's columns and values, in hexadecimal; the same rows give the same one."""
    digest = hashlib.sha256()
    plain = table.replace_schema_metadata().combine_chunks()
    with pa.ipc.new_stream(_Digesting(digest), plain.schema) as stream:
        stream.write_table(plain)
    return digest.hexdigest()


class _Digesting:
    """Something to write to that only reckons."""

    closed = False

    def __init__(self, digest: Any) -> None:
        self._digest = digest

    def write(self, data: Any) -> int:
        self._digest.update(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""


def _narwhal(frame: object) -> nw.DataFrame[Any] | nw.LazyFrame[Any]:
    try:
        read: nw.DataFrame[Any] | nw.LazyFrame[Any] = nw.from_native(frame)
    except TypeError as unknown:
        kind = f"{type(frame).__module__}.{type(frame).__qualname__}"
        message = f"{kind} is no data frame that can be read."
        raise NoFrame(f"{message} Give one of Polars, pandas, Arrow, DuckDB or Spark.") from unknown
    return read
