"""What everybody reads of releases: when, which version, the very bytes, and nothing of the board's."""

import hashlib
import re
from datetime import date, timedelta
from itertools import chain

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.factories import site
from tests.factories.public_releases import CANARIES, DAY, Year

from evenhand.web.bodies.models import Body
from evenhand.web.releases import queries
from evenhand.web.releases.models import Release, ReleasedFile

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
LINK = re.compile(r'href="([^"]*)"')


def page(address: str, status: int = 200) -> str:
    answer = Client().get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def at(release: Release, more: str = "") -> str:
    return f"/reports/{release.body.slug}/{release.snapshot}/{release.version}/{more}"


def crawled() -> dict[str, HttpResponse]:
    """Every page that links lead to from the start, and what is below the API, for a visitor."""
    waiting, found = ["/", "/reports/", "/api/", "/api/v1/bodies"], {}
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        answer = found[address] = Client().get(address)
        if "html" not in answer["Content-Type"] or "/files/" in address:
            continue
        for link in LINK.findall(answer.content.decode()):
            target = link.partition("#")[0]
            if target.startswith("/") and not target.startswith(("/static", "/style", "/account")):
                waiting.append(target)
    return found


@pytest.fixture
def year() -> Year:
    return Year()


@pytest.mark.on_postgresql
def test_a_released_body_is_found_by_name_and_by_region() -> None:
    region = site.body("Some Region", "region")
    Year(site.body("Aberton Council", parent=region)).released()
    Year(site.body("Zedford Council")).released()
    everything = page("/reports/")
    assert everything.index("Some Region") < everything.index("Aberton Council")
    assert everything.index("Aberton Council") < everything.index("In no region")
    found = page("/reports/?q=zed")
    assert "Zedford Council" in found and "Aberton" not in found
    assert "1 organisation has “zed” in its name" in found


def test_a_search_that_finds_nothing_says_what_to_try(year: Year) -> None:
    year.released()
    nothing = page("/reports/?q=<Nobody>")
    assert "No organisation here has “&lt;Nobody&gt;” in its name" in nothing
    assert "shorter part of its name" in nothing
    assert page("/reports/?q=%00")


def test_before_anything_is_released_the_page_says_so() -> None:
    assert "Nothing has been released yet" in page("/reports/")


def test_the_home_page_leads_visitors_to_the_reports() -> None:
    assert 'href="/reports/"' in page("/")


def test_a_body_s_page_says_who_they_are_and_what_stands_out(year: Year) -> None:
    year.released()
    told = page(f"/reports/{year.body.slug}/")
    assert "1.59 times as likely" in told
    assert "100 of 400" in told and "25%" in told
    assert "31 March 2025" in told
    assert "Too few people to say either" in told


@pytest.mark.on_postgresql
def test_nothing_is_there_before_it_is_released_or_before_its_day(year: Year) -> None:
    year.prepared(year.signed_off(year.computed(), site.NOW), site.NOW + HOUR)
    later = Year(site.body())
    Body.objects.filter(pk=later.body.pk).update(public_after_days=2)
    later.body.refresh_from_db()
    later.released(site.now() - timedelta(days=1))
    for body in (year.body, later.body):
        for more in (
            "",
            f"{DAY}/",
            f"{DAY}/1/",
            f"{DAY}/1/nhs-wres-3/",
            f"{DAY}/1/files/results.csv",
        ):
            page(f"/reports/{body.slug}/{more}", 404)
        assert body.name not in page("/reports/")
        assert Client().get(f"/api/v1/bodies/{body.slug}").status_code == 404
    assert Client().get("/api/v1/bodies").json() == []


def test_a_release_opens_to_everybody_on_its_day(year: Year) -> None:
    Body.objects.filter(pk=year.body.pk).update(public_after_days=2)
    year.body.refresh_from_db()
    release = year.released(site.now() - timedelta(days=2) - HOUR)
    assert "Version 1" in page(at(release))


def test_a_superseded_version_says_so_and_leads_to_the_one_that_corrects_it(year: Year) -> None:
    old = year.released()
    new = year.corrected(old, "A band was counted twice.", site.NOW + HOUR)
    assert "was superseded" in page(at(old)) and at(new) in page(at(old))
    assert "was superseded" in page(at(old, "nhs-wres-3/"))
    told = page(at(new))
    assert "is a correction" in told and "A band was counted twice." in told
    assert at(old) in told and "was superseded" not in told
    assert "is a correction" in page(f"/reports/{year.body.slug}/{DAY}/")


def test_until_the_correction_is_public_the_old_version_stands_and_tells_nothing_of_it(
    year: Year,
) -> None:
    old = year.released()
    Body.objects.filter(pk=year.body.pk).update(public_after_days=2)
    year.body.refresh_from_db()
    year.corrected(old, "A secret correction.", site.now() - HOUR)
    for address in (f"/reports/{year.body.slug}/{DAY}/", at(old), f"/reports/{year.body.slug}/"):
        told = page(address)
        assert "No newer version is open to everybody now" in told
        assert "secret" not in told and "/2/" not in told
    assert year.body.name in page("/reports/")
    page(f"/reports/{year.body.slug}/{DAY}/2/", 404)


@pytest.mark.parametrize("end", ["superseded", "withdrawn"])
def test_what_ended_before_its_day_never_opens(year: Year, end: str) -> None:
    Body.objects.filter(pk=year.body.pk).update(public_after_days=2)
    year.body.refresh_from_db()
    old = year.released(site.now() - HOUR)
    if end == "withdrawn":
        year.withdrawn(old, "Wrong list.", site.now())
    else:
        year.corrected(old, "Wrong list.", site.now())
    old.refresh_from_db()
    assert (old.state, old.public_from) == (end, None)
    assert old not in queries.ever_public(site.now() + timedelta(days=9))
    answer = site.visitor(year.users["certifier"]).get(
        f"/bodies/{year.body.slug}/years/{old.submission_id}/release/"
    )
    assert answer.status_code == 200


def test_a_withdrawn_version_says_when_and_why_and_shows_no_figure(year: Year) -> None:
    release = year.released()
    page(at(release, "files/results.json"))
    year.withdrawn(release, "The list was of another year.", site.NOW + timedelta(days=3))
    for more in ("", "nhs-wres-3/", "files/results.json", "files/report.html"):
        told = page(at(release, more), 410)
        assert "The list was of another year." in told and "3 April 2026" in told
        assert "1.59" not in told and "41 of" not in told
        assert Client().get(at(release, more))["Cache-Control"] == "public, max-age=60"
    assert "withdrew" in page(f"/reports/{year.body.slug}/{DAY}/", 410)
    about = page(f"/reports/{year.body.slug}/")
    assert "(withdrawn)" in about and "1.59" not in about
    api = Client().get(f"/api/v1/bodies/{year.body.slug}/releases/{DAY}/1/results")
    assert api.status_code == 410 and "another year" in api.json()["detail"]
    assert year.body.name not in page("/reports/")


@pytest.mark.on_postgresql
def test_files_are_the_released_bytes_with_their_digest(year: Year) -> None:
    release = year.released()
    files = list(ReleasedFile.objects.filter(readers__release=release, readers__audience="public"))
    frozen = {each.name: each.digest for each in files if each.kind == "file"}
    assert len(frozen) == 5
    told = page(at(release))
    for name, digest in frozen.items():
        answer = Client().get(at(release, f"files/{name}"))
        assert hashlib.sha256(answer.content).hexdigest() == digest
        assert answer["ETag"] == f'"{digest}"'
        assert "immutable" in answer["Cache-Control"] and "public" in answer["Cache-Control"]
        assert digest in told
        again = Client().get(
            at(release, f"files/{name}"), headers={"if-none-match": answer["ETag"]}
        )
        assert (again.status_code, again.content) == (304, b"")
    page(at(release, "files/nothing.csv"), 404)
    page(at(release, "files/%00"), 404)
    page(at(release, "%00/"), 404)
    page(f"/reports/{year.body.slug}/{DAY}/0/", 404)
    page(f"/reports/{year.body.slug}/2025-02-31/", 404)


def test_the_whole_report_may_run_and_load_nothing(year: Year) -> None:
    answer = Client().get(at(year.released(), "files/report.html"))
    policy = answer["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'") and policy.endswith("sandbox")
    assert "script-src" not in policy
    other = Client().get(at(Release.objects.get(), "files/results.csv"))
    assert other["Content-Disposition"] == 'attachment; filename="results.csv"'
    assert "unsafe" not in other["Content-Security-Policy"]


def test_how_to_cite_names_address_day_version_and_digest(year: Year) -> None:
    release = year.released()
    digest = ReleasedFile.objects.get(
        readers__release=release, readers__audience="public", name="report.html"
    ).digest
    told = page(at(release)).partition("How to cite")[2]
    for part in (f"http://testserver{at(release)}", "31 March 2025, version 1", digest):
        assert part in told
    assert "Made up data" in told
    told = page(at(release, "nhs-wres-3/")).partition("How to cite")[2]
    assert f"http://testserver{at(release, 'nhs-wres-3/')}" in told


def test_made_up_data_is_marked_on_every_page_of_a_release(year: Year) -> None:
    release = year.released()
    for address in (f"/reports/{year.body.slug}/", at(release), at(release, "nhs-wres-1/")):
        assert "Made up data" in page(address)
    told = Client().get(f"/api/v1/bodies/{year.body.slug}/releases/{DAY}/1").json()
    assert told["made_up"] is True


def test_every_link_leads_somewhere_and_no_page_sets_a_cookie(year: Year) -> None:
    old = year.released()
    year.corrected(old, "Corrected.", site.NOW + HOUR)
    found = crawled()
    assert at(old, "nhs-wres-1/") in found and at(old, "files/results.csv") in found
    for address, answer in found.items():
        assert answer.status_code == 200, address
        if not address.startswith("/join/"):
            assert not answer.cookies, address
        if "/files/" in address or "html" not in answer["Content-Type"]:
            continue
        text = answer.content.decode()
        for link in LINK.findall(text):
            if link.startswith("#"):
                assert f'id="{link[1:]}"' in text, (address, link)


def test_pages_may_be_kept_for_a_minute_and_are_asked_for_by_their_etag(year: Year) -> None:
    release = year.released()
    for address in (
        "/reports/",
        at(release),
        at(release, "nhs-wres-3/"),
        "/api/",
        "/api/v1/bodies",
        "/api/v1/openapi.json",
    ):
        answer = Client().get(address)
        assert answer["Cache-Control"] == "public, max-age=60"
        assert "Cookie" in answer["Vary"]
        again = Client().get(address, headers={"if-none-match": answer["ETag"]})
        assert again.status_code == 304
    before = Client().get(at(release))["ETag"]
    year.corrected(release, "Corrected.", site.NOW + HOUR)
    after = Client().get(at(release), headers={"if-none-match": before})
    assert after.status_code == 200 and after["ETag"] != before


def test_pages_of_people_who_are_signed_in_are_kept_nowhere(year: Year) -> None:
    release = year.released()
    client = site.visitor(year.users["reviewer"])
    for address in ("/reports/", at(release)):
        answer = client.get(address)
        assert answer["Cache-Control"] == "no-store" and not answer.has_header("ETag")


def test_nothing_of_the_board_s_or_the_internal_edition_is_anywhere(year: Year) -> None:
    old = year.released()
    year.corrected(old, "Corrected.", site.NOW + HOUR)
    Year(year.body, date(2024, 3, 31)).released(site.NOW + 2 * HOUR)
    board = ReleasedFile.objects.filter(readers__release=old, readers__audience="board")
    kept = [queries.content_of(old, "board", each.kind, each.name) or b"" for each in board]
    assert any(canary.encode() in each for each in kept for canary in CANARIES)
    slug = year.body.slug
    api = [f"/api/v1/bodies/{slug}", f"/api/v1/bodies/{slug}/releases"]
    for day, version in ((DAY, 1), (DAY, 2), ("2024-03-31", 1)):
        one = f"/api/v1/bodies/{slug}/releases/{day}/{version}"
        api += [one, f"{one}/results?limit=1000"]
    api += [
        f"/api/v1/figures?standard=nhs-wres&indicator={number}&snapshot={DAY}&group=bme"
        for number in range(1, 10)
    ]
    answers = chain(crawled().items(), ((each, Client().get(each)) for each in api))
    for address, answer in answers:
        assert answer.status_code == 200, address
        text = answer.content.decode("utf-8", "replace")
        for telltale in (*CANARIES, "board edition", "Noted for those who"):
            assert telltale not in text, (address, telltale)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_public_pages_can_only_be_read(year: Year, method: str) -> None:
    release = year.released()
    for address in (
        "/reports/",
        f"/reports/{year.body.slug}/",
        at(release),
        at(release, "files/results.csv"),
    ):
        assert getattr(Client(), method)(address).status_code == 405
