"""How sure that is: many years played forward for people who leave, retire, return and arrive"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from scipy import stats
from tests.factories.forecast_supply import model, nobody_starts

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
    all_together,
    starts_of,
)
from evenhand.domain.forecast.supply.simulate import Flow, simulate

SOLE, BOTH = Kind(role="sole"), Kind(role="combined", time=0.3)


def people(count: int, kind: Kind | None = None, **more: Any) -> tuple[People, ...]:
    """So many alike."""
    return (People(kind=kind or Kind(), count=count, **more),)


def alone(who: tuple[People, ...], years: int, **more: Any) -> Model:
    """A workforce into which nobody comes and from which nobody goes, but for what is given."""
    usual: Mapping[str, Any] = {"going": {}, "intake": nobody_starts(years)}
    return Model(people=who, years=years, **(usual | more))


def test_the_mean_is_the_path_of_the_specification() -> None:
    """V5, within four standard errors of 4,000 simulations."""
    runs = simulate(model(), replications=4000, seed=1)
    expected = [20, 17.6, 18.038, 18.42344, 18.7626272, 19.0611119, 19.3237785]
    error = runs.people.std(axis=1) / np.sqrt(4000)
    assert np.all(np.abs(runs.people.mean(axis=1) - expected) <= 4 * error + 1e-9)


def test_those_who_stay_a_year_are_binomial() -> None:
    """Of 20 with a chance of 0.88 each: the whole distribution, by Pearson's test."""
    runs = simulate(alone(people(20), 1, going=LEAVING), replications=4000, seed=2)
    seen = np.bincount(runs.people[1], minlength=21)
    expected = 4000 * stats.binom(20, 0.88).pmf(np.arange(21))
    lumped = [(seen[:13].sum(), expected[:13].sum()), *zip(seen[13:], expected[13:], strict=True)]
    assert stats.chisquare(*zip(*lumped, strict=True)).pvalue > 0.001


LEAVING = {State.LEFT: Cause(rest=Known(share=0.12))}


def test_what_is_not_known_of_a_rate_widens_the_fan() -> None:
    """Seven of 58 person-years: the mean of exp(-h) for h from Gamma(7.5, 58) is (58/59)^7.5."""
    going = {State.LEFT: Cause(rest=Known(events=7, of=58))}
    runs = simulate(alone(people(20), 5, going=going), replications=10_000, seed=3)
    assert runs.people[1].mean() == pytest.approx(20 * (58 / 59) ** 7.5, rel=0.01)
    known = {State.LEFT: Cause(rest=Known(share=7.5 / 58))}
    sure = simulate(alone(people(20), 5, going=known), replications=10_000, seed=3)
    assert runs.people[5].std() > 1.2 * sure.people[5].std()


@pytest.mark.parametrize(
    ("age", "stays"),
    [
        pytest.param(62, [1, 1, 1, 1, 0], id="65 as the fourth year begins"),
        pytest.param(65, [1, 0, 0, 0, 0], id="65 now"),
        pytest.param(40, [1, 1, 1, 1, 1], id="not yet"),
    ],
)
def test_people_retire_at_their_age(age: int, stays: list[int]) -> None:
    """Where all who are 65 as a year begins retire in it."""
    going = {State.RETIRED: Cause(groups=((Among(attributes={}, ages=(65, 99)), ALL),))}
    runs = simulate(alone(people(1, ages=(age, age)), 4, going=going), replications=10, seed=1)
    assert runs.people.mean(axis=1).tolist() == stays
    assert runs.flows[:, Flow.RETIRED].sum() == 10 * (1 - stays[-1])


ALL = Known(share=1.0)


def test_an_approval_that_is_not_renewed_ends_when_its_term_does() -> None:
    """Five years after it began, and where that is not known in any of five years."""
    known = alone(people(10, approval_ends_in=3), 4, not_renewed=ALL)
    assert simulate(known, replications=5, seed=1).people.mean(axis=1).tolist() == [
        10,
        10,
        10,
        0,
        0,
    ]
    spread = simulate(alone(people(1000), 5, not_renewed=ALL), replications=20, seed=1)
    assert spread.people.mean(axis=1) == pytest.approx([1000, 800, 600, 400, 200, 0], abs=15)
    renewed = simulate(alone(people(10), 20), replications=5, seed=1)
    assert renewed.people.min() == 10


def test_some_who_left_return_and_those_who_retired_do_not() -> None:
    """All leave in the first year and half of those away return in each after it."""
    going = {State.LEFT: Cause(rest=Known(share=1.0))}
    runs = simulate(
        alone(people(1000), 3, going=going, returning=Known(share=0.5)), replications=20, seed=1
    )
    # Away: 1000, then 500 return; these leave again as 250 of the other 500 return.
    assert runs.people.mean(axis=1) == pytest.approx([1000, 0, 500, 250], abs=12)
    going = {State.RETIRED: Cause(rest=Known(share=1.0))}
    gone = simulate(alone(people(10), 3, going=going, returning=ALL), replications=5, seed=1)
    assert gone.people[1:].max() == 0


def test_those_who_come_from_elsewhere_are_like_those_here() -> None:
    """Poisson with the mean that is given; of three sole and one combined, a quarter combined."""
    here = (*people(3, SOLE), *people(1, BOTH))
    runs = simulate(alone(here, 4, moving_in=Known(share=2.0)), replications=4000, seed=4)
    came = runs.flows[:, Flow.MOVED_IN]
    assert came.mean() == pytest.approx(2.0, rel=0.03)
    assert came.var() == pytest.approx(2.0, rel=0.08)
    assert runs.by("role")["combined"][-1].mean() == pytest.approx(1 + 8 / 4, rel=0.04)


def test_trainees_pass_stage_by_stage() -> None:
    """Of 1,000, 900 pass a first year and 720 the second: the others stop when their stage does."""
    stages = (
        Stage(name="first", years=1, passing=Known(share=0.9)),
        Stage(name="second", years=1, passing=Known(share=0.8)),
    )
    kinds = ((1.0, people(1)[0]),)
    intake = Intake(starts=(1000, 0, 0), stages=stages, kinds=kinds)
    runs = simulate(alone((), 3, intake=intake), replications=20, seed=1)
    assert runs.states[:, State.TRAINING].mean(axis=1) == pytest.approx([1000, 900, 0, 0], abs=10)
    assert runs.people.mean(axis=1) == pytest.approx([0, 0, 720, 720], abs=12)
    assert runs.flows[:, Flow.NOT_PASSED].mean(axis=1) == pytest.approx([100, 180, 0], abs=10)


def test_those_in_training_now_have_the_rest_of_it_ahead() -> None:
    """In the second stage only that has to be passed; with half a year left all are there after one."""
    stages = (
        Stage(name="first", years=1, passing=Known(share=0.0)),
        Stage(name="second", years=1, passing=Known(share=1.0)),
    )
    now = (
        InTraining(people=people(4)[0], stage=1, years_left=0.5),
        InTraining(people=people(3)[0], stage=0, years_left=2),
    )
    intake = Intake(starts=(0,) * 3, stages=stages, kinds=((1.0, people(1)[0]),), now=now)
    runs = simulate(alone((), 3, intake=intake), replications=5, seed=1)
    assert runs.people.mean(axis=1).tolist() == [0, 4, 4, 4]
    assert runs.states[-1, State.NOT_PASSED].tolist() == [3] * 5


def test_rates_of_a_group_are_for_the_group_and_the_first_that_fits_counts() -> None:
    """All sole AMHPs leave, no combined one; those of 60 and more stay whatever else they are."""
    groups = (
        (Among(attributes={}, ages=(60, 99)), Known(share=0.0)),
        (Among(attributes={"role": "sole"}), ALL),
    )
    here = (
        *people(5, SOLE, ages=(30, 50)),
        *people(7, SOLE, ages=(60, 70)),
        *people(9, BOTH, ages=(30, 50)),
    )
    going = {State.LEFT: Cause(groups=groups, rest=Known(share=0.0))}
    runs = simulate(alone(here, 1, going=going), replications=5, seed=1)
    assert runs.by("role")["sole"][1].tolist() == [7] * 5
    assert runs.by("role")["combined"][1].tolist() == [9] * 5
    assert runs.ages[1].sum(axis=0).tolist() == [16] * 5


def test_full_time_equivalents_count_the_time_for_the_work() -> None:
    """Two sole AMHPs and ten who give three tenths."""
    runs = simulate(alone((*people(2, SOLE), *people(10, BOTH)), 1), replications=3, seed=1)
    assert runs.fte == pytest.approx(np.full((2, 3), 5.0))


def test_more_simulations_change_no_earlier_one() -> None:
    """And the same seed gives the same, another another."""
    few = simulate(model(), replications=300, seed=5)
    many = simulate(model(), replications=600, seed=5)
    assert np.array_equal(few.people[:, :250], many.people[:, :250])
    assert np.array_equal(few.people, simulate(model(), replications=300, seed=5).people)
    assert not np.array_equal(few.people, simulate(model(), replications=300, seed=6).people)


def test_one_more_who_starts_changes_nothing_for_the_others() -> None:
    """In no simulation are there fewer for it."""
    three = simulate(model(), replications=500, seed=5)
    four = simulate(model().with_starts((4,) * 6), replications=500, seed=5)
    more = four.people - three.people
    assert (more.min(), more[:2].max()) == (0, 0)
    assert more.max() <= 5


def test_a_fan_holds_at_least_as_many_simulations_as_it_says() -> None:
    """Its ends are numbers that came up."""
    runs = simulate(model(), replications=1000, seed=1)
    found = fan(runs.people)
    for name, share in (("95", 0.95), ("80", 0.80), ("50", 0.50)):
        low, high = (np.array(each[name])[:, None] for each in (found.low, found.high))
        assert np.all(((runs.people >= low) & (runs.people <= high)).mean(axis=1) >= share)


def test_the_chance_of_too_few_by_year_and_for_the_first_time() -> None:
    """Four replications by hand: never, in year 1, in years 1 and 2, in year 2 alone."""
    stock = np.array([[5, 5, 5, 5], [4, 3, 3, 4], [4, 4, 3, 3]])
    found = shortfall(stock, [4, 4, 4])
    assert found.too_few == (0, 0.5, 0.5)
    assert found.first == (0, 0.5, 0.25)
    assert (found.ever, found.likely_from) == (0.75, 1)
    assert shortfall(stock, [0, 0, 0]).likely_from is None


def test_levers_together_multiply_what_each_multiplies_and_add_their_starts() -> None:
    """The cost is told only where that of each is."""
    pay = Lever(name="pay", leaving=0.8, cost_a_year=100)
    hours = Lever(name="hours", leaving=0.5, retirement=0.9, starts=1)
    both = all_together((pay, hours))
    assert (both.leaving, both.retirement, both.starts) == (0.4, 0.9, 1)
    assert both.cost_a_year is None
    assert all_together((pay, pay)).cost_a_year == 200


def test_a_lever_that_stops_all_leaving_keeps_everybody() -> None:
    """Times nought."""
    done = model().with_lever(Lever(name="stay", leaving=0.0))
    runs = simulate(done, replications=100, seed=1)
    assert runs.flows[:, Flow.LEFT].sum() == 0
    assert runs.people.min() == 20


def test_starts_that_are_no_whole_number_a_year() -> None:
    """Whole people who come to the number on average."""
    assert starts_of(0.3, 10) == (0, 0, 0, 1, 0, 0, 1, 0, 0, 1)
    assert starts_of(0, 3) == (0, 0, 0)
    assert sum(starts_of(1.7, 10)) == 17


def test_nobody_at_all() -> None:
    """A service without AMHPs, trainees or starters stays so, and nothing fails."""
    runs = simulate(alone((), 3), replications=4, seed=1)
    assert runs.people.tolist() == [[0] * 4] * 4
    assert fan(runs.people).mean == (0, 0, 0, 0)
