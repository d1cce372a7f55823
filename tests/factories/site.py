"""Accounts, bodies and members for the tests of the site. Everybody is made up and has no name."""

from datetime import UTC, datetime
from itertools import count

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.utils import timezone

from evenhand.web.accounts.actions import create_account
from evenhand.web.accounts.models import User
from evenhand.web.bodies import actions
from evenhand.web.bodies.models import Body

NOW = datetime(2026, 3, 31, 9, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"  # noqa: S105 made up
_numbers = count(1)


def now() -> datetime:
    """The real time, for tests in which a real server answers."""
    return timezone.now()


def account(*, runs_site: bool = False, second_factor: bool = True) -> User:
    """Somebody who may sign in."""
    number = next(_numbers)
    user = create_account(
        email=f"person{number}@example.org",
        name=f"Person {number}",
        password=PASSWORD,
        by="test",
        at=NOW,
        runs_site=runs_site,
    )
    if second_factor:
        TOTP.activate(user, generate_totp_secret())
    return user


def body(name: str = "", kind: str = "council", parent: Body | None = None) -> Body:
    """A body with nobody in it."""
    made = name or f"Council {next(_numbers)}"
    return actions.create_body(name=made, kind=kind, parent=parent, by="test", at=NOW)


def member(of: Body, role: str, user: User | None = None) -> User:
    """Somebody who holds a role, by way of an invitation."""
    user = user or account()
    secret = actions.invite(body=of, email=user.email, role=role, by="test", at=NOW)
    actions.take_up(secret=secret, name="", password="", at=NOW)
    return user


def visitor(user: User) -> Client:
    """A client signed in as this person, without the way through the sign-in page."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
