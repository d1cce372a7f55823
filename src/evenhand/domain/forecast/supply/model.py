"""Everything that a simulation of an AMHP workforce is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from math import prod

import numpy as np
from numpy.typing import NDArray

from evenhand.domain.forecast.supply.kinds import Among, Kind, People
from evenhand.domain.forecast.supply.rates import Elsewhere


class State(IntEnum):
    """Where somebody is. Everybody is in one of these at the end of each year."""

    NOT_YET = 0
    TRAINING = 1
    AMHP = 2
    LEFT = 3
    RETIRED = 4
    NOT_RENEWED = 5
    MOVED_OUT = 6
    NOT_PASSED = 7
    TO_OTHERS = 8


@dataclass(frozen=True, kw_only=True)
class Known:
    """
    A rate: a share of those at the beginning of a year, or of those who come to a point.

    `share` is taken as it is. Otherwise it is learnt from `events` among so many (`of`): person-years,
    or people.
    """

    share: float | None = None
    events: float = 0.0
    of: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Cause:
    """Why people go: a rate for some, in the order in which they are looked for, and one for the rest."""

    groups: tuple[tuple[Among, Known], ...] = ()
    rest: Known = Known(share=0.0)
    elsewhere: Elsewhere | None = None


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A part of training: how long it takes, and how many of those who begin it go on from it."""

    name: str
    years: float
    passing: Known


@dataclass(frozen=True, kw_only=True)
class InTraining:
    """People in training now, who need so many more years; they begin the stage with this place."""

    people: People
    stage: int
    years_left: float


@dataclass(frozen=True, kw_only=True)
class Intake:
    """Those who start in each year, by the stages ahead of them, and who they are (shares of 1)."""

    starts: tuple[int, ...]
    stages: tuple[Stage, ...]
    kinds: tuple[tuple[float, People], ...]
    now: tuple[InTraining, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Lever:
    """
    What might be done: each rate times so much, and so many more starts a year.

    `share` of a pass rate may not rise above everyone. `cost_a_year` is in pounds.
    """

    name: str
    leaving: float = 1.0
    retirement: float = 1.0
    not_renewed: float = 1.0
    moving_out: float = 1.0
    returning: float = 1.0
    passing: float = 1.0
    starts: int = 0
    cost_a_year: float | None = None


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """
    AMHPs who come from other workforces of the same run at the end of a year, in some replications.

    Each has a row: `run` is the replication within its block, `kind` a place among the kinds of the
    model, `age` that at the end of year 0.
    """

    run: NDArray[np.intp]
    kind: NDArray[np.intp]
    age: NDArray[np.int16]


@dataclass(frozen=True, kw_only=True)
class Model:
    """
    A workforce and what happens to it. `going` are the causes LEFT, RETIRED and MOVED_OUT.

    `moves` are the rates at which people go to each other workforce of the same run, by its name.
    `arrived` are those who come from them, by the first replication of a block and the year;
    `kinds_elsewhere` are the kinds of person that the others have.

    `moving_in` is how many come from elsewhere in so many years (`of`), or each year (`share`). They
    are like those who are there now.
    """

    people: tuple[People, ...]
    intake: Intake
    going: Mapping[State, Cause]
    not_renewed: Known = Known(share=0.0)
    returning: Known = Known(share=0.0)
    moving_in: Known = Known(share=0.0)
    moves: Mapping[str, Cause] = field(default_factory=dict)
    arrived: Mapping[tuple[int, int], Arrived] = field(default_factory=dict)
    kinds_elsewhere: tuple[Kind, ...] = ()
    years: int
    lever: Lever = field(default_factory=lambda: Lever(name=""))

    def kinds(self) -> tuple[Kind, ...]:
        """Every kind of person there is or may be, in an order that is always the same."""
        here = {each.kind for each in self.people} | {each.people.kind for each in self.intake.now}
        here |= {each.kind for _, each in self.intake.kinds}
        return tuple(sorted(here | set(self.kinds_elsewhere)))

    def with_starts(self, starts: Sequence[int]) -> "Model":
        """The same with other starts."""
        return replace(self, intake=replace(self.intake, starts=tuple(starts)))

    def with_lever(self, lever: Lever) -> "Model":
        """The same with something done."""
        return replace(self, lever=lever)


def all_together(levers: Sequence[Lever]) -> Lever:
    """Every lever at once: what each multiplies is multiplied by all, and starts add up."""
    costs = [each.cost_a_year for each in levers if each.cost_a_year is not None]
    return Lever(
        name="all together",
        leaving=prod(each.leaving for each in levers),
        retirement=prod(each.retirement for each in levers),
        not_renewed=prod(each.not_renewed for each in levers),
        moving_out=prod(each.moving_out for each in levers),
        returning=prod(each.returning for each in levers),
        passing=prod(each.passing for each in levers),
        starts=sum(each.starts for each in levers),
        cost_a_year=sum(costs) if len(costs) == len(levers) else None,
    )


def starts_of(a_year: float, years: int) -> tuple[int, ...]:
    """
    Whole starts for each year that come to so many a year on average.

    >>> starts_of(2.5, 4), starts_of(3, 2)
    ((2, 3, 2, 3), (3, 3))
    """
    marks = [int(a_year * year + 1e-9) for year in range(years + 1)]
    return tuple(after - before for before, after in zip(marks, marks[1:], strict=False))
