"""One register of several authorities: what its events say of each, and of who went from one to another."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from evenhand.domain.amhp.clocks_time import LONDON
from evenhand.domain.amhp.register import replay
from evenhand.domain.amhp.register_entries import same_authority
from evenhand.domain.amhp.register_history import Approval, History
from evenhand.domain.amhp.register_states import State
from evenhand.pipeline.amhp_register import RowRefused, logs_of_file
from evenhand.pipeline.forecast_supply_register import MOVED, FromRegister, counts_of_histories
from evenhand.pipeline.wrong_use import WrongUse

_OUTSIDE = ""


@dataclass(frozen=True, kw_only=True)
class FromRegisters:
    """The counts of each authority, in which `moved` went to none of the others; `between` did, by pair."""

    each: dict[str, FromRegister]
    between: dict[tuple[str, str], int]
    errors: tuple[RowRefused, ...]


def counts_by_authority(path: Path, at: datetime, names: Sequence[str]) -> FromRegisters:
    """
    The counts of a file of events for the authorities of these names, by who approved.

    Raises WrongUse where one of them never approved anybody in it, or where another did.
    """
    logs, errors = logs_of_file(path)
    histories = [replay(log, at) for log in logs]
    _must_be_of(path, histories, names)
    moves = Counter(move for history in histories for move in _moves(history, names))
    on = at.astimezone(LONDON).date()
    found = {}
    for name in names:
        here = [_only(history, name) for history in histories]
        counts = counts_of_histories(here, on, name=f"{path.name}, {name}")
        found[name] = replace(counts, moved=moves[name, _OUTSIDE])
    between = {pair: count for pair, count in moves.items() if pair[1] != _OUTSIDE}
    return FromRegisters(
        each=found,
        between={pair: between[pair] for pair in sorted(between)},
        errors=tuple(errors),
    )


def _must_be_of(path: Path, histories: Sequence[History], names: Sequence[str]) -> None:
    others = {
        each.authority
        for history in histories
        for each in history.approvals
        if _called(each, names) == _OUTSIDE
    }
    if "" in others:
        raise WrongUse(
            f"{path.name}: an approval does not say whose it is. Fill its cell in the column authority."
        )
    if others:
        raise WrongUse(
            f"{path.name}: somebody is approved by {', '.join(sorted(others))}, which has no table "
            "[authorities.NAME]. Write one, with the name as the register has it, or take the rows out."
        )


def _called(approval: Approval, names: Sequence[str]) -> str:
    """The name by which the file of inputs calls who approved."""
    found = (name for name in names if same_authority(name, approval.authority))
    return next(found, _OUTSIDE)


def _only(history: History, name: str) -> History:
    """What one authority knows of somebody: its own approvals, and their state if the newest is its own."""
    approvals = tuple(each for each in history.approvals if same_authority(name, each.authority))
    newest = history.newest
    here = newest is not None and same_authority(name, newest.authority)
    return replace(history, approvals=approvals, state=history.state if here else State.ENDED)


def _moves(history: History, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    for now, after in zip(history.approvals, [*history.approvals[1:], None], strict=False):
        start, to = _called(now, names), _called(after, names) if after else _OUTSIDE
        if now.ended is not None and now.reason == MOVED and start != to:
            yield start, to
