"""A consideration is saved at once and changed later; of two people nobody loses what they entered."""

import json
import threading
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from tests.factories.amhp_work import NIGHT, Working, after, said

from evenhand.web.amhp.models import Change, Consideration
from evenhand.web.amhp.sealed import opened
from evenhand.web.amhp.work import actions, queries
from evenhand.web.bodies.rules import Refused
from evenhand.web.core.models import AuditEntry
from evenhand.web.core.queries import what_is_broken
from evenhand.web.submissions.management.commands.worker import once_a_day

pytestmark = pytest.mark.on_postgresql

LONDON = ZoneInfo("Europe/London")


@pytest.mark.django_db
def test_one_is_saved_with_nothing_but_the_time() -> None:
    work = Working()
    row = work.fresh(work.begin())
    assert (row.reference, row.version, row.open, row.referred) == ("2026-00001", 1, True, NIGHT)
    assert work.begin().reference == "2026-00002"


@pytest.mark.django_db
def test_references_begin_anew_with_london_s_year_and_in_each_body() -> None:
    work, other = Working(), Working()
    work.begin()
    assert other.begin().reference == "2026-00001"
    midnight = datetime(2027, 1, 1, tzinfo=LONDON)
    made = actions.start(body=work.body, told={}, by=work.one, at=midnight)
    assert made.reference == "2027-00001"


@pytest.mark.django_db
def test_the_same_button_twice_begins_one() -> None:
    work = Working()
    first = actions.start(body=work.body, told={}, once="page-1", **work.by())
    again = actions.start(body=work.body, told={}, once="page-1", **work.by())
    assert first.pk == again.pk
    assert Consideration.objects.count() == 1


@pytest.mark.django_db
def test_what_two_people_changed_in_different_fields_goes_together() -> None:
    work = Working()
    row = work.begin()
    work.change(row, version=1, accepted=after(5))
    saved = work.change(row, version=1, user=work.other, referrer="GP")
    assert (saved.changed, saved.beside) == (("referrer",), ())
    row = work.fresh(row)
    assert (row.accepted, row.referrer, row.version) == (after(5), "GP", 3)


@pytest.mark.django_db
def test_what_two_people_changed_in_the_same_field_is_kept_from_both() -> None:
    work = Working()
    row = work.begin()
    work.change(row, version=1, outcome="S2", referrer="GP")
    saved = work.change(row, version=1, user=work.other, outcome="INFORMAL", request="S13_1")
    assert (saved.changed, saved.beside) == (("request",), ("outcome",))
    row = work.fresh(row)
    assert (row.outcome, row.request) == ("S2", "S13_1")
    (waiting,) = queries.waiting_beside(row)
    assert (waiting.after, waiting.row.by) == ({"outcome": "INFORMAL"}, work.other)


@pytest.mark.django_db
def test_the_same_value_twice_is_no_question_and_an_old_page_sent_twice_is_kept_once() -> None:
    work = Working()
    row = work.begin()
    work.change(row, version=1, outcome="S2")
    assert work.change(row, version=1, user=work.other, outcome="S2").beside == ()
    for _ in range(2):
        work.change(row, version=1, user=work.other, outcome="S3")
    assert Change.objects.filter(beside=True).count() == 1


@pytest.mark.django_db
def test_an_old_page_does_not_undo_what_it_did_not_touch() -> None:
    """The form of somebody who opened it early still says that nothing is accepted."""
    work = Working()
    row = work.begin()
    work.change(row, version=1, accepted=after(5))
    saved = work.change(row, version=1, user=work.other, accepted=None, allocated=after(9))
    assert saved.changed == ("allocated",)
    assert work.fresh(row).accepted == after(5)


@pytest.mark.django_db
@pytest.mark.parametrize(("take", "outcome"), [({"outcome"}, "INFORMAL"), (set(), "S2")])
def test_somebody_chooses_and_both_stay_in_the_history(take: set[str], outcome: str) -> None:
    work = Working()
    row = work.begin()
    work.change(row, version=1, outcome="S2")
    work.change(row, version=1, user=work.other, outcome="INFORMAL")
    (waiting,) = queries.waiting_beside(row)
    told = {"change": waiting.row, "take": take}
    with pytest.raises(Refused, match="since you opened"):
        actions.resolve(version=1, **told, **work.by())
    actions.resolve(version=2, **told, **work.by())
    row = work.fresh(row)
    assert row.outcome == outcome
    assert queries.waiting_beside(row) == []
    assert any(each.after == {"outcome": "INFORMAL"} for each in queries.changes_of(row))
    with pytest.raises(Refused, match="already"):
        actions.resolve(version=row.version, **told, **work.by())


@pytest.mark.django_db
def test_open_is_what_the_status_says_with_every_change() -> None:
    work = Working()
    row = work.begin()
    for told, still_open in (
        ({"assessment_end": after(60)}, True),
        ({"outcome": "S2", "application_signed": after(70)}, True),
        ({"admitted": after(200)}, False),
        ({"admitted": None}, True),
        ({"outcome": "INFORMAL"}, False),
    ):
        work.change(row, **told)
        assert work.fresh(row).open is still_open, told


@pytest.mark.django_db
def test_an_admission_without_an_outcome_is_still_open() -> None:
    work = Working()
    assert work.fresh(work.begin(admitted=after(60))).open


@pytest.mark.django_db
def test_nothing_of_the_record_stands_readable_in_the_trail_or_the_changes() -> None:
    work = Working()
    row = work.begin(person="REF-777", ethnicity="M")
    for kept in Change.objects.all():
        assert b"REF-777" not in bytes(kept.sealed)
        assert json.loads(opened(work.body, kept.sealed))["after"]["person"] == "REF-777"
    for entry in AuditEntry.objects.all():
        plain = f"{entry.what} {entry.about} {entry.by} {entry.body}".encode() + bytes(entry.sealed)
        assert b"REF-777" not in plain
    assert row.reference not in "".join(entry.about for entry in AuditEntry.objects.all())


@pytest.mark.django_db(transaction=True)
def test_begun_at_once_each_gets_a_number_of_its_own() -> None:
    work = Working()
    gate, wrong = threading.Barrier(4), []

    def begin() -> None:
        gate.wait()
        try:
            actions.start(body=work.body, told={"referred": NIGHT}, by=work.one, at=NIGHT)
        except Exception as why:  # noqa: BLE001 whatever it is, it is a failure
            wrong.append(why)
        finally:
            connection.close()

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    assert wrong == []
    numbers = sorted(Consideration.objects.values_list("reference", flat=True))
    assert numbers == [f"2026-0000{number}" for number in (1, 2, 3, 4)]
    assert what_is_broken() == ""


@pytest.mark.django_db(transaction=True)
def test_two_who_save_the_same_field_at_once_are_both_kept() -> None:
    work = Working()
    row = work.begin()
    gate = threading.Barrier(2)

    def save(outcome: str, user: object) -> None:
        gate.wait()
        try:
            told = {"outcome": outcome}
            actions.change(consideration=row, version=1, told=told, by=user, at=after(9))
        finally:
            connection.close()

    threads = [
        threading.Thread(target=save, args=pair)
        for pair in (("S2", work.one), ("INFORMAL", work.other))
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    row = work.fresh(row)
    (waiting,) = queries.waiting_beside(row)
    assert {row.outcome, waiting.after["outcome"]} == {"S2", "INFORMAL"}


@pytest.mark.django_db
def test_the_trail_tells_administrators_which_fields_and_never_what_they_say() -> None:
    """Whoever reads the trail does not see considerations."""
    work = Working()
    row = work.begin(ethnicity="M", outcome="S2", person="REF-777")
    work.change(row, outcome="S3", user=work.other)
    work.change(row, version=1, outcome="INFORMAL")
    told = {"since": None, "until": None, "responsible": "ICB"}
    actions.add_delay(consideration=row, reason="REFUSED_INFORMAL", **told, **work.by())
    page = said(work.service.as_role("body-administrator").get(f"/bodies/{work.body.slug}/audit/"))
    assert "consideration changed" in page
    assert "ethnicity" in page
    for secret in ("REF-777", "S2", "S3", "INFORMAL", "REFUSED_INFORMAL", "ICB"):
        assert secret not in page, secret


@pytest.mark.django_db
def test_what_stands_beside_has_its_changes_in_the_history_too() -> None:
    work = Working()
    row = work.begin(miles=7)
    ask = actions.ask(consideration=row, what="BED", of="North Ward", asked=after(1), **work.by())
    told = {"answer": "FOUND", "answered": after(9), "out_of_area": None, "miles": 80}
    actions.answer(ask=ask, shown="", **told, **work.by())
    page = said(work.service.as_role("amhp").get(work.page(row, "history/")))
    assert "What came of it: Found before: Not recorded" in page
    assert "Of whom: North Ward" in page
    # The miles of the bed are not the miles of the consideration, whoever opened the page earlier.
    assert work.change(row, version=1, miles=None).changed == ("miles",)


@pytest.mark.django_db
def test_what_is_over_by_time_alone_leaves_the_board_when_the_worker_keeps_house() -> None:
    work = Working()
    row = work.begin(assessment_start=NIGHT, assessment_end=after(60), outcome="S2")
    for days, is_open in ((13, True), (15, False)):
        once_a_day(NIGHT + timedelta(days=days))
        assert work.fresh(row).open is is_open, days
    assert work.fresh(row).version == 1
