"""Two sides of counts laid out as figures: rows of keys times groups."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from evenhand.domain.frameworks.edition import Indicator
from evenhand.domain.measures.comparison import Comparisons, Pairing
from evenhand.domain.measures.tally import Floats, Key, Tally, columns, unknown


def two_sides(
    indicator: Indicator,
    tally: Tally,
    keys: Sequence[Key],
    pairing: Pairing,
    *,
    x: Floats,
    n: Floats,
) -> Comparisons:
    """Every pair of a row: the group's own counts, and its comparator's summed."""
    x0, n0 = of_comparators(x, pairing), of_comparators(n, pairing)
    return lay_out(
        indicator,
        tally,
        keys,
        groups=pairing.groups,
        comparators=pairing.comparators,
        sides=(of_groups(x, pairing), of_groups(n, pairing), x0, n0),
        unknowns=(
            np.column_stack([unknown(x)[0], unknown(n)[0]]),
            np.column_stack([unknown(x)[1], unknown(n)[1]]),
        ),
    )


def lay_out(
    indicator: Indicator,
    tally: Tally,
    keys: Sequence[Key],
    *,
    groups: Sequence[int],
    comparators: Sequence[str],
    sides: tuple[Floats, Floats, Floats, Floats],
    unknowns: tuple[Floats, Floats],
) -> Comparisons:
    """Rows times groups, as columns of figures. A hidden count on either side hides the figure."""
    slugs, wide = columns(tally.grouping), len(groups)
    x, n, x0, n0 = sides
    size = len(keys) * wide
    nothing = np.full(size, np.nan)
    return Comparisons(
        indicator=indicator,
        grouping=tally.grouping,
        body=[key[0] for key in keys for _ in groups],
        snapshot=[key[1] for key in keys for _ in groups],
        cell=[
            cell_name(block_of(key[3]), rung_of(key[3])) if "|" in key[3] else key[3]
            for key in keys
            for _ in groups
        ],
        group=[slugs[place] for _ in keys for place in groups],
        comparator=list(comparators) * len(keys),
        x=x,
        n=n,
        x0=x0,
        n0=n0,
        not_stated=np.repeat(unknowns[0], wide, axis=0),
        not_known=np.repeat(unknowns[1], wide, axis=0),
        rest_x=nothing.copy(),
        rest_n=nothing.copy(),
        weighted=np.zeros(size, dtype=bool),
        hidden=np.isnan(x) | np.isnan(n) | np.isnan(x0) | np.isnan(n0),
        away=np.zeros(size),
        outside=np.zeros(size),
        reason=[""] * size,
        bounds=np.full((size, 4), np.nan),
        base=np.full((size, 2), np.nan),
    )


def join(parts: Sequence[Comparisons]) -> Comparisons:
    """Several sets of one indicator and grouping, one after another."""
    first = parts[0]
    joined: dict[str, Any] = {}
    for name, value in vars(first).items():
        if isinstance(value, list):
            joined[name] = [item for part in parts for item in getattr(part, name)]
        elif isinstance(value, np.ndarray):
            joined[name] = np.concatenate([getattr(part, name) for part in parts])
        else:
            joined[name] = value
    return Comparisons(**joined)


def cell_name(block: str, rung: str) -> str:
    """ "clinical: 8a"; the grade alone where staff are in no block."""
    return f"{block}: {rung}" if block and block != "other" else rung


def block_of(cell: str) -> str:
    return cell.partition("|")[0]


def rung_of(cell: str) -> str:
    # A council's own grade may hold the sign that parts it from its block.
    return cell.partition("|")[2]


def of_groups(table: Floats, pairing: Pairing) -> Floats:
    picked: Floats = table[:, list(pairing.groups)].ravel()
    return picked


def of_comparators(table: Floats, pairing: Pairing) -> Floats:
    # Only a comparator's own members are summed, so that a hidden group hides itself alone.
    sums = [np.sum(table[:, picked > 0], axis=1) for picked in pairing.members.T]
    summed: Floats = np.column_stack(sums).ravel()
    return summed
