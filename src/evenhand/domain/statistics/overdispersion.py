"""
Overdispersion: bodies that differ from each other by more than chance alone would make them.

Spiegelhalter (2005), Handling over-dispersion of performance indicators, Quality and Safety in
Health Care 14, 347-351; NHS England's SHMI widens its funnels in the same way. All functions take
one row of bodies, or rows of them: bodies are the last axis, and nan is a body without a figure.
"""

import numpy as np
from numpy.typing import ArrayLike

from evenhand.domain.statistics.shares import Floats

# The tenth of bodies at each end is drawn in, so that a few far away do not widen their own limits.
WINSORISED = 0.10


def spread(z: ArrayLike, winsorised: float = WINSORISED) -> Floats:
    """
    How much wider bodies scatter than chance makes them: the mean square of their z scores.

    About 1 where there is nothing but chance. `z` is the distance of each body from the centre in
    its own standard errors; a share `winsorised` at each end is moved in to the rest. nan where
    there is no body. One row gives a number, rows give one each.
    """
    z = np.asarray(z, dtype=float)
    if winsorised:
        low, high = _quantiles(z, winsorised)
        z = np.clip(z, low[..., None], high[..., None])
    there = ~np.isnan(z)
    count = there.sum(axis=-1)
    total = np.where(there, z, 0.0) ** 2
    return np.asarray(total.sum(axis=-1) / np.where(count > 0, count, np.nan), dtype=float)


def extra_variance(phi: ArrayLike, ses: ArrayLike) -> Floats:
    """
    The variance between bodies that a spread `phi` says there is, beside that of chance.

    In the square of the unit of `ses`; 0 where bodies scatter no more than chance makes them. It
    is added to each body's own variance ("additive"), so that large bodies keep limits of some
    width: multiplied limits would still call small differences of large bodies unusual.
    """
    phi, ses = np.asarray(phi, dtype=float), np.asarray(ses, dtype=float)
    weights = 1 / np.where(ses > 0, ses, np.nan) ** 2
    count = (~np.isnan(weights)).sum(axis=-1)
    total = np.nansum(weights, axis=-1)
    squares = np.nansum(weights**2, axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        extra = (count * phi - (count - 1)) / (total - squares / total)
    return np.where(count > 1, np.maximum(extra, 0.0), 0.0)


def _quantiles(z: Floats, share: float) -> tuple[Floats, Floats]:
    """The values a share from each end, between neighbours where it falls between two."""
    ordered = np.sort(z, axis=-1)  # nan goes last
    last = (~np.isnan(z)).sum(axis=-1) - 1
    found = []
    for each in (share, 1 - share):
        place = np.maximum(last, 0) * each
        below = np.floor(place).astype(int)
        above = np.minimum(below + 1, np.maximum(last, 0))
        at = np.take_along_axis(ordered, below[..., None], axis=-1)[..., 0]
        next_ = np.take_along_axis(ordered, above[..., None], axis=-1)[..., 0]
        found.append(at + (place - below) * (next_ - at))
    return found[0], found[1]
