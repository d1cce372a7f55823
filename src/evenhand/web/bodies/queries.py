"""Every read of bodies, memberships and invitations: by whom, and of which body, first."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from evenhand.domain.frameworks.role import Right
from evenhand.web.accounts.models import User
from evenhand.web.bodies.kinds import KINDS
from evenhand.web.bodies.models import Body as Body
from evenhand.web.bodies.models import Invitation, Membership
from evenhand.web.bodies.rules import rights_of
from evenhand.web.core.keys import opens


@dataclass(frozen=True)
class Access:
    """A body as one person may see it."""

    body: Body
    roles: frozenset[str]

    @property
    def rights(self) -> frozenset[Right]:
        """What they may do with it."""
        return rights_of(self.roles)


def bodies_of(user: User) -> list[Access]:
    """The bodies that somebody works for, by name."""
    current = _current(user).select_related("body")
    held: dict[Body, set[str]] = {}
    for each in current:
        held.setdefault(each.body, set()).add(each.role)
    return [Access(body, frozenset(held[body])) for body in sorted(held, key=lambda b: b.name)]


def access_to(user: User, slug: str) -> Access | None:
    """
    A body as somebody may see it; None where they do not work for it, or there is none.

    The two are the same on purpose: a stranger learns nothing of which bodies are here.
    """
    held = frozenset(_current(user).filter(body__slug=slug).values_list("role", flat=True))
    return Access(Body.objects.get(slug=slug), held) if held else None


def roles_held(user: User) -> frozenset[str]:
    """Every role that somebody holds, for whichever body."""
    return frozenset(_current(user).values_list("role", flat=True))


def people_of(body: Body) -> list[Membership]:
    """Who works for a body now, by name."""
    current = Membership.objects.filter(body=body, ended=None, user__is_active=True)
    return list(current.select_related("user").order_by("user__name", "role"))


def who_may(body: Body) -> dict[Right, list[tuple[int, str]]]:
    """Numbers and names of the people of a body, by what they may do."""
    found: dict[Right, dict[int, str]] = {}
    for each in people_of(body):
        for right in rights_of([each.role]):
            found.setdefault(right, {})[each.user_id] = each.user.name
    return {right: list(people.items()) for right, people in found.items()}


def membership_of(body: Body, number: int) -> Membership | None:
    """One current membership of this body."""
    found = Membership.objects.filter(body=body, pk=number, ended=None)
    return found.select_related("user", "body").first()


def open_invitations(body: Body, at: datetime) -> list[Invitation]:
    """Invitations that can still be taken up, newest first."""
    waiting = Invitation.objects.filter(body=body, taken_up=None, withdrawn=None, expires__gt=at)
    return list(waiting.order_by("-made"))


def invitation_of(body: Body, number: int) -> Invitation | None:
    """One invitation of this body."""
    return Invitation.objects.filter(body=body, pk=number).select_related("body").first()


def invitation_with(secret: str) -> Invitation | None:
    """The invitation behind a link."""
    hashed = hashlib.sha256(secret.encode("utf-8")).hexdigest()
    return Invitation.objects.filter(secret_hash=hashed).select_related("body").first()


def keys_of_bodies() -> tuple[int, list[str]]:
    """How many bodies there are, and the names of those whose key the site's key does not open."""
    found = list(Body.objects.all())
    return len(found), [each.name for each in found if not opens(bytes(each.wrapped_key))]


def _current(user: User):  # type: ignore[no-untyped-def]
    return Membership.objects.filter(user=user, ended=None, user__is_active=True)


def below(body: Body) -> list[Body]:
    """Every body below this one that answers for a year itself, by name."""
    found: list[Body] = []
    above = [body]
    while above:
        above = list(Body.objects.filter(parent__in=above).select_related("parent"))
        found += above
    mine = (each for each in found if each.kind not in ("region", "service", "team"))
    return sorted(mine, key=lambda each: each.name)


def kinds() -> list[tuple[str, str]]:
    """What a body that stands for itself may be: slug and name."""
    return [(slug, name) for slug, name in KINDS.items() if slug not in ("service", "team")]


def possible_parents() -> list[tuple[str, str]]:
    """Regions and countries: slug and name."""
    found = Body.objects.filter(kind__in=("region", "country"))
    return [(body.slug, body.name) for body in found]
