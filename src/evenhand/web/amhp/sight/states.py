"""What may become of an obstacle that somebody raised: states and moves, as a table."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from evenhand.domain.frameworks.role import Right


class State(StrEnum):
    """How far an obstacle is."""

    RAISED = "raised"
    ROUTED = "routed"
    ANSWERED = "answered"


@dataclass(frozen=True, kw_only=True)
class Move:
    """From which states it is made, to which it leads, and the right that it takes."""

    start: tuple[State, ...]
    end: State
    right: Right


MOVES = {
    "route": Move(
        start=(State.RAISED, State.ROUTED), end=State.ROUTED, right=Right.RUN_AMHP_SERVICE
    ),
    "answer": Move(
        start=(State.RAISED, State.ROUTED), end=State.ANSWERED, right=Right.RUN_AMHP_SERVICE
    ),
    # Whoever raised it, or anybody who does the work, may say that it is there still.
    "raise again": Move(
        start=(State.ANSWERED,), end=State.RAISED, right=Right.RECORD_CONSIDERATIONS
    ),
}
STATES = {
    State.RAISED: _("Raised"),
    State.ROUTED: _("With the body that can change it"),
    State.ANSWERED: _("Answered"),
}
