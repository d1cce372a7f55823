"""Reads the lists of answers of the AMHP service: definitions/amhp/answers."""

from dataclasses import is_dataclass
from functools import cache

from pydantic import ConfigDict, TypeAdapter

from evenhand.data.definitions.load import checked, definitions_folder, read_toml
from evenhand.domain.amhp.answers import Answer, AnswerFile, AnswerList

for _class in (Answer, AnswerList, AnswerFile):
    assert is_dataclass(_class)
    _class.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[union-attr]


@cache
def answer_lists() -> dict[str, AnswerList]:
    """Every list by its name. DefinitionIncomplete where a file is wrong."""
    folder = definitions_folder() / "amhp" / "answers"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    read = [
        checked(TypeAdapter(AnswerFile), read_toml(file), f"amhp/answers/{file.name}")
        for file in files
    ]
    return {each.name: each for file in read for each in file.lists}
