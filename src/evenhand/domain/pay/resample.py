"""How sure a gap is: people drawn again and again from those there are (the bootstrap).

The people of each group are drawn on their own, with replacement, as many as there are. The seed
comes from whose draw it is, so the same figure has the same interval whatever is worked out beside
it, in whatever order.
"""

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from evenhand.domain.pay.gaps import Floats, gap

TIMES = 1000
CONFIDENCE = 0.95
_AT_ONCE = 2_000_000  # numbers held in memory at a time
_COST_OF_A_VALUE = 5  # drawing how many are at a value takes as long as drawing so many people


@dataclass(frozen=True)
class Draws:
    """Means and medians of one group's pay, one a draw."""

    means: Floats
    medians: Floats


@dataclass(frozen=True)
class Sureness:
    """The 95% limits of a gap in percent, a two-sided p for no gap at all, and its standard error."""

    low: float
    high: float
    p: float
    se: float


def draw(values: Floats, n: NDArray[np.integer], *, names: tuple[str, ...], times: int) -> Draws:
    """Draw `n` people at ascending `values` again `times` times. `names` say whose draw it is."""
    there = n > 0
    values, n = values[there], n[there]
    rng = np.random.default_rng(_seed(names))
    return Draws(_means(rng, values, n, times), _medians(rng, values, n, times))


def _means(rng: np.random.Generator, values: Floats, n: NDArray[np.integer], times: int) -> Floats:
    """How many are drawn at each value is multinomial; of many values people are drawn one by one."""
    people = int(n.sum())
    few_values = len(values) * _COST_OF_A_VALUE < people
    rows = max(1, _AT_ONCE // (len(values) if few_values else people))
    pays = np.repeat(values, n)
    means = []
    for start in range(0, times, rows):
        size = min(rows, times - start)
        if few_values:
            means.append(rng.multinomial(people, n / people, size=size) @ values / people)
        else:
            means.append(pays[rng.integers(0, people, size=(size, people))].mean(axis=1))
    return np.concatenate(means)


def _medians(
    rng: np.random.Generator, values: Floats, n: NDArray[np.integer], times: int
) -> Floats:
    """
    Medians of draws, without drawing everybody.

    Whoever is k-th from the bottom of as many draws as there are people stands at the k-th
    smallest of so many uniform numbers, which has a beta distribution; the one after is the
    smallest of those that are left above.
    """
    people = int(n.sum())
    reached = n.cumsum()

    def pay_at(height: Floats) -> Floats:
        person = np.minimum((height * people).astype(np.int64), people - 1)
        return np.asarray(values[np.searchsorted(reached, person, side="right")])

    below = (people + 1) // 2
    height = rng.beta(below, people - below + 1, times)
    if people % 2:
        return pay_at(height)
    above = height + (1 - height) * rng.beta(1, people - below, times)
    return (pay_at(height) + pay_at(above)) / 2


def sureness(value: float, reference: Floats, group: Floats) -> Sureness:
    """Percentile limits of the gap; p by a z test on the spread of the drawn gaps."""
    gaps = gap(reference, group)
    tail = 100 * (1 - CONFIDENCE) / 2
    low, high = np.percentile(gaps, [tail, 100 - tail])
    spread = float(gaps.std(ddof=1))
    if spread < 1e-9:  # nobody's pay differs within either group: every draw is the same
        return Sureness(float(low), float(high), 1.0 if abs(value) < 1e-9 else 0.0, 0.0)
    return Sureness(float(low), float(high), float(2 * ndtr(-abs(value) / spread)), spread)


def _seed(names: tuple[str, ...]) -> list[int]:
    digest = hashlib.sha256("\0".join(names).encode()).digest()
    return [int.from_bytes(digest[:8], "big")]
