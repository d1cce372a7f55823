"""Private calendars: opened by a secret alone, telling nothing but shifts, right through clock changes."""

import logging
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from tests.factories.amhp_rota import RotaService, at
from tests.factories.amhp_rota_pages import soon, text

from evenhand.domain.amhp.rota import Kind, Placed, Slot, Span
from evenhand.web.amhp.models import Feed, Placement
from evenhand.web.amhp.rota import actions
from evenhand.web.amhp.rota.feed import written

pytestmark = pytest.mark.django_db
MADE = datetime(2026, 3, 1, 9, tzinfo=UTC)


class Reader(RotaService):
    """Somebody with one shift to come, and the address that they made on their page."""

    def __init__(self) -> None:
        super().__init__()
        self.who = self.add("Robin Made-Up")
        self.placement = self.place(self.shift(soon()), self.who, timezone.now())
        self.address = self.new_address()

    def new_address(self) -> str:
        page = text(self.visitor(self.who).post(self.at("rota/mine/calendar/")))
        found = re.search(r"http://testserver(/calendar/[\w-]+/shifts\.ics)", page)
        assert found
        return found[1]

    def events(self) -> list[object]:
        answer = Client().get(self.address)
        assert answer.status_code == 200
        return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_a_private_address_shows_published_shifts_without_signing_in() -> None:
    service = Reader()
    service.place(service.shift(soon(60), published=False), service.who, timezone.now())
    (event,) = service.events()
    assert event.decoded("dtstart") == service.placement.shift.starts
    assert event.decoded("dtend") == service.placement.shift.ends
    assert str(event["summary"]) == "AMHP shift"


def test_it_tells_nothing_of_anybody() -> None:
    service = Reader()
    colleague = service.add("Colleague Made-Up", skills="BSL")
    service.place(service.placement.shift, colleague, timezone.now())
    told = Client().get(service.address).content.decode()
    for word in (
        "Made-Up",
        service.body.name,
        service.body.slug,
        "BSL",
        service.accounts[service.who.pk].email,
    ):
        assert word not in told
    names = {line.split(":")[0].split(";")[0] for line in told.splitlines()}
    assert names == {
        "BEGIN", "END", "PRODID", "VERSION", "CALSCALE", "METHOD", "X-WR-CALNAME", "REFRESH-INTERVAL",
        "X-PUBLISHED-TTL", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS",
    }  # fmt: skip


def test_a_wrong_an_ended_and_a_renewed_secret_are_alike() -> None:
    service = Reader()
    first = service.address
    service.address = service.new_address()
    assert len(service.events()) == 1
    service.visitor(service.who).post(service.at("rota/mine/calendar/end/"))
    answers = [
        Client().get(address) for address in (first, service.address, "/calendar/wrong/shifts.ics")
    ]
    told = {(each.status_code, each.content, str(sorted(each.items()))) for each in answers}
    assert len(told) == 1
    assert answers[0].status_code == 404


def test_it_ends_with_somebody_s_access() -> None:
    service = Reader()
    service.accounts[service.who.pk].memberships.update(ended=timezone.now())
    assert Client().get(service.address).status_code == 404


def test_a_shift_that_was_given_away_goes() -> None:
    service = Reader()
    actions.take_off(
        placement=service.placement, until=None, by=service.manager_user, at=timezone.now()
    )
    assert service.events() == []


def test_only_a_hash_of_the_secret_is_kept_and_it_is_shown_once() -> None:
    service = Reader()
    secret = service.address.split("/")[2]
    (kept,) = Feed.objects.values()
    assert all(secret not in str(value) for value in kept.values())
    assert len(kept["secret_hash"]) == 64
    assert secret not in text(service.visitor(service.who).get(service.at("rota/mine/")))


def test_no_cache_no_referrer_and_no_log_keep_the_address(caplog: pytest.LogCaptureFixture) -> None:
    service = Reader()
    with caplog.at_level(logging.DEBUG):
        good = Client().get(service.address)
        bad = Client().get("/calendar/something-secret/shifts.ics")
    for answer in (good, bad):
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cache-Control"] == "private, no-cache"
        assert not answer.cookies
    secret = service.address.split("/")[2]
    assert secret not in caplog.text
    assert "something-secret" not in caplog.text
    assert Client().post(service.address).status_code == 405


def test_another_s_placement_never_gets_in() -> None:
    service, other = Reader(), Reader()
    (event,) = service.events()
    assert f"placement-{other.placement.pk}@" not in str(event["uid"])
    assert Placement.objects.count() == 2


def lines_of(told: bytes) -> list[str]:
    """Lines of a calendar as RFC 5545 cuts them, folded ones put together: written for this test alone."""
    assert told.endswith(b"\r\n")
    assert b"\n" not in told.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in told.split(b"\r\n"))
    return told.decode("utf-8").replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


@pytest.mark.parametrize(
    ("since", "until", "starts", "ends", "hours"),
    [
        ("2026-03-28 22:00", "2026-03-29 08:00", "20260328T220000Z", "20260329T070000Z", 9),
        ("2026-10-24 22:00", "2026-10-25 08:00", "20261024T210000Z", "20261025T080000Z", 11),
        ("2026-07-01 09:00", "2026-07-01 17:00", "20260701T080000Z", "20260701T160000Z", 8),
        ("2026-11-23 09:00", "2026-11-23 17:00", "20261123T090000Z", "20261123T170000Z", 8),
    ],
)
def test_times_are_right_through_changes_of_clocks(
    since: str, until: str, starts: str, ends: str, hours: int
) -> None:
    """What clocks in London show is read back as the same instants, by a library and line by line."""
    slot = Slot(id=1, span=Span(at(since), at(until)), kind=Kind.ON_CALL)
    told = written([(7, Placed(slot=slot, person=1), MADE)])
    (event,) = Calendar.from_ical(told).walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (at(since), at(until))
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(hours=hours)
    lines = lines_of(told)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1
    for line in ("VERSION:2.0", f"DTSTART:{starts}", f"DTEND:{ends}", "DTSTAMP:20260301T090000Z",
                 "UID:placement-7@amhp-rota.evenhand", "SUMMARY:AMHP on call"):  # fmt: skip
        assert lines.count(line) == 1, line


def test_an_empty_calendar_is_one_too() -> None:
    assert lines_of(written([]))[-1] == "END:VCALENDAR"
    assert list(Calendar.from_ical(written([])).walk("VEVENT")) == []


def test_the_same_shifts_make_the_same_calendar() -> None:
    slot = Slot(id=1, span=Span(at("2026-07-01 09:00"), at("2026-07-01 17:00")))
    shifts = [(7, Placed(slot=slot, person=1), MADE)]
    assert written(shifts) == written(shifts)
