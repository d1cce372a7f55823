"""Laws of a plan of new posts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.domain.forecast.growth_scenario import (
    Between,
    Role,
    Team,
    empty_years,
    planned,
    still_empty,
)

posts = st.lists(st.floats(0, 5), min_size=1, max_size=4)
months = st.floats(0, 30)


def between(low: float) -> Between:
    return Between(low=low, high=low)


@given(posts, months)
def test_posts_stand_empty_for_as_long_as_each_does(by_year: list[float], delay: float) -> None:
    """Over all years the empty months are those of one post for every person who moved."""
    role = Role(
        role="r", posts_by_year=tuple(by_year), cost_a_year=between(1), origins={"team": 1.0}
    )
    team = Team(id="team", words="T", posts=99, filled=99, refilled_in_months=between(delay))
    years = planned([role], [team], first_year=2027, years=len(by_year) + 4)
    stood_empty = sum(year.teams[0].empty_months.low for year in years)
    assert stood_empty == pytest.approx(sum(by_year) * delay, abs=1e-9)
    assert years[-1].teams[0].empty_at_end.low == pytest.approx(0, abs=1e-9)
    assert years[-1].in_post == pytest.approx(sum(by_year))


@given(posts, st.floats(0, 1))
def test_everybody_comes_from_somewhere(by_year: list[float], share: float) -> None:
    origins = {"newly-qualified": share, "return": 1 - share}
    role = Role(role="r", posts_by_year=tuple(by_year), cost_a_year=between(1), origins=origins)
    for year in planned([role], [], first_year=2027, years=len(by_year)):
        assert sum(year.origins.values()) == pytest.approx(year.started)


@given(st.floats(0, 4), st.floats(0, 2))
def test_empty_posts_counted_one_by_one(age: float, delay: float) -> None:
    """The second way: a thousand people who leave one after another over the year."""
    left = [(place + 0.5) / 1000 for place in range(1000)]
    empty = sum(at <= age < at + delay for at in left) / 1000
    years = sum(min(max(age - at, 0), delay) for at in left) / 1000
    assert still_empty(age, delay) == pytest.approx(empty, abs=0.002)
    assert empty_years(age, delay) == pytest.approx(years, abs=0.002)
