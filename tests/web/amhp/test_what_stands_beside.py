"""Asks, delays, clocks, notes, relatives and safety: recorded beside a consideration, in a tap or two."""

import json
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.amhp_work import NIGHT, Working, after, professional, said

from evenhand.web.amhp import models
from evenhand.web.amhp.sealed import closed, opened
from evenhand.web.amhp.work import actions, queries
from evenhand.web.bodies.rules import Refused
from evenhand.web.core.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def work() -> Working:
    return Working()


@pytest.fixture
def amhp(work: Working) -> Client:
    return work.service.as_role("amhp")


def test_a_doctor_is_asked_and_found_in_a_tap_each(work: Working, amhp: Client) -> None:
    row = work.begin()
    page = amhp.post(work.page(row, "asks/"), {"what": "DOCTOR", "of": "Rota"}, follow=True)
    assert "Section 12 doctor , Rota: no answer for less than a minute" in said(page)
    ask = models.Ask.objects.get()
    page = amhp.post(work.page(row, f"asks/{ask.pk}/"), {"answer": "FOUND"}, follow=True)
    assert "Found , after less than a minute" in said(page)


def test_a_bed_asked_for_and_found_is_a_step_as_well(work: Working) -> None:
    row = work.begin()
    ask = actions.ask(consideration=row, what="BED", of="", asked=after(10), **work.by())
    refused = {"answer": "REFUSED", "out_of_area": None, "miles": None}
    actions.answer(ask=ask, shown="", answered=after(20), **refused, **work.by())
    assert (work.fresh(row).bed_requested, work.fresh(row).bed_found) == (after(10), None)
    again = actions.ask(consideration=row, what="BED", of="", asked=after(30), **work.by())
    found = {"answer": "FOUND", "out_of_area": True, "miles": 80}
    actions.answer(ask=again, shown="", answered=after(90), **found, **work.by())
    row = work.fresh(row)
    assert (row.bed_requested, row.bed_found, row.version) == (after(10), after(90), 3)


def test_an_answer_does_not_go_over_somebody_else_s(work: Working, amhp: Client) -> None:
    row = work.begin()
    ask = actions.ask(consideration=row, what="BED", of="", asked=NIGHT, **work.by())
    told = {"answer": "NONE", "answered": after(5), "out_of_area": None, "miles": None}
    actions.answer(ask=ask, shown="", **told, **work.by())
    actions.answer(ask=ask, shown="", **told, **work.by())
    with pytest.raises(Refused, match="Somebody recorded an answer"):
        actions.answer(ask=ask, shown="", **told | {"answer": "FOUND"}, **work.by())
    page = amhp.post(work.page(row, f"asks/{ask.pk}/"), {"answer": "FOUND", "shown": ""})
    assert page.status_code == 422
    assert "Somebody recorded an answer" in said(page)
    assert models.Ask.objects.get().answer == "NONE"


def test_lists_and_agreements_are_at_hand_where_somebody_asks(work: Working, amhp: Client) -> None:
    row = work.begin()
    assert "No list under section 140" in said(amhp.get(work.page(row, "asks/")))
    today = timezone.now().date()
    for kind, words, until in (
        ("S140", "North Ward takes urgent admissions", None),
        ("SURGE", "Ring the region's desk", None),
        ("CROSS_BORDER", "Ended long ago", today - timedelta(days=1)),
        ("INSURANCE", "Not for here", None),
    ):
        models.Arrangement.objects.create(
            body=work.body,
            kind=kind,
            sealed_words=closed(work.body, words),
            since=date(2020, 1, 1),
            until=until,
            recorded=NIGHT,
        )
    page = said(amhp.get(work.page(row, "asks/")))
    assert "North Ward takes urgent admissions" in page
    assert "Ring the region" in page
    assert "Ended long ago" not in page
    assert "Not for here" not in page


def test_a_delay_has_a_reason_and_who_answers_for_it_and_ends_later(
    work: Working, amhp: Client
) -> None:
    row = work.begin()
    told = {"reason": "BED", "responsible": "ICB", "since_day": "2026-03-02", "since_time": "04:00"}
    page = said(amhp.post(work.page(row, "delays/"), told, follow=True))
    assert "Bed , The integrated care board" in page
    assert "so far" in page
    delay = models.Delay.objects.get()
    told |= {"until_day": "2026-03-02", "until_time": "03:00"}
    page = said(amhp.post(work.page(row, f"delays/{delay.pk}/"), told, follow=True))
    assert "A delay ends before it starts. Which time is right?" in page
    assert models.Delay.objects.get().until == NIGHT


def test_a_clock_started_by_hand_runs_until_it_is_kept(work: Working, amhp: Client) -> None:
    row = work.begin()
    now = timezone.localtime(timezone.now() - timedelta(hours=1))
    told = {"rule": "S54", "starts_day": f"{now:%Y-%m-%d}", "starts_time": f"{now:%H:%M}"}
    page = said(amhp.post(work.page(row, "clocks/"), told, follow=True))
    assert re.search(r"4 hours 5\d minutes left Section 5\(4\)|5 hours left Section 5\(4\)", page)
    assert "Detention for six hours from the time of the record" in page
    again = amhp.post(work.page(row, "clocks/"), told)
    assert "runs already" in said(again)
    clock = models.Clock.objects.get()
    page = said(amhp.post(work.page(row, f"clocks/{clock.pk}/kept/"), follow=True))
    assert "left Section 5(4)" not in page
    assert "Over:" in page


def test_an_extension_is_recorded_with_what_the_law_asks_for(work: Working, amhp: Client) -> None:
    held = timezone.now() - timedelta(hours=20)
    row = work.begin(request="S136", held_from=held)
    page = said(amhp.get(work.page(row, "part/extension/")))
    assert "only because the person's condition makes the assessment not practicable" in page
    wrong = amhp.post(work.page(row, "part/extension/"), {"extended_hours": "13", "version": "1"})
    assert "the law allows no more" in said(wrong)
    told = {"extended_hours": "12", "version": "1"}
    page = said(amhp.post(work.page(row, "part/extension/"), told, follow=True))
    assert re.search(r"1[56] hours(?: \d+ minutes?)? left Section 136", page)


def test_reasons_to_the_nearest_relative_are_asked_about_until_they_were_sent(
    work: Working, amhp: Client
) -> None:
    row = work.begin(request="S13_4", outcome="NO_ADMISSION_COMMUNITY", assessment_end=after(60))
    asked = "On which day were the reasons sent in writing?"
    assert asked in said(amhp.get(work.page(row)))
    told = {"reasons_sent": "2026-03-04", "version": "1"}
    page = said(amhp.post(work.page(row, "part/reasons/"), told, follow=True))
    assert asked not in page
    assert "4 March 2026" in page
    applied = work.begin(request="S13_4", outcome="S2", assessment_end=after(60))
    assert asked not in said(amhp.get(work.page(applied)))


def test_a_note_that_says_who_somebody_is_is_asked_about_and_then_kept_sealed(
    work: Working, amhp: Client
) -> None:
    row = work.begin()
    told = {"kind": "VISIT", "text": "Ring Mr Example on 07700 900123"}
    page = amhp.post(work.page(row, "notes/"), told)
    assert "Nothing is saved yet" in said(page)
    assert "Name: Mr Example" in said(page)
    assert "Phone number: 07700 900123" in said(page)
    assert models.Note.objects.count() == 0
    page = said(amhp.post(work.page(row, "notes/"), told | {"keep": "yes"}, follow=True))
    assert "Kept with: name,phone number" in page
    note = models.Note.objects.get()
    assert b"Example" not in bytes(note.sealed)
    assert opened(work.body, note.sealed) == told["text"]
    for entry in AuditEntry.objects.all():
        assert "Example" not in f"{entry.what}{entry.about}{entry.by}"


def test_a_note_that_says_nobody_is_saved_at_once(work: Working, amhp: Client) -> None:
    row = work.begin()
    amhp.post(work.page(row, "notes/"), {"kind": "VISIT", "text": "Dog in the yard. Two to go."})
    assert models.Note.objects.get().found == ""


def test_the_nearest_relative_is_recorded_on_a_basis_sealed_and_never_found(
    work: Working, amhp: Client
) -> None:
    row = work.begin()
    page = said(amhp.get(work.page(row, "relative/")))
    assert "to the best of my knowledge and belief" in page
    assert "Nominated person: Passed on 18 December 2025" in page
    told = {"there": ["PARENT", "SIBLING"], "basis": ["PERSON"], "concluded": "PARENT", "words": ""}
    page = said(amhp.post(work.page(row, "relative/"), told, follow=True))
    assert "Father or mother; Brother or sister" in page
    kept = models.RelativeRecord.objects.get()
    assert kept.edition == "2008"
    assert json.loads(opened(work.body, kept.sealed))["concluded"] == ["PARENT"]
    assert b"PARENT" not in bytes(kept.sealed)
    page = said(amhp.get(work.page(row, "relative/")))
    assert "Father or mother: recorded as there" in page
    told["words"] = "Mrs Example said so"
    page = said(amhp.post(work.page(row, "relative/"), told))
    assert "Nothing is saved yet" in page
    assert models.RelativeRecord.objects.count() == 1


def test_safety_at_a_visit_hours_over_and_a_de_brief(work: Working, amhp: Client) -> None:
    mine = professional(work.body, work.service.users["amhp"])
    row = work.begin()
    page = amhp.get(work.page(row, "safety/"))
    assert f'value="{mine.pk}" selected' in page.content.decode()
    assert "paid, or given back as time to rest" in said(page)
    told = {"professional": mine.pk, "day": "2026-03-02", "lone_visit": "True", "incident": "THREAT",
            "hours_over": "2.5", "compensated": "NOT_YET", "debrief": "NOT_OFFERED"}  # fmt: skip
    page = said(amhp.post(work.page(row, "safety/"), told, follow=True))
    assert "2.5 hours past the end of the shift" in page
    record = models.SafetyRecord.objects.get()
    assert (record.professional, record.lone_visit, record.police_present) == (mine, True, None)


def test_limits_that_run_out_next_come_first_in_few_queries(
    work: Working, django_assert_num_queries: object
) -> None:
    for hours in (20, 5, 23):
        work.begin(request="S136", held_from=NIGHT - timedelta(hours=hours))
    waiting = work.begin()
    work.begin(outcome="INFORMAL", held_from=NIGHT)
    clocked = work.begin(accepted=after(4))
    actions.add_clock(consideration=clocked, rule="S54", starts=NIGHT, **work.by())
    with django_assert_num_queries(3):
        found = queries.next_limits(work.body)
    assert [each.row.reference[-1] for each in found] == ["3", "1", "6", "2", "4"]
    assert found[-1].row.pk == waiting.pk
    assert found[-1].limit is None


@pytest.mark.parametrize(
    "rest",
    [
        "asks/",
        "asks/{ask}/",
        "delays/",
        "delays/{delay}/",
        "clocks/",
        "notes/",
        "relative/",
        "safety/",
    ],
)
def test_pages_beside_belong_to_the_body(work: Working, amhp: Client, rest: str) -> None:
    row, other = work.begin(), Working()
    theirs = other.begin()
    ask = actions.ask(consideration=theirs, what="BED", of="", asked=NIGHT, **other.by())
    delay = actions.add_delay(
        consideration=theirs, reason="BED", since=None, until=None, responsible="", **other.by()
    )
    rest = rest.format(ask=ask.pk, delay=delay.pk)
    for page in (work.page(theirs, rest), other.page(theirs, rest)):
        assert amhp.get(page).status_code == 404
        assert amhp.post(page, {}).status_code == 404
    mine = work.page(row, rest)
    assert amhp.get(mine).status_code == (404 if ask.pk and re.search(r"\d/$", rest) else 200)
