"""Figures that a pack gives ready counted (its `counts` table), put where records would be."""

from collections.abc import Iterable
from dataclasses import replace

from evenhand.domain.codes.ethnicity import UNKNOWN, Ethnicity
from evenhand.domain.frameworks.edition import Edition, Indicator, Kind
from evenhand.domain.measures.count import Count
from evenhand.domain.results.shares import GroupCount, GroupedCount

# Groups of these groupings are categories themselves, so they can be rolled up further. Finest first.
FINE_GROUPINGS = ("census-2021-19", "census-2011-18", "nhs-16")
BROAD_GROUPINGS = ("broad-5-2021", "broad-5-2001")
_SHARE_ENDINGS = ("_w", "_w2", "_apart", "_low", "_high")


def own_name(indicator: Indicator, side: str) -> str:
    """The count that a `counts` table gives for one side of one indicator."""
    return f"counts.{indicator.id}.{side}"


def named(edition: Edition, rows: Iterable[GroupCount]) -> list[GroupedCount]:
    """Rows of a `counts` table, under the names of the counts that their indicators compare."""
    by_id = {indicator.id: indicator for indicator in edition.indicators}
    mine = [r for r in rows if r.indicator in by_id and r.standard in ("", edition.standard)]
    apart = {row.indicator for row in mine if row.share_low is not None}
    counted: list[GroupedCount] = []
    for row in mine:
        counted += _named(by_id[row.indicator], row, apart=row.indicator in apart)
    return counted


def _named(indicator: Indicator, row: GroupCount, *, apart: bool) -> list[GroupedCount]:
    def one(name: str, n: float | None, cell: str = row.cell) -> GroupedCount:
        hidden = row.hidden or n is None
        return GroupedCount(
            row.body, row.snapshot, name, cell, row.grouping, row.group, n, hidden=hidden
        )

    if indicator.kind is Kind.REPRESENTATION:
        # In a row for a grade the numerator is the group's people there; the rest follows.
        return [one(own_name(indicator, "numerator"), row.numerator, f"|{row.cell}")]
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
    if apart:  # people of unknown ethnicity, of whom only the number of answers is known
        return [one(f"{below}_apart", row.denominator)]
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

    The same people may be given in several groupings, and must not be added together: only the
    finest grouping of each count is rolled up. Where none is fine, five broad groups are added up
    to White and all others, unless those two came as well.
    """
    rows = list(rows)
    # Shares are not people: neither they nor their bases are added up into broader groups.
    shares = {row.name.removesuffix("_w") for row in rows if row.name.endswith("_w")}
    groupings: dict[tuple[str, str, str, str], set[str]] = {}
    for row in rows:
        groupings.setdefault(_key(row), set()).add(row.grouping)
    # With one group hidden a broader sum would be too small, and nobody could see it.
    hidden = {_key(row) for row in rows if row.hidden or row.n is None}
    fine: list[Count] = []
    grouped: list[GroupedCount] = []
    for row in rows:
        is_share = row.name in shares or row.name.endswith(_SHARE_ENDINGS)
        finest = next((g for g in FINE_GROUPINGS if g in groupings[_key(row)]), None)
        if row.grouping == finest and _key(row) not in hidden and not is_share:
            fine.append(Count(*_key(row), row.group, row.n or 0.0))
        else:
            grouped.append(row)
    return fine, grouped + _binary(grouped, groupings)


def _binary(
    rows: list[GroupedCount], groupings: dict[tuple[str, str, str, str], set[str]]
) -> list[GroupedCount]:
    made = []
    for row in rows:
        there = groupings[_key(row)]
        broad = next((g for g in BROAD_GROUPINGS if g in there), None)
        if row.grouping == broad and not there & {"binary", *FINE_GROUPINGS}:
            made.append(replace(row, grouping="binary", group=_side(row.group)))
    return made


def _key(row: GroupedCount) -> tuple[str, str, str, str]:
    return row.body, row.snapshot, row.name, row.cell


def _side(group: str) -> str:
    if group in UNKNOWN or group == "white":
        return group
    return "bme"
