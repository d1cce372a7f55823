"""Puts what was found in the rows of a table into items, masked where it is personal."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from evenhand.data.engines.duckdb import Engine, name_of
from evenhand.data.readers import limits
from evenhand.data.readers.codes import CODES
from evenhand.data.readers.column_list import COLUMNS_OF
from evenhand.data.readers.columns import Reads
from evenhand.data.readers.item import MASK, CheckItem, begun, counted, found, in_rows, shortened
from evenhand.data.readers.may_be_shown import NOT_OF_PEOPLE, hidden
from evenhand.data.readers.readings import as_text
from evenhand.data.readers.table_file import RawTable

_TRANSLATABLE = ("unknown-ethnic-label", "unknown-label", "band-not-on-ladder", "unknown-answer")
_BECOMES = ("unreadable-date", "unreadable-number", "unreadable-yes-no")
_WHOLE_NUMBER = "Write whole numbers, such as 1200 or 1,200."


@dataclass(frozen=True)
class _Group:
    """Rows with one raw value that was not understood: the code, the value, how many, the first."""

    code: str
    text: str
    number: int
    rows: tuple[int, ...]


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
    the rows were set aside. Where most values are not known, there is one item without any.
    """
    column = columns[-1]
    personal = any(COLUMNS_OF[raw.table][each].personal for each in columns)
    groups = _groups(engine, raw, [] if personal else columns, name, join)
    if personal:
        groups = [_Group(each.code, MASK, each.number, each.rows) for each in groups]
    elif groups:
        if wrong := _wrong_column(engine, raw, column, name):
            return [wrong]
        hide = hidden(engine, raw.name, raw.table, column, (group.text for group in groups))
        groups = _masked(groups, hide)
    items = []
    for code in dict.fromkeys(group.code for group in groups):
        alike = [group for group in groups if group.code == code]
        listed, rest = alike[: limits.ITEMS], alike[limits.ITEMS :]
        items += [_value_item(raw, group, column, required=required) for group in listed]
        if rest:
            number, row = sum(each.number for each in rest), min(each.rows[0] for each in rest)
            message = (
                f"{counted(len(rest), 'more value')} of {column} like these, in "
                f"{counted(number, 'row')}."
            )
            items.append(
                found(code, message, table=raw.table, file=raw.file, row=row, column=column)
            )
    return items


def _groups(
    engine: Engine, raw: RawTable, columns: Sequence[str], name: str, join: str
) -> list[_Group]:
    keys = [f"{name_of(name)}.k{n}" for n in range(len(columns))]
    problem = f"{name_of(name)}.problem"
    rows = engine.rows(
        f"SELECT {', '.join([problem, *keys])}, count(*) AS n, min(raw.row, 3) AS first"
        f" FROM {name_of(raw.name)} raw {join} WHERE {problem} <> ''"
        f" GROUP BY {', '.join([problem, *keys])} ORDER BY n DESC, first"
    )
    return [
        _Group(code, ", ".join(filter(None, map(as_text, values))), number, tuple(first))
        for code, *values, number, first in rows
    ]


def _wrong_column(engine: Engine, raw: RawTable, column: str, name: str) -> CheckItem | None:
    """An item where most values of a table of people are not known: they must not be listed."""
    if raw.table in NOT_OF_PEOPLE:
        return None
    ((values, unknown),) = engine.rows(
        "SELECT count(DISTINCT k0), count(DISTINCT k0) FILTER (problem <> '')"
        f" FROM {name_of(name)} WHERE trim(k0::VARCHAR) <> ''"
    )
    if unknown <= limits.ITEMS or 2 * unknown <= values:
        return None
    message = f"Looks like the wrong column: {unknown:,} of {values:,} values are not known."
    return found("wrong-column", message, table=raw.table, file=raw.file, column=column)


def _masked(groups: Sequence[_Group], hide: set[str]) -> list[_Group]:
    """The groups, those of hidden values together behind a mask."""
    shown = [group for group in groups if group.text not in hide]
    for code in dict.fromkeys(group.code for group in groups if group.text in hide):
        several = [group for group in groups if group.text in hide and group.code == code]
        rows = tuple(sorted(row for group in several for row in group.rows)[:3])
        shown.append(_Group(code, MASK, sum(group.number for group in several), rows))
    return sorted(shown, key=lambda group: (-group.number, group.rows))


def _value_item(raw: RawTable, group: _Group, column: str, *, required: bool) -> CheckItem:
    code, text = group.code, shortened(group.text)
    after = ""
    if code in _BECOMES:
        after = " The rows were set aside." if required else " It was taken as blank."
    value = text or "(blank)"
    where = "" if group.number == 1 else f"in {in_rows(group.number, group.rows)}"
    parts = ["" if text == MASK else f'"{value}"', where]
    message = f"{begun(', '.join(filter(None, parts)))}{CODES[code].meaning}{after}"
    return found(
        code,
        message,
        table=raw.table,
        file=raw.file,
        row=min(group.rows),
        column=column,
        value=value,
        fix=_fix(raw.table, code, column, text),
    )


def _fix(table: str, code: str, column: str, text: str) -> str:
    """What to do about a value, or "" for the usual advice."""
    if code == "unreadable-number" and COLUMNS_OF[table][column].reads is Reads.WHOLE:
        return _WHOLE_NUMBER
    if code not in _TRANSLATABLE or text in ("", MASK):
        return ""
    entry = f'values.{column} = {{ {json.dumps(text, ensure_ascii=False)} = "..." }}'
    fix = f"Under [tables.{table}] in pack.toml write {entry}, with the code it means."
    return f"Add it to [ladder] rungs. Or: {fix}" if code == "band-not-on-ladder" else fix


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
        where = "" if number == 1 else f"in {in_rows(number, rows)}"
        message = f"{begun(where)}{CODES[code].meaning} Set aside."
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
