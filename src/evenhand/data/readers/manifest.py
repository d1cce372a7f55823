"""The manifest of a pack: whose records, which years, and what each table's columns are called."""

from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from evenhand.data.readers.limits import FIGURES_OF_A_LINE

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _day(value: object) -> object:
    # Pydantic would read a bare 2025 as seconds since 1970.
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        raise ValueError("must be a date, such as 2025-03-31") from None


Day = Annotated[date, BeforeValidator(_day)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class BodyEntry(_Part):
    """`[body]`: the one body of the pack."""

    id: Text
    name: Text
    kind: Literal[
        "council",
        "nhs-trust",
        "integrated-care-board",
        "independent-provider",
        "region",
        "country",
    ]
    region: str = ""


class YearEntry(_Part):
    """`[year]`, or one `[[years]]`: a snapshot date and the folder with its files."""

    snapshot: Day
    standards: tuple[Text, ...] = ()
    folder: str = ""


class TableEntry(_Part):
    """
    `[tables.NAME]`: the file, and how its columns and values are called.

    In a workbook `file` may be left out, and `sheet` is the table's name if not given. With two
    `header_rows` a column is called by both, the upper one first; with none, columns are called
    "Column 1" and so on. `same` holds values that are the same in every row, `across` the groups
    (by header) of a table of counts that has a column for each. Where `one_person_a_row`, no column
    says who a person is, and every row is another one. `also` are more files or sheets
    of the same table, each described in full.
    """

    file: str = ""
    sheet: str = ""
    header_rows: int = Field(default=1, ge=0, le=2)
    dates: Literal["day-first", "month-first"] = "day-first"
    one_person_a_row: bool = False
    same: dict[str, Text] = Field(default_factory=dict)
    across: dict[str, Text] = Field(default_factory=dict, max_length=FIGURES_OF_A_LINE)
    also: "tuple[TableEntry, ...]" = ()

    def sources(self) -> "tuple[TableEntry, ...]":
        """This one and those under `also`."""
        return (self, *(source for each in self.also for source in each.sources()))

    columns: dict[str, Text] = Field(default_factory=dict)
    values: dict[str, dict[str, str]] = Field(default_factory=dict)


class TableEntries(_Part):
    """`[tables]`: all of them may be left out, but not all at once."""

    staff: TableEntry | None = None
    applications: TableEntry | None = None
    events: TableEntry | None = None
    survey: TableEntry | None = None
    counts: TableEntry | None = None
    population: TableEntry | None = None

    def given(self) -> dict[str, TableEntry]:
        """The tables that the pack has, by name, in the order above."""
        entries = {name: getattr(self, name) for name in type(self).model_fields}
        return {name: entry for name, entry in entries.items() if entry is not None}

    def sources(self) -> list[tuple[str, TableEntry]]:
        """Every source of every table, with the table's name."""
        return [(name, source) for name, each in self.given().items() for source in each.sources()]


class StepsEntry(_Part):
    """The sets of rungs between which the race disparity ratio is taken."""

    lower: tuple[Text, ...]
    middle: tuple[Text, ...]
    upper: tuple[Text, ...]


class LadderEntry(_Part):
    """`[ladder]`: a built-in ladder's slug, or the rungs from lowest to highest."""

    slug: str = ""
    rungs: tuple[Text, ...] = ()
    steps: StepsEntry | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if bool(self.slug) == bool(self.rungs):
            raise ValueError("needs either slug or rungs, not both")
        if twice := [rung for rung in self.rungs if self.rungs.count(rung) > 1]:
            raise ValueError(f"has the rung {twice[0]} twice")
        if self.steps and (loose := _not_rungs(self.steps, self.rungs)):
            raise ValueError(f"has steps with {loose[0]}, which is not one of the rungs")
        return self


class Manifest(_Part):
    """All of pack.toml."""

    body: BodyEntry | None = None
    bodies: str = ""
    year: YearEntry | None = None
    years: tuple[YearEntry, ...] = ()
    standards: tuple[Text, ...] = ()
    tables: TableEntries = TableEntries()
    posts: Literal["main", "each"] = "main"
    ladder: LadderEntry | None = None
    terms: dict[str, Text] = Field(default_factory=dict)
    marked_as: str = ""

    @model_validator(mode="after")
    def _whose_and_when(self) -> Self:
        if (self.body is None) == (not self.bodies):
            raise ValueError("needs either [body], or bodies with the name of a file, not both")
        if (self.year is None) == (not self.years):
            raise ValueError("needs either [year] or [[years]], not both")
        folders = [str(PurePosixPath(year.folder or ".")) for year in self.years]
        given = any(year.folder for year in self.years)
        if twice := [each for each in folders if given and folders.count(each) > 1]:
            raise ValueError(
                f"names the folder {twice[0]} for two years, so that its files would be counted "
                "twice; where one file holds all years, leave folder out and name its year column"
            )
        return self

    def all_years(self) -> tuple[YearEntry, ...]:
        """The years, as they are written."""
        return (self.year,) if self.year else self.years

    def all_standards(self) -> tuple[str, ...]:
        """The standards wanted, each once, in the order written."""
        wanted = [*self.standards, *(name for year in self.all_years() for name in year.standards)]
        return tuple(dict.fromkeys(wanted))


def _not_rungs(steps: StepsEntry, rungs: tuple[str, ...]) -> list[str]:
    wanted = (*steps.lower, *steps.middle, *steps.upper)
    return [rung for rung in wanted if rungs and rung not in rungs]
