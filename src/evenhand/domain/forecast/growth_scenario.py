"""New posts year by year: where their staff come from, what they cost, and what teams go without."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MONTHS = 12
SAME_POST = "same-post"


@dataclass(frozen=True, kw_only=True)
class Between:
    """A number that is known to lie between two; the same twice where it is known."""

    low: float
    high: float

    def times(self, factor: float) -> "Between":
        """Both ends multiplied; `factor` is 0 or more."""
        return Between(low=self.low * factor, high=self.high * factor)

    def plus(self, other: "Between") -> "Between":
        """Both ends added: as if all that is uncertain went one way together."""
        return Between(low=self.low + other.low, high=self.high + other.high)


NOTHING = Between(low=0, high=0)


@dataclass(frozen=True, kw_only=True)
class Role:
    """
    One new role: full-time equivalents that start in each year, and shares of where staff come from.

    `origins` has shares by origin or team, which make 1. Costs are pounds for one full-time
    equivalent: `cost_a_year` for a post that is new, `uplift_a_year` for one that becomes the role.
    """

    role: str
    posts_by_year: tuple[float, ...]
    cost_a_year: Between
    origins: Mapping[str, float]
    cost_once: float = 0
    uplift_a_year: float = 0

    @property
    def yearly(self) -> Between:
        """What one post adds to a year's cost, over all origins."""
        same = self.origins.get(SAME_POST, 0)
        uplift = Between(low=self.uplift_a_year, high=self.uplift_a_year)
        return self.cost_a_year.times(1 - same).plus(uplift.times(same))


@dataclass(frozen=True, kw_only=True)
class Team:
    """A team that people leave for new roles. `refilled_in_months`: until a post is filled again."""

    id: str
    words: str
    posts: float
    filled: float
    refilled_in_months: Between
    cover_a_month: float = 0


@dataclass(frozen=True, kw_only=True)
class TeamYear:
    """One team in one year: who moved, posts empty at its end and months that posts stood empty."""

    team: str
    moved: float
    empty_at_end: Between
    vacancy_rate_at_end: Between
    empty_months: Between
    cover: Between


@dataclass(frozen=True, kw_only=True)
class PlanYear:
    """One year of the plan. Costs in pounds at today's prices."""

    year: int
    started: float
    in_post: float
    origins: Mapping[str, float]
    running: Between
    once: float
    cover: Between
    total: Between
    teams: tuple[TeamYear, ...]


def planned(
    roles: Sequence[Role], teams: Sequence[Team], *, first_year: int, years: int
) -> tuple[PlanYear, ...]:
    """
    The years of a plan. People start evenly over their year, so cost half of it in the first.

    An empty post costs nothing of itself; `cover_a_month` is what stands in for it.
    """
    return tuple(_year(roles, teams, first_year, place) for place in range(years))


def _year(roles: Sequence[Role], teams: Sequence[Team], first_year: int, place: int) -> PlanYear:
    running = NOTHING
    for role in roles:
        before = math.fsum(role.posts_by_year[:place])
        running = running.plus(role.yearly.times(before + _at(role, place) / 2))
    of_teams = tuple(_team_year(roles, team, place) for team in teams)
    cover = NOTHING
    for each in of_teams:
        cover = cover.plus(each.cover)
    once = math.fsum(role.cost_once * _at(role, place) for role in roles)
    return PlanYear(
        year=first_year + place,
        started=math.fsum(_at(role, place) for role in roles),
        in_post=math.fsum(math.fsum(role.posts_by_year[: place + 1]) for role in roles),
        origins=_origins(roles, place),
        running=running,
        once=once,
        cover=cover,
        total=running.plus(cover).plus(Between(low=once, high=once)),
        teams=of_teams,
    )


def _at(role: Role, place: int) -> float:
    return role.posts_by_year[place] if place < len(role.posts_by_year) else 0


def _origins(roles: Sequence[Role], place: int) -> dict[str, float]:
    names = dict.fromkeys(name for role in roles for name in role.origins)
    return {
        name: math.fsum(_at(role, place) * role.origins.get(name, 0) for role in roles)
        for name in names
    }


def moved_from(roles: Sequence[Role], team: str, place: int) -> float:
    """Full-time equivalents who leave a team for the new roles in one year."""
    return math.fsum(_at(role, place) * role.origins.get(team, 0) for role in roles)


def _team_year(roles: Sequence[Role], team: Team, place: int) -> TeamYear:
    def at(months: float) -> tuple[float, float]:
        delay = months / MONTHS
        empty = years = 0.0
        for earlier in range(place + 1):
            moved = moved_from(roles, team.id, earlier)
            age = place + 1 - earlier
            empty += moved * still_empty(age, delay)
            years += moved * (empty_years(age, delay) - empty_years(age - 1, delay))
        # Once all are filled again nothing is left, and no rounding of it either.
        return max(0.0, empty), max(0.0, years * MONTHS)

    (fewer, less), (more, longer) = (
        at(team.refilled_in_months.low),
        at(team.refilled_in_months.high),
    )
    already = team.posts - team.filled
    months = Between(low=less, high=longer)
    return TeamYear(
        team=team.id,
        moved=moved_from(roles, team.id, place),
        empty_at_end=Between(low=already + fewer, high=already + more),
        vacancy_rate_at_end=Between(
            low=(already + fewer) / team.posts, high=(already + more) / team.posts
        ),
        empty_months=months,
        cover=months.times(team.cover_a_month),
    )


def still_empty(age: float, delay: float) -> float:
    """
    Of posts left evenly over one year, the share still empty `age` years after that year began.

    Each is empty for `delay` years.
    """
    return min(age, 1) - min(max(age - delay, 0), 1)


def empty_years(age: float, delay: float) -> float:
    """Years that one such post has stood empty by then, on average: the integral of the above."""
    return _area(age) - _area(max(age - delay, 0))


def _area(age: float) -> float:
    return age * age / 2 if age <= 1 else age - 0.5
