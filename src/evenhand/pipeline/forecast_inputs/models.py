"""Tables of a file of inputs whose keys are known beforehand: checked in full, every mistake told."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from evenhand.pipeline.forecast_inputs import words
from evenhand.pipeline.wrong_use import WrongUse

_NO_SUCH_KEY = "no_such_key"
_NUMBER = "Write a number, without quotation marks."
_WHOLE = "Write a whole number, without quotation marks."
# By pydantic's name for a mistake; what it says itself is in a programmer's words.
_SAID = {
    "missing": words.MISSING,
    "tuple_type": words.NO_LIST,
    "list_type": words.NO_LIST,
    "float_type": (words.NO_NUMBER, _NUMBER),
    "finite_number": (words.NO_NUMBER, _NUMBER),
    "int_type": ("It is no whole number.", _WHOLE),
    "string_type": words.NO_TEXT,
    "bool_type": words.NO_FLAG,
    "greater_than": ("It is {given}.", "Write a number above {gt:,.15g}."),
    "greater_than_equal": ("It is {given}.", "Write a number of {ge:,.15g} or more."),
    "less_than": ("It is {given}.", "Write a number below {lt:,.15g}."),
    "less_than_equal": ("It is {given}.", "Write a number of {le:,.15g} or less."),
    "literal_error": ("It is {given}.", "Write {expected}."),
    "too_short": ("It is too short.", "Write {min_length} of them at least."),
    "too_long": ("It is too long.", "Write {max_length} of them at most."),
    "string_too_short": ("It is too short.", "Write {min_length} letters at least."),
    "string_too_long": ("It is too long.", "Write {max_length} letters at most."),
}


class Inputs(BaseModel):
    """A table of typed figures: what it does not know is refused, never passed over."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _known_keys(cls, content: Any) -> Any:
        for key in content if isinstance(content, Mapping) else ():
            if key not in cls.model_fields:
                known = {"key": key, "known": list(cls.model_fields)}
                raise PydanticCustomError(_NO_SUCH_KEY, "There is no such key.", known)
        return content


_M = TypeVar("_M", bound=Inputs)


def read_model(file: Path, model: type[_M]) -> _M:
    """Raises WrongUse, every mistake in a sentence of its own."""
    return model_of(words.content_of(file), model, file.name)


def model_of(content: Mapping[str, Any], model: type[_M], name: str) -> _M:
    """The same from keys and values; `name` is said of where they stand."""
    try:
        return TypeAdapter(model).validate_python(_with_tuples(content))
    except ValidationError as wrong:
        mistakes = wrong.errors(include_url=False)
        raise WrongUse(" ".join(_told(name, each) for each in mistakes)) from None


def _with_tuples(found: Any) -> Any:
    """The same with tuples for lists: TOML has lists alone, and a strict model takes none."""
    if isinstance(found, Mapping):
        return {key: _with_tuples(each) for key, each in found.items()}
    return tuple(map(_with_tuples, found)) if isinstance(found, list) else found


def _told(name: str, mistake: ErrorDetails) -> str:
    kind, given, about = mistake["type"], mistake["input"], mistake.get("ctx", {})
    path = [each for each in mistake["loc"] if not str(each).startswith("function-")]
    if kind == _NO_SUCH_KEY:
        where, key = _place(name, [*path, about["key"]])
        return words.said(where, key, *words.no_such_key(about["key"], about["known"]))
    where, key = _place(name, path)
    if kind in ("model_type", "dict_type"):
        array = isinstance(path[-1], int)
        return words.said(where, key, *(words.no_tables if array else words.no_table)(str(path[0])))
    wrong, fix = _SAID.get(kind, (mistake["msg"].removeprefix("Value error, "), ""))
    if kind in _SAID:
        wrong, fix = (each.format(given=given, **about) for each in (wrong, fix))
    return words.said(where, key, wrong, fix)


def _place(name: str, path: Sequence[int | str]) -> tuple[str, str]:
    """The table in which a mistake is, and the key."""
    where, left = name, list(path)
    while len(left) > 1:
        key, place = str(left.pop(0)), None
        if isinstance(left[0], int):
            place = int(left.pop(0)) + 1
            if not left:
                return where, f"{key}[{place}]"
        where = words.inner(where, key, place)
    return where, str(left[0]) if left else ""
