"""Laws of the supply forecast: people are conserved, and the order of people changes nothing."""

import dataclasses
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.domain.forecast.supply.diversity import diversity
from evenhand.domain.forecast.supply.fan import fan, shortfall
from evenhand.domain.forecast.supply.kinds import Among, Kind, People
from evenhand.domain.forecast.supply.model import (
    Cause,
    Intake,
    InTraining,
    Known,
    Lever,
    Model,
    Stage,
    State,
)
from evenhand.domain.forecast.supply.path import Plan, path, starts_to_hold, starts_to_reach
from evenhand.domain.forecast.supply.rates import Elsewhere
from evenhand.domain.forecast.supply.simulate import Flow, Runs, simulate

# A model is some dozens of arrays played over years: fewer of them, and each of many parts.
FEW = settings(max_examples=30)
SHARES = st.floats(0, 1)
KNOWN = st.one_of(
    SHARES.map(lambda share: Known(share=share)),
    st.builds(Known, events=st.integers(0, 9).map(float), of=st.integers(9, 90).map(float)),
)
KINDS = st.builds(
    Kind,
    role=st.sampled_from(["sole", "combined"]),
    ethnic_group=st.sampled_from(["", "Asian", "Black", "White"]),
    time=st.sampled_from([0.3, 1.0]),
)
AGES = st.one_of(st.none(), st.tuples(st.integers(20, 45), st.integers(45, 70)))
PEOPLE = st.builds(
    People,
    kind=KINDS,
    count=st.integers(0, 4),
    ages=AGES,
    approval_ends_in=st.integers(0, 5),
)
CAUSES = st.builds(
    Cause,
    groups=st.lists(
        st.tuples(
            st.sampled_from(
                [Among(attributes={"role": "sole"}), Among(attributes={}, ages=(55, 99))]
            ),
            KNOWN,
        ),
        max_size=2,
    ).map(tuple),
    rest=KNOWN,
    elsewhere=st.just(Elsewhere(mean=0.14, within=2.0)),
)
YEARS = 4
STAGES = st.lists(
    st.builds(Stage, name=st.just("stage"), years=st.sampled_from([0.5, 1.0, 1.5]), passing=KNOWN),
    min_size=1,
    max_size=3,
).map(tuple)
INTAKES = st.builds(
    Intake,
    starts=st.lists(st.integers(0, 3), min_size=YEARS, max_size=YEARS).map(tuple),
    stages=STAGES,
    kinds=st.lists(st.tuples(st.floats(0.1, 1), PEOPLE), min_size=1, max_size=3).map(tuple),
    now=st.lists(
        st.builds(
            InTraining,
            people=PEOPLE,
            stage=st.integers(0, 2),
            years_left=st.sampled_from([0.0, 0.5, 1.0, 3.0, 9.0]),
        ),
        max_size=2,
    ).map(tuple),
).map(
    lambda intake: dataclasses.replace(
        intake,
        now=tuple(
            dataclasses.replace(each, stage=min(each.stage, len(intake.stages) - 1))
            for each in intake.now
        ),
    )
)
MODELS = st.builds(
    Model,
    people=st.lists(PEOPLE, max_size=4).map(tuple),
    intake=INTAKES,
    going=st.fixed_dictionaries(
        {}, optional={each: CAUSES for each in (State.LEFT, State.RETIRED, State.MOVED_OUT)}
    ),
    not_renewed=KNOWN,
    returning=KNOWN,
    moving_in=st.floats(0, 2).map(lambda a_year: Known(share=a_year)),
    years=st.just(YEARS),
    lever=st.builds(
        Lever,
        name=st.just(""),
        leaving=st.floats(0, 2),
        passing=st.floats(0, 2),
        starts=st.integers(0, 1),
    ),
)
ONCE: dict[str, Any] = {"replications": 7, "seed": 11}


def change(runs: Runs, *flows: Flow) -> np.ndarray[Any, Any]:
    """People of some flows together, by year and replication."""
    return sum(runs.flows[:, each].astype(int) for each in flows)  # type: ignore[return-value]


@FEW
@given(MODELS)
def test_nobody_is_lost_and_nobody_comes_from_nowhere(model: Model) -> None:
    """In every year of every simulation each change of a number is the flows that make it."""
    runs = simulate(model, **ONCE)
    step = np.diff(runs.states.astype(int), axis=0)
    into_amhp = change(runs, Flow.APPROVED, Flow.RETURNED, Flow.MOVED_IN)
    gone = (Flow.LEFT, Flow.RETIRED, Flow.MOVED_OUT, Flow.NOT_RENEWED)
    assert np.array_equal(step[:, State.AMHP], into_amhp - change(runs, *gone))
    assert np.array_equal(
        step[:, State.LEFT], change(runs, Flow.LEFT) - change(runs, Flow.RETURNED)
    )
    for state, flow in (
        (State.RETIRED, Flow.RETIRED),
        (State.MOVED_OUT, Flow.MOVED_OUT),
        (State.NOT_RENEWED, Flow.NOT_RENEWED),
        (State.NOT_PASSED, Flow.NOT_PASSED),
    ):
        assert np.array_equal(step[:, state], change(runs, flow))
    # Those who start at the end of a year are in its count of those in training.
    started = np.zeros_like(step[:, 0])
    started[:-1] = change(runs, Flow.STARTED)[1:]
    finished = change(runs, Flow.APPROVED, Flow.NOT_PASSED)
    assert np.array_equal(step[:, State.TRAINING], started - finished)
    # From stage to stage: who comes in, less those who go on and those who stop.
    came = np.concatenate([started[:, None], runs.passed_on[:, :-1].astype(int)], axis=1)
    step = np.diff(runs.stages.astype(int), axis=0)
    assert np.array_equal(step, came - runs.passed_on - runs.stopped)
    assert np.array_equal(runs.stages.sum(axis=1), runs.states[:, State.TRAINING])
    assert np.array_equal(runs.passed_on[:, -1], change(runs, Flow.APPROVED))
    assert np.array_equal(runs.stopped.sum(axis=1), change(runs, Flow.NOT_PASSED))
    assert min(runs.stages.min(), runs.passed_on.min(), runs.stopped.min()) >= 0
    assert np.array_equal(runs.states[:, State.AMHP], runs.people)
    assert runs.states.min() >= 0
    # Everybody who is anywhere began here, started or came; who has not come yet is nobody.
    present = runs.states.sum(axis=1) - runs.states[:, State.NOT_YET]
    here = sum(each.count for each in model.people) + sum(
        each.people.count for each in model.intake.now
    )
    assert np.all(present[0] == here + model.intake.starts[0] + model.lever.starts)


@FEW
@given(MODELS, st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing(model: Model, random: Any) -> None:
    """People, kinds of starters and those in training listed in another order, or one by one."""
    runs = simulate(model, **ONCE)
    one_by_one = [
        dataclasses.replace(each, count=1) for each in model.people for _ in range(each.count)
    ]
    kinds, now = list(model.intake.kinds), list(model.intake.now)
    for each in (one_by_one, kinds, now):
        random.shuffle(each)
    intake = dataclasses.replace(model.intake, kinds=tuple(kinds), now=tuple(now))
    none_of = tuple(each for each in model.people if each.count == 0)
    other = dataclasses.replace(model, people=(*one_by_one, *none_of), intake=intake)
    again = simulate(other, **ONCE)
    assert np.array_equal(runs.amhps, again.amhps)
    assert np.array_equal(runs.flows, again.flows)
    assert np.array_equal(runs.ages, again.ages)


@FEW
@given(MODELS)
def test_groups_and_ages_add_up_to_all(model: Model) -> None:
    """By every attribute; ages where each has one; shares of ethnic groups come to 1."""
    runs = simulate(model, **ONCE)
    for attribute in ("role", "ethnic_group", "profession"):
        parts = runs.by(attribute).values()
        assert np.array_equal(sum(parts), runs.people)  # type: ignore[arg-type]
    assert np.all(runs.ages.sum(axis=1) <= runs.people)
    assert np.all(runs.fte <= runs.people + 1e-9)
    shares = [np.array(each.mean) for each in diversity(runs, {}, {})]
    total = np.sum(shares, axis=0)
    assert np.all(np.isnan(total) | np.isclose(total, 1))


@FEW
@given(MODELS, st.lists(st.floats(0, 12), min_size=YEARS + 1, max_size=YEARS + 1))
def test_a_fan_is_in_order_and_a_first_time_comes_once(model: Model, need: list[float]) -> None:
    """Intervals hold the median and one another; chances of the first time come to that of ever."""
    runs = simulate(model, **ONCE)
    found = fan(runs.people)
    for year in range(YEARS + 1):
        row = [found.low[each][year] for each in ("95", "80", "50")]
        row += [found.median[year], *(found.high[each][year] for each in ("50", "80", "95"))]
        assert row == sorted(row)
    short = shortfall(runs.people, need)
    assert np.isclose(sum(short.first), short.ever)
    assert all(first <= chance for first, chance in zip(short.first, short.too_few, strict=True))


PLANS = st.builds(
    Plan,
    start=st.floats(0, 100),
    exit_rate=SHARES,
    starts_per_year=st.floats(0, 20),
    pass_rate=st.one_of(st.just(0.0), st.floats(0.01, 1)),
    lag_years=st.floats(0, 4),
    years=st.integers(1, 15),
    in_training=st.lists(st.floats(0, 5), max_size=3).map(tuple),
)


@given(PLANS)
def test_a_path_conserves_people(plan: Plan) -> None:
    """Those there at the end, those who left and those who arrived on the way balance."""
    stock = path(plan)
    left = float(stock[:-1].sum() * plan.exit_rate)
    nobody_leaves = path(dataclasses.replace(plan, exit_rate=0.0))
    assert np.isclose(stock[-1] + left, nobody_leaves[-1])
    assert stock.min() >= 0


@given(PLANS, st.floats(0, 200))
def test_what_is_said_to_reach_a_level_reaches_it(plan: Plan, level: float) -> None:
    """With that number started the path is there; where none is told, a great many are not enough."""
    found = starts_to_reach(plan, level, plan.years)
    number = 1e6 if found.number is None else found.number
    reached = path(dataclasses.replace(plan, starts_per_year=number))[plan.years]
    if found.number is None:
        assert reached < level or plan.pass_rate * number < level
    elif number == 0:
        assert reached >= level - 1e-6
    else:
        assert np.isclose(reached, level)
    hold = starts_to_hold(plan, plan.start).number
    if hold is not None:
        assert np.isclose(hold * plan.pass_rate, plan.start * plan.exit_rate)
