"""The picture of the years: the headline gaps, one small panel each."""

from collections.abc import Sequence

from evenhand.domain.pay import say
from evenhand.domain.pay.report import PayReport
from evenhand.domain.results.result import Result
from evenhand.reporting import words
from evenhand.reporting.charts.axes import Axis
from evenhand.reporting.charts.svg import Grid, Picture, picture
from evenhand.reporting.charts.trend import Series, Year, year_panel
from evenhand.reporting.pay.arranged import broad, headline, of
from evenhand.reporting.pay.charts import gap_axis


def years(report: PayReport, *, key: str) -> Picture | None:
    """The headline median and mean gap over the years, one small panel each."""
    lines: list[tuple[str, list[Result | None]]] = []
    for calculation in ("median-gap", "mean-gap"):
        for last in headline(of(report, calculation)):
            each = [_same(report, last, period) for period in report.snapshots]
            if sum(r is not None and r.value is not None for r in each) > 1:
                lines.append((f"{last.title}: {last.group_label}", each))
    if not lines:
        return None
    known = [r for _, each in lines for r in each if r is not None]
    axis = gap_axis(report, known)
    series = [_series(report, name, each) for name, each in lines]
    periods = [words.year(period) for period in report.snapshots]
    return picture(
        key=key,
        title=f"Pay gaps from {periods[0]} to {periods[-1]}",
        subtitle=f"Gap in percent, above the line of no gap where the group is paid less, with 95% intervals. "
        f"Shaded: {axis.band_said}. A year without a figure breaks the line.",
        description="; ".join(f"{name}: {_ends(each)}" for name, each in lines) + ".",
        draw=lambda narrow: _year_grid(series, axis, narrow=narrow),
    )


def _same(report: PayReport, last: Result, period: str) -> Result | None:
    names = (last.grouping, last.group, last.comparator)
    for r in of(report, last.indicator, period=period):
        if (r.grouping, r.group, r.comparator) == names:
            return r
    return None


def _series(report: PayReport, name: str, results: Sequence[Result | None]) -> Series:
    first = next(r for r in results if r is not None)
    years = [
        Year(
            words.year(period),
            r.value if r else None,
            r.low if r and r.value is not None else None,
            r.high if r and r.value is not None else None,
        )
        for period, r in zip(report.snapshots, results, strict=True)
    ]
    return Series(title=name, broad=broad(report, first), years=tuple(years))


def _year_grid(series: Sequence[Series], axis: Axis, *, narrow: bool) -> Grid:
    width, height, columns = (250, 120, 1) if narrow else (174, 130, 3)
    return Grid(
        [year_panel(one, axis, width=width, height=height) for one in series], columns=columns
    )


def _ends(results: Sequence[Result | None]) -> str:
    known = [r for r in results if r is not None and r.value is not None]
    first, last = known[0], known[-1]
    return (
        f"{say.apart(first.value or 0.0)} in {words.year(first.period)}, "
        f"{say.apart(last.value or 0.0)} in {words.year(last.period)}"
    )
