"""Reads the definitions that ship with the package: ethnic groups, ladders, labels and editions.

Each file is checked in full when it is first read: an unknown key, a missing one or a wrong type
is a mistake of ours, and raises with the file's name.
"""

import hashlib
import tomllib
from dataclasses import is_dataclass
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from evenhand.domain.codes.ethnic_words import EthnicWords
from evenhand.domain.codes.ethnicity import Category, Ethnicity, Group, Grouping
from evenhand.domain.codes.grades import Ladder
from evenhand.domain.codes.labels import Labels
from evenhand.domain.frameworks.edition import (
    Cell,
    DefinitionIncomplete,
    Edition,
    Indicator,
    Source,
)

# The domain may not import pydantic, so the rule that unknown keys are refused is hung on here.
for _class in (
    Category,
    Group,
    Grouping,
    Ethnicity,
    EthnicWords,
    Ladder,
    Source,
    Cell,
    Indicator,
    Edition,
):
    assert is_dataclass(_class)
    _class.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[union-attr]

# Said in the files about themselves, for people; nothing is worked out from them.
_FOR_PEOPLE = ("source", "status")
_T = TypeVar("_T")
_NOT_EDITIONS = (
    "access",
    "disclosure",
    "ethnicity",
    "forecast",
    "grades",
    "labels",
    "mapping",
    "pay",
    "returns",
)


@cache
def ethnicity() -> Ethnicity:
    """Every ethnic category and grouping."""
    folder = definitions_folder() / "ethnicity"
    categories = _without(read_toml(folder / "categories.toml"), _FOR_PEOPLE)
    groupings = _without(read_toml(folder / "groupings.toml"), _FOR_PEOPLE)
    return checked(TypeAdapter(Ethnicity), categories | groupings, "ethnicity")


@cache
def ethnic_words() -> EthnicWords:
    """How ethnic labels of unknown lists are read."""
    file = definitions_folder() / "mapping/ethnic_labels.toml"
    content = _without(read_toml(file), _FOR_PEOPLE)
    content |= {"ethnicity": ethnicity(), "rest": content["rest"]["words"]}
    return checked(TypeAdapter(EthnicWords), content, "mapping/ethnic_labels.toml")


@cache
def ladder(slug: str) -> Ladder:
    """The built-in ladder with this slug; KeyError where there is none."""
    return _ladders()[slug]


def ladders() -> tuple[str, ...]:
    """Slugs of the built-in ladders, sorted."""
    return tuple(sorted(_ladders()))


@cache
def labels() -> Labels:
    """The spellings of contracts, staff groups, kinds of event, questions and answers."""
    return checked(
        TypeAdapter(Labels),
        {"columns": read_toml(definitions_folder() / "labels/labels.toml")},
        "labels",
    )


@cache
def editions() -> tuple[Edition, ...]:
    """Every edition of every standard, by standard and then by the day it came into force."""
    found = [
        checked(TypeAdapter(Edition), read_toml(file), f"{folder.name}/{file.name}")
        for folder in definitions_folder().iterdir()
        if folder.is_dir() and folder.name not in _NOT_EDITIONS
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    ]
    return tuple(sorted(found, key=lambda e: (e.standard, e.valid_from, e.edition)))


def edition(standard: str, *, day: date | None = None, name: str | None = None) -> Edition:
    """
    One edition of a standard: the one called `name`, or the one in force on `day`, or the latest.

    KeyError where there is none: its argument is a sentence saying which there are.
    """
    known = [each for each in editions() if each.standard == standard]
    if not known:
        standards = sorted({each.standard for each in editions()})
        raise KeyError(f"There is no standard {standard}. There are {', '.join(standards)}.")
    if name is not None:
        found = [each for each in known if each.edition == name]
    elif day is not None:
        found = [each for each in known if each.covers(day)]
    else:
        found = known
    if not found:
        names = ", ".join(f"{each.edition} (from {each.valid_from})" for each in known)
        raise KeyError(f"{standard} has no edition {name or f'for {day}'}. There are {names}.")
    return found[-1]


def edition_files(edition: Edition) -> tuple[tuple[str, str], ...]:
    """The definition files behind an edition, with their SHA-256 in hex: part of a run's inputs."""
    folder = edition.standard.replace("-", "_")
    folder_of_grades = (definitions_folder() / "grades").iterdir()
    names = (
        f"{folder}/{edition.edition}.toml",
        "ethnicity/categories.toml",
        "ethnicity/groupings.toml",
        "labels/labels.toml",
        *(f"grades/{file.name}" for file in sorted(folder_of_grades, key=lambda file: file.name)),
    )
    return tuple(
        (
            f"definitions/{name}",
            hashlib.sha256((definitions_folder() / name).read_bytes()).hexdigest(),
        )
        for name in names
    )


@cache
def _ladders() -> dict[str, Ladder]:
    files = [
        file for file in (definitions_folder() / "grades").iterdir() if file.name.endswith(".toml")
    ]
    found = [
        checked(TypeAdapter(Ladder), _without(read_toml(file), ("status",)), f"grades/{file.name}")
        for file in files
    ]
    return {each.slug: each for each in found}


def definitions_folder() -> Traversable:
    """Where the definitions lie in the installed package."""
    return resources.files("evenhand") / "definitions"


def read_toml(file: Traversable) -> dict[str, Any]:
    """One definition file as it is written; TOMLDecodeError where it is none."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _without(content: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: value for key, value in content.items() if key not in keys}


def checked(adapter: TypeAdapter[_T], content: dict[str, Any], where: str) -> _T:
    """The content as the class it describes; DefinitionIncomplete, with the file, where it is not."""
    try:
        return adapter.validate_python(content)
    except ValidationError as mistake:
        raise DefinitionIncomplete(f"definitions/{where}: {mistake}") from mistake
