"""Results read back from our own JSON and CSV, as anybody with the file could."""

import csv
import io
import json
import math
import types
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from evenhand.data.writers.rows import UNBOUNDED
from evenhand.domain.results.measurement import Inputs
from evenhand.domain.results.result import Result

_HINTS = get_type_hints(Result)


class NotResults(ValueError):
    """The file is not one of ours. The message says what is wrong with it."""


def from_json(text: str) -> list[Result]:
    """Every result of a results.json; raises NotResults, also where it tells more than results."""
    try:
        content = json.loads(text)
        rows = content["results"]
        more = set(content) - {"inputs", "signs", "results", "placements"}
    except (ValueError, KeyError, TypeError) as wrong:
        raise NotResults("This JSON file has no list of results.") from wrong
    if more or content.get("placements"):
        raise NotResults("This JSON file tells more than results.")
    return [_result(row) for row in rows]


def inputs_from_json(text: str) -> Inputs:
    """What a results.json says went in; raises NotResults."""
    try:
        told = json.loads(text)["inputs"]
        return Inputs(
            version=str(told["version"]),
            editions=tuple(map(str, told["editions"])),
            files=tuple((str(name), str(sha256)) for name, sha256 in told["files"]),
            pack_hash=str(told["pack_hash"]),
            options={str(name): str(value) for name, value in told["options"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise NotResults("This JSON file does not say what went in.") from wrong


def from_csv(text: str) -> list[Result]:
    """Every result of a results.csv."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if list(_HINTS) != list(reader.fieldnames or ()):
        raise NotResults("This CSV file has not the columns of our results.")
    return [_result({name: _value(row[name], hint) for name, hint in _HINTS.items()})
            for row in _whole(reader)]  # fmt: skip


def _whole(rows: Iterable[dict[str | Any, Any]]) -> Iterable[dict[str | Any, Any]]:
    for row in rows:
        if None in row or None in row.values():
            raise NotResults("A line of this CSV file has too many or too few cells.")
        yield row


def _result(row: Mapping[str, Any]) -> Result:
    if missing := set(_HINTS) - set(row):
        raise NotResults(f"A result lacks {', '.join(sorted(missing))}.")
    if more := set(row) - set(_HINTS):
        raise NotResults(f"A result has more than it should: {', '.join(sorted(more))}.")
    fields = {name: row[name] for name in _HINTS} | {"flags": tuple(row["flags"])}
    for name in ("unit", "finding", "change"):
        kind = next(each for each in _kinds(_HINTS[name]) if issubclass(each, StrEnum))
        fields[name] = None if row[name] is None else kind(row[name])
    return Result(**_unbounded(fields))


def _unbounded(fields: dict[str, Any]) -> dict[str, Any]:
    """Files say that a limit is endless with a flag, for they cannot write it as a number."""
    if UNBOUNDED not in fields["flags"]:
        return fields
    found = fields.copy()
    for low, high in (("low", "high"), ("bound_low", "bound_high")):
        if fields[low] is not None and fields[high] is None:
            found[high] = math.inf
    return found


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
