"""What the page of one consideration is made of."""

from datetime import datetime

from evenhand.data.definitions.amhp_clocks import rule_book
from evenhand.domain.amhp.clocks_of_work import lasted_in_words
from evenhand.domain.amhp.clocks_rules import Version
from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.considerations import is_open, status
from evenhand.domain.amhp.considerations_next import OUTCOME, next_step
from evenhand.web.amhp.work import queries
from evenhand.web.amhp.work.asking import questions
from evenhand.web.amhp.work.forms.parts import PARTS, PartForm
from evenhand.web.amhp.work.forms.steps import AnotherStep
from evenhand.web.amhp.work.presenters import Words, clocks_shown, lines_of, title_of
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
        "now": NOW,
        "ask_what": _form("request", row, words, at) if asks_what else None,
        "outcome": _form("outcome", row, words, at) if step == OUTCOME else None,
        "another": AnotherStep(initial={"step": "" if step == OUTCOME else step, "when": at}),
        "clocks": clocks_shown(queries.clocks_for(row, told, lists), at),
        "questions": questions(row, told, lists),
        "beside": queries.waiting_beside(row),
        "parts": [(name, PARTS[name].title, _lines(row, name, words)) for name in _told(row)],
        "words": words,
    }


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
    return PartForm(part, words.lists, words.people, day, initial=known)
