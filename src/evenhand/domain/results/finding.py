"""Which of the findings the statistics support: decided here and nowhere else."""

import numpy as np
from numpy.typing import NDArray

from evenhand.domain.results.result import Finding

# Until disclosure control decides what is safe, a figure over fewer people than this is not shown.
FEWEST_PEOPLE = 10
RATIO_BAND = (0.80, 1.25)
# Of a share too small for a band in points: see `points_band`.
BAND_OF_SHARE = 0.2
SIGNIFICANT = 0.05

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def too_small(*denominators: Floats) -> Bools:
    """True where any denominator has somebody in it, but too few to show."""
    small: list[Bools] = [(n > 0) & (n < FEWEST_PEOPLE) for n in denominators]
    any_small: Bools = np.logical_or.reduce(small)
    return any_small


def points_band(width: float, comparator_share: Floats) -> tuple[Floats, Floats]:
    """
    The range, in points, that counts as no more than slight: `width` either way, or less.

    A group that is 2% of the whole can never fall 5 points short of it: a band as wide as that
    would find "no disparity" among small groups whatever happened to them. So the band is never
    wider than a fifth of the comparator's share (the four-fifths rule). Decision record 4.
    """
    half: Floats = np.minimum(width, BAND_OF_SHARE * 100 * comparator_share)
    return -half, half


def findings(
    *,
    value: Floats,
    low: Floats,
    high: Floats,
    differs: Bools,
    hide: Bools,
    band: tuple[Floats | float, Floats | float],
) -> list[Finding]:
    """
    The finding of each figure, asked in a fixed order: too small, not calculable, then the rest.

    `differs` is True where both the interval and the test (adjusted, where it is one of many)
    say that the figure is not parity. `band` is the range that counts as no more than slight.
    """
    inside = (value >= band[0]) & (value <= band[1])
    whole_inside = (low >= band[0]) & (high <= band[1])
    chosen = np.select(
        [hide, ~np.isfinite(value), differs & ~inside, differs, whole_inside],
        [0, 1, 2, 3, 4],
        default=5,
    )
    names = (
        Finding.TOO_SMALL,
        Finding.NOT_CALCULABLE,
        Finding.DISPARITY,
        Finding.SLIGHT,
        Finding.NONE,
        Finding.CANNOT_TELL,
    )
    return [names[index] for index in chosen.tolist()]
