"""What must stand beside a figure: what could have been seen, and what the unknown could change."""

from typing import NamedTuple

import numpy as np

from evenhand.domain.frameworks.edition import Direction, Kind
from evenhand.domain.measures.comparison import Comparisons
from evenhand.domain.measures.tally import Floats
from evenhand.domain.statistics import bounds, power

# The ratio that the four-fifths rule calls adverse, and that years are pooled until they could find.
RATIO_TO_FIND = 1.25


class Beside(NamedTuple):
    """
    Smallest ratio that could have been found, in the direction printed; the fewest years of such
    numbers that would find 1.25; and the lowest and highest ratio if all ethnicity were known.
    """

    detectable: Floats
    years_to_pool: Floats
    bound_low: Floats
    bound_high: Floats


def beside(made: Comparisons, comparator_share: Floats) -> Beside:
    """For ratios; all nan for differences in points."""
    kind = made.indicator.kind
    if kind is Kind.RELATIVE_LIKELIHOOD:
        base = (made.n, made.n0, comparator_share)
        lower = upside_down(made)
        detectable = power.detectable_ratio(*base, lower=lower)
        years = power.multiples_to_find(*base, RATIO_TO_FIND, lower=lower)
    elif kind is Kind.DISPARITY_RATIO:
        detectable, years = _of_odds(made, comparator_share)
    else:
        blank = np.full(len(made), np.nan)
        return Beside(blank, blank, blank, blank)
    return Beside(detectable, years, *_bounds(made))


def upside_down(made: Comparisons) -> bool:
    """Whether the comparator is on top of the printed ratio."""
    return made.indicator.direction is Direction.COMPARATOR_OVER_GROUP


def _of_odds(made: Comparisons, p0: Floats) -> tuple[Floats, Floats]:
    lower = upside_down(made)
    p1 = power.detectable_share(made.n, made.n0, p0, lower=lower)
    with np.errstate(divide="ignore", invalid="ignore"):  # a share of nought or one has no odds
        detectable = (p1 / (1 - p1)) / (p0 / (1 - p0))
        odds = p0 / (1 - p0) * (1 / RATIO_TO_FIND if lower else RATIO_TO_FIND)
        to_find = odds / (1 + odds)
        detectable = 1 / detectable if lower else detectable
    found = np.isfinite(detectable)
    years = power.multiples_to_tell_apart(made.n, made.n0, p0, to_find)
    return np.where(found, detectable, np.nan), years


def _bounds(made: Comparisons) -> tuple[Floats, Floats]:
    xu = made.not_stated[:, 0] + made.not_known[:, 0]
    # Events can name people of unknown ethnicity who are no longer on the staff list.
    nu = np.maximum(made.not_stated[:, 1] + made.not_known[:, 1], xu)
    of_odds = made.indicator.kind is Kind.DISPARITY_RATIO
    work_out = bounds.unknown_odds_bounds if of_odds else bounds.unknown_bounds
    low, high = work_out(made.x, made.n, made.x0, made.n0, xu, nu)
    if upside_down(made):
        with np.errstate(divide="ignore"):
            low, high = 1 / high, 1 / low
    none = made.weighted | (nu == 0)
    return np.where(none, np.nan, low), np.where(none, np.nan, high)
