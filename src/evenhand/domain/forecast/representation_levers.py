"""What one vacancy can do to a share, and which rate moves the answer most."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from evenhand.domain.forecast.representation_flows import Floats, Flows, Rates
from evenhand.domain.forecast.representation_path import expected, shares_of

# Levers are compared by what they do to a share in so many years.
AFTER_YEARS = 10
A_TENTH = 0.1


@dataclass(frozen=True, kw_only=True)
class OneVacancy:
    """
    What appointments can do at one grade.

    `step`: by how much one appointment of the group in place of another moves its share, the
    smallest change there is. `openings` a year, `promoted` of them by promotion. `at_least_years`:
    until the group is at its target if every opening went to it; None where there are no openings.
    """

    grade: str
    group: str
    posts: int
    step: float
    openings: float
    promoted: float
    short_of: int
    at_least_years: int | None


@dataclass(frozen=True, kw_only=True)
class Lever:
    """
    One yearly rate, and what it does to a group's share at a grade AFTER_YEARS from now.

    `tenth`: the change of the share if the rate were a tenth higher. `unsure`: its change if the rate
    were higher by one standard deviation of what the records allow.
    """

    kind: str
    of_group: str
    at_grade: str
    rate: float
    group: str
    grade: str
    tenth: float
    unsure: float


def one_vacancy(rates: Rates, flows: Flows, grade: str, group: str, target: float) -> OneVacancy:
    """What appointments at a grade can do for a group that should have the share `target`."""
    k, g = flows.grades.index(grade), flows.groups.index(group)
    posts = flows.posts[k]
    gone = 1 - rates.moves[:, k, k]
    openings = float((flows.stock[:, k] * gone).sum())
    promoted = float((flows.stock[:, :k] * rates.moves[:, :k, k]).sum())
    short = max(0, math.ceil(target * posts - flows.stock[g, k] - 1e-9))
    if short and openings > 0:
        years: int | None = math.ceil(short / openings - 1e-9)
    else:
        years = None if short else 0
    return OneVacancy(
        grade=grade,
        group=group,
        posts=int(posts),
        step=float(1 / posts) if posts else 0.0,
        openings=openings,
        promoted=min(promoted, openings),
        short_of=short,
        at_least_years=years,
    )


def levers(counted: Rates, drawn: Rates, flows: Flows, senior: Sequence[str]) -> tuple[Lever, ...]:
    """Every rate that is above 0, the one that moves a share most first."""
    base = shares_of(expected(counted, flows.stock, AFTER_YEARS)[-1])
    found: list[Lever] = []
    for kind, g, k, rate, spread in _rates(counted, drawn, flows):
        tenth = _after(counted, flows, kind, (g, k), rate * (1 + A_TENTH))
        unsure = _after(counted, flows, kind, (g, k), rate + spread)
        for to, group in enumerate(flows.groups):
            if group == flows.comparator:
                continue
            for grade in senior:
                at = flows.grades.index(grade)
                found.append(
                    Lever(
                        kind=kind,
                        of_group=flows.groups[g],
                        at_grade=flows.grades[k],
                        rate=rate,
                        group=group,
                        grade=grade,
                        tenth=float(tenth[to, at] - base[to, at]),
                        unsure=float(unsure[to, at] - base[to, at]),
                    )
                )
    return tuple(sorted(found, key=lambda lever: -abs(lever.tenth)))


LEAVING, RISING, COMING = "leaving", "promotion", "share of those who come"


def _rates(
    counted: Rates, drawn: Rates, flows: Flows
) -> Iterator[tuple[str, int, int, float, float]]:
    """Kind, group, grade, rate and spread of each rate above 0."""
    for kind, rates, many in (
        (LEAVING, counted.leaving, drawn.leaving),
        (RISING, counted.rising, drawn.rising),
        (COMING, counted.mix, drawn.mix),
    ):
        spread = many.std(axis=0)
        for g in range(len(flows.groups)):
            for k in range(len(flows.grades)):
                # The mix of those who come makes 1: the comparator's share is what the others leave.
                told_by_others = kind == COMING and flows.groups[g] == flows.comparator
                if rates[g, k] > 1e-12 and not told_by_others:
                    yield kind, g, k, float(rates[g, k]), float(spread[g, k])


def _after(counted: Rates, flows: Flows, kind: str, place: tuple[int, int], rate: float) -> Floats:
    changed = _changed(counted, kind, place, min(rate, 1.0))
    return shares_of(expected(changed, flows.stock, AFTER_YEARS)[-1])


def _changed(rates: Rates, kind: str, place: tuple[int, int], rate: float) -> Rates:
    """One rate set anew. Of moves, the others of the same people shrink or grow alike; of a mix too."""
    g, k = place
    if kind == COMING:
        mix = rates.mix.copy()
        rest = 1 - mix[g, k]
        mix[:, k] *= (1 - rate) / rest if rest > 0 else 0
        mix[g, k] = rate
        return replace(rates, mix=mix / mix.sum(axis=0))
    moves, grades = rates.moves.copy(), rates.moves.shape[-1]
    row = np.append(moves[g, k], rates.leaving[g, k])
    chosen = np.zeros(grades + 1, dtype=bool)
    chosen[grades if kind == LEAVING else slice(k + 1, grades)] = True
    before = row[chosen].sum()
    row[chosen] *= rate / before
    row[~chosen] *= (1 - rate) / max(1 - before, 1e-12)
    moves[g, k] = row[:-1]
    return replace(rates, moves=moves)
