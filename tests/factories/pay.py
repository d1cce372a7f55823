"""Pay audits of a handful of people, without a pack; and random staff rows with pay."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from tests.factories.clean_tables import BODIES, CONTRACTS, DATES, SCHEMAS, SNAPSHOTS

from evenhand.data.definitions.load import ethnicity, ladder
from evenhand.data.definitions.pay_rules import pay_rules, working_week
from evenhand.data.engines.duckdb import Engine
from evenhand.data.engines.pay_counts import pay_counts, says_full_pay
from evenhand.domain.frameworks.body import Body
from evenhand.domain.pay.audit import PayAudit, PayQuestion, audit
from evenhand.domain.pay.counts import PayCount
from evenhand.domain.pay.rules import Comparison

BODY = Body(id="X01", name="Example Trust", kind="nhs-trust")
SNAPSHOT = date(2025, 3, 31)
OUTSIDE = pay_rules("gender").outside
HOURS = {"X01": 37.5, "X02": 37.0}
WEEKS = working_week().weeks_in_year

Row = dict[str, Any]
_STAFF = pa.schema([*SCHEMAS["staff"], pa.field("full_pay", pa.bool_())])
_PLAIN: Row = {
    "body": BODY.id,
    "snapshot": SNAPSHOT,
    "category": "white-british",
    "main_post": True,
    "rung": "5",
    "block": "clinical",
}


def people(n: int, pay: float | None, category: str = "white-british", **more: object) -> list[Row]:
    """`n` people alike, with one hourly pay."""
    return [_PLAIN | {"category": category, "hourly_pay": pay} | more for _ in range(n)]


def table(rows: Iterable[Row]) -> pa.Table:
    """Rows as the clean staff table; each person and line gets a number."""
    numbered = [{"person": f"P{i}"} | row | {"row": i} for i, row in enumerate(rows, start=2)]
    return pa.Table.from_pylist(numbered, _STAFF)


def counts_of(rows: Iterable[Row]) -> tuple[list[PayCount], bool]:
    """What the engine counts, and whether the rows say who was on full pay."""
    with Engine(threads=1) as engine:
        engine.load("staff", table(rows))
        staff = engine.lazy("staff")
        counts = pay_counts(staff, hours=HOURS, weeks=WEEKS, outside=OUTSIDE)
        return counts, says_full_pay(staff)


def audit_of(
    rows: Iterable[Row],
    *,
    rules: str = "2026-response",
    comparisons: tuple[Comparison, ...] = (),
    fewest: int | None = None,
    body: Body = BODY,
    breakdowns: tuple[str, ...] = (),
    terms: Mapping[str, str] | None = None,
) -> PayAudit:
    """The audit of these people, by the rules' own comparisons unless others are given."""
    named = pay_rules(rules)
    counts, told = counts_of(rows)
    question = PayQuestion(
        rules=named,
        comparisons=comparisons or named.comparisons,
        fewest=named.fewest_internal if fewest is None else fewest,
        week=working_week(),
        ladder=ladder("agenda-for-change"),
        ethnicity=ethnicity(),
        breakdowns=breakdowns,
        terms=terms or {},
        full_pay_told=told,
    )
    return audit(question, counts, body)


def other_kind(kind: str) -> Body:
    """The example body, were it of another kind."""
    return replace(BODY, kind=kind)


_dates = st.none() | st.sampled_from(DATES)
_pay = st.none() | st.sampled_from((0.0, 11.44, 12.21, 17.55, 25.0))
_ROW: dict[str, SearchStrategy[Any]] = {
    "body": st.sampled_from((*BODIES, "X03")),
    "snapshot": st.sampled_from(SNAPSHOTS),
    "category": st.sampled_from(("white-british", "irish", "african", "not-stated", "not-known")),
    "main_post": st.booleans() | st.just(True),
    "sex": st.sampled_from((None, "female", "male", "other")),
    "rung": st.sampled_from(("5", "6", "not on the ladder")),
    "block": st.just("other"),
    "role": st.sampled_from((None, "", "Nurse")),
    "contract": st.none() | st.sampled_from(CONTRACTS),
    "employer": st.sampled_from((None, "", "X01", "Somebody Else")),
    "started": _dates,
    "left": _dates,
    "fte": st.none() | st.sampled_from((0.0, 0.6, 1.0)),
    "salary": st.none() | st.sampled_from((0.0, 18_000.0, 31_049.5, 46_148.0)),
    "hourly_pay": _pay,
    "bonus": st.none() | st.sampled_from((0.0, 250.0, 1000.0)),
    "full_pay": st.sampled_from((None, True, False)),
}


def staff_rows(most: int = 15) -> SearchStrategy[list[Row]]:
    """Random staff with pay, none of it tidy."""
    return st.lists(st.fixed_dictionaries(_ROW), max_size=most)
