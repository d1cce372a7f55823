"""Every write to bodies, memberships and invitations."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from evenhand.web.accounts.actions import create_account
from evenhand.web.accounts.queries import account_with
from evenhand.web.bodies import rules
from evenhand.web.bodies.models import Body, Invitation, Membership
from evenhand.web.core.actions import note
from evenhand.web.core.keys import new_wrapped_key

SECRET_BYTES = 24
# What the administrators of a body set for it.
SETTINGS = (
    "display_name",
    "colour",
    "keep_rows_days",
    "peers_after_days",
    "public_after_days",
)


@transaction.atomic
def create_body(*, name: str, kind: str, parent: Body | None, by: str, at: datetime) -> Body:
    """Add a body. Raises Refused where it cannot stand there, or one has its name."""
    rules.must_fit_below(kind, parent.kind if parent else None)
    slug = rules.slug_of(name)
    if Body.objects.filter(slug=slug).exists():
        raise rules.Refused(
            gettext("There is a body called %(name)s already. Give this one another name.")
            % {"name": name}
        )
    body = Body.objects.create(
        slug=slug, name=name, kind=kind, parent=parent, wrapped_key=new_wrapped_key(), made=at
    )
    after = {"name": name, "kind": kind, "parent": parent.slug if parent else None}
    note(
        by=by,
        at=at,
        what=gettext_noop("body made"),
        about=f"bodies.body:{body.pk}",
        body=slug,
        after=after,
    )
    return body


@transaction.atomic
def create_body_with_administrator(
    *, name: str, kind: str, parent: str, email: str, by: str, at: datetime
) -> str:
    """Add a body below the one with slug `parent` ("": none); the secret of the first invitation."""
    above = Body.objects.get(slug=parent) if parent else None
    body = create_body(name=name, kind=kind, parent=above, by=by, at=at)
    return invite(body=body, email=email, role="body-administrator", by=by, at=at)


@transaction.atomic
def invite(*, body: Body, email: str, role: str, by: str, at: datetime) -> str:
    """Invite somebody; the secret of the link, which is kept nowhere. Raises Refused."""
    rules.must_be_role_of(body.kind, role)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    made = Invitation.objects.create(
        body=body,
        email=email.lower(),
        role=role,
        secret_hash=_hash(secret),
        made=at,
        expires=at + rules.INVITATION_LASTS,
    )
    note(
        by=by,
        at=at,
        what=gettext_noop("invited"),
        about=f"bodies.invitation:{made.pk}",
        body=body.slug,
        after={"email": made.email, "role": role},
    )
    return secret


@transaction.atomic
def take_up(*, secret: str, name: str, password: str, at: datetime) -> Membership:
    """
    Become a member by an invitation's link, with a new account where the address has none.

    An address that has an account keeps its name and password, and these are not looked at: whoever
    holds the link must sign in as that account first (the view sees to it). Raises Refused, and
    ValidationError where a new password is too easy to guess.
    """
    found = Invitation.objects.select_for_update().filter(secret_hash=_hash(secret)).first()
    if found is None:
        raise rules.Refused(
            gettext("This invitation is not known here. Check that the link is whole.")
        )
    rules.must_be_open(
        expires=found.expires, taken_up=found.taken_up, withdrawn=found.withdrawn, at=at
    )
    user = account_with(found.email) or create_account(
        email=found.email, name=name, password=password, by="invitation", at=at
    )
    found.taken_up = at
    found.save(update_fields=["taken_up"])
    made, _ = Membership.objects.get_or_create(
        body=found.body, user=user, role=found.role, ended=None, defaults={"since": at}
    )
    note(
        by=str(user.pk),
        at=at,
        what=gettext_noop("joined"),
        about=f"bodies.membership:{made.pk}",
        body=found.body.slug,
        after={"role": found.role, "account": user.pk},
    )
    return made


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: str, at: datetime) -> None:
    """Make an invitation that was not taken up useless."""
    rules.must_be_open(
        expires=invitation.expires,
        taken_up=invitation.taken_up,
        withdrawn=invitation.withdrawn,
        at=at,
    )
    invitation.withdrawn = at
    invitation.save(update_fields=["withdrawn"])
    note(
        by=by,
        at=at,
        what=gettext_noop("invitation withdrawn"),
        about=f"bodies.invitation:{invitation.pk}",
        body=invitation.body.slug,
    )


@transaction.atomic
def end_membership(*, membership: Membership, by: str, at: datetime) -> None:
    """End somebody's access at once: the next page they ask for is refused. Raises Refused."""
    others = (
        Membership.objects.select_for_update()
        .filter(body=membership.body, role=membership.role, ended=None)
        .exclude(pk=membership.pk)
        .count()
    )
    rules.must_leave_an_administrator(membership.role, others=others)
    membership.ended = at
    membership.save(update_fields=["ended"])
    note(
        by=by,
        at=at,
        what=gettext_noop("access ended"),
        about=f"bodies.membership:{membership.pk}",
        body=membership.body.slug,
        before={"role": membership.role, "account": membership.user_id},
    )


@transaction.atomic
def change_settings(
    *, body: Body, settings: Mapping[str, object], by: str, at: datetime
) -> list[str]:
    """
    Change some of SETTINGS; the names of those that are different now.

    Days until a release is seen count from then on: what is released keeps its days.
    """
    held = Body.objects.select_for_update().get(pk=body.pk)
    before = {name: getattr(held, name) for name in SETTINGS}
    after = {name: settings.get(name, old) for name, old in before.items()}
    changed = [name for name in SETTINGS if after[name] != before[name]]
    if not changed:
        return []
    for name in changed:
        setattr(held, name, after[name])
    held.save(update_fields=changed)
    note(
        by=by,
        at=at,
        what=gettext_noop("settings changed"),
        about=f"bodies.body:{body.pk}",
        body=body.slug,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )
    return changed


def _hash(secret: str) -> str:
    """24 random bytes need no slow hash: nobody can try them all."""
    return hashlib.sha256(secret.encode("utf-8")).hexdigest()
