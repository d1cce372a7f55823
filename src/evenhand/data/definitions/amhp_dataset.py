"""Reads the editions of the AMHP data set, and the codes that each of its columns may hold."""

from dataclasses import is_dataclass
from functools import cache

from pydantic import ConfigDict, TypeAdapter

from evenhand.data.definitions.amhp_answers import answer_lists
from evenhand.data.definitions.amhp_codes import code_lists
from evenhand.data.definitions.load import checked, definitions_folder, read_toml
from evenhand.domain.amhp.answers import Answer
from evenhand.domain.amhp.dataset import Column, DataSet, Table

for _class in (Column, Table, DataSet):
    assert is_dataclass(_class)
    _class.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[union-attr]


@cache
def data_sets() -> tuple[DataSet, ...]:
    """Every edition, the newest last. DefinitionIncomplete where a file is wrong."""
    folder = definitions_folder() / "amhp" / "dataset"
    return tuple(
        checked(TypeAdapter(DataSet), read_toml(file), f"amhp/dataset/{file.name}")
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
    )


def data_set(edition: str = "") -> DataSet:
    """The edition of this name, the newest where none is named. KeyError, a sentence, for no edition."""
    known = {each.edition: each for each in data_sets()}
    if edition and edition not in known:
        raise KeyError(
            f"There is no edition {edition} of the AMHP data set. There are {', '.join(known)}."
        )
    return known[edition] if edition else data_sets()[-1]


@cache
def codes_of(column: Column) -> tuple[Answer, ...]:
    """The codes that a column may hold, in order; nothing where it holds none."""
    if column.codes or not column.list:
        return column.codes
    if column.list in answer_lists():
        return answer_lists()[column.list].codes
    return tuple(
        Answer(code=each.code, title=each.title)
        for each in getattr(code_lists(), column.list).codes
    )
