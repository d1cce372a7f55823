"""Who is at each grade by ethnic group, and who moved, left and came: the records behind a forecast."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# To each group's records at a grade so many years of one person are added who moved as all groups
# together did: a group of whom nobody was there yet has a rate then, and a wide one.
SHRINK_RATES = 2.0
# The same for the groups of those who came to one grade: one person of the mix that came to all.
SHRINK_HIRES = 1.0
# Somebody may always stay, leave or rise by one grade, whether or not anybody has done so yet.
_NOT_SEEN = 0.5


@dataclass(frozen=True, kw_only=True)
class Recruitment:
    """
    Applicants by group and grade of the vacancy (groups x grades), over the years of the records.

    `applied` is None where it is not known.
    """

    shortlisted: Floats
    appointed: Floats
    applied: Floats | None = None


@dataclass(frozen=True, kw_only=True)
class Flows:
    """
    People of one body by group and grade, lowest grade first.

    `stock` (groups x grades) is of the last day; `moved` (groups x grades x grades) are years of
    people from one grade to another or the same; `left` and `hired` (groups x grades) are of the
    same years. `community` are shares of the groups among those who live there, which make 1.
    """

    grades: tuple[str, ...]
    groups: tuple[str, ...]
    comparator: str
    stock: Floats
    moved: Floats
    left: Floats
    hired: Floats
    recruitment: Recruitment | None = None
    community: Floats | None = None

    @property
    def posts(self) -> Floats:
        """People at each grade."""
        return np.asarray(self.stock.sum(axis=0), dtype=np.float64)

    @property
    def counts(self) -> Floats:
        """Groups x grades x destinations: each grade, then leaving."""
        return np.concatenate([self.moved, self.left[..., None]], axis=-1)

    @property
    def exposure(self) -> Floats:
        """Years of people, by group and grade, behind each rate."""
        return np.asarray(self.counts.sum(axis=-1), dtype=np.float64)


@dataclass(frozen=True, kw_only=True)
class Rates:
    """
    Yearly chances, for one set or many: a leading axis of draws may stand before each.

    `moves`: groups x grades x grades; what is missing to 1 leaves. `mix`: groups x grades, the share
    of each group among those who come to a grade.
    """

    moves: Floats
    mix: Floats

    @property
    def leaving(self) -> Floats:
        """The chance of leaving in a year, by group and grade."""
        return np.asarray(np.clip(1 - self.moves.sum(axis=-1), 0, 1), dtype=np.float64)

    @property
    def rising(self) -> Floats:
        """The chance of being at a higher grade a year later, by group and grade."""
        return np.asarray(np.triu(self.moves, 1).sum(axis=-1), dtype=np.float64)

    def one(self, draw: int) -> "Rates":
        """One set of many."""
        return replace(self, moves=self.moves[draw], mix=self.mix[draw])


def counted_rates(flows: Flows) -> Rates:
    """The rates as they were counted; those of all groups where nobody of a group was at a grade."""
    counts, exposure = flows.counts, flows.exposure
    pooled = _pooled(flows, seen_only=True)
    with np.errstate(invalid="ignore"):
        own = counts / exposure[..., None]
    shares = np.where(exposure[..., None] > 0, own, pooled[None])
    base, came = _mix_of_all(flows), flows.hired.sum(axis=0)
    with np.errstate(invalid="ignore"):
        mix = np.where(came > 0, flows.hired / came, base[:, None])
    return Rates(moves=shares[..., :-1], mix=mix)


def drawn_rates(flows: Flows, rng: np.random.Generator, draws: int) -> Rates:
    """
    Rates that the records allow: draws from Dirichlet distributions, one a group and grade.

    What was counted is shrunk a little towards the rates of all groups together (SHRINK_RATES).
    """
    alpha = flows.counts + SHRINK_RATES * _pooled(flows, seen_only=False)[None]
    moves = _dirichlet(rng, alpha, draws)[..., :-1]
    mixed = flows.hired + SHRINK_HIRES * _mix_of_all(flows)[:, None]
    mix = np.moveaxis(_dirichlet(rng, mixed.T, draws), -1, -2)
    return Rates(moves=moves, mix=mix)


def _pooled(flows: Flows, *, seen_only: bool) -> Floats:
    """Grades x destinations over all groups; who is at a grade nobody was seen at stays there."""
    counts = flows.counts.sum(axis=0)
    size = len(flows.grades)
    if not seen_only:
        for grade in range(size):
            counts[grade, [grade, size, min(grade + 1, size - 1)]] += _NOT_SEEN
    exposure = counts.sum(axis=-1, keepdims=True)
    stays = np.eye(size, size + 1)
    return np.asarray(np.where(exposure > 0, counts / np.where(exposure > 0, exposure, 1), stays))


def _mix_of_all(flows: Flows) -> Floats:
    """The groups of everybody who came; where nobody did, of everybody who is there."""
    came = flows.hired.sum(axis=1)
    found = came if came.sum() > 0 else flows.stock.sum(axis=1)
    return np.asarray(found / found.sum(), dtype=np.float64)


def _dirichlet(rng: np.random.Generator, alpha: Floats, draws: int) -> Floats:
    drawn = rng.standard_gamma(np.broadcast_to(alpha, (draws, *alpha.shape)))
    return np.asarray(drawn / drawn.sum(axis=-1, keepdims=True), dtype=np.float64)
