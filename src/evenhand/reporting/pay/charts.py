"""Pictures of gaps: a dot with its interval for each group, or for each grade."""

import math
from collections.abc import Sequence

from evenhand.domain.pay import say
from evenhand.domain.pay.report import PayReport
from evenhand.domain.results.result import Finding, Result
from evenhand.reporting import figures, words
from evenhand.reporting.charts.axes import Axis
from evenhand.reporting.charts.layout import Layout, Row
from evenhand.reporting.charts.rows import panel
from evenhand.reporting.charts.svg import Grid, Picture, picture
from evenhand.reporting.pay.arranged import (
    broad,
    groupings,
    headline,
    in_order,
    latest,
    of,
    title,
)
from evenhand.reporting.pay.tables import cell_name, gap

PHONE = 260
MOST_PERCENT = 50.0
LEFT, RIGHT = "\N{LEFTWARDS ARROW} ", " \N{RIGHTWARDS ARROW}"
HATCHED = "Hatched: hidden to protect people."


def gaps(report: PayReport, calculation: str, *, key: str, what: str) -> Picture | None:
    """Gaps of every group on one axis: coarse groups first, then fine ones."""
    results = of(report, calculation)
    if not any(r.value is not None for r in results):
        return None
    rows: list[Row] = []
    for place, slug in enumerate(groupings(report, results)):
        if place:
            rows.append(Row(label=title(report, slug).split(",")[0], heading=True))
        rows += [_gap_row(report, r, _versus(r, results)) for r in results if r.grouping == slug]
    axis = gap_axis(report, results)
    return picture(
        key=key,
        title=found(results, what),
        subtitle=_subtitle(f"Gap in {what}, with 95% intervals", report, axis, results),
        description=_described(results),
        draw=lambda narrow: _grid(rows, axis, narrow=narrow),
    )


def by_grade(report: PayReport, *, key: str) -> Picture | None:
    """The headline groups' median gap in each grade, highest grade on top."""
    results = headline(of(report, "median-gap"))
    pairs = {(r.grouping, r.group) for r in results}
    every = of(report, "median-gap", by="grade")
    mine = [r for r in in_order(report, every, "grade") if (r.grouping, r.group) in pairs]
    if not any(r.value is not None for r in mine):
        return None
    rows = [_gap_row(report, r, cell_name(r)) for r in reversed(mine)]
    axis = gap_axis(report, mine)
    who = words.listed([r.group_label for r in results])
    apart = sum(r.finding is Finding.DISPARITY for r in mine)
    found_in = f"a disparity in {apart} of {len(mine)} grades" if apart else "no disparity found"
    return picture(
        key=key,
        title=f"Median gap inside each grade, {who}: {found_in}",
        subtitle=_subtitle("Gap in median hourly pay, with 95% intervals", report, axis, mine),
        description=_described(mine, in_cells=True),
        draw=lambda narrow: _grid(rows, axis, narrow=narrow),
    )


def gap_axis(report: PayReport, results: Sequence[Result]) -> Axis:
    """Percent centred on 0, at most 50 to a side; the group is paid less on the right."""
    band = report.audit.rules.points_band
    sizes = [abs(n) for r in results for n in (r.value, r.low, r.high) if n is not None]
    reach = min(MOST_PERCENT, 5.0 * math.ceil(max([*sizes, 2 * band]) / 5))
    return Axis(
        kind="points",
        low=-reach,
        high=reach,
        band=(-band, band),
        band_said=f"within {band:g}%",
        centre=0.0,
        low_end=f"{LEFT}group paid more, %",
        high_end=f"group paid less, %{RIGHT}",
    )


def found(results: Sequence[Result], what: str) -> str:
    """A title that says what was found, about the planned figures."""
    planned = [r for r in headline(results) if not r.suppressed]
    name = f"Gap in {what}"
    apart = [r for r in planned if r.finding in (Finding.DISPARITY, Finding.SLIGHT)]
    if len(planned) == 1 and apart and planned[0].value is not None:
        who = say.side(planned[0].group, planned[0].group_label)
        how = "less" if planned[0].value > 0 else "more"
        return f"{name}: {who} have {abs(planned[0].value):.1f}% {how}"
    if apart:
        return f"{name}: a difference for {words.listed([r.group_label for r in apart])}"
    if planned and all(r.finding is Finding.NONE for r in planned):
        return f"{name}: no disparity"
    return f"{name}: the figures cannot tell"


def _subtitle(what: str, report: PayReport, axis: Axis, results: Sequence[Result]) -> str:
    said = [f"{what}, {words.period(latest(report))}.", f"Shaded: {axis.band_said}."]
    if any(n is not None and abs(n) > axis.high for r in results for n in (r.low, r.high)):
        said.append("Arrow: goes on beyond the axis.")
    if any(r.suppressed for r in results):
        said.append(HATCHED)
    return " ".join(said)


def short(result: Result) -> str:
    """What is written at the end of a line."""
    if result.suppressed:
        return figures.BESIDE_HIDDEN
    if result.value is None:
        return str(result.finding)
    return gap(result)


def _described(results: Sequence[Result], *, in_cells: bool = False) -> str:
    said = [
        f"{cell_name(r) + ', ' if in_cells else ''}{r.group_label}, compared with "
        f"{r.comparator_label}: {short(r)}"
        for r in results[:12]
    ]
    more = " The table below has every line." if len(results) > 12 else ""
    return f"{'; '.join(said)}.{more}"


def _versus(result: Result, results: Sequence[Result]) -> str:
    """The group's name, with that of the other side where there are several."""
    if len({r.comparator for r in results if r.grouping == result.grouping}) == 1:
        return result.group_label
    return f"{result.group_label} / {result.comparator_label}"


def _gap_row(report: PayReport, result: Result, label: str) -> Row:
    known = result.value is not None
    return Row(
        label=label,
        broad=broad(report, result),
        hidden=result.suppressed,
        value=result.value,
        low=result.low if known else None,
        high=result.high if known else None,
        said=short(result),
    )


def _grid(rows: Sequence[Row], axis: Axis, *, narrow: bool) -> Grid:
    if narrow:
        return Grid([panel(rows, axis, Layout(width=PHONE, step=40, above=True))])
    layout = Layout(width=280, step=22, label_width=190, said_width=212)
    return Grid([panel(rows, axis, layout)])
