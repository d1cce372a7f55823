"""A comparison as JSON and CSV, and the JSON Schema of it."""

import json
from dataclasses import fields
from typing import Any

from evenhand.data.writers.results_csv import table_csv
from evenhand.data.writers.results_json import object_of
from evenhand.data.writers.rows import SIGNS
from evenhand.domain.measures.compared import Comparison, Standing, Together

Row = Standing | Together
_ABOUT = ("own", "peers", "audience", "protection", "marked_as", "made_from", "credit")


def to_json(comparison: Comparison) -> str:
    """
    `{"about": ..., "notes": [...], "together": [...], "standings": [...]}`, one a line.

    A null is explained by `reason`, or does not apply. Raises ValueError where a number is none.
    """
    about: dict[str, Any] = {name: getattr(comparison, name) for name in _ABOUT}
    about |= {"editions": list(comparison.editions), "inputs": dict(comparison.inputs)}
    parts = [
        f'"about": {_line(about)}',
        f'"signs": {_line(SIGNS)}',
        f'"notes": {_line(list(comparison.notes))}',
        f'"together": [\n{_lines(comparison.together)}\n]',
        f'"standings": [\n{_lines(comparison.standings)}\n]',
    ]
    return "{" + ",\n".join(parts) + "}\n"


def to_csv(comparison: Comparison) -> str:
    """One row a body, measure and period; one column a field of a standing."""
    return table_csv([_row(each) for each in comparison.standings])


def together_csv(comparison: Comparison) -> str:
    """One row a measure and period: what the bodies are together."""
    return table_csv([_row(each) for each in comparison.together])


def schema() -> dict[str, Any]:
    """JSON Schema of the file, from the dataclasses themselves."""
    text, texts = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
    options = {"type": "object", "additionalProperties": text}
    about = {name: text for name in _ABOUT} | {"editions": texts, "inputs": options}
    properties = {
        "about": {"type": "object", "properties": about, "required": list(about),
                  "additionalProperties": False},
        "signs": {"type": "object", "additionalProperties": text},
        "notes": texts,
        "together": {"type": "array", "items": _described(Together)},
        "standings": {"type": "array", "items": _described(Standing)},
    }  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Evenhand comparison of bodies",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _described(kind: type[Row]) -> dict[str, Any]:
    return object_of(kind, description=" ".join((kind.__doc__ or "").split()))


def _row(each: Row) -> dict[str, Any]:
    return {field.name: getattr(each, field.name) for field in fields(each)}


def _lines(rows: tuple[Row, ...]) -> str:
    return ",\n".join(_line(_row(each)) for each in rows)


def _line(row: Any) -> str:
    return json.dumps(row, ensure_ascii=False, allow_nan=False)
