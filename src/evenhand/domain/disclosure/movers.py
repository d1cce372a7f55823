"""How many people joined or left a count between two snapshots."""

from collections.abc import Iterable, Mapping, Set

import numpy as np

from evenhand.domain.disclosure.cells import CountCell
from evenhand.domain.disclosure.network import NO_TEAM
from evenhand.domain.disclosure.system import Bools, Whole
from evenhand.domain.results.moves import Linked, Standing

CATEGORY, LINE, TEAM = range(3)


class Movers:
    """The people who came, went or changed between two snapshots, to be counted in any count."""

    def __init__(self, linked: Linked) -> None:
        self._moves = linked.moves
        ends = [stands for move in linked.moves for stands in (move.was, move.now) if stands]
        # Nought is for those whom a count leaves out.
        self._codes = tuple(
            {name: code for code, name in enumerate(dict.fromkeys(names), 1)}
            for names in (
                [stands.category for stands in ends],
                [stands.line for stands in ends],
                [stands.team for stands in ends],
            )
        )
        self._n = np.array([move.n for move in linked.moves], dtype=np.int64)
        self._ends: dict[str, tuple[Whole, Whole]] = {}

    def of(self, cell: CountCell, teams: Set[str] = frozenset()) -> int:
        """
        People who are in this count at one snapshot and not at the other.

        `teams` are those that everybody else is not in, where the count is of everybody else.
        """
        was, now = self._where(cell.name)
        chosen = [(CATEGORY, self._chosen(CATEGORY, cell.people))]
        if cell.places:
            chosen.append((LINE, self._chosen(LINE, cell.places)))
        if cell.team == NO_TEAM:
            chosen.append((TEAM, ~self._chosen(TEAM, teams)))
        elif cell.team:
            chosen.append((TEAM, self._chosen(TEAM, (cell.team,))))
        moved = _inside(was, chosen) != _inside(now, chosen)
        return int(self._n[moved].sum())

    def _where(self, name: str) -> tuple[Whole, Whole]:
        """Category, line and team of each move's two ends."""
        if name not in self._ends:
            both = [[self._end(name, end) for end in (move.was, move.now)] for move in self._moves]
            ends = np.array(both, dtype=np.int64).reshape(-1, 2, 3)
            self._ends[name] = ends[:, 0], ends[:, 1]
        return self._ends[name]

    def _end(self, name: str, stands: Standing | None) -> tuple[int, int, int]:
        if stands is None or name not in stands.counts:
            return 0, 0, 0
        categories, lines, teams = self._codes
        return categories[stands.category], lines[stands.line], teams[stands.team]

    def _chosen(self, what: int, names: Iterable[str]) -> Bools:
        codes: Mapping[str, int] = self._codes[what]
        chosen = np.zeros(len(codes) + 1, dtype=bool)
        chosen[[codes[name] for name in names if name in codes]] = True
        return chosen


def _inside(ends: Whole, chosen: Iterable[tuple[int, Bools]]) -> Bools:
    """Whose end is in a count: in one of the categories, the lines and the teams chosen."""
    inside: Bools = ends[:, CATEGORY] > 0
    for what, codes in chosen:
        inside = inside & codes[ends[:, what]]
    return inside
