"""A service's workforce plan on one page: from its own records, and a dozen typed figures."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import ceil
from typing import Annotated, Any

from pydantic import Field

from evenhand.domain.forecast.fte import WORKING_HOURS, fte
from evenhand.pipeline.forecast_cover import CoverAnswer
from evenhand.pipeline.forecast_cover_inputs import LogInputs
from evenhand.pipeline.forecast_growth import claims
from evenhand.pipeline.forecast_inputs.models import Inputs
from evenhand.pipeline.forecast_log import beds_in_two_hours, logged
from evenhand.pipeline.forecast_plan_people import ages_of, by_area, community_of, people_of
from evenhand.pipeline.forecast_plan_training import stages_of, trainees_of
from evenhand.pipeline.forecast_rota import rota_lived
from evenhand.pipeline.forecast_supply import supply_of_people
from evenhand.pipeline.forecast_supply_register import FromRegister
from evenhand.pipeline.forecast_supply_told import supply_told
from evenhand.pipeline.forecast_told import cover_told, log_told, rota_told

BEDS_WITHIN = 2.0
YEARS = 10

Tables = Mapping[str, Iterable[Mapping[str, Any]]]


class Training(Inputs):
    """`[training]`: who begins, and what it costs."""

    starts_per_year: Annotated[float, Field(ge=0, le=500)] = 0.0
    pass_rate: Annotated[float, Field(ge=0, le=1)] = 0.85
    lag_years: Annotated[float, Field(gt=0, le=10)] = 2.5
    backfill_days: Annotated[float, Field(ge=0, le=366)] | None = None
    backfill_day_rate: Annotated[float, Field(ge=0, le=10_000)] | None = None


class PlanTerms(LogInputs):
    """What a plan needs that no record holds."""

    training: Training = Training()


def plan_of(
    tables: Tables,
    terms: PlanTerms,
    *,
    name: str,
    today: date,
    residents: Mapping[str, int],
    register: FromRegister | None,
) -> dict[str, Any]:
    """
    The plan as plain values, without any row. WrongUse, a sentence, where the records say too little.

    `residents` are people of the area by ethnic category; none where they are not known. Without a
    `register` of approvals, rates of leaving are borrowed.
    """
    rows = {table: list(each) for table, each in tables.items()}
    found = logged(rows, terms, name)
    beds = logged(rows, beds_in_two_hours(terms, BEDS_WITHIN), name)
    people = people_of(rows["amhps"], today)
    now = sum(each["count"] for each in people)
    time = sum(each["count"] * each.get("time", 1.0) for each in people)
    # People are needed, and each gives as much time to AMHP work as one does now.
    need = ceil(found.cover.cover.fte * now / time) if time else ceil(found.cover.cover.fte)
    content = _supply(rows["amhps"], people, terms, need, today, residents)
    supply = supply_of_people(content, register, name)
    return {
        "made_on": today.isoformat(),
        "terms": terms.model_dump(mode="json"),
        "cover": cover_told(found.cover),
        "fte_by_time": _by_time(found.cover),
        "rota": rota_told(rota_lived(rows["shifts"], found.cover.kinds, terms, today)),
        "log": log_told(found),
        "beds_found_in_two_hours": {
            "fte": beds.cover.cover.fte,
            "staff_hours": beds.cover.cover.staff_hours,
        },
        "people": {
            "now": now,
            "fte": time,
            "needed": need,
            "time_known": sum(each["count"] for each in people if "time" in each),
            "ages": ages_of(people),
            "by_area": by_area(rows["amhps"]),
            "in_training": len(content["trainees"]["now"]),
        },
        "supply": supply_told(supply),
        "yardsticks": _yardsticks(sum(residents.values())),
    }


def _supply(
    rows: Sequence[Mapping[str, Any]],
    people: Sequence[Mapping[str, Any]],
    terms: PlanTerms,
    need: int,
    today: date,
    residents: Mapping[str, int],
) -> dict[str, Any]:
    """What a supply forecast is asked: the keys of its file."""
    training = terms.training
    cost = {}
    if training.backfill_days is not None and training.backfill_day_rate is not None:
        cost = {
            "backfill_days": training.backfill_days,
            "backfill_day_rate": training.backfill_day_rate,
        }
    stages = stages_of(training.lag_years, training.pass_rate)
    community = community_of(residents)
    return {
        "people": [dict(each) for each in people],
        "trainees": {
            "starts_per_year": training.starts_per_year,
            "stages": stages,
            "now": trainees_of(rows, today, stages),
        },
        "need": need,
        "years": YEARS,
        "first_year": today.year,
        "seed": terms.seed,
        "cost": cost,
        **({"diversity": {"community": community}} if community else {}),
    }


def _yardsticks(population: int) -> list[dict[str, Any]]:
    """Published ratios for the people of the area, with their age and doubt; none without people."""
    return [
        {
            "words": each.yardstick.words,
            "counts": each.yardstick.counts,
            "year": each.yardstick.year,
            "origin": each.yardstick.origin,
            "doubt": each.yardstick.doubt,
            "needed": each.needed,
        }
        for each in (claims(population).measured if population else ())
    ]


def _by_time(found: CoverAnswer) -> dict[str, float]:
    """Full-time equivalents that the working day takes, and those of all other hours."""
    week = found.cover.people
    day = sum(week[hour] for hour in WORKING_HOURS)
    terms = {"contract_hours": found.inputs.contract_hours, "shrinkage": found.shrinkage}
    return {"day": fte(day, **terms), "out_of_hours": fte(sum(week) - day, **terms)}
