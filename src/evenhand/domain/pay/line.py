"""One figure of a pay audit before its finding, and what all kinds of figure share."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import nan
from typing import Any

import numpy as np

from evenhand.domain.pay.groups import Pair, Split
from evenhand.domain.pay.rules import Calculation
from evenhand.domain.pay.say import where_of
from evenhand.domain.pay.spread import Place, Spread
from evenhand.domain.results.result import Unit
from evenhand.domain.statistics import shares, significance

GAP, SHARE, QUARTER = "pay-gap", "pay-bonus-share", "pay-quarter"
Limits = tuple[float, float]
UNKNOWN_LIMITS = (nan, nan)


@dataclass(frozen=True, kw_only=True)
class Sides:
    """
    People on both sides, and where it is a share of them with an outcome: `x` of `n`.

    None where the records say nothing of them.
    """

    n: int | None
    n0: int | None
    x: int | None = None
    x0: int | None = None
    share: float | None = None
    share0: float | None = None
    limits: Limits = UNKNOWN_LIMITS
    limits0: Limits = UNKNOWN_LIMITS

    @classmethod
    def shares(cls, x: int, n: int, x0: int, n0: int) -> "Sides":
        """Two shares, with their Wilson limits."""
        low, high = shares.wilson(np.array([x, x0]), np.array([n, n0]))
        return cls(
            n=n,
            n0=n0,
            x=x,
            x0=x0,
            share=x / n if n else None,
            share0=x0 / n0 if n0 else None,
            limits=(float(low[0]), float(high[0])),
            limits0=(float(low[1]), float(high[1])),
        )


@dataclass(frozen=True, kw_only=True)
class Line:
    """
    One figure: `value` and its limits are nan where there is none, and `reason` then says why.

    `outside` are people in no group of the split, by its `outside` columns; None where their number
    is hidden. `hide` is True where too few people are on a side, `protected` where a figure is
    hidden for readers outside, for whatever reason. `se` is the standard error of `value`, where it
    is known; `flags` what the result's own are to say besides.
    """

    calculation: Calculation
    kind: str
    body: str
    snapshot: str
    cell: str
    where: str
    split: Split
    group: str
    group_label: str
    comparator: str
    comparator_label: str
    planned: bool
    outside: tuple[int | None, ...]
    sides: Sides
    hide: bool
    unit: Unit
    method: str
    value: float = nan
    low: float = nan
    high: float = nan
    p: float = nan
    p_method: str = ""
    se: float = nan
    reason: str = ""
    protected: bool = False
    flags: tuple[str, ...] = ()

    @property
    def period(self) -> str:
        """The snapshot, by the name that results have for it."""
        return self.snapshot


def about(place: Place, split: Split, pair: Pair, spread: Spread) -> dict[str, Any]:
    """The fields of a line that say what it is of."""
    return {
        "body": place.body,
        "snapshot": place.snapshot,
        "cell": f"{place.by}: {place.cell}" if place.by else "",
        "where": where_of(place.by, place.cell),
        "split": split,
        "group": pair.group,
        "group_label": pair.group_label,
        "comparator": pair.reference,
        "comparator_label": pair.reference_label,
        # Breakdowns were not planned in advance: they are many tests, and adjusted as such.
        "planned": pair.headline and not place.by,
        "outside": outside(split, spread),
    }


def outside(split: Split, spread: Spread) -> tuple[int, ...]:
    """People of a spread who are in no group, by column."""
    return tuple(int(n) for n in spread.people[len(split.groups) :])


def too_few(people: Iterable[int], fewest: int) -> bool:
    """Whether any side has somebody in it, but fewer people than the rules let show."""
    return any(0 < n < fewest for n in people)


def p_of(x: int, n: int, x0: int, n0: int) -> tuple[float, str]:
    """The p of two shares, and by which test."""
    p, fisher = significance.p_value(*(np.array([float(each)]) for each in (x, n, x0, n0)))
    return float(p[0]), "Fisher's exact test" if fisher[0] else "score test"
