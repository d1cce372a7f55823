"""Reads the code lists of the register that ship with the package."""

from dataclasses import is_dataclass
from functools import cache

from pydantic import ConfigDict, TypeAdapter

from evenhand.data.definitions.load import checked, definitions_folder, read_toml
from evenhand.domain.amhp.register_codes import (
    Area,
    Competences,
    EndReason,
    Leaf,
    Notice,
    Profession,
    RegisterCodes,
)

_PARTS = ("book", "professions", "end_reasons", "notices")

for _class in (Area, Competences, EndReason, Leaf, Notice, Profession, RegisterCodes):
    assert is_dataclass(_class)
    _class.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[union-attr]


@cache
def register_codes() -> RegisterCodes:
    """Professions, reasons and notices. DefinitionIncomplete where a file is wrong."""
    folder = definitions_folder() / "amhp" / "register"
    content = {
        key: value for part in _PARTS for key, value in read_toml(folder / f"{part}.toml").items()
    }
    return checked(TypeAdapter(RegisterCodes), content, "amhp/register")


@cache
def competences() -> Competences:
    """Schedule 2, by which approvals are decided. DefinitionIncomplete where the file is wrong."""
    return _competences("schedule_2")


@cache
def newer_competences() -> Competences:
    """The five newer headings of the source: a draft, with which nothing is decided."""
    return _competences("newer_headings")


def _competences(name: str) -> Competences:
    where = f"amhp/competences/{name}.toml"
    content = read_toml(definitions_folder() / "amhp" / "competences" / f"{name}.toml")
    return checked(TypeAdapter(Competences), content, where)
