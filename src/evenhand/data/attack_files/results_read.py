"""Results read back from our own JSON and CSV, as anybody with the file could."""

import csv
import io
import json
import types
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from evenhand.domain.results.result import Result

_HINTS = get_type_hints(Result)


class NotResults(ValueError):
    """The file is not one of ours. The message says what is wrong with it."""


def from_json(text: str) -> list[Result]:
    """Every result of a results.json."""
    try:
        rows = json.loads(text)["results"]
    except (ValueError, KeyError, TypeError) as wrong:
        raise NotResults("This JSON file has no list of results.") from wrong
    return [_result(row) for row in rows]


def from_csv(text: str) -> list[Result]:
    """Every result of a results.csv."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if not set(_HINTS) <= set(reader.fieldnames or ()):
        raise NotResults("This CSV file has not the columns of our results.")
    return [_result({name: _value(row[name], hint) for name, hint in _HINTS.items()})
            for row in reader]  # fmt: skip


def _result(row: Mapping[str, Any]) -> Result:
    if missing := set(_HINTS) - set(row):
        raise NotResults(f"A result lacks {', '.join(sorted(missing))}.")
    fields = {name: row[name] for name in _HINTS} | {"flags": tuple(row["flags"])}
    for name in ("unit", "finding", "change"):
        kind = next(each for each in _kinds(_HINTS[name]) if issubclass(each, StrEnum))
        fields[name] = None if row[name] is None else kind(row[name])
    return Result(**fields)


def _kinds(hint: Any) -> tuple[Any, ...]:
    if get_origin(hint) in (Union, types.UnionType):
        return tuple(each for each in get_args(hint) if isinstance(each, type))
    return (hint,)


def _value(text: str, hint: Any) -> Any:
    if get_origin(hint) is tuple:
        return [part for part in text.split("; ") if part]
    kinds = _kinds(hint)
    if str in kinds:
        return text.removeprefix("'")
    if bool in kinds:
        return text == "true"
    if not text:
        return None
    if float in kinds:
        return float(text)
    return int(text) if int in kinds else text
