"""Considerations of a service, for the tests of its work. Nobody in them is real or has a name."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

from django.http import HttpResponse
from tests.factories import site
from tests.factories.amhp_service import Service

from evenhand.web.accounts.models import User
from evenhand.web.amhp import models
from evenhand.web.amhp.sealed import closed
from evenhand.web.amhp.work import actions
from evenhand.web.amhp.work.actions import Saved
from evenhand.web.bodies.models import Body

NIGHT = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)


def after(minutes: int) -> datetime:
    """So many minutes after the night began."""
    return NIGHT + timedelta(minutes=minutes)


def said(answer: HttpResponse) -> str:
    """A page's words without its tags."""
    text = unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))
    return re.sub(r"\s+", " ", text)


class Working:
    """A service with two AMHPs at work; `now` goes on by a minute with everything they do."""

    def __init__(self, body: Body | None = None) -> None:
        self.service = Service(body)
        self.body = self.service.body
        self.one = site.member(self.body, "amhp")
        self.other = site.member(self.body, "amhp")
        self.now = NIGHT

    def by(self, user: User | None = None) -> dict[str, object]:
        """Who does it and when."""
        self.now += timedelta(minutes=1)
        return {"by": user or self.one, "at": self.now}

    def begin(self, **told: object) -> models.Consideration:
        """A consideration with what is told of it."""
        return actions.start(body=self.body, told={"referred": NIGHT} | told, **self.by())

    def change(
        self, row: models.Consideration, version: int = 0, user: User | None = None, **told: object
    ) -> Saved:
        """A change by somebody who has seen a version, the present one unless it is said."""
        row.refresh_from_db()
        seen = version or row.version
        return actions.change(consideration=row, version=seen, told=told, **self.by(user))

    def fresh(self, row: models.Consideration) -> models.Consideration:
        """The row as it is in the database."""
        return models.Consideration.objects.select_related("body").get(pk=row.pk)

    def page(self, row: models.Consideration, rest: str = "") -> str:
        """The address of a consideration's page."""
        return self.service.at(f"considerations/{row.pk}/{rest}")


def professional(
    body: Body, user: User | None = None, name: str = "A. N. Other"
) -> models.Professional:
    """Somebody on the body's register, with nothing in it yet."""
    number = models.Professional.objects.filter(body=body).count() + 1
    return models.Professional.objects.create(
        body=body,
        number=number,
        user=user,
        sealed_name=closed(body, name),
        profession="SW",
        made=NIGHT,
    )
