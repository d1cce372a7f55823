"""
The attack on a comparison that others are to read.

It is made of nothing but what each body's released results print, and those were attacked as text
(`pipeline.attack.attack_report`): whatever is worked out of them, a reader could work out as well.
What is left to check is that the finished files hold no number where those results hold none, and
no other count than theirs.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evenhand.domain.measures.estimates import MIRRORED
from evenhand.domain.results.measurement import Measurement
from evenhand.domain.results.result import Result
from evenhand.pipeline.formats import Files
from evenhand.pipeline.wrong_use import NotSafe

KEY = ("standard", "indicator", "cell", "group", "comparator", "body", "period", "grouping")
COUNTS = ("numerator", "denominator", "comparator_numerator", "comparator_denominator")
# What a row without a figure may hold: how many others are ranked is no number of this body's.
OF_OTHERS = ("ranked",)


def must_print_no_more(
    files: Files, printed: Sequence[Measurement], merged: Iterable[str] = ()
) -> None:
    """
    Raises NotSafe where a finished file has a number of a hidden figure, or another count.

    `merged` are bodies whose earlier years are sums of what their predecessors' results print.
    """
    results = {
        _key({name: getattr(each, name) for name in KEY}): each
        for one in printed
        for each in one.results
        if (each.grouping, each.group) != MIRRORED
    }
    added_up = set(merged)
    for name, rows in _rows(files).items():
        for row in rows:
            result = results.get(_key(row))
            if result is None and row["body"] not in added_up:
                raise NotSafe(f"{name}: nothing was written. A row rests on no released result.")
            if result is not None and (wrong := _says_more(row, result)):
                raise NotSafe(
                    f"{name}: nothing was written, because it would print {wrong} of "
                    f"{row['body_name']} that its released results do not."
                )


def _says_more(row: Mapping[str, Any], result: Result) -> str:
    """The first field that says more than the result does, or nothing."""
    for field in COUNTS:
        count = getattr(result, field)
        if row[field] is not None and (count is None or float(count) != float(row[field])):
            return field
    if not result.suppressed:
        return ""
    told = [
        field for field, value in row.items() if isinstance(value, float) and field not in OF_OTHERS
    ]
    return told[0] if told else ""


def _rows(files: Files) -> dict[str, list[dict[str, Any]]]:
    """Standings as a stranger reads them, numbers as numbers, by the name of their file."""
    found: dict[str, list[dict[str, Any]]] = {}
    if "comparison.json" in files:
        rows = json.loads(files["comparison.json"])["standings"]
        found["comparison.json"] = [
            {name: _number(value) for name, value in row.items()} for row in rows
        ]
    if "standings.csv" in files:
        text = files["standings.csv"]
        assert isinstance(text, str)
        found["standings.csv"] = [
            {name: _cell(name, value) for name, value in row.items()}
            for row in csv.DictReader(io.StringIO(text, newline=""))
        ]
    return found


def _number(value: Any) -> Any:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else value


def _cell(name: str, value: str) -> Any:
    """A cell of the CSV file: names as text, empty as None, numbers as numbers."""
    if name in KEY or name in ("indicator", "edition", "body_name"):
        return value.removeprefix("'")
    try:
        return float(value) if value else None
    except ValueError:
        return value


def _key(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(row[name]) for name in KEY)
