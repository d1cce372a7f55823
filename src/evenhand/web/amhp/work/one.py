"""What the page of one consideration is made of."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evenhand.data.definitions.amhp_answers import answer_lists
from evenhand.data.definitions.amhp_clocks import rule_book
from evenhand.data.definitions.amhp_relatives import guides
from evenhand.domain.amhp.clocks_of_work import lasted_in_words
from evenhand.domain.amhp.clocks_rules import Version
from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.considerations import is_open, status
from evenhand.domain.amhp.considerations_next import OUTCOME, also_likely, next_step
from evenhand.web.amhp.work import queries
from evenhand.web.amhp.work.asking import questions
from evenhand.web.amhp.work.fields import plain
from evenhand.web.amhp.work.forms.parts import PARTS, PartForm
from evenhand.web.amhp.work.forms.steps import AnotherStep
from evenhand.web.amhp.work.presenters import Words, clocks_shown, lasted, lines_of, title_of
from evenhand.web.amhp.work.words import NOW, how_far
from evenhand.web.bodies.queries import Body

# The parts in the order in which the page tells them; "request" is a short way into "referral".
_TOLD = ("referral", "times", "who", "person", "outcome", "area", "alternatives")


def told_of(body: Body, row: queries.Consideration, *, at: datetime) -> dict[str, object]:
    """Everything that the page of a consideration shows."""
    lists, people = queries.lists_of(body), queries.professionals_of(body)
    words, told = Words(lists, people), queries.told_by(row)
    open_now = is_open(told, lists.outcomes, at)
    step = next_step(told, lists.outcomes, at)
    asks_what = not row.request and not row.referrer and open_now
    return {
        "row": row,
        "status": how_far(status(told, lists.outcomes), open_now),
        "open": open_now,
        "waited": lasted_in_words(max(at - row.referred, at - at)) if row.referred else "",
        "request": title_of(lists.requests, row.request),
        "step": step,
        "also": also_likely(told, lists.outcomes, at),
        "now": NOW,
        "ask_what": _form("request", row, words, at) if asks_what else None,
        "outcome": _form("outcome", row, words, at) if step == OUTCOME else None,
        "another": AnotherStep(initial={"step": "" if step == OUTCOME else step, "when": at}),
        "clocks": clocks_shown(queries.clocks_for(row, told, lists), at),
        "questions": questions(row, told, lists, at),
        "beside": queries.waiting_beside(row),
        "parts": [(name, PARTS[name].title, _lines(row, name, words)) for name in _told(row)],
        "words": words,
        "asks": [_asked(each, at) for each in row.asks.all()],
        "delays": [_delay(each, words, at) for each in row.delays.all()],
        "notes": [
            (answer_lists()["note_kind"].title_of(each.kind), each, text)
            for each, text in queries.notes_of(row)
        ],
        "relative": _relative(row),
        "safety": [_safety(each) for each in row.safety.all()],
    }


@dataclass(frozen=True)
class Asked:
    """Something that was asked for: of whom, what came of it, and how long that took."""

    number: int
    what: str
    of: str
    answer: str
    asked: datetime
    lasted: str
    far: str


@dataclass(frozen=True)
class Held:
    """What held the work up, for how long, and who answers for it."""

    number: int
    reason: str
    responsible: str
    lasted: str
    lasts: bool


def _asked(ask: queries.Ask, at: datetime) -> Asked:
    lists = answer_lists()
    far = _("out of area") if ask.out_of_area else ""
    if ask.miles is not None:
        said = ngettext("%(miles)s mile", "%(miles)s miles", ask.miles) % {"miles": ask.miles}
        far = f"{far}, {said}" if far else said
    return Asked(
        number=ask.pk,
        what=lists["asked"].title_of(ask.what),
        of=ask.of,
        answer=lists["answer"].title_of(ask.answer) if ask.answer else "",
        asked=ask.asked,
        lasted=lasted(ask.asked, ask.answered or at),
        far=far,
    )


def _delay(delay: queries.Delay, words: Words, at: datetime) -> Held:
    return Held(
        number=delay.pk,
        reason=title_of(words.lists.delays, delay.reason),
        responsible=answer_lists()["responsible"].title_of(delay.responsible),
        lasted=lasted(delay.since, delay.until or at),
        lasts=delay.since is not None and delay.until is None,
    )


def _relative(row: queries.Consideration) -> dict[str, object] | None:
    last = queries.relative_of(row)
    if last is None:
        return None
    guide = next((each for each in guides() if each.edition == last.row.edition), None)
    lines = [
        (question.title, question.in_words(tuple(given)))
        for name, given in last.answers.items()
        if guide and (question := guide.question(name))
    ]
    return {"row": last.row, "guide": guide, "lines": lines}


def _safety(record: queries.SafetyRecord) -> tuple[date, str]:
    lists = answer_lists()
    said = [
        _("alone, at a place that is not staffed") if record.lone_visit else "",
        _("police present") if record.police_present else "",
        *(
            f"{lists[name].title}: {lists[name].title_of(getattr(record, name))}"
            for name in ("incident", "harm")
            if getattr(record, name)
        ),
        _("%(hours)s hours past the end of the shift") % {"hours": plain(record.hours_over)}
        if record.hours_over
        else "",
        *(
            f"{lists[name].title}: {lists[name].title_of(getattr(record, name))}"
            for name in ("compensated", "debrief")
            if getattr(record, name)
        ),
    ]
    return record.day, "; ".join(each for each in said if each)


def extension_of(row: queries.Consideration) -> Version | None:
    """The version of the rule of the place of safety that says who may extend it, where one does."""
    if row.held_from is None:
        return None
    rule = rule_book().rule("S135" if row.request == "S135_1" else "S136")
    found = rule.on(at_london(row.held_from).date()) if rule else None
    return found if found and found.extension else None


def _told(row: queries.Consideration) -> tuple[str, ...]:
    reasons = ("reasons",) if row.request == "S13_4" or row.reasons_sent else ()
    longer = ("extension",) if extension_of(row) else ()
    return (*_TOLD, *longer, *reasons)


def _lines(row: queries.Consideration, part: str, words: Words) -> list[object]:
    return [each for each in lines_of(row, PARTS[part].names, words) if not each.empty]


def _form(part: str, row: queries.Consideration, words: Words, at: datetime) -> PartForm:
    known = {name: getattr(row, name) for name in PARTS[part].names}
    day = at_london(row.referred or at).date()
    return PartForm(PARTS[part], words.lists, words.people, day, initial=known)
