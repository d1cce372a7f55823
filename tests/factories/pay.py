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
from evenhand.data.engines import pay_in_memory
from evenhand.domain.frameworks.body import Body
from evenhand.domain.pay.audit import PayAudit, audit, draft
from evenhand.domain.pay.counts import PayCount
from evenhand.domain.pay.laid_out import PayQuestion
from evenhand.domain.pay.release import ReleasedPay, release_pay
from evenhand.domain.pay.report import PayReport
from evenhand.domain.pay.rules import Comparison
from evenhand.domain.results.measurement import Inputs
from evenhand.pipeline.pay_choice import preset_of

BODY = Body(id="X01", name="Example Trust", kind="nhs-trust")
SNAPSHOT = date(2025, 3, 31)
OUTSIDE = pay_rules("gender").outside
HOURS = {"X01": 37.5, "X02": 37.0}
WEEKS = working_week().weeks_in_year

Row = dict[str, Any]
_STAFF = SCHEMAS["staff"]
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
    """What the engine counts, by the plain loops; and whether the rows say who was on full pay."""
    rows = list(rows)
    counted = pay_in_memory.pay_counts(rows, hours=HOURS, weeks=WEEKS, outside=OUTSIDE)
    told = any(row.get("full_pay") is not None for row in rows)
    return [PayCount(*key, n) for key, n in counted.items()], told


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
    question = question_of(
        rules,
        comparisons=comparisons or named.comparisons,
        fewest=named.fewest_internal if fewest is None else fewest,
        breakdowns=breakdowns,
        terms=terms or {},
        full_pay_told=told,
    )
    return audit(question, counts, body)


def question_of(rules: str, **more: Any) -> PayQuestion:
    """What the rules ask for, on the ladder of Agenda for Change."""
    named = pay_rules(rules)
    usual: dict[str, Any] = {
        "rules": named,
        "comparisons": named.comparisons,
        "fewest": named.fewest,
        "week": working_week(),
        "ladder": ladder("agenda-for-change"),
        "ethnicity": ethnicity().recording(()),
    }
    return PayQuestion(**(usual | more))


def released_of(
    rows: Iterable[Row],
    *,
    rules: str = "2026-response",
    audience: str = "board",
    adjusted: Any = (),
    **more: Any,
) -> ReleasedPay:
    """What readers outside may see of these people."""
    counts, told = counts_of(rows)
    question = question_of(rules, full_pay_told=told, outside=True, **more)
    made = draft(question, counts, BODY)
    return release_pay(made, counts, preset_of(question.rules, question.fewest, audience), adjusted)


def report_of(
    rows: Iterable[Row], *, rules: str = "2026-response", outside: bool = False, **more: Any
) -> tuple[PayReport, ReleasedPay | None]:
    """A report to write; for readers outside, with what was done to protect people."""
    released = released_of(rows, rules=rules, **more) if outside else None
    made = released.audit if released else audit_of(rows, rules=rules, **more)
    report = PayReport(
        audit=made,
        inputs=Inputs(version="0.1.0", editions=(f"pay-gap {rules}",), files=(), pack_hash="ab"),
        ethnicity=ethnicity().recording(()),
        ladder=ladder("agenda-for-change"),
        fewest=made.rules.fewest,
        audience="public" if outside else "internal",
        protection="Counts from 1 to 9 are hidden." if outside else "",
        marked_as="made up",
    )
    return report, released


def a_workforce(*years: int) -> list[Row]:
    """460 people a year: of five groups, both sexes, in four grades, some with a bonus."""
    sizes = {"white-british": 220, "indian": 70, "african": 60, "white-and-asian": 22, "arab": 4}
    sizes |= {"other-white": 60, "not-stated": 14, "not-known": 10}
    rows: list[Row] = []
    for year in years or (2025,):
        rise = 1.04 ** (year - 2025)
        for category, n in sizes.items():
            for place in range(n):
                rung = ("3", "5", "6", "8a")[min(place * (4 if category < "n" else 5) // n, 3)]
                base = {"3": 12.0, "5": 16.0, "6": 20.0, "8a": 28.0}[rung]
                low = 0.97 if category in ("african", "indian") else 1.0
                pay = round(base * rise * low * (1 + (place % 7) / 100), 2)
                rows += people(
                    1,
                    pay,
                    category,
                    snapshot=date(year, 3, 31),
                    rung=rung,
                    sex="female" if place % 3 else "male",
                    role="Manager" if rung == "8a" else "Nurse" if place % 4 else "Social worker",
                    started=date(2010 + place % 6, 5, 1),
                    bonus=500.0 + 10 * (place % 9) if place % 5 == 0 else None,
                    full_pay=place % 23 != 0,
                )
    return rows


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
    "weekly_hours": st.none() | st.sampled_from((0.0, 22.5, 37.5)),
    "full_pay": st.sampled_from((None, True, False)),
}


def staff_rows(*, fewest: int, most: int) -> SearchStrategy[list[Row]]:
    """Random staff with pay, none of it tidy."""
    return st.lists(st.fixed_dictionaries(_ROW), min_size=fewest, max_size=most)
