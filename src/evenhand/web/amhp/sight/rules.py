"""Whether something may happen on the line of sight: each raises a sentence for the page."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from evenhand.domain.frameworks.role import Right
from evenhand.web.amhp.sight.states import MOVES, STATES, State
from evenhand.web.bodies.rules import Refused


def must_move(move: str, state: str, rights: Collection[Right]) -> State:
    """The state that a move leads to. Refused where it cannot be made from here or by this person."""
    found = MOVES[move]
    if found.right not in rights:
        raise Refused(_("This is for a duty manager. Tell whoever is on duty."))
    if State(state) not in found.start:
        raise Refused(
            _("This obstacle stands elsewhere already: %(state)s. Look at it once more.")
            % {"state": STATES[State(state)]}
        )
    return found.end


def must_wait_still(passed: bool) -> None:
    """Refused where nothing waits past its limit any more."""
    if not passed:
        raise Refused(_("This wait is over, or not past its limit. Nothing was escalated."))


def must_be_untold(told: bool) -> None:
    """Refused where the same wait was escalated already."""
    if told:
        raise Refused(_("Somebody has escalated this wait already."))


def must_be_new_code(there: bool) -> None:
    """Refused where the service has a code of that name."""
    if there:
        raise Refused(
            _("There is a code with this name already. Use that one, or call this one otherwise.")
        )


def must_be_a_time_of_use(first: date, last: date | None) -> None:
    """Refused where a code would end before it begins."""
    if last is not None and last < first:
        raise Refused(_("It ends before it begins. Check both days."))


def must_be_unused(times: int) -> None:
    """Refused where something was recorded with a code: taken out, it would mean nothing any more."""
    if times:
        raise Refused(_("Records use this code, so it stays. Say until when it is used instead."))
