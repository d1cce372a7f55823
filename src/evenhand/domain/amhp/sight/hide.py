"""Small tables of counts that are joined by sums: which of them readers outside may be told."""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from evenhand.domain.amhp.sight.counts import Told
from evenhand.domain.disclosure.attack import look_for_moves, wide_enough
from evenhand.domain.disclosure.preset import Preset, could_be, is_small, rounded
from evenhand.domain.disclosure.proofs import Moves
from evenhand.domain.disclosure.suppress import exposed, suppress
from evenhand.domain.disclosure.system import Bools, Draft, System, Whole

Name = Hashable
# Counts that change together, and by how much: every sum still holds, and all that is told still fits.
Way = tuple[tuple[Name, ...], Whole]


@dataclass
class Sums:
    """
    Counts and the sums that hold among them.

    Of `counts` those in `printed` are told unless they are hidden; the others are on no page, but
    follow from these, and a small one among them has to be safe as well. `elsewhere` are told
    somewhere else whatever is done here: rounded, as the preset says. `known` are known to the
    number.
    """

    counts: dict[Name, int] = field(default_factory=dict)
    printed: dict[Name, float] = field(default_factory=dict)
    elsewhere: set[Name] = field(default_factory=set)
    sums: list[tuple[Name, tuple[Name, ...]]] = field(default_factory=list)
    known: set[Name] = field(default_factory=set)

    def show(self, name: Name, count: int, *, worth: float = 1.0) -> Name:
        """A count that a page prints; hiding it costs `worth`."""
        self.counts[name] = count
        self.printed[name] = max(worth, self.printed.get(name, 0.0))
        return name

    def follow(self, name: Name, count: int) -> Name:
        """A count that is printed nowhere."""
        self.counts[name] = count
        return name

    def part(self, whole: Name, *parts: Name, rest: str = "") -> None:
        """Everybody knows that the parts, and the `rest` that is not printed, make up the whole."""
        if rest:
            left = self.counts[whole] - sum(self.counts[part] for part in parts)
            parts = (*parts, self.follow((whole, *parts, rest), left))
        self.sums.append((whole, parts))

    def hidden(
        self,
        preset: Preset,
        ways: list[Way] | None = None,
        joints: Collection[Name] = (),
    ) -> frozenset[Name]:
        """
        What must not be told. Raises CannotProtect.

        `ways` that are known already need no search; those found are added. The search is quicker where
        it is first made for each part by itself: `joints` are the counts that hold the parts together.
        """
        if not self.minded(preset):
            return frozenset()
        system = self._system(preset)
        weights = np.array([0.1 + self.printed.get(name, 0.0) for name in self.counts])
        sensitive, moves = self._sensitive(preset), _moves(system, ways or ())
        known = frozenset(_keys(moves))
        if joints:
            look_for_moves(
                _known_to_the_number(system, joints),
                preset,
                sensitive | ~system.printed,
                targets=np.flatnonzero(sensitive),
                moves=moves,
            )
        chosen = suppress(
            system,
            preset,
            sensitive=sensitive,
            weights=weights,
            most_for_the_optimum=0,
            known=moves,
        )
        if ways is not None:
            ways += _found(system, chosen.moves, known)
        return frozenset(
            name for name, gone in zip(self.counts, chosen.hidden.tolist(), strict=True)
            if gone and name in self.printed
        )  # fmt: skip

    def given_away(
        self, preset: Preset, hidden: frozenset[Name], ways: list[Way] | None = None
    ) -> tuple[Name, ...]:
        """
        What a reader of everything else could tell, or know to be small: empty when all is well.

        `ways` that are known already need no search; those found are added.
        """
        gone: Bools = np.array([name in hidden for name in self.counts], dtype=bool)
        names, system = list(self.counts), self._system(preset)
        moves = _moves(system, ways or ())
        known = frozenset(_keys(moves))
        found = exposed(system, preset, gone, self._sensitive(preset), moves)
        if ways is not None:
            ways += _found(system, moves, known)
        return tuple(names[place] for place in found.tolist())

    def minded(self, preset: Preset) -> list[Name]:
        """The counts that nobody may be able to tell."""
        known = self.elsewhere | self.known
        small = {count: is_small(count, preset) for count in set(self.counts.values())}
        return [
            name for name, count in self.counts.items()
            if small[count] and name not in known
            and (name in self.printed or preset.complements)
        ]  # fmt: skip

    def _sensitive(self, preset: Preset) -> Bools:
        minded = set(self.minded(preset))
        return np.array([name in minded for name in self.counts], dtype=bool)

    def _system(self, preset: Preset) -> System:
        draft = Draft()
        for name, count in self.counts.items():
            draft.cell(name, count, printed=name in self.printed)
        for whole, parts in self.sums:
            draft.total(draft.names[whole], [draft.names[part] for part in parts])
        made = draft.done()
        low, high = made.known_low.copy(), made.known_high.copy()
        for name in self.elsewhere:
            place = made.place[name]
            low[place], high[place] = could_be(told(self.counts[name], preset) or 0, preset)
        for name in self.known:
            low[made.place[name]] = high[made.place[name]] = self.counts[name]
        return replace(made, known_low=low, known_high=high)


def _known_to_the_number(system: System, names: Iterable[Name]) -> System:
    low, high = system.known_low.copy(), system.known_high.copy()
    places = [system.place[name] for name in names]
    low[places] = high[places] = system.values[places]
    return replace(system, known_low=low, known_high=high)


def _moves(system: System, ways: Sequence[Way]) -> Moves:
    """The same by places, those alone that fit the sums of this system."""
    known, place = Moves(system.equations), system.place
    at = [np.array([place.get(name, -1) for name in names], dtype=np.int64) for names, _ in ways]
    known.take_all(at, [by for _, by in ways])
    return known


def _keys(moves: Moves) -> list[tuple[bytes, bytes]]:
    return [(cells.tobytes(), by.tobytes()) for cells, by in moves]


def _found(system: System, moves: Moves, known: Collection[tuple[bytes, bytes]]) -> Iterator[Way]:
    """Moves by name, but for those that were known."""
    for (cells, by), key in zip(moves, _keys(moves), strict=True):
        if key not in known:
            yield tuple(system.names[cell] for cell in cells.tolist()), by


def told(count: int, preset: Preset) -> Told:
    """A count as it is printed by itself: None where it is small, else rounded."""
    return None if is_small(count, preset) else rounded(count, preset.rounding_base)


def told_of(
    counts: Mapping[Name, int], hidden: frozenset[Name], preset: Preset
) -> dict[Name, Told]:
    """Every count as it may be printed."""
    return {name: None if name in hidden else told(count, preset) for name, count in counts.items()}


def month_sums(month: Name, detained: int, otherwise: int, in_vain: int, rest: int) -> Sums:
    """One month's work: who was detained, who otherwise, who was attended in vain, who was not."""
    sums = Sums()
    cells = {
        "detained": detained,
        "otherwise": otherwise,
        "completed": detained + otherwise,
        "attended": detained + otherwise + in_vain,
        "considered": detained + otherwise + in_vain + rest,
    }
    worth = {
        "considered": 4.0,
        "completed": 2.0,
        "attended": 1.5,
        "detained": 3.0,
        "otherwise": 3.0,
    }
    for name, count in cells.items():
        sums.show((month, name), count, worth=worth[name])
    sums.part((month, "completed"), (month, "detained"), (month, "otherwise"))
    sums.part((month, "attended"), (month, "completed"), rest="in vain")
    sums.part((month, "considered"), (month, "attended"), rest="not attended")
    return sums


def sum_is_safe(parts: Sequence[int], preset: Preset) -> bool:
    """
    Whether the sum of parts can be told to readers who may know each part as it is told by itself.

    Parts are of different services, whose own reports may lie beside this one.
    """
    small = [part for part in parts if is_small(part, preset)]
    if not small:
        return True
    whole = sum(parts)
    if is_small(whole, preset):
        return False
    least, most = could_be(rounded(whole, preset.rounding_base), preset)
    shown = [
        could_be(rounded(n, preset.rounding_base), preset) for n in parts if not is_small(n, preset)
    ]
    highest = most - sum(low for low, _ in shown)
    lowest = 0 if len(small) > 1 else max(0, least - sum(high for _, high in shown))
    return bool(wide_enough(np.array([float(lowest)]), np.array([float(highest)]), preset)[0])
