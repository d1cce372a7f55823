"""Demand, hours and people assessed, from a service's own log of considerations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from evenhand.data.definitions.amhp_clocks import proclaimed_holidays
from evenhand.data.definitions.load import ethnicity
from evenhand.domain.amhp.clocks_business_days import bank_holidays
from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.sight.cases import Case, cases
from evenhand.domain.amhp.sight.groups import BROAD, ethnic
from evenhand.domain.forecast.demand import Demand, Log, TooShort, demand
from evenhand.domain.forecast.simulation import WorkClass
from evenhand.domain.forecast.work_hours import Part, together
from evenhand.pipeline.amhp_sets import opened
from evenhand.pipeline.forecast_cover import CoverAnswer, answer
from evenhand.pipeline.forecast_cover_inputs import LogInputs
from evenhand.pipeline.forecast_inputs.models import read_model
from evenhand.pipeline.forecast_log_areas import ByArea, ClassOfLog, areas_of
from evenhand.pipeline.forecast_log_hours import parts_of, record_of, records_by_key, shares_by_hour
from evenhand.pipeline.wrong_use import WrongUse

URGENT, PLANNED, CTO, GUARDIANSHIP = (
    "urgent", "planned", "community treatment orders", "guardianship",
)  # fmt: skip
_URGENT_REQUESTS = ("S136", "S135_1", "S5")
_AT_ONCE = ("NOW", "TODAY")
# A month without a single referral is a gap in the log rather than a quiet month.
GAP_DAYS = 21


@dataclass(frozen=True)
class LoggedClass:
    """One class of work as the log has it."""

    name: str
    demand: Demand | None
    came: int
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Logged:
    """A log, and the cover that it asks for."""

    classes: tuple[LoggedClass, ...]
    first: date
    last: date
    undated: int
    areas: ByArea
    cover: CoverAnswer


def cover_of_log(folder: Path, file: Path) -> Logged:
    """From a data set and typed terms. Raises WrongUse."""
    read = opened(folder)
    return logged(read.all(), read_model(file, LogInputs), folder.name)


def logged(
    tables: Mapping[str, Iterable[Mapping[str, Any]]], inputs: LogInputs, name: str
) -> Logged:
    """From rows of a data set or of the site. WrongUse, a sentence, where there are too few."""
    rows = {key: list(each) for key, each in tables.items()}
    records = records_by_key(rows.get("considerations", ()), name)
    every = list(cases(rows, body=name))
    dated = [(case, at) for case in every if (at := _came(case)) is not None]
    if not dated:
        raise WrongUse(
            f"{name} has no consideration with a time, so nothing is known of when work comes."
        )
    by_class: defaultdict[str, list[tuple[Case, datetime]]] = defaultdict(list)
    for case, at in dated:
        urgency = record_of(case, records).get("urgency", "")
        which = _class_of(case.consideration.request, urgency)
        by_class[which].append((case, at))
    first, last = (side(at for _, at in dated).date() for side in (min, max))
    known = _covered([at for _, at in dated], first, last)
    groups = ethnic(ethnicity(), BROAD)
    slugs = [each.slug for each in groups.groups]
    found, counted, notes = [], [], []
    for which, limit in zip((URGENT, PLANNED, CTO, GUARDIANSHIP), _limits(inputs), strict=True):
        them = by_class[which]
        parts = parts_of([case for case, _ in them], inputs.hours, records)
        try:
            says = demand(_log([at for _, at in them], first, known)) if them else None
        except TooShort as short:
            raise WrongUse(
                f"{name} covers {short.days} days. Four weeks are the least that shows a week."
            ) from short
        found.append(LoggedClass(which, says, len(them), parts))
        service = together(parts)
        if says is None:
            continue
        if service is None:
            notes.append(
                f"The log says nothing of how long {which} work takes, and [hours] neither: it is left out."
            )
            continue
        kind = WorkClass(
            which,
            tuple(each.value for each in says.rates_per_hour),
            service,
            limit,
            inputs.in_pairs,
            says.spread_of_days,
            tuple(each.label for each in groups.groups),
            shares_by_hour([groups.of(case) for case, _ in them], [at for _, at in them], slugs),
        )
        counted.append(ClassOfLog(kind, tuple(them), parts))
    if not counted:
        raise WrongUse(f"{name} has no work of which it is known how long it takes. Give [hours].")
    areas = areas_of(counted, inputs.hours, records)
    done = answer(
        inputs, [each.kind for each in counted], name, notes=notes, areas=areas.staffed_alone()
    )
    return Logged(
        tuple(found),
        first,
        last,
        len(every) - len(dated),
        areas.taken(done, int(known.sum())),
        done,
    )


def beds_in_two_hours(inputs: LogInputs, hours: float = 2.0) -> LogInputs:
    """The same question, were every bed found within `hours`."""
    return inputs.model_copy(
        update={"hours": inputs.hours.model_copy(update={"beds_found_within": hours})}
    )


def _limits(inputs: LogInputs) -> tuple[float, float, float, float]:
    limits = inputs.within_hours
    return limits.urgent, limits.planned, limits.community_treatment_orders, limits.guardianship


def _class_of(request: str, urgency: str) -> str:
    if request.startswith("CTO_"):
        return CTO
    if request == "GUARDIANSHIP":
        return GUARDIANSHIP
    return URGENT if request in _URGENT_REQUESTS or urgency in _AT_ONCE else PLANNED


def _came(case: Case) -> datetime | None:
    """When the work came in, by London's clock."""
    of = case.consideration
    at = of.referred or of.accepted or of.allocated or of.held_from or of.first_contact
    return at_london(at) if at else None


def _covered(
    times: Sequence[datetime], first: date, last: date
) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """By day, whether the log covers it: long stretches without any work are gaps."""
    days = sorted({at.date() for at in times})
    known = np.ones((last - first).days + 1, dtype=bool)
    for one, after in zip(days, days[1:], strict=False):
        if (after - one).days > GAP_DAYS:
            known[(one - first).days + 1 : (after - first).days] = False
    return known


def _log(times: Sequence[datetime], first: date, known: np.ndarray[Any, np.dtype[np.bool_]]) -> Log:
    counts = np.zeros((len(known), 24), dtype=np.int64)
    for at in times:
        counts[(at.date() - first).days, at.hour] += 1
    days = [first + timedelta(days=each) for each in range(len(known))]
    holidays = frozenset().union(
        *(bank_holidays(year, proclaimed_holidays()) for year in {day.year for day in days})
    )
    return Log(
        counts,
        np.repeat(known[:, None], 24, axis=1),
        np.array([day.weekday() for day in days]),
        np.array([day in holidays for day in days]),
    )
