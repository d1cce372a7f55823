"""Loads what systems call columns and codes: `definitions/mapping`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from pydantic import TypeAdapter

from evenhand.data.definitions.load import checked, definitions_folder, read_toml


@dataclass(frozen=True)
class System:
    """A format that is known by its headers, and the codes that it writes, column by column."""

    name: str
    source: str
    known_by: tuple[str, ...]
    table: str
    body_kind: str = ""
    note: str = ""
    left_out: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class HeaderWords:
    """
    Headers by table and column, the surest first; `names` and `one_kind` are words in the names of
    files and sheets; headers with a word of `never_shown` are of values that nobody is shown.
    """

    never_shown: tuple[str, ...]
    one_kind: Mapping[str, tuple[str, ...]]
    names: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, Mapping[str, tuple[str, ...]]]

    def rank(self, table: str, column: str, header: str) -> int | None:
        """The place of a header in the list of a column, or None."""
        keys = [key_of(words) for words in self.tables[table].get(column, ())]
        return keys.index(key_of(header)) if key_of(header) in keys else None

    def knows(self, header: str) -> bool:
        """Whether any table has a column that is called so."""
        return key_of(header) in _known_keys()

    def hides(self, header: str) -> bool:
        """Whether the values under a header are never shown."""
        words = re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header).casefold())
        return any(word in self.never_shown for word in words)


def key_of(header: str) -> str:
    """A header as headers are compared.

    >>> key_of("Ethnic-Origin (Code)")
    'ethnicorigincode'
    """
    return re.sub(r"[^a-z0-9]", "", header.casefold())


@cache
def header_words() -> HeaderWords:
    """What systems call columns."""
    content = read_toml(definitions_folder() / "mapping/headers.toml")
    wanted = {key: value for key, value in content.items() if key not in ("source", "status")}
    return checked(TypeAdapter(HeaderWords), wanted, "mapping/headers.toml")


@cache
def systems() -> tuple[System, ...]:
    """The formats that are known by their headers."""
    content = read_toml(definitions_folder() / "mapping/systems.toml")["systems"]
    return checked(TypeAdapter(tuple[System, ...]), content, "mapping/systems.toml")


@cache
def _known_keys() -> frozenset[str]:
    tables = header_words().tables.values()
    return frozenset(key_of(each) for table in tables for words in table.values() for each in words)
