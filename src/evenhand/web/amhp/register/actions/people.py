"""Writes of who is on the register, and of those in training."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from evenhand.web.accounts.models import User
from evenhand.web.amhp.models import Evidence, Professional, Trainee
from evenhand.web.amhp.register.actions.held import held_now, trail
from evenhand.web.amhp.sealed import closed, opened
from evenhand.web.bodies.models import Body, Membership
from evenhand.web.bodies.rules import Refused

# What is kept of somebody as it is typed; name and number at the regulator are sealed.
PLAIN = (
    "profession",
    "registration_expires",
    "employer",
    "role",
    "service_area",
    "fte",
    "age_band",
    "sex",
    "ethnicity",
    "disability",
    "sexual_orientation",
    "languages",
    "skills",
)
SEALED = {"name": "sealed_name", "registration": "sealed_registration"}
OF_TRAINEES = ("funder", "course", "stage", "backfill", "started", "expected", "ended", "why_ended")
Told = Mapping[str, Any]


@transaction.atomic
def add_person(
    *, body: Body, told: Told, training: Told | None = None, by: User, at: datetime
) -> Professional:
    """Put somebody on the register, or among those in training. `told` has PLAIN and SEALED."""
    held = Body.objects.select_for_update().get(pk=body.pk)
    last = Professional.objects.filter(body=held).aggregate(last=Max("number"))["last"] or 0
    made = Professional.objects.create(
        body=held,
        number=last + 1,
        made=at,
        **{name: told[name] for name in PLAIN if name in told},
        **{column: closed(held, told.get(name, "")) for name, column in SEALED.items()},
    )
    trail(made, gettext_noop("put on the register"), by=str(by.pk), at=at, after=dict(told))
    if training is not None:
        set_training(professional=made, told=training, by=by, at=at)
    return made


@transaction.atomic
def change_person(*, professional: Professional, told: Told, by: User, at: datetime) -> list[str]:
    """Change what is kept of somebody besides their entries; the names of what is different."""
    held = held_now(professional)
    before = {name: getattr(held, name) for name in PLAIN if name in told}
    before |= {
        name: opened(held.body, getattr(held, column))
        for name, column in SEALED.items()
        if name in told
    }
    changed = [name for name, old in before.items() if told[name] != old]
    if not changed:
        return []
    for name in changed:
        if name in SEALED:
            setattr(held, SEALED[name], closed(held.body, told[name]))
        else:
            setattr(held, name, told[name])
    held.save()
    trail(
        held,
        gettext_noop("details in the register changed"),
        by=str(by.pk),
        at=at,
        before={name: before[name] for name in changed},
        after={name: told[name] for name in changed},
    )
    return changed


@transaction.atomic
def link_account(*, professional: Professional, user: User | None, by: User, at: datetime) -> None:
    """Say which account is this person's, or that none is. Raises Refused."""
    held = held_now(professional)
    if user is not None:
        if not Membership.objects.filter(body=held.body, user=user, ended=None).exists():
            raise Refused(_("This account does not belong to your organisation."))
        if Professional.objects.filter(body=held.body, user=user).exclude(pk=held.pk).exists():
            raise Refused(_("This account is linked to somebody else on the register."))
    before, held.user = held.user_id, user
    held.save(update_fields=["user"])
    trail(
        held,
        gettext_noop("account linked in the register"),
        by=str(by.pk),
        at=at,
        before={"account": before},
        after={"account": user.pk if user else None},
    )


@transaction.atomic
def set_training(*, professional: Professional, told: Told, by: User, at: datetime) -> Trainee:
    """Keep how somebody's training stands. `told` has OF_TRAINEES and `mentor`. Raises Refused."""
    held = held_now(professional)
    if told.get("stage") == "ENDED" and not told.get("why_ended"):
        raise Refused(_("Choose why the training ended."))
    found = Trainee.objects.filter(professional=held).first() or Trainee(professional=held)
    before = {name: getattr(found, name) for name in OF_TRAINEES} if found.pk else None
    for name in OF_TRAINEES:
        if name in told:
            setattr(found, name, told[name])
    found.sealed_mentor = closed(held.body, told.get("mentor", ""))
    found.save()
    trail(
        held,
        gettext_noop("training before approval"),
        by=str(by.pk),
        at=at,
        before=before,
        after=dict(told),
    )
    return found


@transaction.atomic
def add_evidence(
    *,
    professional: Professional,
    leaf: str,
    heading: str = "",
    on: date,
    text: str,
    by: User,
    at: datetime,
) -> Evidence:
    """Keep evidence for one matter of competence, a heading of the draft edition, or both."""
    held = held_now(professional)
    made = Evidence.objects.create(
        professional=held,
        leaf=leaf,
        heading=heading,
        on=on,
        sealed_text=closed(held.body, text),
        by=by,
        recorded=at,
    )
    after = {"leaf": leaf, "heading": heading, "on": on, "text": text}
    trail(held, gettext_noop("evidence of competence"), by=str(by.pk), at=at, after=after)
    return made
