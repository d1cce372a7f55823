"""Reads the layouts of returns that ship with the package."""

import tomllib
from dataclasses import is_dataclass
from functools import cache
from importlib import resources

from pydantic import ConfigDict, TypeAdapter, ValidationError

from evenhand.domain.frameworks.edition import DefinitionIncomplete
from evenhand.domain.frameworks.layout import FormItem, FormRow, HeadLine, Layout

# The domain may not import pydantic, so the rule that unknown keys are refused is hung on here.
for _class in (HeadLine, FormRow, FormItem, Layout):
    assert is_dataclass(_class)
    _class.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[union-attr]


@cache
def layouts() -> tuple[Layout, ...]:
    """Every layout, by standard and edition."""
    folder = resources.files("evenhand") / "definitions" / "returns"
    found = []
    for file in folder.iterdir():
        if file.name.endswith(".toml"):
            content = tomllib.loads(file.read_text(encoding="utf-8"))
            try:
                found.append(TypeAdapter(Layout).validate_python(content))
            except ValidationError as mistake:
                raise DefinitionIncomplete(f"definitions/returns/{file.name}: {mistake}") from None
    return tuple(sorted(found, key=lambda layout: (layout.standard, layout.edition)))


def layout(standard: str, edition: str) -> Layout | None:
    """The layout of one edition's return; None where the standard has no return of its own."""
    for each in layouts():
        if (each.standard, each.edition) == (standard, edition):
            return each
    return None
