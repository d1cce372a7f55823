"""The professionals of a body, by the names that are sealed, and what the authority arranges."""

from dataclasses import dataclass
from datetime import date

from evenhand.web.accounts.models import User
from evenhand.web.amhp.models import Arrangement, Professional
from evenhand.web.amhp.sealed import opened
from evenhand.web.bodies.models import Body

# What whoever looks for a bed or help from next door wants at hand.
AT_HAND = ("S140", "CROSS_BORDER", "SURGE")


@dataclass(frozen=True)
class AtHand:
    """An arrangement that is in force, and its words."""

    kind: str
    since: date
    words: str


def professionals_of(body: Body) -> dict[int, str]:
    """Names of a body's professionals by their numbers in the database."""
    them = Professional.objects.filter(body=body).order_by("number")
    return {each.pk: opened(body, each.sealed_name) for each in them}


def own_professional(body: Body, user: User) -> int | None:
    """The number of somebody's own entry in the register, where they have one."""
    found = Professional.objects.filter(body=body, user=user).values_list("pk", flat=True)
    return found.first()


def at_hand(body: Body, day: date) -> list[AtHand]:
    """What the authority has arranged and is in force on a day."""
    them = Arrangement.objects.filter(body=body, kind__in=AT_HAND, since__lte=day)
    return [
        AtHand(each.kind, each.since, opened(body, each.sealed_words))
        for each in them.exclude(until__lt=day)
    ]
