"""How surprising a difference would be if there were none, for one comparison and for many."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from evenhand.domain.statistics.fisher import fisher_p
from evenhand.domain.statistics.shares import Floats, share

# A cell with fewer people than this is too small for the score test's approximation.
SMALL_CELL = 5

__all__ = ["adjust", "fisher_p", "p_value", "score_p"]


def score_p(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike) -> Floats:
    """
    Two-sided p of the score test that two shares are equal; nan where either is no share.

    It is the test that `ratios.koopman` turns into an interval, with the same factor N / (N - 1).
    Where nobody or everybody on both sides has the outcome nothing differs, and p is 1.
    """
    p1, p0 = share(x1, n1), share(x0, n0)
    n1, n0 = np.asarray(n1, dtype=float), np.asarray(n0, dtype=float)
    people = np.where(np.isnan(p1) | np.isnan(p0), np.nan, n1 + n0)
    pooled = (p1 * n1 + p0 * n0) / people
    variance = pooled * (1 - pooled) * people / (n1 * n0 / people) / np.maximum(people - 1, 1e-9)
    certain = variance <= 0
    z = np.abs(p1 - p0) / np.sqrt(np.where(certain, 1.0, variance))
    return np.where(certain, 1.0, 2 * special.ndtr(-z))


def p_value(
    x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike
) -> tuple[Floats, NDArray[np.bool_]]:
    """
    The p to print, and where Fisher's exact test gave it: (p, used_fisher), of one shape.

    Fisher's where any of the four cells (with and without the outcome, on both sides) holds fewer
    than 5 people, else the score test's. Counts that are not whole (weighted surveys) have no
    exact test, and always get the score test.
    """
    x1, n1, x0, n0 = np.broadcast_arrays(
        *(np.asarray(column, dtype=float) for column in (x1, n1, x0, n0))
    )
    p = np.array(score_p(x1, n1, x0, n0))
    smallest = np.minimum(np.minimum(x1, n1 - x1), np.minimum(x0, n0 - x0))
    whole = (x1 % 1 == 0) & (n1 % 1 == 0) & (x0 % 1 == 0) & (n0 % 1 == 0)
    used_fisher = (smallest < SMALL_CELL) & whole & ~np.isnan(p)
    p[used_fisher] = fisher_p(*(column[used_fisher] for column in (x1, n1, x0, n0)))
    return p, used_fisher


def adjust(p: ArrayLike, family: ArrayLike) -> Floats:
    """
    p values raised for having asked many questions, inside each family of questions.

    `p` and `family` are one-dimensional and of one length; equal labels in `family` make a family.
    Below 0.05 then means that of the differences so found about 1 in 20 is expected to be chance.
    nan stays nan and counts as no question. Source: Benjamini and Hochberg (1995).
    """
    p = np.asarray(p, dtype=float)
    labels = np.unique(np.asarray(family), return_inverse=True)[1]
    adjusted = np.full(p.shape, np.nan)
    asked = np.flatnonzero(~np.isnan(p))
    # By family, and from its largest p down, so that each family is one run of places.
    asked = asked[np.lexsort((-p[asked], labels[asked]))]
    for run in np.split(asked, np.flatnonzero(np.diff(labels[asked])) + 1):
        rank = np.arange(run.size, 0, -1)
        raised = p[run] * (run.size / rank)
        adjusted[run] = np.minimum.accumulate(np.minimum(raised, 1.0))
    return adjusted
