"""The rota's pages: who may see and make it, who can be placed, the check, and who was on."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.factories import site
from tests.factories.amhp_rota import RotaService, at
from tests.factories.amhp_rota_pages import soon, text

from evenhand.domain.amhp.rota_swaps import MOVES
from evenhand.web.amhp.models import Placement, RestRule, Shift
from evenhand.web.amhp.rota import actions, queries
from evenhand.web.amhp.rota.actions.swaps import SAID
from evenhand.web.amhp.rota.rules import Refused
from evenhand.web.amhp.rota.views.swaps import BUTTONS

pytestmark = pytest.mark.django_db
BEFORE = at("2026-11-20 12:00")
MONDAY = "2026-11-23 09:00 > 2026-11-23 17:00"


@pytest.fixture
def service() -> RotaService:
    return RotaService()


# --- Rights ---


@pytest.mark.parametrize(
    ("role", "opens"),
    [
        ("duty-manager", {"", "mine/", "swaps/", "on/", "make/", "check/", "rest/"}),
        ("amhp", {"", "mine/", "swaps/", "on/"}),
        ("register-keeper", set()),
        ("director", set()),
        ("contributor", set()),
    ],
)
def test_who_opens_which_page(service: RotaService, role: str, opens: set[str]) -> None:
    client = service.as_role(role)
    pages = ("", "mine/", "swaps/", "on/", "make/", "check/", "rest/")
    answers = {page: client.get(service.at(f"rota/{page}")).status_code for page in pages}
    assert answers == {page: 200 if page in opens else 404 for page in pages}


def test_an_amhp_makes_places_and_publishes_nothing(service: RotaService) -> None:
    who = service.add()
    shift = service.shift(soon(), published=False)
    client = service.visitor(who)
    for page in (f"shifts/{shift.pk}/place/", f"shifts/{shift.pk}/remove/", "publish/", "make/"):
        assert client.post(service.at(f"rota/{page}"), {"who": who.pk}).status_code == 404
    assert not Placement.objects.exists()


def test_who_does_not_make_the_rota_sees_only_what_is_published(service: RotaService) -> None:
    who = service.add("Robin Made-Up")
    week = {"week": "2026-11-23"}
    shift = service.shift(MONDAY, published=False)
    service.place(shift, who, BEFORE)
    page = service.at("rota/")
    assert "Robin Made-Up" in text(service.manager.get(page, week))
    assert "Robin Made-Up" not in text(service.visitor(who).get(page, week))
    assert "09:00 to 17:00" not in text(service.visitor(who).get(page, week))
    Shift.objects.update(published=BEFORE)
    assert "Robin Made-Up" in text(service.visitor(who).get(page, week))


def test_another_body_s_person_cannot_be_placed_here(service: RotaService) -> None:
    stranger = RotaService().add()
    shift = service.shift(soon())
    answer = service.manager.post(
        service.at(f"rota/shifts/{shift.pk}/place/"), {"who": stranger.pk}
    )
    assert "Choose somebody from the list" in text(answer)
    assert not Placement.objects.exists()


# --- Placing ---


@pytest.mark.parametrize(
    ("entries", "why"),
    [
        ([], "No approval is recorded."),
        ([("approve", date(2021, 11, 23))], "The term of the approval ended with 22 November 2026"),
        ([("approve", date(2025, 1, 1)), ("suspend", date(2026, 11, 24))], "Suspended since 24 November 2026"),
        ([("approve", date(2025, 1, 1)), ("end", date(2026, 1, 1))], "The approval ended on 1 January 2026"),
        ([("approve", date(2026, 11, 24))], "No approval is recorded."),
    ],
)  # fmt: skip
def test_only_people_who_may_act_at_every_moment_are_placed(
    service: RotaService, entries: list[tuple[str, date]], why: str
) -> None:
    """The shift goes past midnight, and the register says no at some moment of it."""
    who = service.add(approved=None)
    for event, day in entries:
        service.enter(who, event, day, "REQ" if event == "end" else "")
    night = service.shift("2026-11-23 20:00 > 2026-11-24 08:00")
    with pytest.raises(Refused, match=why):
        service.place(night, who, BEFORE)
    page = service.at(f"rota/shifts/{night.pk}/")
    assert why in text(service.manager.get(page))
    service.manager.post(f"{page}place/", {"who": who.pk})
    assert not Placement.objects.exists()


def test_a_correction_in_the_register_counts_at_once(service: RotaService) -> None:
    who = service.add()
    wrong = service.enter(who, "suspend", date(2026, 11, 1))
    shift = service.shift(MONDAY)
    with pytest.raises(Refused):
        service.place(shift, who, BEFORE)
    right = service.enter(who, "suspend", date(2026, 12, 1))
    right.corrects = wrong
    right.save()
    assert service.place(shift, who, BEFORE).professional == who


def test_placing_tells_what_it_does_to_somebody_s_rest(service: RotaService) -> None:
    who = service.add("Robin Made-Up")
    day = timezone.localdate() + timedelta(days=2)
    early = service.shift(f"{day} 09:00 > {day} 17:00")
    late = service.shift(f"{day} 20:00 > {day} 23:00")
    service.place(early, who, timezone.now())
    answer = service.manager.post(
        service.at(f"rota/shifts/{late.pk}/place/"), {"who": who.pk}, follow=True
    )
    assert "Robin Made-Up is placed." in text(answer)
    assert "Robin Made-Up has 3 hours between two shifts" in text(answer)


@pytest.mark.on_postgresql
def test_nobody_is_on_a_shift_twice(service: RotaService) -> None:
    who, shift = service.add(), service.shift(MONDAY)
    service.place(shift, who, BEFORE)
    with pytest.raises(Refused, match="is on this shift already"):
        service.place(shift, who, BEFORE)


def test_the_trail_keeps_who_was_placed_and_taken_off(service: RotaService) -> None:
    who, shift = service.add(), service.shift(MONDAY)
    placement = service.place(shift, who, BEFORE)
    actions.take_off(placement=placement, until=None, by=service.manager_user, at=BEFORE)
    admin = site.visitor(site.member(service.body, "body-administrator"))
    trail = text(admin.get(f"/bodies/{service.body.slug}/audit/"))
    assert "placed on a shift" in trail
    assert "taken off a shift" in trail


# --- Making, checking, publishing ---

PATTERN = {
    "first": "2026-12-21", "weeks": "2", "weekdays": ["0", "1", "2", "3", "4"], "role": "sole",
    "day_use": "on", "day_starts": "09:00", "day_ends": "17:00", "day_needed": "2",
    "call_use": "on", "call_starts": "17:00", "call_ends": "09:00", "call_needed": "1",
}  # fmt: skip


def test_a_pattern_makes_shifts_once_and_says_which_days_are_bank_holidays(
    service: RotaService,
) -> None:
    page = service.at("rota/make/")
    said = text(service.manager.post(page, PATTERN, follow=True))
    assert "20 shifts made." in said
    assert (
        "Bank holidays among these days: 25 December 2026, 28 December 2026, 1 January 2027."
        in said
    )
    again = text(service.manager.post(page, {**PATTERN, "weeks": "3"}, follow=True))
    assert "10 shifts made. 20 stood there already" in again
    assert Shift.objects.filter(published=None, role="sole").count() == 30


def test_bank_holidays_can_be_left_out(service: RotaService) -> None:
    service.manager.post(service.at("rota/make/"), {**PATTERN, "without_holidays": "on"})
    assert Shift.objects.count() == 14


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"first": "soon"}, "First day: enter a date like 23/11/2026"),
        ({"weeks": "0"}, "Weeks: enter a whole number from 1 to 26"),
        ({"weekdays": []}, "Choose at least one day"),
        ({"day_use": "", "call_use": ""}, "Choose at least one kind of shift"),
        ({"day_starts": "9 o'clock"}, "Day, from: enter a time like 09:30"),
        ({"day_starts": ""}, "Day, from: enter a time like 09:30"),
        ({"day_needed": "many"}, "Day, people needed: enter a whole number from 1 to 50"),
    ],
)
def test_what_is_wrong_with_a_pattern_is_said(
    service: RotaService, wrong: dict[str, object], said: str
) -> None:
    answer = service.manager.post(service.at("rota/make/"), {**PATTERN, **wrong})
    assert said in text(answer).replace("&#x27;", "'")
    assert not Shift.objects.exists()


def test_the_check_tells_what_was_found_and_publishing_needs_it_to_be_read(
    service: RotaService,
) -> None:
    who = service.add("Robin Made-Up")
    service.weeks(date(2026, 11, 23), 2, moment=BEFORE)
    first = Shift.objects.first()
    service.place(first, who, BEFORE)
    days = {"since": "2026-11-23", "until": "2026-11-24"}
    page = text(service.manager.get(service.at("rota/check/")))
    assert "4 shifts wait to be published." in page
    assert "the shift needs 2 people and has 1 who may act" in page
    assert "the on-call shift needs 1 person and has nobody who may act" in page
    refused = service.manager.post(service.at("rota/publish/"), days)
    assert "Read what was found" in text(refused)
    assert not Shift.objects.exclude(published=None).exists()
    service.manager.post(service.at("rota/publish/"), {**days, "read": "on"})
    assert not Shift.objects.filter(published=None).exists()


def test_nothing_is_published_with_somebody_who_may_not_act(service: RotaService) -> None:
    who = service.add("Robin Made-Up")
    service.place(service.shift(MONDAY, published=False), who, BEFORE)
    service.enter(who, "suspend", date(2026, 11, 23))
    days = {"since": "2026-11-23", "until": "2026-11-29", "read": "on"}
    answer = text(service.manager.post(service.at("rota/publish/"), days, follow=True))
    assert "cannot be published while somebody is on it who may not act" in answer
    assert "Robin Made-Up is placed and may not act" in answer
    assert Shift.objects.filter(published=None).count() == 1


def test_a_published_shift_with_somebody_on_it_is_not_removed(service: RotaService) -> None:
    shift = service.shift(soon())
    service.place(shift, service.add(), timezone.now())
    page = service.at(f"rota/shifts/{shift.pk}/remove/")
    assert "Take them off first" in text(service.manager.post(page, follow=True))
    Placement.objects.update(ended=timezone.now())
    service.manager.post(page)
    assert not Shift.objects.exists()


def test_rules_of_rest_are_the_service_s_own(service: RotaService) -> None:
    page = service.at("rota/rest/")
    told = {"hours_between": "12", "most_hours_a_week": "40", "most_nights_in_a_row": "3"}
    assert "Saved." in text(service.manager.post(page, told, follow=True))
    kept = RestRule.objects.get(body=service.body)
    assert (kept.hours_between, kept.on_call_counts, kept.swaps_need_agreement) == (
        12,
        False,
        False,
    )
    assert "from 1 to 14" in text(
        service.manager.post(page, {**told, "most_nights_in_a_row": "15"})
    )


def test_what_a_shift_asks_for_can_be_changed(service: RotaService) -> None:
    shift = service.shift(soon())
    page = service.at(f"rota/shifts/{shift.pk}/change/")
    service.manager.post(page, {"needed": "3", "skills": ["BSL", "URDU"], "with_second": "on"})
    shift.refresh_from_db()
    assert (shift.needed, set(shift.skills.split(",")), shift.with_second) == (
        3,
        {"BSL", "URDU"},
        True,
    )
    assert "Urdu" in text(service.manager.get(service.at(f"rota/shifts/{shift.pk}/")))


# --- Who was on ---
@pytest.mark.on_postgresql
def test_who_was_on_is_told_for_any_hour(service: RotaService) -> None:
    """One left at one o'clock and another came then; afterwards the duty manager records it."""
    one, other = service.add("Person One"), service.add("Person Two")
    shift = service.shift("2026-03-02 09:00 > 2026-03-02 17:00")
    placement = service.place(shift, one, at("2026-02-01 09:00"))
    page = service.at(f"rota/placements/{placement.pk}/take-off/")
    service.manager.post(page, {"until": "13:00"})
    place = service.at(f"rota/shifts/{shift.pk}/place/")
    service.manager.post(place, {"who": other.pk, "since": "13:00"})

    def names(clock: str) -> list[str]:
        found = queries.on_at(service.body, at(f"2026-03-02 {clock}"))
        return [each.name for each in found]

    assert [names(clock) for clock in ("08:59", "09:00", "12:59", "13:00", "17:00")] == [
        [], ["Person One"], ["Person One"], ["Person Two"], [],
    ]  # fmt: skip
    asked = {"day": "2026-03-02", "time": "13:00"}
    assert "Person Two" in text(service.visitor(one).get(service.at("rota/on/"), asked))


def test_a_time_outside_the_shift_is_refused(service: RotaService) -> None:
    who = service.add()
    shift = service.shift("2026-03-02 09:00 > 2026-03-02 17:00")
    placement = service.place(shift, who, at("2026-02-01 09:00"))
    page = service.at(f"rota/placements/{placement.pk}/take-off/")
    assert "That time is not in the shift" in text(service.manager.post(page, {"until": "18:00"}, follow=True))  # fmt: skip
    assert "enter a time" in text(service.manager.post(page, {"until": ""}, follow=True))
    place = service.at(f"rota/shifts/{shift.pk}/place/")
    late = {"who": service.add().pk, "since": "18:00"}
    assert "That time is not in the shift" in text(service.manager.post(place, late, follow=True))
    assert Placement.objects.filter(ended=None).count() == 1


@pytest.mark.on_postgresql
def test_an_hour_that_clocks_showed_twice_has_two_answers(service: RotaService) -> None:
    one, other = service.add("Person One"), service.add("Person Two")
    changed = at("2026-10-25 01:00+00:00")
    early = service.shift("2026-10-24 20:00 > 2026-10-25 01:00+00:00")
    late = service.shift("2026-10-25 01:00+00:00 > 2026-10-25 09:00")
    assert early.ends == late.starts == changed
    service.place(early, one, BEFORE)
    service.place(late, other, BEFORE)
    page = text(service.manager.get(service.at("rota/on/"), {"day": "2026-10-25", "time": "01:30"}))
    assert page.index("Person One") < page.index("Person Two")
    assert "01:30 BST" in page
    assert "01:30 GMT" in page
    never = service.manager.get(service.at("rota/on/"), {"day": "2026-03-29", "time": "01:30"})
    assert "Clocks in London never showed 01:30" in text(never)


def test_the_live_board_is_told_who_may_not_act_now(service: RotaService) -> None:
    """Suspended in the middle of a shift: still on it, and said to be barred; and a gap from then."""
    who = service.add("Robin Made-Up")
    shift = service.shift("2026-11-23 20:00 > 2026-11-24 08:00")
    service.place(shift, who, BEFORE, second=False)
    service.enter(who, "suspend", date(2026, 11, 24))
    midnight = at("2026-11-24 00:00")
    (before,) = queries.on_now(service.body, midnight - timedelta(minutes=1))
    (after,) = queries.on_now(service.body, midnight)
    assert (before.may_act, after.may_act) == (True, False)
    assert after.why_not.startswith("Suspended since 24 November 2026")
    assert after.until == at("2026-11-24 08:00")
    gaps = queries.gaps(service.body, BEFORE, at("2026-11-24 06:00"))
    assert [(gap.span.since, gap.span.until, gap.missing) for gap in gaps] == [
        (midnight, at("2026-11-24 06:00"), 1)
    ]


def test_the_live_board_knows_nothing_of_what_is_not_published(service: RotaService) -> None:
    service.place(service.shift(MONDAY, published=False, needed=2), service.add(), BEFORE)
    noon = at("2026-11-23 12:00")
    assert queries.on_now(service.body, noon) == []
    assert queries.gaps(service.body, noon, noon + timedelta(days=1)) == []


def test_the_check_looks_at_the_weeks_beside_it(service: RotaService) -> None:
    """Six days of eight hours before the days that are checked, and one on them."""
    who = service.add("Robin Made-Up")
    for number in range(7):
        day = date(2026, 11, 17) + timedelta(days=number)
        shift = service.shift(f"{day} 09:00 > {day} 17:00", published=number < 6)
        service.place(shift, who, BEFORE)
    days = {"since": "2026-11-23", "until": "2026-11-23"}
    page = text(service.manager.get(service.at("rota/check/"), days))
    assert "Robin Made-Up has 56 hours in the seven days" in page


def test_questions_of_the_live_board_take_few_queries(
    service: RotaService, django_assert_max_num_queries: object
) -> None:
    people = [service.add() for _ in range(6)]
    shift = service.shift(MONDAY, needed=6)
    noon = at("2026-11-23 12:00")
    for who in people:
        service.place(shift, who, BEFORE)
    with django_assert_max_num_queries(3):
        assert len(queries.on_now(service.body, noon)) == 6
    with django_assert_max_num_queries(5):
        assert queries.gaps(service.body, noon, noon + timedelta(days=1)) == []


def test_every_move_of_a_swap_has_its_words() -> None:
    people = set(MOVES) - {"fall-away"}
    assert set(BUTTONS) == people
    assert {each.removeprefix("swap: ") for each in SAID} == people
