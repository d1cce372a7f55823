"""A service's workforce plan on one page: from its own records, and a dozen typed figures."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from evenhand.domain.forecast.fte import fte
from evenhand.pipeline.forecast_cover import CoverAnswer
from evenhand.pipeline.forecast_cover_inputs import LogInputs
from evenhand.pipeline.forecast_log import beds_in_two_hours, logged
from evenhand.pipeline.forecast_told import cover_told, log_told

# The working day: Monday to Friday from 09:00 to 17:00.
WORKING_DAYS, DAY_STARTS, DAY_ENDS = 5, 9, 17
BEDS_WITHIN = 2.0

Tables = Mapping[str, Iterable[Mapping[str, Any]]]


class PlanTerms(LogInputs):
    """What a plan needs that no record holds."""


def plan_of(
    tables: Tables,
    terms: PlanTerms,
    *,
    name: str,
    today: date,
    residents: Mapping[str, int],
) -> dict[str, Any]:
    """
    The plan as plain values, without any row. WrongUse, a sentence, where the records say too little.

    `residents` are people of the area by ethnic category; none where they are not known.
    """
    rows = {table: list(each) for table, each in tables.items()}
    found = logged(rows, terms, name)
    beds = logged(rows, beds_in_two_hours(terms, BEDS_WITHIN), name)
    return {
        "made_on": today.isoformat(),
        "terms": terms.model_dump(mode="json"),
        "cover": cover_told(found.cover),
        "fte_by_time": _by_time(found.cover),
        "log": log_told(found),
        "beds_found_in_two_hours": {
            "fte": beds.cover.cover.fte,
            "staff_hours": beds.cover.cover.staff_hours,
        },
    }


def _by_time(found: CoverAnswer) -> dict[str, float]:
    """Full-time equivalents that the working day takes, and those of all other hours."""
    week = found.cover.people
    day = sum(
        week[weekday * 24 + hour]
        for weekday in range(WORKING_DAYS)
        for hour in range(DAY_STARTS, DAY_ENDS)
    )
    terms = {"contract_hours": found.inputs.contract_hours, "shrinkage": found.shrinkage}
    return {"day": fte(day, **terms), "out_of_hours": fte(sum(week) - day, **terms)}
