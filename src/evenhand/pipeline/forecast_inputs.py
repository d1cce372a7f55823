"""Figures that somebody typed into a TOML file, checked in full; each mistake in words."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from evenhand.pipeline.wrong_use import WrongUse

LARGEST_FILE = 1_000_000
# What pydantic says in a programmer's words.
_PLAIN = {
    "missing": "is missing",
    "extra_forbidden": "is not known: look for a slip of the pen, or leave it out",
    "model_type": "must be a table of keys and values",
    "dict_type": "must be a table of keys and values",
    "tuple_type": "must be a list in square brackets",
    "list_type": "must be a list in square brackets",
    "float_type": "must be a number, without quotation marks",
    "float_parsing": "must be a number, without quotation marks",
    "int_type": "must be a whole number, without quotation marks",
    "int_parsing": "must be a whole number, without quotation marks",
    "int_from_float": "must be a whole number",
    "finite_number": "must be a number that has an end",
    "string_type": "must be text in quotation marks",
    "bool_type": "must be true or false, without quotation marks",
    "greater_than": "must be above {gt:g}",
    "greater_than_equal": "must be {ge:g} or more",
    "less_than": "must be below {lt:g}",
    "less_than_equal": "must be {le:g} or less",
    "too_short": "must have at least {min_length} of them",
    "too_long": "must have {max_length} of them at most",
}


class Inputs(BaseModel):
    """A table of typed figures: what it does not know is refused, never passed over."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


_M = TypeVar("_M", bound=Inputs)


def read_inputs(file: Path, model: type[_M]) -> _M:
    """Raises WrongUse, every mistake in a sentence of its own."""
    return inputs_of(_content(file), model, file.name)


def inputs_of(content: Mapping[str, Any], model: type[_M], name: str) -> _M:
    """The same from keys and values; `name` is said of where they stand."""
    try:
        # Not strict about lists for tuples and whole numbers for numbers: TOML has one of each.
        return TypeAdapter(model).validate_python(content, strict=False)
    except ValidationError as wrong:
        mistakes = wrong.errors(include_url=False, include_input=False)
        raise WrongUse(" ".join(f"{name}: {_said(each)}" for each in mistakes)) from None


def _said(mistake: ErrorDetails) -> str:
    where = "".join(
        f", number {part + 1}" if isinstance(part, int) else f"{'.' if at else ''}{part}"
        for at, part in enumerate(mistake["loc"])
        if not str(part).startswith("function-")
    )
    what = _PLAIN.get(mistake["type"], mistake["msg"].removeprefix("Value error, "))
    what = what.format(**mistake.get("ctx", {})) if mistake["type"] in _PLAIN else what
    return f"{where} {what}.".strip()


def _content(file: Path) -> dict[str, Any]:
    if file.stat().st_size > LARGEST_FILE:
        raise WrongUse(f"{file.name} is larger than {LARGEST_FILE:,} bytes: no file of inputs is.")
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise WrongUse(f"{file.name} is not text in UTF-8. Save it as UTF-8.") from None
    except (tomllib.TOMLDecodeError, ValueError) as wrong:
        raise WrongUse(f"{file.name} cannot be read as TOML: {wrong}.") from wrong
