"""
A workforce played forward year by year, in many replications at once.

In a year each AMHP may leave, retire or move away; one whose term ends may not be renewed; then those
whose training ends arrive, some who left return, and some come from elsewhere. Everybody is a person
of their own, and nobody's fate hangs on another's, so one more who starts changes nothing for the rest.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from evenhand.domain.forecast.supply.cohorts import TERM, Block, Cohort, cohorts
from evenhand.domain.forecast.supply.kinds import ATTRIBUTES, NO_AGE, OLDEST, Kind
from evenhand.domain.forecast.supply.model import Model, State
from evenhand.domain.forecast.supply.parameters import Parameters, drawn
from evenhand.domain.statistics.shares import Floats

# Replications that are simulated together: always as many, so that more of them change no earlier one.
TOGETHER = 250
AGE_BANDS = (0, 35, 45, 55, 60, 65)


class Flow(IntEnum):
    """What people did in a year."""

    STARTED = 0
    APPROVED = 1
    NOT_PASSED = 2
    LEFT = 3
    RETIRED = 4
    MOVED_OUT = 5
    NOT_RENEWED = 6
    RETURNED = 7
    MOVED_IN = 8
    TO_OTHERS = 9
    FROM_OTHERS = 10


# Flows between workforces that are simulated in one run.
BETWEEN = (Flow.TO_OTHERS, Flow.FROM_OTHERS)
# By the place of a cause among those of the parameters; all after these go to another workforce.
_GONE = (
    (State.LEFT, Flow.LEFT),
    (State.RETIRED, Flow.RETIRED),
    (State.MOVED_OUT, Flow.MOVED_OUT),
    (State.TO_OTHERS, Flow.TO_OTHERS),
)
Watch = Callable[[Block, Cohort, int, NDArray[np.bool_]], None]
_Places = NDArray[np.intp]
Moved = Callable[[Cohort, int, _Places, _Places, _Places], None]


@dataclass(frozen=True, kw_only=True)
class Runs:
    """
    What happened, by replication (the last axis). Year 0 is now.

    `amhps` is years + 1 x kinds, `fresh` kinds of those who start from now on, in the last year;
    `ages` is years + 1 x AGE_BANDS and empty where nobody has an age; `flows` is years x Flow,
    `states` years + 1 x State, of everybody who has begun. `stages` are those in training by stage,
    years + 1 x stages; `passed_on` and `stopped` what the stages that end come to, years x stages.
    """

    kinds: tuple[Kind, ...]
    amhps: NDArray[np.int32]
    fresh: NDArray[np.int32]
    ages: NDArray[np.int32]
    flows: NDArray[np.int32]
    states: NDArray[np.int32]
    stages: NDArray[np.int32]
    passed_on: NDArray[np.int32]
    stopped: NDArray[np.int32]

    @property
    def people(self) -> NDArray[np.int32]:
        """AMHPs: years + 1 x replications."""
        found: NDArray[np.int32] = self.amhps.sum(axis=1, dtype=np.int32)
        return found

    @property
    def fte(self) -> Floats:
        """Their time for AMHP work in full-time equivalents, in the same shape."""
        time = np.array([each.time for each in self.kinds])
        found: Floats = np.einsum("k,ykr->yr", time, self.amhps)
        return found

    def by(self, attribute: str) -> dict[str, NDArray[np.int32]]:
        """AMHPs by value of an attribute, in the order of the values; "" is not known."""
        if attribute not in ATTRIBUTES:
            raise KeyError(f"There is no attribute {attribute}.")
        values = np.array([getattr(each, attribute) for each in self.kinds])
        return {
            str(value): self.amhps[:, values == value].sum(axis=1, dtype=np.int32)
            for value in sorted(set(values))
        }


@dataclass(frozen=True, kw_only=True)
class Playing:
    """
    A block of a model being played: its rates, where it is counted, and who is shown what.

    `watch` is shown who of a cohort is an AMHP at the end of each year. `moved` is shown, at the end
    of a year, the persons and replications of those of a cohort who go to another workforce, and the
    place of its name among those of the parameters.
    """

    block: Block
    parameters: Parameters
    runs: Runs
    watch: Watch | None = None
    moved: Moved | None = None


def simulate(model: Model, *, replications: int, seed: int, watch: Watch | None = None) -> Runs:
    """
    The model played so often. The same seed gives the same, whatever order people were listed in.

    `watch` is shown who of a cohort is an AMHP at the end of each year.
    """
    parameters = drawn(model, model.kinds(), replications, seed)
    runs = nothing_yet(model, replications)
    for block in blocks(replications, seed):
        playing = Playing(block=block, parameters=parameters, runs=runs, watch=watch)
        for cohort in cohorts(model, parameters, block):
            play(cohort, playing)
    finish(runs)
    return runs


def blocks(replications: int, seed: int) -> list[Block]:
    """The replications, so many together."""
    return [
        Block(seed, first, min(first + TOGETHER, replications))
        for first in range(0, replications, TOGETHER)
    ]


def nothing_yet(model: Model, replications: int) -> Runs:
    """Counts of a model of which nothing has been played."""
    kinds = model.kinds()
    shape = (model.years + 1, max(len(kinds), 1), replications)
    stages = (model.years + 1, len(model.intake.stages), replications)
    return Runs(
        kinds=kinds,
        amhps=np.zeros(shape, dtype=np.int32),
        fresh=np.zeros(shape[1:], dtype=np.int32),
        ages=np.zeros((model.years + 1, len(AGE_BANDS), replications), dtype=np.int32),
        flows=np.zeros((model.years, len(Flow), replications), dtype=np.int32),
        states=np.zeros((model.years + 1, len(State), replications), dtype=np.int32),
        stages=np.zeros(stages, dtype=np.int32),
        passed_on=np.zeros((model.years, *stages[1:]), dtype=np.int32),
        stopped=np.zeros((model.years, *stages[1:]), dtype=np.int32),
    )


def finish(runs: Runs) -> None:
    """When every cohort has been played: where there is one stage, all in training are in it."""
    if runs.stages.shape[1] == 1:
        runs.stages[:, 0] = runs.states[:, State.TRAINING]
        runs.passed_on[:, 0] = runs.flows[:, Flow.APPROVED]
        runs.stopped[:, 0] = runs.flows[:, Flow.NOT_PASSED]


def play(cohort: Cohort, playing: Playing) -> None:
    """One cohort, from the year in which it begins to the last."""
    block, runs = playing.block, playing.runs
    here = slice(block.first, block.last)
    for year in range(cohort.begins, runs.flows.shape[0] + 1):
        if year == cohort.begins:
            _begin(cohort, runs, here)
        else:
            _year(cohort, year, playing)
        amhp = cohort.state == State.AMHP
        _count(cohort, year, amhp, runs, here)
        _count_stages(cohort, year, runs, here)
        if playing.watch is not None:
            playing.watch(block, cohort, year, amhp)
    if cohort.fresh:
        runs.fresh[:, here] += _by(cohort.kind, amhp, runs.fresh.shape[0])


def _begin(cohort: Cohort, runs: Runs, here: slice) -> None:
    """Those who come from elsewhere are AMHPs as they come; those who start begin their training."""
    waiting = cohort.state == State.NOT_YET
    if cohort.fresh:
        cohort.state[waiting] = State.TRAINING
        if cohort.begins < runs.flows.shape[0]:
            runs.flows[cohort.begins, Flow.STARTED, here] += waiting.sum(axis=0)
    elif cohort.begins:
        comes = waiting & cohort.passes
        cohort.state[comes] = State.AMHP
        flow = Flow.FROM_OTHERS if cohort.between else Flow.MOVED_IN
        runs.flows[cohort.begins - 1, flow, here] += comes.sum(axis=0)


def _year(cohort: Cohort, year: int, playing: Playing) -> None:
    """One year of one cohort. One random number for each person: what it falls on excludes the rest."""
    block, parameters = playing.block, playing.parameters
    flows = playing.runs.flows[year - 1][:, block.first : block.last]
    luck = block.generator(cohort.stream, year).random(cohort.state.shape, dtype=np.float32)
    replication = np.arange(block.first, block.last)
    amhp, away = cohort.state == State.AMHP, cohort.state == State.LEFT
    training = (cohort.state == State.TRAINING) & (cohort.until == year)
    age = np.where(cohort.age == NO_AGE, NO_AGE, np.clip(cohort.age + year - 1, 0, OLDEST))
    place = parameters.place[cohort.kind, age]
    chance = parameters.goes[place, replication]
    goes = amhp & (luck < chance)
    _go(cohort, year, goes, luck, place, playing)
    cohort.term[amhp] -= 1
    due = amhp & ~goes & (cohort.term <= 0)
    cohort.term[due] = TERM
    lapses = chance + (1 - chance) * parameters.not_renewed[replication]
    _move(cohort, due & (luck < lapses), State.NOT_RENEWED, flows[Flow.NOT_RENEWED])
    back = away & (luck < parameters.returning[replication])
    _move(cohort, back, State.AMHP, flows[Flow.RETURNED])
    cohort.term[back] = TERM
    _move(cohort, training & cohort.passes, State.AMHP, flows[Flow.APPROVED])
    _move(cohort, training & ~cohort.passes, State.NOT_PASSED, flows[Flow.NOT_PASSED])


def _go(
    cohort: Cohort,
    year: int,
    goes: NDArray[np.bool_],
    luck: NDArray[np.float32],
    place: NDArray[np.intp],
    playing: Playing,
) -> None:
    """Those who go, by why: the same random number says it, within what it had to be below."""
    block, parameters = playing.block, playing.parameters
    person, run = np.nonzero(goes)
    row = np.broadcast_to(place, goes.shape)[person, run]
    run_of_all = run + block.first
    within = luck[person, run] / parameters.goes[row, run_of_all]
    why = (within >= parameters.until[:, row, run_of_all]).sum(axis=0)
    flows = playing.runs.flows[year - 1][:, block.first : block.last]
    for cause, (state, flow) in enumerate(_GONE):
        them = why == cause if state is not State.TO_OTHERS else why >= cause
        cohort.state[person[them], run[them]] = state
        flows[flow] += np.bincount(run[them], minlength=block.size).astype(np.int32)
    if playing.moved is not None:
        playing.moved(cohort, year, person[them], run[them], why[them] - (len(_GONE) - 1))


def _move(cohort: Cohort, who: NDArray[np.bool_], to: State, flow: NDArray[np.int32]) -> None:
    cohort.state[who] = to
    flow += who.sum(axis=0, dtype=np.int32)


def _count(cohort: Cohort, year: int, amhp: NDArray[np.bool_], runs: Runs, here: slice) -> None:
    runs.amhps[year, :, here] += _by(cohort.kind, amhp, runs.amhps.shape[1])
    runs.states[year, :, here] += _by(cohort.state, np.ones_like(amhp), len(State))
    age = np.where(cohort.age == NO_AGE, -1, cohort.age + year)
    if (age >= 0).any():
        band = np.searchsorted(AGE_BANDS, age, side="right") - 1
        runs.ages[year, :, here] += _by(np.maximum(band, 0), amhp & (age >= 0), len(AGE_BANDS))


def _count_stages(cohort: Cohort, year: int, runs: Runs, here: slice) -> None:
    if cohort.course is None:
        return
    training = cohort.state == State.TRAINING
    runs.stages[year, :, here] += _by(cohort.course.stage(year), training, runs.stages.shape[1])
    if year > cohort.begins:
        on, stop = cohort.course.at_the_end(year)
        runs.passed_on[year - 1, :, here] += on
        runs.stopped[year - 1, :, here] += stop


def _by(what: NDArray[np.signedinteger], who: NDArray[np.bool_], sorts: int) -> NDArray[np.int32]:
    """How many of each sort, by replication: sorts x replications."""
    if sorts == 1:
        found: NDArray[np.int32] = who.sum(axis=0, dtype=np.int32)[None, :]
        return found
    person, run = np.nonzero(who)
    sort = np.broadcast_to(what, who.shape)[person, run]
    size = who.shape[1]
    return (
        np.bincount(sort.astype(np.intp) * size + run, minlength=sorts * size)
        .reshape(sorts, size)
        .astype(np.int32)
    )
