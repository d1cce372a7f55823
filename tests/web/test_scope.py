"""Nobody reads or writes another body's pages: to a stranger they are not there."""

import re

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver
from tests.factories import site

from evenhand.data.definitions.roles import roles
from evenhand.web.bodies.rules import roles_for

pytestmark = pytest.mark.django_db
# What anybody may open; every other address has to be somebody's.
OPEN = {"home", "join", "health", "compare", "privacy", "accessibility", "report-style"}
# The same for releases, and those of them that name a body: they show only what is released.
RELEASED = {"reports", "api"}
# Open to whoever has the secret in the address, and to nobody without.
OPEN_BY_SECRET = {"rota-feed"}
OF_RELEASES = {"report-body", "report-year", "report-version", "report-file", "report-indicator"}


def addresses() -> list[URLPattern]:
    """Every address of our own; those below account/ are allauth's."""
    return [each for each in get_resolver().url_patterns if isinstance(each, URLPattern)]


def filled(pattern: URLPattern, slug: str) -> str:
    route = str(pattern.pattern).replace("<slug:slug>", slug)
    for kind, text in (("int", "1"), ("slug", "public"), ("str", "x"), ("day", "2025-03-31")):
        route = re.sub(rf"<{kind}:\w+>", text, route)
    return f"/{route}"


def of_a_body() -> list[URLPattern]:
    return [each for each in addresses() if "<slug:slug>" in str(each.pattern)]


def test_every_address_is_open_to_all_or_belongs_to_a_body_or_the_site() -> None:
    others = {each.name for each in addresses()} - {each.name for each in of_a_body()}
    assert others == OPEN | OPEN_BY_SECRET | RELEASED | {"new-body"}


@pytest.mark.parametrize("kind", ["council", "region"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_of_any_role_finds_nothing(kind: str, method: str) -> None:
    mine, theirs = site.body(kind=kind), site.body(kind=kind)
    site.member(theirs, "body-administrator")
    for role in roles_for(kind):
        client = site.visitor(site.member(mine, role))
        for pattern in of_a_body():
            answer = getattr(client, method)(filled(pattern, theirs.slug))
            assert answer.status_code in (404, 405), (role, pattern)


def test_a_body_that_is_not_there_looks_like_another_s() -> None:
    mine, theirs = site.body(), site.body()
    client = site.visitor(site.member(mine, "body-administrator"))
    there = client.get(f"/bodies/{theirs.slug}/")
    nowhere = client.get("/bodies/nowhere-at-all/")
    assert there.status_code == nowhere.status_code == 404
    token = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
    assert token.sub(b"", there.content) == token.sub(b"", nowhere.content)


def test_nobody_who_is_not_signed_in_gets_past_the_door() -> None:
    body = site.body()
    for pattern in addresses():
        if pattern.name not in OPEN | OPEN_BY_SECRET | RELEASED | OF_RELEASES:
            answer = Client().get(filled(pattern, body.slug))
            assert answer.status_code in (302, 405), pattern
            if answer.status_code == 302:
                assert answer["Location"].startswith("/account/login/")


def test_an_address_with_a_secret_opens_nothing_without_it() -> None:
    """Whoever asks: a wrong secret looks like one that never was. See amhp/test_rota_feed.py too."""
    body = site.body()
    named = [each for each in addresses() if each.name in OPEN_BY_SECRET]
    assert len(named) == len(OPEN_BY_SECRET)
    for client in (Client(), site.visitor(site.member(body, "duty-manager"))):
        for pattern in named:
            answer = client.get(filled(pattern, body.slug))
            assert (answer.status_code, answer.content) == (404, b"Not found."), pattern


def test_pages_of_releases_show_nobody_a_body_that_has_released_nothing() -> None:
    body = site.body()
    reader = site.visitor(site.member(body, "contributor"))
    for client in (Client(), reader):
        for pattern in of_a_body():
            if pattern.name in OF_RELEASES:
                assert client.get(filled(pattern, body.slug)).status_code == 404, pattern


@pytest.mark.parametrize("role", sorted(set(roles()) - {"body-administrator"}))
def test_only_administrators_see_people_settings_and_the_trail(role: str) -> None:
    kind = {"regional-analyst": "region", "national-analyst": "country"}.get(role, "council")
    body = site.body(kind=kind)
    client = site.visitor(site.member(body, role))
    assert client.get(f"/bodies/{body.slug}/").status_code == 200
    for page in ("people", "settings", "audit"):
        assert client.get(f"/bodies/{body.slug}/{page}/").status_code == 404


def test_only_the_site_s_administrator_adds_bodies() -> None:
    assert site.visitor(site.account()).get("/bodies/new/").status_code == 404
    assert site.visitor(site.account(runs_site=True)).get("/bodies/new/").status_code == 200


def test_one_body_s_administrator_ends_nobody_s_access_elsewhere() -> None:
    mine, theirs = site.body(), site.body()
    client = site.visitor(site.member(mine, "body-administrator"))
    reader = site.member(theirs, "reader")
    number = reader.memberships.get().pk
    assert client.post(f"/bodies/{mine.slug}/people/{number}/end/").status_code == 404
    assert reader.memberships.get().ended is None
