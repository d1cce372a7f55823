"""Whether something may happen to a body's people: each raises a sentence for the page."""

import re
from collections.abc import Collection
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from evenhand.data.definitions.roles import roles
from evenhand.domain.frameworks.role import Right
from evenhand.web.bodies.kinds import KINDS

INVITATION_LASTS = timedelta(days=7)
# Below whom a body of each kind may stand.
PARENTS = {
    "country": (None,),
    "region": (None, "country"),
    "council": (None, "country", "region"),
    "nhs-trust": (None, "country", "region"),
    "integrated-care-board": (None, "country", "region"),
    "independent-provider": (None, "country", "region"),
    "service": ("council", "nhs-trust", "independent-provider"),
    "team": ("service",),
}
# Roles of an AMHP service, which councils have and trusts run with them.
OF_AMHP_SERVICE = ("amhp", "duty-manager", "register-keeper", "director")
WITH_AMHP_SERVICE = ("council", "nhs-trust")
ROLES_BY_KIND = {"region": ("regional-analyst",), "country": ("national-analyst",)}


class Refused(ValueError):
    """It may not happen, and why: a sentence for the page."""


def rights_of(held: Collection[str]) -> frozenset[Right]:
    """What these roles allow together."""
    known = roles()
    return frozenset(right for slug in held for right in known[slug].may)


def needs_second_factor(held: Collection[str], *, runs_site: bool) -> bool:
    """Whoever may reach rows about persons, or runs the site, signs in with two factors."""
    known = roles()
    return runs_site or any(known[slug].sees_people for slug in held)


def roles_for(kind: str) -> tuple[str, ...]:
    """The roles that a body of this kind has."""
    if own := ROLES_BY_KIND.get(kind):
        return (*own, "body-administrator")
    left_out = () if kind in WITH_AMHP_SERVICE else OF_AMHP_SERVICE
    return tuple(slug for slug in roles() if not slug.endswith("-analyst") and slug not in left_out)


def must_fit_below(kind: str, parent_kind: str | None) -> None:
    """Refused where a body of one kind cannot stand below another."""
    if parent_kind not in PARENTS[kind]:
        if parent_kind is None:
            raise Refused(_("%(kind)s: this cannot stand on its own.") % {"kind": KINDS[kind]})
        raise Refused(
            _("%(kind)s: this cannot stand below an organisation of the kind %(above)s.")
            % {"kind": KINDS[kind], "above": KINDS[parent_kind]}
        )


def must_be_role_of(kind: str, role: str) -> None:
    """Refused where a body of this kind has no such role."""
    if role not in roles_for(kind):
        raise Refused(
            _("%(kind)s: there is no role called %(role)s.") % {"kind": KINDS[kind], "role": role}
        )


def must_be_open(
    *, expires: datetime, taken_up: datetime | None, withdrawn: datetime | None, at: datetime
) -> None:
    """Refused where an invitation cannot be taken up any more."""
    if taken_up is not None:
        raise Refused(_("This invitation has been used. Sign in with the account you made."))
    if withdrawn is not None:
        raise Refused(_("This invitation was withdrawn. Ask whoever invited you."))
    if at >= expires:
        raise Refused(_("This invitation has run out. Ask whoever invited you for a new one."))


def must_leave_an_administrator(role: str, *, others: int) -> None:
    """Refused where nobody would be left who can invite people."""
    if role == "body-administrator" and not others:
        raise Refused(
            _("There would be no administrator left. Make somebody else administrator first.")
        )


def slug_of(name: str) -> str:
    """The address part of a body's name."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60] or "body"
