"""Reads the rules of the legal clocks, and the bank holidays by which service is counted."""

from dataclasses import is_dataclass
from functools import cache

from pydantic import ConfigDict, TypeAdapter

from evenhand.data.definitions.load import checked, definitions_folder, read_toml
from evenhand.domain.amhp.clocks_business_days import Proclaimed
from evenhand.domain.amhp.clocks_rules import Rule, RuleBook, Version

_BOOK = "book.toml"
_CALENDAR = "amhp/calendar/england_and_wales.toml"

for _class in (Version, Rule, RuleBook, Proclaimed):
    assert is_dataclass(_class)
    _class.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[union-attr]


@cache
def rule_book() -> RuleBook:
    """Every rule, by file and in its order. DefinitionIncomplete where a file is wrong."""
    folder = definitions_folder() / "amhp" / "clocks"
    rules = [
        rule
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml") and file.name != _BOOK
        for rule in read_toml(file)["rules"]
    ]
    content = read_toml(folder / _BOOK) | {"rules": rules}
    return checked(TypeAdapter(RuleBook), content, "amhp/clocks")


@cache
def proclaimed_holidays() -> Proclaimed:
    """The bank holidays that no rule of the calendar gives. DefinitionIncomplete if the file is wrong."""
    return checked(TypeAdapter(Proclaimed), read_toml(definitions_folder() / _CALENDAR), _CALENDAR)
