"""What `evenhand forecast representation` says on the screen."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from evenhand.domain.forecast.representation import Asked, Representation, Standing
from evenhand.domain.forecast.representation_levers import AFTER_YEARS, Lever, OneVacancy
from evenhand.domain.forecast.representation_parity import MARKS, SOON, Against, Parity
from evenhand.domain.forecast.representation_policies import ALL_TOGETHER, AS_NOW, Policy
from evenhand.domain.results.written import percent, plural
from evenhand.pipeline.forecast_representation import Forecast
from evenhand.pipeline.forecast_representation_told import METHOD

Told = TypeVar("Told", OneVacancy, Parity, Lever)
INTERNAL = "Internal: not for release. Small numbers are not protected."
MOST_LEVERS = 3


def lines(found: Forecast) -> Iterator[str]:
    """Where each group stands, when it will be level under each policy, and how sure that is."""
    answer = found.answer
    if answer is None:
        return
    yield INTERNAL + (f" Figures are {found.marked_as}." if found.marked_as else "")
    if found.body:
        yield f"{found.body}."
    yield found.inputs
    yield from found.notes
    yield METHOD
    if answer.asked.against is Against.WORKFORCE:
        yield (
            "What a grade is compared with moves as well: whoever comes to or stays in a lower grade "
            "raises their group's share of the workforce."
        )
    for standing in answer.standings:
        yield from _one(standing, answer, found.labels)
    for grade in answer.overfull:
        yield (
            f"By these rates more people move to {grade} than leave it, so it grows and nobody is "
            "hired there. Check promotion and leaving, or take rates over more years."
        )


def _one(standing: Standing, answer: Representation, labels: Mapping[str, str]) -> Iterator[str]:
    asked = answer.asked
    people = plural(int(standing.people), "person", "people")
    yield (
        f"{standing.grade}, {_called(standing.group, labels)}: {percent(standing.share)} ({people}) "
        f"against {percent(standing.target)} of {_against(asked)}. By these rates it ends at "
        f"{percent(standing.in_the_end)}, against {percent(standing.target_in_the_end)}."
    )
    yield f"  {_vacancy(_of(answer.one_vacancy, standing), asked)}"
    yield f"  {_fan(answer, standing)}"
    yield f"  Years until it is within {percent(asked.within)} and stays so:"
    parities = _all_of(answer.parities, standing)
    for each in parities:
        cannot = " The records cannot tell." if each.cannot_tell else ""
        yield f"    {policy_words(each.policy)}: {years_words(each)}{cannot}"
    if any(each.cannot_tell for each in parities):
        yield (
            f"    Where the records cannot tell, what they allow holds both “within {SOON} years” and “not "
            f"within {asked.years} years”. More years of records, or several bodies together, can tell."
        )
    for policy in answer.not_asked:
        yield f"    {policy_words(policy)}: not known without shortlists and applicants."
    yield f"  What moves the share most, {AFTER_YEARS} years on:"
    for lever in _all_of(answer.levers, standing)[:MOST_LEVERS]:
        yield f"    {lever_words(lever, labels)}"


def _fan(answer: Representation, standing: Standing) -> str:
    """The share as now in a few of the years ahead."""
    wanted = {year for year in MARKS if year < answer.asked.years} | {answer.asked.years}
    told = [
        f"{percent(each.median)} in {each.year} years (from {percent(each.low)} to {percent(each.high)})"
        for each in answer.points
        if each.policy == AS_NOW
        and (each.group, each.grade) == (standing.group, standing.grade)
        and each.year in wanted
    ]
    return f"As now the share is {', '.join(told)}."


def _against(asked: Asked) -> str:
    return "the workforce" if asked.against is Against.WORKFORCE else "the community"


def _of(found: Sequence[OneVacancy], standing: Standing) -> OneVacancy:
    return _all_of(found, standing)[0]


def _all_of(found: Sequence[Told], standing: Standing) -> list[Told]:
    return [e for e in found if (e.group, e.grade) == (standing.group, standing.grade)]


def policy_words(policy: str) -> str:
    """A policy as a line begins."""
    if policy == AS_NOW:
        return "As now"
    if policy == ALL_TOGETHER:
        return "All of these together"
    words = Policy(policy).in_words
    return words[0].upper() + words[1:]


def years_words(each: Parity) -> str:
    """An interval of years in words."""
    if each.low == each.high == 0:
        return "already."
    if each.low is None:
        return f"not within {each.years} years, in 95 of 100 histories or more."
    middle = "not reached" if each.median is None else f"{each.median}"
    last = f"not within {each.years} years" if each.high is None else plural(each.high, "year")
    never = (
        f"; never within {each.years} years in {percent(each.never, 0)} of histories"
        if each.never
        else ""
    )
    return f"{middle} (from {each.low} to {last}{never})."


def _vacancy(one: OneVacancy, asked: Asked) -> str:
    if not one.posts:
        return "Nobody is at this grade, so there is no share."
    told = (
        f"One appointment moves the share by {100 * one.step:.1f} points. About {one.openings:.1f} "
        f"places open a year, {one.promoted:.1f} of them filled by promotion."
    )
    if one.step > asked.within:
        told += f" That step is more than the {percent(asked.within)} that was asked for."
    if one.short_of == 0:
        return told
    people = plural(one.short_of, "person", "people")
    if one.at_least_years is None:
        return f"{told} It is {people} short, and no place opens."
    return (
        f"{told} It is {people} short: at the least {plural(one.at_least_years, 'year')}, if every place "
        "went to the group."
    )


def lever_words(lever: Lever, labels: Mapping[str, str]) -> str:
    """A rate and what it does to the share."""
    kind = lever.kind[0].upper() + lever.kind[1:]
    return (
        f"{kind}, {_called(lever.of_group, labels)}, {lever.at_grade}, now {percent(lever.rate)}: "
        f"{100 * lever.tenth:+.2f} points if it were a tenth higher. What is not known of it is worth "
        f"{100 * abs(lever.unsure):.1f} points."
    )


def _called(group: str, labels: Mapping[str, str]) -> str:
    return labels.get(group, group)
