"""A person's page: what was entered, in words, and what follows from it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from evenhand.data.definitions.amhp_register import competences, newer_competences, register_codes
from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.register_codes import Area, Leaf
from evenhand.domain.amhp.register_entries import Event
from evenhand.web.amhp.register.presenters.events import EVENTS
from evenhand.web.amhp.register.queries import Entry, Evidence, Notice
from evenhand.web.amhp.register.said import TAKEN_OUT, entry_of
from evenhand.web.amhp.sealed import opened
from evenhand.web.bodies.queries import Body

TIMELINE = tuple(each for each in Event if each not in (Event.TRAINING, Event.EXPIRE))


@dataclass(frozen=True, kw_only=True)
class Told:
    """
    One entry in words. `gone` says why it does not count any more, "" where it does.
    """

    entry: Entry
    title: str
    facts: tuple[str, ...]
    words: str
    gone: str

    @property
    def hour(self) -> str:
        """London's hour, where one is known."""
        return f"{at_london(self.entry.moment):%H:%M}" if self.entry.moment else ""


@dataclass(frozen=True, kw_only=True)
class Written:
    """A notice with its letter open."""

    notice: Notice
    duty: str
    regulation: str
    letter: str
    due: bool


@dataclass(frozen=True, kw_only=True)
class Proven:
    """One matter of competence and the evidence for it."""

    leaf: Leaf
    evidence: list[tuple[Evidence, str]]


def told(body: Body, entries: list[Entry]) -> list[Told]:
    """Every entry in words, in the order given; those that only take out another are beside that."""
    corrections = {each.corrects_id: each for each in entries if each.corrects_id}
    return [
        Told(
            entry=each,
            title=str(EVENTS[Event(each.event)].title),
            facts=tuple(_facts(each)),
            words=opened(body, each.sealed_note),
            gone=_gone(body, each, corrections.get(each.pk)),
        )
        for each in entries
        if each.event != TAKEN_OUT
    ]


def _facts(row: Entry) -> list[str]:
    codes, entry = register_codes(), entry_of(row, "")
    facts = []
    if row.authority:
        by = entry.event in (Event.APPROVE, Event.REAPPROVE, Event.APPROVED_ELSEWHERE)
        facts.append(_("by %(who)s") % {"who": row.authority} if by else row.authority)
    if entry.profession:
        facts.append(codes.profession[entry.profession].now)
    if entry.course_completed:
        day = _said(entry.course_completed)
        facts.append(_("course completed on %(day)s") % {"day": day})
    if entry.reason:
        reason = codes.reasons[entry.reason]
        facts.append(f"{reason.title} (regulation {reason.regulation})")
    if entry.event is Event.TRAINING:
        facts += [
            row.detail,
            _("%(hours)s hours") % {"hours": f"{entry.hours:g}"},
            agreed_in_words(row.agreed),
        ]
    return facts


def agreed_in_words(agreed: bool | None) -> str:
    """Whether the authority agreed to a training."""
    if agreed is None:
        return _("not decided yet whether it is relevant")
    return _("agreed as relevant") if agreed else _("not agreed as relevant")


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _gone(body: Body, row: Entry, correction: Entry | None) -> str:
    if correction is None:
        return ""
    day = _said(at_london(correction.recorded).date())
    if correction.event == TAKEN_OUT:
        why = opened(body, correction.sealed_note)
        return _("Taken out on %(day)s: %(why)s") % {"day": day, "why": why}
    if row.event == Event.TRAINING and row.agreed is None and correction.agreed is not None:
        return _("Decided on %(day)s: the decision stands in another entry") % {"day": day}
    return _("Corrected on %(day)s by another entry") % {"day": day}


def written(body: Body, notices: list[Notice], gone: set[int]) -> list[Written]:
    """Every notice with its letter; those of entries that do not count any more are not due."""
    codes = register_codes().notice
    return [
        Written(
            notice=each,
            duty=codes[each.kind].duty if each.kind in codes else "",
            regulation=codes[each.kind].regulation if each.kind in codes else "",
            letter=opened(body, each.sealed_letter),
            due=each.sent is None and each.entry_id not in gone,
        )
        for each in notices
    ]


def proven(body: Body, evidence: list[Evidence]) -> list[tuple[Area, list[Proven]]]:
    """Every matter of Schedule 2 with its evidence, by area."""
    found: dict[str, list[tuple[Evidence, str]]] = {}
    for each in evidence:
        found.setdefault(each.leaf, []).append((each, opened(body, each.sealed_text)))
    return [
        (area, [Proven(leaf=leaf, evidence=found.get(leaf.id, [])) for leaf in area.leaves])
        for area in competences().areas
    ]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """The newer headings with what stands under each. They decide nothing; `why` says so."""

    title: str
    why: str
    headings: list[tuple[str, Area, list[tuple[Evidence, str]]]]


def under_headings(body: Body, evidence: list[Evidence]) -> Draft:
    """Every heading of the draft edition with its evidence, which may stand under the law's too."""
    edition = newer_competences()
    return Draft(
        title=edition.title,
        why=edition.why_draft,
        headings=[
            (
                name,
                area,
                [
                    (each, opened(body, each.sealed_text))
                    for each in evidence
                    if each.heading == name
                ],
            )
            for name, area in edition.headings.items()
        ],
    )


def this_year(rows: list[Told], first: date | None, on: datetime) -> list[Told]:
    """Training of the year of approval that began on a day, which still counts."""
    today = at_london(on).date()
    return [
        each
        for each in rows
        if each.entry.event == Event.TRAINING
        and not each.gone
        and first is not None
        and first <= each.entry.on <= today
    ]


def hours_that_wait(rows: list[Told]) -> float:
    """Hours of training about which nobody has decided."""
    return sum(float(each.entry.hours or 0) for each in rows if each.entry.agreed is None)
