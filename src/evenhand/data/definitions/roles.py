"""Reads who may do what on the site: definitions/access/roles.toml."""

from functools import cache

from pydantic import ConfigDict, TypeAdapter

from evenhand.data.definitions.load import checked, definitions_folder, read_toml
from evenhand.domain.frameworks.role import Role

Role.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[attr-defined]


@cache
def roles() -> dict[str, Role]:
    """Every role by its slug, in the order of a year's way. DefinitionIncomplete if one is wrong."""
    listed = read_toml(definitions_folder() / "access" / "roles.toml")["roles"]
    made = checked(TypeAdapter(list[Role]), listed, "access/roles.toml")
    return {role.slug: role for role in made}
