"""Considerations are deleted after the time that the body sets; reports of past months count as before."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from tests.factories import site
from tests.factories.amhp_work import NIGHT, Working, professional, said

from evenhand.domain.amhp.sight.report import SightReport
from evenhand.pipeline.amhp_report import Given, SightWanted, report_of
from evenhand.web.amhp.models import (
    Ask,
    Change,
    Consideration,
    Delay,
    KeptCounts,
    Obstacle,
    Retention,
    SafetyRecord,
)
from evenhand.web.amhp.sight.queries import first_month, tables_of
from evenhand.web.amhp.work import actions, queries
from evenhand.web.core.models import RecordKey

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
YEARS_ON = NIGHT + timedelta(days=800)


@pytest.fixture
def work() -> Working:
    return Working()


def over(work: Working, day: int = 0, **told: object) -> Consideration:
    """A consideration that is over, with a delay."""
    begun = NIGHT + timedelta(days=day)
    row = work.begin(
        referred=begun,
        assessment_start=begun + timedelta(hours=3),
        assessment_end=begun + timedelta(hours=4),
        outcome="NO_ADMISSION_COMMUNITY",
        **told,
    )
    actions.add_delay(
        consideration=row,
        reason="BED",
        since=begun,
        until=begun + timedelta(hours=2),
        responsible="",
        **work.by(),
    )
    Ask.objects.create(
        consideration=row,
        what=("BED", "DOCTOR")[day % 2],
        asked=begun,
        answered=begun + timedelta(minutes=30 + day) if day % 3 else None,
        answer="FOUND" if day % 3 else "",
    )
    return row


def keep_for(work: Working, months: int) -> None:
    actions.set_retention(body=work.body, months=months, **work.by())


def report(work: Working, month: date, readers: str = "service") -> SightReport:
    return report_of(
        tables_of(work.body, YEARS_ON),
        Given(bodies=[work.body.name], kept={work.body.name: queries.kept_months_of(work.body)}),
        SightWanted(month=month, readers=readers),
    )


def counted(work: Working) -> list[object]:
    """What reports of three months say, for the service and for readers outside."""
    found: list[object] = []
    for month in (date(2026, 3, 1), date(2026, 4, 1), date(2026, 12, 1)):
        for readers in ("service", "board"):
            made = report(work, month, readers)
            found += [made.counts, made.safety, made.cover, made.asks]
    return found


def test_reports_of_past_months_say_the_same_before_and_after(work: Working) -> None:
    for day in range(40):
        over(work, day, ethnicity="ANDHC"[day % 5], gender="F", interpreter="PROVIDED")
    work.begin(referred=NIGHT, outcome="S2")
    Consideration.objects.filter(outcome="S2").update(open=False)
    before, first = counted(work), first_month(work.body)
    march = report(work, date(2026, 3, 1))
    assert march.counts.outcomes["NO_ADMISSION_COMMUNITY"]
    assert [each.what for each in march.asks] == ["DOCTOR", "BED"]
    keep_for(work, 12)
    # Half of them first, so that counts of one month are kept twice.
    actions.delete_after_their_time(at=datetime.fromisoformat("2027-03-17T04:00+00:00"))
    assert 0 < Consideration.objects.count() < 41
    assert counted(work) == before
    actions.delete_after_their_time(at=YEARS_ON)
    assert Consideration.objects.count() == 0
    assert counted(work) == before
    assert first_month(work.body) == first


def test_nothing_is_deleted_while_no_time_is_set_or_before_it(work: Working) -> None:
    row = over(work)
    actions.delete_after_their_time(at=YEARS_ON)
    assert Consideration.objects.exists()
    keep_for(work, 24)
    last = datetime.fromisoformat("2028-03-02T12:00+00:00")
    actions.delete_after_their_time(at=last)
    assert Consideration.objects.exists()
    actions.delete_after_their_time(at=last + timedelta(days=1))
    assert not Consideration.objects.filter(pk=row.pk).exists()


def test_what_is_open_is_never_deleted(work: Working) -> None:
    row = work.begin()
    keep_for(work, 12)
    actions.delete_after_their_time(at=YEARS_ON)
    assert work.fresh(row).open


def test_one_without_any_time_counts_from_the_day_on_which_it_was_entered(work: Working) -> None:
    row = work.begin(referred=None)
    Consideration.objects.filter(pk=row.pk).update(open=False)
    keep_for(work, 12)
    before = report(work, date(2026, 3, 1)).counts.undated
    actions.delete_after_their_time(at=NIGHT + timedelta(days=300))
    assert Consideration.objects.exists()
    actions.delete_after_their_time(at=YEARS_ON)
    assert not Consideration.objects.exists()
    assert report(work, date(2026, 3, 1)).counts.undated == before == 1


def test_what_hangs_on_it_goes_and_what_is_the_amhp_s_own_stays(work: Working) -> None:
    row = over(work)
    who = professional(work.body, work.one)
    SafetyRecord.objects.create(
        body=work.body, consideration=row, professional=who, day=NIGHT.date(), lone_visit=True
    )
    Obstacle.objects.create(
        body=work.body, number=1, kind="BED", sealed_text=b"x", consideration=row, raised=NIGHT
    )
    about = f"amhp.consideration:{row.pk}"
    assert RecordKey.objects.filter(about=about).exists()
    keep_for(work, 12)
    actions.delete_after_their_time(at=YEARS_ON)
    assert not Delay.objects.exists() and not Change.objects.exists()
    assert not RecordKey.objects.filter(about=about).exists()
    assert SafetyRecord.objects.get().consideration is None
    assert Obstacle.objects.get().consideration is None
    assert b"considered" not in bytes(KeptCounts.objects.get().sealed)
    trail = said(work.service.as_role("body-administrator").get(f"/bodies/{work.body.slug}/audit/"))
    assert "considerations deleted after their time" in trail.lower()


def test_another_body_s_time_is_its_own(work: Working) -> None:
    over(work)
    other = Working()
    over(other)
    keep_for(other, 12)
    actions.delete_after_their_time(at=YEARS_ON)
    assert [each.body for each in Consideration.objects.all()] == [work.body]


@pytest.fixture
def manager(work: Working) -> Client:
    return work.service.as_role("duty-manager")


def test_the_page_asks_for_a_time_until_it_is_set(work: Working, manager: Client) -> None:
    address = work.service.at("keeping/")
    home = f"/bodies/{work.body.slug}/"
    assert "Not set yet: nothing is deleted." in said(manager.get(address))
    assert "Not set yet" not in said(manager.get(home))
    work.begin(referred=site.now())
    for page in (home, work.service.at()):
        assert "Not set yet: please set it." in said(manager.get(page)), page
    assert "Enter 12 months or more" in said(manager.post(address, {"months": "11"}))
    assert manager.post(address, {"months": "96"}).status_code == 302
    assert Retention.objects.get().months == 96
    assert "96 months after the last time" in said(manager.get(address))
    assert "Not set yet" not in said(manager.get(home))


def test_what_a_time_would_delete_at_once_is_asked_about_first(
    work: Working, manager: Client
) -> None:
    row = over(work)
    Consideration.objects.filter(pk=row.pk).update(
        referred="2020-01-01T09:00Z", assessment_start=None, assessment_end=None
    )
    address = work.service.at("keeping/")
    told = said(manager.post(address, {"months": "24"}))
    assert "1 consideration is older than 24 months and will be deleted" in told
    assert not Retention.objects.exists()
    assert manager.post(address, {"months": "24", "seen": "on"}).status_code == 302
    assert Retention.objects.get().months == 24


def test_who_may_set_it(work: Working) -> None:
    address = work.service.at("keeping/")
    assert work.service.as_role("body-administrator").get(address).status_code == 200
    for role in ("amhp", "register-keeper", "director"):
        assert work.service.as_role(role).get(address).status_code == 404, role


def test_the_privacy_page_says_that_the_council_sets_the_time() -> None:
    assert "deleted after a time that the council sets" in said(Client().get("/privacy/"))
