"""Growth and new roles: published claims done again, and a plan of new posts from a file."""

from dataclasses import dataclass
from pathlib import Path

from evenhand.data.definitions.forecast_growth import new_roles
from evenhand.data.definitions.forecast_yardsticks import known_yardsticks
from evenhand.domain.forecast.growth_claims import Checked, NewRoles, checked_claims
from evenhand.domain.forecast.growth_scenario import (
    SAME_POST,
    Between,
    PlanYear,
    Role,
    Team,
    moved_from,
    planned,
)
from evenhand.domain.forecast.growth_yardsticks import Measured, Yardsticks, yardsticks
from evenhand.pipeline.forecast_typed import Typed, read_typed
from evenhand.pipeline.wrong_use import WrongUse

MOST_YEARS = 30
_KEYS = ("first_year", "years", "social_workers", "newly_qualified_a_year", "roles", "teams")
_ROLE = ("role", "posts_by_year", "cost_a_year", "cost_once", "uplift_a_year", "from")
_TEAM = ("name", "posts", "filled", "refilled_in_months", "cover_a_month")
_ROUNDING = 0.001


@dataclass(frozen=True, kw_only=True)
class Claims:
    """The report's claims, each sum done again; and its yardsticks for a population, if asked."""

    report: NewRoles
    checked: tuple[Checked, ...]
    yardsticks: Yardsticks
    population: int | None
    measured: tuple[Measured, ...]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A plan of new posts with its years; what was not given is None."""

    report: NewRoles
    roles: tuple[Role, ...]
    teams: tuple[Team, ...]
    years: tuple[PlanYear, ...]
    social_workers: float | None
    newly_qualified_a_year: float | None


def claims(population: int | None = None) -> Claims:
    """Every claim of the new-roles report done again. WrongUse where the population is 0."""
    report, known = new_roles(), known_yardsticks()
    if population is not None and population <= 0:
        raise WrongUse("--population is to be the number of people who live there, above 0.")
    measured = () if population is None else yardsticks(population, known.yardsticks)
    return Claims(
        report=report,
        checked=checked_claims(report),
        yardsticks=known,
        population=population,
        measured=measured,
    )


def plan_of_file(path: Path) -> Plan:
    """The plan in a TOML file. WrongUse, in words, where it cannot be read or cannot be."""
    return plan_of(read_typed(path))


def plan_of(typed: Typed) -> Plan:
    """The plan of figures as such a file has them. WrongUse, in words, where it cannot be."""
    typed.only(_KEYS)
    report = new_roles()
    teams = tuple(_team(typed.table("teams"), name) for name in typed.table("teams").content)
    origins = [each.id for each in report.origins]
    if both := [team.id for team in teams if team.id in origins]:
        raise WrongUse(f"{typed.where}: a team cannot be called {both[0]}. Give it another id.")
    known = (*origins, *(team.id for team in teams))
    roles = tuple(_role(each, report, known) for each in typed.tables("roles"))
    if not roles:
        raise WrongUse(f"{typed.where}: there is no role. Write one under [[roles]].")
    longest = max(len(role.posts_by_year) for role in roles)
    years = typed.whole("years", least=1, most=MOST_YEARS, otherwise=longest + 1)
    if longest > years:
        raise WrongUse(
            f"{typed.where}: posts start over {longest} years and years is {years}. Raise years."
        )
    for team in teams:
        _check_team(typed, team, roles, longest)
    first_year = typed.whole("first_year", least=1900, most=2200)
    plan = planned(roles, teams, first_year=first_year, years=years)
    _check_empty(typed, teams, plan)
    return Plan(
        report=report,
        roles=roles,
        teams=teams,
        years=plan,
        social_workers=_perhaps(typed, "social_workers"),
        newly_qualified_a_year=_perhaps(typed, "newly_qualified_a_year"),
    )


def totals(plan: Plan) -> tuple[float, float, float, float]:
    """Posts in all; people new to the workforce; people who leave another post; posts renamed."""
    adds = {each.id for each in plan.report.origins if each.adds}
    summed: dict[str, float] = {}
    for year in plan.years:
        for name, n in year.origins.items():
            summed[name] = summed.get(name, 0) + n
    posts, new = sum(summed.values()), sum(n for name, n in summed.items() if name in adds)
    renamed = summed.get(SAME_POST, 0)
    return posts, new, posts - new - renamed, renamed


def newly_qualified(plan: Plan) -> float:
    """Newly qualified people in the year that takes most of them."""
    return max(year.origins.get("newly-qualified", 0) for year in plan.years)


def _perhaps(typed: Typed, key: str) -> float | None:
    return typed.number(key, least=1) if typed.has(key) else None


def _between(ends: tuple[float, float]) -> Between:
    return Between(low=ends[0], high=ends[1])


def _role(typed: Typed, report: NewRoles, known: tuple[str, ...]) -> Role:
    typed.only(_ROLE)
    name = typed.one_of("role", (each.id for each in report.roles))
    shares = typed.table("from")
    shares.only(known)
    origins = {origin: shares.number(origin, most=1) for origin in shares.content}
    if abs(sum(origins.values()) - 1) > _ROUNDING:
        raise WrongUse(
            f"{shares.where}: the shares make {sum(origins.values()):g}. Where staff come from is "
            f"to make 1. There are {', '.join(known)}."
        )
    if origins.get(SAME_POST) and not typed.has("uplift_a_year"):
        raise WrongUse(
            f"{typed.where}: some people's own posts become the role. Give uplift_a_year, what "
            "that adds to their cost (0 is an answer)."
        )
    return Role(
        role=name,
        posts_by_year=typed.numbers("posts_by_year"),
        cost_a_year=_between(typed.between("cost_a_year")),
        origins=origins,
        cost_once=typed.number("cost_once", otherwise=0),
        uplift_a_year=typed.number("uplift_a_year", otherwise=0),
    )


def _team(teams: Typed, name: str) -> Team:
    typed = teams.table(name)
    typed.only(_TEAM)
    posts = typed.number("posts", least=0.1)
    return Team(
        id=name,
        words=typed.text("name", otherwise=name),
        posts=posts,
        filled=typed.number("filled", most=posts),
        refilled_in_months=_between(typed.between("refilled_in_months", most=600)),
        cover_a_month=typed.number("cover_a_month", otherwise=0),
    )


def _check_team(typed: Typed, team: Team, roles: tuple[Role, ...], years: int) -> None:
    """Nobody can be taken from a team twice: at most as many move in one year as it has."""
    for place in range(years):
        moved = moved_from(roles, team.id, place)
        if moved > team.filled:
            raise WrongUse(
                f"{typed.where}: {moved:g} full-time equivalents would leave {team.words} in year "
                f"{place + 1}, and it has {team.filled:g}. Lower its share or spread the posts."
            )


def _check_empty(typed: Typed, teams: tuple[Team, ...], plan: tuple[PlanYear, ...]) -> None:
    """No team can have more empty posts than posts."""
    called = {team.id: team for team in teams}
    for year in plan:
        for each in year.teams:
            team = called[each.team]
            if each.empty_at_end.high > team.posts:
                raise WrongUse(
                    f"{typed.where}: {team.words} would have {each.empty_at_end.high:.1f} of its "
                    f"{team.posts:g} posts empty at the end of {year.year}. Take fewer from it, "
                    "or over more years."
                )
