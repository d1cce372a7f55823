"""Ways in which counts of some services could be otherwise, tried on other services.

What one service may have had more, and others less, without a change in what is told of them
together, is much the same for the next few services: small numbers stand in the same places. Where
it fits them too, nothing has to be searched for.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import cast

import numpy as np

from evenhand.domain.amhp.sight.hide import Name, Sums, Way, told
from evenhand.domain.disclosure.preset import Preset, could_be

# By how much some counts of one service change.
Part = tuple[tuple[Name, int], ...]
ALL = "all"


class Patterns:
    """
    Ways found so far, by what each service has more or less in them.

    Names of ways are (place of the service, name), and (ALL, name) for all together: how those change
    follows from the services.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[Part, ...], _Pattern] = {}

    def learn(self, ways: Iterable[Way]) -> None:
        """Keep the pattern of each."""
        for names, by in ways:
            parts: dict[Name, list[tuple[Name, int]]] = {}
            for called, change in zip(names, by.tolist(), strict=True):
                whose, name = cast("tuple[Name, Name]", called)
                if whose != ALL:
                    parts.setdefault(whose, []).append((name, change))
            of_each = tuple(
                sorted((tuple(sorted(part, key=repr)) for part in parts.values()), key=repr)
            )
            if of_each not in self._found:
                self._found[of_each] = _Pattern(of_each)

    def on(
        self,
        services: Sequence[tuple[Sums, frozenset[Name]]],
        pooled: Mapping[Name, tuple[float, float]],
        preset: Preset,
    ) -> Iterator[Way]:
        """
        Patterns on these services, whose counts and told ones they are: where they fit and help.

        `pooled` says how far down and up each count of all together may be otherwise (`room_of`).
        """
        fits = _Fits([room_of(sums, told_names, preset) for sums, told_names in services])
        moved = [_Moved(sums, preset) for sums, _ in services]
        for found in self._found.values():
            of_all = tuple((name, by) for name, by in found.of_all if name in pooled)
            if not _fits(of_all, pooled):
                continue
            for lead, names in found.leads:
                for place, one in enumerate(moved):
                    if (
                        not one.waiting.isdisjoint(names)
                        and one.helped_by(lead)
                        and place in fits[lead]
                        and (taken := _taken(place, lead, found.of_each, fits))
                    ):
                        for each, part in taken.items():
                            moved[each].by(part)
                        yield _way(of_all, taken)


class _Pattern:
    """
    What each service has more or less, and so all together.

    `leads` are the different ones, each with the names of what it changes.
    """

    def __init__(self, of_each: tuple[Part, ...]) -> None:
        self.of_each = of_each
        self.leads = tuple(
            (part, frozenset(name for name, _ in part)) for part in dict.fromkeys(of_each)
        )
        changes = Counter[Name]()
        for name, by in chain.from_iterable(of_each):
            changes[name] += by
        self.of_all = tuple((name, by) for name, by in changes.items() if by)


class _Moved:
    """How far each small count of one service is moved already; `waiting` are not far enough up."""

    def __init__(self, sums: Sums, preset: Preset) -> None:
        # As far up as proves a count safe, wherever it stands.
        self._enough = preset.threshold - 1
        self.waiting = {n for n, count in sums.counts.items() if count < preset.threshold}
        self._up, self._down = dict[Name, int](), dict[Name, int]()

    def helped_by(self, part: Part) -> bool:
        """Whether a change moves any small count further than it is, as far as that is of use."""
        return any(
            change > self._up.get(name, 0) or change < self._down.get(name, 0)
            for name, change in part
            if name in self.waiting
        )

    def by(self, part: Part) -> None:
        """It is moved by that."""
        for name, change in part:
            self._up[name] = max(change, self._up.get(name, 0))
            self._down[name] = min(change, self._down.get(name, 0))
            if self._up[name] >= self._enough:
                self.waiting.discard(name)


class _Fits(dict[Part, list[int]]):
    """By part: the services whose counts have room for it."""

    def __init__(self, rooms: Sequence[Mapping[Name, tuple[float, float]]]) -> None:
        super().__init__()
        self._rooms = rooms

    def __missing__(self, part: Part) -> list[int]:
        self[part] = [place for place, room in enumerate(self._rooms) if _fits(part, room)]
        return self[part]


def _taken(place: int, lead: Part, of_each: Sequence[Part], fits: _Fits) -> dict[int, Part]:
    """Which service takes which part, the lead at its place; none where somebody is missing."""
    rest, taken = list(of_each), {place: lead}
    rest.remove(lead)
    for part in rest:
        free = next((each for each in fits[part] if each not in taken), None)
        if free is None:
            return {}
        taken[free] = part
    return taken


def room_of(
    sums: Sums, told_names: frozenset[Name], preset: Preset
) -> Mapping[Name, tuple[float, float]]:
    """How far down and up each count may be otherwise, by what is told of it."""
    rooms = {}
    for name, count in sums.counts.items():
        low, high = 0.0, math.inf
        if name in told_names:
            low, high = could_be(told(count, preset) or 0, preset)
        rooms[name] = low - count, high - count
    return rooms


def _fits(part: Part, room: Mapping[Name, tuple[float, float]]) -> bool:
    for name, change in part:
        low, high = room.get(name, (0.0, 0.0))
        if not low <= change <= high:
            return False
    return True


def _way(of_all: Part, taken: Mapping[int, Part]) -> Way:
    changes: list[tuple[Name, int]] = [((ALL, name), by) for name, by in of_all]
    changes += [((place, name), by) for place, part in taken.items() for name, by in part]
    return tuple(name for name, _ in changes), np.array([by for _, by in changes], dtype=np.int64)
