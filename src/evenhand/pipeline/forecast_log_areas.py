"""A log's work by service area: what each area takes of the service, and how sure that is."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import sqrt
from typing import Any

import numpy as np
from scipy.stats import gamma

from evenhand.data.definitions.forecast_areas import area_rule
from evenhand.domain.amhp.dataset_cells import codes_in
from evenhand.domain.amhp.sight.cases import Case
from evenhand.domain.forecast.areas import Area, AreaRule, Taken, Work, taken_of
from evenhand.domain.forecast.demand import Estimate
from evenhand.domain.forecast.fte import fte
from evenhand.domain.forecast.offered_load import offered_load
from evenhand.domain.forecast.simulation import WorkClass
from evenhand.domain.forecast.work_hours import Part, together
from evenhand.pipeline.forecast_cover import CoverAnswer
from evenhand.pipeline.forecast_cover_inputs import HoursBesideTheLog
from evenhand.pipeline.forecast_log_hours import (
    LEANS_ON_THE_DAY,
    Records,
    parts_of,
    record_of,
    shares_by_hour,
)

# With fewer, an area's hours are more those of all areas than its own.
FEWEST = int(LEANS_ON_THE_DAY)
# Codes of a column that say nothing of the person.
_SAYS_NOTHING = frozenset(("", "NOT_KNOWN", "PREFER_NOT", "?"))


@dataclass(frozen=True)
class ClassOfLog:
    """One class of work of a log, with its pieces and when each came."""

    kind: WorkClass
    them: tuple[tuple[Case, datetime], ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class LoggedArea:
    """
    One area of a log. Full-time equivalents are its part of one service for all areas.

    `enough` is False where too few pieces came to tell it from the others: then only its share of
    the work is its own. `hours_each` is None where nothing came.
    """

    area: Area
    came: int
    a_week: Estimate
    hours_each: float | None
    enough: bool
    taken: Taken
    fte: Estimate
    fte_working_day: float


@dataclass(frozen=True)
class ByArea:
    """All areas, which add up to the service, and of how many the record says too little."""

    rule: AreaRule
    areas: tuple[LoggedArea, ...]
    # By column that the rule reads: pieces of work in which it is not recorded.
    not_recorded: Mapping[str, int]


@dataclass(frozen=True)
class Divided:
    """Work by area, before it is known how many people it takes."""

    rule: AreaRule
    came: Mapping[str, int]
    not_recorded: Mapping[str, int]
    # In the rule's order; one class after another.
    kinds: Mapping[str, Sequence[tuple[int, WorkClass, float]]]

    def staffed_alone(self) -> dict[str, list[WorkClass]]:
        """Classes of each area of which enough came to say what it takes on its own, by title."""
        return {
            area.title: [kind for _, kind, _ in self.kinds[area.id]]
            for area in self.rule.areas
            if self.came[area.id] >= FEWEST
        }

    def taken(self, found: CoverAnswer, days: int) -> ByArea:
        """What each takes of the service that `found` describes; the log covers so many days."""
        work = [[_work(*each) for each in self.kinds[area.id]] for area in self.rule.every]
        shared = taken_of(work, found.cover, np.random.default_rng(found.inputs.seed))
        return ByArea(
            self.rule,
            tuple(
                self._area(area, taken, found, days / 7)
                for area, taken in zip(self.rule.every, shared, strict=True)
            ),
            self.not_recorded,
        )

    def _area(self, area: Area, taken: Taken, found: CoverAnswer, weeks: float) -> LoggedArea:
        came, terms = self.came[area.id], {
            "contract_hours": found.inputs.contract_hours, "shrinkage": found.shrinkage
        }  # fmt: skip
        work = self.kinds[area.id]
        pieces = sum(of for of, _, _ in work)
        low, high = (float(gamma.ppf(each, came + 0.5)) / weeks for each in (0.025, 0.975))
        return LoggedArea(
            area,
            came,
            Estimate(came / weeks, low, high),
            sum(of * kind.service.mean for of, kind, _ in work) / pieces if pieces else None,
            came >= FEWEST and area != self.rule.unknown,
            taken,
            Estimate(
                *(
                    fte(hours, **terms)
                    for hours in (taken.staff_hours_a_week, taken.low, taken.high)
                )
            ),
            fte(taken.staff_hours_working_day, **terms),
        )


def areas_of(
    classes: Sequence[ClassOfLog],
    typed: HoursBesideTheLog,
    records: Records,
) -> Divided:
    """Each piece of work is in exactly one area, by the rule that ships with the package."""
    rule = area_rule()
    counted = [record_of(case, records) for each in classes for case, _ in each.them]
    kinds: dict[str, list[tuple[int, WorkClass, float]]] = {each.id: [] for each in rule.every}
    for one_class in classes:
        for where, work in _divided(one_class, rule, typed, records):
            kinds[where].append(work)
    return Divided(
        rule,
        Counter(rule.area_of(_codes(record, rule)) for record in counted),
        {
            column: sum(not set(codes_in(record.get(column))) - _SAYS_NOTHING for record in counted)
            for column in rule.columns
        },
        kinds,
    )


def _codes(record: Mapping[str, Any], rule: AreaRule) -> dict[str, tuple[str, ...]]:
    return {column: codes_in(record.get(column)) for column in rule.columns}


def _divided(
    of: ClassOfLog,
    rule: AreaRule,
    typed: HoursBesideTheLog,
    records: Records,
) -> Iterable[tuple[str, tuple[int, WorkClass, float]]]:
    """Of one class: pieces, work and how unsure its hours are, of every area in which any came."""
    ids = [each.id for each in rule.every]
    areas = [rule.area_of(_codes(record_of(case, records), rule)) for case, _ in of.them]
    by_hour = np.array(shares_by_hour(areas, [at for _, at in of.them], ids))
    by_hour /= by_hour.sum(axis=1, keepdims=True)
    rates = np.asarray(of.kind.rates_per_hour)
    for at, each in enumerate(ids):
        cases = [case for (case, _), area in zip(of.them, areas, strict=True) if area == each]
        if not cases:
            continue
        parts = _leaning(parts_of(cases, typed, records), of.parts, len(cases))
        service = together(parts)
        assert service is not None
        spread = sqrt(sum(part.sd**2 for part in parts)) / service.mean
        kind = replace(
            of.kind,
            rates_per_hour=tuple(float(rate) for rate in rates * np.tile(by_hour[:, at], 7)),
            service=service,
            groups=(),
            group_shares=(),
        )
        yield each, (len(cases), kind, spread / sqrt(len(cases) + LEANS_ON_THE_DAY))


def _leaning(own: Sequence[Part], all_areas: Sequence[Part], size: int) -> list[Part]:
    """Hours of an area's own work, with those of as many pieces of all areas mixed in."""
    own_share = size / (size + LEANS_ON_THE_DAY)
    return [
        replace(mine, mean=own_share * mine.mean + (1 - own_share) * every.mean, sd=every.sd)
        for mine, every in zip(own, all_areas, strict=True)
    ]


def _work(came: int, kind: WorkClass, unsure: float) -> Work:
    rates = [rate * (1 + kind.in_pairs) for rate in kind.rates_per_hour]
    return Work(came, offered_load(rates, kind.service), unsure)
