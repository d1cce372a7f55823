"""The desk of a region: who has sent what, whom to ask, all of it together and in files."""

import csv
import hashlib
import io
import zipfile
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories import site
from tests.factories.releases import ONE_ERROR, a_year, released
from tests.web.test_dashboards import ratio, reader, text, trusts

from evenhand.web.bodies.models import Body
from evenhand.web.releases.models import Release

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
DAY = date(2025, 3, 31)


@pytest.fixture
def region() -> Body:
    return site.body(kind="region")


@pytest.fixture
def analyst(region: Body) -> Client:
    return reader(region, "regional-analyst")


def test_every_body_below_is_there_whatever_it_has_done(region: Body, analyst: Client) -> None:
    council, trust = site.body(parent=region), site.body(kind="nhs-trust", parent=region)
    elsewhere = site.body()
    a_year(trust, DAY, "in review")
    page = text(analyst, f"/bodies/{region.slug}/desk/")
    assert f"{council.name}</th><td>Not begun</td><td>Not applicable</td><td>Contributor" in page
    assert f"{trust.name}</th><td>In review</td><td>31 March 2026</td><td>Reviewer" in page
    assert elsewhere.name not in page


def test_the_desk_of_a_country_holds_the_bodies_of_its_regions() -> None:
    country = site.body(kind="country")
    council = site.body(parent=site.body(kind="region", parent=country))
    page = text(reader(country, "national-analyst"), f"/bodies/{country.slug}/desk/")
    assert council.name in page


def test_a_year_that_was_withdrawn_is_not_begun(region: Body, analyst: Client) -> None:
    trust = site.body(kind="nhs-trust", parent=region)
    year = a_year(trust, DAY, "computed")
    year.state = "withdrawn"
    year.save()
    assert "Not begun" in text(analyst, f"/bodies/{region.slug}/desk/")


def test_only_those_who_have_not_begun_or_are_stuck_are_asked_after(
    region: Body, analyst: Client
) -> None:
    quiet, busy, done, none = (site.body(parent=region) for _ in range(4))
    a_year(quiet, DAY, "checked", at=timezone.now() - timedelta(days=20))
    a_year(busy, DAY, "checked", at=timezone.now() - timedelta(days=2))
    released(done, DAY, approved_at=timezone.now() - timedelta(days=200))
    page = text(analyst, f"/bodies/{region.slug}/desk/")
    asked = page[page.index("<textarea") : page.index("</textarea>")]
    assert f"{quiet.name}: checked since" in asked
    assert f"{none.name}: not begun." in asked
    assert busy.name not in asked
    assert done.name not in asked


def test_errors_are_counted_by_kind_and_no_row_is_shown(region: Body, analyst: Client) -> None:
    trust = site.body(kind="nhs-trust", parent=region)
    a_year(trust, DAY, "uploaded", errors=[ONE_ERROR, ONE_ERROR | {"row": 9}])
    page = text(analyst, f"/bodies/{region.slug}/desk/")
    assert 'Not a date</td><td class="nhsuk-table__cell--numeric">2</td>' in page
    assert "Row 7" not in page
    assert "staff.csv" not in page


def test_bodies_are_put_together_from_what_they_share(region: Body, analyst: Client) -> None:
    bodies = trusts(5, region=region)
    page = text(analyst, f"/bodies/{region.slug}/desk/")
    together = page[page.index("All organisations together") :]
    assert "Formal disciplinary process" in together
    assert "of the scatter is more than chance" in together
    later = timezone.now() + timedelta(days=9)
    Release.objects.filter(body=bodies[0]).update(peers_from=later)
    assert "Too few organisations" in text(analyst, f"/bodies/{region.slug}/desk/")


def test_the_list_as_csv_holds_no_formula(region: Body, analyst: Client) -> None:
    site.body('=HYPERLINK("x")', parent=region)
    answer = analyst.get(f"/bodies/{region.slug}/desk/list.csv")
    header, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert header == ["body", "kind", "year to", "state", "since", "next"]
    assert row[0] == '\'=HYPERLINK("x")'
    assert row[3] == "not begun"


def test_everything_released_comes_in_one_zip_with_its_digests(
    region: Body, analyst: Client
) -> None:
    first, second = trusts(2, region=region)
    (outside,) = trusts(1)
    Release.objects.filter(body=second).update(peers_from=timezone.now() + timedelta(days=9))
    answer = analyst.get(f"/bodies/{region.slug}/desk/released.zip?year=2025-03-31")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    manifest = list(csv.DictReader(io.StringIO(archive.read("manifest.csv").decode())))
    assert sorted(row["file"] for row in manifest) == sorted(archive.namelist())[:-1]
    assert {row["body"] for row in manifest} == {first.name}
    assert not any(outside.slug in name for name in archive.namelist())
    for row in manifest:
        content = archive.read(row["file"])
        assert hashlib.sha256(content).hexdigest() == row["sha256"]
        assert b"board readers" not in content


def test_the_figures_of_a_year_are_of_that_year(region: Body, analyst: Client) -> None:
    body = site.body(kind="nhs-trust", parent=region)
    released(body, date(2024, 3, 31), results=[ratio(30)])
    a_year(body, DAY, "uploaded")
    assert "No organisation has released this year yet" in text(
        analyst, f"/bodies/{region.slug}/desk/"
    )
    page = text(analyst, f"/bodies/{region.slug}/desk/?year=2024-03-31")
    assert "Formal disciplinary process" in page


@pytest.mark.parametrize("page", ["", "list.csv", "released.zip"])
def test_nobody_but_its_analysts_sees_a_desk(region: Body, page: str) -> None:
    other = site.body(kind="region")
    for client in (reader(other, "regional-analyst"), reader(region, "body-administrator")):
        assert client.get(f"/bodies/{region.slug}/desk/{page}").status_code == 404
