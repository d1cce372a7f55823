"""The national return as data: its parts, its items and what each of them means."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from evenhand.domain.frameworks.edition import DefinitionIncomplete, Source, Status

# One number, or None where it is not known. An item without groups has the one group "".
Value = int | float | None
Figures = Mapping[str, Mapping[str, Value]]
ALL = ""
FTE = "full-time equivalents"


@dataclass(frozen=True, kw_only=True)
class Part:
    """A heading of the return."""

    slug: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """
    One item of the return.

    `by` is the list whose codes its groups are, `of` the item that the groups add up to. It is no
    more than each of `not_above`. `asked`: no record holds it, so somebody says it; `whole`: of that
    a whole number.
    """

    id: str
    part: str
    words: str
    unit: str
    definition: str
    source: str
    by: str = ""
    of: str = ""
    not_above: tuple[str, ...] = ()
    asked: bool = False
    whole: bool = False


@dataclass(frozen=True, kw_only=True)
class ReturnEdition:
    """
    One dated edition. `day` is month and day of the return, the last of its year.

    `fte` defines full-time equivalents; two editions with another `fte_id` are not compared in these.
    Numbers that differ from last year's by `share_changed`, and by `fewest_changed` at least, are
    asked about; so is a breakdown of which more than `share_unknown` is not known.
    """

    edition: str
    status: Status
    valid_from: date
    day: str
    fte: str
    fte_id: str
    fewest_changed: int
    share_changed: float
    share_unknown: float
    sources: tuple[Source, ...]
    parts: tuple[Part, ...]
    items: tuple[Item, ...]
    why_draft: str = ""

    def __post_init__(self) -> None:
        if len(self.by_id) < len(self.items):
            raise DefinitionIncomplete(f"Return {self.edition}: an item is there twice.")
        parts = {each.slug for each in self.parts}
        for item in self.items:
            lost = {each for each in (item.of, *item.not_above) if each} - set(self.by_id)
            if lost or item.part not in parts or bool(item.by) != bool(item.of):
                raise DefinitionIncomplete(
                    f"Return {self.edition}, item {item.id}: it names a part or an item that is not "
                    "there, or has groups without the item that they add up to."
                )
        if self.status is Status.DRAFT and not self.why_draft:
            raise DefinitionIncomplete(f"Return {self.edition}: a draft says why it is one.")

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        """Items by their ids."""
        return {each.id: each for each in self.items}

    @property
    def asked(self) -> tuple[Item, ...]:
        """What somebody has to say, because no record holds it."""
        return tuple(each for each in self.items if each.asked)

    def words_of(self, item: Item) -> str:
        """An item's words; those of a breakdown with what it breaks down, before them."""
        if not item.of:
            return item.words
        return f"{self.by_id[item.of].words}, {item.words[0].lower()}{item.words[1:]}"

    def of_part(self, slug: str) -> tuple[Item, ...]:
        """The items of a part, in the order of print."""
        return tuple(each for each in self.items if each.part == slug)


def single(figures: Figures, item: str) -> Value:
    """The number of an item without groups; None where it is not known, or not in these figures."""
    return figures.get(item, {}).get(ALL)


def said(value: Value) -> str:
    """
    A number as it is written: at most two decimals, none for a whole number.

    >>> said(1234), said(12.50), said(0.0), said(None)
    ('1,234', '12.5', '0', 'not known')
    """
    if value is None:
        return "not known"
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def day_said(day: date) -> str:
    """
    >>> day_said(date(2026, 3, 31))
    '31 March 2026'
    """
    return f"{day.day} {day:%B %Y}"
