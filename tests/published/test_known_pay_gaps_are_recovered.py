"""The true pay gaps of made-up packs, found again: 95% intervals hold them about 95 times in 100."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.factories.pay import WEEKS, question_of

from evenhand.data.definitions.pay_rules import pay_rules, working_week
from evenhand.data.engines.duckdb import Engine
from evenhand.data.engines.pay_counts import pay_counts, says_full_pay
from evenhand.data.readers.pack import read_pack
from evenhand.data.synthetic.effects import default_effects
from evenhand.data.synthetic.synthesise import synthesise
from evenhand.domain.pay.audit import audit
from evenhand.domain.pay.counts import EVERYBODY, GRADE
from evenhand.domain.pay.rules import Calculation
from evenhand.domain.results.result import Result

BODIES = 120
Made = tuple[list[Result], dict[str, Any]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Figures of 120 made-up trusts of 800 staff, and the truth about each."""
    out = tmp_path_factory.mktemp("pay")
    effects = default_effects()
    synthesise(
        staff=800 * BODIES,
        bodies=BODIES,
        years=1,
        seed=20,
        effects=replace(effects, spread=effects.spread | {"size": 0.0}),  # type: ignore[operator]
        out=out,
        last_snapshot=date(2025, 3, 31),
    )
    truth = json.loads((out / "truth.json").read_text(encoding="utf-8"))["bodies"]
    return list(_figures(out)), truth


def _figures(path: Path, by: str = EVERYBODY) -> Iterator[Result]:
    """
    The gaps of each body and who had a bonus, over everybody and by one breakdown.

    They alone have a truth: quarters, and every other breakdown, would be nine tenths of the work.
    """
    rules, counts = pay_rules("2026-response"), defaultdict(list)
    with Engine() as engine:
        bodies = read_pack(path, engine=engine).bodies
        staff = engine.lazy("staff")
        hours = {body.id: working_week().of(body.kind) for body in bodies}
        counted = pay_counts(staff, hours=hours, weeks=WEEKS, outside=rules.outside)
        told = says_full_pay(staff)
    for count in counted:
        if count.by in (EVERYBODY, by):
            counts[count.body].append(count)
    asked = (Calculation.MEAN_GAP, Calculation.MEDIAN_GAP, Calculation.BONUS_SHARE)
    question = replace(
        question_of(rules.rules, fewest=rules.fewest_internal, full_pay_told=told),
        rules=replace(rules, calculations=asked),
        breakdowns=(by,) if by else (),
    )
    for body in bodies:
        yield from audit(question, counts[body.id], body).results


@pytest.mark.parametrize("group", ["bme", "black"])
@pytest.mark.parametrize("calculation", ["mean-gap", "median-gap"])
def test_intervals_of_gaps_hold_the_truth(made: Made, calculation: str, group: str) -> None:
    """Percentile intervals of the bootstrap run a little short where a group is small."""
    results, truth = made
    tries = [
        r
        for r in results
        if (r.indicator, r.group) == (calculation, group) and r.value is not None
        and (r.denominator or 0) >= 30
    ]  # fmt: skip
    assert len(tries) > 0.7 * BODIES
    held = sum(
        r.low <= truth[r.body]["pay"][r.grouping][group][calculation] <= r.high  # type: ignore[operator]
        for r in tries
    )
    assert 0.88 <= held / len(tries) <= 0.99


def test_gaps_are_right_on_average(made: Made) -> None:
    """Over all trusts together chance averages out: neither people on leave nor leavers count."""
    results, truth = made
    for calculation in ("mean-gap", "median-gap"):
        tries = [r for r in results if (r.indicator, r.group) == (calculation, "bme")]
        apart = [
            r.value - truth[r.body]["pay"]["binary"]["bme"][calculation]
            for r in tries
            if r.value is not None
        ]
        assert abs(sum(apart) / len(apart)) < 0.6
        assert truth["X001"]["pay"]["binary"]["bme"][calculation] > 3


def test_shares_with_a_bonus_are_those_put_in(made: Made) -> None:
    """8% of White staff and 5% of ethnic minority staff."""
    results, truth = made
    tries = [r for r in results if (r.indicator, r.group) == ("bonus-share", "bme")]
    got, of = (sum(getattr(r, field) or 0 for r in tries) for field in ("numerator", "denominator"))
    assert got / of == pytest.approx(
        truth["X001"]["pay"]["binary"]["bme"]["bonus-share"], abs=0.004
    )


def test_inside_a_grade_the_gap_is_what_the_effects_say(tmp_path: Path) -> None:
    """Two per cent less on the same rung, 3% less for Black staff: 12,000 people in one body."""
    synthesise(
        staff=12_000, bodies=1, years=1, seed=4, effects=default_effects(), out=tmp_path,
        last_snapshot=date(2025, 3, 31),
    )  # fmt: skip
    by_grade = {
        (r.group, r.cell): r
        for r in _figures(tmp_path, GRADE)
        if r.indicator == "median-gap" and r.cell.startswith("grade: ") and r.value is not None
    }
    held = 0
    for group, true in (("asian", 2.0), ("black", 3.0)):
        tries = [by_grade[group, f"grade: {band}"] for band in ("2", "3", "4", "5", "6", "7")]
        held += sum(r.low <= true <= r.high for r in tries)  # type: ignore[operator]
        assert sum(r.value or 0 for r in tries) / len(tries) == pytest.approx(true, abs=0.5)
    # Of twelve, nine or more 998 times in 1,000.
    assert held >= 9
