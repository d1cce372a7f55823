"""Legal clocks of a consideration: what is recorded starts them"""

from datetime import UTC, datetime, timedelta

import pytest

from evenhand.data.definitions.amhp_clocks import proclaimed_holidays, rule_book
from evenhand.data.definitions.amhp_codes import code_lists
from evenhand.domain.amhp.clocks_of_work import Entered, Law, Running, clocks_of, next_of
from evenhand.domain.amhp.considerations import Consideration

LAW = Law(book=rule_book(), proclaimed=proclaimed_holidays(), outcomes=code_lists().outcomes)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def running(entered: tuple[Entered, ...] = (), **told: object) -> tuple[Running, ...]:
    """The clocks of a consideration; texts that are times are in UTC."""
    made = {
        name: utc(value) if isinstance(value, str) and value[:2] == "20" else value
        for name, value in told.items()
    }
    return clocks_of(Consideration(reference="a", **made), entered, LAW)  # type: ignore[arg-type]


def ends(found: tuple[Running, ...]) -> dict[str, str]:
    return {
        each.rule: f"{each.deadline:%Y-%m-%d %H:%M}" if each.deadline else "none" for each in found
    }


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param({}, {}, id="Nothing recorded"),
        pytest.param({"request": "S136", "held_from": "2026-03-02 22:00"}, {"S136": "2026-03-03 22:00"}, id="Section 136: 24 hours from arrival"),
        pytest.param({"request": "S136", "held_from": "2025-03-29 22:00"}, {"S136": "2025-03-30 22:00"}, id="Section 136 through the night in which clocks go forward: 24 hours of time"),
        pytest.param({"request": "S136", "held_from": "2026-03-02 22:00", "extended_hours": 12.0}, {"S136": "2026-03-04 10:00"}, id="Section 136, extended by twelve hours"),
        pytest.param({"request": "S136", "held_from": "2026-03-02 22:00", "extended_hours": 13.0}, {"S136": "2026-03-03 22:00"}, id="More hours than the law allows give none"),
        pytest.param({"request": "S135_1", "held_from": "2026-03-02 22:00"}, {"S135": "2026-03-03 22:00"}, id="Section 135(1)"),
        pytest.param({"request": "S13_1", "held_from": "2026-03-02 22:00"}, {"S136": "2026-03-03 22:00"}, id="At a place of safety, whatever was asked for"),
        pytest.param({"outcome": "S2", "application_signed": "2026-03-02 10:00"}, {"S115": "none"}, id="An application: when the person had to be seen is counted back"),
        pytest.param({"outcome": "S4", "application_signed": "2026-03-02 10:00"}, {"S6B": "2026-03-03 10:00", "S4SEEN": "none"}, id="An emergency application: 24 hours to convey"),
        pytest.param({"outcome": "S2", "admitted": "2025-03-01 14:00"}, {"TRIB2": "2025-03-15 00:00", "S15": "2025-03-15 00:00", "S2": "2025-03-29 00:00"}, id="Admitted under section 2: through 28 March"),
        pytest.param({"outcome": "S3", "admitted": "2025-03-01 14:00"}, {"S15": "2025-03-15 00:00", "S3": "2025-08-31 23:00", "TRIB3": "2025-08-31 23:00"}, id="Admitted under section 3: through 31 August, which ends in summer time"),
        pytest.param({"outcome": "S4", "admitted": "2025-03-01 14:00"}, {"S4": "2025-03-04 14:00", "S15": "2025-03-15 00:00"}, id="Admitted under section 4"),
        pytest.param({"outcome": "INFORMAL", "admitted": "2025-03-01 14:00"}, {}, id="Admitted informally: no clock"),
    ],
)  # fmt: skip
def test_what_is_recorded_starts_a_clock(told: dict[str, object], expected: dict[str, str]) -> None:
    """Deadlines are instants in UTC; a last day ends at midnight in London."""
    assert ends(running(**told)) == expected


def by_hand(rule: str, starts: str, number: int = 1, met: str = "") -> Entered:
    return Entered(number=number, rule=rule, starts=utc(starts), met=utc(met) if met else None)


def test_a_clock_may_be_started_by_hand() -> None:
    """The day of the last medical examination is recorded nowhere else."""
    found = running((by_hand("S6A", "2025-03-01 10:00"),))
    assert ends(found) == {"S6A": "2025-03-15 00:00"}


def test_section_5_2_after_5_4_runs_from_the_nurse_s_record() -> None:
    """08:00 and 11:00: the 72 hours begin at 08:00."""
    found = running((by_hand("S54", "2026-03-02 08:00"), by_hand("S52", "2026-03-02 11:00", 2)))
    assert ends(found) == {"S54": "2026-03-02 14:00", "S52": "2026-03-05 08:00"}


def test_an_emergency_s_24_hours_run_from_the_earlier_of_examination_and_application() -> None:
    """The examination is entered by hand, the application is recorded."""
    exam = by_hand("S6B", "2026-03-02 08:00")
    found = running((exam,), outcome="S4", application_signed="2026-03-02 10:00")
    assert {each.deadline for each in found if each.rule == "S6B"} == {utc("2026-03-03 08:00")}


@pytest.mark.parametrize(
    ("told", "runs"),
    [
        pytest.param({}, True, id="Still at the place of safety"),
        pytest.param({"held_until": "2026-03-03 04:00"}, False, id="Left it"),
    ],
)
def test_a_clock_stops_mattering_when_it_is_over(told: dict[str, object], runs: bool) -> None:
    """It is still shown, with when that was."""
    (found,) = running(request="S136", held_from="2026-03-02 22:00", **told)
    assert found.runs is runs
    assert (next_of([found]) is None) is not runs


def test_the_next_is_the_one_that_ends_first_of_those_that_run() -> None:
    """One that was kept, one that is counted back, and one over-run and never stopped."""
    found = running(
        (
            by_hand("S6A", "2026-02-01 10:00", 1, "2026-02-03 10:00"),
            by_hand("S54", "2026-03-02 08:00", 2),
        ),
        request="S136",
        outcome="S2",
        held_from="2026-03-02 22:00",
        application_signed="2026-03-03 01:00",
    )
    chosen = next_of(found)
    assert chosen is not None
    assert chosen.rule == "S54"


def test_every_rule_that_ends_ends_no_sooner_than_it_starts() -> None:
    """Whatever rule is started by hand."""
    start = utc("2026-03-02 08:00")
    for rule in rule_book().rules:
        if rule.versions and rule.on(start.date()):
            (found,) = clocks_of(
                Consideration(reference="a"), (by_hand(rule.id, "2026-03-02 08:00"),), LAW
            )
            assert found.deadline is None or start <= found.deadline < start + timedelta(days=400)
