"""All statistics of a comparison, table by table."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from evenhand.domain.measures.compared import FEWEST_BODIES, Scale
from evenhand.domain.measures.laid_side_by_side import SideBySide
from evenhand.domain.measures.tally import Bools, Floats
from evenhand.domain.statistics import funnel, overdispersion, pooling, ranks, shrinkage

LEVELS = (0.95, 0.998)


@dataclass(frozen=True)
class Worked:
    """All statistics of `laid`, at once. Limits of shares are shares, all else is on its scale."""

    laid: SideBySide

    @cached_property
    def enough(self) -> Bools:
        """Problems with bodies enough to be compared."""
        enough: Bools = self.laid.there.sum(axis=1) >= FEWEST_BODIES
        return enough

    @cached_property
    def is_share(self) -> Bools:
        return np.array([m.scale is Scale.SHARE for m, _ in self.laid.problems], dtype=bool)

    @cached_property
    def pooled(self) -> pooling.Pooled:
        return pooling.pool(self.laid.place, self.laid.se)

    @cached_property
    def centre(self) -> Floats:
        """The middle of the funnel: the mean by precision, or the share over all bodies."""
        return np.where(self.is_share, self._over_all, self.pooled.fixed)

    @cached_property
    def _over_all(self) -> Floats:
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(np.nansum(self.laid.x, axis=1) / np.nansum(self.laid.n, axis=1))

    @cached_property
    def _funnel_se(self) -> Floats:
        """Of a share: as it would be if the body had the share of all."""
        middle = np.where(self.is_share, self.centre, 0.5)[:, None]
        with np.errstate(divide="ignore", invalid="ignore"):
            of_share = np.sqrt(middle * (1 - middle) / self.laid.n)
        return np.where(self.is_share[:, None], of_share, self.laid.se)

    @cached_property
    def seen(self) -> Floats:
        """Where each body is drawn in the funnel."""
        with np.errstate(divide="ignore", invalid="ignore"):
            shares = self.laid.x / self.laid.n
        return np.where(self.is_share[:, None], shares, self.laid.place)

    @cached_property
    def spread(self) -> Floats:
        with np.errstate(divide="ignore", invalid="ignore"):
            z = (self.seen - self.centre[:, None]) / self._funnel_se
        return overdispersion.spread(np.where(np.isfinite(z), z, np.nan))

    @cached_property
    def extra(self) -> Floats:
        return overdispersion.extra_variance(self.spread, self._funnel_se)

    @cached_property
    def limits(self) -> Floats:
        """[level, low and high, problems, bodies], widened where bodies differ beyond chance."""
        middle, extra = self.centre[:, None], self.extra[:, None]
        found = np.array(
            [funnel.limits_around(middle, self._funnel_se, extra, level) for level in LEVELS]
        )
        return np.where(self.is_share[:, None], np.clip(found, 0.0, 1.0), found)

    @cached_property
    def where(self) -> NDArray[np.int64]:
        """Places in `Where`; -1 where there is no figure or no funnel."""
        (low, high), (lowest, highest) = self.limits
        found = np.select(
            [self.seen > highest, self.seen > high, self.seen < lowest, self.seen < low],
            [0, 1, 4, 3],
            default=2,
        )
        return np.where(self.laid.there & self.enough[:, None], found, -1)

    @cached_property
    def shrunken(self) -> tuple[Floats, Floats, Floats]:
        mean, tau2, se = (
            each[:, None] for each in (self.pooled.mean, self.pooled.tau2, self.pooled.se)
        )
        return shrinkage.shrink(self.laid.place, self.laid.se, mean, tau2, se)

    @cached_property
    def ranks(self) -> NDArray[np.int64]:
        """[rank, low, high and how many are alike, problems, bodies]; 0 where there is none."""
        found = np.zeros((4, *self.laid.place.shape), dtype=np.int64)
        drawn = ranks.chances(len(self.laid.bodies))
        for row in np.flatnonzero(self.enough).tolist():
            at = np.flatnonzero(self.laid.there[row])
            y, se = self.laid.place[row, at], self.laid.se[row, at]
            mine = drawn if len(at) == len(self.laid.bodies) else drawn[:, at]
            found[:3, row, at] = ranks.ranks(y, se, mine)
            found[3, row, at] = ranks.cannot_be_told_apart(y, se)
        return found
