"""The register on the site: what is entered, corrected and refused, and who may act then."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.amhp_register import APPROVED, Register, register

from evenhand.domain.amhp.register_entries import Event
from evenhand.domain.amhp.register_periods import beginning_of
from evenhand.web.amhp.models import Entry, Notice, Trainee
from evenhand.web.amhp.register import actions, queries
from evenhand.web.amhp.register.said import TAKEN_OUT
from evenhand.web.amhp.sealed import opened
from evenhand.web.bodies.rules import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def council() -> Register:
    return register()


def may(council: Register, who: object, at: datetime | date, authority: str = "") -> bool:
    moment = at if isinstance(at, datetime) else council.now(at)
    return queries.may_act(who, moment, authority).yes


def test_whoever_is_approved_may_act_to_the_last_day_of_the_term(council: Register) -> None:
    who = council.approved(on=date(2021, 3, 15))
    assert may(council, who, date(2021, 3, 15))
    assert may(council, who, date(2026, 3, 14))
    assert not may(council, who, date(2026, 3, 15))
    assert not may(council, who, date(2021, 3, 14))


def test_a_suspension_counts_from_its_hour_and_leaves_the_last_day_where_it_was(
    council: Register,
) -> None:
    who = council.approved()
    hour = beginning_of(date(2025, 6, 2)) + timedelta(hours=14)
    council.entry(who, Event.SUSPEND, hour.date(), moment=hour)
    assert may(council, who, hour - timedelta(minutes=1))
    assert not may(council, who, hour)
    assert queries.standing(who, hour).approved_to == date(2029, 3, 14)


def test_an_impossible_event_is_refused_and_nothing_is_written(council: Register) -> None:
    who = council.approved()
    rows = Entry.objects.count(), Notice.objects.count()
    with pytest.raises(Refused, match="is approved and not suspended"):
        council.entry(who, Event.UNSUSPEND, date(2025, 1, 1))
    with pytest.raises(Refused, match="Write reapprove"):
        council.entry(who, Event.APPROVE, date(2025, 1, 1))
    with pytest.raises(Refused, match="more than a year ahead"):
        council.entry(who, Event.SUSPEND, date(2027, 5, 1))
    with pytest.raises(Refused, match="came into force"):
        council.entry(council.person("Person B"), Event.APPROVE, date(2008, 11, 2))
    assert (Entry.objects.count(), Notice.objects.count()) == rows


def test_an_entry_dated_before_others_is_refused_where_they_could_not_stand_then(
    council: Register,
) -> None:
    who = council.approved()
    council.entry(who, Event.SUSPEND, date(2025, 6, 2))
    with pytest.raises(Refused, match=r"the entry of 2 June 2025 \(suspend\) could not stand"):
        council.entry(who, Event.END, date(2025, 6, 1), reason="REQ")


@pytest.mark.parametrize("event", [Event.APPROVE, Event.END])
def test_what_a_person_decides_needs_who_decided(council: Register, event: Event) -> None:
    who = council.person() if event is Event.APPROVE else council.approved()
    with pytest.raises(Refused, match="Write who decided"):
        council.entry(who, event, date(2025, 6, 2), reason="REQ", decided_by=" ")


def test_a_correction_counts_instead_and_the_entry_that_it_corrects_stays(
    council: Register,
) -> None:
    who = council.person()
    wrong = council.entry(who, Event.APPROVE, date(2021, 3, 15))
    right = council.entry(who, Event.APPROVE, date(2022, 3, 15), corrects=wrong)
    assert list(who.entries.all()) == [wrong, right]
    assert queries.standing(who, council.now()).approved_to == date(2027, 3, 14)
    with pytest.raises(Refused, match="does not count any more"):
        council.entry(who, Event.APPROVE, date(2020, 3, 15), corrects=wrong)


def test_of_a_chain_of_corrections_only_the_last_counts_and_taken_out_nothing_does(
    council: Register,
) -> None:
    who = council.person()
    first = council.entry(who, Event.APPROVE, date(2021, 3, 15))
    second = council.entry(who, Event.APPROVE, date(2022, 3, 15), corrects=first)
    out = actions.take_out(entry=second, why="Another person", by=council.keeper, at=council.now())
    assert out.event == TAKEN_OUT
    assert queries.log_of(who).entries == ()
    assert who.entries.count() == 3
    with pytest.raises(Refused, match="does not count any more"):
        actions.take_out(entry=out, why="x", by=council.keeper, at=council.now())


def test_an_approval_on_which_others_stand_cannot_be_taken_out(council: Register) -> None:
    who = council.approved()
    council.entry(who, Event.SUSPEND, date(2025, 6, 2))
    with pytest.raises(Refused, match="Correct or take out that entry first"):
        actions.take_out(
            entry=who.entries.get(event="approve"), why="x", by=council.keeper, at=council.now()
        )


def test_a_suspension_makes_the_notices_that_follow_with_sealed_letters(
    council: Register,
) -> None:
    who = council.approved("Person A")
    council.entry(who, Event.ACT_FOR, date(2025, 1, 1), authority="East County Council")
    entry = council.entry(who, Event.SUSPEND, date(2025, 6, 2))
    made = {each.kind: each for each in entry.notices.all()}
    assert set(made) == {"REGISTRATION_SUSPENDED", "SUSPENDED", "SUSPENDED_OTHERS"}
    assert made["SUSPENDED_OTHERS"].addressee == "East County Council"
    letter = opened(council.body, made["SUSPENDED"].sealed_letter)
    assert "The last day of your term stays 14 March 2029." in letter
    assert b"Person A" not in bytes(made["SUSPENDED"].sealed_letter)


def test_when_a_notice_was_sent_is_recorded_once_and_not_before_it_was_due(
    council: Register,
) -> None:
    who = council.approved()
    entry = council.entry(who, Event.SUSPEND, date(2025, 6, 2))
    notice = entry.notices.get(kind="SUSPENDED")

    def sent(day: date) -> None:
        actions.note_sent(notice=notice, sent=day, by=council.keeper, at=council.now())

    with pytest.raises(Refused, match="cannot have been sent before"):
        sent(date(2025, 6, 1))
    with pytest.raises(Refused, match="still to come"):
        sent(date(2026, 4, 1))
    sent(date(2025, 6, 2))
    with pytest.raises(Refused, match="recorded already"):
        sent(date(2025, 6, 3))
    notice.refresh_from_db()
    assert (notice.sent, notice.sent_by) == (date(2025, 6, 2), council.keeper)


def test_a_new_term_needs_evidence_on_race_equality_or_the_reason_why_there_is_none(
    council: Register,
) -> None:
    who = council.approved()
    again = date(2026, 3, 1)
    with pytest.raises(Refused, match="Evidence is missing on: 1a .*2c .*2e-ii"):
        council.entry(who, Event.REAPPROVE, again, words="")
    for leaf in ("1a", "1b", "2c", "2e-ii"):
        actions.add_evidence(
            professional=who,
            leaf=leaf,
            on=date(2025, 9, 1),
            text="Training and what came of it",
            by=council.keeper,
            at=council.now(),
        )
    council.entry(who, Event.REAPPROVE, again, words="")
    assert queries.standing(who, council.now()).approved_to == date(2031, 2, 28)


def test_who_may_act_for_the_authority_is_found_with_two_queries(council: Register) -> None:
    for number in range(5):
        council.approved(f"Person {number}")
    elsewhere = council.person("Person X")
    council.entry(elsewhere, Event.APPROVE, APPROVED, authority="East County Council")
    guest = council.person("Person Y")
    council.entry(guest, Event.APPROVE, APPROVED, authority="East County Council")
    council.entry(guest, Event.ACT_FOR, APPROVED, authority=council.body.name)
    with CaptureQueriesContext(connection) as asked:
        found = queries.those_who_may_act(council.body, council.now())
    assert len(asked) == 2
    assert [each.number for each in found] == [1, 2, 3, 4, 5, 7]


def test_training_that_leads_to_approval_ends_with_it(council: Register) -> None:
    who = council.person()
    told = {"stage": "COURSE", "course": "AMHP course", "mentor": "Person M", "ended": None}
    actions.set_training(professional=who, told=told, by=council.keeper, at=council.now())
    council.entry(who, Event.APPROVE, date(2026, 3, 1))
    trainee = Trainee.objects.get()
    assert (trainee.stage, trainee.ended) == ("APPROVED", date(2026, 3, 1))


def test_training_that_ended_says_why(council: Register) -> None:
    who = council.person()
    with pytest.raises(Refused, match="why the training ended"):
        actions.set_training(
            professional=who, told={"stage": "ENDED"}, by=council.keeper, at=council.now()
        )
