"""Invitations by link, joining, leaving at once, and second factors."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.factories import site

from evenhand.web.bodies import actions, queries
from evenhand.web.bodies.rules import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


def test_somebody_invited_joins_with_a_password_of_their_own() -> None:
    body = site.body()
    administrator = site.visitor(site.member(body, "body-administrator"))
    invited = administrator.post(
        f"/bodies/{body.slug}/people/", {"email": "New@example.org", "role": "reader"}
    )
    secret = invited.content.decode().partition("/join/#")[2].partition("<")[0]
    newcomer = Client()
    shown = newcomer.post("/join/", {"secret": secret})
    assert "new@example.org" in shown.content.decode()
    told = {"secret": secret, "name": "Person", "password": site.PASSWORD}
    joined = newcomer.post("/join/", told)
    assert joined["Location"] == f"/bodies/{body.slug}/"
    signed_in = newcomer.post(
        "/account/login/", {"login": "new@example.org", "password": site.PASSWORD}
    )
    assert signed_in.status_code == 302
    assert newcomer.get(f"/bodies/{body.slug}/").status_code == 200


def test_the_link_s_secret_is_kept_nowhere_and_stands_behind_the_hash() -> None:
    body = site.body()
    secret = actions.invite(
        body=body, email="new@example.org", role="reader", by="test", at=site.NOW
    )
    (invitation,) = queries.open_invitations(body, site.NOW)
    assert secret not in str(vars(invitation))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        ("use", "has been used"),
        ("withdraw", "was withdrawn"),
        ("wait", "has run out"),
        ("change", "not known here"),
    ],
)
def test_a_link_works_once_for_a_week_until_it_is_withdrawn(spoil: str, said: str) -> None:
    body, at = site.body(), site.NOW
    user = site.account()
    secret = actions.invite(body=body, email=user.email, role="reader", by="test", at=at)
    if spoil == "use":
        actions.take_up(secret=secret, name="", password="", at=at)
    if spoil == "withdraw":
        (invitation,) = queries.open_invitations(body, at)
        actions.withdraw_invitation(invitation=invitation, by="test", at=at)
    if spoil == "wait":
        at += timedelta(days=7)
    if spoil == "change":
        secret += "x"
    with pytest.raises(Refused, match=said):
        actions.take_up(secret=secret, name="", password="", at=at)


def test_whoever_holds_a_link_for_an_account_has_to_sign_in_as_it() -> None:
    body, user = site.body(), site.account()
    secret = actions.invite(body=body, email=user.email, role="reader", by="test", at=site.NOW)
    told = {"secret": secret, "name": "Somebody else", "password": "another long password"}
    answer = Client().post("/join/", told)
    assert "Sign in with it" in answer.content.decode()
    assert queries.bodies_of(user) == []


def test_leaving_ends_access_with_the_next_page() -> None:
    body = site.body()
    administrator = site.visitor(site.member(body, "body-administrator"))
    leaver = site.member(body, "reader")
    client = site.visitor(leaver)
    assert client.get(f"/bodies/{body.slug}/").status_code == 200
    number = leaver.memberships.get().pk
    administrator.post(f"/bodies/{body.slug}/people/{number}/end/")
    assert client.get(f"/bodies/{body.slug}/").status_code == 404


def test_the_last_administrator_cannot_be_taken_away() -> None:
    body = site.body()
    user = site.member(body, "body-administrator")
    client = site.visitor(user)
    number = user.memberships.get().pk
    answer = client.post(f"/bodies/{body.slug}/people/{number}/end/", follow=True)
    assert "no administrator left" in answer.content.decode()
    assert client.get(f"/bodies/{body.slug}/people/").status_code == 200


@pytest.mark.parametrize(
    ("role", "asked"), [("contributor", True), ("reviewer", True), ("reader", False)]
)
def test_roles_that_reach_rows_about_people_need_a_second_factor(role: str, asked: bool) -> None:
    body = site.body()
    client = site.visitor(site.member(body, role, site.account(second_factor=False)))
    answer = client.get(f"/bodies/{body.slug}/")
    assert (answer.status_code == 302) is asked
    if asked:
        assert answer["Location"] == "/account/2fa/"


def test_five_wrong_passwords_lock_an_account_for_half_an_hour() -> None:
    user = site.account(second_factor=False)
    client = Client()
    for _ in range(5):
        answer = client.post("/account/login/", {"login": user.email, "password": "wrong"})
    assert answer.status_code == 429
    again = client.post("/account/login/", {"login": user.email, "password": site.PASSWORD})
    assert again.status_code == 429 and "30 minutes" in again.content.decode()


def test_a_body_s_kind_says_which_roles_it_has() -> None:
    with pytest.raises(Refused, match="no role"):
        actions.invite(
            body=site.body(kind="region"),
            email="x@example.org",
            role="contributor",
            by="t",
            at=site.NOW,
        )


@pytest.mark.parametrize(
    ("kind", "parent"), [("team", None), ("region", "council"), ("service", "region")]
)
def test_bodies_stand_in_a_tree(kind: str, parent: str | None) -> None:
    above = site.body(kind=parent) if parent else None
    with pytest.raises(Refused, match="cannot stand"):
        site.body(kind=kind, parent=above)
