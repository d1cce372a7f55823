"""Puts what was found in the rows of a table into items, masked where it is personal."""

import json
from collections.abc import Sequence

from evenhand.data.engines.duckdb import Engine, name_of
from evenhand.data.readers import limits
from evenhand.data.readers.codes import CODES
from evenhand.data.readers.column_list import COLUMNS_OF
from evenhand.data.readers.item import MASK, CheckItem, found, in_rows, shortened
from evenhand.data.readers.readings import as_text
from evenhand.data.readers.table_file import RawTable

_TRANSLATABLE = ("unknown-ethnic-label", "unknown-label", "band-not-on-ladder", "unknown-answer")
_BECOMES = {"unreadable-date": "taken as blank", "unreadable-number": "taken as blank"}


def value_items(
    engine: Engine,
    raw: RawTable,
    columns: Sequence[str],
    name: str,
    join: str,
    *,
    required: bool,
) -> list[CheckItem]:
    """
    One item for each raw value that was not understood, or for all together if they are personal.

    `name` is the table of the column's values, `join` what joins it. Where the column is required,
    the rows were set aside.
    """
    column = columns[-1]
    personal = any(COLUMNS_OF[raw.table][each].personal for each in columns)
    keys = [] if personal else [f"{name_of(name)}.k{n}" for n in range(len(columns))]
    problem = f"{name_of(name)}.problem"
    groups = engine.rows(
        f"SELECT {', '.join([problem, *keys])}, count(*) AS n, min(raw.row, 3) AS first"
        f" FROM {name_of(raw.name)} raw {join} WHERE {problem} <> ''"
        f" GROUP BY {', '.join([problem, *keys])} ORDER BY n DESC, first"
    )
    items = []
    for code, *values, number, rows in groups[: limits.ITEMS]:
        texts = (as_text(value) for value in values)
        text = MASK if personal else shortened(", ".join(each for each in texts if each))
        items.append(_value_item(raw, code, column, text, number, rows, required=required))
    if rest := groups[limits.ITEMS :]:
        number = sum(group[-2] for group in rest)
        message = (
            f"{raw.file}: {len(rest):,} more values of {column} like these, in {number:,} rows."
        )
        code, row = rest[0][0], min(group[-1][0] for group in rest)
        items.append(found(code, message, table=raw.table, file=raw.file, row=row, column=column))
    return items


def _value_item(
    raw: RawTable,
    code: str,
    column: str,
    text: str,
    number: int,
    rows: Sequence[int],
    *,
    required: bool,
) -> CheckItem:
    after = ""
    if code in _BECOMES:
        after = " The rows were set aside." if required else " It was taken as blank."
    where = in_rows(number, rows)
    value = text or "(blank)"
    shown = "" if text == MASK else f' "{value}"'
    message = f"{raw.file}, {where}, {column}{shown}: {CODES[code].meaning}{after}"
    fix = ""
    if code in _TRANSLATABLE and text:
        entry = f'values.{column} = {{ {json.dumps(text, ensure_ascii=False)} = "..." }}'
        fix = f"Under [tables.{raw.table}] in pack.toml write {entry}, with the code it means."
        if code == "band-not-on-ladder":
            fix = f"Add it to [ladder] rungs. Or: {fix}"
    return found(
        code,
        message,
        table=raw.table,
        file=raw.file,
        row=min(rows),
        column=column,
        value=value,
        fix=fix,
    )


def rule_items(
    engine: Engine, raw: RawTable, name: str, *, but: set[tuple[str, str]]
) -> list[CheckItem]:
    """One item for each reason for which rows of the table `name` were set aside."""
    groups = engine.rows(
        f"SELECT problem, count(*), min(row, 3) FROM {name_of(name)}"
        " WHERE problem IS NOT NULL GROUP BY problem ORDER BY problem"
    )
    items = []
    for problem, number, rows in groups:
        code, column = problem.split("|")
        if (code, column) in but:
            continue
        message = f"{raw.file}, {in_rows(number, rows)}: {CODES[code].meaning} Set aside."
        personal = COLUMNS_OF[raw.table][column].personal
        items.append(
            found(
                code,
                message,
                table=raw.table,
                file=raw.file,
                row=min(rows),
                column=column,
                value=MASK if personal and not code.startswith("missing") else "",
            )
        )
    return items
