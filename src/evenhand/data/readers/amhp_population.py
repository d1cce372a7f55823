"""Reads how many people of each ethnic group live somewhere: our own form, or a census table's."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from evenhand.data.readers.csv_file import SEPARATORS, TextTable
from evenhand.data.readers.header import squashed
from evenhand.data.readers.item import Unusable
from evenhand.data.readers.place import check_kind
from evenhand.domain.codes.ethnicity import UNKNOWN, Ethnicity

NEEDED = ("ethnicity", "population")


class NoPopulation(ValueError):
    """The file does not say how many people live there. The message says what to do."""


@dataclass(frozen=True, kw_only=True)
class Population:
    """People of each ethnic category, and of which bodies they were not given."""

    people: dict[str, int]
    missing: tuple[str, ...]


def read_population(path: Path, ethnicity: Ethnicity, bodies: Collection[str]) -> Population:
    """
    People by ethnic category, in all of `bodies` together.

    Columns `ethnicity`, `population` and, of several places, `body`; or those of an ONS table of
    the census ("Ethnic group", "Observation" and the authority's name). Raises NoPopulation.
    """
    try:
        check_kind(path, table="population", name=path.name)
        text = TextTable(path, name=path.name, table="population")
        separator = max(SEPARATORS, key=lambda each: len(next(text.records(each), [])))
        records = [record for record in text.records(separator) if any(record)]
    except Unusable as wrong:
        raise NoPopulation(f"{path.name}: {wrong.item.message}") from wrong
    places = _places(records[0] if records else [])
    if any(name not in places for name in NEEDED):
        raise NoPopulation(
            f"{path.name} has no columns {' and '.join(NEEDED)}. The first row names them; of "
            "several places a column body says whose each row is."
        )
    found: Counter[str] = Counter()
    there: set[str] = set()
    for number, record in enumerate(records[1:], start=2):
        whose = record[places["body"]].strip() if "body" in places else ""
        if "body" in places and whose not in bodies:
            continue
        there.add(whose)
        count = record[places["population"]].strip().replace(",", "")
        if not count.isdigit():
            raise NoPopulation(f"{path.name}, row {number}: the population is no whole number.")
        category = ethnicity.find_category(record[places["ethnicity"]])
        if (category is None or category in UNKNOWN) and int(count):
            raise NoPopulation(
                f"{path.name}, row {number}: the ethnic group is not one that is known here. Use "
                "the groups of the census or of the NHS, without totals."
            )
        if category is not None:
            found[category] += int(count)
    missing = tuple(b for b in bodies if b not in there) if "body" in places else ()
    return Population(people=dict(found), missing=missing)


def _places(header: list[str]) -> dict[str, int]:
    """Where each column is: by its own name, or by what a census table calls it."""
    found: dict[str, int] = {}
    for place, cell in enumerate(header):
        name = squashed(cell)
        if name.endswith("code"):
            continue
        for column, called in (
            ("ethnicity", name == "ethnicity" or name.startswith("ethnic")),
            ("population", name in ("population", "observation")),
            ("body", name == "body" or "authorit" in name),
        ):
            if called:
                found.setdefault(column, place)
    return found
