"""Figures that arrive already counted by group, as publishers print them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GroupedCount:
    """
    `n` people (or the sum of weights) of one group in one cell of one count.

    `snapshot` is an ISO date, or empty for figures of no one year (the census population). `n` is
    None and `hidden` is True where the publisher prints no figure: that is not a nought. `group`
    may also be `not-stated` or `not-known`.
    """

    body: str
    snapshot: str
    name: str
    cell: str
    grouping: str
    group: str
    n: float | None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class GroupCount:
    """
    One indicator's figure for one group: counts, or a share where only a share was published.

    `share`, `share_low` and `share_high` are fractions of 1; `base` is the number of answers behind
    a weighted share, itself not weighted. `share_low` and `share_high` say between which two
    values the share must lie where it was not published itself. `standard` is empty where only one
    has the indicator. `hidden` is as in `GroupedCount`.
    """

    body: str
    snapshot: str
    indicator: str
    cell: str
    grouping: str
    group: str
    numerator: int | None
    denominator: int | None
    share: float | None = None
    base: float | None = None
    hidden: bool = False
    share_low: float | None = None
    share_high: float | None = None
    standard: str = ""
