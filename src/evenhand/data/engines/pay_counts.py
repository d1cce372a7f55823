"""What the engine counts for the pay audit: people by distinct pay value.

`data/engines/pay_in_memory.py` says the same in plain loops, and a property test holds them equal.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import narwhals as nw

from evenhand.domain.pay.counts import (
    BONUS,
    EVERYBODY,
    FROM_HOURS,
    FROM_SALARY,
    GRADE,
    HOURLY,
    NOT_KNOWN,
    REDUCED,
    ROLE,
    START_YEAR,
    PayCount,
    PersonPay,
)

Frame = nw.LazyFrame[Any]
Expr = nw.Expr
_KEYS = ("body", "snapshot", "category", "sex")
_CELLS = {GRADE: "rung", ROLE: "role", START_YEAR: "start_year"}


def pay_counts(
    staff: Frame, *, hours: Mapping[str, float], weeks: float, outside: Sequence[str]
) -> list[PayCount]:
    """
    Relevant employees by pay.

    `hours` are of a full-time week, by body; `weeks` in a year; `outside` are contracts that are
    not relevant employees. A body without hours has no hourly pay from salaries.
    """
    people = _relevant(staff, outside)
    people = _with_pay(people, hours, weeks)
    full = people.filter(nw.col("full"))
    counted = _by_pay(full, HOURLY, EVERYBODY, "pay")
    for by in _CELLS:
        counted += _by_pay(full, HOURLY, by, "pay")
    counted += _by_pay(people.filter(~nw.col("full")), REDUCED, EVERYBODY, None)
    counted += _by_pay(full.filter(nw.col("from_salary")), FROM_SALARY, EVERYBODY, None)
    counted += _by_pay(full.filter(nw.col("from_hours")), FROM_HOURS, EVERYBODY, None)
    return counted + _by_pay(people, BONUS, EVERYBODY, "bonus")


def says_full_pay(staff: Frame) -> bool:
    """Whether the table says of anybody if they were on full pay."""
    told = nw.when(~nw.col("full_pay").is_null()).then(1).otherwise(0).sum().cast(nw.Int64)
    return bool(staff.select(n=told).collect().item() or 0)


def pay_of_people(
    staff: Frame,
    *,
    body: str,
    snapshot: date,
    hours: Mapping[str, float],
    weeks: float,
    outside: Sequence[str],
) -> list[PersonPay]:
    """Full-pay relevant employees of one body with known pay, one each: for the adjusted gap alone."""
    here = staff.filter((nw.col("body") == body) & (nw.col("snapshot") == snapshot))
    people = _with_pay(_relevant(here, outside), hours, weeks)
    known = people.filter(nw.col("full") & ~nw.col("pay").is_null())
    columns = ("category", "sex", "rung", "role", "start_year", "part_time", "pay")
    told = known.select(*columns, "row").sort("row").drop("row").collect().to_dict()
    rows = zip(*(column.to_list() for column in told.values()), strict=True)
    return [PersonPay(*row) for row in rows]


def _relevant(staff: Frame, outside: Sequence[str]) -> Frame:
    """In post at the snapshot, employed by the body itself, main post."""
    snapshot = nw.col("snapshot")
    started = nw.col("started").is_null() | (nw.col("started") <= snapshot)
    here = started & (nw.col("left").is_null() | (nw.col("left") > snapshot))
    employer = nw.col("employer").fill_null("")
    employed = (employer == "") | (employer == nw.col("body"))
    counted = ~nw.col("contract").fill_null("").is_in(outside)
    people = staff.filter(here & employed & counted & nw.col("main_post"))
    year = nw.col("started").dt.year().cast(nw.String)
    return people.with_columns(
        sex=nw.col("sex").fill_null(NOT_KNOWN),
        role=nw.col("role").fill_null(NOT_KNOWN),
        start_year=year.fill_null(NOT_KNOWN),
        part_time=nw.col("fte") < 1,
    )


def _with_pay(people: Frame, hours: Mapping[str, float], weeks: float) -> Frame:
    """Hourly pay as it stands, else the salary over the hours of a year: own, or of full time."""
    nothing = nw.lit(None).cast(nw.Float64)
    own = nw.when(nw.col("hourly_pay") > 0).then(nw.col("hourly_pay")).otherwise(nothing)
    hours_told = nw.when(nw.col("weekly_hours") > 0).then(nw.col("weekly_hours")).otherwise(nothing)
    by_share = nw.when(nw.col("fte") > 0).then(_hours(hours) * nw.col("fte")).otherwise(nothing)
    a_week = nw.coalesce(hours_told, by_share)
    salary = nw.when(nw.col("salary") > 0).then(nw.col("salary")).otherwise(nothing)
    worked_out = salary / (nw.lit(weeks) * a_week)
    return people.with_columns(
        full=nw.col("full_pay").fill_null(True),
        pay=nw.coalesce(own, worked_out),
        from_salary=own.is_null() & ~worked_out.is_null() & hours_told.is_null(),
        from_hours=own.is_null() & ~worked_out.is_null() & ~hours_told.is_null(),
    )


def _hours(hours: Mapping[str, float]) -> Expr:
    chosen: Expr = nw.lit(None).cast(nw.Float64)
    for value in sorted(set(hours.values())):
        bodies = [body for body, of_body in hours.items() if of_body == value]
        chosen = nw.when(nw.col("body").is_in(bodies)).then(nw.lit(value)).otherwise(chosen)
    return chosen


def _by_pay(people: Frame, what: str, by: str, pay: str | None) -> list[PayCount]:
    keys = [*_KEYS]
    if by:
        keys.append(_CELLS[by])
    if pay:
        keys.append(pay)
    grouped = people.group_by(*keys).agg(n=nw.len())
    told = grouped.with_columns(nw.col("snapshot").cast(nw.String)).collect().to_dict()
    columns = {name: column.to_list() for name, column in told.items()}
    height = len(columns["n"])
    cells = columns[_CELLS[by]] if by else [""] * height
    values = columns[pay] if pay else [None] * height
    where = zip(columns["body"], columns["snapshot"], strict=True)
    who = zip(columns["category"], columns["sex"], strict=True)
    return [
        PayCount(*place, what, by, cell, *person, value, int(n))
        for place, cell, person, value, n in zip(
            where, cells, who, values, columns["n"], strict=True
        )
    ]
