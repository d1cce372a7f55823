"""The figures of a pay report in the order in which they are read."""

from collections.abc import Sequence

from evenhand.domain.pay.counts import GRADE
from evenhand.domain.pay.report import PayReport
from evenhand.domain.pay.rules import SEX, Calculation
from evenhand.domain.results.result import Result

MEDIAN, MEAN = Calculation.MEDIAN_GAP, Calculation.MEAN_GAP
BONUS_MEDIAN, BONUS_MEAN = Calculation.BONUS_MEDIAN_GAP, Calculation.BONUS_MEAN_GAP
# Groups of this many or fewer are drawn side by side and broken down.
FEW_GROUPS = 6


def latest(report: PayReport) -> str:
    """The last snapshot."""
    return report.snapshots[-1] if report.snapshots else ""


def of(
    report: PayReport, calculation: str, *, by: str = "", period: str = ""
) -> tuple[Result, ...]:
    """Figures of one calculation in one year, the last unless another is named."""
    period = period or latest(report)
    return tuple(
        r
        for r in report.audit.results
        if (r.indicator, r.period) == (calculation, period) and broken_down_by(r) == by
    )


def broken_down_by(result: Result) -> str:
    """The breakdown that a figure is in: a quarter is none."""
    return result.cell.partition(": ")[0] if ": " in result.cell else ""


def headline(results: Sequence[Result]) -> tuple[Result, ...]:
    """Those that were planned."""
    return tuple(r for r in results if r.planned)


def paired(report: PayReport, one: str, other: str, *, by: str = "") -> list[tuple[Result, Result]]:
    """Two calculations of the same people beside each other: the median and the mean."""
    others = {_key(r): r for r in of(report, other, by=by)}
    return [(r, others[_key(r)]) for r in of(report, one, by=by) if _key(r) in others]


def _key(result: Result) -> tuple[str, ...]:
    return result.cell, result.grouping, result.group, result.comparator


def groupings(report: PayReport, results: Sequence[Result]) -> list[str]:
    """Slugs of the groupings in use, coarsest first."""
    found = dict.fromkeys(r.grouping for r in results)
    return sorted(found, key=lambda slug: size(report, slug))


def size(report: PayReport, grouping: str) -> int:
    """How many groups it has."""
    return 2 if grouping == SEX else len(report.ethnicity.grouping(grouping).groups)


def title(report: PayReport, grouping: str) -> str:
    """What a grouping is called."""
    return "Women and men" if grouping == SEX else report.ethnicity.grouping(grouping).title


def broad(report: PayReport, result: Result) -> str:
    """The family whose colour and shape a group is drawn in."""
    if result.grouping == SEX:
        return "own"
    for group in report.ethnicity.grouping(result.grouping).groups:
        if group.slug == result.group:
            return group.broad
    return "bme" if result.group == "all-others" else "unknown"


def in_order(report: PayReport, results: Sequence[Result], by: str) -> list[Result]:
    """Grades up the ladder, all else by name, those not known last."""
    rungs = {
        rung: place for place, rung in enumerate((*report.ladder.rungs, *report.ladder.beside))
    }

    def place(result: Result) -> tuple[bool, int, str]:
        name = result.cell.partition(": ")[2]
        at = rungs.get(name, len(rungs)) if by == GRADE else 0
        return name.startswith("not "), at, name

    return sorted(results, key=place)
