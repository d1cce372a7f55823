"""The reference folder: who lives where (Census 2021), and which councils are alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from evenhand.data.definitions.load import ethnicity
from evenhand.data.readers.item import CheckItem, found, shortened
from evenhand.data.sources.published_file import PublishedFile, open_published

CATEGORY = "Ethnic group (20 categories) Code"
PEOPLE = "Observation"
# file: the columns of its areas' code and name
POPULATION_FILES = {
    "ons-ethnic-population-la.csv": (
        "2023 Upper tier local authorities Code",
        "2023 Upper tier local authorities",
    ),
    "ons-ethnic-population-reg.csv": ("Regions Code", "Regions"),
    "ons-ethnic-population-nat.csv": ("Countries Code", "Countries"),
}
NEIGHBOUR_FILE = "sn_model_2025_wide.csv"
NEIGHBOURS = 10
DOES_NOT_APPLY = "-8"


@dataclass(frozen=True, kw_only=True)
class Reference:
    """
    `population` is people by finest category, by the area's ONS code; `names` are those areas'.
    `neighbours` are the ten nearest councils, nearest first, by the code that DfE gives a council;
    `councils` are the names that go with those codes.
    """

    population: Mapping[str, Mapping[str, int]]
    names: Mapping[str, str]
    neighbours: Mapping[str, tuple[str, ...]]
    councils: Mapping[str, str]
    items: tuple[CheckItem, ...]
    files: tuple[tuple[str, str], ...]


def read_reference(folder: Path) -> Reference:
    """Everything in the folder that can be used; each file that cannot is a warning."""
    population: dict[str, dict[str, int]] = {}
    names: dict[str, str] = {}
    items: list[CheckItem] = []
    files: list[tuple[str, str]] = []

    def opened(name: str, columns: tuple[str, ...], table: str) -> PublishedFile | None:
        file = open_published(folder / name, columns, table=table)
        if isinstance(file, CheckItem):
            items.append(_only_a_warning(file))
            return None
        files.append((file.name, file.sha256))
        return file

    for name, areas in POPULATION_FILES.items():
        file = opened(name, (*areas, CATEGORY, PEOPLE), "population")
        if file is not None:
            items += _add_population(file, population, names)
    columns = ("old_la_code", "la_name", *[f"SN_{place}" for place in range(1, NEIGHBOURS + 1)])
    near = opened(NEIGHBOUR_FILE, columns, "neighbours")
    return Reference(
        population=population,
        names=names,
        neighbours=_neighbours(near) if near else {},
        councils={dfe_code(code): name for _, (code, name, *_) in near.rows()} if near else {},
        items=tuple(items),
        files=tuple(files),
    )


def dfe_code(text: str) -> str:
    """A council's code in DfE's old list, which some files print as a decimal number.

    >>> dfe_code("202.0")
    '202'
    """
    return text.strip().removesuffix(".0")


def add_population(
    areas: Iterable[str], population: Mapping[str, Mapping[str, int]]
) -> dict[str, int]:
    """People of several areas together, by category."""
    together: dict[str, int] = {}
    for area in areas:
        for category, people in population[area].items():
            together[category] = together.get(category, 0) + people
    return together


def _add_population(
    file: PublishedFile, population: dict[str, dict[str, int]], names: dict[str, str]
) -> list[CheckItem]:
    slugs = {c.ons_2021: c.slug for c in ethnicity().categories if c.ons_2021}
    wrong: list[CheckItem] = []
    for number, (code, name, category, people) in file.rows():
        if category == DOES_NOT_APPLY:
            continue
        if category not in slugs or not people.isdecimal():
            column, value = (CATEGORY, category) if category not in slugs else (PEOPLE, people)
            wrong.append(_not_understood(file.name, number, column, value))
            continue
        names[code] = name
        area = population.setdefault(code, {})
        area[slugs[category]] = area.get(slugs[category], 0) + int(people)
    return wrong


def _neighbours(file: PublishedFile) -> dict[str, tuple[str, ...]]:
    return {
        dfe_code(council): tuple(dfe_code(other) for other in others if other.strip())
        for _, (council, _, *others) in file.rows()
    }


def _not_understood(file: str, row: int, column: str, value: str) -> CheckItem:
    return found(
        "unknown-published-value",
        f"{file}, row {row}: ‘{shortened(value)}’ is not a value of {column} that is known. The "
        "row is left out.",
        table="population",
        file=file,
        row=row,
        column=column,
        value=value,
        severity="warning",
    )


def _only_a_warning(item: CheckItem) -> CheckItem:
    message = f"{item.message} Comparisons that need it are left out."
    return replace(item, severity="warning", message=message)
