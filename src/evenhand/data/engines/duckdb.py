"""DuckDB behind a small door: tables go in, counts come out.

One engine holds one in-memory database, which lives as long as the engine. Nothing is spilled to
disk, as the tables hold people. Statements are written by this package and never by a file: what a
file holds goes in as a parameter or as an Arrow table, and names are quoted with `name_of`.
"""

import re
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import narwhals as nw
import pyarrow as pa
import pyarrow.parquet as pq

# What the engine raises when a file or a statement is bad.
EngineError = duckdb.Error
OutOfMemory = duckdb.OutOfMemoryException

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "temp_directory": "",
}


def name_of(identifier: str) -> str:
    """An identifier quoted for SQL, whatever it holds.

    >>> name_of('pay "band"')
    '"pay ""band\"""'
    """
    return '"' + identifier.replace('"', '""') + '"'


class Engine:
    """
    One in-memory DuckDB database.

    `memory_limit` is DuckDB's own ("2GB"); a query that needs more fails, as nothing is spilled to
    disk. `threads` is the number of cores to use, all of them when None.
    """

    def __init__(self, *, memory_limit: str = "2GB", threads: int | None = None) -> None:
        settings = _SETTINGS | {"memory_limit": memory_limit}
        if threads is not None:
            settings["threads"] = threads
        self._enums = 0
        self._connection = duckdb.connect(":memory:", config=settings)
        self.run("SET enable_progress_bar = false")
        # The day of a moment must not depend on where the computer stands.
        self.run("SET TimeZone = 'UTC'")

    def load(self, name: str, table: pa.Table) -> None:
        """Make (or replace) the table `name` with a copy of an Arrow table's rows, in their order."""
        self._connection.register("_loading", table)
        try:
            self.run(f"CREATE OR REPLACE TABLE {name_of(name)} AS SELECT * FROM _loading")
        finally:
            self._connection.unregister("_loading")

    def lend(self, name: str, table: pa.Table) -> None:
        """Make (or replace) the view `name` of an Arrow table, which is read where it is."""
        self._connection.register(name, table)

    def drop(self, name: str) -> None:
        """Forget a table, a view or what was lent, if it is there."""
        self._connection.unregister(name)
        # The list of views alone: that of tables and views together takes seven times as long.
        a_view = self.rows("SELECT true FROM duckdb_views() WHERE view_name = ?", [name])
        self.run(f"DROP {'VIEW' if a_view else 'TABLE'} IF EXISTS {name_of(name)}")

    def scan_parquet(self, name: str, *paths: Path, row: str = "row", keyed: bool = False) -> None:
        """
        Make the view `name` of one Parquet file or several alike, read when it is queried.

        The extra column `row` is the line that a spreadsheet would show, 2 for the first record;
        over several files it goes on counting. `keyed`: folders called `column=value` give columns.
        """
        # A view's text cannot have parameters, so paths are quoted as SQL quotes a string, and
        # what would be read as a pattern of many files is put in brackets.
        literals = [literal(re.sub(r"([*?\[])", r"[\1]", str(path))) for path in paths]
        keys = "hive_types_autocast = false, hive_partitioning = " + str(keyed).lower()
        options = f"file_row_number = true, {keys}"
        source, row_number, without = "", "file_row_number + 2", "file_row_number"
        if len(paths) > 1:
            options += ", filename = '_file'"
            self.load(f"{name}_starts", _starts(paths))
            source = f" JOIN {name_of(name + '_starts')} ON _file = _path"
            row_number = "file_row_number + 2 + _before"
            without = "file_row_number, _file, _path, _before"
        self.run(
            f"CREATE OR REPLACE TEMP VIEW {name_of(name)} AS"
            f" SELECT * EXCLUDE ({without}), ({row_number})::INTEGER AS {name_of(row)}"
            f" FROM read_parquet([{', '.join(literals)}], {options}){source}"
        )

    def run(self, sql: str, parameters: Sequence[object] = ()) -> None:
        """Run a statement for what it does."""
        self._connection.execute(sql, list(parameters))

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query. Sums of whole numbers come as int."""
        return self._connection.execute(sql, list(parameters)).fetchall()

    def arrow(self, sql: str, parameters: Sequence[object] = ()) -> pa.Table:
        """A query's rows as an Arrow table; sums, which DuckDB types as decimals, as int64 or float64."""
        table = self._connection.sql(sql, params=list(parameters)).to_arrow_table()
        return table.cast(pa.schema([_plain_number(column) for column in table.schema]))

    def shorten(self, name: str, columns: Sequence[str]) -> None:
        """Hold text columns of a table as numbers of a list of their values (enumerated types)."""
        for column in columns:
            self._enums += 1
            kind, quoted = f"enum_{self._enums}", name_of(column)
            self.run(
                f"CREATE TYPE {kind} AS ENUM (SELECT DISTINCT {quoted} FROM {name_of(name)}"
                f" WHERE {quoted} IS NOT NULL ORDER BY 1)"
            )
            self.run(f"ALTER TABLE {name_of(name)} ALTER {quoted} TYPE {kind}")

    def columns(self, name: str) -> dict[str, str]:
        """The columns of a table or view, in order, with DuckDB's names of their types."""
        return {row[0]: str(row[1]) for row in self.rows(f"DESCRIBE {name_of(name)}")}

    def tables(self) -> tuple[str, ...]:
        """Names of the tables and views, sorted."""
        found = self.rows("SELECT table_name FROM information_schema.tables ORDER BY table_name")
        return tuple(row[0] for row in found)

    def lazy(self, name: str) -> nw.LazyFrame[Any]:
        """The table or view as a narwhals frame; it joins only with frames of the same engine."""
        return nw.from_native(self._connection.table(name_of(name)))

    def kept(self, frame: nw.LazyFrame[Any]) -> pa.Table:
        """The rows of a frame, to be kept when the engine is closed."""
        table: pa.Table = frame.collect(backend="pyarrow").to_native()
        return table

    def lock(self) -> None:
        """From now on no statement may open a file or the network, or undo this."""
        self.run("SET enable_external_access = false")
        self.run("SET lock_configuration = true")

    def close(self) -> None:
        """Forget everything."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def literal(text: str) -> str:
    """A text quoted for SQL, whatever it holds."""
    return "'" + text.replace("'", "''") + "'"


def _starts(paths: Sequence[Path]) -> pa.Table:
    """How many rows stand in the files before each of these."""
    rows = [pq.read_metadata(path).num_rows for path in paths]
    before = [0, *accumulate(rows[:-1])]
    return pa.table(
        {"_path": [str(path) for path in paths], "_before": pa.array(before, pa.int64())}
    )


def _plain_number(column: pa.Field) -> pa.Field:
    if not pa.types.is_decimal(column.type):
        return column
    return column.with_type(pa.int64() if column.type.scale == 0 else pa.float64())
