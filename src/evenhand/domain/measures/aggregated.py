"""Figures that a pack gives ready counted (its `counts` table), put where records would be."""

from collections.abc import Iterable
from dataclasses import replace

from evenhand.domain.codes.ethnicity import UNKNOWN, Ethnicity
from evenhand.domain.frameworks.edition import Edition, Indicator, Kind
from evenhand.domain.measures.count import Count
from evenhand.domain.results.shares import GroupCount, GroupedCount

# Groups of these groupings are categories themselves, so they can be rolled up further.
FINE_GROUPINGS = ("nhs-16", "census-2011-18", "census-2021-19")
BROAD_GROUPINGS = ("broad-5-2001", "broad-5-2021")
_SHARE_ENDINGS = ("_w", "_w2", "_apart", "_low", "_high")


def own_name(indicator: Indicator, side: str) -> str:
    """The count that a `counts` table gives for one side of one indicator."""
    return f"counts.{indicator.id}.{side}"


def named(edition: Edition, rows: Iterable[GroupCount]) -> list[GroupedCount]:
    """Rows of a `counts` table, under the names of the counts that their indicators compare."""
    by_id = {indicator.id: indicator for indicator in edition.indicators}
    counted: list[GroupedCount] = []
    for row in rows:
        if row.indicator in by_id and row.standard in ("", edition.standard):
            counted += _named(by_id[row.indicator], row)
    return counted


def _named(indicator: Indicator, row: GroupCount) -> list[GroupedCount]:
    def one(name: str, n: float | None, cell: str = row.cell) -> GroupedCount:
        hidden = row.hidden or n is None
        return GroupedCount(
            row.body, row.snapshot, name, cell, row.grouping, row.group, n, hidden=hidden
        )

    if indicator.kind is Kind.REPRESENTATION:
        # In a row for a grade the numerator is the group's people there; the rest follows.
        return [one(indicator.numerator, row.numerator, f"|{row.cell}")]
    if indicator.kind is Kind.BOARD_DIFFERENCE:
        cells = {cell.name: cell.numerator for cell in indicator.cells}
        return [one(cells.get(row.cell, row.cell), row.numerator, "")]
    above, below = own_name(indicator, "numerator"), own_name(indicator, "denominator")
    if row.share_low is not None and row.share_high is not None and row.base is not None:
        return [
            one(f"{below}_apart", row.base),
            one(f"{above}_low", row.share_low * row.base),
            one(f"{above}_high", row.share_high * row.base),
        ]
    if row.share is None or row.base is None:
        return [one(above, row.numerator), one(below, row.denominator)]
    return [
        one(below, row.base),
        one(f"{above}_w", row.share * row.base),
        one(f"{below}_w", row.base),
        # Only the unweighted base is published: it stands in for the effective number.
        one(f"{below}_w2", row.base),
    ]


def finer(
    rows: Iterable[GroupedCount], ethnicity: Ethnicity
) -> tuple[list[Count], list[GroupedCount]]:
    """
    Split rows into those that can be rolled up to any grouping, and those that stay as they came.

    Five broad groups are added up to White and all others, where no such row came as well.
    """
    fine: list[Count] = []
    grouped: list[GroupedCount] = []
    rows = list(rows)
    # Shares are not people: neither they nor their bases are added up into broader groups.
    shares = {row.name.removesuffix("_w") for row in rows if row.name.endswith("_w")}
    for row in rows:
        is_share = row.name in shares or row.name.endswith(_SHARE_ENDINGS)
        if row.grouping in FINE_GROUPINGS and row.n is not None and not is_share:
            fine.append(Count(row.body, row.snapshot, row.name, row.cell, row.group, row.n))
        else:
            grouped.append(row)
    return fine, grouped + _binary(grouped, ethnicity)


def _binary(rows: list[GroupedCount], ethnicity: Ethnicity) -> list[GroupedCount]:
    there = {(r.body, r.snapshot, r.name, r.cell) for r in rows if r.grouping == "binary"}
    return [
        replace(row, grouping="binary", group=_side(row.group))
        for row in rows
        if row.grouping in BROAD_GROUPINGS
        and (row.body, row.snapshot, row.name, row.cell) not in there
    ]


def _side(group: str) -> str:
    if group in UNKNOWN or group == "white":
        return group
    return "bme"
