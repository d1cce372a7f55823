"""Where somebody in the register stands at an instant: what `evenhand amhp register` prints."""

from dataclasses import dataclass
from datetime import date, datetime

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.register import replay, training_hours
from evenhand.domain.amhp.register_entries import PersonLog
from evenhand.domain.amhp.register_may_act import may_act_by
from evenhand.domain.amhp.register_periods import kept_through
from evenhand.domain.amhp.register_warnings import Warned, warnings_of, year_of


@dataclass(frozen=True, kw_only=True)
class Standing:
    """
    One person at one instant.

    `approved_from` and `approved_to` are the first and last day of the newest term, whether or not it
    ended before. Training is that of the year of approval in which the instant lies: hours that the
    approving authority agreed to. `retain_until` is the last day on which the record must be kept.
    """

    person: str
    status: str
    may_act: bool
    why: str
    authority: str = ""
    acts_for: tuple[str, ...] = ()
    approved_from: date | None = None
    approved_to: date | None = None
    training_year_from: date | None = None
    training_hours: float | None = None
    warnings: tuple[Warned, ...] = ()
    ended_on: date | None = None
    end_reason: str | None = None
    retain_until: date | None = None


def standing(log: PersonLog, at: datetime) -> Standing:
    """Where somebody stands at an instant, from the entries up to it."""
    history = replay(log, at)
    on = at_london(at).date()
    answer = may_act_by(history)
    now = history.newest
    if now is None:
        return Standing(
            person=log.person,
            status=history.state.status,
            may_act=answer.yes,
            why=answer.why,
            warnings=warnings_of(history, on),
        )
    year = year_of(now, on) if history.state.live else None
    return Standing(
        person=log.person,
        status=history.state.status,
        may_act=answer.yes,
        why=answer.why,
        authority=now.authority,
        acts_for=history.acts_for if history.state.live else (),
        approved_from=now.first,
        approved_to=now.last,
        training_year_from=year[0] if year else None,
        training_hours=training_hours(history, *year) if year else None,
        warnings=warnings_of(history, on),
        ended_on=now.ended,
        end_reason=now.reason or None,
        retain_until=kept_through(now.ended) if now.ended else None,
    )
