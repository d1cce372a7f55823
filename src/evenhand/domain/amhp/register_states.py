"""The states of an AMHP's approval: what may follow, who may do it, what is kept, who is told."""

from dataclasses import dataclass
from enum import StrEnum

from evenhand.domain.amhp.register_entries import Event


class State(StrEnum):
    """
    Where somebody stands.

    A suspension outlasts an approval: it ends when the authority says so, not when the term does.
    """

    APPLICANT = "applicant"
    APPROVED = "approved"
    SUSPENDED = "suspended"
    ENDED = "ended"
    ENDED_SUSPENDED = "ended while suspended"

    @property
    def status(self) -> str:
        """The one of four words that is printed."""
        return str(State.ENDED if self is State.ENDED_SUSPENDED else self)

    @property
    def live(self) -> bool:
        """Whether an approval runs, suspended or not."""
        return self in (State.APPROVED, State.SUSPENDED)


class Who(StrEnum):
    """Who may make an entry."""

    KEEPER = "register keeper"
    LEAD = "AMHP lead"
    AMHP = "the AMHP themself"
    DIRECTOR = "director"
    TIME = "nobody: time does it"


@dataclass(frozen=True, kw_only=True)
class Move:
    """One line of the table. `notices` are codes of `definitions/amhp/register/notices.toml`."""

    before: State
    event: Event
    after: State
    who: tuple[Who, ...]
    recorded: str
    notices: tuple[str, ...] = ()


_DECIDES = (Who.DIRECTOR,)
_KEEPS = (Who.KEEPER, Who.LEAD)
_TELLS = (Who.AMHP, Who.KEEPER, Who.LEAD)
_A, _OK, _S, _E, _ES = State


@dataclass(frozen=True, kw_only=True)
class _Kind:
    """What is the same about an event from whatever state."""

    event: Event
    leads: dict[State, State]
    who: tuple[Who, ...]
    recorded: str
    notices: tuple[str, ...] = ()


_KINDS = (
    _Kind(
        event=Event.APPROVE,
        leads={_A: _OK, _E: _OK, _ES: _S},
        who=_DECIDES,
        recorded="authority, day, profession, registration seen, course completed, evidence of each matter",
        notices=("APPROVED_TOO",),
    ),
    _Kind(
        event=Event.REAPPROVE,
        leads={_OK: _OK, _S: _S, _E: _OK, _ES: _S},
        who=_DECIDES,
        recorded="authority, day from which the new term runs, registration seen, evidence of each matter",
        notices=("APPROVED_TOO",),
    ),
    _Kind(
        event=Event.SUSPEND,
        leads={_OK: _S},
        who=(Who.KEEPER, Who.LEAD, Who.DIRECTOR),
        recorded="day or hour, which registration or listing was suspended",
        notices=("REGISTRATION_SUSPENDED", "SUSPENDED", "SUSPENDED_OTHERS"),
    ),
    _Kind(
        event=Event.UNSUSPEND,
        leads={_S: _OK},
        who=(Who.LEAD, Who.DIRECTOR),
        recorded="day or hour, that competence was looked at (regulation 6(3))",
        notices=("REGISTRATION_RESTORED", "SUSPENSION_ENDED"),
    ),
    _Kind(
        event=Event.UNSUSPEND,
        leads={_ES: _E},
        who=(Who.LEAD, Who.DIRECTOR),
        recorded="day or hour on which the registration was good again",
        notices=("REGISTRATION_RESTORED",),
    ),
    _Kind(
        event=Event.END,
        leads={_OK: _E, _S: _ES},
        who=_DECIDES,
        recorded="day, reason and its words",
        notices=("REQUIREMENT_LOST", "ENDED", "ENDED_OTHERS"),
    ),
    _Kind(
        event=Event.EXPIRE,
        leads={_OK: _E, _S: _ES},
        who=(Who.TIME,),
        recorded="the last day of the term, reason EXP",
        notices=("ENDED", "ENDED_OTHERS"),
    ),
    _Kind(
        event=Event.TRAINING,
        leads={_OK: _OK, _S: _S},
        who=_TELLS,
        recorded="day, hours, what it was, whether the approving authority agreed that it is relevant",
    ),
    _Kind(
        event=Event.ACT_FOR,
        leads={_OK: _OK, _S: _S},
        who=_TELLS,
        recorded="the other authority, day, day on which the AMHP gave notice",
        notices=("ACTS_FOR",),
    ),
    _Kind(
        event=Event.CEASE_ACT_FOR,
        leads={_OK: _OK, _S: _S, _E: _E, _ES: _ES},
        who=_TELLS,
        recorded="the other authority, day, day on which the AMHP gave notice",
        notices=("ACTS_FOR_ENDED",),
    ),
    _Kind(
        event=Event.APPROVED_ELSEWHERE,
        leads={_A: _A, _OK: _OK, _S: _S, _E: _E, _ES: _ES},
        who=_KEEPS,
        recorded="the other authority, day, how it became known",
    ),
)

MOVES = {
    (before, kind.event): Move(
        before=before,
        event=kind.event,
        after=after,
        who=kind.who,
        recorded=kind.recorded,
        notices=kind.notices,
    )
    for kind in _KINDS
    for before, after in kind.leads.items()
}
