"""Rows that could not be used: kept as they were, with the reason, in the pack's private folder."""

import csv
import json
import os
from collections.abc import Sequence
from errno import ENOTDIR
from pathlib import Path

import pyarrow as pa

from evenhand.data.engines.duckdb import Engine, name_of
from evenhand.data.readers.item import CheckItem, found
from evenhand.data.readers.limits import LINES
from evenhand.data.readers.table_file import RawTable

REJECTED = pa.schema(
    [
        ("table", pa.string()),
        ("file", pa.string()),
        ("row", pa.int32()),
        ("column", pa.string()),
        ("code", pa.string()),
        ("record", pa.string()),
    ]
)
FILE = "rejected.csv"


def collect_rejected(engine: Engine, raw: RawTable, name: str) -> pa.Table:
    """
    The rows with a problem in the table `name`, and those without columns, as REJECTED.

    `record` is the raw row as JSON: the columns that were read, or every field of a ragged row.
    """
    fields = ", ".join(f"{name_of(column)} := raw.{name_of(column)}" for column in raw.columns)
    with_problem = engine.arrow(
        f"SELECT $1 AS table, $2 AS file, clean.row % {LINES} AS row,"
        " split_part(problem, '|', 2) AS column,"
        f" split_part(problem, '|', 1) AS code, to_json(struct_pack({fields}))::VARCHAR AS record"
        f" FROM {name_of(name)} clean JOIN {name_of(raw.name)} raw ON raw.row = clean.row"
        " WHERE problem IS NOT NULL ORDER BY clean.row",
        [raw.table, raw.file],
    )
    ragged = [
        {"table": raw.table, "file": raw.file, "row": row, "column": "", "code": "ragged-row"}
        | {"record": json.dumps(record, ensure_ascii=False)}
        for row, record in raw.ragged
    ]
    return pa.concat_tables(
        [pa.Table.from_pylist(ragged, schema=REJECTED), with_problem.cast(REJECTED)]
    )


def write_rows(rejected: Sequence[pa.Table], folder: Path) -> list[CheckItem]:
    """
    Write the rejected rows to `folder`/rejected.csv, which only its owner may read.

    The rows are personal data. Where there are none, an earlier file is taken away. A folder that
    cannot be written to gives a warning, not an exception.
    """
    file = folder / FILE
    try:
        if folder.is_symlink():
            raise NotADirectoryError(ENOTDIR, "it is a link to another place")
        if not any(table.num_rows for table in rejected):
            file.unlink(missing_ok=True)
            return []
        folder.mkdir(mode=0o700, exist_ok=True)
        # Made afresh and moved into place: a link that lies there is replaced, not followed.
        partial = folder / f"{FILE}.partial"
        partial.unlink(missing_ok=True)
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", newline="", encoding="utf-8") as out:
            writer = csv.writer(out)
            writer.writerow(REJECTED.names)
            for table in rejected:
                for batch in table.to_batches():
                    writer.writerows(zip(*(c.to_pylist() for c in batch.columns), strict=True))
        partial.replace(file)
    except OSError as error:
        message = f"{folder.name}/{FILE} could not be written: {error.strerror}."
        return [found("not-writable", message, file=f"{folder.name}/{FILE}")]
    return []
