"""The API: every operation keeps to its own description, tokens read one body's drafts, and no more."""

import math
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.http import HttpRequest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from tests.factories import site
from tests.factories.public_releases import CANARY, DAY, Year

from evenhand.web.accounts.models import User
from evenhand.web.bodies import actions as bodies
from evenhand.web.bodies.models import Membership
from evenhand.web.bodies.rules import Refused
from evenhand.web.core.queries import entries_of
from evenhand.web.releases import actions, queries
from evenhand.web.releases.api import Finite, api
from evenhand.web.releases.models import Figure, Release, Token
from evenhand.web.submissions.models import Submission

pytestmark = pytest.mark.django_db
OPERATIONS = sorted(api.get_openapi_schema()["paths"])


@pytest.fixture
def year() -> Year:
    return Year()


def token(user: User, year: Year, days: int = 30) -> str:
    membership = queries.membership_for_token(user, year.body)
    assert membership is not None
    now = site.now()
    return actions.make_token(
        membership=membership, name="A test", expires=now + timedelta(days=days), by=user, at=now
    )


def ask(address: str, secret: str = "") -> Any:
    headers = {"authorization": f"Bearer {secret}"} if secret else {}
    return Client().get(f"/api/v1/{address}", headers=headers)


# --- every operation against its description, in this process ---


@pytest.fixture
def real(year: Year) -> dict[str, Any]:
    """What leads somewhere, for every parameter in a path."""
    year.corrected(year.released(), "Corrected.", site.NOW + timedelta(hours=1))
    draft = Year(year.body, date(2026, 3, 31)).computed()
    secret = token(year.users["reviewer"], year)
    path = {"slug": year.body.slug, "snapshot": str(DAY), "version": 2, "number": draft.pk}
    return {"path": path, "headers": {"Authorization": f"Bearer {secret}"}}


@cache
def _description() -> Any:
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


@pytest.fixture
def described() -> Iterator[Any]:
    # As Django's own test client does it: the test's transaction outlives each request.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield _description()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("path", OPERATIONS)
def test_every_operation_keeps_to_its_description(
    path: str, mode: GenerationMode, real: dict[str, Any], described: Any
) -> None:
    operation = described[path]["GET"]
    statuses: set[int] = set()

    @settings(
        max_examples=25,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode), st.booleans(), st.booleans())
    def keeps(case: Case, leads_somewhere: bool, with_token: bool) -> None:
        if leads_somewhere and mode is GenerationMode.POSITIVE:
            case.path_parameters = {name: real["path"][name] for name in case.path_parameters}
        # Werkzeug's client does not open what is compressed.
        headers = {"Accept-Encoding": "identity"} | (real["headers"] if with_token else {})
        statuses.add(case.call_and_validate(headers=headers).status_code)

    if mode is GenerationMode.POSITIVE or operation.query or operation.path_parameters:
        keeps()
    assert mode is GenerationMode.NEGATIVE or 200 in statuses


def test_the_description_names_every_operation_and_has_no_endpoint_that_writes() -> None:
    told = Client().get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.") and len(told["paths"]) == 8
    assert {method for each in told["paths"].values() for method in each} == {"get"}
    shown = Client().get("/api/").content.decode()
    for path in told["paths"]:
        assert path in shown


# --- released data ---


def test_what_is_released_is_told_with_its_files_and_what_is_hidden(year: Year) -> None:
    year.released()
    assert [each["slug"] for each in ask("bodies").json()] == [year.body.slug]
    one = ask(f"bodies/{year.body.slug}/releases/{DAY}/1").json()
    assert (one["state"], one["figures"], one["hidden"]) == ("current", 4, 1)
    assert one["protection"].startswith("Public: small numbers are hidden.")
    assert "public edition" in one["protection"]
    results = next(each for each in one["files"] if each["name"] == "results.json")
    frozen = Client().get(results["address"])
    assert frozen["ETag"] == f'"{results["sha256"]}"'
    told = ask(f"bodies/{year.body.slug}/releases/{DAY}/1/results").json()
    assert told["items"] == frozen.json()["results"]
    assert told["signs"] == frozen.json()["signs"]


@pytest.mark.on_postgresql
def test_results_are_filtered_and_paged(year: Year) -> None:
    year.released()
    address = f"bodies/{year.body.slug}/releases/{DAY}/1/results"
    assert ask(f"{address}?indicator=4").json()["count"] == 1
    assert ask(f"{address}?group=roma").json()["items"][0]["suppressed"] is True
    assert ask(f"{address}?grouping=binary&standard=nhs-wres").json()["count"] == 3
    assert ask(f"{address}?standard=sc-wres").json()["count"] == 0
    whole = ask(address).json()["items"]
    page = ask(f"{address}?limit=2&offset=1").json()
    assert (page["count"], page["items"]) == (4, whole[1:3])
    assert ask(f"{address}?limit=1001").status_code == 422


@pytest.mark.on_postgresql
def test_an_endless_limit_is_null_and_flagged(year: Year) -> None:
    year.released()
    for address in (
        f"bodies/{year.body.slug}/releases/{DAY}/1/results?indicator=4",
        f"figures?standard=nhs-wres&indicator=4&snapshot={DAY}&group=bme",
    ):
        answer = ask(address)
        assert b"Infinity" not in answer.content
        (item,) = answer.json()["items"]
        told = item.get("result", item)
        assert told["high"] is None and "upper limit unbounded" in told["flags"]


def test_no_answer_can_hold_a_number_that_json_does_not_have() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        Finite().render(HttpRequest(), {"high": math.inf}, response_status=200)


@pytest.mark.on_postgresql
def test_one_measure_is_compared_over_all_bodies_that_released_it(year: Year) -> None:
    year.released()
    other = Year(site.body("A First Council"))
    other.corrected(other.released(), "Corrected.", site.NOW + timedelta(hours=1))
    withdrawn = Year(site.body())
    withdrawn.withdrawn(withdrawn.released(), "Wrong.", site.NOW + timedelta(hours=1))
    told = ask(f"figures?standard=nhs-wres&indicator=3&snapshot={DAY}&group=bme").json()
    assert told["count"] == 2
    assert [each["body"]["slug"] for each in told["items"]] == [other.body.slug, year.body.slug]
    assert [each["version"] for each in told["items"]] == [2, 1]
    assert told["items"][0]["result"]["numerator"] == 43


@pytest.mark.on_postgresql
def test_a_year_s_own_report_goes_before_a_later_one_that_tells_of_it_too(year: Year) -> None:
    year.released()
    later = Year(year.body, date(2026, 3, 31))
    release = later.released(site.NOW + timedelta(hours=1))
    Figure.objects.filter(release=release).update(snapshot=str(DAY))
    address = f"figures?standard=nhs-wres&indicator=3&snapshot={DAY}&group=bme"
    (item,) = ask(address).json()["items"]
    assert item["page"] == f"/reports/{year.body.slug}/{DAY}/1/"
    year.withdrawn(Release.objects.get(snapshot=DAY), "Wrong.", site.NOW + timedelta(hours=2))
    (item,) = ask(address).json()["items"]
    assert item["page"] == f"/reports/{year.body.slug}/2026-03-31/1/"


@pytest.mark.parametrize("address", ["nowhere", "bodies/nobody", "bodies/nobody/releases/x/y/z"])
def test_what_is_not_there_is_told_as_json_in_a_sentence(address: str) -> None:
    answer = ask(address)
    assert answer.status_code == 404
    assert "nothing at this address" in answer.json()["detail"]


def test_nothing_can_be_written() -> None:
    answer = Client().post("/api/v1/bodies", {})
    assert answer.status_code == 405 and answer["Allow"] == "GET"
    assert "only be read" in answer.json()["detail"]


def test_what_was_asked_wrongly_is_named() -> None:
    answer = ask("figures?standard=nhs-wres&indicator=3&group=bme&snapshot=soon")
    assert answer.status_code == 422
    assert "snapshot" in answer.json()["detail"]


# --- tokens and drafts ---


@pytest.fixture
def draft(year: Year) -> Submission:
    return year.computed()


def drafts(year: Year, draft: Submission) -> Iterator[str]:
    yield f"bodies/{year.body.slug}/drafts"
    yield f"bodies/{year.body.slug}/drafts/{draft.pk}/results"


def test_a_token_reads_the_drafts_of_its_body(year: Year, draft: Submission) -> None:
    secret = token(year.users["reviewer"], year)
    listed, figures = (ask(each, secret) for each in drafts(year, draft))
    assert listed.json() == [
        {"number": draft.pk, "snapshot": str(DAY), "version": 1, "state": "computed", "has_results": True}
    ]  # fmt: skip
    assert CANARY in [each["numerator"] for each in figures.json()["items"]]
    assert listed["Cache-Control"] == figures["Cache-Control"] == "no-store"


def test_a_token_of_another_body_finds_nothing(year: Year, draft: Submission) -> None:
    other = Year(site.body())
    secret = token(other.users["reviewer"], other)
    for address in drafts(year, draft):
        answer = ask(address, secret)
        assert answer.status_code == 404 and str(CANARY) not in answer.content.decode()
    mixed = ask(f"bodies/{other.body.slug}/drafts/{draft.pk}/results", secret)
    assert mixed.status_code == 404


@pytest.mark.parametrize("secret", ["", "evenhand_guessed", "é"])
def test_without_a_token_that_works_drafts_are_refused(
    year: Year, draft: Submission, secret: str
) -> None:
    token(year.users["reviewer"], year)
    for address in drafts(year, draft):
        answer = ask(address, secret)
        assert answer.status_code == 401 and answer["WWW-Authenticate"] == "Bearer"
        assert "Members make one" in answer.json()["detail"]


def test_a_signed_in_person_reads_no_drafts_without_a_token(year: Year, draft: Submission) -> None:
    client = site.visitor(year.users["reviewer"])
    for address in drafts(year, draft):
        assert client.get(f"/api/v1/{address}").status_code == 401


def works(secret: str) -> bool:
    return queries.token_with(secret, site.now()) is not None


@pytest.mark.on_postgresql
def test_a_token_dies_with_the_membership_and_does_not_come_back_with_another(year: Year) -> None:
    user = year.users["reviewer"]
    secret = token(user, year)
    membership = Membership.objects.get(user=user)
    assert works(secret)
    bodies.end_membership(membership=membership, by="test", at=site.now())
    assert not works(secret)
    site.member(year.body, "reviewer", user)
    assert not works(secret)


def test_a_token_dies_with_the_account_and_with_its_time(year: Year) -> None:
    user = year.users["reviewer"]
    secret = token(user, year, days=1)
    assert queries.token_with(secret, site.now() + timedelta(days=1)) is None
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert not works(secret)


@pytest.mark.parametrize("days", [0, -1, 366])
def test_no_token_works_for_more_than_a_year(year: Year, days: int) -> None:
    with pytest.raises(Refused, match="a year at most"):
        token(year.users["reviewer"], year, days)


def test_a_member_makes_a_token_sees_it_once_and_ends_it(year: Year) -> None:
    client, address = site.visitor(year.users["contributor"]), f"/bodies/{year.body.slug}/tokens/"
    made = client.post(address, {"name": "Monthly <sheet>", "days": "90"}).content.decode()
    secret = made.partition('<code class="eh-link">')[2].partition("<")[0]
    assert secret.startswith("evenhand_") and works(secret)
    kept = Token.objects.get()
    assert secret not in str(vars(kept)) and (kept.expires - kept.made).days == 90
    shown = client.get(address).content.decode()
    assert "Monthly &lt;sheet&gt;" in shown and secret not in shown
    client.post(f"{address}{kept.pk}/end/")
    assert not works(secret) and "no token that works" in client.get(address).content.decode()
    done = [entry.what for entry in entries_of(year.body.slug, newest=9)]
    assert done[:2] == ["token ended", "token made"]
    assert secret not in str([entry.after for entry in entries_of(year.body.slug, newest=9)])


def test_a_form_about_a_token_says_what_is_missing(year: Year) -> None:
    client = site.visitor(year.users["contributor"])
    said = client.post(f"/bodies/{year.body.slug}/tokens/", {"days": "9999"}).content.decode()
    assert "Enter what will use it" in said and "Choose 30 days, 90 days or a year" in said
    assert not Token.objects.exists()


@pytest.mark.parametrize("role", ["reader", "body-administrator"])
def test_who_may_not_read_results_makes_no_token(year: Year, role: str) -> None:
    user = site.member(year.body, role)
    assert site.visitor(user).get(f"/bodies/{year.body.slug}/tokens/").status_code == 404
    assert queries.membership_for_token(user, year.body) is None


def test_nobody_sees_or_ends_another_s_token(year: Year) -> None:
    secret = token(year.users["reviewer"], year)
    number = Token.objects.get().pk
    colleague = site.visitor(year.users["contributor"])
    address = f"/bodies/{year.body.slug}/tokens/"
    assert "A test" not in colleague.get(address).content.decode()
    assert colleague.post(f"{address}{number}/end/").status_code == 404
    assert works(secret)


def test_a_draft_s_figures_are_not_told_once_it_is_released(year: Year) -> None:
    release = year.released()
    secret = token(year.users["reviewer"], year)
    address = f"bodies/{year.body.slug}/drafts"
    assert ask(address, secret).json() == []
    assert ask(f"{address}/{release.submission_id}/results", secret).status_code == 404
