"""Representation to come, from one body's flows: paths, parity under policies, what moves the answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from evenhand.domain.forecast.representation_flows import (
    Floats,
    Flows,
    Rates,
    counted_rates,
    drawn_rates,
)
from evenhand.domain.forecast.representation_levers import (
    Lever,
    OneVacancy,
    levers,
    one_vacancy,
)
from evenhand.domain.forecast.representation_parity import (
    HELD,
    HIGH,
    LOW,
    Against,
    Parity,
    first_held,
    parity,
)
from evenhand.domain.forecast.representation_path import (
    by_chance,
    expected,
    in_the_end,
    shares_of,
    vacancies,
    workforce_shares,
)
from evenhand.domain.forecast.representation_policies import (
    ALL_TOGETHER,
    AS_NOW,
    Hiring,
    Policy,
    counted_hiring,
    hiring_of,
    possible,
    under,
)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is wanted: senior grades, the distance, what to compare with, years, and histories."""

    senior: tuple[str, ...]
    within: float = 0.02
    against: Against = Against.WORKFORCE
    years: int = 30
    replications: int = 1000
    seed: int = 1


@dataclass(frozen=True, kw_only=True)
class Point:
    """A group's share at a grade in one year; `low` to `high` holds 90 in 100 histories."""

    policy: str
    group: str
    grade: str
    year: int
    expected: float
    low: float
    median: float
    high: float
    target: float


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a group stands at a senior grade now, and where the expected path ends."""

    group: str
    grade: str
    people: float
    share: float
    target: float
    in_the_end: float
    target_in_the_end: float


@dataclass(frozen=True, kw_only=True)
class Representation:
    """Everything that is answered. `not_asked` are policies that these records cannot speak to."""

    asked: Asked
    standings: tuple[Standing, ...]
    points: tuple[Point, ...]
    parities: tuple[Parity, ...]
    one_vacancy: tuple[OneVacancy, ...]
    levers: tuple[Lever, ...]
    not_asked: tuple[Policy, ...]
    overfull: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Scenario:
    name: str
    counted: Rates
    drawn: Rates


def representation(flows: Flows, asked: Asked) -> Representation:
    """
    The whole answer. The same seed gives the same one; policies are compared on the same histories.

    ValueError where the community is wanted and not known.
    """
    if asked.against is Against.COMMUNITY and flows.community is None:
        raise ValueError("The community's shares are not known.")
    scenarios, missing = _scenarios(flows, asked)
    points: list[Point] = []
    parities: list[Parity] = []
    for scenario in scenarios:
        of_points, of_parity = _answered(scenario, flows, asked)
        points += of_points
        parities += of_parity
    now = scenarios[0]
    path = expected(now.counted, flows.stock, asked.years)
    missing_posts = vacancies(now.counted, path[:-1], flows.posts).min(axis=0)
    return Representation(
        asked=asked,
        standings=tuple(_standings(now.counted, flows, asked)),
        points=tuple(points),
        parities=tuple(parities),
        one_vacancy=tuple(
            one_vacancy(now.counted, flows, grade, group, _target_now(flows, asked, group))
            for grade in asked.senior
            for group in others(flows)
        ),
        levers=levers(now.counted, now.drawn, flows, asked.senior),
        not_asked=missing,
        overfull=tuple(
            grade for grade, low in zip(flows.grades, missing_posts, strict=True) if low < -1e-9
        ),
    )


def others(flows: Flows) -> tuple[str, ...]:
    """Every group but the comparator."""
    return tuple(group for group in flows.groups if group != flows.comparator)


def _scenarios(flows: Flows, asked: Asked) -> tuple[list[_Scenario], tuple[Policy, ...]]:
    counted = counted_rates(flows)
    drawn = drawn_rates(flows, _rng(asked, 0), asked.replications)
    hiring = hiring_of(flows, _rng(asked, 1), asked.replications)
    as_counted = counted_hiring(flows)
    can = possible(flows)
    missing = tuple(policy for policy in Policy if policy not in can)
    found = [_Scenario(name=AS_NOW, counted=counted, drawn=drawn)]
    for name, policies in (*((str(each), [each]) for each in can), (ALL_TOGETHER, can)):
        found.append(
            _Scenario(
                name=name,
                counted=_under_counted(policies, counted, flows, as_counted),
                drawn=under(policies, drawn, flows, hiring),
            )
        )
    return found, missing


def _under_counted(
    policies: Sequence[Policy], counted: Rates, flows: Flows, hiring: Hiring | None
) -> Rates:
    one = Rates(moves=counted.moves[None], mix=counted.mix[None])
    return under(policies, one, flows, hiring).one(0)


def _rng(asked: Asked, place: int) -> np.random.Generator:
    return np.random.default_rng([asked.seed, place])


def _targets(people: Floats, flows: Flows, asked: Asked) -> Floats:
    """What each group's share is compared with, as people develop; groups come last."""
    if asked.against is Against.WORKFORCE:
        return workforce_shares(people)
    assert flows.community is not None
    return np.asarray(np.broadcast_to(flows.community, people.shape[:-1]))


def _target_now(flows: Flows, asked: Asked, group: str) -> float:
    return float(_targets(flows.stock, flows, asked)[flows.groups.index(group)])


def _answered(scenario: _Scenario, flows: Flows, asked: Asked) -> tuple[list[Point], list[Parity]]:
    # The last years asked about have to hold as well.
    longer = asked.years + HELD - 1
    path = expected(scenario.counted, flows.stock, longer)
    # The same seed for each policy: what differs is the policy and not the luck.
    histories = by_chance(scenario.drawn, flows.stock, longer, _rng(asked, 2))
    shares, targets = shares_of(histories), _targets(histories, flows, asked)
    path_shares, path_targets = shares_of(path), _targets(path, flows, asked)
    points: list[Point] = []
    parities: list[Parity] = []
    for group in others(flows):
        for grade in asked.senior:
            g, k = flows.groups.index(group), flows.grades.index(grade)
            at = {"policy": scenario.name, "group": group, "grade": grade}
            low, median, high = np.quantile(shares[:, :, g, k], (LOW, 0.5, HIGH), axis=0)
            points += [
                Point(
                    **at,
                    year=year,
                    expected=float(path_shares[year, g, k]),
                    low=float(low[year]),
                    median=float(median[year]),
                    high=float(high[year]),
                    target=float(path_targets[year, g]),
                )
                for year in range(asked.years + 1)
            ]
            reached = first_held(shares[:, :, g, k], targets[:, :, g], asked.within)
            on_path = first_held(path_shares[:, g, k], path_targets[:, g], asked.within)
            parities.append(parity(reached, int(on_path), years=asked.years, **at))
    return points, parities


def _standings(rates: Rates, flows: Flows, asked: Asked) -> Iterator[Standing]:
    end = in_the_end(rates, flows.stock)
    now, later = shares_of(flows.stock), shares_of(end)
    target, target_later = _targets(flows.stock, flows, asked), _targets(end, flows, asked)
    for group in others(flows):
        for grade in asked.senior:
            g, k = flows.groups.index(group), flows.grades.index(grade)
            yield Standing(
                group=group,
                grade=grade,
                people=float(flows.stock[g, k]),
                share=float(now[g, k]),
                target=float(target[g]),
                in_the_end=float(later[g, k]),
                target_in_the_end=float(target_later[g]),
            )
