"""Made-up AMHP services: published shares come out of them, every code is on its list, nothing is early."""

import math
import pickle
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from evenhand.data.definitions.amhp_answers import answer_lists
from evenhand.data.definitions.amhp_clocks import rule_book
from evenhand.data.definitions.amhp_codes import code_lists
from evenhand.data.synthetic.amhp.arrivals import hours_between, rate
from evenhand.data.synthetic.amhp.made_service import DAYS, MadeService, make_service
from evenhand.data.synthetic.amhp.persons import population
from evenhand.data.synthetic.amhp.register import Register, draw_register
from evenhand.data.synthetic.amhp.rota import draw_rota
from evenhand.data.synthetic.amhp.shares import not_taken_further, shares
from evenhand.data.synthetic.amhp.sight import THRESHOLDS
from evenhand.domain.amhp.clocks_time import LONDON
from evenhand.domain.amhp.considerations import (
    STAMPS,
    Consideration,
    Delay,
    Status,
    Triage,
    durations,
    is_open,
    status,
    was_completed,
)
from evenhand.domain.amhp.considerations_queries import queries
from evenhand.domain.amhp.waits import Wait

NOW = datetime(2026, 11, 28, 7, 45, tzinfo=UTC)
TIMES = (*STAMPS, "held_from", "held_until")
Row = dict[str, Any]


@cache
def service(approved: int = 90, residents: int = 786_000, seed: int = 1) -> MadeService:
    return make_service(
        seed,
        authority="Alderbrook Council",
        neighbours=("Carrow Vale Council", "Fenmoor Council"),
        approved=approved,
        residents=residents,
        now=NOW,
    )


@cache
def register_of(seed: int) -> Register:
    return draw_register(
        np.random.default_rng(seed),
        approved=90,
        today=NOW.date(),
        authority="Alderbrook Council",
        neighbours=("Carrow Vale Council",),
    )


@cache
def told() -> list[Consideration]:
    """Every consideration of the larger service, as the domain takes it."""
    work = service().work
    delays: dict[int, list[Delay]] = {}
    for each in work.delays:
        made = Delay(reason=each["reason"], since=each["since"], until=each["until"])
        delays.setdefault(each["of_work"], []).append(made)
    return [of_row(row, delays.get(k, [])) for k, row in enumerate(work.considerations)]


def of_row(row: Row, delays: Iterable[Delay]) -> Consideration:
    names = ("reference", "request", "referrer", "outcome", "attended", "extended_hours", *TIMES)
    triage = Triage(row["triage"]) if row["triage"] else None
    return Consideration(**{name: row[name] for name in names}, triage=triage, delays=tuple(delays))


def about(found: float, number: int, share: float) -> bool:
    """Whether a count of `number` is within four standard errors of a share."""
    return abs(found / number - share) <= 4 * math.sqrt(share * (1 - share) / number)


def test_the_same_seed_and_moment_give_the_same_bytes_and_another_seed_others() -> None:
    kept = [
        pickle.dumps([vars(part) for part in vars(made).values()])
        for made in (service(12, 40_000), service.__wrapped__(12, 40_000))
    ]
    assert kept[0] == kept[1]
    assert service(12, 40_000).work.considerations != service(12, 40_000, 2).work.considerations


def test_as_many_assessments_are_completed_as_were_published_and_more_are_considered() -> None:
    completed = sum(was_completed(each, code_lists().outcomes) for each in told())
    expected = 268 * 7.86 * DAYS / 365.25
    assert abs(completed - expected) < 4 * math.sqrt(expected)
    considered = len(told())
    assert abs(considered - expected * 1.43) < 4 * math.sqrt(expected * 1.43)
    out = sum(each.triage is Triage.NOT_APPROPRIATE for each in told())
    assert about(out, considered, not_taken_further())


def test_outcomes_are_shaped_as_the_return_they_are_from() -> None:
    found = Counter(each.outcome for each in told() if each.outcome)
    none = ("NO_ADMISSION_COMMUNITY", "NO_ADMISSION_CRISIS", "S136_DISCHARGED")
    found["NO_ADMISSION"] = sum(found.pop(code) for code in none)
    weights = shares()["outcomes"]
    for code, weight in weights.items():
        assert about(found[code], found.total(), weight / sum(weights.values())), code


def test_assessments_that_began_late_waited_for_the_published_reasons() -> None:
    late = [
        each
        for each in told()
        if each.assessment_start
        and durations(each)["referral to assessment"] > timedelta(hours=4)
        and each.request in ("S13_1", "S13_4", "S136", "S135_1", "S5")
    ]
    assert len(late) > 1_000
    reasons = Counter(each.delays[0].reason for each in late)
    for reason, share in (("BEST_INTERESTS", 0.39), ("S12_DOCTOR", 0.28), ("BED", 0.09)):
        assert about(reasons[reason], len(late), share), reason


def test_referrals_follow_the_hour_of_the_week_in_london() -> None:
    since = NOW.replace(hour=0, minute=0) - timedelta(days=DAYS)
    hours = hours_between(since, NOW.replace(hour=8, minute=0))
    expected = [0.0] * 24
    for hour, times in zip(hours.hour.tolist(), rate(hours).tolist(), strict=True):
        expected[hour] += times
    found = Counter(each.referred.astimezone(LONDON).hour for each in told() if each.referred)
    total = sum(expected)
    for hour, times in enumerate(expected):
        assert about(found[hour], found.total(), times / total), hour


def test_black_people_are_considered_at_the_published_multiple_of_white_peoples_rate() -> None:
    mix = population()
    assert math.isclose(sum(mix.values()), 1.0)
    people = {
        row["person"]: row["ethnicity"]
        for row in service().work.considerations
        if row["ethnicity"] not in ("", "Z", "99")
    }
    found = Counter(people.values())

    def per_resident(codes: str) -> float:
        return sum(found[code] for code in codes) / sum(mix[code] for code in codes)

    ratio = per_resident("MNP") / per_resident("ABC")
    spread = math.sqrt(1 / sum(found[c] for c in "MNP") + 1 / sum(found[c] for c in "ABC"))
    assert abs(math.log(ratio / 4.02)) < 4 * spread
    kept = Counter(row["ethnicity"] for row in service().work.considerations)
    assert min(kept[""], kept["Z"], kept["99"]) > 100


def test_nothing_is_later_than_the_moment_at_which_it_was_made() -> None:
    made = service()
    for one in told():
        assert one.referred is not None
        assert all(time is None or time <= NOW for name in TIMES if (time := one.time(name)))
    work = made.work
    later = [
        row
        for row in (*work.delays, *work.asks, *work.clocks)
        for value in row.values()
        if isinstance(value, datetime) and value > NOW
    ]
    assert later == []
    assert all(row["day"] <= NOW.date() for row in work.safety)
    assert all(row["at"] <= NOW for row in made.told.escalations)
    assert all(row["raised"] <= NOW for row in made.told.obstacles)
    assert all(row["on"] <= NOW.date() for row in made.register.entries)


def test_something_waits_at_every_stage() -> None:
    outcomes = code_lists().outcomes
    now = {status(each, outcomes) for each in told() if is_open(each, outcomes, NOW)}
    assert {Status.REFERRED, Status.ACCEPTED, Status.IN_CONTACT, Status.WAITING_FOR_BED} <= now
    assert any(each.held_from and not each.held_until for each in told())


def test_nothing_is_asked_about_but_what_services_leave_out() -> None:
    rule = rule_book().rule("S136")
    assert rule is not None
    asked = Counter(each.code for one in told() for each in queries(one, code_lists(), rule))
    # A few were held too long, and a few times were never written down: these are to be asked about.
    assert set(asked) <= {
        "longer-than-authorised",
        "longer-than-the-law-allows",
        "outcome-without-assessment",
    }
    assert sum(asked.values()) < 0.02 * len(told())


@pytest.mark.parametrize(
    "list_name",
    [
        "urgency",
        "triage_reason",
        "age_band",
        "gender",
        "ethnicity",
        "language",
        "interpreter",
        "deaf",
        "sexual_orientation",
        "out_of_area",
        "place_of_safety",
        "transport",
        "why_none",
        "advocacy",
        "advocacy_cultural",
        "communication",
        "disability",
        "alternatives",
    ],
)
def test_every_answer_of_a_consideration_is_on_its_list(list_name: str) -> None:
    known = {each.code for each in answer_lists()[list_name].codes} | {""}
    found = {code for row in service().work.considerations for code in row[list_name].split(",")}
    assert found <= known
    assert len(found) > 1


def test_every_other_code_is_on_its_list() -> None:
    made, lists = service(), answer_lists()
    checked = (
        ("asked", made.work.asks, "what"),
        ("answer", made.work.asks, "answer"),
        ("responsible", made.work.delays, "responsible"),
        *(
            (name, made.work.safety, name)
            for name in ("incident", "harm", "compensated", "debrief")
        ),
        *(
            (name, made.register.people, field)
            for name, field in (
                ("employer", "employer"),
                ("role", "role"),
                ("service_area", "service_area"),
                ("own_age_band", "age_band"),
                ("sex", "sex"),
                ("own_disability", "disability"),
                ("ethnicity", "ethnicity"),
                ("sexual_orientation", "sexual_orientation"),
            )
        ),
        *(
            (name, made.register.trainees, name)
            for name in ("funder", "stage", "backfill", "why_ended")
        ),
        ("obstacle", made.told.obstacles, "kind"),
        ("responsible", made.told.obstacles, "routed_to"),
        ("responsible", made.told.escalations, "responsible"),
        ("forum", made.told.forums, "kind"),
        ("arrangement", made.told.arrangements, "kind"),
        ("local_condition", made.told.conditions, "kind"),
    )
    for name, rows, field in checked:
        known = {each.code for each in lists[name].codes} | {""}
        assert {row[field] for row in rows} <= known, (name, field)
    skills = {each.code for each in lists["skills"].codes} | {""}
    assert {code for row in made.register.people for code in row["skills"].split(",")} <= skills
    assert {name for name, _, _ in THRESHOLDS} <= set(Wait)
    assert all(rule_book().rule(row["rule"]) for row in made.work.clocks)


def test_the_workforce_is_shaped_as_the_published_one() -> None:
    people = [row for seed in range(8) for row in register_of(seed).people if row["role"]]
    for field, code, share in (
        ("profession", "SW", 0.95),
        ("role", "SOLE", 0.24),
        ("employer", "COUNCIL", 0.80),
        ("sex", "MALE", 0.27),
    ):
        assert about(sum(row[field] == code for row in people), len(people), share), field
    old = sum(row["age_band"] in ("55-59", "60-64", "65+") for row in people)
    assert about(old, len(people), 0.33 * 0.96)


@pytest.mark.parametrize(("approved", "residents"), [(30, 262_000), (90, 786_000)])
def test_whoever_is_on_the_rota_or_takes_work_may_act_then_and_rests_between(
    approved: int, residents: int
) -> None:
    made = service(approved, residents)
    register, rota = made.register, made.rota
    today = NOW.astimezone(LONDON).date()
    acting = [number for number in register.acting if register.may_act(number, today)]
    assert approved - 3 <= len(acting) <= approved
    assert rota.on_at(NOW), "somebody is on now"
    mine: dict[int, list[tuple[datetime, datetime]]] = {}
    for each in rota.placements:
        shift = rota.shifts[each["shift"]]
        for moment in (shift["starts"], shift["ends"]):
            assert register.may_act(each["person"], moment.astimezone(LONDON).date())
        mine.setdefault(each["person"], []).append((shift["starts"], shift["ends"]))
    for stretches in mine.values():
        for (_, ended), (begins, _) in pairwise(sorted(stretches)):
            assert begins - ended >= timedelta(hours=11)
    for row in made.work.considerations:
        if row["amhp"]:
            day = (row["allocated"] or row["referred"]).astimezone(LONDON).date()
            assert register.may_act(row["amhp"], day), row["reference"]


@pytest.mark.parametrize("hour", [3, 9, 15, 19, 23])
def test_somebody_is_on_at_whatever_hour_it_is_made(hour: int) -> None:
    now = NOW.replace(hour=hour)
    register = register_of(1)
    for approved in (30, 90):
        rota = draw_rota(np.random.default_rng(hour), register, approved=approved, now=now)
        assert rota.on_at(now)


def test_nobody_has_a_name() -> None:
    made = service()
    for row in made.register.people:
        assert row["name"] == f"AMHP {row['number']} (made up)"
        assert row["registration"].startswith("MADE-UP-")
    texts = [row["of"] for row in made.work.asks]
    texts += [row["mentor"] for row in made.register.trainees]
    assert texts and all("(made up)" in text for text in texts)


def test_a_service_has_everything_that_its_register_should_show() -> None:
    register = service().register
    events = {row["event"] for seed in range(8) for row in register_of(seed).entries}
    assert events == {
        "approve", "reapprove", "suspend", "unsuspend", "end", "training", "act_for",
        "cease_act_for", "approved_elsewhere",
    }  # fmt: skip
    assert {row["stage"] for row in register.trainees} >= {"APPROVED", "ENDED"}
    assert register.evidence
