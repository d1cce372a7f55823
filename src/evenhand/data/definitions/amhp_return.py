"""Reads the editions of the national return, and the codes that the groups of its items have."""

from dataclasses import is_dataclass
from datetime import date
from functools import cache

from pydantic import ConfigDict, TypeAdapter

from evenhand.data.definitions.amhp_answers import answer_lists
from evenhand.data.definitions.amhp_codes import code_lists
from evenhand.data.definitions.amhp_dataset import codes_of, data_set
from evenhand.data.definitions.load import checked, definitions_folder, ethnicity, read_toml
from evenhand.domain.amhp.considerations import Consideration
from evenhand.domain.amhp.considerations_counts import NOT_TAKEN_FURTHER, OFF_THE_LIST, OPEN
from evenhand.domain.amhp.returns.edition import Item, Part, ReturnEdition
from evenhand.domain.amhp.returns.fill import NOT_RECORDED
from evenhand.domain.amhp.sight.cases import Case
from evenhand.domain.amhp.sight.counts import OBSTACLES, OTHER_OBSTACLE
from evenhand.domain.amhp.sight.groups import Dimension, dimensions

for _class in (Part, Item, ReturnEdition):
    assert is_dataclass(_class)
    _class.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[union-attr]
# Groups that are on no list of codes, and how they are said.
BESIDE = {
    NOT_RECORDED: "Not recorded",
    OFF_THE_LIST: "A code that is on no list",
    NOT_TAKEN_FURTHER: "Not taken further",
    OPEN: "Still open",
    # Groups of which readers outside are told.
    "younger": "Under 55",
    "older": "55 and over",
    "unknown": "Not known",
    "other professions": "Other professions",
    **{name: name[0].upper() + name[1:] for name in (*OBSTACLES, OTHER_OBSTACLE)},
}
_STANDING = ("APPROVED", "SUSPENDED")


@cache
def return_editions() -> tuple[ReturnEdition, ...]:
    """Every edition, the newest last. DefinitionIncomplete where a file is wrong."""
    folder = definitions_folder() / "amhp" / "return"
    found = [
        checked(TypeAdapter(ReturnEdition), read_toml(file), f"amhp/return/{file.name}")
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    ]
    return tuple(sorted(found, key=lambda each: (each.valid_from, each.edition)))


def return_edition(name: str = "") -> ReturnEdition:
    """The edition of this name, the newest where none is named. KeyError, a sentence, for none."""
    known = {each.edition: each for each in return_editions()}
    if name and name not in known:
        raise KeyError(
            f"There is no edition {name} of the national return. There are {', '.join(known)}."
        )
    return known[name] if name else return_editions()[-1]


def last_day_of(edition: ReturnEdition, year: int) -> date:
    """The day of the return in a year."""
    return date.fromisoformat(f"{year}-{edition.day}")


@cache
def ways() -> tuple[Dimension, ...]:
    """All that work is broken down by in board reports; the first are the return's ethnic groups."""
    return dimensions(ethnicity())


def ethnic_group_of(code: str) -> str:
    """The ethnic group of a code, or why it is not known."""
    nobody = Consideration(reference="")
    return ways()[0].of(Case(consideration=nobody, day=None, ethnicity=code))


@cache
def lists() -> dict[str, dict[str, str]]:
    """Codes and words of every list that an item can be broken down by, in the order of print."""
    amhps = data_set().by_name["amhps"].by_name
    found = {
        name: {each.code: each.title for each in one.codes} for name, one in answer_lists().items()
    }
    for name in ("outcomes", "delays", "requests"):
        found[name] = {each.code: each.title for each in getattr(code_lists(), name).codes}
    for name in ("status", "profession"):
        found[name] = {each.code: each.title for each in codes_of(amhps[name])}
    found["status"] = {code: found["status"][code] for code in _STANDING}
    found["ethnicity"] = {each.slug: each.label for each in ways()[0].groups}
    return found


def title_of(name: str, group: str) -> str:
    """The words of a group of the list called `name`."""
    return lists().get(name, {}).get(group) or BESIDE.get(group, group)
