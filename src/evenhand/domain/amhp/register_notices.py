"""Which letters follow from what was entered, written out and ready to send."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from evenhand.domain.amhp.clocks_time import said_day
from evenhand.domain.amhp.register_codes import Notice, RegisterCodes
from evenhand.domain.amhp.register_entries import EXPIRED
from evenhand.domain.amhp.register_history import History, Step


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One letter. `entry` is what it follows from; nothing where time alone ended the term."""

    notice: str
    regulation: str
    day: date
    entry: int | None
    sender: str
    to: str
    subject: str
    words: str


def letters(history: History, codes: RegisterCodes) -> tuple[Letter, ...]:
    """Every letter that the history calls for, oldest first. Which were sent is kept elsewhere."""
    return tuple(
        letter
        for step in history.steps
        if step.move is not None
        for code in step.move.notices
        for letter in _written(codes.notice[code], step, history, codes)
    )


def _written(
    notice: Notice, step: Step, history: History, codes: RegisterCodes
) -> Iterator[Letter]:
    entry = step.entry
    reason = EXPIRED if entry is None else entry.reason
    if notice.only_for and reason not in notice.only_for:
        return
    approval = history.approvals[step.approval] if history.approvals else None
    known = codes.reasons.get(reason)
    for other in {"other": step.others, "elsewhere": step.elsewhere}.get(
        notice.each, (entry.authority if entry else "",)
    ):
        said = {
            "person": history.person,
            "authority": approval.authority if approval else "",
            "other": other,
            "day": said_day(step.day),
            "last_day": said_day(approval.last) if approval else "",
            "reason": f"{known.title} (regulation {known.regulation})" if known else reason,
            "detail": entry.detail if entry else "",
        }
        yield Letter(
            notice=notice.code,
            regulation=notice.regulation,
            day=step.day,
            entry=entry.id if entry else None,
            sender=notice.sender.format_map(said),
            to=notice.to.format_map(said),
            subject=notice.subject.format_map(said),
            words=notice.words.format_map(said),
        )
