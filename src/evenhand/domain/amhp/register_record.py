"""The record that regulation 8(1) asks for, exactly (a) to (h), and how long it is kept."""

from dataclasses import dataclass
from datetime import date

from evenhand.domain.amhp.register_entries import Entry, same_authority
from evenhand.domain.amhp.register_history import Agreement, Approval, History, Suspension
from evenhand.domain.amhp.register_periods import YEARS_KEPT, anniversary, kept_through


@dataclass(frozen=True, kw_only=True)
class StatutoryRecord:
    """What the approving authority keeps of one AMHP: one field for each letter, and no other."""

    name: str  # (a)
    profession: str  # (b), a code of Schedule 1
    approved_on: date  # (c)
    suspensions: tuple[Suspension, ...]  # (d)
    training: tuple[Entry, ...]  # (e)
    previous_approvals: tuple[Approval, ...]  # (f), within the previous five years
    acts_for: tuple[Agreement, ...]  # (g)
    ended: tuple[date, str] | None  # (h), day and code of the reason


def statutory_record(history: History, authority: str = "", *, name: str) -> StatutoryRecord | None:
    """
    The record of the newest approval by an authority (by any, where none is named), or nothing.

    The register knows people by a reference; `name` is what regulation 8(1)(a) wants.
    """
    place = _newest(history, authority)
    if place is None:
        return None
    now, before = history.approvals[place], history.approvals[:place]
    return StatutoryRecord(
        name=name,
        profession=now.profession,
        approved_on=now.first,
        suspensions=history.suspensions,
        training=tuple(each for each in history.training if each.agreed),
        previous_approvals=tuple(each for each in before if _within_five_years(each, now)),
        acts_for=history.agreements,
        ended=(now.ended, now.reason) if now.ended else None,
    )


def retain_until(history: History, authority: str = "") -> date | None:
    """
    The last day on which an authority must keep the record: regulation 8(2).

    Nothing while its approval runs, and nothing where it approved nobody.
    """
    place = _newest(history, authority)
    ended = None if place is None else history.approvals[place].ended
    return kept_through(ended) if ended else None


def may_delete(history: History, on: date, authority: str = "") -> bool:
    """
    Whether the regulations let an authority delete the record on a day.

    Never while its approval runs. Of somebody whom it never approved they ask for no record.
    """
    if _newest(history, authority) is None:
        return True
    kept = retain_until(history, authority)
    return kept is not None and on > kept


def _newest(history: History, authority: str) -> int | None:
    places = [
        place
        for place, each in enumerate(history.approvals)
        if not authority or same_authority(each.authority, authority)
    ]
    return places[-1] if places else None


def _within_five_years(earlier: Approval, now: Approval) -> bool:
    """Whether an approval still ran within the five years before another began."""
    last = earlier.ended or earlier.followed or earlier.last
    return anniversary(last, YEARS_KEPT) >= now.first
