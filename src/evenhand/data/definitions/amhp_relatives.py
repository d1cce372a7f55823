"""Reads the guides to the nearest relative and the nominated person: definitions/amhp/relatives."""

from dataclasses import is_dataclass
from functools import cache

from pydantic import ConfigDict, TypeAdapter

from evenhand.data.definitions.load import checked, definitions_folder, read_toml
from evenhand.domain.amhp.relatives import Guide, Question

for _class in (Question, Guide):
    assert is_dataclass(_class)
    _class.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[union-attr]


@cache
def guides() -> tuple[Guide, ...]:
    """Every guide, by file. DefinitionIncomplete where one is wrong."""
    folder = definitions_folder() / "amhp" / "relatives"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return tuple(
        checked(TypeAdapter(Guide), read_toml(file), f"amhp/relatives/{file.name}")
        for file in files
    )
