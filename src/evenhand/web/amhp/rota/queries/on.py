"""Who is on, and where somebody is missing: what the live board asks. Of published shifts alone."""

from dataclasses import dataclass
from datetime import UTC, datetime

from evenhand.domain.amhp.rota import Placed, Span
from evenhand.domain.amhp.rota import on_at as those_on_at
from evenhand.domain.amhp.rota_cover import Gap
from evenhand.domain.amhp.rota_cover import gaps as gaps_in
from evenhand.web.amhp.models import Placement
from evenhand.web.amhp.rota.queries.people import former, people_of
from evenhand.web.amhp.rota.queries.shifts import (
    LONGEST,
    placed_of,
    placements_on,
    rota_from,
    shifts_in,
    slot_of,
)
from evenhand.web.bodies.queries import Body


@dataclass(frozen=True, kw_only=True)
class On:
    """
    Somebody who is on at an instant, until `until`.

    `professional` is the number of their row, below 0 where they are removed since. `why_not` says why they may not act at that instant; ""
    where they may.
    """

    professional: int
    name: str
    placed: Placed
    why_not: str

    @property
    def until(self) -> datetime:
        """When they go: the end of the shift, or before."""
        return self.placed.span.until

    @property
    def may_act(self) -> bool:
        """Whether the register lets them act at that instant."""
        return not self.why_not


def on_at(body: Body, instant: datetime) -> list[On]:
    """Who was on at an instant, past or to come, and whether they may act then: three queries."""
    rows = Placement.objects.filter(
        shift__body=body,
        shift__published__isnull=False,
        shift__starts__gt=instant - LONGEST,
        shift__starts__lte=instant,
        shift__ends__gt=instant,
    ).select_related("shift")
    pairs = [(each, placed_of(each, slot_of(each.shift))) for each in rows]
    there = {placed: row for row, placed in pairs if placed.span.holds(instant)}
    people = people_of(body, {row.professional_id for row in there.values()})
    people |= {each.person: former(each.person) for each in there if each.person < 0}
    moment = instant.astimezone(UTC)
    found = []
    for placed in those_on_at(list(there), moment):
        person = people[placed.person]
        bars = [each.why for each in person.barred if each.span.holds(moment)]
        found.append(
            On(
                professional=person.id,
                name=person.name,
                placed=placed,
                why_not=bars[0] if bars else "",
            )
        )
    return found


def on_now(body: Body, at: datetime) -> list[On]:
    """Who is on now, as what or for what, until when, and whether they may act: three queries."""
    return on_at(body, at)


def gaps(body: Body, since: datetime, until: datetime) -> list[Gap]:
    """Stretches between two instants in which published shifts have too few who may act: five queries."""
    window = Span(since, until)
    shifts = shifts_in(body, window, published=True)
    people = people_of(body, {each.professional_id for each in placements_on(shifts)})
    found = [
        Gap(gap.slot, gap.span.shared(window), gap.there)
        for gap in gaps_in(rota_from(shifts, people.values()))
    ]
    return [gap for gap in found if gap.span.hours > 0]
