"""Hand-made results and measurements: every kind, finding and oddity that a report must bear.

Intervals here are rough (Katz, Wald): these are for showing, not for checking statistics.
"""

import math
import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from evenhand.data.definitions import load
from evenhand.domain.codes.ethnicity import Grouping
from evenhand.domain.frameworks.body import Body
from evenhand.domain.frameworks.edition import Edition, Indicator, Kind
from evenhand.domain.results.measurement import Inputs, Measurement, Placement, RowCount
from evenhand.domain.results.result import Change, Finding, Result, Unit

SNAPSHOTS = ("2023-03-31", "2024-03-31", "2025-03-31")
GROUPINGS = ("binary", "broad-5-2021", "census-2021-19")
RATIOS = (Kind.RELATIVE_LIKELIHOOD, Kind.DISPARITY_RATIO)

_BLANK: dict[str, Any] = {
    "standard": "nhs-wres",
    "edition": "2025",
    "indicator": "3",
    "title": "Formal disciplinary process",
    "kind": "relative-likelihood",
    "body": "X01",
    "body_name": "Example Partnership Trust",
    "period": "2025-03-31",
    "cell": "",
    "grouping": "binary",
    "group": "bme",
    "group_label": "Ethnic minority",
    "comparator": "white",
    "comparator_label": "White",
    "direction": "group-over-comparator",
    "better": "equal",
    "numerator": 41,
    "denominator": 680,
    "comparator_numerator": 60,
    "comparator_denominator": 1580,
    "not_stated_numerator": 2,
    "not_stated_denominator": 61,
    "not_known_numerator": 1,
    "not_known_denominator": 23,
    "share": 41 / 680,
    "share_low": 0.0447,
    "share_high": 0.0808,
    "comparator_share": 60 / 1580,
    "comparator_share_low": 0.0296,
    "comparator_share_high": 0.0486,
    "unit": Unit.RATIO,
    "value": 1.588,
    "low": 1.079,
    "high": 2.336,
    "confidence": 0.95,
    "method": "ratio of proportions, Koopman score interval",
    "p_value": 0.0183,
    "p_method": "score test",
    "p_adjusted": 0.0183,
    "planned": True,
    "finding": Finding.DISPARITY,
    "reading": "Ethnic minority staff were 1.59 times as likely to enter the formal disciplinary "
    "process as White staff (95% interval 1.08 to 2.34). This is a disparity.",
    "suppressed": False,
    "reason": "",
    "flags": ("draft edition",),
    "people": 15,
    "people_reading": "15 more disciplinary cases among ethnic minority staff than at the rate of "
    "White staff.",
    "detectable": 1.52,
    "years_to_pool": 4,
    "bound_low": 1.41,
    "bound_high": 1.79,
    "change": Change.NO_CLEAR_CHANGE,
    "change_from": "2023-03-31",
    "change_p": 0.41,
}


def a_result(**changes: Any) -> Result:
    """A disparity in disciplinary cases, with whatever is to be different."""
    return Result(**(_BLANK | changes))


def a_suppressed_result(**changes: Any) -> Result:
    """Marked as hidden, yet still full of telltale numbers: nothing of it may ever be printed."""
    telltale = {
        "finding": Finding.TOO_SMALL,
        "suppressed": True,
        "reason": "Too few people to show: fewer than 10 on one side of the comparison.",
        "numerator": 7391,
        "denominator": 7392,
        "share": 0.7393,
        "share_low": 0.7394,
        "share_high": 0.7395,
        "value": 73.96,
        "low": 73.97,
        "high": 73.98,
        "p_value": 0.07399,
        "people": 7389,
        "people_reading": "7389 more",
        "reading": "73.96 times as likely",
        "bound_low": 73.88,
        "bound_high": 73.87,
        "not_stated_numerator": 7386,
        "not_stated_denominator": 7385,
        "flags": ("7384 no longer on the staff list",),
        "group": "roma",
        "group_label": "Roma",
        "grouping": "census-2021-19",
        "planned": False,
    }
    return a_result(**(telltale | changes))


TELLTALES = ("739", "73.9", "738", "73.8", "0.0739")


def a_measurement(
    *standards: str,
    results: tuple[Result, ...] | None = None,
    name: str = "Example Partnership Trust",
    snapshots: tuple[str, ...] = SNAPSHOTS,
    groupings: tuple[str, ...] = GROUPINGS,
    **changes: Any,
) -> Measurement:
    """A trust's three years, or one with exactly these results."""
    editions = tuple(load.edition(standard) for standard in standards or ("nhs-wres",))
    body = Body(id="X01", name=name, kind="nhs-trust", region="London")
    if results is None:
        results = _made(standards or ("nhs-wres",), body, snapshots, groupings)
    measurement = Measurement(
        body=body,
        editions=editions,
        results=results,
        snapshots=snapshots,
        inputs=Inputs(
            version="0.1.0",
            editions=tuple(f"{edition.standard} {edition.edition}" for edition in editions),
            files=(("staff.csv", "ab" * 32), ("applications.csv", "cd" * 32)),
            pack_hash="ef" * 32,
            options={"audience": "internal"},
        ),
        ethnicity=load.ethnicity().recording(()),
        ladders={edition.standard: load.ladder("agenda-for-change") for edition in editions},
        placements=tuple(_placements(snapshots)),
        rows={
            "staff": RowCount(read=5210, used=5198, rejected=12),
            "applications": RowCount(read=9120, used=9120, rejected=0),
        },
        warnings=(
            "12 rows of staff.csv have no ethnic category: they are counted as not known.",
            "3 people have two posts: the one with more hours was counted.",
        ),
        marked_as="made up",
        terms={},
    )
    return replace(measurement, **changes)


@cache
def _made(
    standards: tuple[str, ...],
    body: Body,
    snapshots: tuple[str, ...],
    groupings: tuple[str, ...],
) -> tuple[Result, ...]:
    """Thousands, which many tests ask for and none can change."""
    return tuple(
        result
        for standard in standards
        for result in _Maker(load.edition(standard), body, snapshots, groupings).results()
    )


class _Maker:
    """Makes results for every indicator of an edition from a seeded source of counts."""

    def __init__(
        self,
        edition: Edition,
        body: Body,
        snapshots: tuple[str, ...],
        groupings: tuple[str, ...],
    ) -> None:
        self.edition, self.body, self.snapshots = edition, body, snapshots
        self.groupings = [load.ethnicity().grouping(slug) for slug in groupings]
        self.random = random.Random(f"{edition.standard} {body.id}")

    def results(self) -> Iterator[Result]:
        for indicator in self.edition.indicators:
            for grouping in self.groupings:
                for snapshot in self.snapshots:
                    for cell in self._cells(indicator):
                        yield from self._line(indicator, grouping, snapshot, cell)

    def _cells(self, indicator: Indicator) -> list[str]:
        if indicator.kind is Kind.REPRESENTATION:
            ladder = load.ladder(
                "agenda-for-change" if self.edition.ladder == "local" else self.edition.ladder
            )
            if self.edition.ladder != "agenda-for-change":
                return list(ladder.rungs)
            rungs = [
                f"{block}: {r}" for block in ("clinical", "non-clinical") for r in ladder.rungs
            ]
            return rungs + [f"medical: {r}" for r in ladder.beside]
        if indicator.kind is Kind.DISPARITY_RATIO:
            return ["lower to middle", "middle to upper", "lower to upper"]
        return [cell.name for cell in indicator.cells] or [""]

    def _line(
        self, indicator: Indicator, grouping: Grouping, snapshot: str, cell: str
    ) -> Iterator[Result]:
        whole_too = indicator.kind in (Kind.REPRESENTATION, Kind.BOARD_DIFFERENCE)
        for group in grouping.groups:
            if group.broad == "white" and (not whole_too or indicator.kind in RATIOS):
                continue
            size = {"bme": 900, "white": 1900}.get(
                group.slug, 2400 // len(grouping.groups) ** 2 * 2
            )
            yield self._one(indicator, grouping, snapshot, cell, group.slug, group.label, size)

    def _one(
        self,
        indicator: Indicator,
        grouping: Grouping,
        snapshot: str,
        cell: str,
        group: str,
        label: str,
        size: int,
    ) -> Result:
        ratio = indicator.kind in RATIOS
        if ratio or indicator.kind is Kind.SURVEY_SHARE:
            n, n0, rate = size, 1900, self.random.uniform(0.05, 0.3)
            x0 = round(n0 * rate)
            x = min(n, round(n * rate * self.random.uniform(0.7, 1.9)))
            comparator, other = "white", "White"
        else:
            n, n0 = self.random.choice((8, 31, 74, 160, 410)), 2884
            x0 = min(round(size * 0.9), n0)
            x = min(n, round(n * x0 / n0 * self.random.uniform(0.3, 1.6)))
            comparator = "workforce"
            other = cell if self.edition.standard == "dfe-social-workers" else "the whole workforce"
        if n < 10:
            return self._bare(indicator, grouping, snapshot, cell, group, label, suppressed=True)
        figures = _figures(x, n, x0, n0, ratio=ratio, flip=indicator.direction.startswith("comp"))
        if figures is None:
            return self._bare(indicator, grouping, snapshot, cell, group, label, suppressed=False)
        weighted = indicator.id == "7"
        found = figures["finding"]
        return a_result(
            **self._names(indicator, grouping, snapshot, cell, group, label),
            comparator=comparator,
            comparator_label=other,
            numerator=None if weighted else x,
            denominator=n,
            comparator_numerator=None if weighted else x0,
            comparator_denominator=n0,
            **figures,
            unit=Unit.RATIO if ratio else Unit.POINTS,
            reading=f"{label} people: {x} of {n}, against {x0} of {n0}: {found}.",
            people=round(n * (x / n - x0 / n0)),
            people_reading="",
            planned=grouping.slug == "binary",
            detectable=1.6 if indicator.kind is Kind.RELATIVE_LIKELIHOOD else None,
            years_to_pool=3 if indicator.kind is Kind.RELATIVE_LIKELIHOOD else None,
            bound_low=figures["value"] * 0.9
            if indicator.kind is Kind.RELATIVE_LIKELIHOOD
            else None,
            bound_high=figures["value"] * 1.1
            if indicator.kind is Kind.RELATIVE_LIKELIHOOD
            else None,
            change=None if snapshot == self.snapshots[0] else self.random.choice(list(Change)),
            change_from="" if snapshot == self.snapshots[0] else self.snapshots[0],
            flags=("draft edition", *(("weighted",) if weighted else ())),
        )

    def _names(
        self, indicator: Indicator, grouping: Grouping, snapshot: str, cell: str, group: str,
        label: str,
    ) -> dict[str, Any]:  # fmt: skip
        return {
            "standard": self.edition.standard,
            "edition": self.edition.edition,
            "indicator": indicator.id,
            "title": indicator.title,
            "kind": str(indicator.kind),
            "body": self.body.id,
            "body_name": self.body.name,
            "period": snapshot,
            "cell": cell,
            "grouping": grouping.slug,
            "group": group,
            "group_label": label,
            "direction": str(indicator.direction),
            "better": str(indicator.better),
        }

    def _bare(
        self, indicator: Indicator, grouping: Grouping, snapshot: str, cell: str, group: str,
        label: str, *, suppressed: bool,
    ) -> Result:  # fmt: skip
        names = self._names(indicator, grouping, snapshot, cell, group, label)
        ratio = indicator.kind in RATIOS
        if suppressed:
            return a_suppressed_result(
                **names, unit=Unit.RATIO if ratio else Unit.POINTS,
                planned=grouping.slug == "binary",
            )  # fmt: skip
        nothing = dict.fromkeys(
            ("value", "low", "high", "p_value", "p_adjusted", "people", "detectable",
             "years_to_pool", "bound_low", "bound_high", "change", "change_p")
        )  # fmt: skip
        return a_result(
            **names,
            **nothing,
            unit=Unit.RATIO if ratio else Unit.POINTS,
            planned=grouping.slug == "binary",
            finding=Finding.NOT_CALCULABLE,
            reason="Not calculable: nobody on either side has this outcome.",
            reading="Not calculable: nobody on either side has this outcome.",
            people_reading="",
        )


def _figures(x: int, n: int, x0: int, n0: int, *, ratio: bool, flip: bool) -> dict[str, Any] | None:
    share, other = x / n, x0 / n0
    if ratio and (other == 0 or (flip and share == 0)):
        return None
    if ratio:
        value = other / share if flip else share / other
        if min(x, x0) < 3:
            low, high = value / 3, math.inf
        else:
            spread = math.exp(1.96 * math.sqrt(1 / x - 1 / n + 1 / x0 - 1 / n0))
            low, high = value / spread, value * spread
        parity, band = 1.0, (0.8, 1.25)
    else:
        value = 100 * (share - other)
        spread = 196 * math.sqrt(max(share * (1 - share), 0.01) / n + other * (1 - other) / n0)
        low, high = value - spread, value + spread
        parity, band = 0.0, (-5.0, 5.0)
    return {
        "value": value,
        "low": low,
        "high": high,
        "finding": _finding(value, low, high, parity, band),
        "share": share,
        "share_low": max(0.0, share - 1.5 * math.sqrt(share * (1 - share) / n) - 0.004),
        "share_high": min(1.0, share + 1.5 * math.sqrt(share * (1 - share) / n) + 0.01),
        "comparator_share": other,
        "comparator_share_low": max(0.0, other - 0.015),
        "comparator_share_high": min(1.0, other + 0.015),
        "p_value": 0.004 if low > parity or high < parity else 0.31,
        "p_adjusted": 0.02 if low > parity or high < parity else 0.6,
    }


def _finding(
    value: float, low: float, high: float, parity: float, band: tuple[float, float]
) -> Finding:
    if low > parity or high < parity:
        return Finding.SLIGHT if band[0] <= value <= band[1] else Finding.DISPARITY
    return Finding.NONE if band[0] <= low and high <= band[1] else Finding.CANNOT_TELL


def _placements(snapshots: tuple[str, ...]) -> Iterator[Placement]:
    for place, snapshot in enumerate(snapshots):
        for route, employer, host, amhp, people in (
            ("employed", "X01", "", False, 61),
            ("employed", "X01", "", True, 9),
            ("seconded", "E01", "X01", False, 18 - 2 * place),
            ("seconded", "E01", "X01", True, 11 - place),
            ("agency", "", "X01", False, 4),
        ):
            yield Placement(
                "X01", snapshot, "social-worker", employer, host, route, "community", amhp, people
            )
