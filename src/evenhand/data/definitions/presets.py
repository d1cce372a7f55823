"""Reads the presets of disclosure control: those that ship with the package, and a body's own."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter

from evenhand.data.definitions.load import checked, definitions_folder, read_toml
from evenhand.data.definitions.preset_file import read_preset_file
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.frameworks.edition import DefinitionIncomplete

Preset.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[attr-defined]

OWN = ".toml"


@cache
def presets() -> tuple[Preset, ...]:
    """
    Every preset that ships, by slug and then by the day it came into force.

    A slug has several where one followed another. DefinitionIncomplete, with the file's name, where
    a file is wrong.
    """
    found = [
        checked(TypeAdapter(Preset), read_toml(file), f"disclosure/{file.name}")
        for file in (definitions_folder() / "disclosure").iterdir()
        if file.name.endswith(OWN)
    ]
    return in_order(found)


def in_order(found: Sequence[Preset]) -> tuple[Preset, ...]:
    """By slug and day. DefinitionIncomplete where two presets of one slug are in force at once."""
    made = tuple(sorted(found, key=lambda each: (each.slug, each.valid_from)))
    for earlier, later in pairwise(made):
        if earlier.slug == later.slug and earlier.in_force(later.valid_from):
            raise DefinitionIncomplete(
                f"Two presets are called {later.slug} and in force on {later.valid_from}. Give the "
                "earlier one a valid_to before that day."
            )
    return made


def preset(name: str, *, day: date | None = None, known: Sequence[Preset] = ()) -> Preset:
    """
    The preset with this slug, or of this file (a path that ends in .toml): the one of that day.

    Of several with one slug it is the one in force on `day`, or the latest where no day is given;
    where the day is before the first, the first. `known` stands in for those that ship. KeyError,
    a sentence, where there is none; PresetMistake where the file is wrong.
    """
    shipped = tuple(known) or presets()
    if name.lower().endswith(OWN):
        slugs = dict.fromkeys(each.slug for each in shipped)
        return _of_that_day([read_preset_file(Path(name), taken=tuple(slugs))], day)
    found = [each for each in shipped if each.slug == name]
    if not found:
        slugs = dict.fromkeys(each.slug for each in shipped)
        raise KeyError(
            f"There is no preset {name}. There are {', '.join(slugs)}; or name a file of your own "
            f"that ends in {OWN}."
        )
    return _of_that_day(found, day)


def _of_that_day(found: Sequence[Preset], day: date | None) -> Preset:
    """Rules from before the first that is known are not at hand: the first stands in for them."""
    if day is None:
        return found[-1]
    chosen = [each for each in found if each.valid_from <= day][-1:] or found[:1]
    last = chosen[0]
    if last.valid_to is not None and last.valid_to < day:
        raise KeyError(
            f"The preset {last.slug} was in force until {last.valid_to} and the figures are of "
            f"{day}. Name the rules that came after it."
        )
    return last
