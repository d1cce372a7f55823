"""A year's way from upload to release, by the people whose part each step is."""

import pytest
from tests.factories.years_of_bodies import People, pack, state, work

from evenhand.web.releases.models import Ledger, Release
from evenhand.web.submissions.models import Job, Submission

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.fixture
def people() -> People:
    return People()


def test_a_year_goes_from_upload_to_release_and_then_every_page_of_it_opens(people: People) -> None:
    year = people.begin()
    assert state(year) == "draft"
    people.upload(year, pack())
    assert state(year) == "uploaded"
    work()
    assert state(year) == "checked", Job.objects.first().problem
    people.go_on(year)
    people.clients["certifier"].post(people.page(year, "release/"), {"do": "prepare"})
    work()
    job = Job.objects.first()
    assert job.state == "done", job.problem
    release = Release.objects.get(submission=year)
    assert (release.state, state(year)) == ("prepared", "signed off")
    told = {"do": "approve", "sure": "on"}
    people.clients["body-administrator"].post(people.page(year, "release/"), told)
    release.refresh_from_db()
    assert (release.state, state(year)) == ("released", "released")
    assert Ledger.objects.get(body=people.body).head == release.head
    _every_page_opens(people, year)


def _every_page_opens(people: People, year: Submission) -> None:
    for page in ("", "upload/", "check/", "results/", "review/", "release/", "correct/"):
        answer = people.clients["contributor"].get(people.page(year, page))
        assert answer.status_code == 200, page
    answer = people.clients["contributor"].get(people.page(year, "results/"))
    links = [x for x in answer.content.decode().split('"') if "/results/" in x]
    assert links
    for link in dict.fromkeys(links):
        assert people.clients["contributor"].get(link).status_code == 200, link
