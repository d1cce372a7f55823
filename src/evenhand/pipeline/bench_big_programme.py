"""Complementary suppression as one programme, as the textbooks have it: to be compared with."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_diag, coo_array, csr_array, eye_array, hstack, kron, vstack

from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.suppress import sensitive_cells
from evenhand.domain.disclosure.system import Bools, Floats, System, Whole


@dataclass(frozen=True)
class OneProgramme:
    """What to hide, what it costs, and whether the programme was solved to the end."""

    hidden: Bools
    cost: float
    finished: bool


def one_big_programme(
    system: System, preset: Preset, *, weights: Floats, seconds: float
) -> OneProgramme:
    """
    Which cells to hide, with two whole tables of the attacker for every small cell in the programme.

    One of the two has the cell at the threshold or above, and they are as far apart in it as
    protection asks; a cell may differ from the truth only where it is hidden (Kelly, Golden and
    Assad, 1992). Counts are printed exactly.
    """
    sensitive = sensitive_cells(system, preset)
    targets, size = np.flatnonzero(sensitive), len(system)
    tables = 2 * len(targets)
    sums = block_diag([system.equations] * tables) if tables else csr_array((0, 0))
    none = csr_array((sums.shape[0], size))
    each, moves = csr_array(np.ones((tables, 1))), eye_array(size * tables)
    room, values = 4.0 * preset.threshold, system.values.astype(float)
    up, down = kron(each, csr_array(np.diag(np.full(size, room)))), kron(each, np.diag(values))
    rows = [
        (hstack([none, sums]), 0.0, 0.0),
        (hstack([-up, moves]), -np.inf, 0.0),
        (hstack([down, moves]), 0.0, np.inf),
        *_far_enough(system.values[targets], targets, size, preset),
    ]
    low, high = (
        np.concatenate([np.full(row[0].shape[0], row[end]) for row in rows]) for end in (1, 2)
    )
    free = np.full(size * tables, room)
    taken = np.tile(-values, tables)
    found = milp(
        np.concatenate([np.where(sensitive, 0.0, weights), np.zeros(size * tables)]),
        constraints=LinearConstraint(csr_array(vstack([row[0] for row in rows])), low, high),
        bounds=Bounds(
            np.concatenate([sensitive.astype(float), taken]), np.concatenate([np.ones(size), free])
        ),
        integrality=np.concatenate([np.ones(size), np.zeros(size * tables)]),
        options={"time_limit": seconds},
    )
    if found.x is None:
        return OneProgramme(np.ones(size, dtype=bool), float("inf"), False)
    hidden = found.x[:size] > 0.5
    return OneProgramme(hidden, float(weights[hidden & ~sensitive].sum()), bool(found.status == 0))


def _far_enough(
    values: Whole, targets: Whole, size: int, preset: Preset
) -> list[tuple[csr_array, Floats | float, float]]:
    """The upper table of each small cell reaches the threshold; the lower lies far enough below."""
    count = len(targets)
    at = np.arange(count)
    upper, lower = size * (1 + 2 * at) + targets, size * (2 + 2 * at) + targets
    shape = count, size * (1 + 2 * count)
    reach = coo_array((np.ones(count), (at, upper)), shape=shape)
    width = reach - coo_array((np.ones(count), (at, lower)), shape=shape)
    return [
        (reach, preset.threshold - values.astype(float), np.inf),
        (width, preset.threshold - 1.0, np.inf),
    ]
