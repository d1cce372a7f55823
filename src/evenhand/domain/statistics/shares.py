"""One proportion: how many of how many people, and how sure that makes us of the share."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats = NDArray[np.float64]


def critical_z(confidence: float) -> float:
    """The number of standard errors on each side of a two-sided interval.

    >>> round(critical_z(0.95), 4)
    1.96
    """
    return float(special.ndtri(0.5 + confidence / 2))


def share(x: ArrayLike, n: ArrayLike) -> Floats:
    """`x` of `n` as a fraction, or nan where that is no share.

    There is none where `n` is empty, where either is nan, and where `x` is below 0 or above `n`
    (more leavers than staff, say): such counts do not describe the same people.
    """
    x, n = np.asarray(x, dtype=float), np.asarray(n, dtype=float)
    usable = (n > 0) & (x >= 0) & (x <= n)
    return np.where(usable, x, np.nan) / np.where(usable, n, 1.0)


def wilson(x: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """
    Wilson's score limits of a share: (low, high), fractions from 0 to 1, nan where there is no share.

    `n` need not be whole: a weighted survey passes its effective base, and `x` as share times base.
    Source: Wilson (1927), in the form that the Fingertips indicators use.
    """
    p = share(x, n)
    n = np.where(np.isnan(p), np.nan, np.asarray(n, dtype=float))
    x = p * n
    z = critical_z(confidence)
    spread = z * np.sqrt(z**2 + 4 * x * (1 - p))
    low = (2 * x + z**2 - spread) / (2 * (n + z**2))
    high = (2 * x + z**2 + spread) / (2 * (n + z**2))
    # Of everyone, rounding can put the upper limit a hair on either side of 1.
    return low, np.clip(high, p, 1.0)
