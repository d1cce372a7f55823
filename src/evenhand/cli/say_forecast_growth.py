"""What `evenhand forecast growth` prints: to people on the screen, to programs as JSON."""

from collections.abc import Iterator
from typing import Any

from evenhand.domain.forecast.growth_claims import Checked, Done, Figure, said
from evenhand.domain.forecast.growth_scenario import Between, PlanYear, TeamYear
from evenhand.domain.forecast.growth_yardsticks import Measured
from evenhand.domain.results.written import plural
from evenhand.pipeline.forecast_growth import Claims, Plan, newly_qualified, totals

BORROWED = "Borrowed: every figure here is published and none is your own."
OWN = (
    "Every figure of this plan is your own, from the file. Borrowed: the names of the roles and the "
    "4,600 new social workers a year. Prices are of one year, without inflation."
)


def claims_lines(found: Claims) -> Iterator[str]:
    """Each claim, its sums done again, whether they agree, and in words what does not."""
    report = found.report
    yield f"{report.source}."
    yield f"{BORROWED} {report.doubt}"
    for checked in found.checked:
        yield f"{checked.claim.says} ({checked.claim.where}) {_verdict(checked)}"
        for done in checked.sums:
            yield f"  {done.sum.words}: {_sum_words(done)}"
            if done.agrees is False:
                yield f"    {done.sum.differs}"
        for each in checked.claim.contradictions:
            yield f"  But: {each.words}"
    yield from _yardstick_lines(found)


def _verdict(checked: Checked) -> str:
    if checked.agrees is None:
        return "No result is printed to compare with."
    return "The sums agree." if checked.agrees else "Not every sum agrees."


def _sum_words(done: Done) -> str:
    value = said(done.value, done.sum.unit)
    if done.agrees is None or done.sum.printed is None:
        return f"{value}."
    least, most = done.sum.printed
    printed = said(most, done.sum.unit)
    if least != most:
        printed = f"{least:g} to {printed}"
    return f"{value}; printed {printed}. {'It agrees.' if done.agrees else 'It does not agree.'}"


def _yardstick_lines(found: Claims) -> Iterator[str]:
    known = found.yardsticks
    where = (
        "" if found.population is None else f" for {plural(found.population, 'person', 'people')}"
    )
    yield f"Yardsticks of AMHP numbers{where}. {known.source}. {known.doubt}"
    given = {each.yardstick.id: each for each in found.measured}
    for yardstick in known.yardsticks:
        line = f"  {yardstick.words[0].upper()}{yardstick.words[1:]} ({yardstick.year}, {yardstick.origin}; {yardstick.counts})"
        measured = given.get(yardstick.id)
        yield line + (f": {measured.needed:,.1f}." if measured else ".")
        yield f"    {yardstick.doubt}"


def claims_json(found: Claims) -> dict[str, Any]:
    """What `--json` prints without a plan."""
    report = found.report
    figures = {each.id: each for each in report.figures}
    return {
        "source": report.source,
        "date": report.date,
        "doubt": report.doubt,
        "claims": [
            {
                "id": each.claim.id,
                "says": each.claim.says,
                "where": each.claim.where,
                "agrees": each.agrees,
                "sums": [_sum_json(done, figures) for done in each.sums],
                "contradictions": [one.words for one in each.claim.contradictions],
            }
            for each in found.checked
        ],
        "organisations": [
            {"name": each.name, "headcount": each.headcount} for each in report.organisations
        ],
        "yardsticks": yardsticks_json(found),
    }


def yardsticks_json(found: Claims) -> dict[str, Any]:
    """The yardsticks and, where a population was given, what each gives for it."""
    known = found.yardsticks
    given = {each.yardstick.id: each for each in found.measured}
    return {
        "source": known.source,
        "doubt": known.doubt,
        "population": found.population,
        "yardsticks": [
            {
                "id": each.id,
                "words": each.words,
                "counts": each.counts,
                "year": each.year,
                "origin": each.origin,
                "needed": _needed(given.get(each.id)),
                "printed_for": each.printed_for,
                "printed": each.printed,
                "done_again": None if each.printed_for is None else each.needed(each.printed_for),
                "doubt": each.doubt,
            }
            for each in known.yardsticks
        ],
    }


def _needed(measured: Measured | None) -> float | None:
    return None if measured is None else measured.needed


def _sum_json(done: Done, figures: dict[str, Figure]) -> dict[str, Any]:
    return {
        "words": done.sum.words,
        "figures": [
            {
                "value": figures[name].value,
                "unit": figures[name].unit,
                "words": figures[name].words,
                "as_of": figures[name].as_of,
            }
            for name in done.sum.of
        ],
        "value": done.value,
        "unit": done.sum.unit,
        "printed": None if done.sum.printed is None else list(done.sum.printed),
        "agrees": done.agrees,
        "differs": done.sum.differs if done.agrees is False else "",
    }


def plan_lines(plan: Plan) -> Iterator[str]:
    """The plan year by year: posts, staff, cost, and what it leaves behind in teams."""
    yield OWN
    called = {each.id: each.words for each in (*plan.report.roles, *plan.report.origins)}
    called |= {team.id: team.words for team in plan.teams}
    for role in plan.roles:
        posts = sum(role.posts_by_year)
        yield f"{called[role.role]}: {posts:g} in post by the end (full-time equivalents)."
    for year in plan.years:
        yield (
            f"{year.year}: {year.started:g} start, {year.in_post:g} in post at the end. Cost "
            f"{_pounds(year.total)}: running {_pounds(year.running)}, once £{year.once:,.0f}, cover "
            f"of empty posts {_pounds(year.cover)}."
        )
        if year.started:
            told = [f"{called[name]} {n:g}" for name, n in year.origins.items() if n]
            yield f"  From {', '.join(told)}."
        for each in year.teams:
            yield f"  {called[each.team]}: {_team_words(each)}"
    yield from _in_all(plan)


def _team_words(each: TeamYear) -> str:
    rate = Between(low=100 * each.vacancy_rate_at_end.low, high=100 * each.vacancy_rate_at_end.high)
    return (
        f"{each.moved:g} move; at the end {_range(each.empty_at_end)} posts empty "
        f"({_range(rate)}%); posts stood empty for {_range(each.empty_months)} months in all."
    )


def _in_all(plan: Plan) -> Iterator[str]:
    posts, new, moved, renamed = totals(plan)
    yield (
        f"In all {posts:g} full-time equivalents: {new:g} new to the workforce, {moved:g} from another "
        f"post that has to be filled, {renamed:g} whose own post becomes the new role."
    )
    if plan.social_workers is not None:
        yield (
            f"Against {plan.social_workers:g} social workers now, {new:g} more is "
            f"{100 * new / plan.social_workers:.1f}%."
        )
    wanted = newly_qualified(plan)
    if wanted and plan.newly_qualified_a_year is not None:
        yield (
            f"In the busiest year it takes {wanted:g} of the {plan.newly_qualified_a_year:g} newly "
            f"qualified a year: {100 * wanted / plan.newly_qualified_a_year:.1f}%."
        )
        if wanted > plan.newly_qualified_a_year:
            yield "There are not so many. Spread the posts over more years, or find other staff."
    elif wanted:
        entrants = plan.report.figure("entrants")
        yield (
            f"In the busiest year it takes {wanted:g} newly qualified. England has "
            f"{entrants.value:,.0f} in all fields ({entrants.as_of}); how many come to your area is "
            "not known here. Give newly_qualified_a_year."
        )


def plan_json(plan: Plan) -> dict[str, Any]:
    """What `--json` prints for a plan."""
    posts, new, moved, renamed = totals(plan)
    return {
        "inputs": OWN,
        "years": [_year_json(year) for year in plan.years],
        "posts": posts,
        "new_to_the_workforce": new,
        "leave_another_post": moved,
        "become_the_role": renamed,
        "social_workers": plan.social_workers,
        "rise": None if plan.social_workers is None else new / plan.social_workers,
        "newly_qualified_a_year": plan.newly_qualified_a_year,
        "newly_qualified_in_busiest_year": newly_qualified(plan),
    }


def _year_json(year: PlanYear) -> dict[str, Any]:
    return {
        "year": year.year,
        "started": year.started,
        "in_post": year.in_post,
        "from": dict(year.origins),
        "cost": {
            "running": _ends(year.running),
            "once": year.once,
            "cover": _ends(year.cover),
            "total": _ends(year.total),
        },
        "teams": [
            {
                "team": each.team,
                "moved": each.moved,
                "empty_at_end": _ends(each.empty_at_end),
                "vacancy_rate_at_end": _ends(each.vacancy_rate_at_end),
                "empty_months": _ends(each.empty_months),
                "cover": _ends(each.cover),
            }
            for each in year.teams
        ],
    }


def _ends(between: Between) -> list[float]:
    return [between.low, between.high]


def _range(between: Between) -> str:
    low, high = f"{between.low:.1f}", f"{between.high:.1f}"
    return low if low == high else f"{low} to {high}"


def _pounds(between: Between) -> str:
    low, high = f"£{between.low:,.0f}", f"£{between.high:,.0f}"
    return low if low == high else f"{low} to {high}"
