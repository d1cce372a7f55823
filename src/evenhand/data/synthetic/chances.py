"""Effects turned into arrays: for each body and ethnic category, the chance of each thing."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenhand.data.definitions.load import ethnicity, ladder
from evenhand.data.synthetic.effects import LADDER, MEASURES, QUESTIONS, STEPS, Effects
from evenhand.data.synthetic.pay import PayChances, pay_chances
from evenhand.domain.codes.ethnicity import NOT_KNOWN, NOT_STATED

Floats = NDArray[np.float64]

# A body's own draw may push a chance up, but never to certainty.
_HIGHEST_CHANCE = 0.95


@dataclass(frozen=True, kw_only=True)
class Chances:
    """
    What the draws are made from.

    `categories` are the columns of every array: `mix` (bodies x categories, rows making 1),
    `chance` (by measure: bodies x categories), `share` (by question: categories) and `rung`
    (rungs x categories, columns making 1). `staff` is the number in post at each body.
    """

    categories: tuple[str, ...]
    rungs: tuple[str, ...]
    staff: NDArray[np.int64]
    mix: Floats
    chance: Mapping[str, Floats]
    share: Mapping[str, Floats]
    rung: Floats
    pay: PayChances
    dont_know: float
    response: float
    applications_per_head: float


def draw_chances(effects: Effects, *, staff: int, bodies: int, rng: np.random.Generator) -> Chances:
    """Bodies of their own size, mix and chances, spread as the effects say."""
    categories = ethnicity().finest
    return Chances(
        categories=categories,
        rungs=ladder(LADDER).rungs,
        staff=_sizes(staff, bodies, effects.spread["size"], rng),
        mix=_mix(effects, categories, bodies, rng),
        chance=_chances(effects, categories, bodies, rng),
        share={
            question: _by_category(effects, effects.share[question], categories, otherwise=0.0)
            for question in QUESTIONS
        },
        rung=_rungs(effects, categories),
        pay=pay_chances(effects, categories),
        dont_know=effects.people["dont_know"],
        response=effects.people["response"],
        applications_per_head=effects.people["applications_per_head"],
    )


def is_minority(categories: tuple[str, ...]) -> NDArray[np.bool_]:
    """Which categories are in the binary grouping's minority."""
    group_of = ethnicity().grouping("binary").group_of
    return np.array([group_of.get(category) == "bme" for category in categories])


def _sizes(staff: int, bodies: int, spread: float, rng: np.random.Generator) -> NDArray[np.int64]:
    """Sizes that add up to `staff`, none of them 0."""
    weights = np.exp(spread * rng.standard_normal(bodies))
    # Rounding the running total instead of each size keeps the sum exact.
    ends = np.rint(np.cumsum(weights) / weights.sum() * (staff - bodies)).astype(np.int64)
    sizes: NDArray[np.int64] = 1 + np.diff(ends, prepend=0)
    return sizes


def _mix(
    effects: Effects, categories: tuple[str, ...], bodies: int, rng: np.random.Generator
) -> Floats:
    national = np.array([effects.mix.get(category, 0.0) for category in categories])
    national /= national.sum()
    minority = is_minority(categories)
    odds = np.exp(effects.spread["minority"] * rng.standard_normal((bodies, 1)))
    mix = national * np.where(minority, odds, 1.0)
    mix /= mix.sum(axis=1, keepdims=True)
    unknown = {key: effects.people[key.replace("-", "_")] for key in (NOT_STATED, NOT_KNOWN)}
    mix *= 1 - sum(unknown.values())
    for category, share in unknown.items():
        mix[:, categories.index(category)] = share
    return mix


def _chances(
    effects: Effects, categories: tuple[str, ...], bodies: int, rng: np.random.Generator
) -> dict[str, Floats]:
    minority = is_minority(categories)
    chances = {}
    for measure in MEASURES:
        level = np.exp(effects.spread["chance"] * rng.standard_normal((bodies, 1)))
        extra = np.exp(effects.spread["times"] * rng.standard_normal((bodies, 1)))
        times = _by_category(effects, effects.times[measure], categories, otherwise=1.0)
        chance = effects.chance[measure] * level * times * np.where(minority, extra, 1.0)
        chances[measure] = np.minimum(chance, _HIGHEST_CHANCE)
    return chances


def _rungs(effects: Effects, categories: tuple[str, ...]) -> Floats:
    """Chance of each rung by category: the odds move people between steps, not inside one."""
    afc = ladder(LADDER)
    white = np.array([effects.rungs.get(rung, 0.0) for rung in afc.rungs])
    white /= white.sum()
    in_step = {step: np.isin(afc.rungs, afc.steps[step]) for step in ("lower", *STEPS)}
    lower, middle, upper = (white[in_step[step]].sum() for step in ("lower", *STEPS))
    to_middle = _by_category(effects, effects.odds["middle"], categories, otherwise=1.0)
    to_upper = _by_category(effects, effects.odds["upper"], categories, otherwise=1.0)
    above = to_middle * (middle + upper) / (lower + to_middle * (middle + upper))
    top = to_upper * upper / (middle + to_upper * upper)
    steps = {"lower": 1 - above, "middle": above * (1 - top), "upper": above * top}
    rungs = np.zeros((len(afc.rungs), len(categories)))
    for step, share in steps.items():
        inside = in_step[step]
        rungs[inside] = np.outer(white[inside] / white[inside].sum(), share)
    return rungs


def _by_category(
    effects: Effects, named: Mapping[str, float], categories: tuple[str, ...], *, otherwise: float
) -> Floats:
    return np.array(
        [effects.for_category(named, category, otherwise=otherwise) for category in categories]
    )
