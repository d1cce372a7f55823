"""The plain reference engine, counted by hand on a few rows."""

from datetime import date
from typing import Any

from evenhand.data.engines.in_memory import count, placements

SNAPSHOT = date(2025, 3, 31)
WHERE: dict[str, Any] = {"body": "X01", "snapshot": SNAPSHOT}
NOBODY_SPECIAL = dict.fromkeys(
    ("board", "voting", "executive", "senior", "regulated", "amhp"), False
)


def member(person: str, **more: Any) -> dict[str, Any]:
    row = WHERE | NOBODY_SPECIAL | {"person": person, "category": "irish", "main_post": True}
    return row | {"block": "clinical", "rung": "5"} | more


def event(row: int, person: str | None, **more: Any) -> dict[str, Any]:
    base = {"row": row, "person": person, "date": SNAPSHOT, "kind": "training", "category": None}
    return WHERE | base | more


def counted(name: str, **tables: list[dict[str, Any]]) -> dict[tuple[str, str], float]:
    """One count by cell and category."""
    return {(cell, who): n for (_, _, each, cell, who), n in count(tables).items() if each == name}


def test_started_today_counts_and_left_today_does_not() -> None:
    staff = [
        member("a", started=SNAPSHOT),
        member("b", started=date(2025, 4, 1)),
        member("c", left=SNAPSHOT),
        member("d", left=date(2025, 4, 1)),
    ]
    assert counted("workforce", staff=staff) == {("", "irish"): 2}
    assert counted("workforce_by_grade", staff=staff) == {("clinical|5", "irish"): 2}


def test_bank_agency_volunteers_and_people_employed_elsewhere_are_not_workforce() -> None:
    staff = [member(each, contract=each) for each in ("bank", "agency", "volunteer")]
    staff += [member("e", employer="X02"), member("f", employer="X01"), member("g", employer="")]
    assert counted("workforce", staff=staff) == {("", "irish"): 2}


def test_second_posts_are_not_counted() -> None:
    staff = [member("a"), member("a", main_post=False, rung="8a")]
    assert counted("workforce_by_grade", staff=staff) == {("clinical|5", "irish"): 1}


def test_non_executives_count_on_the_board_only() -> None:
    chair = member("a", contract="non-executive", board=True, voting=True)
    chief = member("b", board=True, voting=True, executive=True)
    staff = [chair, chief]
    assert counted("board", staff=staff) == {("", "irish"): 2}
    assert counted("board_voting", staff=staff) == {("", "irish"): 2}
    assert counted("board_executive", staff=staff) == {("", "irish"): 1}
    assert counted("board_voting_in_workforce", staff=staff) == {("", "irish"): 1}
    assert counted("workforce", staff=staff) == {("", "irish"): 1}


def test_events_are_people_in_the_twelve_months_with_the_staff_lists_category() -> None:
    events = [
        event(2, "a", category="african"),
        event(3, "a", category="african"),
        event(4, "away", category="african"),
        event(5, None),
        event(6, None, category="african"),
        event(7, "late", date=date(2025, 4, 1)),
        event(8, "early", date=date(2024, 3, 31)),
        event(9, "in time", date=date(2024, 4, 1), category="arab"),
    ]
    tables = {"staff": [member("a")], "events": events}
    assert counted("training", **tables) == {
        ("", "irish"): 1,
        ("", "african"): 2,
        ("", "not-known"): 1,
        ("", "arab"): 1,
    }
    assert counted("training.not_on_list", **tables) == {
        ("", "african"): 2,
        ("", "not-known"): 1,
        ("", "arab"): 1,
    }


def test_somebody_who_left_and_has_a_leaving_event_leaves_once() -> None:
    tables = {
        "staff": [member("a", left=date(2025, 1, 1)), member("b", left=date(2024, 3, 31))],
        "events": [event(2, "a", kind="leaving"), event(3, "c", kind="leaving")],
    }
    assert counted("leaving", **tables) == {("", "irish"): 1, ("", "not-known"): 1}


def test_appointed_but_not_shortlisted_is_no_appointment() -> None:
    base = WHERE | {"category": "irish", "senior": False, "shortlisted": True, "appointed": True}
    applications = [base, base | {"shortlisted": False}, base | {"senior": True}]
    assert counted("applied", applications=applications)[("", "irish")] == 3
    assert counted("appointed", applications=applications) == {
        ("", "irish"): 2,
        ("senior posts", "irish"): 1,
    }


def test_dont_know_is_in_the_base_of_equal_opportunities_alone() -> None:
    base = WHERE | {"category": "irish", "weight": 0.5}
    survey = [
        base | {"question": question, "answer": answer}
        for question in ("equal_opportunity", "discrimination")
        for answer in ("yes", "no", "dont-know")
    ]
    assert counted("survey.equal_opportunity.asked", survey=survey) == {("", "irish"): 3}
    assert counted("survey.equal_opportunity.asked_w", survey=survey) == {("", "irish"): 1.5}
    assert counted("survey.equal_opportunity.asked_w2", survey=survey) == {("", "irish"): 0.75}
    assert counted("survey.discrimination.asked", survey=survey) == {("", "irish"): 2}
    assert counted("survey.discrimination.yes_w", survey=survey) == {("", "irish"): 0.5}


def test_counts_of_nobody_are_absent() -> None:
    population = [WHERE | {"category": "irish", "n": 0}, WHERE | {"category": "arab", "n": 7}]
    assert count({"population": population}) == {("X01", "2025-03-31", "population", "", "arab"): 7}


def test_placements_count_social_workers_and_amhps_whoever_employs_them() -> None:
    staff = [
        member("a", profession="social-worker", employer="C1", host="X01", route="seconded"),
        member("b", profession="social-worker", employer="C1", host="X01", route="seconded"),
        member("c", profession="nurse", amhp=True, setting="ward"),
        member("d", profession="nurse"),
        member("e", profession="social-worker", left=date(2025, 3, 1)),
    ]
    day = SNAPSHOT.isoformat()
    assert placements({"staff": staff}) == [
        ("X01", day, "nurse", "", "", "", "ward", True, 1),
        ("X01", day, "social-worker", "C1", "X01", "seconded", "", False, 2),
    ]
