"""
Several workforces in one run, between which people move: nobody is lost on the way.

Who goes to another workforce at the end of a year is an AMHP there at the end of the same year, of
the same kind and age, with a new approval and the rates of the new place.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from evenhand.domain.forecast.supply.cohorts import Block, Cohort, arriving, cohorts
from evenhand.domain.forecast.supply.model import Arrived, Model
from evenhand.domain.forecast.supply.parameters import Parameters, drawn
from evenhand.domain.forecast.supply.simulate import (
    Playing,
    Runs,
    blocks,
    finish,
    nothing_yet,
    play,
)

_Places = NDArray[np.intp]


@dataclass(frozen=True, kw_only=True)
class Together:
    """
    What happened, by the name of each workforce.

    `models` hold who came from the others: with its seed each can be played again alone, and comes to
    the same. `moved` are people by year (from 1) x replications, for those who went from one to another.
    """

    models: dict[str, Model]
    seeds: dict[str, int]
    runs: dict[str, Runs]
    moved: dict[tuple[str, str], NDArray[np.int32]]


def together(models: Mapping[str, Model], *, replications: int, seed: int) -> Together:
    """
    All of them played so often, year by year together. They look ahead over the same years.

    The same seed gives the same, in whatever order workforces and people were listed.
    """
    kinds = tuple(sorted({kind for each in models.values() for kind in each.kinds()}))
    every = {name: replace(models[name], kinds_elsewhere=kinds) for name in sorted(models)}
    seeds = {name: (seed + crc32(name.encode())) % 2**32 for name in every}
    found = Together(
        models={},
        seeds=seeds,
        runs={name: nothing_yet(each, replications) for name, each in every.items()},
        moved={
            (name, to): np.zeros((each.years, replications), dtype=np.int32)
            for name, each in every.items()
            for to in each.moves
        },
    )
    parameters = {
        name: drawn(each, each.kinds(), replications, seeds[name]) for name, each in every.items()
    }
    arrived: dict[str, dict[tuple[int, int], Arrived]] = {name: {} for name in every}
    for block in blocks(replications, seed):
        _Together(every, parameters, found, arrived, block).play()
    for name, each in every.items():
        finish(found.runs[name])
        found.models[name] = replace(each, arrived=arrived[name])
    return found


class _Together:
    """One block of the replications of every workforce."""

    def __init__(
        self,
        models: Mapping[str, Model],
        parameters: Mapping[str, Parameters],
        found: Together,
        arrived: dict[str, dict[tuple[int, int], Arrived]],
        block: Block,
    ) -> None:
        self.models, self.parameters, self.found, self.arrived = models, parameters, found, arrived
        self.blocks = {name: replace(block, seed=found.seeds[name]) for name in models}
        # Who is on the way, by where to and the year.
        self.on_the_way: dict[tuple[str, int], list[Arrived]] = defaultdict(list)

    def play(self) -> None:
        """First those who begin in their own workforce, then year by year those who come from another."""
        for name, model in self.models.items():
            for cohort in cohorts(model, self.parameters[name], self.blocks[name]):
                self._play(name, cohort)
        for year in range(1, next(iter(self.models.values())).years + 1):
            for name in self.models:
                if came := self.on_the_way.pop((name, year), []):
                    self._arrive(name, year, came)

    def _arrive(self, name: str, year: int, came: list[Arrived]) -> None:
        block = self.blocks[name]
        who = Arrived(
            run=np.concatenate([each.run for each in came]),
            kind=np.concatenate([each.kind for each in came]),
            age=np.concatenate([each.age for each in came]),
        )
        self.arrived[name][block.first, year] = who
        self._play(name, arriving(who, year, block))

    def _play(self, name: str, cohort: Cohort) -> None:
        parameters, block = self.parameters[name], self.blocks[name]

        def moved(cohort: Cohort, year: int, person: _Places, run: _Places, to: _Places) -> None:
            kind = np.broadcast_to(cohort.kind, cohort.state.shape)[person, run]
            age = np.broadcast_to(cohort.age, cohort.state.shape)[person, run]
            for place, other in enumerate(parameters.to):
                them = to == place
                if not them.any():
                    continue
                self.on_the_way[other, year].append(
                    Arrived(run=run[them], kind=kind[them], age=age[them])
                )
                number = np.bincount(run[them], minlength=block.size).astype(np.int32)
                here = slice(block.first, block.last)
                self.found.moved[name, other][year - 1, here] += number

        play(
            cohort,
            Playing(block=block, parameters=parameters, runs=self.found.runs[name], moved=moved),
        )
