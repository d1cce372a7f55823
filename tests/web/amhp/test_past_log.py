"""A log that a service kept elsewhere: checked row by row, taken in one go, never twice."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.factories import site
from tests.factories.amhp_register import register
from tests.factories.amhp_work import Working, professional, said

from evenhand.web.amhp.models import Change, Consideration, Note, PastLog
from evenhand.web.amhp.register.queries import Acting, authority_of, may_act
from evenhand.web.amhp.sealed import closed, opened
from evenhand.web.amhp.work import actions
from evenhand.web.bodies.models import Body
from evenhand.web.core.models import AuditEntry

pytestmark = pytest.mark.django_db

HEAD = "reference,request,referred,assessment_start,assessment_end,outcome,held_from,held_until,amhp,note"
GOOD = "L-1,S13_1,2024-03-04 09:00,2024-03-04 11:00,2024-03-04 12:00,S2,,,,"


class Past:
    """A service and its duty manager, who brings files."""

    def __init__(self) -> None:
        self.work = Working()
        self.manager: Client = self.work.service.as_role("duty-manager")

    def send(self, *rows: str, head: str = HEAD) -> HttpResponse:
        text = "\n".join([head, *rows]) + "\n"
        file = SimpleUploadedFile("log.csv", text.encode())
        return self.manager.post(self.at(), {"file": file}, follow=True)

    def take(self, **told: str) -> HttpResponse:
        return self.manager.post(
            self.at(f"{PastLog.objects.get(taken=None).pk}/"), told, follow=True
        )

    def at(self, rest: str = "") -> str:
        return self.work.service.at(f"considerations/past-log/{rest}")


@pytest.fixture
def past() -> Past:
    return Past()


def test_a_file_is_checked_without_a_consideration_being_made_and_then_taken_whole(
    past: Past,
) -> None:
    page = said(past.send(GOOD, "L-2,S136,04/03/2024 10:00,,,,,,,seen at the ward"))
    assert "2 rows: 2 can be taken" in page
    assert not Consideration.objects.exists()
    assert "2 considerations were taken" in said(past.take())
    one, two = Consideration.objects.order_by("reference")
    assert (one.reference, one.request, one.outcome, one.version) == ("L-1", "S13_1", "S2", 1)
    assert one.assessment_end is not None and one.assessment_end.hour == 12
    assert (one.open, two.open) == (False, True)
    assert opened(past.work.body, Note.objects.get(consideration=two).sealed) == "seen at the ward"
    assert Change.objects.count() == 2
    assert not PastLog.objects.get().sealed_rows


@pytest.mark.django_db(transaction=True)
@pytest.mark.on_postgresql
def test_rows_are_made_ready_before_anybody_else_is_kept_from_writing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is sealed while the lock is held is what there was to ask about, however many rows there are."""
    past, locked = Past(), []

    def sealed(body: Body, text: str) -> bytes:
        locked.append(connection.in_atomic_block)
        return closed(body, text)

    monkeypatch.setattr("evenhand.web.amhp.work.actions.past_logs.closed", sealed)
    past.send(*(GOOD.replace("L-1", f"L-{n}") + f"note {n}" for n in range(40)))
    assert not any(locked)
    locked.clear()
    assert "40 considerations were taken" in said(past.take())
    assert (locked.count(False), locked.count(True)) == (80, 1)
    assert Note.objects.count() == 40


def test_as_few_statements_are_run_for_many_rows_as_for_few(past: Past) -> None:
    """Whoever waits for the lock does not wait for each row."""
    run = []
    for first, rows in ((0, 2), (2, 60)):
        past.send(*(GOOD.replace("L-1", f"L-{first + n}") for n in range(rows)))
        with CaptureQueriesContext(connection) as under:
            past.take()
        run.append(sum("INSERT" in each["sql"] for each in under.captured_queries))
    assert run[0] == run[1]
    assert Consideration.objects.count() == Change.objects.count() == 62


def test_who_changed_what_is_in_the_history_of_one_that_was_brought(past: Past) -> None:
    past.send(GOOD)
    past.take()
    page = said(past.manager.get(past.work.page(Consideration.objects.get(), "history/")))
    assert "Section 2, admission for assessment" in page
    change = Change.objects.get()
    assert change.by == past.work.service.users["duty-manager"]


def test_the_trail_tells_how_many_and_nothing_of_what_they_say(past: Past) -> None:
    past.send(GOOD)
    past.take()
    told = list(
        AuditEntry.objects.filter(about__startswith="amhp.pastlog").values_list("what", flat=True)
    )
    assert told == ["past log checked", "past log taken"]


@pytest.mark.parametrize(
    ("row", "asked"),
    [
        ("L,S13_1,2024-03-04 09:00,2024-03-04 08:00,,,,,,", "not in the usual order"),
        ("L,S13_1,,2024-03-04 09:00,2024-03-04 08:00,S2,,,,", "The end is before the start"),
        ("L,S13_1,2024-03-04 09:00,,,S2,,,,", "no time of an assessment"),
        ("L,S136,2024-03-04 09:00,,,,2024-03-04 09:00,2024-03-05 22:00,,", "longer than 36 hours"),
        ("L,S13_1,2024-03-04 09:00,2024-03-04 10:00,,,,,A1,", "could not act then"),
        ("L,S13_1,2124-03-04 09:00,,,,,,,", "has not come yet"),
    ],
)
def test_what_only_raises_a_question_is_taken_and_asked_about(
    past: Past, row: str, asked: str
) -> None:
    professional(past.work.body)
    page = said(past.send(row))
    assert "1 can be taken" in page and asked in page
    assert asked in said(past.take())
    assert asked in said(past.manager.get(past.work.page(Consideration.objects.get())))


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("L,S13_1,yesterday,,,,,,,", "no day or time that can be read"),
        ("L,S13_1,2024-03-04,,,,,,,", "a day without a time"),
        ("L,S13_1,2025-03-30 01:30,,,,,,,", "never showed 01:30"),
        ("L,S13_1,2024-10-27 01:30,,,,,,,", "Write earlier or later behind the time"),
        ("L,S13,2024-03-04 09:00,,,,,,,", "on no list"),
        ("L,S13_1,2024-03-04 09:00,,,,,,A7,", "Nobody on the register has this number or name"),
        ("943 476 5919,S13_1,2024-03-04 09:00,,,,,,,", "may be a name"),
        ("9434765919,S13_1,2024-03-04 09:00,,,,,,,", "ten digits, as an NHS number"),
        ("L-123456789012345678901,S13_1,2024-03-04 09:00,,,,,,,", "longer than 20 letters"),
        ("L,S13_1,2024-03-04 09:00,,,,,,,note,cell", "more cells than there are columns"),
        ("L-1,S13_4,2024-03-04 09:00,,,,,,,", "A row above has the same reference"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_by_its_number_and_the_others_can_be_taken(
    past: Past, row: str, wrong: str
) -> None:
    page = said(past.send(GOOD, row))
    assert "1 can be taken, 1 cannot be taken as it is" in page
    assert wrong in page and re.search(r"Row 3 ", page)
    past.take()
    assert Consideration.objects.get().reference == "L-1"


def test_no_message_repeats_what_stands_in_a_cell(past: Past) -> None:
    page = said(past.send("L,Someone,Nobody Known,,,,,,Another,"))
    assert not {"Someone", "Nobody Known", "Another"} & set(page.split())
    assert "Nobody Known" not in page


@pytest.mark.parametrize(
    ("cell", "hour"),
    [
        ("2024-10-27 01:30 earlier", 0),
        ("27/10/2024 01:30 (later)", 1),
        ("2024-10-27 01:30 BST", 0),
        ("2024-10-27T01:30+00:00", 1),
        ("2024-07-01 01:30", 0),
    ],
)
def test_an_hour_that_was_there_twice_is_told_in_words(past: Past, cell: str, hour: int) -> None:
    past.send(f"L,S13_1,{cell},,,,,,,")
    past.take()
    referred = Consideration.objects.get().referred
    assert referred is not None and referred.hour == hour


@pytest.mark.on_postgresql
def test_the_same_rows_again_are_known_and_add_nothing(past: Past) -> None:
    past.send(GOOD, GOOD.replace("L-1", "L-2"))
    past.take()
    again = GOOD.replace("2024-03-04 09:00", "04/03/2024 09:00")
    page = said(past.send(again, GOOD.replace("L-1", "L-3"), GOOD.replace("L-1", "L-3")))
    assert "3 rows: 1 can be taken, 2 are here already" in page
    past.take()
    assert [each.reference for each in Consideration.objects.order_by("reference")] == [
        "L-1",
        "L-2",
        "L-3",
    ]
    assert "Take" not in said(past.send(GOOD)).split()


def test_alike_rows_without_a_reference_are_two_and_the_same_two_again(past: Past) -> None:
    row = GOOD.removeprefix("L-1")
    past.send(row, row)
    past.take()
    year = timezone.localdate().year
    them = Consideration.objects.order_by("reference")
    assert [each.reference for each in them] == [f"{year}-00001", f"{year}-00002"]
    assert "2 are here already" in said(past.send(row, row))
    assert "1 can be taken, 2 are here already" in said(past.send(row, row, row))


def test_a_reference_that_is_another_s_is_told(past: Past) -> None:
    row = past.work.begin()
    page = said(past.send(GOOD.replace("L-1", row.reference)))
    assert "was not brought as this row" in page
    assert Consideration.objects.count() == 1


def test_references_that_the_service_gives_go_on_above_those_that_were_brought(past: Past) -> None:
    year = timezone.localdate().year
    past.send(GOOD.replace("L-1", f"{year}-00041"), GOOD.replace("L-1", f"{year}-X"))
    past.take()
    past.work.now = timezone.now()
    assert past.work.begin().reference == f"{year}-00042"


def test_columns_are_known_by_the_words_of_the_pages_and_codes_by_theirs(past: Past) -> None:
    professional(past.work.body, name="Person A")
    head = "Referred;Outcome;AMHP;Ethnic category;Communication needs;Did an AMHP attend?"
    codes = "2024-03-04 09:00;section 2, admission for assessment;person a;White: British;;Yes"
    assert "1 can be taken" in said(past.send(codes, head=head))
    past.take()
    row = Consideration.objects.get()
    assert (row.outcome, row.ethnicity, row.attended) == ("S2", "A", True)
    assert row.amhp is not None and row.amhp.number == 1


def test_columns_about_the_person_that_are_not_asked_for_are_not_even_held(past: Past) -> None:
    page = said(past.send(f"{GOOD},Nobody Known,1980-01-01", head=f"{HEAD},name,date of birth"))
    assert "2 columns have other names" in page and "11, 12" in page
    log = PastLog.objects.get()
    kept = opened(past.work.body, log.sealed_rows) + opened(past.work.body, log.sealed_found)
    assert "Nobody Known" not in kept and "1980" not in kept


@pytest.mark.parametrize(("choice", "notes"), [("keep", 2), ("leave", 1)])
def test_notes_that_may_say_who_somebody_is_are_asked_about_first(
    past: Past, choice: str, notes: int
) -> None:
    rows = [GOOD + "Ring Mrs Smith on 07700 900123", GOOD.replace("L-1", "L-2") + "nothing more"]
    page = said(past.send(*rows))
    assert "phone number" in page and "Smith" not in page
    assert "Choose what is to be done with the notes" in said(past.take())
    assert not Consideration.objects.exists()
    past.take(notes=choice)
    assert Consideration.objects.count() == 2
    assert Note.objects.count() == notes
    assert Note.objects.filter(found="name,phone number").count() == notes - 1


@pytest.mark.on_postgresql
def test_what_came_to_be_here_since_the_check_is_not_taken_twice(past: Past) -> None:
    past.send(GOOD)
    past.send(GOOD, GOOD.replace("L-1", "L-2"))
    first, second = PastLog.objects.order_by("pk")
    past.manager.post(past.at(f"{first.pk}/"))
    past.manager.post(past.at(f"{second.pk}/"))
    assert Consideration.objects.count() == 2
    page = said(past.manager.post(past.at(f"{second.pk}/")))
    assert "was taken already" in page
    assert Consideration.objects.count() == 2


def test_a_reference_that_somebody_gave_since_the_check_takes_nothing(past: Past) -> None:
    year = timezone.localdate().year
    past.send(GOOD, GOOD.replace("L-1", f"{year}-00001"))
    past.work.now = timezone.now()
    past.work.begin()
    assert "Bring the file again" in said(past.take())
    assert Consideration.objects.count() == 1


def test_who_may_act_is_answered_by_the_thousand_as_for_one() -> None:
    council = register()
    person = council.approved(on=date(2024, 3, 1))
    moments = [
        datetime(2024, month, day, hour, tzinfo=UTC)
        for month, day in ((2, 29), (3, 1), (3, 2), (7, 1))
        for hour in (0, 9, 22, 23)
    ]
    acting = Acting(council.body)
    for at in (*moments, *(each.replace(year=2029) for each in moments[4:])):
        authority = authority_of(council.body)
        assert acting.may_act(person, at, authority) == may_act(person, at, authority), at


def test_a_file_is_thrown_away_by_hand_or_after_a_day(past: Past) -> None:
    past.send(GOOD)
    past.manager.post(past.at(f"{PastLog.objects.get().pk}/"), {"throw": "yes"})
    assert not PastLog.objects.exists()
    past.send(GOOD)
    actions.keep_house(at=PastLog.objects.get().at + timedelta(hours=23))
    assert PastLog.objects.exists()
    actions.keep_house(at=PastLog.objects.get().at + timedelta(hours=24))
    assert not PastLog.objects.exists() and not Consideration.objects.exists()


def test_what_there_was_to_ask_about_goes_after_a_while_and_the_considerations_stay(
    past: Past,
) -> None:
    past.send(GOOD)
    past.take()
    taken = PastLog.objects.get().taken
    assert taken is not None
    actions.keep_house(at=taken + timedelta(days=89))
    assert PastLog.objects.exists()
    actions.keep_house(at=taken + timedelta(days=90))
    assert not PastLog.objects.exists() and Consideration.objects.exists()


def test_a_file_that_is_no_such_table_is_refused_in_words(past: Past) -> None:
    assert "names none of these columns" in said(past.send("1,2", head="a,b"))
    assert "no rows below" in said(past.send())
    assert "two columns for Referred" in said(past.send("", head="referred,Referred"))
    assert "Choose a CSV file" in said(past.manager.post(past.at()))
    file = SimpleUploadedFile("log.csv", b"PK\x03\x04 not a table")
    assert "Excel workbook" in said(past.manager.post(past.at(), {"file": file}))
    assert not PastLog.objects.exists()


def test_the_template_is_read_as_it_is_and_a_file_of_what_was_found_can_be_taken_away(
    past: Past,
) -> None:
    template = past.manager.get(past.at("template.csv")).content.decode("utf-8-sig").strip()
    assert "assessment_start" in template.split(",")
    assert "no rows below" in said(past.send(head=template))
    past.send("L,S13_1,yesterday,,,,,,,", GOOD.replace("2024-03-04 11:00", ""))
    rows = past.manager.get(past.at(f"{PastLog.objects.get().pk}/rows.csv")).content.decode()
    assert "2,cannot be taken,referred," in rows


def test_it_is_brought_by_those_who_do_or_run_the_work_of_that_body_alone(past: Past) -> None:
    past.send(GOOD)
    log = PastLog.objects.get()
    for rest in ("", "template.csv", f"{log.pk}/", f"{log.pk}/rows.csv"):
        assert past.work.service.as_role("amhp").get(past.at(rest)).status_code == 200
        for role in ("register-keeper", "director"):
            assert past.work.service.as_role(role).get(past.at(rest)).status_code == 404
    other = Working(site.body("South Council"))
    manager = other.service.as_role("duty-manager")
    address = other.service.at(f"considerations/past-log/{log.pk}/")
    assert manager.get(address).status_code == 404
    assert manager.post(address).status_code == 404
    assert not Consideration.objects.exists()


def test_a_month_that_is_counted_though_its_rows_are_deleted_is_not_counted_twice(
    past: Past,
) -> None:
    past.send(GOOD)
    past.take()
    actions.set_retention(body=past.work.body, months=12, **past.work.by())
    actions.delete_after_their_time(at=timezone.now())
    assert not Consideration.objects.exists()
    page = said(past.send(GOOD, GOOD.replace("L-1", "L-2").replace("2024-03", "2024-05")))
    assert "this one could be counted twice" in page
    assert "2 rows: 1 can be taken" in page
