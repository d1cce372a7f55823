"""Draws for many at once: codes by their shares, lognormal times."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.data.synthetic.amhp.shares import Weights

Codes = NDArray[np.str_]
Minutes = NDArray[np.float64]
Marks = NDArray[np.bool_]
Rng = np.random.Generator


def codes(rng: Rng, weights: Weights, number: int) -> Codes:
    """A code for each of `number`, as often as its weight says."""
    ends = np.cumsum(list(weights.values()))
    places = np.searchsorted(ends, rng.random(number) * ends[-1], side="right")
    found: Codes = np.array(list(weights))[np.minimum(places, len(weights) - 1)]
    return found


def codes_by(rng: Rng, tables: Mapping[str, Weights], keys: Codes, otherwise: str = "") -> Codes:
    """A code for each key, from the key's own table, or from `otherwise` where it has none."""
    found = np.full(len(keys), "", dtype="<U30")
    for key in np.unique(keys):
        where = keys == key
        table = tables[str(key)] if str(key) in tables else tables[otherwise]
        found[where] = codes(rng, table, int(where.sum()))
    return found


def happens(rng: Rng, chance: float, number: int) -> Marks:
    """True as often as `chance` says."""
    found: Marks = rng.random(number) < chance
    return found


def lasting(rng: Rng, middle_and_spread: Sequence[float], number: int) -> Minutes:
    """Lognormal times in whole minutes."""
    middle, spread = middle_and_spread
    found: Minutes = np.rint(middle * np.exp(spread * rng.standard_normal(number)))
    return found


def lasting_by(rng: Rng, tables: Mapping[str, Sequence[float]], keys: Codes) -> Minutes:
    """The same with each key's own middle and spread; 0 for keys without."""
    middle = np.array([tables[str(key)][0] if str(key) in tables else 0.0 for key in keys])
    spread = np.array([tables[str(key)][1] if str(key) in tables else 0.0 for key in keys])
    found: Minutes = np.rint(middle * np.exp(spread * rng.standard_normal(len(keys))))
    return found


def some_of(rng: Rng, places: NDArray[np.int64], number: int, weights: Minutes) -> NDArray[Any]:
    """`number` of the places, none twice, the heavier the likelier."""
    return rng.choice(places, size=number, replace=False, p=weights / weights.sum())
