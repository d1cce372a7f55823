"""Reads the published yardsticks of AMHP numbers: definitions/forecast/yardsticks.toml."""

from dataclasses import is_dataclass
from functools import cache

from pydantic import ConfigDict, TypeAdapter

from evenhand.data.definitions.load import checked, definitions_folder, read_toml
from evenhand.domain.forecast.growth_yardsticks import Yardstick, Yardsticks

for _class in (Yardstick, Yardsticks):
    assert is_dataclass(_class)
    _class.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[union-attr]


@cache
def known_yardsticks() -> Yardsticks:
    """Every yardstick, in the order of the file. DefinitionIncomplete where it is wrong."""
    file = definitions_folder() / "forecast" / "yardsticks.toml"
    return checked(TypeAdapter(Yardsticks), read_toml(file), "forecast/yardsticks.toml")
