"""The data set of an AMHP service: which tables it has, which columns, and what may stand in each."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from evenhand.domain.amhp.answers import Answer
from evenhand.domain.frameworks.edition import DefinitionIncomplete, Status

# What stands where a cell held something that is on no list: it was answered, and cannot be told.
OFF_THE_LIST = "?"


class Kind(StrEnum):
    """What a cell holds."""

    REFERENCE = "reference"
    CODE = "code"
    CODES = "codes"
    TIME = "time"
    DAY = "day"
    NUMBER = "number"
    WHOLE = "whole"
    YES_NO = "yes-no"


IN_WORDS: Mapping[Kind, str] = {
    Kind.REFERENCE: "a reference: letters, digits and - . _ / only",
    Kind.CODE: "one code",
    Kind.CODES: "codes with semicolons between",
    Kind.TIME: "a time with its offset, 2026-03-01T09:30+00:00",
    Kind.DAY: "a day, 2026-03-01",
    Kind.NUMBER: "a number of 0 or more, with a point",
    Kind.WHOLE: "a whole number of 0 or more",
    Kind.YES_NO: "yes or no",
}


@dataclass(frozen=True, kw_only=True)
class Column:
    """
    One column. An empty cell is "not recorded", never an answer; `needed` cells cannot be empty.

    Codes are those of the list called `list`, or `codes`.
    """

    name: str
    kind: Kind
    about: str
    list: str = ""
    codes: tuple[Answer, ...] = ()
    needed: bool = False

    def __post_init__(self) -> None:
        coded = self.kind in (Kind.CODE, Kind.CODES)
        if coded != bool(self.list or self.codes) or (self.list and self.codes):
            raise DefinitionIncomplete(
                f"Column {self.name}: a column of codes has a list or codes, any other has neither."
            )


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table. The first column that is needed and a reference is what its rows are known by."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]

    @property
    def file(self) -> str:
        """The file that it is in."""
        return f"{self.name}.csv"

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """Columns by their names."""
        return {each.name: each for each in self.columns}


@dataclass(frozen=True, kw_only=True)
class DataSet:
    """One edition of the data set."""

    edition: str
    status: Status
    tables: tuple[Table, ...]
    why_draft: str = ""

    @cached_property
    def by_name(self) -> Mapping[str, Table]:
        """Tables by their names."""
        return {each.name: each for each in self.tables}
