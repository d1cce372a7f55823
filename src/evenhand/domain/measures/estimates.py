"""From results to what can be compared between bodies: a place on a scale, and how sure it is."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from evenhand.domain.frameworks.edition import Direction, Kind
from evenhand.domain.measures.compared import Called, Estimate, Measure, Scale
from evenhand.domain.measures.work_out import PART_METHOD, RATIO_KINDS
from evenhand.domain.results.result import Result, Unit
from evenhand.domain.statistics import differences
from evenhand.domain.statistics.shares import critical_z

# What is added to each count where one is nobody: Haldane (1956), Anscombe (1956).
HALF = 0.5
NO_SIDE = "there is nobody on one side of the comparison"
NOBODY = "nobody on either side had the outcome"
# In a grouping of two, the second group says the first one's figure over again.
MIRRORED = ("binary", "white")


def estimates_of(results: Iterable[Result]) -> Iterator[tuple[Estimate, Called]]:
    """One for each result, but for the mirror image of a group of two."""
    for result in results:
        if (result.grouping, result.group) != MIRRORED:
            called = Called(
                result.title, result.group_label, result.comparator_label, result.direction
            )
            yield estimate_of(result), called


def estimate_of(result: Result) -> Estimate:
    """
    A result as it can be compared. Nothing but what the result prints is used.

    Ratios are compared on their log, from the counts where there are any; others by the width of
    their interval. A result without a figure stays without, but for a ratio whose count is nobody.
    """
    scale = Scale.RATIO if result.unit is Unit.RATIO else Scale.POINTS
    bare = Estimate(
        body=result.body,
        period=result.period,
        measure=Measure(
            result.standard,
            result.indicator,
            result.cell,
            result.group,
            result.comparator,
            scale,
        ),
        edition=result.edition,
        grouping=result.grouping,
        x=result.numerator,
        n=result.denominator,
        x0=result.comparator_numerator,
        n0=result.comparator_denominator,
        odds=result.kind == Kind.DISPARITY_RATIO,
        part=result.method == PART_METHOD,
    )
    if result.suppressed:
        return _without(bare, result.reason, counts=False)
    upside_down = result.direction == Direction.COMPARATOR_OVER_GROUP
    if result.kind in RATIO_KINDS and None not in (bare.x, bare.n, bare.x0, bare.n0):
        return ratio_from_counts(bare, result, upside_down=upside_down)
    return _from_interval(bare, result)


def ratio_from_counts(bare: Estimate, result: Result | None, *, upside_down: bool) -> Estimate:
    """The log ratio of four counts with its standard error; `result` has the printed figure."""
    x, n, x0, n0 = (float(each or 0) for each in (bare.x, bare.n, bare.x0, bare.n0))
    if not (0 <= x <= n and 0 <= x0 <= n0 and n and n0):
        return _without(bare, (result.reason if result else "") or NO_SIDE)
    if not x and not x0:
        return _without(bare, NOBODY)
    cells = (x, n - x, x0, n0 - x0)
    padded = (not all(cells)) if bare.odds else (not x or not x0 or (x == n and x0 == n0))
    extra = HALF if padded else 0.0
    a, b, c, d = (each + extra for each in cells)
    if bare.odds:
        place, variance = math.log(a * d / (b * c)), 1 / a + 1 / b + 1 / c + 1 / d
    else:
        place = math.log(a / (a + b)) - math.log(c / (c + d))
        variance = 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)
    if upside_down:
        place = -place
    # With half a person added, the figure is another than the printed one, and so is its interval.
    shown = result if result is not None and result.value is not None and not padded else None
    se = math.sqrt(variance)
    spread = critical_z(0.95) * se
    return replace(
        bare,
        value=shown.value if shown else math.exp(place),
        low=shown.low if shown else math.exp(place - spread),
        high=shown.high if shown else math.exp(place + spread),
        place=place,
        se=se,
        padded=padded,
    )


def points_from_counts(bare: Estimate) -> Estimate:
    """A difference in points of two shares, or of a part and its whole, by Newcombe's interval."""
    x, n, x0, n0 = (float(each or 0) for each in (bare.x, bare.n, bare.x0, bare.n0))
    if not n or not n0 or (bare.part and n0 <= n):
        return _without(bare, NO_SIDE)
    rest = (x0 - x, n0 - n) if bare.part else (x0, n0)
    weight = rest[1] / n0
    _, low, high = (np.ravel(each)[0] for each in differences.newcombe(x, n, *rest))
    low, high = 100 * float(low) * weight, 100 * float(high) * weight
    value = 100 * (x / n - x0 / n0)
    return replace(bare, value=value, low=low, high=high, place=value, se=_se(low, high))


def share_estimate(bare: Estimate, share: float | None = None) -> Estimate:
    """
    A share of `n` answers or people, on the log of its odds.

    From the counts, or of a weighted `share` (0 to 1), behind which there is no whole count.
    """
    n = float(bare.n or 0)
    x = float(bare.x or 0) if share is None else share * n
    if not 0 <= x <= n or not n:
        return _without(bare, NO_SIDE)
    a, b = x + HALF, n - x + HALF
    place, se = math.log(a / b), math.sqrt(1 / a + 1 / b)
    spread = critical_z(0.95) * se
    return replace(
        bare,
        value=100 * x / n,
        low=100 * _share(place - spread),
        high=100 * _share(place + spread),
        place=place,
        se=se,
    )


def _from_interval(bare: Estimate, result: Result) -> Estimate:
    value, low, high = result.value, result.low, result.high
    if value is None or low is None or high is None:
        return _without(bare, result.reason or NO_SIDE)
    if bare.measure.scale is Scale.RATIO:
        if not (low > 0 and math.isfinite(high)):
            return _without(bare, "its interval has no end, and its counts are not given")
        return replace(
            bare,
            value=value,
            low=low,
            high=high,
            place=math.log(value),
            se=_se(math.log(low), math.log(high)),
        )
    if not high > low:
        return _without(bare, "its interval has no width, so nothing says how sure it is")
    return replace(bare, value=value, low=low, high=high, place=value, se=_se(low, high))


def _se(low: float, high: float) -> float:
    return (high - low) / (2 * critical_z(0.95))


def _share(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


def _without(bare: Estimate, reason: str, *, counts: bool = True) -> Estimate:
    reason = reason.rstrip(".")
    if counts:
        return replace(bare, reason=reason)
    return replace(bare, reason=reason, x=None, n=None, x0=None, n0=None)
