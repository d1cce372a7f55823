"""A table that stays where it lies, in Spark, while its raw values become clean ones.

Only distinct values and numbers of rows leave it. What they mean comes in as a small table, which
is joined to the rows, as `data.readers.part` does in DuckDB.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import narwhals as nw
import pyarrow as pa

Expr = nw.Expr
Frame = nw.LazyFrame[Any]
_TYPES = {
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
    "DOUBLE": pa.float64(),
    "BIGINT": pa.int64(),
    "INTEGER": pa.int32(),
    "BOOLEAN": pa.bool_(),
}
_TAKEN: dict[str, Any] = {"number": nw.Float64, "whole": nw.Int64, "day": nw.Date}
# A raw value as text, what it means, and the code of what was wrong with it ("" for nothing).
Meaning = tuple[str, tuple[Any, ...], str]


class Read(NamedTuple):
    """What the values of a column mean, in values of these SQL types."""

    types: Sequence[str]
    meanings: Sequence[Meaning]


class LazyTable:
    """
    Raw columns under the pack's names, and the clean values read from them so far.

    Clean values of the column c are c__0, c__1 ...; what was wrong with it is c__problem. Spark reads a
    point in a name as a part of a structure.
    """

    def __init__(self, native: Any, places: Mapping[str, str]) -> None:
        frame = nw.from_native(native)
        self._native = native
        self._raw = list(places)
        self._frame: Frame = frame.select(
            **{_raw(column): nw.col(header) for column, header in places.items()}
        )
        self._kinds = {column: self._frame.collect_schema()[_raw(column)] for column in places}
        self._read: dict[str, int] = {}
        self._problems: set[str] = set()

    def __len__(self) -> int:
        return _number(self._frame)

    def has(self, column: str) -> bool:
        """Whether the table has the column."""
        return column in self._raw

    def is_day(self, column: str) -> bool:
        """Whether the column holds days or moments."""
        return bool(self._kinds[column] == nw.Date) or isinstance(self._kinds[column], nw.Datetime)

    def is_number(self, column: str) -> bool:
        """Whether the column holds numbers."""
        return bool(self._kinds[column].is_numeric())

    def is_yes_no(self, column: str) -> bool:
        """Whether the column holds truth values."""
        return bool(self._kinds[column] == nw.Boolean)

    def take(self, kinds: Mapping[str, str]) -> None:
        """Take the values of columns as they are, as ids, numbers, whole numbers, days or yes_no."""
        taken = {f"{column}__0": self._taken(column, kind) for column, kind in kinds.items()}
        self._frame = self._frame.with_columns(**taken)
        self._read |= dict.fromkeys(kinds, 1)

    def _taken(self, column: str, kind: str) -> Expr:
        taken: Expr = nw.col(_raw(column))
        if kind == "id":
            whole = taken.cast(nw.Int64) if self._kinds[column].is_float() else taken
            text = whole.cast(nw.String).str.strip_chars()
            return nw.when(text != "").then(text)
        return taken if kind == "yes_no" else taken.cast(_TAKEN[kind])

    def values(self, columns: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
        """
        Every distinct value of each of the columns as text, "" for none, and the number of its rows.

        The rows are gone through once, for all columns together.
        """
        found: dict[str, list[tuple[str, int]]] = {column: [] for column in columns}
        if columns:
            texts = self._frame.select(**{column: _text(column) for column in columns})
            long = texts.unpivot(list(columns), variable_name="of", value_name="value")
            told = long.group_by("of", "value").agg(n=nw.len()).collect().to_dict()
            listed = (told[name].to_list() for name in ("of", "value", "n"))
            for column, value, n in zip(*listed, strict=True):
                found[column].append((value, int(n)))
        return {column: sorted(values) for column, values in found.items()}

    def read(self, read: Mapping[str, Read]) -> None:
        """Give each value of these columns its meaning."""
        # Spark goes through the whole plan at every step: the fewer, the quicker.
        keys = {f"{column}__key": _text(column) for column in read}
        frame = self._frame.with_columns(**keys)
        for column, each in read.items():
            small = nw.from_native(self._small(column, each))
            frame = frame.join(small, left_on=f"{column}__key", right_on="k", how="left")
            self._read[column] = len(each.types)
            self._problems.add(column)
        self._frame = frame.drop(*keys)

    def _small(self, column: str, read: Read) -> Any:
        """
        The meanings as a table in Spark.

        Of an Arrow table Spark knows that it is small, and sends it to where the rows are; a list it
        would join by shuffling the rows.
        """
        rows = [(text, *values, wrong) for text, values, wrong in read.meanings]
        names = ["k", *(f"{column}__{n}" for n in range(len(read.types))), f"{column}__problem"]
        columns = {
            name: pa.array([row[place] for row in rows], _TYPES[kind])
            for place, (name, kind) in enumerate(
                zip(names, ["VARCHAR", *read.types, "VARCHAR"], strict=True)
            )
        }
        return self._native.sparkSession.createDataFrame(pa.table(columns))

    def value(self, column: str, number: int = 0) -> Expr:
        """A column's clean value; null where the table has no such column."""
        return nw.col(f"{column}__{number}") if column in self._read else nw.lit(None)

    def unreadable(self, column: str) -> Expr:
        """Whether something was wrong with the column's value."""
        return nw.col(f"{column}__problem") != "" if column in self._problems else nw.lit(False)

    def any_value(self, column: str) -> bool:
        """Whether the column has a clean value in any row."""
        return _number(self._frame.filter(~self.value(column).is_null())) > 0

    def without(self, rejected: Sequence[Expr]) -> None:
        """Leave out the rows in which one of these holds."""
        if rejected:
            bad = nw.any_horizontal(*rejected, ignore_nulls=True)
            self._frame = self._frame.filter(~bad)

    def without_copies(self) -> int:
        """Keep one of rows that are the same in every raw column; how many copies there were."""
        before = _number(self._frame)
        self._frame = self._frame.unique([_raw(column) for column in self._raw])
        return before - _number(self._frame)

    def several(self, *columns: str) -> int:
        """How many distinct combinations of clean columns stand in more than one row."""
        keys = [f"{column}__0" for column in columns if column in self._read]
        filled = self._frame.filter(~nw.col(keys[-1]).is_null())
        return _number(filled.group_by(*keys).agg(n=nw.len()).filter(nw.col("n") > 1))

    def clean(self, fields: Mapping[str, Expr], kinds: Mapping[str, str]) -> Frame:
        """The clean table: these columns in these SQL types, null where no field gives one."""
        types: dict[str, Any] = {
            "VARCHAR": nw.String, "DATE": nw.Date, "DOUBLE": nw.Float64, "BIGINT": nw.Int64,
            "INTEGER": nw.Int32, "BOOLEAN": nw.Boolean,
        }  # fmt: skip
        return self._frame.select(
            **{
                name: fields.get(name, nw.lit(None)).cast(types[kind])
                for name, kind in kinds.items()
            }
        )


def stacked(frames: Sequence[Frame]) -> Frame:
    """The rows of several frames with the same columns."""
    return nw.concat(list(frames), how="vertical") if len(frames) > 1 else frames[0]


def constant(value: str | int | bool | date | None) -> Expr:
    """The same value in every row."""
    return nw.lit(value)


def first_of(*exprs: Expr) -> Expr:
    """The first that is not null."""
    return nw.coalesce(*exprs)


def chosen(cases: Sequence[tuple[Expr, Expr]], otherwise: Expr) -> Expr:
    """The value of the first case that holds."""
    made = otherwise
    for condition, value in reversed(cases):
        made = nw.when(condition).then(value).otherwise(made)
    return made


def _raw(column: str) -> str:
    return f"{column}__raw"


def _text(column: str) -> Expr:
    return nw.col(_raw(column)).cast(nw.String).fill_null("")


def _number(frame: Frame) -> int:
    return int(frame.select(nw.len().alias("n")).collect().to_dict()["n"].to_list()[0])
