"""Laws of several workforces in one run: people who move are conserved, and order changes nothing."""

import dataclasses
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.property.test_forecast_supply import CAUSES, FEW, MODELS, ONCE, YEARS

from evenhand.domain.forecast.supply.model import Model, State
from evenhand.domain.forecast.supply.simulate import Flow, simulate
from evenhand.domain.forecast.supply.together import together

NAMES = ("East", "North", "South")


@st.composite
def several(draw: st.DrawFn) -> dict[str, Model]:
    """Two or three workforces, and rates from some of them to some of the others."""
    names = NAMES[: draw(st.integers(2, 3))]
    return {
        name: dataclasses.replace(
            draw(MODELS),
            moves={other: draw(CAUSES) for other in names if other != name and draw(st.booleans())},
        )
        for name in names
    }


@FEW
@given(several())
def test_who_moves_is_in_one_place_at_a_time(models: dict[str, Model]) -> None:
    """Year by year and in every simulation: who goes to another comes there, and all together are as many as began."""
    found = together(models, **ONCE)
    gone = sum(runs.flows[:, Flow.TO_OTHERS].astype(int) for runs in found.runs.values())
    came = sum(runs.flows[:, Flow.FROM_OTHERS].astype(int) for runs in found.runs.values())
    assert np.array_equal(gone, came)
    for name, runs in found.runs.items():
        nobody = np.zeros((YEARS, ONCE["replications"]), dtype=int)
        sent = sum((each for (start, _), each in found.moved.items() if start == name), nobody)
        got = sum((each for (_, to), each in found.moved.items() if to == name), nobody)
        assert np.array_equal(runs.flows[:, Flow.TO_OTHERS], sent)
        assert np.array_equal(runs.flows[:, Flow.FROM_OTHERS], got)
        step = np.diff(runs.states.astype(int), axis=0)
        flows = runs.flows.astype(int)
        into = flows[:, [Flow.APPROVED, Flow.RETURNED, Flow.MOVED_IN, Flow.FROM_OTHERS]]
        out = (Flow.LEFT, Flow.RETIRED, Flow.MOVED_OUT, Flow.NOT_RENEWED, Flow.TO_OTHERS)
        assert np.array_equal(step[:, State.AMHP], into.sum(axis=1) - flows[:, out].sum(axis=1))
        assert np.array_equal(step[:, State.TO_OTHERS], flows[:, Flow.TO_OTHERS])
    # Those who went on are somewhere else: all who are anywhere, without those who went from there.
    states = sum(runs.states.astype(int) for runs in found.runs.values())
    there = states.sum(axis=1) - states[:, State.NOT_YET] - states[:, State.TO_OTHERS]
    new = sum(
        runs.flows[:, Flow.MOVED_IN].astype(int)
        + np.vstack([runs.flows[1:, Flow.STARTED], np.zeros_like(runs.flows[:1, 0])])
        for runs in found.runs.values()
    )
    assert np.array_equal(np.diff(there, axis=0), new)


@FEW
@given(several(), st.randoms(use_true_random=False))
def test_the_order_of_workforces_and_of_people_changes_nothing(
    models: dict[str, Model], random: Any
) -> None:
    found = together(models, **ONCE)
    other: dict[str, Model] = {}
    for name in reversed(list(models)):
        people = list(models[name].people)
        random.shuffle(people)
        moves = dict(reversed(models[name].moves.items()))
        other[name] = dataclasses.replace(models[name], people=tuple(people), moves=moves)
    again = together(other, **ONCE)
    for name, runs in found.runs.items():
        assert np.array_equal(runs.amhps, again.runs[name].amhps)
        assert np.array_equal(runs.flows, again.runs[name].flows)


@FEW
@given(several())
def test_each_played_again_alone_comes_to_the_same(models: dict[str, Model]) -> None:
    """With those who came from the others as they came."""
    found = together(models, **ONCE)
    for name, runs in found.runs.items():
        alone = simulate(
            found.models[name], replications=ONCE["replications"], seed=found.seeds[name]
        )
        assert np.array_equal(runs.amhps, alone.amhps)
        assert np.array_equal(runs.flows, alone.flows)
        assert np.array_equal(runs.ages, alone.ages)
        assert np.array_equal(runs.states, alone.states)


@FEW
@given(MODELS)
def test_without_moves_it_is_as_if_each_were_alone(model: Model) -> None:
    """Nobody goes to another, and nobody comes."""
    found = together({"North": model, "South": model}, **ONCE)
    alone = simulate(model, replications=ONCE["replications"], seed=found.seeds["North"])
    assert np.array_equal(found.runs["North"].people, alone.people)
    assert not found.moved
