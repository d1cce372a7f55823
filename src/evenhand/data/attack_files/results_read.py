"""Results read back from our own JSON and CSV, as anybody with the file could."""

import csv
import io
import json
import math
import types
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from evenhand.data.writers.rows import UNBOUNDED
from evenhand.domain.results.measurement import Inputs
from evenhand.domain.results.result import Result

_HINTS = get_type_hints(Result)
_NAMES = tuple(_HINTS)


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
    return [result_of(row) for row in rows]


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
    reader = csv.reader(io.StringIO(text, newline=""))
    if list(_NAMES) != next(reader, []):
        raise NotResults("This CSV file has not the columns of our results.")
    return [
        result_of({name: read(cell) for name, read, cell in zip(_NAMES, _READ, row, strict=True)})
        for row in _whole(reader)
    ]


def _whole(rows: Iterable[list[str]]) -> Iterable[list[str]]:
    for row in filter(None, rows):
        if len(row) != len(_NAMES):
            raise NotResults("A line of this CSV file has too many or too few cells.")
        yield row


def result_of(row: Mapping[str, Any]) -> Result:
    """A result from its line of a results.json; raises NotResults."""
    if missing := _HINTS.keys() - row.keys():
        raise NotResults(f"A result lacks {', '.join(sorted(missing))}.")
    if more := row.keys() - _HINTS.keys():
        raise NotResults(f"A result has more than it should: {', '.join(sorted(more))}.")
    fields = {**row, "flags": tuple(row["flags"])}
    for name, kind in _ENUMS.items():
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


def _list(text: str) -> list[str]:
    return [part for part in text.split("; ") if part]


def _text(text: str) -> str:
    return text.removeprefix("'")


def _truth(text: str) -> bool:
    return text == "true"


def _or_none(kind: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda text: kind(text) if text else None


def _reader(hint: Any) -> Callable[[str], Any]:
    """How a cell of a column of this type is read."""
    if get_origin(hint) is tuple:
        return _list
    kinds = _kinds(hint)
    if str in kinds:
        return _text
    if bool in kinds:
        return _truth
    return _or_none(next((kind for kind in (float, int) if kind in kinds), str))


# By column: worked out once, for there are tens of thousands of cells.
_READ = tuple(map(_reader, _HINTS.values()))
_ENUMS = {
    name: next(each for each in _kinds(_HINTS[name]) if issubclass(each, StrEnum))
    for name in ("unit", "finding", "change")
}
