"""Who may sign in to the demonstration: one made-up account a role, with one password for all."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from evenhand.data.definitions.roles import roles
from evenhand.web.accounts.actions import create_account
from evenhand.web.bodies import actions

# Known to everybody, and open on this machine alone: the demonstration holds nothing real.
PASSWORD = "four made up words"  # noqa: S105
BY = "demonstration"


@dataclass(frozen=True)
class Account:
    """How somebody of the demonstration signs in, and what they do."""

    address: str
    title: str
    purpose: str


def accounts() -> list[Account]:
    """Everybody, in the order of a year's way."""
    told = [Account(address_of(slug), role.title, role.purpose) for slug, role in roles().items()]
    runs = _("Adds organisations and invites their first administrators. Sees no records.")
    return [*told, Account(address_of("site"), _("Site administrator"), runs)]


def address_of(role: str) -> str:
    """Where nobody's mail arrives: example.org is set aside for that."""
    return f"{role}@example.org"


def make_site_administrator(at: datetime) -> None:
    """The one who adds organisations."""
    create_account(
        email=address_of("site"),
        name="Site administrator (made up)",
        password=PASSWORD,
        by=BY,
        at=at,
        runs_site=True,
    )


def make_body(*, name: str, kind: str, parent: str, held: tuple[str, ...], at: datetime) -> None:
    """A body below the one with slug `parent`, and in it the accounts of these roles."""
    secret = actions.create_body_with_administrator(
        name=name,
        kind=kind,
        parent=parent,
        email=address_of("body-administrator"),
        by=BY,
        at=at,
    )
    body = _join(secret, "body-administrator", at)
    for role in held:
        secret = actions.invite(body=body, email=address_of(role), role=role, by=BY, at=at)
        _join(secret, role, at)


def _join(secret: str, role: str, at: datetime):  # type: ignore[no-untyped-def]
    name = f"{roles()[role].title} (made up)"
    return actions.take_up(secret=secret, name=name, password=PASSWORD, at=at).body
