"""The report over a region's AMHP services: made by the worker, told with who is in it and who not."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories import site
from tests.factories.amhp_region import Region, work_through
from tests.factories.amhp_work import said

from evenhand.web.amhp.models import RegionFile, RegionReport

pytestmark = pytest.mark.django_db


def test_an_analyst_asks_the_worker_makes_it_and_the_analyst_reads_it() -> None:
    region = Region(12, 30)
    region.ask()
    assert "Waiting for its turn" in said(region.analyst.get(region.at()))
    work_through()
    assert "Read it" in said(region.analyst.get(region.at()))
    page = said(region.analyst.get(region.at(f"{region.month}/month/")))
    assert "about 40 cases were considered" in page
    assert "small numbers are hidden" in page and "2 services" in page
    for kind in ("html", "pdf", "docx", "xlsx"):
        assert region.analyst.get(region.at(f"{region.month}/month.{kind}")).status_code == 200


def test_what_is_kept_is_sealed_and_made_of_protected_counts_alone() -> None:
    region = Region(12, 31)
    region.ask()
    work_through()
    kept = list(RegionFile.objects.all())
    assert len(kept) == 4
    assert all(b"considered" not in bytes(each.sealed) for each in kept)
    page = region.analyst.get(region.at(f"{region.month}/month.html")).content.decode()
    assert "43 cases" not in page
    assert f"AMHP services of {region.body.name}" in page
    assert region.analyst.get(region.services[0].service.at("reports/")).status_code == 404


def test_it_says_which_services_are_in_it_and_which_not_and_why() -> None:
    region = Region(6, 7)
    idle = site.body(name="Idle Council", parent=region.body)
    page = said(region.analyst.get(region.at()))
    assert f"{idle.name}. No consideration is recorded there." in page
    region.ask()
    work_through()
    there = said(region.analyst.get(region.at(f"{region.month}/month/")))
    assert "Idle Council. No consideration is recorded there." in there
    assert region.services[0].body.name in there


def test_one_service_alone_is_no_sum() -> None:
    region = Region(12)
    region.ask()
    work_through()
    page = said(region.analyst.get(region.at()))
    assert "could not be made" in page and "Fewer than two services" in page
    assert region.analyst.get(region.at(f"{region.month}/month/")).status_code == 404


@pytest.mark.on_postgresql
def test_two_at_once_are_refused_until_the_first_has_gone_silent() -> None:
    region = Region(6, 7)
    first = region.ask()
    region.ask("quarter")
    assert RegionReport.objects.count() == 1
    later = timezone.now() - timedelta(minutes=6)
    RegionReport.objects.filter(pk=first.pk).update(state="running", beat=later)
    assert "Nothing has been heard" in said(region.analyst.get(region.at()))
    region.ask("quarter")
    work_through()
    states = set(RegionReport.objects.values_list("months", "state"))
    assert states == {(1, "failed"), (3, "done")}


def test_a_report_that_is_made_again_takes_the_place_of_the_first() -> None:
    region = Region(6, 7)
    for _ in range(2):
        region.ask()
        work_through()
    assert RegionReport.objects.filter(state="done").count() == 1


@pytest.mark.parametrize(
    "rest", ["2026-13/month/", "2999-01/month/", "{month}/year/", "{month}/month.exe"]
)
def test_a_report_that_there_cannot_be_is_not_found(rest: str) -> None:
    region = Region(1)
    assert region.analyst.get(region.at(rest.format(month=region.month))).status_code == 404
