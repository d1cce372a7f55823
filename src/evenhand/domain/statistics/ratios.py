"""Two proportions set against each other as a ratio: how many times as likely.

In each function `x1` of `n1` is the side on top, `x0` of `n0` the side below. All take numbers or
arrays that broadcast, and give (value, low, high). A value that does not exist is nan: where
either side has no share (see `shares.share`), and where the share below is 0.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from evenhand.domain.statistics.shares import Floats, critical_z, share

# Limits are looked for as logs between these: ratios from 1e-26 to 1e26, more than any count of
# people can give. Halving that width 60 times leaves less than rounding does.
WIDEST_LOG = 60.0
HALVINGS = 60
# Rows worked on at once, so that the dozen arrays of one step stay in the processor's cache.
ROWS_AT_ONCE = 8192


def koopman(
    x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, confidence: float = 0.95
) -> tuple[Floats, Floats, Floats]:
    """
    Ratio of two shares with its score interval: the ratios that a score test would not reject.

    The interval leaves out 1 exactly where `significance.score_p` is below 1 - `confidence`.
    With 0 on top it starts at 0; with 0 below it has no upper end (inf), and its lower one is
    then the one-sided bound; with 0 on both sides it is 0 to inf, which says nothing.
    Sources: Koopman (1984); Miettinen and Nurminen (1985) for the factor N / (N - 1).
    """
    x1, n1, x0, n0 = _as_floats(x1, n1, x0, n0)
    p1, p0 = share(x1, n1), share(x0, n0)
    value = _over(p1, p0)
    low, high = np.full(p1.shape, np.nan), np.full(p1.shape, np.nan)
    rows = np.flatnonzero(~np.isnan(p1) & ~np.isnan(p0))
    for start in range(0, rows.size, ROWS_AT_ONCE):
        some = rows[start : start + ROWS_AT_ONCE]
        counts = tuple(column.flat[some] for column in (x1, n1, x0, n0))
        low.flat[some], high.flat[some] = _score_limits(*counts, z=critical_z(confidence))
    return value, low, high


def _score_limits(
    x1: Floats, n1: Floats, x0: Floats, n0: Floats, *, z: float
) -> tuple[Floats, Floats]:
    with np.errstate(divide="ignore", invalid="ignore"):  # log of 0/x, x/0 and 0/0: clipped next
        centre = np.log(x1 / n1) - np.log(x0 / n0)
    centre = np.nan_to_num(centre, nan=0.0, posinf=WIDEST_LOG, neginf=-WIDEST_LOG)
    low, high = (
        _edge(centre, np.full_like(centre, end), x1=x1, n1=n1, x0=x0, n0=n0, z=z)
        for end in (-WIDEST_LOG, WIDEST_LOG)
    )
    return np.where(x1 == 0, 0.0, low), np.where(x0 == 0, np.inf, high)


def _edge(inside: Floats, outside: Floats, *, z: float, **counts: Floats) -> Floats:
    """The ratio at which the score test begins to reject, between two logs, by halving."""
    for _ in range(HALVINGS):
        middle = (inside + outside) / 2
        rejected = _is_rejected(np.exp(middle), z=z, **counts)
        outside = np.where(rejected, middle, outside)
        inside = np.where(rejected, inside, middle)
    return np.exp(inside)


def _is_rejected(
    ratio: Floats, *, x1: Floats, n1: Floats, x0: Floats, n0: Floats, z: float
) -> NDArray[np.bool_]:
    """Whether a true ratio is too far from the counts, by the score test at `z` standard errors."""
    # The likeliest shares under the ratio solve a quadratic. Written like this nothing is
    # subtracted that nearly cancels, so that everyone of 5 against everyone of a million works.
    top, below = ratio * (n1 + x0), n0 + x1
    root = np.sqrt((top - below) ** 2 + 4 * ratio * (n1 - x1) * (n0 - x0))
    q0 = 2 * (x1 + x0) / (top + below + root)
    q1 = ratio * q0
    variance = q1 * ((1 - q1) / n1 + ratio * (1 - q0) / n0)
    # N - 1 is 1 or more for whole people on both sides; tiny effective bases must
    # not turn it round.
    small_sample = (n1 + n0) / np.maximum(n1 + n0 - 1, 1e-9)
    distance = x1 / n1 - ratio * x0 / n0
    return np.asarray(distance**2 > z**2 * small_sample * variance)


def katz(
    x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike, confidence: float = 0.95
) -> tuple[Floats, Floats, Floats]:
    """
    Ratio of two shares with the log interval that many published reports use.

    A count of 0 has no log, so there the limits are nan: `koopman` has them.
    Source: Katz and others (1978).
    """
    value = _over(share(x1, n1), share(x0, n0))
    spread = np.exp(critical_z(confidence) * log_ratio_se(x1, n1, x0, n0))
    return value, value / spread, value * spread


def log_ratio_se(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike) -> Floats:
    """Standard error of the natural log of the ratio of two shares; nan where a count is 0."""
    x1, n1, x0, n0 = _as_floats(x1, n1, x0, n0)
    usable = (share(x1, n1) > 0) & (share(x0, n0) > 0)
    x1, n1, x0, n0 = (np.where(usable, column, np.nan) for column in (x1, n1, x0, n0))
    return np.sqrt(1 / x1 - 1 / n1 + 1 / x0 - 1 / n0)


def woolf_odds_ratio(
    a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike, confidence: float = 0.95
) -> tuple[Floats, Floats, Floats]:
    """
    `a / b` over `c / d` for four separate counts of people, with Woolf's log interval.

    So worked the race disparity ratio: a and b are White staff in the upper and the lower step,
    c and d the group's. nan where b or c is 0; the limits are nan where any count is 0.
    Source: Woolf (1955).
    """
    a, b, c, d = (np.where(column >= 0, column, np.nan) for column in _as_floats(a, b, c, d))
    value = _over(a * d, b * c)
    filled = (a > 0) & (b > 0) & (c > 0) & (d > 0)
    inverse = (1 / np.where(filled, column, np.nan) for column in (a, b, c, d))
    spread = np.exp(critical_z(confidence) * np.sqrt(sum(inverse, np.zeros(value.shape))))
    return value, value / spread, value * spread


def _as_floats(*columns: ArrayLike) -> tuple[Floats, ...]:
    return tuple(np.broadcast_arrays(*(np.asarray(column, dtype=float) for column in columns)))


def _over(top: Floats, below: Floats) -> Floats:
    return top / np.where(below > 0, below, np.nan)
