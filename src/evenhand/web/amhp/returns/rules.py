"""Whether something may happen to a return, beyond what holds for every submission."""

from collections.abc import Collection, Mapping
from datetime import date

from django.utils.translation import gettext as _

from evenhand.data.definitions.amhp_return import last_day_of, return_edition
from evenhand.domain.amhp.returns.edition import ReturnEdition, Value
from evenhand.domain.frameworks.role import Right
from evenhand.web.bodies.rules import Refused
from evenhand.web.submissions.states import State

# Authorities that approve AMHPs: the return is theirs, whoever employs the people.
APPROVES = ("council",)
# Who may see the exact numbers of a return; a body's administrator sees what the desk will read.
READS = frozenset({Right.READ_RESULTS, Right.RUN_AMHP_SERVICE})
ANY_PART = READS | {Right.RELEASE}
# The desk reads a return from its sign-off on.
READ_BY_THE_DESK = (State.SIGNED_OFF, State.RELEASED)


def must_be_a_day_of_returns(day: date) -> None:
    """Refused for a day that is not the last of a return's year."""
    edition = return_edition()
    if day != last_day_of(edition, day.year):
        raise Refused(_("The year of a return ends on 31 March. Give that day of a year."))


def must_have_approved(kind: str) -> None:
    """Refused for a body that approves nobody."""
    if kind not in APPROVES:
        raise Refused(_("The return is sent by the council that approves AMHPs."))


def must_answer_all(edition: ReturnEdition, answers: Mapping[str, Value]) -> None:
    """Refused while something that is asked has neither a number nor "not known"."""
    left = [item.words for item in edition.asked if item.id not in answers]
    if left:
        raise Refused(
            _("Give a number or “not known” for: %(items)s.") % {"items": "; ".join(left)}
        )


def must_be_another(who: int, others: Collection[int | None]) -> None:
    """Refused for the certifier who signed it off: a release takes two people."""
    if who in others:
        raise Refused(_("You signed this return off, so another person has to release it."))
