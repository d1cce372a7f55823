"""What earlier releases tell already, all of them together: it cannot be taken back."""

from dataclasses import replace

import numpy as np

from evenhand.domain.disclosure.asked import asked
from evenhand.domain.disclosure.attack import attack
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.programmes import Contradiction
from evenhand.domain.disclosure.propagate import narrow
from evenhand.domain.disclosure.suppress import exposed
from evenhand.domain.disclosure.system import Bools, System


def with_what_was_told(system: System, preset: Preset, sensitive: Bools) -> System:
    """
    The system with the limits in which everyone knows its cells before anything new is printed.

    They are exact for sensitive cells that are told more closely than the preset would: those
    limits must then stay as they are. Raises Contradiction where earlier releases do not fit.
    """
    low, high, fits = narrow(system.equations, system.known_low, system.known_high)
    if not fits:
        raise Contradiction("What earlier releases tell does not fit: a sum is not one.")
    system = replace(system, known_low=low, known_high=high)
    nothing_new = np.ones(len(system), dtype=bool)
    open_cells = exposed(system, preset, nothing_new, sensitive & ~system.fixed)
    for cells in system.components:
        targets = np.flatnonzero(np.isin(cells, open_cells))
        if not len(targets):
            continue
        part = system.part(cells)
        closer = attack(
            part.equations,
            part.known_low,
            part.known_high,
            targets=targets,
            example=part.values,
        )
        low[cells[targets]], high[cells[targets]] = closer
    return replace(system, known_low=low, known_high=high)


def told_closer(system: System, preset: Preset) -> Bools:
    """Cells that everyone knows more closely than the preset would tell them."""
    wanted = asked(system, preset)
    closer: Bools = (wanted.numbers < preset.threshold) | (wanted.reach < preset.threshold)
    return closer
