"""Truths of cover and of the service lived through, whatever the figures."""

from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.domain.forecast import compiled, serving
from evenhand.domain.forecast.arrivals import draw
from evenhand.domain.forecast.offered_load import offered_load
from evenhand.domain.forecast.queueing import erlang_c, least_servers, share_within
from evenhand.domain.forecast.service_hours import Exponential, Lognormal
from evenhand.domain.forecast.serving import Duty, Rules, Told, Work
from evenhand.domain.forecast.shift_choice import Pattern, chosen
from evenhand.domain.forecast.shifts import Shift, hour_by_hour, laid_out
from evenhand.domain.forecast.simulation import _chained


def _without_numba() -> ModuleType:
    """The same module as where numba is not installed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiled, "COMPILED", False)
        spec = spec_from_file_location("serving_in_plain_python", serving.__file__)
        assert spec is not None
        assert spec.loader is not None
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
    return module


plain = _without_numba()
RATES = st.lists(st.floats(0, 2), min_size=24, max_size=24)
SERVICE = st.one_of(
    st.floats(0.2, 30).map(Exponential),
    st.builds(Lognormal, st.floats(0.5, 30), st.floats(0.2, 20)),
)
THREE = [Pattern("early", 7, 8), Pattern("late", 15, 8), Pattern("night", 23, 8)]


@given(RATES, SERVICE)
def test_no_work_is_lost_between_demand_and_load(rates: list[float], service: Exponential) -> None:
    load = offered_load(rates, service)
    assert (load >= 0).all()
    assert np.isclose(load.sum(), sum(rates) * service.mean)


@given(RATES, SERVICE, st.integers(0, 23))
def test_a_clock_set_otherwise_changes_nothing_else(
    rates: list[float], service: Exponential, by: int
) -> None:
    turned = offered_load(rates[by:] + rates[:by], service)
    assert np.allclose(turned, np.roll(offered_load(rates, service), -by), atol=1e-7)


@given(RATES, SERVICE)
def test_a_day_is_a_week_of_seven_such_days(rates: list[float], service: Exponential) -> None:
    week = offered_load(rates * 7, service)
    assert np.allclose(week, np.tile(offered_load(rates, service), 7), atol=1e-6)


@given(SERVICE, st.floats(0.01, 60))
def test_what_is_still_going_on_is_what_a_slow_sum_says(service: Exponential, hours: float) -> None:
    """The integral twice over, against a sum over many draws of the hours."""
    drawn = service.drawn(np.random.default_rng(1), 400_000)
    slow = np.where(drawn < hours, hours * drawn - drawn**2 / 2, hours**2 / 2).mean()
    assert np.isclose(service.ongoing(np.array([hours]))[0], slow, rtol=0.03, atol=1e-3)


@given(st.floats(0.01, 30), st.floats(0, 12), st.floats(0.5, 20), st.floats(0.05, 0.99))
def test_the_least_is_enough_and_one_fewer_is_not(
    load: float, hours: float, mean_hours: float, target: float
) -> None:
    people = least_servers(load, hours, mean_hours, target)
    assert share_within(people, load, hours, mean_hours) >= target
    assert people - 1 <= load or share_within(people - 1, load, hours, mean_hours) < target


@given(st.integers(1, 40), st.floats(0.01, 30))
def test_more_people_never_make_more_wait(servers: int, load: float) -> None:
    assert 0 <= erlang_c(servers + 1, load) <= erlang_c(servers, load) <= 1


@settings(max_examples=20)
@given(st.lists(st.integers(0, 6), min_size=24, max_size=24))
def test_whole_shifts_leave_no_hour_short(people: list[int]) -> None:
    on_duty = np.zeros(168)
    for _, shift in chosen(people, THREE):
        for hour in range(int(shift.hours)):
            on_duty[int(shift.starts + hour) % 168] += shift.people
    assert (on_duty >= np.tile(people, 7)).all()


@settings(max_examples=40)
@given(
    st.lists(st.floats(0, 0.6), min_size=24, max_size=24),
    st.lists(st.integers(0, 4), min_size=24, max_size=24),
    st.booleans(),
    st.integers(0, 1),
    st.integers(0, 2**30),
)
def test_compiled_and_plain_loops_serve_alike_and_nobody_does_two_things_at_once(
    rates: list[float], people: list[int], counts_against: bool, called: int, seed: int
) -> None:
    random = np.random.default_rng(seed)
    came = draw(rates, days=7, replications=2, random=random)
    size = len(came.at)
    kind = random.integers(0, 2, size)
    first, following = _chained(came.replication() * 2 + kind, 4)
    work = Work(came.at, random.exponential(5, size), 1 + (random.random(size) < 0.2).astype(int),
                following, first.reshape(2, 2))  # fmt: skip
    shifts = hour_by_hour(people) + [Shift(0, 168, called, on_call=True)]
    placed = laid_out(shifts, weeks=3)
    duty = Duty(placed.starts, placed.ends, placed.accepts_until, placed.people, placed.on_call)
    rules, most = Rules(counts_against, 0.5), int(work.people.sum())
    one, other = (Told(np.full(size, np.nan), np.zeros(size)) for _ in range(2))
    serving.serve_all(work, duty, rules, most, one)
    plain.serve_all(plain.Work(*work), plain.Duty(*duty), rules, most, other)
    assert np.array_equal(one.begun, other.begun, equal_nan=True)
    assert np.allclose(one.overrun, other.overrun)
    begun = ~np.isnan(one.begun)
    assert (one.begun[begun] >= work.at[begun]).all()
    if counts_against and not called:
        _never_more_at_work_than_on_duty(came.replication(), work, one.begun, people)


def _never_more_at_work_than_on_duty(
    replication: np.ndarray, work: Work, begun: np.ndarray, people: list[int]
) -> None:
    """At each beginning: those at work, this one too, are no more than are on duty."""
    for each in np.flatnonzero(~np.isnan(begun)):
        at = begun[each]
        same = (replication == replication[each]) & (begun <= at) & (begun + work.hours > at)
        later = same & (begun == at) & (np.arange(len(begun)) > each)
        assert work.people[same & ~later].sum() <= people[int(at) % 24]


@given(RATES, st.integers(0, 2**30))
def test_work_comes_only_in_hours_that_have_any_and_in_order(rates: list[float], seed: int) -> None:
    came = draw(rates, days=5, replications=3, random=np.random.default_rng(seed))
    assert all(rates[int(each) % 24] > 0 for each in came.at)
    for start, end in zip(came.offsets, came.offsets[1:], strict=False):
        assert (np.diff(came.at[start:end]) >= 0).all()
    assert (came.at < 120).all()
