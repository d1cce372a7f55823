"""Reads of shifts and placements, and the rota that the rules take: five queries, however long it is."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from evenhand.domain.amhp.rota import Kind, Person, Placed, Rota, Slot, Span
from evenhand.domain.amhp.rota_findings import MARGIN
from evenhand.domain.amhp.rota_rest import RestRules
from evenhand.web.amhp.models import Placement as Placement
from evenhand.web.amhp.models import Professional, RestRule
from evenhand.web.amhp.models import Shift as Shift
from evenhand.web.amhp.rota.queries.people import codes, former, people_of
from evenhand.web.bodies.queries import Body

# No shift is longer: a day, or 25 hours where clocks go back. So those that run begin after it.
LONGEST = timedelta(hours=25)


def shift_of(body: Body, number: int) -> Shift | None:
    """One shift of this body."""
    return Shift.objects.filter(body=body, pk=number).first()


def placement_of(body: Body, number: int) -> Placement | None:
    """One placement of this body that has not ended, of somebody who is on the register."""
    found = Placement.objects.filter(
        shift__body=body, pk=number, ended=None, professional__isnull=False
    )
    return found.select_related("shift", "professional").first()


def shifts_in(body: Body, span: Span, *, published: bool = False) -> list[Shift]:
    """Shifts that have time in common with a stretch, in order; published ones alone if so asked."""
    found = Shift.objects.filter(
        body=body,
        starts__gt=span.since - LONGEST,
        starts__lt=span.until,
        ends__gt=span.since,
    )
    return list(found.filter(published__isnull=False) if published else found)


def unpublished_from_to(body: Body) -> tuple[datetime, datetime] | None:
    """When the first and the last unpublished shift begin; None where all are published."""
    found = Shift.objects.filter(body=body, published=None)
    first, last = found.first(), found.last()
    return (first.starts, last.starts) if first and last else None


def rota_of(body: Body, span: Span, *, published: bool = False) -> Rota:
    """The rota of a stretch, and as far beyond it as rules of rest look."""
    wide = Span(span.since - MARGIN, span.until + MARGIN)
    return rota_from(shifts_in(body, wide, published=published), people_of(body).values())


def rota_from(shifts: Collection[Shift], people: Iterable[Person]) -> Rota:
    """These shifts and who is placed on them, as the rules take them."""
    slots = {each.pk: slot_of(each) for each in shifts}
    rows = Placement.objects.filter(shift__in=list(slots))
    placed = tuple(placed_of(each, slots[each.shift_id]) for each in rows)
    return Rota(
        slots=tuple(slots.values()),
        placed=placed,
        people=tuple(people),
        former=tuple(former(each.person) for each in placed if each.person < 0),
    )


def slot_of(shift: Shift) -> Slot:
    """A shift as the rules take it."""
    return Slot(
        id=shift.pk,
        span=Span(shift.starts, shift.ends),
        kind=Kind(shift.kind),
        role=shift.role,
        needed=shift.needed,
        skills=frozenset(codes(shift.skills)),
        with_second=shift.with_second,
    )


def placed_of(placement: Placement, slot: Slot) -> Placed:
    """A placement as the rules take it; `former` is who was on it where they are removed since."""
    return Placed(
        slot=slot,
        person=placement.professional_id or -placement.pk,
        second=placement.second,
        since=placement.since,
        left=placement.ended,
    )


def rest_rule_of(body: Body) -> RestRule:
    """The body's settings of the rota; those of the law's kind where it has set none."""
    return RestRule.objects.filter(body=body).first() or RestRule(body=body)


def rest_rules(kept: RestRule) -> RestRules:
    """The same as the rules take them."""
    return RestRules(
        hours_between=kept.hours_between,
        most_hours_a_week=kept.most_hours_a_week,
        most_nights_in_a_row=kept.most_nights_in_a_row,
        on_call_counts=kept.on_call_counts,
    )


def placements_on(shifts: Collection[Shift]) -> list[Placement]:
    """Who is on these shifts, or was for a part of one."""
    return list(Placement.objects.filter(shift__in=[each.pk for each in shifts]))


def shifts_of(professional: Professional, since: datetime) -> list[Placement]:
    """Somebody's own published shifts that end after an instant, next first."""
    found = Placement.objects.filter(
        professional=professional,
        ended=None,
        shift__ends__gt=since,
        shift__published__isnull=False,
    )
    return list(found.select_related("shift").order_by("shift__starts", "pk"))
