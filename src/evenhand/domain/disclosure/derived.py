"""Counts that no page prints and that readers could work out all the same: which must be safe."""

from collections.abc import Collection, Hashable

import numpy as np

from evenhand.domain.disclosure.cells import CountCell
from evenhand.domain.disclosure.history import History
from evenhand.domain.disclosure.minimums import fewer_than_allowed
from evenhand.domain.disclosure.network import Difference, Outcome, Rest
from evenhand.domain.disclosure.preset import Preset, is_small
from evenhand.domain.disclosure.printed import Printed
from evenhand.domain.disclosure.sensitive import few_left
from evenhand.domain.disclosure.system import Bools


def derived(
    printed: Printed,
    history: History,
    outcomes: Collection[Outcome],
    preset: Preset,
    left_alone: Collection[Hashable],
) -> Bools:
    """
    The cells on no page of this report that nobody may be able to tell.

    Those are counts that an earlier release hid, or told between limits; what two groupings, a team
    and its body, or two years differ by; and those of a group who did not have an outcome, all
    where they are small. What exact counts would leave wide open is told by nobody.
    """
    system = printed.system
    settled, few = printed.least == printed.most, _known_to_be_few(printed, preset)
    found = np.zeros(len(system), dtype=bool)
    kinds = {(each.part, each.whole): each for each in outcomes}
    nothing = _parts_of_nothing(printed)
    for place, name in enumerate(system.names):
        if system.printed[place]:
            continue
        value = int(system.values[place])
        if isinstance(name, Difference):
            found[place] = name.after not in left_alone
        elif isinstance(name, Rest):
            outcome = kinds.get((name.part.name, name.whole.name))
            if outcome is None or not settled[place] or name.part in left_alone:
                continue
            whole = int(system.values[system.place[name.whole]])
            found[place] = few_left(value, whole, preset)
            part = system.place[name.part]
            units = ("people", "answers") if outcome.answers else ("people",)
            too_few = whole > 0 and fewer_than_allowed(dict.fromkeys(units, whole), preset)
            found[part] |= too_few and not system.printed[part]
        elif isinstance(name, CountCell):
            told = name in history.told or (settled[place] and not nothing[place])
            found[place] |= few[place] or (told and is_small(value, preset))
    return found


def _known_to_be_few(printed: Printed, preset: Preset) -> Bools:
    """Cells that exact counts would leave between close limits, some of them small."""
    close = (printed.most - printed.least + 1 < preset.threshold) | (
        printed.most < preset.threshold
    )
    few: Bools = close & (printed.least < preset.threshold) & (printed.most > 0)
    return few & (printed.least < printed.most)


def _parts_of_nothing(printed: Printed) -> Bools:
    """Parts of a count that is nought: that they are nought is what that count tells already."""
    system = printed.system
    signs = system.equations
    wholes_of_nothing = ((signs < 0).astype(float) @ (system.values > 0)) == 0
    parts: Bools = ((signs > 0).astype(float).T @ wholes_of_nothing.astype(float)) > 0
    return parts
