"""Every write to private calendars."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from evenhand.web.accounts.models import User
from evenhand.web.amhp.models import Feed, Professional
from evenhand.web.amhp.rota.queries.swaps import hash_of
from evenhand.web.core.actions import note

SECRET_BYTES = 24


@transaction.atomic
def make_feed(*, professional: Professional, by: User, at: datetime) -> str:
    """A new private address, whose secret is kept nowhere; the one before stops working."""
    Professional.objects.select_for_update().get(pk=professional.pk)
    _end(professional, at)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    made = Feed.objects.create(professional=professional, secret_hash=hash_of(secret), made=at)
    note(
        by=str(by.pk),
        at=at,
        what=gettext_noop("calendar address made"),
        about=f"amhp.feed:{made.pk}",
        body=professional.body.slug,
    )
    return secret


@transaction.atomic
def end_feed(*, professional: Professional, by: User, at: datetime) -> bool:
    """Make the private address useless; whether there was one."""
    ended = _end(professional, at)
    if ended:
        note(
            by=str(by.pk),
            at=at,
            what=gettext_noop("calendar address ended"),
            about=f"amhp.professional:{professional.pk}",
            body=professional.body.slug,
        )
    return bool(ended)


def _end(professional: Professional, at: datetime) -> int:
    return int(Feed.objects.filter(professional=professional, ended=None).update(ended=at))
