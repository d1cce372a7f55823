"""Results as JSON, and the JSON Schema that says what each field is."""

import json
import types
from collections.abc import Iterable
from dataclasses import asdict, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from evenhand.data.writers.files import write_whole
from evenhand.data.writers.rows import SIGNS, rows
from evenhand.domain.results.measurement import Inputs, Placement
from evenhand.domain.results.result import Result

_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}


def to_json(
    *, inputs: Inputs, results: Iterable[Result], placements: Iterable[Placement] = ()
) -> str:
    """
    `{"inputs": ..., "signs": ..., "results": [...], "placements": [...]}`, results sorted, one a line.

    `signs` says in words what a null means.

    Raises ValueError where a number is not a number.
    """
    head = json.dumps(_inputs(inputs), ensure_ascii=False, sort_keys=True, allow_nan=False)
    lines = ",\n".join(_line(row) for row in rows(results))
    people = ",\n".join(_line(asdict(placement)) for placement in placements)
    signs = json.dumps(SIGNS, ensure_ascii=False)
    return f'{{"inputs": {head},\n"signs": {signs},\n"results": [\n{lines}\n],\n"placements": [\n{people}\n]}}\n'


def write_json(
    path: Path,
    *,
    inputs: Inputs,
    results: Iterable[Result],
    placements: Iterable[Placement] = (),
) -> None:
    """The same in a file. Raises as `write_whole` does."""
    write_whole(path, to_json(inputs=inputs, results=results, placements=placements))


def schema() -> dict[str, Any]:
    """JSON Schema of the file, from the dataclasses themselves."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Evenhand results",
        "type": "object",
        "properties": {
            "inputs": object_of(Inputs, description="What went in."),
            "signs": {
                "type": "object",
                "description": "What a null means, and what a nought does.",
                "properties": {name: {"type": "string"} for name in SIGNS},
                "required": list(SIGNS),
                "additionalProperties": False,
            },
            "results": {"type": "array", "items": object_of(Result, description=_about(Result))},
            "placements": {
                "type": "array",
                "items": object_of(Placement, description=_about(Placement)),
            },
        },
        "required": ["inputs", "signs", "results", "placements"],
        "additionalProperties": False,
    }


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, allow_nan=False)


def _inputs(inputs: Inputs) -> dict[str, Any]:
    return {
        "version": inputs.version,
        "editions": list(inputs.editions),
        "files": [list(pair) for pair in inputs.files],
        "pack_hash": inputs.pack_hash,
        "options": dict(inputs.options),
    }


def object_of(kind: type, *, description: str) -> dict[str, Any]:
    """The JSON Schema of a dataclass: every field is there, and nothing else."""
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    return {
        "type": "object",
        "description": description,
        "properties": {name: _type(hints[name]) for name in names},
        "required": names,
        "additionalProperties": False,
    }


def _about(kind: type) -> str:
    return " ".join((kind.__doc__ or "").split())


def _type(hint: Any) -> dict[str, Any]:
    if get_origin(hint) in (Union, types.UnionType):
        return {"anyOf": [_type(each) for each in get_args(hint)]}
    if get_origin(hint) is tuple:
        inner = get_args(hint)
        if inner[-1] is Ellipsis:
            return {"type": "array", "items": _type(inner[0])}
        return {
            "type": "array",
            "prefixItems": [_type(each) for each in inner],
            "minItems": len(inner),
            "maxItems": len(inner),
        }
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"enum": [str(member) for member in hint]}
    if hint in _TYPES:
        return {"type": _TYPES[hint]}
    # What is left is a mapping of texts (the options of a run).
    return {"type": "object", "additionalProperties": {"type": "string"}}
