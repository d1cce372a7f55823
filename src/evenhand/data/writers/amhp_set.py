"""Writes the data set of an AMHP service: CSV tables, what they are, and a JSON Schema for each."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evenhand.data.definitions.amhp_dataset import codes_of
from evenhand.data.writers.results_csv import safe_cell
from evenhand.domain.amhp.dataset import IN_WORDS, Column, DataSet, Kind, Table
from evenhand.domain.amhp.dataset_cells import Row, written

_PATTERNS = {
    Kind.REFERENCE: "^[A-Za-z0-9._/-]{1,40}$",
    Kind.DAY: r"^\d{4}-\d{2}-\d{2}$",
    Kind.TIME: r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?([+-]\d{2}:\d{2}|Z)$",
    Kind.NUMBER: r"^\d+(\.\d+)?$",
    Kind.WHOLE: r"^\d+$",
}


def set_files(
    shape: DataSet,
    tables: Mapping[str, Iterable[Row]],
    *,
    bodies: Sequence[str],
    marked_as: str = "",
) -> dict[str, str]:
    """
    Every file of a set by its name: the tables that are given, dataset.json, and the schemas.

    Of several `bodies`, each row has the name of its own under "body". The same rows give the same
    text. No cell can run as a formula in a spreadsheet.
    """
    several = len(bodies) > 1
    files = {
        table.file: _csv(table, tables[table.name], several=several)
        for table in shape.tables
        if table.name in tables
    }
    whose = {"bodies": list(bodies)} if several else {"body": bodies[0]}
    about = {"data_set": "AMHP service", "edition": shape.edition, **whose, "marked_as": marked_as}
    files["dataset.json"] = json.dumps(about, ensure_ascii=False, indent=2) + "\n"
    for table in shape.tables:
        if table.name in tables:
            text = json.dumps(schema(shape, table, several=several), ensure_ascii=False, indent=2)
            files[f"schema/{table.name}.schema.json"] = text + "\n"
    return files


def schema(shape: DataSet, table: Table, *, several: bool = False) -> dict[str, Any]:
    """The JSON Schema of one row of a table, each cell as text: with every list of codes."""
    columns = {each.name: _cell_schema(each) for each in table.columns}
    if several:
        columns = {
            "body": {"type": "string", "minLength": 1, "description": "whose row it is"}
        } | columns
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{table.title} ({table.name}.csv), AMHP data set {shape.edition}",
        "description": table.about,
        "type": "object",
        "properties": columns,
        "required": [*(["body"] if several else []), *(c.name for c in table.columns if c.needed)],
        "additionalProperties": False,
    }


def _cell_schema(column: Column) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "string",
        "description": f"{column.about}: {IN_WORDS[column.kind]}",
    }
    codes = codes_of(column)
    if column.kind is Kind.CODES:
        one = "|".join(_escaped(each.code) for each in codes)
        made |= {"pattern": f"^({one})(;({one}))*$", "x-codes": {c.code: c.title for c in codes}}
    elif codes:
        made["oneOf"] = [{"const": each.code, "title": each.title} for each in codes]
    elif column.kind is Kind.YES_NO:
        made["enum"] = ["yes", "no"]
    else:
        made["pattern"] = _PATTERNS[column.kind]
    if column.needed:
        return made
    return {"description": made.pop("description"), "anyOf": [made, {"const": ""}]}


def _escaped(code: str) -> str:
    return "".join(f"\\{sign}" if sign in "+.<>()[]{}|?*^$\\" else sign for sign in code)


def _csv(table: Table, rows: Iterable[Row], *, several: bool) -> str:
    names = [*(["body"] if several else []), *(each.name for each in table.columns)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([safe_cell(written(row.get(name))) for name in names] for row in rows)
    return text.getvalue()
