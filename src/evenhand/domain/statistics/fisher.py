"""Fisher's exact test, for a few tables or for hundreds of thousands at once.

With both margins fixed, a two by two table (a, b / c, d) is given by `a`. From one table to the
next, with a one higher, the chance changes by the factor b c / ((a + 1) (d + 1)). All tables are
walked together, one such step at a time outward from each one's likeliest table. Nothing is lost
to the logs of huge factorials, so denominators in the millions are as exact as small ones, and
only so many steps are taken as there are tables with a chance worth adding.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from evenhand.domain.statistics.shares import Floats, share

# Two tables whose chances differ by less than this are equally likely: rounding over a thousand
# steps is smaller, the true distance between unequal chances larger.
TIE = 1e-10
# Chances smaller than this part of the observed one no longer change a sum of them.
NEGLIGIBLE = 1e-17
# Tables walked at once: a dozen arrays of this length are some 10 MB.
TABLES_AT_ONCE = 100_000


def fisher_p(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike) -> Floats:
    """
    Two-sided p of Fisher's exact test for `x1` of `n1` against `x0` of `n0`.

    The chances of all tables no likelier than the observed one, added up. nan where either side
    has no share or a count is not whole. p below 1e-300 comes back as 0.
    """
    columns = np.broadcast_arrays(*(np.asarray(column, dtype=float) for column in (x1, n1, x0, n0)))
    shape = columns[0].shape
    x1, n1, x0, n0 = (column.ravel() for column in columns)
    whole = np.logical_and.reduce([column.ravel() % 1 == 0 for column in columns])
    rows = np.flatnonzero(whole & ~np.isnan(share(x1, n1)) & ~np.isnan(share(x0, n0)))
    p = np.full(x1.shape, np.nan)
    for start in range(0, rows.size, TABLES_AT_ONCE):
        some = rows[start : start + TABLES_AT_ONCE]
        a, c = x1[some], x0[some]
        p[some] = _two_sided(a, n1[some] - a, c, n0[some] - c)
    return p.reshape(shape)


def _two_sided(a: Floats, b: Floats, c: Floats, d: Floats) -> Floats:
    likeliest = np.floor((a + b + 1) * (a + c + 1) / (a + b + c + d + 2))
    # Counting the people without the outcome instead turns a table below the likeliest into one
    # above it, so that from here on the observed table always lies upward.
    turn = a < likeliest
    away = np.abs(a - likeliest)
    a, b, c, d = np.where(turn, (b, a, d, c), (a, b, c, d))
    start = (a - away, b + away, c + away, d - away)
    observed = _chance_after(away, *start)
    up, up_rare = _sums(observed, *start)
    down, down_rare = _sums(observed, start[1], start[0], start[3], start[2])
    start_rare = np.where(observed * (1 + TIE) >= 1, 1.0, 0.0)
    p = (start_rare + up_rare + down_rare) / (1 + up + down)
    return np.where(observed > 0, p, 0.0)


def _chance_after(steps: Floats, a: Floats, b: Floats, c: Floats, d: Floats) -> Floats:
    """Chance of the table so many steps up, with this table's as 1; 0 where too small to hold."""
    chance = np.ones(a.shape)
    step = 0
    live = np.flatnonzero(steps > 0)
    while live.size:
        chance[live] *= _factor(live, step, a, b, c, d)
        step += 1
        live = live[(steps[live] > step) & (chance[live] > 0)]
    return chance


def _sums(observed: Floats, a: Floats, b: Floats, c: Floats, d: Floats) -> tuple[Floats, Floats]:
    """Chances of all tables further up, and of those no likelier than the observed one."""
    total, rare = np.zeros(a.shape), np.zeros(a.shape)
    live = np.flatnonzero(observed > 0)
    chance, limit = np.ones(live.size), observed * (1 + TIE)
    step = 0
    while live.size:
        chance = chance * _factor(live, step, a, b, c, d)
        total[live] += chance
        rare[live] += np.where(chance <= limit[live], chance, 0.0)
        step += 1
        more = chance > observed[live] * NEGLIGIBLE
        live, chance = live[more], chance[more]
    return total, rare


def _factor(
    live: NDArray[np.intp], step: int, a: Floats, b: Floats, c: Floats, d: Floats
) -> Floats:
    """By what the chance changes from the table `step` steps up to the next."""
    return (b[live] - step) * (c[live] - step) / ((a[live] + step + 1) * (d[live] + step + 1))
