"""Writes a pack in the shape of one HR system's export: its headers, its words, its dates."""

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

Row = Mapping[str, object]
# Per year: rows of each table, by the names of the pack's columns, in Evenhand's codes.
YearOfRows = Mapping[str, Sequence[Row]]


@dataclass(frozen=True)
class TableShape:
    """
    How one table is written: the file, the header of each column, the system's words for codes.

    `words` gives, by column, each code's words; codes may share words, as a system may have no
    words of its own for a group. Codes without words are written as they are.
    """

    file: str
    headers: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class ExportShape:
    """How a system writes: separator, encoding, dates, yes and no, and each table."""

    separator: str
    encoding: str
    date_text: Callable[[date], str]
    yes: str
    no: str
    tables: Mapping[str, TableShape]


def write_pack(
    folder: Path, heading: str, shape: ExportShape, years: Mapping[date, YearOfRows]
) -> list[Path]:
    """One pack folder: pack.toml, which begins with `heading`, and a folder for each year."""
    folder.mkdir(parents=True, exist_ok=True)
    manifest = folder / "pack.toml"
    manifest.write_text(_manifest(heading, shape, years), encoding="utf-8")
    written = [manifest]
    for snapshot, tables in years.items():
        place = folder / str(snapshot.year)
        place.mkdir(exist_ok=True)
        for name, rows in tables.items():
            table = shape.tables[name]
            written.append(_write_table(place / table.file, table, shape, rows))
    return written


def _write_table(path: Path, table: TableShape, shape: ExportShape, rows: Sequence[Row]) -> Path:
    with path.open("w", encoding=shape.encoding, newline="") as file:
        writer = csv.writer(file, delimiter=shape.separator, lineterminator="\r\n")
        writer.writerow(table.headers.values())
        for row in rows:
            writer.writerow([_text(row[name], name, table, shape) for name in table.headers])
    return path


def _text(value: object, column: str, table: TableShape, shape: ExportShape) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return shape.yes if value else shape.no
    if isinstance(value, date):
        return shape.date_text(value)
    return table.words.get(column, {}).get(str(value), str(value))


def _manifest(heading: str, shape: ExportShape, years: Mapping[date, YearOfRows]) -> str:
    parts = [heading.strip()]
    parts += [f'[[years]]\nsnapshot = {snapshot}\nfolder = "{snapshot.year}"' for snapshot in years]
    for name, table in shape.tables.items():
        lines = [f"[tables.{name}]", f"file = {_quoted(table.file)}"]
        lines += [f"columns.{column} = {_quoted(text)}" for column, text in table.headers.items()]
        parts.append("\n".join(lines))
        for column, words in table.words.items():
            codes: dict[str, str] = {}
            for code, text in words.items():
                # A blank says that nothing is known in every system, so it needs no translation.
                if text:
                    codes.setdefault(text, code)
            lines = [f"[tables.{name}.values.{column}]"]
            lines += [f"{_quoted(text)} = {_quoted(code)}" for text, code in codes.items()]
            parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _quoted(text: str) -> str:
    # JSON's way of writing text is TOML's too.
    return json.dumps(text)
