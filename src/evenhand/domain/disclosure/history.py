"""What earlier releases told about a body, and what readers can tell from two snapshots of it."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from evenhand.domain.disclosure.cells import EVERYWHERE, WORKFORCE, CountCell, Names
from evenhand.domain.disclosure.movers import Movers
from evenhand.domain.disclosure.network import (
    NO_TEAM,
    Difference,
    NoSum,
    Outcome,
    Range,
    atoms,
    by_table,
)
from evenhand.domain.results.moves import Linked

Pair = tuple[str, str]


@dataclass(frozen=True)
class History:
    """
    Everything that is known before a release is made.

    `told` is what earlier releases print of each count: its lowest and highest, or None where they
    hide it. `counts` are those counts as they really are, as far as records at hand say; `outcomes`
    what their standards compare. `versions` are pairs of periods that are one snapshot, before and
    after it was put right. `releases` names the earlier releases in words. `closer` are limits of
    cells that these releases tell more closely than the rules of the next one would. `repeats` is
    what the release itself told, where it was made before and is to be made again. `no_sums` are
    wholes that their parts do not add up to, in records as they are: no reader can use them.
    `names` are what counts with a second source are called.
    """

    told: Mapping[CountCell, Range | None] = field(default_factory=dict)
    counts: Mapping[CountCell, int] = field(default_factory=dict)
    outcomes: tuple[Outcome, ...] = ()
    versions: tuple[Pair, ...] = ()
    releases: tuple[str, ...] = ()
    closer: Mapping[Hashable, tuple[float, float]] = field(default_factory=dict)
    repeats: Mapping[CountCell, Range | None] | None = None
    no_sums: frozenset[NoSum] = frozenset()
    names: Mapping[tuple[tuple[str, ...], str], str] = field(default_factory=dict)


NO_HISTORY = History()


def linked_periods(linked: Iterable[Linked], versions: Iterable[Pair]) -> tuple[Pair, ...]:
    """The pairs of snapshots, or of versions of one, whose counts a reader can set side by side."""
    return tuple(dict.fromkeys((*((each.earlier, each.later) for each in linked), *versions)))


def made_up(counts: Iterable[CountCell], pairs: Iterable[Pair]) -> list[CountCell]:
    """
    Counts that are told of one snapshot, and that a reader can make up from those of another.

    One release has the minority and the next one its parts: then the change in it is known too.
    """
    tables = by_table(counts)
    found: dict[CountCell, None] = {}
    for one, other in pairs:
        for period, name in list(tables):
            if period in (one, other):
                there = tables.get((other if period == one else one, name), [])
                found |= dict.fromkeys(_from_others(tables[period, name], there))
    return list(found)


def _from_others(cells: Sequence[CountCell], there: Sequence[CountCell]) -> Iterable[CountCell]:
    """These cells in the other period, where its cells can be put together to make them."""
    if not there:
        return
    known, teams = set(there), {cell.team for cell in there}
    people = atoms(cell.people for cell in there)
    lines = atoms(cell.places for cell in there if cell.places)
    everywhere = there[0].name == WORKFORCE or any(not cell.places for cell in there)
    for cell in cells:
        alike = cell._replace(period=there[0].period)
        if alike in known or cell.team not in teams:
            continue
        placed = everywhere if cell.places == EVERYWHERE else _made_of(cell.places, lines)
        if placed and _made_of(cell.people, people):
            yield alike


def _made_of(names: Names, parts: Iterable[Names]) -> bool:
    """Whether some of these parts, which share nothing, make up just these names."""
    return frozenset().union(*(part for part in parts if part <= names)) == names


def small_differences(
    values: Mapping[CountCell, int | None],
    linked: Iterable[Linked],
    versions: Iterable[Pair],
    threshold: int,
) -> list[Difference]:
    """
    The differences of two snapshots that fewer than `threshold` people made.

    `values` are the counts that readers could know, or nearly. Only counts of who is on the staff list at a
    snapshot can be linked by person keys. Of two versions of one snapshot every count is compared:
    what it differs by is at least so many people.
    """
    by_period: dict[str, dict[CountCell, CountCell]] = {}
    for cell in values:
        by_period.setdefault(cell.period, {})[cell._replace(period="")] = cell
    teams = {
        table: frozenset(cell.team for cell in cells if cell.team)
        for table, cells in by_table(values).items()
    }
    movers, same = {(pair.earlier, pair.later): Movers(pair) for pair in linked}, set(versions)
    found = []
    for earlier, later in dict.fromkeys((*movers, *same)):
        people, there = movers.get((earlier, later)), by_period.get(later, {})
        for alike, before in by_period.get(earlier, {}).items():
            after = there.get(alike)
            if after is None:
                continue
            others = teams[later, alike.name]
            # Everybody else is not the same people where other teams were told of.
            if alike.team == NO_TEAM and others != teams[earlier, alike.name]:
                continue
            moved = people.of(after, others) if people else 0
            if (earlier, later) in same:
                moved = max(moved, _apart(values[before], values[after]))
            if 0 < moved < threshold:
                found.append(Difference(before, after))
    return found


def _apart(before: int | None, after: int | None) -> int:
    return 0 if before is None or after is None else abs(after - before)
