"""Reads the presets of disclosure control that ship with the package."""

from functools import cache

from pydantic import ConfigDict, TypeAdapter

from evenhand.data.definitions.load import checked, definitions_folder, read_toml
from evenhand.domain.disclosure.preset import Preset

Preset.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[attr-defined]


@cache
def presets() -> tuple[Preset, ...]:
    """Every preset, by slug. DefinitionIncomplete, with the file's name, where one is wrong."""
    found = [
        checked(TypeAdapter(Preset), read_toml(file), f"disclosure/{file.name}")
        for file in (definitions_folder() / "disclosure").iterdir()
        if file.name.endswith(".toml")
    ]
    return tuple(sorted(found, key=lambda each: each.slug))


def preset(slug: str) -> Preset:
    """The preset with this slug; KeyError, a sentence, where there is none."""
    for each in presets():
        if each.slug == slug:
            return each
    known = ", ".join(each.slug for each in presets())
    raise KeyError(f"There is no preset {slug}. There are {known}.")
