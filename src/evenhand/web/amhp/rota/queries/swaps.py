"""Reads of swaps and of private calendars."""

import hashlib
from datetime import datetime

from django.db.models import Q

from evenhand.domain.amhp.rota_swaps import SwapState
from evenhand.web.amhp.models import Feed as Feed
from evenhand.web.amhp.models import Professional
from evenhand.web.amhp.models import Swap as Swap
from evenhand.web.bodies.queries import Body

OPEN = [str(state) for state in SwapState if state.open]
_WITH = ("placement__shift", "placement__professional", "wanted", "taken_by")


def swap_of(body: Body, number: int) -> Swap | None:
    """One swap of this body."""
    found = Swap.objects.filter(placement__shift__body=body, pk=number)
    return found.select_related(*_WITH).first()


def open_swaps(body: Body, at: datetime) -> list[Swap]:
    """Swaps that somebody has still to answer, of shifts that have not begun, the next shift first."""
    found = Swap.objects.filter(
        placement__shift__body=body, placement__shift__starts__gt=at, state__in=OPEN
    )
    return list(found.select_related(*_WITH).order_by("placement__shift__starts", "pk"))


def swaps_about(professional: Professional, newest: int) -> list[Swap]:
    """What somebody asked for, and what they took, newest first."""
    found = Swap.objects.filter(Q(placement__professional=professional) | Q(taken_by=professional))
    return list(found.select_related(*_WITH)[:newest])


def open_swap_on(placement: object) -> Swap | None:
    """The swap that is asked for a placement and not answered."""
    return Swap.objects.filter(placement=placement, state__in=OPEN).first()


def feed_of(professional: Professional) -> Feed | None:
    """Somebody's private calendar that works."""
    return Feed.objects.filter(professional=professional, ended=None).first()


def feed_with(secret: str) -> Feed | None:
    """The private calendar behind a secret, where it works."""
    found = Feed.objects.filter(secret_hash=hash_of(secret), ended=None)
    return found.select_related("professional__body", "professional__user").first()


def hash_of(secret: str) -> str:
    """What is kept of a secret: 24 random bytes need no slow hash."""
    return hashlib.sha256(secret.encode("utf-8")).hexdigest()
