"""How many AMHPs a place needs round the clock, from typed figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evenhand.domain.forecast.cover import Cover, Terms, cover
from evenhand.domain.forecast.fte import fte
from evenhand.domain.forecast.people_by_rest import Line, RestRules, lines
from evenhand.domain.forecast.service_hours import Lognormal
from evenhand.domain.forecast.shift_choice import NoShifts, Pattern, chosen
from evenhand.domain.forecast.shifts import Shift, hour_by_hour
from evenhand.domain.forecast.simulation import (
    Came,
    Simulated,
    WorkClass,
    lived_through,
    work_that_comes,
)
from evenhand.pipeline.forecast_cover_inputs import DAYS, HOURS_OF_A_YEAR, CoverInputs, CoverTerms
from evenhand.pipeline.forecast_inputs.models import read_model
from evenhand.pipeline.wrong_use import WrongUse

# More people at work at once than any council could have: a slip of the pen, such as a day's rates.
MOST_LOAD = 2_000.0
# Pieces of work in all replications together; more of them take minutes, and gigabytes of memory.
MOST_WORK = 50_000_000
BORROWED_RATE = (
    "The rate per 100,000 people is borrowed, and spread evenly over day and night: a service's "
    "own log says when work comes."
)


@dataclass(frozen=True)
class Rostered:
    """Whole shifts that give the cover, and people who may work them with rest between."""

    shifts: tuple[tuple[Pattern, Shift], ...]
    lines: tuple[Line, ...]
    simulated: Simulated
    fte: float

    @property
    def staff_hours_a_week(self) -> float:
        return sum(shift.hours * shift.people for _, shift in self.shifts)


@dataclass(frozen=True)
class CoverAnswer:
    """Everything that was worked out, with the inputs it stands on."""

    inputs: CoverTerms
    kinds: tuple[WorkClass, ...]
    shrinkage: float
    cover: Cover
    simulated: Simulated
    roster: Rostered | None
    areas: tuple[tuple[str, Cover], ...]
    notes: tuple[str, ...]


def cover_of_file(file: Path) -> CoverAnswer:
    """Raises WrongUse."""
    inputs = read_model(file, CoverInputs)
    return answer(
        inputs,
        inputs.kinds(),
        file.name,
        notes=(BORROWED_RATE,) if inputs.population else (),
        areas=inputs.areas(),
    )


def answer(
    inputs: CoverTerms,
    kinds: list[WorkClass],
    name: str,
    *,
    notes: Sequence[str] = (),
    areas: Mapping[str, list[WorkClass]] | None = None,
) -> CoverAnswer:
    """
    The cover, and what a simulation makes of it; that of each service area were it staffed alone.

    `name` is the file's that is at fault where something cannot be: WrongUse, a sentence.
    """
    _must_be_of_a_size(kinds, inputs.replications, name)
    lost = inputs.lost_share()
    if lost >= 1:
        raise WrongUse(f"{name}: away takes {lost:.0%} of paid hours, and leaves none for duty.")
    terms = Terms(inputs.target_share, inputs.contract_hours, lost, inputs.at_least)
    found = cover(kinds, terms)
    came = work_that_comes(
        kinds, replications=inputs.replications, random=np.random.default_rng(inputs.seed)
    )
    return CoverAnswer(
        inputs,
        tuple(kinds),
        lost,
        found,
        _lived(inputs, came, hour_by_hour(found.people), counts_against=True),
        _rostered(inputs, came, found, terms, name) if inputs.shifts else None,
        tuple((area, cover(them, terms)) for area, them in (areas or {}).items()),
        (*notes, *_notes(inputs, kinds)),
    )


def _must_be_of_a_size(kinds: list[WorkClass], replications: int, name: str) -> None:
    an_hour = [sum(k.rates_per_hour) / len(k.rates_per_hour) for k in kinds]
    load = sum(rate * k.service.mean for rate, k in zip(an_hour, kinds, strict=True))
    a_year = sum(an_hour) * HOURS_OF_A_YEAR
    if load > MOST_LOAD or a_year > MOST_WORK:
        raise WrongUse(
            f"{name}: so much work keeps {load:,.0f} people busy at every hour. Are the rates a "
            "day's or a week's instead of an hour's?"
        )
    if a_year * replications > MOST_WORK:
        raise WrongUse(
            f"{name}, replications: It is {replications:,}, too many to live through with so much "
            f"work. Write {int(MOST_WORK / a_year):,} or less."
        )


def _lived(
    inputs: CoverTerms,
    came: Came,
    shifts: list[Shift],
    *,
    counts_against: bool,
) -> Simulated:
    return lived_through(
        came,
        shifts + inputs.called(),
        counts_against=counts_against,
        response_hours=inputs.response_hours,
    )


def _rostered(
    inputs: CoverTerms,
    came: Came,
    found: Cover,
    terms: Terms,
    name: str,
) -> Rostered:
    try:
        shifts = chosen(found.people, inputs.patterns())
    except NoShifts as none:
        first = none.hours[0]
        raise WrongUse(
            f"{name}: the allowed shifts cannot give the cover in {len(none.hours)} hours of the "
            f"week, the first on {DAYS[first // 24]} at {first % 24:02d}:00. Allow a shift there, "
            "or more people on it."
        ) from none
    placed = [shift for _, shift in shifts]
    against = inputs.over_run == "counts against the next shift"
    rest = RestRules(inputs.rest.between_shifts, inputs.rest.most_a_week)
    on_duty = inputs.contract_hours * (1 - terms.shrinkage)
    longest = max((shift.hours for shift in placed), default=0.0)
    if longest > rest.most_a_week:
        raise WrongUse(
            f"{name}: a shift of {longest:g} hours is longer than rest.most_a_week allows in a "
            "whole week."
        )
    return Rostered(
        tuple(shifts),
        tuple(lines(placed, contract_hours=on_duty, rules=rest)),
        _lived(inputs, came, placed, counts_against=against),
        fte(
            sum(shift.hours * shift.people for shift in placed),
            contract_hours=inputs.contract_hours,
            shrinkage=terms.shrinkage,
        ),
    )


def _notes(inputs: CoverTerms, kinds: list[WorkClass]) -> list[str]:
    notes = []
    if not any(any(each.rates_per_hour) for each in kinds):
        notes.append(
            "There is no demand in any hour, so nobody is needed for it. An authority must still "
            "have an AMHP to call on at every hour (Mental Health Act 1983, section 13)."
        )
    if any(isinstance(each.service, Lognormal) for each in kinds):
        notes.append(
            "The formula for cover is exact for exponential times; here it is near, and the "
            "simulation is what to go by."
        )
    if inputs.shrinkage is None and inputs.away is None:
        notes.append(
            "Neither shrinkage nor [away] was given: only 18 hours of training a year are taken "
            "off, so that the full-time equivalents are too few. Leave and sickness are not in them."
        )
    return notes
