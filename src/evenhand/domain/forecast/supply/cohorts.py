"""The people of a simulation, in arrays of persons x replications: who they are and where they begin."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenhand.domain.forecast.supply.kinds import NO_AGE, Kind, People
from evenhand.domain.forecast.supply.model import Arrived, Intake, Model, State
from evenhand.domain.forecast.supply.parameters import Parameters
from evenhand.domain.forecast.supply.stages import Course, of_starters, of_those_there
from evenhand.domain.statistics.shares import Floats

TERM = 5
# What a cohort's random numbers are for, beside those of its years, which come before.
_WHO, _AGE, _LUCK, _WHEN, _HOW_MANY = range(1000, 1005)
Whole = NDArray[np.int16]


@dataclass(kw_only=True)
class Cohort:
    """
    People who begin together, at the end of the year `begins` (0: they are here now).

    Arrays are persons x replications. `age` is that at the end of year 0. `until` is the year at whose
    end training ends, `passes` whether it ends with an approval. `term` counts down to a renewal.
    `course` is how they move through several stages of training, where there are several. `between`
    are those who come from another workforce of the same run.
    """

    stream: int
    begins: int
    fresh: bool
    kind: NDArray[np.intp]
    age: Whole
    state: NDArray[np.int8]
    until: Whole
    passes: NDArray[np.bool_]
    term: NDArray[np.int8]
    course: Course | None = None
    between: bool = False


@dataclass(frozen=True)
class Block:
    """Some of the replications: `first` to `last`, with random numbers of their own."""

    seed: int
    first: int
    last: int

    @property
    def size(self) -> int:
        """How many replications."""
        return self.last - self.first

    def generator(self, stream: int, what: int) -> np.random.Generator:
        """The random numbers of one cohort for a year, or to begin with; the same, whatever else
        there is."""
        return np.random.default_rng([self.seed, 1 + self.first, stream, what])


def cohorts(model: Model, parameters: Parameters, block: Block) -> list[Cohort]:
    """Everybody who is there or may come. Persons of one cohort are in an order that is always the same."""
    kinds = {kind: place for place, kind in enumerate(model.kinds())}
    passing = parameters.passing[:, block.first : block.last]
    found = [_here(model, kinds, block), _in_training(model.intake, kinds, passing, block)]
    for year, starts in enumerate(model.intake.starts):
        more = starts + model.lever.starts
        found.append(_starting(model.intake, year, more, kinds, passing, block))
    found += _moving_in(model, kinds, parameters.moving_in[block.first : block.last], block)
    found += [
        arriving(each, year, block)
        for (first, year), each in sorted(model.arrived.items())
        if first == block.first
    ]
    return [each for each in found if each.state.shape[0]]


def arriving(who: Arrived, year: int, block: Block) -> Cohort:
    """Those who come from other workforces of the same run at the end of a year: newly approved here."""
    chosen = np.flatnonzero(who.run < block.size)
    chosen = chosen[np.argsort(who.run[chosen], kind="stable")]
    run = who.run[chosen]
    number = np.bincount(run, minlength=block.size)
    # Each has a place of their own among those of the same replication.
    place = np.arange(run.size) - np.repeat(np.cumsum(number) - number, number)
    shape = (int(number.max(initial=0)), block.size)
    kind, age = np.zeros(shape, dtype=np.intp), np.full(shape, NO_AGE, dtype=np.int16)
    kind[place, run], age[place, run] = who.kind[chosen], who.age[chosen]
    comes = np.arange(shape[0])[:, None] < number
    return Cohort(
        stream=20_000 + year,
        begins=year,
        fresh=False,
        kind=kind,
        age=age,
        state=np.full(shape, State.NOT_YET, dtype=np.int8),
        until=np.where(comes, year, -1).astype(np.int16),
        passes=comes,
        term=np.full(shape, TERM, dtype=np.int8),
        between=True,
    )


def _here(model: Model, kinds: dict[Kind, int], block: Block) -> Cohort:
    rows = [each for each in _in_order(model.people) for _ in range(each.count)]
    generator, shape = block.generator(0, _WHO), (len(rows), block.size)
    ends = np.array([each.approval_ends_in for each in rows], dtype=np.int8).reshape(-1, 1)
    term = generator.integers(1, TERM + 1, shape, dtype=np.int8)
    return Cohort(
        stream=0,
        begins=0,
        fresh=False,
        kind=np.array([kinds[each.kind] for each in rows], dtype=np.intp).reshape(-1, 1),
        age=_ages(rows, shape, generator),
        state=np.full(shape, State.AMHP, dtype=np.int8),
        until=np.zeros(shape, dtype=np.int16),
        passes=np.ones(shape, dtype=np.bool_),
        term=np.where(ends > 0, ends, term),
    )


def _in_training(intake: Intake, kinds: dict[Kind, int], passing: Floats, block: Block) -> Cohort:
    """Those in training now, in the stage that they have reached."""
    every = sorted(intake.now, key=lambda each: (each.people.place, each.stage, each.years_left))
    rows = [each for each in every for _ in range(each.people.count)]
    generator, shape = block.generator(1, _WHO), (len(rows), block.size)
    age = _ages([each.people for each in rows], shape, generator)
    part, luck = generator.random(shape), generator.random(shape)
    course = of_those_there(intake.stages, passing, rows, luck, part)
    return Cohort(
        stream=1,
        begins=0,
        fresh=False,
        kind=np.array([kinds[each.people.kind] for each in rows], dtype=np.intp).reshape(-1, 1),
        age=age,
        state=np.full(shape, State.TRAINING, dtype=np.int8),
        until=course.until,
        passes=course.passes,
        term=np.full(shape, TERM, dtype=np.int8),
        course=_several(course),
    )


def _starting(
    intake: Intake, year: int, starts: int, kinds: dict[Kind, int], passing: Floats, block: Block
) -> Cohort:
    """Those who start at the end of a year. Each more leaves the others as they are."""
    stream, shape = 2 + year, (starts, block.size)
    who, rows = _picked(intake.kinds, shape, block.generator(stream, _WHO))
    luck = block.generator(stream, _LUCK).random(shape)
    part = block.generator(stream, _WHEN).random(shape)
    course = of_starters(intake.stages, passing, year, luck, part)
    age = _age_of(rows, who, block.generator(stream, _AGE))
    return Cohort(
        stream=stream,
        begins=year,
        fresh=True,
        kind=np.array([kinds[each.kind] for each in rows], dtype=np.intp)[who],
        age=np.where(age == NO_AGE, NO_AGE, age - year).astype(np.int16),
        state=np.full(shape, State.NOT_YET, dtype=np.int8),
        until=course.until,
        passes=course.passes,
        term=np.full(shape, TERM, dtype=np.int8),
        course=_several(course),
    )


def _moving_in(model: Model, kinds: dict[Kind, int], a_year: Floats, block: Block) -> list[Cohort]:
    """Those who come from elsewhere: like the people here now, one cohort for each year."""
    here = sum(each.count for each in model.people)
    if not here or not a_year.any():
        return []
    mix = [(each.count / here, each) for each in _in_order(model.people)]
    found = []
    for year in range(1, model.years + 1):
        stream = 10_000 + year
        number = block.generator(stream, _HOW_MANY).poisson(a_year)
        shape = (int(number.max()), block.size)
        who, rows = _picked(mix, shape, block.generator(stream, _WHO))
        comes = np.arange(shape[0])[:, None] < number
        age = _age_of(rows, who, block.generator(stream, _AGE))
        found.append(
            Cohort(
                stream=stream,
                begins=year,
                fresh=False,
                kind=np.array([kinds[each.kind] for each in rows], dtype=np.intp)[who],
                age=np.where(age == NO_AGE, NO_AGE, age - year).astype(np.int16),
                state=np.full(shape, State.NOT_YET, dtype=np.int8),
                until=np.where(comes, year, -1).astype(np.int16),
                passes=comes,
                term=np.full(shape, TERM, dtype=np.int8),
            )
        )
    return found


def _in_order(people: Sequence[People]) -> list[People]:
    return sorted(people, key=lambda each: each.place)


def _picked(
    mix: Sequence[tuple[float, People]], shape: tuple[int, int], generator: np.random.Generator
) -> tuple[NDArray[np.intp], list[People]]:
    """Who each is, by the shares of a mix: places in the list that comes with them."""
    ordered = sorted(mix, key=lambda each: (each[1].place, each[0]))
    marks = np.cumsum([share for share, _ in ordered])
    who = np.searchsorted(marks / marks[-1], generator.random(shape), side="right")
    return np.minimum(who, len(ordered) - 1), [each for _, each in ordered]


def _ages(rows: Sequence[People], shape: tuple[int, int], generator: np.random.Generator) -> Whole:
    who = np.broadcast_to(np.arange(len(rows))[:, None], shape)
    return _age_of(rows, who, generator)


def _age_of(
    people: Sequence[People], who: NDArray[np.intp], generator: np.random.Generator
) -> Whole:
    """An age for each: any of the range that their row gives is as likely as another."""
    youngest = np.array([each.ages[0] if each.ages else NO_AGE for each in people])
    years = np.array([each.ages[1] - each.ages[0] + 1 if each.ages else 1 for each in people])
    if not len(people):
        return np.zeros(who.shape, dtype=np.int16)
    part = np.floor(generator.random(who.shape) * years[who])
    found: Whole = (youngest[who] + part).astype(np.int16)
    return found


def _several(course: Course) -> Course | None:
    """Where there is one stage, whoever is in training is in it."""
    return course if course.ends.shape[0] > 1 else None
