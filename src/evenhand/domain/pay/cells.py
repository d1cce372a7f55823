"""Which counts of people a pay figure prints, and which sums of pay it rests on.

One list for the audit that is to be protected and for the files that are attacked: a figure is known
here by its names alone, as they stand in a line of the audit and in a row of a file.
"""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from evenhand.domain.pay.counts import EVERYBODY
from evenhand.domain.pay.groups import ALL_OTHERS, Split
from evenhand.domain.pay.rules import EVERYONE_ELSE, SEX, WHITE, Calculation

# Of whom: on full pay and with known pay; who received a bonus; relevant employees; and of these
# last those who are in no pay figure.
PAID, BONUS, RELEVANT, UNPAID = "paid", "with a bonus", "relevant", "in no pay figure"
# How they are parted, besides the breakdowns.
QUARTER = "quarter"
ALL_PAID = "all-paid"
OF_MEANS = (Calculation.MEAN_GAP, Calculation.BONUS_MEAN_GAP)
BESIDE = ("not_stated_denominator", "not_known_denominator")

People = frozenset[str]


class PayCell(NamedTuple):
    """People of one snapshot: `of` whom, parted `by` what and in which `cell`, and of which kinds."""

    period: str
    of: str
    by: str
    cell: str
    people: People

    def __str__(self) -> str:
        where = f", {self.by} {self.cell}" if self.by else ""
        shown = sorted(self.people)
        who = " + ".join(shown[:3]) + (f" and {len(shown) - 3} more" if len(shown) > 3 else "")
        return f"{self.of} {self.period}{where}: {who}"


class Named(Protocol):
    """The names of a figure."""

    @property
    def calculation(self) -> str: ...
    @property
    def period(self) -> str: ...
    @property
    def cell(self) -> str: ...
    @property
    def group(self) -> str: ...
    @property
    def comparator(self) -> str: ...


def printed_by(figure: Named, split: Split) -> dict[str, PayCell]:
    """The cell of each count field that the figure prints."""
    own, other = sides(split, figure.group, figure.comparator)
    by, _, cell = figure.cell.partition(": ")
    made = _Maker(figure.period, by, cell)
    match figure.calculation:
        case Calculation.QUARTERS:
            lines = _Maker(figure.period, QUARTER, figure.cell)
            made = _Maker(figure.period, EVERYBODY, "")
            found = {
                "numerator": lines.of(PAID, own),
                "denominator": lines.of(PAID, split.everybody),
                "comparator_numerator": made.of(PAID, own),
                "comparator_denominator": made.of(PAID, split.everybody),
            }
            whom = PAID
        case Calculation.BONUS_SHARE:
            found = {
                "numerator": made.of(BONUS, own),
                "denominator": made.of(RELEVANT, own),
                "comparator_numerator": made.of(BONUS, other),
                "comparator_denominator": made.of(RELEVANT, other),
            }
            whom = RELEVANT
        case Calculation.BONUS_MEAN_GAP | Calculation.BONUS_MEDIAN_GAP:
            whom = BONUS
            found = _two_wholes(made, whom, own, other)
        case _:
            whom = PAID
            found = _two_wholes(made, whom, own, other)
    return found | {field: made.of(whom, who) for field, who in _outside(split)}


def _two_wholes(made: "_Maker", whom: str, own: People, other: People) -> dict[str, PayCell]:
    return {"denominator": made.of(whom, own), "comparator_denominator": made.of(whom, other)}


def sides(split: Split, group: str, comparator: str) -> tuple[People, People]:
    """The people on both sides of a comparison; of a group beside the whole, everybody."""
    if comparator == ALL_PAID:
        return split.members(group), split.everybody
    stated = split.members(*split.groups)
    if comparator == EVERYONE_ELSE:
        own = split.members(group)
        return own, stated - own
    whites = comparator == WHITE and split.slug != SEX
    other = split.members(*(split.white if whites else (comparator,)))
    return (stated - other if group == ALL_OTHERS else split.members(group)), other


def _outside(split: Split) -> Iterator[tuple[str, People]]:
    if split.slug == SEX:
        yield BESIDE[1], split.members(*split.outside)
        return
    for field, slug in zip(BESIDE, split.outside, strict=True):
        yield field, split.members(slug)


class _Maker(NamedTuple):
    period: str
    by: str
    cell: str

    def of(self, whom: str, people: People) -> PayCell:
        return PayCell(self.period, whom, self.by, self.cell, people)
