"""The register of AMHPs: entries played back in the order of their days, whatever order they stand in.

Nothing is overwritten. What is known at a moment comes from the entries up to it and from nothing
else, so that a later entry changes no earlier answer unless it corrects one.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby

from evenhand.domain.amhp.clocks_time import said_day
from evenhand.domain.amhp.register_entries import Entry, Event, PersonLog, Refused, corrected
from evenhand.domain.amhp.register_history import History
from evenhand.domain.amhp.register_steps import CannotBe, applied, passed


def replay(log: PersonLog, at: datetime | None = None) -> History:
    """
    What the entries of one person come to at an instant, or all of them where none is given.

    Entries of one instant are taken as they were entered, and where that cannot be in the order that
    can. What cannot be is refused and kept.
    """
    gone, refused = corrected(log.entries)
    wrong = {each.entry.id for each in refused}
    counting = sorted(
        (
            each
            for each in log.entries
            if each.id not in gone | wrong and (at is None or each.at <= at)
        ),
        key=lambda entry: (entry.at, entry.id),
    )
    history = History(
        person=log.person,
        at=at,
        gone=frozenset(gone),
        refused=tuple(each for each in refused if at is None or each.entry.at <= at),
        registered_to=_registered_to(log, counting),
    )
    moves = [each for each in counting if each.event is not Event.TRAINING]
    for _, together in groupby(moves, key=lambda entry: entry.at):
        history = _together(history, list(together))
    if at is not None:
        history = passed(history, at)
    history = _with_training(history, [each for each in counting if each.event is Event.TRAINING])
    unclear = {each.id for each in log.unclear if _by_now(each.since, at)}
    unclear |= {each.entry.id for each in history.refused}
    return replace(history, held_by=_held_by(history, log, at), unclear=tuple(sorted(unclear)))


def _registered_to(log: PersonLog, counting: Sequence[Entry]) -> date | None:
    """What was seen last of the registration."""
    seen = [each.registered_to for each in counting if each.registered_to]
    return seen[-1] if seen else log.registered_to


def training_hours(history: History, first: date, last: date) -> float:
    """Hours of training from one day to another that the approving authority agreed to."""
    return sum(each.hours for each in history.training if each.agreed and first <= each.day <= last)


def _together(history: History, entries: list[Entry]) -> History:
    """Entries of one instant: those that cannot be yet are tried again after the others."""
    while entries:
        left, problems = [], []
        for entry in entries:
            try:
                history = applied(history, entry)
            except CannotBe as wrong:
                left.append(entry)
                problems.append(wrong.refused)
        if len(left) == len(entries):
            return replace(history, refused=(*history.refused, *problems))
        entries = left
    return history


def _with_training(history: History, sessions: Sequence[Entry]) -> History:
    """Training counts by its day, whatever else was entered on it."""
    good, refused = [], list(history.refused)
    for each in sessions:
        if any(one.covers(each.day) for one in history.approvals):
            good.append(each)
        else:
            refused.append(
                Refused(
                    entry=each,
                    code="outside-approval",
                    message=f"On {said_day(each.day)} this person was not approved, and regulation "
                    "5(a) counts training in years of approval.",
                    fix="Check the day, and whether the row of an approval is missing.",
                )
            )
    return replace(history, training=tuple(good), refused=tuple(refused))


def _held_by(history: History, log: PersonLog, at: datetime | None) -> tuple[int, ...]:
    """Entries that end or suspend, cannot be counted, and are of the approval that runs."""
    now = history.newest
    if now is None:
        return ()
    unclear = [(each.id, each.since) for each in log.unclear if each.holds]
    unclear += [(each.entry.id, each.entry.at) for each in history.refused if each.holds]
    return tuple(
        sorted(
            entry
            for entry, since in unclear
            if since is None or (now.since <= since and _by_now(since, at))
        )
    )


def _by_now(since: datetime | None, at: datetime | None) -> bool:
    return since is None or at is None or since <= at
