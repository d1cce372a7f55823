"""Reads the arithmetic of the new-roles report: definitions/forecast/new_roles.toml."""

from dataclasses import is_dataclass
from functools import cache

from pydantic import ConfigDict, TypeAdapter

from evenhand.data.definitions.load import checked, definitions_folder, read_toml
from evenhand.domain.forecast.growth_claims import (
    Claim,
    Contradiction,
    Figure,
    Named,
    NewRoles,
    Organisation,
    Sum,
)

for _class in (Claim, Contradiction, Figure, Named, NewRoles, Organisation, Sum):
    assert is_dataclass(_class)
    _class.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[union-attr]


@cache
def new_roles() -> NewRoles:
    """The report as data. DefinitionIncomplete where the file is wrong."""
    file = definitions_folder() / "forecast" / "new_roles.toml"
    return checked(TypeAdapter(NewRoles), read_toml(file), "forecast/new_roles.toml")
