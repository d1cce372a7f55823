"""Swaps of shifts: their states, what may follow, and who may do it.

docs/reference/rota-swaps.md is made from this table.
"""

from dataclasses import dataclass
from enum import StrEnum


class SwapState(StrEnum):
    """Where a swap stands. Offered: a colleague would take the shift, and a duty manager has to agree."""

    ASKED = "asked"
    OFFERED = "offered"
    TAKEN = "taken"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def open(self) -> bool:
        """Whether something may still follow."""
        return self in (SwapState.ASKED, SwapState.OFFERED)


class Who(StrEnum):
    """Who may make a move."""

    ASKER = "whoever asked"
    WANTED = "the colleague who was asked"
    COLLEAGUE = "a colleague who was asked, or anybody where all were"
    OFFERER = "the colleague who offered"
    MANAGER = "a duty manager"
    SITE = "nobody: the site does it when the person is taken off the shift"


@dataclass(frozen=True, kw_only=True)
class Move:
    """
    One move. `agreement`: only where a service's setting asks for a duty manager's agreement (True),
    only where it does not (False), in both (None).
    """

    name: str
    before: tuple[SwapState, ...]
    after: SwapState
    who: tuple[Who, ...]
    agreement: bool | None = None


_OPEN = (SwapState.ASKED, SwapState.OFFERED)
_ASKED, _OFFERED = (SwapState.ASKED,), (SwapState.OFFERED,)
MOVES = {
    move.name: move
    for move in (
        Move(name="offer", before=_ASKED, after=SwapState.OFFERED, who=(Who.COLLEAGUE,), agreement=True),
        Move(name="take", before=_ASKED, after=SwapState.TAKEN, who=(Who.COLLEAGUE,), agreement=False),
        Move(name="agree", before=_OFFERED, after=SwapState.TAKEN, who=(Who.MANAGER,)),
        Move(name="step-back", before=_OFFERED, after=SwapState.ASKED, who=(Who.OFFERER,)),
        Move(name="decline", before=_ASKED, after=SwapState.REFUSED, who=(Who.WANTED,)),
        Move(name="refuse", before=_OPEN, after=SwapState.REFUSED, who=(Who.MANAGER,)),
        Move(name="withdraw", before=_OPEN, after=SwapState.WITHDRAWN, who=(Who.ASKER,)),
        Move(name="fall-away", before=_OPEN, after=SwapState.WITHDRAWN, who=(Who.SITE,)),
    )
}  # fmt: skip


def moves_for(state: SwapState, who: frozenset[Who], *, agreement: bool) -> tuple[Move, ...]:
    """What these may do with a swap that stands so. `agreement`: a duty manager has to agree."""
    return tuple(
        move
        for move in MOVES.values()
        if state in move.before
        and who & set(move.who)
        and (move.agreement is None or move.agreement == agreement)
    )
