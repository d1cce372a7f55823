"""What a browser is told to do, and how long a session lasts."""

import os

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from tests.factories import site

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]


@pytest.mark.parametrize("page", ["/", "/join/", "/account/login/", "/nowhere/"])
def test_every_page_says_what_it_may_load_and_who_may_show_it(page: str) -> None:
    answer = Client().get(page)
    policy = answer["Content-Security-Policy"]
    for part in ("default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'"):
        assert part in policy
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert "&lt;" not in answer.content.decode()
    assert "<script>" not in answer.content.decode() and "style=" not in answer.content.decode()


def test_pages_of_people_who_are_signed_in_are_kept_nowhere() -> None:
    assert site.visitor(site.account()).get("/")["Cache-Control"] == "no-store"


def test_a_session_ends_after_twelve_hours_whatever_was_done() -> None:
    client = site.visitor(site.account())
    client.get("/")
    session = client.session
    session["signed_in_at"] -= 12 * 60 * 60 + 1
    session.save()
    assert "signed out after 12 hours" in client.get("/").content.decode()
    assert "_auth_user_id" not in client.session


def test_a_session_ends_after_fifteen_minutes_without_a_click() -> None:
    client = site.visitor(site.account())
    client.get("/")
    assert settings.SESSION_SAVE_EVERY_REQUEST
    assert client.session.get_expiry_age() == 15 * 60


def test_nobody_can_sign_up_without_an_invitation() -> None:
    answer = Client().post(
        "/account/signup/", {"email": "x@example.org", "password1": site.PASSWORD}
    )
    assert answer.status_code == 200 and "losed" in answer.content.decode()


def test_the_database_is_the_one_that_the_environment_names() -> None:
    asked = "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"
    assert connection.vendor == asked
