"""One file of one table on its way from raw to clean.

Columns of codes are cleaned by distinct value: the values are fetched, read in Python, and joined
back as a small table, so that a million rows cost about as much as a thousand.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import pyarrow as pa

from evenhand.data.engines.duckdb import Engine, name_of
from evenhand.data.readers.column_list import COLUMNS_OF
from evenhand.data.readers.columns import Column, Reads
from evenhand.data.readers.item import CheckItem
from evenhand.data.readers.problems import rule_items, value_items
from evenhand.data.readers.readings import Reading, reading_of, translation_of
from evenhand.data.readers.rejected import collect_rejected
from evenhand.data.readers.setting import Setting
from evenhand.data.readers.table_file import RawTable

# With more values than this, a list of them would save nothing.
_MOST_ENUMERATED = 10_000
_ARROW = {
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
    "DOUBLE": pa.float64(),
    "BIGINT": pa.int64(),
    "INTEGER": pa.int32(),
    "BOOLEAN": pa.bool_(),
}
# Up to here a number with a point tells each whole number from the next.
_LARGEST_ID = 2**53
_REAL = ("FLOAT", "DOUBLE")
_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER")


@dataclass(frozen=True)
class Cleaned:
    """The clean table `name` of one file: which columns it has, and what became of its rows."""

    name: str
    columns: tuple[str, ...]
    read: int
    rejected: pa.Table
    items: list[CheckItem]
    repeated: int = 0

    @property
    def used(self) -> int:
        """Rows of the file that are in the clean table, whatever its own shape."""
        return self.read - int(self.rejected.num_rows) - self.repeated

    def with_columns(self, more: tuple[str, ...]) -> "Cleaned":
        """The same with columns that were added to the table."""
        return replace(self, columns=(*self.columns, *more))


@dataclass
class Part:
    """
    A raw table and what is known about it.

    `body` and `snapshot` are those of every row, where no column says so; None where one does.
    `translated` are the values that pack.toml gives another meaning, column by column.
    """

    engine: Engine
    raw: RawTable
    setting: Setting
    translated: Mapping[str, Mapping[str, str]]
    body: str | None
    snapshot: date | None
    _clean: dict[str, list[str]] = field(default_factory=dict)
    _joins: dict[str, str] = field(default_factory=dict)
    _readings: dict[str, Reading] = field(default_factory=dict)
    _rules: list[str] = field(default_factory=list)
    _required: set[str] = field(default_factory=set)

    def has(self, column: str) -> bool:
        """Whether the file has the column."""
        return column in self.raw.columns

    def read_columns(self) -> None:
        """Read every column that the file has, one by one."""
        for name in self.raw.columns:
            column = COLUMNS_OF[self.raw.table][name]
            if sql := self._without_reading(column):
                self._clean[name] = [sql]
            else:
                self.read(reading_of(column, self.setting, self.translated.get(name, {})))

    def read(self, reading: Reading) -> None:
        """Read columns together; what is read is known by the name of the last of them."""
        last = reading.columns[-1]
        name = self._name(last)
        keys = [self._raw(column) for column in reading.columns]
        listed = ", ".join(f"{key} AS k{n}" for n, key in enumerate(keys))
        distinct = self.engine.arrow(
            f"SELECT DISTINCT {listed} FROM {name_of(self.raw.name)} raw ORDER BY ALL"
        )
        self.engine.load(name, _with_values(distinct, reading))
        self._shorten(name, reading)
        same = (f"{key} IS NOT DISTINCT FROM {name_of(name)}.k{n}" for n, key in enumerate(keys))
        self._joins[last] = f"JOIN {name_of(name)} ON {' AND '.join(same)}"
        self._clean[last] = [f"{name_of(name)}.v{n}" for n in range(len(reading.types))]
        self._readings[last] = reading

    def translation(self, column: str) -> Callable[[object], object]:
        """What turns a column's raw value into the one that pack.toml says it means."""
        return translation_of(self.translated.get(column, {}))

    def value(self, column: str, number: int = 0) -> str:
        """SQL of a column's clean value, NULL where the file has no such column."""
        return self._clean[column][number] if column in self._clean else "NULL"

    def fields(self) -> dict[str, str]:
        """SQL of the clean columns that come from one raw column each, as it was read."""
        named: dict[str, str] = {}
        for column, values in self._clean.items():
            cleaned = COLUMNS_OF[self.raw.table][column].cleaned
            named |= dict(zip(cleaned, values, strict=False))
        return named

    def reject(self, code: str, column: str, condition: str) -> None:
        """Set aside the rows where an SQL condition holds, unless they already are."""
        self._rules.append(f"WHEN {condition} THEN '{code}|{column}'")

    def require(
        self,
        column: str,
        number: int = 0,
        *,
        code: str = "missing-value",
        default: str = "NULL",
    ) -> None:
        """
        Set aside the rows in which a column could not be read; `number` is which of its values.

        Where it is blank, they are kept if the SQL of a default has a value, else set aside with
        `code`.
        """
        self._required.add(column)
        problem = f"{name_of(self._name(column))}.problem" if column in self._readings else "''"
        self._rules.append(
            f"WHEN {self.value(column, number)} IS NULL AND ({problem} <> '' OR {default} IS NULL)"
            f" THEN coalesce(nullif({problem}, ''), '{code}') || '|{column}'"
        )

    def finish(self, fields: Mapping[str, str]) -> Cleaned:
        """Make the clean table of these fields, without the rows that had to be set aside."""
        name = f"{self.raw.name}_clean"
        listed = ", ".join(f"{sql} AS {name_of(column)}" for column, sql in fields.items())
        problem = f"CASE {' '.join(self._rules)} END" if self._rules else "NULL::VARCHAR"
        self.engine.run(
            f"CREATE OR REPLACE TABLE {name_of(name)} AS"
            " WITH given AS (SELECT $1::VARCHAR AS body, $2::DATE AS snapshot)"
            f" SELECT raw.row AS row, {listed}, {problem} AS problem"
            f" FROM {name_of(self.raw.name)} raw CROSS JOIN given"
            f" {' '.join(f'LEFT {join}' for join in self._joins.values())}",
            [self.body, self.snapshot],
        )
        items = list(self.raw.items)
        for column, join in self._joins.items():
            items += value_items(
                self.engine, self.raw, self._readings[column].columns, self._name(column), join,
                required=column in self._required,
            )  # fmt: skip
        told = {(item.code, item.column) for item in items}
        wrong = {item.column for item in items if item.code == "wrong-column"}
        rules = rule_items(self.engine, self.raw, name, but=told)
        items += [item for item in rules if item.column not in wrong]
        rejected = collect_rejected(self.engine, self.raw, name)
        self.engine.run(f"DELETE FROM {name_of(name)} WHERE problem IS NOT NULL")
        for column in self._joins:
            self.engine.drop(self._name(column))
        return Cleaned(name, ("row", *fields), self.raw.records, rejected, items)

    def set_aside(self, cleaned: Cleaned, code: str, column: str, rows: str) -> Cleaned:
        """Reject rows of a finished table, given as SQL of their numbers."""
        name = name_of(cleaned.name)
        self.engine.run(f"UPDATE {name} SET problem = '{code}|{column}' WHERE row IN ({rows})")
        items = rule_items(self.engine, self.raw, cleaned.name, but=set())
        more = collect_rejected(self.engine, replace(self.raw, ragged=[]), cleaned.name)
        self.engine.run(f"DELETE FROM {name} WHERE problem IS NOT NULL")
        rejected = pa.concat_tables([cleaned.rejected, more])
        return replace(cleaned, rejected=rejected, items=[*cleaned.items, *items])

    def _name(self, column: str) -> str:
        return f"{self.raw.name}_{column}"

    def _raw(self, column: str) -> str:
        if column not in self.raw.columns:
            return "NULL::VARCHAR"
        raw = f"raw.{name_of(column)}"
        # As text, because there are days in the engine that Python has not.
        return f"{raw}::DATE::VARCHAR" if _is_day(self.raw.columns[column]) else raw

    def _has_far_days(self, column: str) -> bool:
        day = f"{name_of(column)}::DATE"
        sql = f"SELECT bool_or({day} NOT BETWEEN DATE '1900-01-01' AND DATE '9999-12-31')"
        ((far,),) = self.engine.rows(f"{sql} FROM {name_of(self.raw.name)}")
        return bool(far)

    def _without_reading(self, column: Column) -> str:
        """SQL for a column that can be taken as it is, without looking at its values; or ""."""
        raw, kind = f"raw.{name_of(column.name)}", self.raw.columns[column.name]
        if column.reads is Reads.ID:
            return f"nullif(trim({_id_of_number(raw) if kind in _REAL else f'{raw}::VARCHAR'}), '')"
        if column.reads in (Reads.NUMBER, Reads.SHARE) and kind in (*_REAL, *_WHOLE):
            return f"CASE WHEN isfinite({raw}::DOUBLE) THEN {raw}::DOUBLE END"
        if column.reads is Reads.WHOLE and kind in _WHOLE:
            return f"{raw}::BIGINT"
        if column.reads is Reads.DATE and _is_day(kind):
            return "" if self._has_far_days(column.name) else f"{raw}::DATE"
        return raw if column.reads is Reads.YES_NO and kind == "BOOLEAN" else ""

    def _shorten(self, name: str, reading: Reading) -> None:
        texts = [f"v{n}" for n, kind in enumerate(reading.types) if kind == "VARCHAR"]
        for text in texts:
            ((values,),) = self.engine.rows(f"SELECT count(DISTINCT {text}) FROM {name_of(name)}")
            if 0 < values <= _MOST_ENUMERATED:
                self.engine.shorten(name, [text])


def _is_day(kind: str) -> bool:
    return kind == "DATE" or kind.startswith("TIMESTAMP")


def _id_of_number(raw: str) -> str:
    """SQL of an id that a file holds as a number with a point; what is no number is no id."""
    whole = f"{raw} = trunc({raw}) AND abs({raw}) < {_LARGEST_ID}"
    id_ = f"CASE WHEN {whole} THEN TRY_CAST({raw} AS BIGINT)::VARCHAR ELSE {raw}::VARCHAR END"
    return f"CASE WHEN isfinite({raw}::DOUBLE) THEN {id_} END"


def _with_values(distinct: pa.Table, reading: Reading) -> pa.Table:
    """Raw values k0, k1, ... with the clean values v0, v1, ... and the code of what was wrong."""
    raw = zip(*(column.to_pylist() for column in distinct.columns), strict=True)
    results = [reading.read(*values) for values in raw]
    for n, kind in enumerate(reading.types):
        clean = pa.array([values[n] for values, _ in results], _ARROW[kind])
        distinct = distinct.append_column(f"v{n}", clean)
    return distinct.append_column("problem", pa.array([code for _, code in results], pa.string()))
