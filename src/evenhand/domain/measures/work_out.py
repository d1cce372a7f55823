"""Comparisons to figures: value, interval, test and what else a reader needs, all at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenhand.domain.frameworks.edition import Kind
from evenhand.domain.measures.beside import Beside, beside, upside_down
from evenhand.domain.measures.comparison import Comparisons
from evenhand.domain.measures.tally import Floats
from evenhand.domain.statistics import differences, ratios, shares, significance

CONFIDENCE = 0.95
RATIO_METHOD = "ratio of proportions, Koopman score interval"
ODDS_METHOD = "ratio of odds, Woolf log interval"
DIFFERENCE_METHOD = "difference of proportions, Newcombe interval"
PART_METHOD = "difference from the whole; Newcombe interval of the part against the rest, scaled"
APART_METHOD = "bounds from two questions asked apart"
RATIO_KINDS = (Kind.RELATIVE_LIKELIHOOD, Kind.DISPARITY_RATIO)

Limits = tuple[Floats, Floats]


@dataclass(frozen=True, kw_only=True)
class Figures:
    """
    What statistics make of some comparisons, column by column. Ratios, or points out of 100.

    `change_value` and `change_se` are the scale that change over time is judged on: log ratios,
    or points.
    """

    value: Floats
    low: Floats
    high: Floats
    p: Floats
    fisher: NDArray[np.bool_]
    share: Floats
    share_limits: Limits
    comparator_share: Floats
    comparator_limits: Limits
    beside: Beside
    people: Floats
    change_value: Floats
    change_se: Floats
    method: list[str]


def work_out(made: Comparisons) -> Figures:
    """The figures of one indicator in one grouping."""
    is_ratio = made.indicator.kind in RATIO_KINDS
    share, comparator_share = shares.share(made.x, made.n), shares.share(made.x0, made.n0)
    value, low, high, method = _ratio(made) if is_ratio else _points(made)
    # A figure without an interval is none: the part is the whole, or one side is nobody.
    stopped = np.array([bool(reason) for reason in made.reason]) | np.isnan(low) | np.isnan(high)
    value = np.where(stopped, np.nan, value)
    p, fisher = _test(made)
    limits = shares.wilson(made.x, made.n), shares.wilson(made.x0, made.n0)
    apart = ~np.isnan(made.bounds[:, 0])
    if apart.any():
        lowest, highest, lowest0, highest0 = made.bounds.T
        low = np.where(apart, 100 * (lowest - highest0), low)
        high = np.where(apart, 100 * (highest - lowest0), high)
        limits = (lowest, highest), (lowest0, highest0)
        method = [APART_METHOD if each else name for each, name in zip(apart, method, strict=True)]
    n = np.where(made.weighted, made.base[:, 0], made.n)
    change_value, change_se = _change_scale(made, value, is_ratio=is_ratio)
    return Figures(
        value=value,
        low=low,
        high=high,
        p=p,
        fisher=fisher,
        share=share,
        share_limits=limits[0],
        comparator_share=comparator_share,
        comparator_limits=limits[1],
        beside=beside(made, comparator_share),
        people=n * (share - comparator_share),
        change_value=change_value,
        change_se=change_se,
        method=method,
    )


def _ratio(made: Comparisons) -> tuple[Floats, Floats, Floats, list[str]]:
    over, under = (made.x, made.n), (made.x0, made.n0)
    if upside_down(made):
        over, under = under, over
    if made.indicator.kind is Kind.DISPARITY_RATIO:
        made_of = (over[0], over[1] - over[0], under[0], under[1] - under[0])
        return *ratios.woolf_odds_ratio(*made_of), [ODDS_METHOD] * len(made)
    return *ratios.koopman(*over, *under), [RATIO_METHOD] * len(made)


def _points(made: Comparisons) -> tuple[Floats, Floats, Floats, list[str]]:
    """
    A difference in points. A part is printed beside its whole and tested against the rest.

    The whole holds the part, so they are not two samples: the part is set against the rest, and
    that interval is scaled by the rest's weight in the whole, which turns a difference from the
    rest into the difference from the whole. Decision record 6.
    """
    part, x0, n0 = _other_side(made)
    _, low, high = differences.newcombe(made.x, made.n, x0, n0)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = made.x / made.n
        value = share - made.x0 / made.n0
        weight = np.where(part, n0 / made.n0, 1.0)
        # The part may hold people from outside the whole (non-executives): this puts that right.
        shift = np.where(part, value - weight * (share - x0 / n0), 0.0)
    methods = [PART_METHOD if each else DIFFERENCE_METHOD for each in part.tolist()]
    return 100 * value, 100 * (weight * low + shift), 100 * (weight * high + shift), methods


def _other_side(made: Comparisons) -> tuple[NDArray[np.bool_], Floats, Floats]:
    """Where a part is compared with its whole, and the counts that each figure is tested against."""
    part = ~np.isnan(made.rest_n)
    return part, np.where(part, made.rest_x, made.x0), np.where(part, made.rest_n, made.n0)


def _test(made: Comparisons) -> tuple[Floats, NDArray[np.bool_]]:
    _, x0, n0 = _other_side(made)
    p, fisher = significance.p_value(made.x, made.n, x0, n0)
    # Weighted shares of an effective number are not whole counts, so Fisher's test does not apply.
    score = significance.score_p(made.x, made.n, x0, n0)
    return np.where(made.weighted, score, p), fisher & ~made.weighted


def _change_scale(made: Comparisons, value: Floats, *, is_ratio: bool) -> Limits:
    if not is_ratio:
        part, x0, n0 = _other_side(made)
        with np.errstate(divide="ignore", invalid="ignore"):
            weight = np.where(part, n0 / made.n0, 1.0)
        return value, 100 * weight * differences.se(made.x, made.n, x0, n0)
    with np.errstate(divide="ignore", invalid="ignore"):
        log_ratio = np.log(value)
        if made.indicator.kind is Kind.DISPARITY_RATIO:
            cells = (made.x, made.n - made.x, made.x0, made.n0 - made.x0)
            se = np.sqrt(sum(1 / cell for cell in cells))
        else:
            se = ratios.log_ratio_se(made.x, made.n, made.x0, made.n0)
    unclear = ~np.isfinite(log_ratio) | ~np.isfinite(se)
    return np.where(unclear, np.nan, log_ratio), np.where(unclear, np.nan, se)
