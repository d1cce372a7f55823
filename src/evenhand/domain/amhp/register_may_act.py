"""May this person act, at this instant, for this authority: one answer, used wherever it is asked."""

from dataclasses import dataclass
from datetime import datetime

from evenhand.domain.amhp.clocks_time import at_london, said_day
from evenhand.domain.amhp.register import replay
from evenhand.domain.amhp.register_entries import EXPIRED, PersonLog, same_authority
from evenhand.domain.amhp.register_history import History
from evenhand.domain.amhp.register_states import State
from evenhand.domain.results.written import some_of


@dataclass(frozen=True)
class Answer:
    """Yes or no, and why in one sentence."""

    yes: bool
    why: str


def may_act(log: PersonLog, at: datetime, authority: str = "") -> Answer:
    """
    Whether somebody may act as an AMHP at an instant: approved, in the term, not suspended, and for
    the approving authority (where none is named) or one that an agreement covers at that instant.
    """
    return may_act_by(replay(log, at), authority)


def may_act_by(history: History, authority: str = "") -> Answer:
    """The same from a history that was played back to the instant."""
    now = history.newest
    if now is None:
        return Answer(False, "No approval is recorded.")
    if history.state in (State.ENDED, State.ENDED_SUSPENDED):
        return Answer(False, _ended(history))
    if history.state is State.SUSPENDED:
        since = at_london(history.suspensions[-1].since).date()
        return Answer(False, f"Suspended since {said_day(since)} (regulation 6(2)).")
    if history.held_by:
        rows = some_of([str(each) for each in history.held_by])
        return Answer(
            False, f"Entry {rows} says that the approval ended or was suspended, and is unclear."
        )
    approved = f"Approved to {said_day(now.last)}"
    if not authority or same_authority(authority, now.authority):
        return Answer(True, f"{approved}.")
    if any(same_authority(authority, each) for each in history.acts_for):
        return Answer(True, f"{approved}, and has agreed to act for {authority}.")
    return Answer(
        False, f"{approved} by another authority, and no agreement to act for {authority} stands."
    )


def _ended(history: History) -> str:
    now = history.newest
    assert now is not None
    assert now.ended is not None
    if now.reason == EXPIRED:
        return f"The term of the approval ended with {said_day(now.ended)} (regulation 7(1))."
    return f"The approval ended on {said_day(now.ended)}, reason {now.reason}."
