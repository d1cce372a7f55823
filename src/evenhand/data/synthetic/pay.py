"""Made-up pay: pounds an hour by grade and group, bonuses, and who is on reduced pay."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.special import ndtr

from evenhand.data.definitions.load import ladder
from evenhand.data.synthetic.effects import LADDER, Effects

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_HALVINGS = 60


@dataclass(frozen=True, kw_only=True)
class PayChances:
    """
    `hourly` is pounds by grade: the ladder's rungs, then those beside it; nan where there is none.

    `times` and `bonus` are by category; `other` as in the effects file.
    """

    hourly: Floats
    times: Floats
    bonus: Floats
    other: Mapping[str, float]


def pay_chances(effects: Effects, categories: tuple[str, ...]) -> PayChances:
    """What the draws of pay are made from."""
    afc, pay = ladder(LADDER), effects.pay

    def by_category(key: str, otherwise: float) -> Floats:
        named = pay[key]
        return np.array([effects.for_category(named, c, otherwise=otherwise) for c in categories])

    return PayChances(
        hourly=np.array([pay["hourly"].get(grade, np.nan) for grade in (*afc.rungs, *afc.beside)]),
        times=by_category("times", 1.0),
        bonus=by_category("bonus", 0.0),
        other=pay["other"],
    )


def pay_columns(
    category: Ints, grade: Ints, chances: PayChances, rng: np.random.Generator
) -> dict[str, pa.Array]:
    """Hourly pay, bonus and whether on full pay, of people by category and grade; -1 is no grade."""
    size, other = len(category), chances.other
    paid = np.where(grade < 0, np.nan, chances.hourly[grade]) * chances.times[category]
    paid *= np.exp(other["spread"] * rng.standard_normal(size))
    had_bonus = rng.random(size) < chances.bonus[category]
    bonus = other["bonus"] * np.exp(other["bonus_spread"] * rng.standard_normal(size))
    reduced = rng.random(size) < other["reduced"]
    paid = np.round(np.where(reduced, other["reduced_to"], 1.0) * paid, 2)
    return {
        "hourly_pay": pa.array(paid, mask=np.isnan(paid)),
        "bonus": pa.array(np.round(bonus * chances.times[category]), mask=~had_bonus),
        "full_pay": pa.array(~reduced),
    }


def true_gaps(
    chances: PayChances, grades: Floats, people: Floats, groups: Mapping[str, Ints], white: Ints
) -> dict[str, Any]:
    """
    Gaps in percent of White people's pay, without chance, and shares with a bonus, by group.

    `grades` [grades, categories] has columns making 1; `people` [categories].
    """
    mean_of_white, median_of_white = _mean_and_median(chances, grades, people, white)
    found = {}
    for group, members in groups.items():
        mean, median = _mean_and_median(chances, grades, people, members)
        weights = people[members] / people[members].sum()
        found[group] = {
            "mean-gap": 100 * (1 - mean / mean_of_white),
            "median-gap": 100 * (1 - median / median_of_white),
            "bonus-share": float(weights @ chances.bonus[members]),
        }
    return found


def _mean_and_median(
    chances: PayChances, grades: Floats, people: Floats, members: Ints
) -> tuple[float, float]:
    """Of people on full pay: each grade of each category has a log-normal spread of its own."""
    middle = chances.hourly[:, None] * chances.times[members]
    weight = grades[:, members] * people[members]
    there = weight > 0
    middle, weight = middle[there], weight[there] / weight.sum()
    spread = chances.other["spread"]
    mean = float(weight @ middle * np.exp(spread**2 / 2))
    low, high = middle.min() / 2, middle.max() * 2
    for _ in range(_HALVINGS):
        at = (low + high) / 2
        below = weight @ ndtr(np.log(at / middle) / max(spread, 1e-9))
        low, high = (at, high) if below < 0.5 else (low, at)
    return mean, (low + high) / 2
