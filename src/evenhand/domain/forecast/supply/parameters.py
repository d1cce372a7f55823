"""The rates of each replication: drawn once, so that a fan holds what is not known about them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenhand.domain.forecast.supply.kinds import Kind, which
from evenhand.domain.forecast.supply.model import Cause, Known, Lever, Model, State
from evenhand.domain.forecast.supply.rates import hazard_of, hazards, shares
from evenhand.domain.statistics.shares import Floats

GOING = (State.LEFT, State.RETIRED, State.MOVED_OUT)


@dataclass(frozen=True, kw_only=True)
class Parameters:
    """
    Rates by replication, the last axis. `place` numbers, for each kind and age, the rows of the next.

    `goes` is the chance to go within a year. `until` says why, in the order of GOING and then of `to`,
    the names of the other workforces: of those who go such a share goes for that cause or one before
    it; the last cause has the rest. `passing` has a row for each stage, `moving_in` people a year.
    """

    place: NDArray[np.intp]
    goes: NDArray[np.float32]
    until: NDArray[np.float32]
    to: tuple[str, ...]
    not_renewed: NDArray[np.float32]
    returning: NDArray[np.float32]
    passing: Floats
    moving_in: Floats


def drawn(model: Model, kinds: Sequence[Kind], draws: int, seed: int) -> Parameters:
    """`draws` of every rate of a model. The same seed gives the same, whatever the lever is."""
    lever, streams = model.lever, np.random.SeedSequence([seed, 0]).spawn(8)
    generators = [np.random.default_rng(each) for each in streams]
    to = tuple(sorted(model.moves))
    causes = [
        *zip((model.going.get(each, Cause()) for each in GOING), generators, strict=False),
        *((model.moves[name], generators[7]) for name in to),
    ]
    times = (lever.leaving, lever.retirement, *(lever.moving_out,) * (1 + len(to)))
    places, by_cause = [], []
    for (rates, generator), more in zip(causes, times, strict=True):
        places.append(which([among for among, _ in rates.groups], kinds))
        by_cause.append(_hazards(rates, draws, generator) * more)
    together = np.stack([each.ravel() for each in places])
    rows, place = np.unique(together, axis=1, return_inverse=True)
    parts = np.stack([by_cause[cause][rows[cause]] for cause in range(len(causes))])
    total = parts.sum(axis=0)
    with np.errstate(invalid="ignore"):
        so_far = np.cumsum(parts, axis=0) / np.where(total > 0, total, 1.0)
    return Parameters(
        place=place.reshape(places[0].shape),
        goes=-np.expm1(-total).astype(np.float32),
        until=so_far[:-1].astype(np.float32),
        to=to,
        not_renewed=_of(model.not_renewed, lever.not_renewed, draws, generators[3]),
        returning=_within_a_year(model.returning, lever.returning, draws, generators[4]),
        passing=_passing(model, lever, draws, generators[5]),
        moving_in=_a_year(model.moving_in, draws, generators[6]),
    )


def _hazards(cause: Cause, draws: int, generator: np.random.Generator) -> Floats:
    """A row for each group of a cause and one for the rest."""
    every = [*(known for _, known in cause.groups), cause.rest]
    found = np.empty((len(every), draws))
    learnt = [place for place, known in enumerate(every) if known.share is None]
    for place, known in enumerate(every):
        if known.share is not None:
            found[place] = hazard_of(known.share)
    if learnt:
        found[learnt] = hazards(
            [every[place].events for place in learnt],
            [every[place].of for place in learnt],
            draws,
            generator,
            cause.elsewhere,
        )
    return found


def _within_a_year(
    known: Known, times: float, draws: int, generator: np.random.Generator
) -> NDArray[np.float32]:
    """A chance for each year, from a share or from how often in so many person-years."""
    rate = hazard_of(known.share) if known.share is not None else _a_year(known, draws, generator)
    return np.full(draws, -np.expm1(-rate * times)).astype(np.float32)


def _of(
    known: Known, times: float, draws: int, generator: np.random.Generator
) -> NDArray[np.float32]:
    return np.minimum(_share(known, draws, generator) * times, 1.0).astype(np.float32)


def _share(known: Known, draws: int, generator: np.random.Generator) -> Floats:
    if known.share is not None:
        return np.full(draws, known.share)
    found: Floats = shares([known.events], [known.of], draws, generator)[0]
    return found


def _passing(model: Model, lever: Lever, draws: int, generator: np.random.Generator) -> Floats:
    rows = [_share(each.passing, draws, generator) for each in model.intake.stages]
    found: Floats = np.minimum(np.stack(rows) * lever.passing, 1.0)
    return found


def _a_year(known: Known, draws: int, generator: np.random.Generator) -> Floats:
    if known.share is not None:
        return np.full(draws, known.share)
    found: Floats = hazards([known.events], [known.of], draws, generator)[0]
    return found
