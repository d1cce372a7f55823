"""Makes year packs on disk: `make_pack(tmp_path, staff=[{"person": "1", ...}])`."""

import atexit
import csv
import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from evenhand.data.engines.duckdb import Engine
from evenhand.data.readers.item import CheckItem
from evenhand.data.readers.pack import Pack, read_pack

Rows = Sequence[Mapping[str, Any]]

BODY = {"id": "X01", "name": "Example Partnership Trust", "kind": "nhs-trust"}
YEAR = {"snapshot": date(2025, 3, 31), "standards": ["nhs-wres"]}
PERSON = {"person": "p1", "ethnic_category": "A", "pay_band": "5"}


def make_pack(
    folder: Path,
    *,
    manifest: Mapping[str, Any] | None = None,
    form: str = "csv",
    **tables: Rows,
) -> Path:
    """
    Write a pack and return its folder.

    Each table is a list of dicts from header to value; `form` is csv, xlsx or parquet. `manifest`
    is laid over the default one (one trust, the year to 31 March 2025), table by table; a value of
    None takes a key away. A table whose manifest names a file is written to that file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    content: dict[str, Any] = {"body": BODY, "year": YEAR}
    content["tables"] = {name: {"file": f"{name}.{form}"} for name in tables}
    content = _laid_over(content, manifest or {})
    for name, rows in tables.items():
        write_table(folder / content["tables"][name].get("file", f"{name}.{form}"), rows)
    (folder / "pack.toml").write_text(as_toml(content), encoding="utf-8")
    return folder


def write_table(file: Path, rows: Rows) -> Path:
    """Write rows as CSV, XLSX (one sheet) or Parquet, by the file's name."""
    file.parent.mkdir(parents=True, exist_ok=True)
    headers = list(dict.fromkeys(header for row in rows for header in row))
    lines = [[row.get(header) for header in headers] for row in rows]
    if file.suffix == ".xlsx":
        return write_workbook(file, {"Sheet1": [headers, *lines]})
    if file.suffix == ".parquet":
        pq.write_table(pa.table({h: [row.get(h) for row in rows] for h in headers}), file)
        return file
    with file.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([headers, *lines])
    return file


def write_workbook(file: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """Write a workbook from the rows of each of its sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(file)
    return file


def as_toml(content: Mapping[str, Any]) -> str:
    """A manifest as TOML text. Tables inside tables are written inline."""
    lines: list[str] = []
    for key, value in content.items():
        if not isinstance(value, Mapping) and not _is_list_of_tables(value):
            lines.append(f"{_key(key)} = {_value(value)}")
    for key, value in content.items():
        if key == "tables":
            for name, table in value.items():
                lines += [f"[tables.{_key(name)}]", *_pairs(table)]
        elif isinstance(value, Mapping):
            lines += [f"[{_key(key)}]", *_pairs(value)]
        elif _is_list_of_tables(value):
            for each in value:
                lines += [f"[[{_key(key)}]]", *_pairs(each)]
    return "\n".join(lines) + "\n"


def _is_list_of_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)


def _pairs(table: Mapping[str, Any]) -> list[str]:
    return [f"{_key(key)} = {_value(value)}" for key, value in table.items()]


def _key(key: str) -> str:
    return key if key.replace("_", "").isalnum() and key.isascii() else json.dumps(key)


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(_pairs(value)) + " }" if value else "{}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(each) for each in value) + "]"
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)


def _laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    laid = dict(below)
    for key, value in above.items():
        if value is None:
            laid.pop(key, None)
        elif isinstance(value, Mapping) and isinstance(laid.get(key), Mapping):
            laid[key] = _laid_over(laid[key], value)
        else:
            laid[key] = value
    return laid


@lru_cache(maxsize=1)
def _read(path: Path, files: tuple[tuple[str, int, int], ...]) -> tuple[Pack, Engine]:
    """The pack and its clean tables: read once, as long as its `files` are as they were."""
    engine = _engine()
    for name in engine.tables():
        engine.drop(name)
    return read_pack(path, engine=engine), engine


@cache
def _engine() -> Engine:
    """For one pack after another: to start one takes longer than to read a pack of a few rows."""
    return Engine()


def _end() -> None:
    """The database is to be gone before the interpreter is."""
    _read.cache_clear()
    _engine.cache_clear()


atexit.register(_end)


def _read_once(path: Path) -> tuple[Pack, Engine]:
    folder = path if path.is_dir() else path.parent
    found = [(str(file), file.lstat()) for file in sorted(folder.rglob("*"))]
    return _read(path, tuple((name, at.st_ctime_ns, at.st_size) for name, at in found))


def check(path: Path) -> Pack:
    """The pack at a path as it was read."""
    return _read_once(path)[0]


def query(path: Path, sql: str) -> list[tuple[Any, ...]]:
    """Rows of a query over the clean tables of a pack."""
    return _read_once(path)[1].rows(sql)


def the_item(path: Path, code: str) -> CheckItem:
    """The one item with a code that a check of the pack gives; fails where there is none or several."""
    items = check(path).items
    (item,) = [each for each in items if each.code == code] or [None]
    assert item is not None, f"no {code} among {[each.code for each in items]}"
    return item
