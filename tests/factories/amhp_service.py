"""A council with an AMHP service, and people who work in it, for the tests of the site."""

from django.test import Client
from tests.factories import site

from evenhand.web.bodies.models import Body


class Service:
    """A council; `as_role` gives a client signed in as somebody of that role there."""

    def __init__(self, body: Body | None = None) -> None:
        self.body = body or site.body()
        self.users = {}

    def as_role(self, role: str) -> Client:
        """Always the same person for a role."""
        if role not in self.users:
            self.users[role] = site.member(self.body, role)
        return site.visitor(self.users[role])

    def at(self, rest: str = "") -> str:
        """An address of the service, below the body's."""
        return f"/bodies/{self.body.slug}/amhp/{rest}"
