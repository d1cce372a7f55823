"""Reads the codes of considerations that ship with the package."""

from dataclasses import is_dataclass
from functools import cache

from pydantic import ConfigDict, TypeAdapter

from evenhand.data.definitions.load import checked, definitions_folder, read_toml
from evenhand.domain.amhp.considerations_codes import Code, CodeList, CodeLists, LocalCode

_NAMES = ("outcomes", "delays", "requests", "referrers")

for _class in (Code, LocalCode, CodeList):
    assert is_dataclass(_class)
    _class.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[union-attr]


@cache
def code_lists() -> CodeLists:
    """The lists, without any service's own codes. DefinitionIncomplete where a file is wrong."""
    folder = definitions_folder() / "amhp" / "codes"
    return CodeLists(
        **{
            name: checked(
                TypeAdapter(CodeList), read_toml(folder / f"{name}.toml"), f"amhp/codes/{name}.toml"
            )
            for name in _NAMES
        }
    )
