"""What a register's events say of supply, in plain numbers: stock, leaving, renewals, returns."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from evenhand.domain.amhp.clocks_time import LONDON
from evenhand.domain.amhp.register import replay
from evenhand.domain.amhp.register_entries import EXPIRED, PersonLog
from evenhand.domain.amhp.register_history import Approval, History
from evenhand.domain.amhp.register_states import State
from evenhand.domain.forecast.supply.kinds import Kind, People
from evenhand.pipeline.amhp_register import RowRefused, logs_of_file
from evenhand.pipeline.wrong_use import WrongUse

MOVED = "OTHER_LSSA"
_DAYS = 365.25


@dataclass(frozen=True, kw_only=True)
class FromRegister:
    """
    What happened from the first approval (`since`) to the day `on`, counted over approvals.

    `people` are those approved on that day, suspended ones too. `left` of so many `person_years` went
    for a reason that is no move and no end of a term. Terms that came to an end are `terms`, those not
    renewed `not_renewed`. `returned` came back in `away_years` after leaving; `came` are approved first.
    """

    on: date
    since: date | None
    people: tuple[People, ...]
    suspended: int
    left: int
    moved: int
    person_years: float
    terms: int
    not_renewed: int
    returned: int
    away_years: float
    came: int
    errors: tuple[RowRefused, ...]

    @property
    def years(self) -> float:
        """Years that the register covers."""
        return (self.on - self.since).days / _DAYS if self.since else 0.0


def register_counts(path: Path, at: datetime) -> FromRegister:
    """The counts of a file of events. Raises WrongUse where nobody was ever approved in it."""
    logs, errors = logs_of_file(path)
    return counts_of_logs(logs, at, name=path.name, errors=errors)


def counts_of_logs(
    logs: Iterable[PersonLog], at: datetime, *, name: str, errors: Sequence[RowRefused] = ()
) -> FromRegister:
    """The same of a register's entries; `name` is said where nobody was ever approved in it."""
    on = at.astimezone(LONDON).date()
    return counts_of_histories([replay(log, at) for log in logs], on, name=name, errors=errors)


def counts_of_histories(
    histories: Sequence[History], on: date, *, name: str, errors: Sequence[RowRefused] = ()
) -> FromRegister:
    """The same of histories up to the day `on`."""
    every = [each for history in histories for each in history.approvals]
    if not every:
        raise WrongUse(
            f"{name}: nobody is approved in it by {on.isoformat()}. Check the register and the day."
        )
    tally: Counter[str] = Counter()
    for history in histories:
        tally.update(dict(_history(history, on)))
    return FromRegister(
        on=on,
        since=min(each.first for each in every),
        people=_people(histories, on),
        suspended=sum(each.state is State.SUSPENDED for each in histories),
        left=tally["left"],
        moved=tally["moved"],
        person_years=tally["days"] / _DAYS,
        terms=tally["terms"],
        not_renewed=tally["not renewed"],
        returned=tally["returned"],
        away_years=tally["away days"] / _DAYS,
        came=sum(bool(each.approvals) for each in histories),
        errors=tuple(errors),
    )


def _people(histories: Sequence[History], on: date) -> tuple[People, ...]:
    """Those approved now, by profession and by the year in which their approval ends."""
    here: Counter[People] = Counter()
    for history in histories:
        now = history.newest
        if now is None or not history.state.live:
            continue
        left = max(1, -(-(now.last - on).days // 365))
        kind = Kind(profession=now.profession)
        here[People(kind=kind, count=1, approval_ends_in=min(5, left))] += 1
    return tuple(
        People(kind=each.kind, count=count, approval_ends_in=each.approval_ends_in)
        for each, count in sorted(here.items(), key=lambda pair: pair[0].place)
    )


def _history(history: History, on: date) -> Iterator[tuple[str, int]]:
    """What one person's approvals add to each count."""
    counts: Counter[str] = Counter()
    pairs = zip(history.approvals, [*history.approvals[1:], None], strict=False)
    for now, after in pairs:
        renewed = _renewed(now, after)
        end = _end(now, after, on) if renewed else min(now.ended or now.last, on)
        counts["days"] += (end - now.first).days
        if renewed:
            counts["terms"] += 1
        elif now.ended is not None:
            _ended(counts, now, after, on)
    yield from counts.items()


def _renewed(now: Approval, after: Approval | None) -> bool:
    """Whether a new term followed without a gap."""
    if after is None:
        return False
    ran_out = now.reason == EXPIRED and now.ended is not None
    return now.followed is not None or (ran_out and after.first == now.last + timedelta(days=1))


def _end(now: Approval, after: Approval | None, on: date) -> date:
    assert after is not None
    return min(now.followed or after.first, on)


def _ended(counts: Counter[str], now: Approval, after: Approval | None, on: date) -> None:
    assert now.ended is not None
    if now.reason == EXPIRED:
        counts["terms"] += 1
        counts["not renewed"] += 1
    elif now.reason == MOVED:
        # Whom another authority of the same register approved has not gone from it.
        counts["moved"] += after is None
    else:
        counts["left"] += 1
        counts["away days"] += ((after.first if after else on) - now.ended).days
        counts["returned"] += after is not None
