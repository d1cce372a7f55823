"""Every write to shifts and placements."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from evenhand.domain.amhp.rota import Placed, Span
from evenhand.domain.amhp.rota_findings import Finding, findings, would_be_found
from evenhand.domain.amhp.rota_pattern import Planned
from evenhand.domain.amhp.rota_swaps import MOVES
from evenhand.web.accounts.models import User
from evenhand.web.amhp.models import Placement, Professional, RestRule, Shift
from evenhand.web.amhp.rota import rules
from evenhand.web.amhp.rota.queries.shifts import (
    placed_of,
    rest_rule_of,
    rest_rules,
    rota_of,
    slot_of,
)
from evenhand.web.amhp.rota.queries.swaps import OPEN
from evenhand.web.bodies.queries import Body
from evenhand.web.core.actions import note

SETTINGS = (
    "hours_between",
    "most_hours_a_week",
    "most_nights_in_a_row",
    "on_call_counts",
    "swaps_need_agreement",
)
ASKED_FOR = ("needed", "role", "skills", "with_second")


@transaction.atomic
def make_shifts(
    *,
    body: Body,
    planned: Sequence[Planned],
    role: str,
    skills: str,
    with_second: bool,
    by: User,
    at: datetime,
) -> tuple[int, int]:
    """Add shifts; how many were made, and how many stood there already and were left alone."""
    Body.objects.select_for_update().get(pk=body.pk)
    known = set(Shift.objects.filter(body=body).values_list("kind", "starts", "ends"))
    new = [
        each for each in planned if (str(each.kind), each.span.since, each.span.until) not in known
    ]
    Shift.objects.bulk_create(
        Shift(
            body=body,
            kind=str(each.kind),
            role=role,
            starts=each.span.since,
            ends=each.span.until,
            needed=each.needed,
            skills=skills,
            with_second=with_second,
        )
        for each in new
    )
    if new:
        note(
            by=str(by.pk),
            at=at,
            what=gettext_noop("shifts made"),
            about=f"amhp.rota:{body.pk}",
            body=body.slug,
            after={"shifts": len(new), "from": new[0].span.since, "to": new[-1].span.until},
        )
    return len(new), len(planned) - len(new)


@transaction.atomic
def change_shift(*, shift: Shift, asked: Mapping[str, object], by: User, at: datetime) -> bool:
    """Change what a shift asks for (ASKED_FOR); whether anything was different."""
    held = Shift.objects.select_for_update().select_related("body").get(pk=shift.pk)
    before = {name: getattr(held, name) for name in ASKED_FOR}
    changed = [name for name in ASKED_FOR if asked[name] != before[name]]
    for name in changed:
        setattr(held, name, asked[name])
    if changed:
        held.save(update_fields=changed)
        note(
            by=str(by.pk),
            at=at,
            what=gettext_noop("shift changed"),
            about=f"amhp.shift:{held.pk}",
            body=held.body.slug,
            before={name: before[name] for name in changed},
            after={name: asked[name] for name in changed},
        )
    return bool(changed)


@transaction.atomic
def remove_shift(*, shift: Shift, by: User, at: datetime) -> None:
    """Remove a shift that nobody has seen, or that has not begun and nobody is on. Raises Refused."""
    held = Shift.objects.select_for_update().select_related("body").get(pk=shift.pk)
    slot = slot_of(held)
    on = [placed_of(each, slot) for each in held.placements.all()]
    rules.must_be_free_to_remove(slot, on, at, seen=held.published is not None)
    note(
        by=str(by.pk),
        at=at,
        what=gettext_noop("shift removed"),
        about=f"amhp.shift:{held.pk}",
        body=held.body.slug,
        before={"starts": held.starts, "ends": held.ends, "kind": held.kind},
    )
    held.delete()


@transaction.atomic
def place(
    *,
    shift: Shift,
    professional: Professional,
    second: bool,
    since: datetime | None,
    by: User,
    at: datetime,
) -> list[Finding]:
    """
    Place somebody, from `since` or from the start; what that adds to what is found about them.

    Raises Refused where they may not act at every moment of it, or are on it already.
    """
    held = Shift.objects.select_for_update().select_related("body").get(pk=shift.pk)
    slot = slot_of(held)
    if since is not None:
        since = rules.must_lie_in(slot, since)
    rota = rota_of(held.body, slot.span)
    person = rota.person[professional.pk]
    placed = Placed(slot=slot, person=person.id, second=second, since=since)
    rules.must_not_be_on(rota.on[slot.id], person)
    rules.must_be_able(person, placed.span)
    told = would_be_found(placed, rota, rest_rules(rest_rule_of(held.body)))
    Placement.objects.create(
        shift=held, professional=professional, second=second, since=since, by=by, made=at
    )
    note(
        by=str(by.pk),
        at=at,
        what=gettext_noop("placed on a shift"),
        about=f"amhp.shift:{held.pk}",
        body=held.body.slug,
        after={"professional": professional.pk, "second": second, "since": since},
    )
    return told


@transaction.atomic
def take_off(*, placement: Placement, until: datetime | None, by: User, at: datetime) -> None:
    """
    Take somebody off; of a shift that has begun, from `until` on. Raises Refused.

    A swap that was asked for it falls away.
    """
    held = Placement.objects.select_for_update().select_related("shift__body").get(pk=placement.pk)
    slot = slot_of(held.shift)
    begun = slot.span.since <= at
    ended = rules.must_lie_in(slot, until) if begun else at
    held.ended = ended
    held.save(update_fields=["ended"])
    fallen = MOVES["fall-away"].after
    held.swaps.filter(state__in=OPEN).update(state=str(fallen), answered=at)
    note(
        by=str(by.pk),
        at=at,
        what=gettext_noop("taken off a shift"),
        about=f"amhp.shift:{held.shift_id}",
        body=held.shift.body.slug,
        before={"professional": held.professional_id, "until": ended},
    )


@transaction.atomic
def publish(*, body: Body, span: Span, by: User, at: datetime) -> int:
    """Let all see the shifts that begin in a stretch; how many. Raises Refused."""
    Body.objects.select_for_update().get(pk=body.pk)
    rota = rota_of(body, span)
    found = findings(rota, rest_rules(rest_rule_of(body)), span)
    waiting = Shift.objects.filter(
        body=body, published=None, starts__gte=span.since, starts__lt=span.until
    )
    new = set(waiting.values_list("pk", flat=True))
    rules.must_be_publishable([each for each in found if each.slot in new])
    number = waiting.update(published=at)
    if number:
        note(
            by=str(by.pk),
            at=at,
            what=gettext_noop("rota published"),
            about=f"amhp.rota:{body.pk}",
            body=body.slug,
            after={"shifts": number, "from": span.since, "to": span.until, "found": len(found)},
        )
    return number


@transaction.atomic
def change_settings(
    *, body: Body, settings: Mapping[str, object], by: User, at: datetime
) -> Collection[str]:
    """Change rules of rest, and whether swaps need agreement; the names of what is different."""
    held, _ = RestRule.objects.select_for_update().get_or_create(body=body)
    before = {name: getattr(held, name) for name in SETTINGS}
    changed = [name for name in SETTINGS if settings[name] != before[name]]
    for name in changed:
        setattr(held, name, settings[name])
    if changed:
        held.save(update_fields=changed)
        note(
            by=str(by.pk),
            at=at,
            what=gettext_noop("rules of the rota changed"),
            about=f"amhp.rota:{body.pk}",
            body=body.slug,
            before={name: before[name] for name in changed},
            after={name: settings[name] for name in changed},
        )
    return changed
