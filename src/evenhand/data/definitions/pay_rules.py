"""Reads the rules of pay gap reports that ship with the package."""

import hashlib
from dataclasses import is_dataclass
from functools import cache

from pydantic import ConfigDict, TypeAdapter

from evenhand.data.definitions.load import checked, definitions_folder, read_toml
from evenhand.domain.pay.rules import Comparison, PayRules, WorkingWeek

_WEEK = "working_week.toml"

for _class in (Comparison, PayRules, WorkingWeek):
    assert is_dataclass(_class)
    _class.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[union-attr]


@cache
def all_pay_rules() -> tuple[PayRules, ...]:
    """Every set of rules, oldest first. DefinitionIncomplete where a file is wrong."""
    found = [
        checked(TypeAdapter(PayRules), read_toml(file), f"pay/{file.name}")
        for file in (definitions_folder() / "pay").iterdir()
        if file.name.endswith(".toml") and file.name != _WEEK
    ]
    return tuple(sorted(found, key=lambda each: (each.valid_from, each.rules)))


def pay_rules(name: str) -> PayRules:
    """The rules with this name; KeyError, a sentence, where there are none."""
    for each in all_pay_rules():
        if each.rules == name:
            return each
    known = ", ".join(each.rules for each in all_pay_rules())
    raise KeyError(f"There are no pay rules {name}. There are {known}.")


@cache
def working_week() -> WorkingWeek:
    """The hours by which a salary is turned into hourly pay."""
    return checked(
        TypeAdapter(WorkingWeek), read_toml(definitions_folder() / "pay" / _WEEK), f"pay/{_WEEK}"
    )


def pay_files(rules: PayRules) -> tuple[tuple[str, str], ...]:
    """The files behind a set of rules with their SHA-256 in hex: part of a run's inputs."""
    names = (
        f"pay/{rules.rules}.toml",
        f"pay/{_WEEK}",
        "ethnicity/categories.toml",
        "ethnicity/groupings.toml",
    )
    return tuple(
        (
            f"definitions/{name}",
            hashlib.sha256((definitions_folder() / name).read_bytes()).hexdigest(),
        )
        for name in names
    )
