"""Reads the published figures on AMHP supply that ship with the package."""

from dataclasses import is_dataclass
from functools import cache

from pydantic import ConfigDict, TypeAdapter

from evenhand.data.definitions.load import checked, definitions_folder, read_toml
from evenhand.domain.forecast.supply.published import Figure, Published

for _class in (Figure, Published):
    assert is_dataclass(_class)
    _class.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[union-attr]


@cache
def published_supply() -> Published:
    """Every figure with its source, age and doubt. DefinitionIncomplete where the file is wrong."""
    file = definitions_folder() / "forecast" / "supply.toml"
    return checked(TypeAdapter(Published), read_toml(file), "forecast/supply.toml")
