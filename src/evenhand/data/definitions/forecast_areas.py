"""Reads the rule by which work is counted in service areas: definitions/forecast/areas.toml."""

from dataclasses import is_dataclass
from functools import cache

from pydantic import ConfigDict, TypeAdapter

from evenhand.data.definitions.load import checked, definitions_folder, read_toml
from evenhand.domain.forecast.areas import Area, AreaRule

for _class in (Area, AreaRule):
    assert is_dataclass(_class)
    _class.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[union-attr]


@cache
def area_rule() -> AreaRule:
    """The areas in their order, with source and doubt. DefinitionIncomplete where it is wrong."""
    file = definitions_folder() / "forecast" / "areas.toml"
    return checked(TypeAdapter(AreaRule), read_toml(file), "forecast/areas.toml")
