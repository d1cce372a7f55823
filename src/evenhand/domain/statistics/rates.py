"""Counts of events and their rates: what a count of this size leaves open."""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from evenhand.domain.statistics.shares import Floats, critical_z

# Below this many events Byar's approximation gives way to the exact limits.
EXACT_BELOW = 10


def byar(x: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Byar's limits of a Poisson count `x`: (low, high), in events. Low is 0 for no events."""
    x = _count(x)
    z = critical_z(confidence)
    some = np.where(x == 0, 1.0, x)
    low = some * (1 - 1 / (9 * some) - z / (3 * np.sqrt(some))) ** 3
    above = x + 1
    high = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    # For one event at a high confidence the cube turns negative; a count cannot.
    return np.where(x == 0, 0.0, np.maximum(low, 0.0)), high


def exact_poisson(x: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Exact (Garwood) limits of a Poisson count `x`: (low, high), in events."""
    x = _count(x)
    tail = (1 - confidence) / 2
    low = np.where(x == 0, 0.0, special.gammaincinv(np.where(x == 0, 1.0, x), tail))
    return low, np.asarray(special.gammainccinv(x + 1, tail), dtype=float)


def rate_limits(
    x: ArrayLike, n: ArrayLike, per: float = 100_000, confidence: float = 0.95
) -> tuple[Floats, Floats, Floats]:
    """
    `x` events among `n` people as a rate for every `per` people: (value, low, high).

    Byar's limits from 10 events, exact ones below. `x` may be above `n`, since a person can have
    several events. nan where `n` is empty.
    """
    x, n = _count(x), np.asarray(n, dtype=float)
    scale = per / np.where(n > 0, n, np.nan)
    few = x < EXACT_BELOW
    low, high = (
        np.where(few, exact, approximate)
        for exact, approximate in zip(
            exact_poisson(x, confidence), byar(x, confidence), strict=True
        )
    )
    return x * scale, low * scale, high * scale


def _count(x: ArrayLike) -> Floats:
    x = np.asarray(x, dtype=float)
    return np.where(x >= 0, x, np.nan)
