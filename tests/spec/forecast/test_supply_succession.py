"""How many have to start, what might be done, and who AMHPs will be"""

import dataclasses

import numpy as np
import pytest
from tests.factories.forecast_supply import model, nobody_starts

from evenhand.domain.forecast.supply.diversity import diversity
from evenhand.domain.forecast.supply.kinds import Kind, People
from evenhand.domain.forecast.supply.levers import effects
from evenhand.domain.forecast.supply.model import (
    Cause,
    Intake,
    Known,
    Lever,
    Model,
    Stage,
    State,
)
from evenhand.domain.forecast.supply.simulate import simulate
from evenhand.domain.forecast.supply.succession import schedule, starts_for

ONCE = {"replications": 500, "seed": 3}


def never_passes(taken: Model) -> Model:
    """The same with trainees who never finish."""
    stages = (Stage(name="course", years=2, passing=Known(share=0.0)),)
    return dataclasses.replace(taken, intake=dataclasses.replace(taken.intake, stages=stages))


@pytest.mark.parametrize("place", [0, 1, 2], ids=["half", "four in five", "nineteen in twenty"])
def test_the_fewest_starts_that_are_enough_are_enough_and_one_fewer_is_not(place: int) -> None:
    """Simulated again with just so many."""
    found = starts_for(model(), 22, 6, **ONCE)
    number = found.starts[place]
    assert number is not None
    for starts, enough in ((number, True), (number - 1, False)):
        runs = simulate(model().with_starts((starts,) * 6), **ONCE)
        assert ((runs.people[6] >= 22).mean() >= found.chances[place]) is np.bool_(enough)


def test_a_schedule_does_what_it_says() -> None:
    """Simulated again, the chance of enough is that which was told; one fewer in a year is too few."""
    need = [20, 18, 19, 20, 21, 22, 23]
    plan = schedule(model(), need, 0.8, **ONCE)
    starts = [each or 0 for each in plan.starts]
    assert plan.starts[-1] is None, "who starts in the last year arrives beyond it"
    runs = simulate(model().with_starts(starts), **ONCE)
    reached = (runs.people >= np.array(need)[:, None]).mean(axis=1)
    assert plan.reached == pytest.approx(reached)
    assert np.all(reached[2:] >= 0.8)
    first = next(year for year, each in enumerate(starts) if each)
    starts[first] -= 1
    fewer = simulate(model().with_starts(starts), **ONCE)
    assert (fewer.people[first + 2] >= need[first + 2]).mean() < 0.8


def test_nobody_has_to_start_where_nobody_leaves() -> None:
    """To hold what is there."""
    stay = model(going={})
    assert starts_for(stay, 20, 6, **ONCE).starts == (0, 0, 0)
    assert schedule(stay, [20] * 7, 0.8, **ONCE).starts == (0, 0, 0, 0, 0, None)


def test_trainees_who_never_finish_are_never_enough() -> None:
    """However many start: no number is told, and how many were tried is."""
    found = starts_for(never_passes(model()), 22, 6, **ONCE)
    assert found.starts == (None, None, None)
    assert found.most >= 160
    plan = schedule(never_passes(model()), [30] * 7, 0.8, **ONCE)
    assert set(plan.starts) == {None}
    assert plan.reached[-1] == 0


def test_a_level_before_anybody_can_arrive_cannot_be_reached() -> None:
    """In year 1 of a course of two years."""
    assert starts_for(model(), 22, 1, **ONCE).starts == (None, None, None)


def test_a_large_service_is_tried_in_steps() -> None:
    """Of 2,000 of whom 240 leave a year, the starts that hold them within a step."""
    large = model(people=(People(kind=Kind(), count=2000),))
    found = starts_for(large, 2000, 6, replications=50, seed=1)
    assert found.step > 1
    number = found.starts[0]
    assert number is not None
    # Five cohorts have arrived, the first for four years: those who stay of each, against who left.
    stay = 0.88 ** np.arange(5)
    assert number == pytest.approx(2000 * (1 - 0.88**6) / (0.85 * stay.sum()), abs=2 * found.step)


def test_what_a_lever_adds_is_the_difference_of_two_paths() -> None:
    """Leaving halved, and one more start: against the closed form, one by one and together."""
    levers = (Lever(name="stay", leaving=0.5), Lever(name="start", starts=1, cost_a_year=4000))
    nothing = simulate(model(), replications=3000, seed=1)
    found = effects(model(), levers, nothing, need=[20] * 7, fte=False, replications=3000, seed=1)
    assert [each.lever.name for each in found] == ["stay", "start", "all together"]
    half = 0.88**0.5

    def path(stay: float, starts: int) -> float:
        arrive = 0.85 * starts * sum(stay**year for year in range(5))
        return 20 * stay**6 + arrive

    expected = [path(half, 3), path(0.88, 4), path(half, 4)]
    for each, level in zip(found, expected, strict=True):
        assert each.more == pytest.approx(level - path(0.88, 3), abs=0.15)
        assert each.low <= each.more <= each.high
        assert each.enough is not None
    assert found[1].a_head == pytest.approx(4000 / found[1].more)
    assert found[0].a_head is None


BLACK, WHITE = Kind(ethnic_group="Black"), Kind(ethnic_group="White")


def two_groups(of_starters: float) -> Model:
    """Ten of one group and ten of another, with a share of the first among those who start."""
    kinds = (
        (of_starters, People(kind=BLACK, count=1)),
        (1 - of_starters, People(kind=WHITE, count=1)),
    )
    intake = Intake(
        starts=(3,) * 6,
        stages=(Stage(name="course", years=2, passing=Known(share=0.85)),),
        kinds=kinds,
    )
    return model(people=(People(kind=BLACK, count=5), People(kind=WHITE, count=15)), intake=intake)


def test_groups_beside_the_community_and_a_target() -> None:
    """Shares by hand: a quarter now; in six years stayers and starters, half of these."""
    runs = simulate(two_groups(0.5), replications=3000, seed=1)
    community = {"Black": 0.3, "White": 0.6, "Other": 0.1}
    found = diversity(runs, community, {"Black": 0.3})
    assert [each.group for each in found] == ["Black", "White", "Other"]
    black, white, other = found
    assert (black.mean[0], black.low[0], black.high[0]) == (0.25, 0.25, 0.25)
    stay, starters = 0.88**6, 0.85 * 3 * sum(0.88**year for year in range(5))
    assert black.people[6] == pytest.approx(5 * stay + starters / 2, abs=0.15)
    assert black.mean[6] + white.mean[6] == pytest.approx(1)
    assert (other.mean[6], other.community, other.target) == (0, 0.1, None)
    assert black.reached is not None
    assert black.reached[0] == 0
    assert black.reached[6] > 0.8


def test_the_share_of_starters_that_a_target_asks_for_meets_it() -> None:
    """Simulated again with that share the expected numbers are at the target."""
    runs = simulate(two_groups(0.2), replications=2000, seed=1)
    needed = diversity(runs, {}, {"Black": 0.35})[0].of_starters
    assert needed is not None
    assert 0 < needed < 1
    again = simulate(two_groups(needed), replications=4000, seed=2)
    black = again.by("ethnic_group")["Black"][6].mean()
    assert black / again.people[6].mean() == pytest.approx(0.35, abs=0.01)


def test_a_target_that_starters_cannot_meet_asks_for_more_than_all_of_them() -> None:
    """Nine tenths in six years, from a quarter; and none at all where nobody starts."""
    runs = simulate(two_groups(0.2), replications=500, seed=1)
    needed = diversity(runs, {}, {"Black": 0.9})[0].of_starters
    assert needed is not None
    assert needed > 1
    without = simulate(
        model(people=(People(kind=BLACK, count=5),), intake=nobody_starts(6)), **ONCE
    )
    assert diversity(without, {}, {"Black": 0.9})[0].of_starters is None


def test_years_without_anybody_have_no_shares() -> None:
    """All leave at once: a share of nobody is not a number."""
    going = {State.LEFT: Cause(rest=Known(share=1.0))}
    here = (People(kind=BLACK, count=2), People(kind=Kind(), count=1))
    runs = simulate(model(people=here, going=going, intake=nobody_starts(6)), **ONCE)
    found = diversity(runs, {}, {})
    assert [each.group for each in found] == ["Black", ""]
    assert found[0].mean[0] == pytest.approx(2 / 3)
    assert np.isnan(found[0].mean[1:]).all()
