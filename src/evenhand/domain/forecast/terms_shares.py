"""
Shares that people make: turnover, vacancies, reasons for leaving, sickness. Chance has a part in them.

Each authority is set against all others by Fisher's exact test, raised for having asked of each.
Whether they differ at all is asked once, by Pearson's statistic among tables with the same totals, drawn at
random. Days off come in spells, so days are no coin tosses: their funnel is widened by what it shows
(Spiegelhalter, 2005).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from evenhand.domain.statistics.funnel import limits_around, proportion_limits
from evenhand.domain.statistics.overdispersion import extra_variance, spread
from evenhand.domain.statistics.shares import Floats, wilson
from evenhand.domain.statistics.significance import adjust, fisher_p

# A difference is told as one where fewer than so many of those told would be chance.
LEVEL = 0.05
_TABLES = 9_999
# Below so many authorities their own scatter cannot be told from chance.
FEWEST_FOR_SCATTER = 5


@dataclass(frozen=True, kw_only=True)
class Count:
    """`x` of `n` in one authority."""

    authority: str
    region: str
    x: int
    n: int


@dataclass(frozen=True, kw_only=True)
class Share:
    """
    One authority's share with the interval of 95 in 100, the share of the others, and the funnel.

    `p` is of the test against the others, `p_raised` that after having asked of every authority, and
    `differs` whether this is below 0.05. None where it cannot be told.
    """

    count: Count
    share: float
    low: float
    high: float
    others: float | None
    funnel_low: float
    funnel_high: float
    p: float | None
    p_raised: float | None
    differs: bool | None


@dataclass(frozen=True, kw_only=True)
class Shares:
    """
    A measure over all authorities. `differ_p` is how surprising so much scatter would be were all alike.

    `test` says which test set each against the others; `scatter` is how many times wider than chance
    makes them authorities scatter, for days alone.
    """

    x: int
    n: int
    share: float
    differ_p: float | None
    test: str
    scatter: float | None
    each: tuple[Share, ...]


def compare(counts: Sequence[Count], *, days: bool, seed: int = 1) -> Shares:
    """Each authority's share beside the others. ValueError where there is nobody at all."""
    ordered = sorted(counts, key=lambda each: each.authority)
    x = np.array([each.x for each in ordered], dtype=float)
    n = np.array([each.n for each in ordered], dtype=float)
    if not n.sum() > 0:
        raise ValueError("There is nobody to compare.")
    average = x.sum() / n.sum()
    others_n = n.sum() - n
    others = np.divide(x.sum() - x, others_n, out=np.full_like(x, np.nan), where=others_n > 0)
    low, high = wilson(x, n)
    scatter = None
    if days:
        p, limits, scatter = _by_scatter(x, n, float(average))
        differ = None
        test = "distance from the average, with the authorities' own scatter"
    else:
        p = fisher_p(x, n, x.sum() - x, others_n)
        limits = proportion_limits(average, n)
        differ = _differ(x, n, seed)
        test = (
            "Fisher's exact test where a cell is below 5, else the score test, against the others"
        )
    raised = adjust(p, np.zeros(p.size))
    return Shares(
        x=int(x.sum()),
        n=int(n.sum()),
        share=float(average),
        differ_p=differ,
        test=test,
        scatter=scatter,
        each=tuple(
            Share(
                count=count,
                share=count.x / count.n,
                low=float(low[place]),
                high=float(high[place]),
                others=_told(others[place]),
                funnel_low=float(limits[0][place]),
                funnel_high=float(limits[1][place]),
                p=_told(p[place]),
                p_raised=_told(raised[place]),
                differs=None if np.isnan(raised[place]) else bool(raised[place] < LEVEL),
            )
            for place, count in enumerate(ordered)
        ),
    )


def _by_scatter(
    x: Floats, n: Floats, average: float
) -> tuple[Floats, tuple[Floats, Floats], float | None]:
    """p of each, the funnel, and how much wider than chance they scatter; none of few authorities."""
    se = np.sqrt(average * (1 - average) / n)
    if x.size < FEWEST_FOR_SCATTER or not average * (1 - average) > 0:
        return np.full(x.size, np.nan), limits_around(average, np.full(x.size, np.nan)), None
    phi = float(spread((x / n - average) / se))
    extra = extra_variance(phi, se)
    distance = np.abs(x / n - average) / np.sqrt(se**2 + extra)
    low, high = limits_around(average, se, extra)
    p: Floats = 2 * special.ndtr(-distance)
    return p, (np.maximum(low, 0.0), np.minimum(high, 1.0)), phi


def _differ(x: Floats, n: Floats, seed: int) -> float | None:
    """
    How often tables with the same totals scatter at least as much: Pearson's test without its approximation.

    None where there is one authority, or where everybody or nobody is counted.
    """
    total, people = int(x.sum()), int(n.sum())
    if x.size < 2 or total in (0, people):
        return None
    generator = np.random.default_rng(seed)
    drawn = generator.multivariate_hypergeometric(
        n.astype(np.int64), total, size=_TABLES, method="marginals"
    )
    observed = _pearson(x[None, :], n, total / people)[0]
    as_much = _pearson(drawn, n, total / people) >= observed * (1 - 1e-9)
    return float((1 + as_much.sum()) / (1 + _TABLES))


def _pearson(x: Floats | NDArray[np.int64], n: Floats, share: float) -> Floats:
    found: Floats = (((x - n * share) ** 2) / (n * share * (1 - share))).sum(axis=1)
    return found


def _told(value: np.float64) -> float | None:
    return None if np.isnan(value) else float(value)
