"""Pages of considerations: begun with one tap, one step at a time, found again, never refused."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.amhp_work import NIGHT, Working, after, professional, said

from evenhand.web.amhp.models import Consideration, Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def work() -> Working:
    return Working()


@pytest.fixture
def amhp(work: Working) -> Client:
    return work.service.as_role("amhp")


def test_the_first_visit_says_what_will_stand_here(work: Working, amhp: Client) -> None:
    page = said(amhp.get(work.service.at("considerations/")))
    assert "Nothing is recorded here yet" in page
    assert "New consideration" in page


def test_one_tap_begins_one_and_a_second_of_the_same_page_does_not(
    work: Working, amhp: Client
) -> None:
    address = work.service.at("considerations/new/")
    first, again = (amhp.post(address, {"once": "abc"}) for _ in range(2))
    row = Consideration.objects.get()
    assert first["Location"] == again["Location"] == work.page(row)
    assert row.referred is not None
    page = said(amhp.get(work.page(row)))
    assert "Accepted now" in page
    assert "Who referred" in page


def test_each_step_leads_to_the_next(work: Working, amhp: Client) -> None:
    row = work.begin(request="S13_1", referrer="GP")
    for step, following in (
        ("accepted", "Allocated to me now"),
        ("allocated", "First contact now"),
        ("first_contact", "Assessment started now"),
        ("assessment_start", "Assessment ended now"),
        ("assessment_end", "Save the outcome"),
    ):
        version = work.fresh(row).version
        answer = amhp.post(work.page(row, "step/"), {"step": step, "version": version}, follow=True)
        assert following in said(answer), step
    version = work.fresh(row).version
    told = {"outcome": "S2", "version": version}
    answer = amhp.post(work.page(row, "part/outcome/"), told, follow=True)
    assert "Bed requested now" in said(answer)


def test_allocated_to_me_is_the_one_who_presses_it(work: Working, amhp: Client) -> None:
    row = work.begin()
    mine = professional(work.body, work.service.users["amhp"])
    professional(work.body)
    amhp.post(work.page(row, "step/"), {"step": "allocated", "version": 1})
    assert work.fresh(row).amhp == mine


def test_an_hour_that_was_there_twice_is_asked_about_and_what_was_entered_stays(
    work: Working, amhp: Client
) -> None:
    row = work.begin()
    told = {"step": "accepted", "when_day": "2025-10-26", "when_time": "01:30", "version": 1}
    answer = amhp.post(work.page(row, "step/"), told)
    assert answer.status_code == 422
    assert "Choose which one" in said(answer)
    assert 'value="01:30"' in answer.content.decode()
    for which, hour in (("earlier", "00"), ("later", "01")):
        version = work.fresh(row).version
        amhp.post(work.page(row, "step/"), told | {"when_which": which, "version": version})
        assert f"{work.fresh(row).accepted:%H:%M}" == f"{hour}:30"


@pytest.mark.parametrize(
    ("day", "clock", "words"),
    [
        ("2026-03-29", "01:30", "clocks went forward past this time"),
        ("2026-03-29", "", "enter the time as well"),
        ("", "01:30", "enter the day as well"),
        ("1926-03-29", "01:30", "check the year"),
        ("", "", "enter day and time"),
    ],
)
def test_a_time_that_cannot_be_is_asked_for_again(
    work: Working, amhp: Client, day: str, clock: str, words: str
) -> None:
    row = work.begin()
    told = {"step": "accepted", "when_day": day, "when_time": clock, "version": 1}
    assert words in said(amhp.post(work.page(row, "step/"), told))


def test_what_looks_wrong_is_saved_and_asked_about(work: Working, amhp: Client) -> None:
    row = work.begin()
    told = {"accepted_day": "2026-03-01", "accepted_time": "02:00", "version": 1,
            "referred_day": "2026-03-02", "referred_time": "03:00"}  # fmt: skip
    page = said(amhp.post(work.page(row, "part/times/"), told, follow=True))
    assert "Saved, with something to ask about" in page
    assert "not in the usual order" in page
    assert work.fresh(row).accepted is not None


def test_a_time_that_has_not_come_is_asked_about(work: Working, amhp: Client) -> None:
    row = work.begin(accepted=timezone.now() + timedelta(hours=2))
    assert "this has not come yet" in said(amhp.get(work.page(row)))
    work.change(row, accepted=timezone.now())
    assert "this has not come yet" not in said(amhp.get(work.page(row)))


def test_one_that_is_not_taken_further_ends_there(work: Working, amhp: Client) -> None:
    row = work.begin(request="S13_1", referrer="GP")
    assert "Not taken further" in said(amhp.get(work.page(row)))
    told = {"triage": "not appropriate", "triage_reason": "SEEN_BY_OTHERS", "referrer_told": "True"}
    page = amhp.post(work.page(row, "part/triage/"), told | {"version": "1"}, follow=True)
    assert "Nothing is left to be done here" in said(page)
    row = work.fresh(row)
    assert (row.open, row.triage_reason, row.referrer_told) == (False, "SEEN_BY_OTHERS", True)


def test_every_part_can_be_opened_and_saved_as_it_is(work: Working, amhp: Client) -> None:
    """A page saved without a change changes nothing, whatever the kinds of its fields."""
    row = work.begin(
        request="S136", referrer="POLICE_S136", held_from=NIGHT, held_until=after(90),
        communication="SIGN,QUIET", attended=True, reasons_sent=NIGHT.date(), miles=12,
        ethnicity="M", amhp=professional(work.body).pk,
    )  # fmt: skip
    names = ("request", "referral", "triage", "times", "who", "person", "outcome", "area", "alternatives",
             "extension", "reasons")  # fmt: skip
    for name in names:
        page = amhp.get(work.page(row, f"part/{name}/")).content.decode()
        told = {}
        for tag in re.findall(r"<input[^>]*>", page):
            attrs = dict(re.findall(r'(\w+)="([^"]*)"', tag))
            if attrs.get("type") not in ("radio", "checkbox") or " checked" in tag:
                told.setdefault(attrs["name"], []).append(attrs.get("value", ""))
        for select in re.findall(r"<select.*?</select>", page, re.DOTALL):
            chosen = re.search(r'value="([^"]*)"[^>]*selected', select)
            told[re.search(r'name="(\w+)"', select)[1]] = chosen[1] if chosen else ""
        answer = amhp.post(work.page(row, f"part/{name}/"), told, follow=True)
        assert "Nothing was different." in said(answer), (name, told)
    assert work.fresh(row).version == 1


def test_two_who_changed_the_same_see_both_and_choose(work: Working, amhp: Client) -> None:
    row = work.begin()
    work.change(row, version=1, outcome="S2")
    told = {"outcome": "INFORMAL", "attended": "", "version": "1"}
    page = amhp.post(work.page(row, "part/outcome/"), told, follow=True)
    assert "Both are kept" in said(page)
    link = re.search(rf"{work.page(row)}beside/\d+/", page.content.decode())[0]
    both = said(amhp.get(link))
    assert "Section 2, admission for assessment stands now" in both
    assert "Admitted informally (section 131) was entered beside it" in both
    assert "Choose one for each" in said(amhp.post(link, {"version": "2"}, follow=True))
    page = said(amhp.post(link, {"outcome": "beside", "version": "2"}, follow=True))
    assert "Both are in the history" in page
    assert work.fresh(row).outcome == "INFORMAL"
    history = said(amhp.get(work.page(row, "history/")))
    assert "chosen between" in history
    assert "Section 2, admission for assessment" in history


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"2026-00001", "2026-00003"}),
        ("?which=all", {"2026-00001", "2026-00002", "2026-00003"}),
        ("?which=all&status=ended", {"2026-00002"}),
        ("?which=mine", {"2026-00003"}),
        ("?which=all&month=nonsense", {"2026-00001", "2026-00002", "2026-00003"}),
    ],
)
def test_the_list_shows_what_is_asked_for(
    work: Working, amhp: Client, query: str, found: set[str]
) -> None:
    work.begin()
    work.begin(outcome="INFORMAL")
    work.begin(amhp=professional(work.body, work.service.users["amhp"]).pk)
    page = amhp.get(work.service.at("considerations/") + query).content.decode()
    assert set(re.findall(r"2026-\d{5}", page)) == found


@pytest.mark.parametrize("role", ["register-keeper", "director", "reader", "body-administrator"])
def test_only_those_who_do_the_work_see_it(work: Working, role: str) -> None:
    row = work.begin()
    client = work.service.as_role(role)
    for address in (work.service.at("considerations/"), work.page(row), work.page(row, "history/")):
        assert client.get(address).status_code == 404


def test_a_consideration_of_another_body_is_not_there(work: Working, amhp: Client) -> None:
    other = Working().begin()
    for rest in ("", "history/", "part/person/"):
        assert amhp.get(work.page(other, rest)).status_code == 404
    for rest in ("step/", "part/person/"):
        assert amhp.post(work.page(other, rest), {"step": "accepted"}).status_code == 404


def test_a_long_list_says_that_there_may_be_more_and_a_status_is_found_behind_it(
    work: Working, amhp: Client
) -> None:
    first = work.begin(outcome="INFORMAL")
    Consideration.objects.bulk_create(
        Consideration(body=work.body, reference=f"x-{number}", made=NIGHT, referred=after(number))
        for number in range(1, 102)
    )
    page = said(amhp.get(work.service.at("considerations/?which=all")))
    assert "There may be more" in page
    assert first.reference not in page
    page = said(amhp.get(work.service.at("considerations/?which=all&status=ended")))
    assert first.reference in page


def test_an_amhp_who_could_not_act_at_that_time_is_asked_about(work: Working, amhp: Client) -> None:
    """Saved all the same: the register may be what is behind."""
    who = professional(work.body)
    row = work.begin(amhp=who.pk, assessment_start=after(60), application_signed=after(90))
    asked = "by the register the AMHP could not act then"
    page = said(amhp.get(work.page(row)))
    assert f"Assessment started, 2 March 2026, 04:00 GMT: {asked}. No approval is recorded." in page
    Entry.objects.create(
        professional=who,
        event="approve",
        on=date(2025, 1, 1),
        authority=work.body.name,
        recorded=NIGHT,
    )
    assert asked not in said(amhp.get(work.page(row)))
