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
from evenhand.pipeline.forecast_inputs.tables import Table, read_table
from evenhand.pipeline.wrong_use import WrongUse

MOST_YEARS = 30
_MOST_POSTS, _MOST_PEOPLE, _MOST_POUNDS = 100_000, 10_000_000, 10_000_000
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
    return plan_of(read_table(path))


def plan_of(table: Table) -> Plan:
    """The plan of figures as such a file has them. WrongUse, in words, where it cannot be."""
    report = new_roles()
    told = table.table_or_empty("teams")
    teams = tuple(_team(told, name) for name in told.content)
    origins = [each.id for each in report.origins]
    if both := [team.id for team in teams if team.id in origins]:
        raise WrongUse(f"{table.where}: a team cannot be called {both[0]}. Give it another id.")
    known = (*origins, *(team.id for team in teams))
    roles = tuple(_role(each, report, known) for each in table.tables("roles"))
    if not roles:
        raise WrongUse(f"{table.where}: there is no role. Write one under [[roles]].")
    longest = max(len(role.posts_by_year) for role in roles)
    if longest > MOST_YEARS:
        raise WrongUse(
            f"{table.where}: posts start over {longest} years. A plan looks at most {MOST_YEARS} "
            "years ahead: write fewer numbers in posts_by_year."
        )
    years = table.whole("years", min(longest + 1, MOST_YEARS), least=1, most=MOST_YEARS)
    if longest > years:
        raise WrongUse(
            f"{table.where}: posts start over {longest} years and years is {years}. Raise years."
        )
    first_year = table.whole("first_year", least=1900, most=2200)
    social_workers = _perhaps(table, "social_workers")
    newly_qualified = _perhaps(table, "newly_qualified_a_year")
    table.all_read()
    for team in teams:
        _check_team(table, team, roles, longest)
    plan = planned(roles, teams, first_year=first_year, years=years)
    _check_empty(table, teams, plan)
    return Plan(
        report=report,
        roles=roles,
        teams=teams,
        years=plan,
        social_workers=social_workers,
        newly_qualified_a_year=newly_qualified,
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


def _perhaps(table: Table, key: str) -> float | None:
    return table.number(key, least=1, most=_MOST_PEOPLE) if key in table else None


def _between(ends: tuple[float, float]) -> Between:
    return Between(low=ends[0], high=ends[1])


def _role(table: Table, report: NewRoles, known: tuple[str, ...]) -> Role:
    name = table.one_of("role", (each.id for each in report.roles))
    shares = table.table_or_empty("from")
    given = {origin: shares.share(origin, 0.0) for origin in known}
    shares.all_read()
    origins = {origin: share for origin, share in given.items() if origin in shares}
    if abs(sum(origins.values()) - 1) > _ROUNDING:
        raise WrongUse(
            f"{shares.where}: the shares make {sum(origins.values()):g}. Where staff come from is "
            f"to make 1. There are {', '.join(known)}."
        )
    if origins.get(SAME_POST) and "uplift_a_year" not in table:
        raise WrongUse(
            f"{table.where}: some people's own posts become the role. Give uplift_a_year, what "
            "that adds to their cost (0 is an answer)."
        )
    role = Role(
        role=name,
        posts_by_year=table.some_numbers("posts_by_year", most=_MOST_POSTS),
        cost_a_year=_between(table.between("cost_a_year", most=_MOST_POUNDS)),
        origins=origins,
        cost_once=table.number("cost_once", 0.0, most=_MOST_POUNDS),
        uplift_a_year=table.number("uplift_a_year", 0.0, most=_MOST_POUNDS),
    )
    table.all_read()
    return role


def _team(teams: Table, name: str) -> Team:
    table = teams.table_or_empty(name)
    posts = table.number("posts", least=0.1, most=_MOST_POSTS)
    team = Team(
        id=name,
        words=table.words("name", name),
        posts=posts,
        filled=table.number("filled", most=posts),
        refilled_in_months=_between(table.between("refilled_in_months", most=600)),
        cover_a_month=table.number("cover_a_month", 0.0, most=_MOST_POUNDS),
    )
    table.all_read()
    return team


def _check_team(table: Table, team: Team, roles: tuple[Role, ...], years: int) -> None:
    """Nobody can be taken from a team twice: at most as many move in one year as it has."""
    for place in range(years):
        moved = moved_from(roles, team.id, place)
        if moved > team.filled:
            raise WrongUse(
                f"{table.where}: {moved:g} full-time equivalents would leave {team.words} in year "
                f"{place + 1}, and it has {team.filled:g}. Lower its share or spread the posts."
            )


def _check_empty(table: Table, teams: tuple[Team, ...], plan: tuple[PlanYear, ...]) -> None:
    """No team can have more empty posts than posts."""
    called = {team.id: team for team in teams}
    for year in plan:
        for each in year.teams:
            team = called[each.team]
            if each.empty_at_end.high > team.posts:
                raise WrongUse(
                    f"{table.where}: {team.words} would have {each.empty_at_end.high:.1f} of its "
                    f"{team.posts:g} posts empty at the end of {year.year}. Take fewer from it, "
                    "or over more years."
                )
