"""Somebody's shifts as iCalendar (RFC 5545). It tells nothing of anybody: not whose they are, nor who else is on.

Times are in UTC, which every calendar shows as its owner's clocks do, through their changes too.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _

from evenhand.domain.amhp.rota import Kind, Placed

# How long a shift that is over stays in the calendar.
KEPT = timedelta(days=28)


def written(shifts: Sequence[tuple[int, Placed, datetime]]) -> bytes:
    """
    The calendar of these shifts: the number of each placement, the placement, when it was made.

    A placement keeps its number in every edition, so that calendars change it and do not show it twice.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Evenhand//AMHP rota//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("AMHP shifts"))
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for number, placed, made in shifts:
        event = Event()
        event.add("uid", f"placement-{number}@amhp-rota.evenhand")
        event.add("dtstamp", made.astimezone(UTC))
        event.add("dtstart", placed.span.since)
        event.add("dtend", placed.span.until)
        event.add("summary", _summary(placed))
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _summary(placed: Placed) -> str:
    if placed.second:
        return _("AMHP second person")
    return _("AMHP on call") if placed.slot.kind is Kind.ON_CALL else _("AMHP shift")
