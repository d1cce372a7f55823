"""Who came, went and changed between two snapshots: what links the counts of two years."""

from dataclasses import dataclass
from typing import NamedTuple


class Standing(NamedTuple):
    """
    Where a person stands at a snapshot: the line of the grade table, what counts them, the team.

    `team` is empty for those in no team.
    """

    category: str
    line: str
    counts: frozenset[str]
    team: str = ""


class Move(NamedTuple):
    """`n` people who stood one way and then another; None: not here, yet or any more."""

    was: Standing | None
    now: Standing | None
    n: int


@dataclass(frozen=True)
class Linked:
    """
    One body's people at two snapshots, by the same person keys in both.

    `stayed` people are in both, changed or not. `moves` leaves out those who stand as they did.
    """

    body: str
    earlier: str
    later: str
    stayed: int
    moves: tuple[Move, ...]

    @property
    def found_again(self) -> float:
        """The share of the smaller snapshot's people who are in the other one as well."""
        left = sum(move.n for move in self.moves if move.now is None)
        came = sum(move.n for move in self.moves if move.was is None)
        return self.stayed / max(self.stayed + min(left, came), 1)
