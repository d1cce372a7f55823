"""What is found in a rota before it is published: each a sentence with who, when, and what to do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import combinations

from evenhand.domain.amhp.rota import Person, Placed, Rota, Slot, Span
from evenhand.domain.amhp.rota_cover import (
    Gap,
    gaps,
    missing_skills,
    nothing_planned,
    without_second,
)
from evenhand.domain.amhp.rota_rest import (
    RestRules,
    night_of,
    runs_of_nights,
    spans_that_count,
    too_full_weeks,
    too_short_rests,
)
from evenhand.domain.amhp.rota_words import day_of, hours, said

# In the order in which they are told.
CODES = {
    "may-not-act": "May not act",
    "gap": "Too few people",
    "no-second": "No second person",
    "skills": "A skill is missing",
    "double": "Placed twice",
    "rest": "Rest between shifts",
    "week": "Hours in seven days",
    "nights": "Nights in a row",
    "nothing": "Nothing planned",
}
# A rota with one of these is not published: the law says who may act.
BARS = frozenset({"may-not-act"})
# As far as rules of rest look beyond a stretch that is checked.
MARGIN = timedelta(days=16)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing found: what, when, on which slot (0: none), about whom (0: nobody), and what to do."""

    code: str
    span: Span
    message: str
    fix: str
    slot: int = 0
    person: int = 0


def findings(
    rota: Rota, rules: RestRules, window: Span, skills: Mapping[str, str] | None = None
) -> list[Finding]:
    """
    Everything that touches a stretch of time, by code, then by time.

    The rota has to reach MARGIN beyond the stretch for rules of rest. `skills` are their words by code.
    """
    inside = replace(rota, slots=tuple(slot for slot in rota.slots if slot.span.meets(window)))
    found = [
        *_cover(inside, window, skills or {}),
        *(each for person in rota.people for each in about(person, rota, rules)),
    ]
    order = list(CODES)
    touching = [each for each in found if each.span.meets(window) or _at(each, window)]
    return sorted(touching, key=lambda each: (order.index(each.code), each.span, each.message))


def about(person: Person, rota: Rota, rules: RestRules) -> Iterator[Finding]:
    """What is found about one person."""
    mine = [each for each in rota.placed if each.person == person.id and each.span.hours > 0]
    for each in mine:
        yield from _may_not_act(person, each)
    yield from _double(person, mine)
    yield from _rest(person, mine, rules)


def would_be_found(placed: Placed, rota: Rota, rules: RestRules) -> list[Finding]:
    """What placing somebody would add to what is found about them."""
    person = rota.person[placed.person]
    before = set(about(person, rota, rules))
    after = about(person, replace(rota, placed=(*rota.placed, placed)), rules)
    return [each for each in after if each not in before]


def said_gap(gap: Gap) -> str:
    """A gap as a sentence."""
    needed = "1 person" if gap.slot.needed == 1 else f"{gap.slot.needed} people"
    there = str(gap.there) if gap.there else "nobody"
    return f"{said(gap.span)}: the {gap.slot.called} needs {needed} and has {there} who may act."


def _at(finding: Finding, window: Span) -> bool:
    """Of two shifts without any rest between: where they meet."""
    return finding.code == "rest" and window.holds(finding.span.since)


def _cover(rota: Rota, window: Span, skills: Mapping[str, str]) -> Iterator[Finding]:
    for gap in gaps(rota):
        yield Finding(
            code="gap",
            span=gap.span,
            slot=gap.slot.id,
            message=said_gap(gap),
            fix=f"Place {gap.missing} more then, or lower the number needed.",
        )
    for slot, span, lacking in missing_skills(rota):
        named = ", ".join(sorted(skills.get(each, each) for each in lacking))
        yield _on(
            slot,
            span,
            "skills",
            f"{said(span)}: whoever is placed on the {slot.called} lacks what it asks for: {named}.",
            "Place somebody who has it, or find out who can be called.",
        )
    for slot, span in without_second(rota):
        yield _on(
            slot,
            span,
            "no-second",
            f"{said(span)}: the {slot.called} has no second person for visits with a risk.",
            "Place a second person.",
        )
    for span in nothing_planned(rota, window):
        yield Finding(
            code="nothing",
            span=span,
            message=f"{said(span)}: no shift is planned.",
            fix="Make one, unless another service's rota covers this time.",
        )


def _on(slot: Slot, span: Span, code: str, message: str, fix: str) -> Finding:
    return Finding(code=code, span=span, slot=slot.id, message=message, fix=fix)


def _may_not_act(person: Person, placed: Placed) -> Iterator[Finding]:
    for bar in person.bars(placed.span):
        part = bar.span.shared(placed.span)
        yield Finding(
            code="may-not-act",
            span=part,
            slot=placed.slot.id,
            person=person.id,
            message=f"{person.name} is placed and may not act, {said(part)}. {bar.why}",
            fix=f"Take {person.name} off, and place somebody who may act.",
        )


def _double(person: Person, mine: list[Placed]) -> Iterator[Finding]:
    """Each stretch of time once, however many shifts meet in it."""
    ordered = sorted(mine, key=lambda each: each.span)
    meeting = dict[Span, set[int]]()
    for one, other in combinations(range(len(ordered)), 2):
        both = ordered[one].span.shared(ordered[other].span)
        if both.hours > 0:
            meeting.setdefault(both, set()).update((one, other))
    for both, places in meeting.items():
        number = "two" if len(places) == 2 else len(places)
        yield Finding(
            code="double",
            span=both,
            slot=ordered[max(places)].slot.id,
            person=person.id,
            message=f"{person.name} is placed on {number} shifts at the same time, {said(both)}.",
            fix=f"Take {person.name} off all but one of them.",
        )


def _rest(person: Person, mine: list[Placed], rules: RestRules) -> Iterator[Finding]:
    spans = spans_that_count(mine, rules)
    for rest in too_short_rests(spans, rules):
        yield Finding(
            code="rest",
            span=rest,
            person=person.id,
            message=f"{person.name} has {hours(rest.hours) if rest.hours else 'no time'} between two "
            f"shifts, {said(rest) if rest.hours else _said_at(rest.since)}; the rule is "
            f"{hours(rules.hours_between)}.",
            fix="Give one of the two to somebody else.",
        )
    for week, worked in too_full_weeks(spans, rules):
        yield Finding(
            code="week",
            span=week,
            person=person.id,
            message=f"{person.name} has {hours(worked)} in the seven days from {_said_at(week.since)}; "
            f"the rule is at most {hours(rules.most_hours_a_week)}.",
            fix="Give a shift of these days to somebody else.",
        )
    for first, last in runs_of_nights(spans, rules):
        nights = (last - first).days + 1
        span = Span(night_of(first).since, night_of(last).until)
        yield Finding(
            code="nights",
            span=span,
            person=person.id,
            message=f"{person.name} has {nights} nights in a row, from {day_of(span.since)} to "
            f"{day_of(span.until)}; the rule is at most {rules.most_nights_in_a_row}.",
            fix="Give one of the nights to somebody else.",
        )


def _said_at(instant: datetime) -> str:
    return said(Span(instant, instant)).rpartition(" to ")[0]
