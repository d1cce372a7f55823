"""The cheapest counts to hide of a small table whose sums form a tree: every choice is looked at.

Where no two sums share more than one count and none come round in a circle, what follows from one
sum after the other is all that follows, so that nothing has to be searched for.
"""

import math
from collections.abc import Iterator, Mapping
from itertools import chain, combinations

from evenhand.domain.amhp.sight.hide import Name, Sums
from evenhand.domain.disclosure.preset import Preset, could_be, is_small, rounded
from evenhand.domain.disclosure.suppress import CannotProtect

# More counts than these have too many choices.
MOST_PRINTED = 10
_Ends = dict[Name, tuple[float, float]]


def cheapest_hidden(sums: Sums, preset: Preset) -> frozenset[Name]:
    """
    What must not be told, at the least worth. Raises CannotProtect.

    For at most MOST_PRINTED printed counts whose sums form a tree, and of which nothing is told
    elsewhere: ValueError otherwise.
    """
    if sums.elsewhere or sums.known or len(sums.printed) > MOST_PRINTED or not _is_tree(sums):
        raise ValueError("not a small table whose sums form a tree")
    minded = sums.minded(preset)
    if not minded:
        return frozenset()
    tells = {
        name: could_be(rounded(sums.counts[name], preset.rounding_base), preset)
        for name in sums.printed
        if not is_small(sums.counts[name], preset)
    }
    for kept in _choices(tells, sums.printed):
        ends = _follows(sums, {name: tells[name] for name in kept})
        if all(_is_wide(*ends[name], preset) for name in minded):
            return frozenset(sums.printed) - frozenset(kept)
    raise CannotProtect(f"Nothing protects {', '.join(map(str, minded))}.")


def _choices(
    tells: Mapping[Name, object], worth: Mapping[Name, float]
) -> Iterator[tuple[Name, ...]]:
    """Which may be told, the most worth first."""
    names = list(tells)
    every = chain.from_iterable(combinations(names, n) for n in range(len(names), -1, -1))
    # A count that is worth nothing is told rather than not.
    return iter(sorted(every, key=lambda kept: -sum(worth[name] + 0.1 for name in kept)))


def _follows(sums: Sums, tells: Mapping[Name, tuple[int, int]]) -> _Ends:
    """Between which ends each count is, by what is told and every sum."""
    ends: _Ends = {name: tells.get(name, (0.0, math.inf)) for name in sums.counts}
    closer = True
    while closer:
        closer = False
        for whole, parts in sums.sums:
            closer |= _closer(ends, whole, _added(ends, parts))
            for part in parts:
                low, high = _added(ends, [each for each in parts if each != part])
                least, most = ends[whole]
                # Endless less endless says nothing.
                closer |= _closer(
                    ends, part, (least - high if high < math.inf else 0.0, most - low)
                )
    return ends


def _added(ends: _Ends, names: tuple[Name, ...] | list[Name]) -> tuple[float, float]:
    return sum(ends[name][0] for name in names), sum(ends[name][1] for name in names)


def _closer(ends: _Ends, name: Name, others: tuple[float, float]) -> bool:
    low, high = ends[name]
    found = max(low, others[0]), min(high, others[1])
    ends[name] = found
    return found != (low, high)


def _is_wide(low: float, high: float, preset: Preset) -> bool:
    return high - low + 1 >= preset.threshold and high >= preset.threshold


def _is_tree(sums: Sums) -> bool:
    """Counts and sums as the points of a graph: as many joints as a forest has, and no circle."""
    joined: dict[Name, Name] = {}

    def root(point: Name) -> Name:
        while point in joined:
            point = joined[point]
        return point

    for number, (whole, parts) in enumerate(sums.sums):
        for name in (whole, *parts):
            one, other = root(("sum", number)), root(("count", name))
            if one == other:
                return False
            joined[one] = other
    return True
