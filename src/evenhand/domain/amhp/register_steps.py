"""What each event does to what is known of a person, or why it cannot be."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NoReturn

from evenhand.domain.amhp.clocks_time import said_day
from evenhand.domain.amhp.register_entries import EXPIRED, Entry, Event, Refused, same_authority
from evenhand.domain.amhp.register_history import (
    Agreement,
    Approval,
    Elsewhere,
    History,
    Step,
    Suspension,
)
from evenhand.domain.amhp.register_periods import YEARS_SINCE_COURSE, anniversary, end_of
from evenhand.domain.amhp.register_states import MOVES, Move, State


class CannotBe(ValueError):
    """An entry that cannot be, as things stand."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.message)
        self.refused = refused


def passed(history: History, moment: datetime) -> History:
    """The same at a later moment: a term that ran out before it has ended."""
    now = history.newest
    if now is None or not history.state.live or moment < end_of(now.last):
        return history
    move = MOVES[history.state, Event.EXPIRE]
    ended = replace(now, ended=now.last, reason=EXPIRED)
    return _stepped(history, _ended(history, ended), move, now.last)


def applied(history: History, entry: Entry) -> History:
    """The same with one entry more. Raises CannotBe."""
    history = passed(history, entry.at)
    if entry.event is Event.END and entry.reason == EXPIRED:
        return _expiry_noted(history, entry)
    move = MOVES.get((history.state, entry.event))
    if move is None:
        _no_such_move(history, entry)
    changed = _EFFECTS[entry.event](history, entry)
    return _stepped(history, changed, move, entry.day, entry)


def _stepped(
    before: History, after: History, move: Move, day: date, entry: Entry | None = None
) -> History:
    """The state that the table gives, and the step that led to it."""
    step = Step(
        day=day,
        entry=entry,
        move=move,
        approval=len(after.approvals) - 1,
        others=before.acts_for,
        elsewhere=tuple(each.authority for each in before.elsewhere),
    )
    return replace(after, state=move.after, steps=(*before.steps, step))


def _cannot(entry: Entry, code: str, message: str, fix: str, *, holds: bool = False) -> NoReturn:
    raise CannotBe(Refused(entry=entry, code=code, message=message, fix=fix, holds=holds))


def _no_such_move(history: History, entry: Entry) -> NoReturn:
    now = history.newest
    if entry.event is Event.APPROVE and now is not None:
        _overlaps(now, entry)
    code, what = _WITHOUT.get((history.state, entry.event), ("not-approved", "is not approved"))
    if history.state is State.APPLICANT and entry.event is Event.REAPPROVE:
        _cannot(
            entry,
            "never-approved",
            "There is no approval before it that could be given again.",
            "Write approve for the first, or add the row of the first approval.",
        )
    ended = ""
    if now is not None and now.ended is not None:
        ended = f" The approval ended on {said_day(now.ended)} ({now.reason})."
    _cannot(
        entry,
        code,
        f"On {said_day(entry.day)} this person {what}.{ended}",
        "Check the day and the event, and whether a row before it is missing.",
    )


_WITHOUT = {
    (State.SUSPENDED, Event.SUSPEND): ("already-suspended", "is suspended already"),
    (State.APPROVED, Event.UNSUSPEND): ("not-suspended", "is approved and not suspended"),
    (State.APPLICANT, Event.UNSUSPEND): ("not-suspended", "is not suspended"),
    (State.ENDED, Event.UNSUSPEND): ("not-suspended", "is not suspended"),
    (State.ENDED, Event.END): ("already-ended", "is approved no longer"),
    (State.ENDED_SUSPENDED, Event.END): ("already-ended", "is approved no longer"),
    (State.APPLICANT, Event.CEASE_ACT_FOR): ("no-agreement", "has agreed to act for no other"),
}


def _overlaps(now: Approval, entry: Entry) -> NoReturn:
    until = f"{_named(now.authority)} has approved this person to {said_day(now.last)}"
    if not entry.authority or same_authority(now.authority, entry.authority):
        _cannot(
            entry,
            "already-approved",
            f"{until}.",
            "Write reapprove if a new term begins. Take the row out if it was entered twice.",
        )
    _cannot(
        entry,
        "overlapping-approval",
        f"{until}, and two authorities cannot both approve one person.",
        f"If {entry.authority} has, write end with reason OTHER_LSSA for the first approval, dated no "
        "later (regulation 7(2)(c)(iii)); if it only makes use of this person, write act_for.",
    )


def _named(authority: str) -> str:
    return authority or "An authority"


def _approve(history: History, entry: Entry) -> History:
    course = entry.course_completed
    if not history.approvals and course is not None:
        if course > entry.day:
            _cannot(
                entry,
                "course-not-completed",
                "The course was completed after the day of the approval.",
                "Check both days.",
            )
        if anniversary(course, YEARS_SINCE_COURSE) < entry.day:
            _cannot(
                entry,
                "course-too-old",
                f"A first approval needs a course completed within the last {YEARS_SINCE_COURSE} years "
                f"(regulation 3(3)); this one was completed on {said_day(course)}.",
                "Check both days, and whether there was an approval before.",
            )
    return _with_approval(history, entry, entry.authority)


def _reapprove(history: History, entry: Entry) -> History:
    now = history.newest
    assert now is not None
    authority = entry.authority or now.authority
    if history.state.live:
        if not same_authority(authority, now.authority):
            _overlaps(now, entry)
        if entry.day == now.first:
            _overlaps(now, replace(entry, authority=""))
        now = replace(now, followed=entry.day)
        history = replace(history, approvals=(*history.approvals[:-1], now))
    elif now.ended == entry.day - timedelta(days=1) and now.reason == EXPIRED:
        history = _agreements_run_on(history, now, authority)
    return _with_approval(history, entry, authority)


def _with_approval(history: History, entry: Entry, authority: str) -> History:
    profession = entry.profession or (history.newest.profession if history.newest else "")
    new = Approval(authority=authority, first=entry.day, since=entry.at, profession=profession)
    return replace(history, approvals=(*history.approvals, new))


def _agreements_run_on(history: History, now: Approval, authority: str) -> History:
    """A new term by the same authority from the very next day: nothing stood still between."""
    if not same_authority(authority, now.authority):
        return history
    on = tuple(
        replace(each, lapsed=None) if each.lapsed == now.last else each
        for each in history.agreements
    )
    return replace(history, agreements=on)


def _suspend(history: History, entry: Entry) -> History:
    new = Suspension(since=entry.at, detail=entry.detail)
    return replace(history, suspensions=(*history.suspensions, new))


def _unsuspend(history: History, entry: Entry) -> History:
    over = replace(history.suspensions[-1], until=entry.at)
    return replace(history, suspensions=(*history.suspensions[:-1], over))


def _end(history: History, entry: Entry) -> History:
    now = history.newest
    assert now is not None
    if entry.authority and not same_authority(entry.authority, now.authority):
        _cannot(
            entry,
            "not-theirs-to-end",
            f"{_named(now.authority)} approved this person, and {entry.authority} cannot end that.",
            "Write the approving authority, or leave the cell empty.",
            holds=True,
        )
    ended = replace(now, ended=entry.day, reason=entry.reason, detail=entry.detail)
    return _ended(history, ended)


def _ended(history: History, ended: Approval) -> History:
    lapsed = tuple(
        replace(each, lapsed=ended.ended) if each.covers else each for each in history.agreements
    )
    return replace(history, approvals=(*history.approvals[:-1], ended), agreements=lapsed)


def _expiry_noted(history: History, entry: Entry) -> History:
    """An end with EXP only notes what time does: the last day counts until midnight."""
    now = history.newest
    if now is None or (not history.state.live and now.reason != EXPIRED):
        _no_such_move(history, entry)
    if entry.day < now.last:
        _cannot(
            entry,
            "too-early-to-expire",
            f"The term runs to {said_day(now.last)} and has not run out on {said_day(entry.day)}.",
            "Write the reason for which the approval ended before: REQ, COMP, PROF, COND or OTHER_LSSA.",
            holds=True,
        )
    step = Step(
        day=entry.day,
        entry=entry,
        move=None,
        approval=len(history.approvals) - 1,
        others=(),
        elsewhere=(),
    )
    return replace(history, steps=(*history.steps, step))


def _act_for(history: History, entry: Entry) -> History:
    now = history.newest
    assert now is not None
    if not entry.authority:
        _no_authority(entry)
    if same_authority(entry.authority, now.authority):
        _cannot(
            entry,
            "their-own-authority",
            f"{entry.authority} is the approving authority: no agreement is needed to act for it.",
            "Write the other authority.",
        )
    if any(same_authority(entry.authority, each) for each in history.acts_for):
        _cannot(
            entry,
            "already-acts-for",
            f"This person has agreed to act for {entry.authority} already.",
            "Take the row out, or add the cease_act_for that comes between.",
        )
    new = Agreement(authority=entry.authority, since=entry.at)
    return replace(history, agreements=(*history.agreements, new))


def _cease_act_for(history: History, entry: Entry) -> History:
    open_ones = [
        place
        for place, each in enumerate(history.agreements)
        if each.until is None and same_authority(each.authority, entry.authority)
    ]
    if not entry.authority:
        _no_authority(entry)
    if not open_ones:
        _cannot(
            entry,
            "no-agreement",
            f"No agreement to act for {entry.authority} stands on {said_day(entry.day)}.",
            "Check the authority and the day, or add the act_for that is missing.",
        )
    agreements = list(history.agreements)
    for place in open_ones:
        agreements[place] = replace(agreements[place], until=entry.at)
    return replace(history, agreements=tuple(agreements))


def _no_authority(entry: Entry) -> NoReturn:
    message = "It does not say for which other authority."
    _cannot(entry, "authority-needed", message, "Write the authority.")


def _elsewhere(history: History, entry: Entry) -> History:
    now = history.newest
    live = now is not None and history.state.live
    if live and now is not None and same_authority(entry.authority, now.authority):
        _cannot(
            entry,
            "their-own-authority",
            f"{_named(entry.authority)} is the authority whose approval is recorded here.",
            "Write the other authority.",
        )
    new = Elsewhere(
        authority=entry.authority or "another authority",
        day=entry.day,
        during=len(history.approvals) if live else 0,
    )
    return replace(history, elsewhere=(*history.elsewhere, new))


_EFFECTS: dict[Event, Callable[[History, Entry], History]] = {
    Event.APPROVE: _approve,
    Event.REAPPROVE: _reapprove,
    Event.SUSPEND: _suspend,
    Event.UNSUSPEND: _unsuspend,
    Event.END: _end,
    Event.ACT_FOR: _act_for,
    Event.CEASE_ACT_FOR: _cease_act_for,
    Event.APPROVED_ELSEWHERE: _elsewhere,
}
