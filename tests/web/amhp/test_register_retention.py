"""The register forgets nothing too early and keeps nothing too long: the same on both sides of the day."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from tests.factories.amhp_register import Register, register

from evenhand.domain.amhp.register_entries import Event
from evenhand.web.amhp.models import Consideration, Entry, Evidence, Notice, Professional, Trainee
from evenhand.web.amhp.register import actions, queries
from evenhand.web.bodies.rules import Refused
from evenhand.web.core.models import RecordKey
from evenhand.web.core.queries import entries_of, what_is_broken
from evenhand.web.submissions.management.commands.worker import once_a_day

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
ENDED, KEPT_TO = date(2026, 3, 1), date(2031, 2, 28)


@pytest.fixture
def council() -> Register:
    return register()


def ended(council: Register) -> Professional:
    who = council.approved("Person A")
    council.entry(who, Event.TRAINING, date(2025, 1, 1), title="Law", hours=6.0, agreed=True)
    wrong = council.entry(who, Event.END, ENDED - timedelta(days=1), reason="REQ")
    council.entry(who, Event.END, ENDED, reason="REQ", corrects=wrong)
    actions.add_evidence(
        professional=who, leaf="1a", on=ENDED, text="x", by=council.keeper, at=council.now()
    )
    told = {"stage": "APPROVED", "ended": date(2024, 3, 15)}
    actions.set_training(professional=who, told=told, by=council.keeper, at=council.now())
    return who


def test_a_record_is_kept_to_its_last_day_and_gone_the_day_after(council: Register) -> None:
    who = ended(council)
    assert queries.standing(who, council.now()).retain_until == KEPT_TO
    about = f"amhp.professional:{who.pk}"
    once_a_day(council.now(KEPT_TO))
    assert Professional.objects.filter(pk=who.pk).exists()
    assert RecordKey.objects.filter(about=about).exists()
    once_a_day(council.now(KEPT_TO + timedelta(days=1)))
    for model in (Professional, Entry, Notice, Evidence, Trainee):
        assert not model.objects.exists(), model
    assert not RecordKey.objects.filter(about=about).exists()


def test_what_the_trail_said_of_somebody_removed_cannot_be_read_and_the_chain_still_verifies(
    council: Register,
) -> None:
    who = ended(council)
    once_a_day(council.now(KEPT_TO + timedelta(days=1)))
    about = f"amhp.professional:{who.pk}"
    told = [each for each in entries_of(council.body.slug, newest=100) if each.about == about]
    assert len(told) > 5
    assert all(each.forgotten for each in told)
    assert what_is_broken() == ""


def test_nobody_removes_a_record_by_hand_before_its_day(council: Register) -> None:
    who = ended(council)

    def remove(day: date) -> None:
        actions.remove(professional=who, by=council.keeper, at=council.now(day))

    for day in (ENDED, KEPT_TO):
        with pytest.raises(Refused, match="has to be kept to 28 February 2031"):
            remove(day)
    remove(KEPT_TO + timedelta(days=1))
    assert not Professional.objects.exists()


def test_an_approval_that_runs_or_is_to_begin_is_never_removed(council: Register) -> None:
    running = council.approved("Person A", date(2026, 3, 1))
    ahead = council.person("Person B")
    council.entry(ahead, Event.APPROVE, date(2026, 6, 1))
    once_a_day(council.now())
    for who in (running, ahead):
        with pytest.raises(Refused, match="The approval runs"):
            actions.remove(professional=who, by=council.keeper, at=council.now())
    assert Professional.objects.count() == 2


def test_a_new_approval_keeps_the_record_of_the_one_before(council: Register) -> None:
    who = ended(council)
    council.entry(who, Event.APPROVE, date(2027, 1, 1), at=council.now(date(2027, 1, 1)))
    once_a_day(council.now(KEPT_TO + timedelta(days=1)))
    assert Professional.objects.filter(pk=who.pk).exists()


def test_whoever_was_never_approved_stays_until_the_keeper_removes_them(
    council: Register,
) -> None:
    who = council.person()
    once_a_day(council.now(date(2046, 1, 1)))
    assert Professional.objects.exists()
    actions.remove(professional=who, by=council.keeper, at=council.now())
    assert not Professional.objects.exists()


def test_what_somebody_worked_on_stays_without_them(council: Register) -> None:
    who = ended(council)
    work = Consideration.objects.create(
        body=council.body, reference="C1", amhp=who, second=who, made=council.now()
    )
    once_a_day(council.now(KEPT_TO + timedelta(days=1)))
    work.refresh_from_db()
    assert (work.amhp, work.second) == (None, None)


def test_a_term_that_runs_out_has_its_notices_made_by_the_worker_once(council: Register) -> None:
    who = council.approved("Person A", date(2021, 3, 15))
    council.entry(who, Event.ACT_FOR, date(2025, 1, 1), authority="East County Council")
    last = date(2026, 3, 14)
    who.made = council.now(date(2021, 3, 15))
    who.save()
    once_a_day(council.now(last))
    assert not Notice.objects.filter(kind__startswith="ENDED").exists()
    for days in (1, 2):
        once_a_day(council.now(last + timedelta(days=days)))
    made = Notice.objects.filter(kind__startswith="ENDED")
    assert sorted((each.kind, each.addressee) for each in made) == [
        ("ENDED", "Person A"),
        ("ENDED_OTHERS", "East County Council"),
    ]


def test_the_worker_keeps_the_house_of_the_register_and_of_the_work() -> None:
    assert settings.ONCE_A_DAY == [
        "evenhand.web.amhp.register.actions.keep_house",
        "evenhand.web.amhp.work.actions.keep_house",
        "evenhand.web.amhp.work.actions.delete_after_their_time",
    ]
