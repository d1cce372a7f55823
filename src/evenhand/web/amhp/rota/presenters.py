"""What pages of the rota show: a week by its days, and shifts in words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.utils.dateformat import format as written
from django.utils.translation import gettext as _

from evenhand.data.definitions.amhp_clocks import proclaimed_holidays
from evenhand.domain.amhp.clocks_business_days import bank_holidays
from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.rota import Kind, Placed, Rota, Slot, Span
from evenhand.domain.amhp.rota_cover import gaps
from evenhand.domain.amhp.rota_findings import CODES, Finding
from evenhand.domain.amhp.rota_pattern import instant_of
from evenhand.domain.amhp.rota_words import day_of
from evenhand.web.amhp.rota.forms import ROLES, skill_words
from evenhand.web.amhp.rota.queries import Shift


@dataclass(frozen=True, kw_only=True)
class Line:
    """One shift of a day: its hours, who is on it, what it still lacks."""

    number: int
    hours: str
    about: str
    who: tuple[str, ...]
    missing: str
    published: bool


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day of a week, with the shifts that begin on it."""

    day: date
    holiday: bool
    today: bool
    shifts: tuple[Line, ...]
    on_call: tuple[Line, ...]


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def week_of(monday: date) -> Span:
    """From Monday to Monday, at London's midnights."""
    return days(monday, monday + timedelta(days=6))


def days(first: date, last: date) -> Span:
    """From the beginning of a day to the end of another, in London."""
    return Span(instant_of(first, time()), instant_of(last + timedelta(days=1), time()))


def days_in_words(first: date, last: date) -> str:
    """
    A stretch of days, saying each part once.

    >>> days_in_words(date(2026, 11, 23), date(2026, 11, 29))
    '23 to 29 November 2026'
    >>> days_in_words(date(2026, 12, 28), date(2027, 1, 3))
    '28 December 2026 to 3 January 2027'
    """
    since = written(first, "j F Y")
    if first.year == last.year:
        since = written(first, "j" if first.month == last.month else "j F")
    return _("%(since)s to %(until)s") % {"since": since, "until": written(last, "j F Y")}


def is_holiday(day: date) -> bool:
    """Whether a day is a bank holiday in England and Wales."""
    return day in bank_holidays(day.year, proclaimed_holidays())


def week(monday: date, rota: Rota, shifts: Sequence[Shift], today: date) -> list[Day]:
    """Seven days."""
    lacking = _lacking(rota)
    slots = {slot.id: slot for slot in rota.slots}
    lines: dict[tuple[date, Kind], list[Line]] = {}
    for shift in shifts:
        slot = slots[shift.pk]
        key = at_london(slot.span.since).date(), slot.kind
        lines.setdefault(key, []).append(_line(slot, rota, lacking, shift.published is not None))
    found = []
    for number in range(7):
        day = monday + timedelta(days=number)
        found.append(
            Day(
                day=day,
                holiday=is_holiday(day),
                today=day == today,
                shifts=tuple(lines.get((day, Kind.SHIFT), ())),
                on_call=tuple(lines.get((day, Kind.ON_CALL), ())),
            )
        )
    return found


def hours_of(span: Span) -> str:
    """Clock times of a shift, with the day of its end where that is another."""
    since, until = at_london(span.since), at_london(span.until)
    later = until.date() != since.date() and until.time() != time()
    end = f"{until:%H:%M}" if until.time() != time() else _("midnight")
    told = _("%(since)s to %(until)s") % {"since": f"{since:%H:%M}", "until": end}
    return f"{told} ({until:%a})" if later else told


def about(slot: Slot) -> str:
    """What a shift asks for, in words; "" where it asks for nothing."""
    words = skill_words()
    told = [str(text) for code, text in ROLES if code and code == slot.role]
    told += sorted(words.get(each, each) for each in slot.skills)
    if slot.with_second:
        told.append(_("second person needed"))
    return ", ".join(told)


def who_of(placed: Placed, rota: Rota) -> str:
    """Somebody on a shift: name, whether second, and which part where it is not all of it."""
    told = [rota.person[placed.person].name]
    if placed.second:
        told.append(_("second person"))
    if placed.since and placed.span.since > placed.slot.span.since:
        told.append(_("from %(time)s") % {"time": f"{at_london(placed.span.since):%H:%M}"})
    if placed.left and placed.span.until < placed.slot.span.until:
        told.append(_("until %(time)s") % {"time": f"{at_london(placed.span.until):%H:%M}"})
    return ", ".join(told)


def by_code(found: Sequence[Finding]) -> list[tuple[str, list[Finding]]]:
    """Findings below the words of their kind, in the order in which they are told."""
    words: dict[str, list[Finding]] = {}
    for each in found:
        words.setdefault(each.code, []).append(each)
    return [(CODES[code], words[code]) for code in CODES if code in words]


def why_not(rota: Rota, span: Span, on: Collection[int]) -> list[tuple[str, str]]:
    """Names and reasons of those who cannot be placed, by name."""
    found = [
        (each.name, each.bars(span)[0].why)
        for each in rota.people
        if each.id not in on and each.bars(span)
    ]
    return sorted(found)


def who_may(rota: Rota, span: Span, on: Collection[int]) -> dict[int, str]:
    """Those who can be placed on a stretch, and are not yet: names by number."""
    return {each.id: each.name for each in rota.people if each.id not in on and not each.bars(span)}


def _lacking(rota: Rota) -> Mapping[int, int]:
    """By slot, how many are missing where most are."""
    found: dict[int, int] = {}
    for gap in gaps(rota):
        found[gap.slot.id] = max(found.get(gap.slot.id, 0), gap.missing)
    return found


def _line(slot: Slot, rota: Rota, lacking: Mapping[int, int], published: bool) -> Line:
    missing = lacking.get(slot.id, 0)
    return Line(
        number=slot.id,
        hours=hours_of(slot.span),
        about=about(slot),
        who=tuple(who_of(each, rota) for each in rota.on[slot.id]),
        missing=_("%(number)d of %(needed)d missing") % {"number": missing, "needed": slot.needed}
        if missing
        else "",
        published=published,
    )


def days_of(span: Span) -> str:
    """The day on which a shift begins, as people say it."""
    return day_of(span.since)


def kind_of(slot: Slot) -> str:
    """Whether somebody is at work or on call."""
    return _("On call") if slot.kind is Kind.ON_CALL else _("Shift")
