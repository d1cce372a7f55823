"""What is asked about one consideration: the domain's questions, and those of this service."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from evenhand.data.definitions.amhp_clocks import rule_book
from evenhand.domain.amhp.considerations import Consideration, ended
from evenhand.domain.amhp.considerations_codes import CodeLists, Ends
from evenhand.domain.amhp.considerations_queries import Query, queries
from evenhand.domain.amhp.register_may_act import Answer
from evenhand.web.amhp.register.queries import Professional, authority_of, may_act
from evenhand.web.amhp.work.fields import TIMES
from evenhand.web.amhp.work.presenters import moment
from evenhand.web.amhp.work.queries import Consideration as Row
from evenhand.web.amhp.work.words import LABELS

# A phone's clock and the site's may differ by as much.
CLOCKS_DIFFER = timedelta(minutes=5)
_APPLICATIONS = ("GUARDIANSHIP",)
# What is done as an AMHP, in the order in which it is done.
_ACTS = ("allocated", "assessment_start", "assessment_end", "application_signed")


Acts = Callable[[Professional, datetime, str], Answer]


def questions(
    row: Row, told: Consideration, lists: CodeLists, at: datetime, acts: Acts = may_act
) -> list[Query]:
    """
    Everything to ask about a consideration. None of it stops anybody.

    `acts` says whether somebody may act at an instant for an authority.
    """
    place_of_safety = rule_book().rule("S136")
    if place_of_safety is None:
        raise KeyError("S136")
    return [
        *queries(told, lists, place_of_safety),
        *_to_come(told, at),
        *_could_act(row, told, acts),
        *_reasons(row, told, lists),
    ]


def _to_come(told: Consideration, at: datetime) -> Iterator[Query]:
    """Times that have not come yet: of what was done, none can be."""
    for name in TIMES:
        when = told.time(name)
        if when is not None and when > at + CLOCKS_DIFFER:
            message = _("%(what)s, %(when)s: this has not come yet. Which time is right?")
            said = {"what": LABELS[name], "when": moment(when)}
            yield Query(code="time-to-come", message=message % said, fields=(name,))


def _could_act(row: Row, told: Consideration, acts: Acts) -> Iterator[Query]:
    """The first time at which the AMHP did what only an AMHP may, and could not by the register."""
    if row.amhp is None:
        return
    for name in _ACTS:
        when = told.time(name)
        if when is None:
            continue
        answer = acts(row.amhp, when, authority_of(row.body))
        if not answer.yes:
            message = _(
                "%(what)s, %(when)s: by the register the AMHP could not act then. %(why)s Are the "
                "person and the time right?"
            )
            said = {"what": LABELS[name], "when": moment(when), "why": answer.why}
            yield Query(code="amhp-could-not-act", message=message % said, fields=("amhp", name))
            return


def _reasons(row: Row, told: Consideration, lists: CodeLists) -> Iterator[Query]:
    """Section 13(4): the nearest relative asked, and no application was made."""
    found = lists.requests.find(told.request, told.day)
    if found is None or found.code != "S13_4" or row.reasons_sent is not None:
        return
    outcome = lists.outcomes.find(told.outcome)
    other = outcome is not None and outcome.code in _APPLICATIONS
    applied = ended(told, lists.outcomes) is Ends.DETAINED or other
    if not applied and not row.open:
        yield Query(
            code="reasons-not-sent",
            message=_(
                "The nearest relative asked, and no application was made. On which day were the "
                "reasons sent in writing?"
            ),
            fields=("reasons_sent",),
        )
