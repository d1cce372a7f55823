"""Charts of groups: how many times as likely, with intervals; and services side by side."""

from collections.abc import Sequence

import numpy as np

from evenhand.domain.amhp.sight.counts import ServiceYear
from evenhand.domain.amhp.sight.equity import Comparison, EquityTable, spoken_of
from evenhand.domain.amhp.sight.groups import is_unknown
from evenhand.domain.results import written
from evenhand.domain.results.finding import RATIO_BAND
from evenhand.domain.results.result import Finding
from evenhand.domain.statistics.funnel import proportion_limits
from evenhand.reporting import words
from evenhand.reporting.charts.axes import ratio_axis
from evenhand.reporting.charts.layout import Layout, Row
from evenhand.reporting.charts.rows import panel
from evenhand.reporting.charts.svg import Grid, Panel, Picture, Spec, Words, picture
from evenhand.reporting.marks import INK, OWN_BODY, QUIET_INK
from evenhand.reporting.sight.axis import from_nought, tick

WIDE = Layout(width=300, step=34, label_width=180, said_width=210)
NARROW = Layout(width=290, step=52, above=True)


def ratios(table: EquityTable, *, key: str, title: str, period: str) -> Picture | None:
    """Each group beside the reference; none where no group can be compared."""
    if not any(line.ratio is not None for line in table.lines):
        return None
    reference = table.dimension.group(table.dimension.reference)
    base = spoken_of(table.dimension, reference)
    axis = ratio_axis(
        [value for line in table.compared for value in (line.low, line.high)],
        low_end=f"{base[0].upper()}{base[1:]} more likely",
        high_end="The group more likely",
    )
    rate = table.measure.is_rate
    rows = [_row(line, rate=rate) for line in table.lines if line.group.slug != reference.slug]
    shown = [line for line in table.compared if line.ratio is not None]
    return picture(
        key=key,
        title=title,
        subtitle=f"{table.measure.title}: how many times as likely as {base}, with 95% intervals, "
        f"{period}. Shaded: {RATIO_BAND[0]:.2f} to {RATIO_BAND[1]:.2f}, no more than slight.",
        description=" ".join(line.reading for line in shown),
        draw=lambda narrow: Grid([panel(rows, axis, NARROW if narrow else WIDE)]),
    )


def _row(line: Comparison, *, rate: bool) -> Row:
    group = line.group
    if is_unknown(group.slug):
        # Nobody knows how many residents are of unknown ethnicity: a rate has no whole of them.
        count = line.numerator if rate else line.denominator
        if count is None:
            return Row(label=group.label, broad="unknown", hidden=True, said="hidden")
        return Row(label=group.label, broad="unknown", said=written.plural(count, "case"))
    if line.finding is Finding.TOO_SMALL:
        return Row(label=group.label, broad=group.broad, hidden=True, said="too small to show")
    if line.ratio is None or line.low is None or line.high is None:
        return Row(label=group.label, broad=group.broad, said="not calculable")
    interval = written.interval(line.low, line.high, unit="ratio")
    return Row(
        label=group.label,
        broad=group.broad,
        value=line.ratio,
        low=line.low,
        high=line.high,
        said=f"{written.ratio(line.ratio)} ({interval})",
    )


def funnel(services: Sequence[ServiceYear], *, key: str, period: str) -> Picture | None:
    """The share detained of every service against its number considered; none below ten services."""
    dots = [
        (each.body, float(each.considered), each.detained / each.considered)
        for each in services
        if each.considered and each.detained is not None and each.detained <= each.considered
    ]
    if len(dots) < 10:
        return None
    average = sum(n * share for _, n, share in dots) / sum(n for _, n, _ in dots)
    limits = {n: proportion_limits(average, n, 0.998) for n in {n for _, n, _ in dots}}
    outside = [body for body, n, share in dots if not limits[n][0] <= share <= limits[n][1]]
    return picture(
        key=key,
        title=f"{_how_many(len(outside))} outside the funnel's 99.8% limits, of {len(dots)}",
        subtitle=f"Share detained of those considered, against how many were considered, {period}. "
        "Each open dot is a service. Dashed: 95% limits; solid: 99.8% limits around the overall "
        "share. Differences in who is referred, and in what is recorded, are not taken out.",
        description=f"Overall {written.percent(average)}. Outside: "
        + (words.listed(outside[:8]) or "none") + ".",
        draw=lambda narrow: Grid([_funnel(dots, average, 250 if narrow else 600)]),
    )  # fmt: skip


def _how_many(outside: int) -> str:
    if not outside:
        return "No service lies"
    return written.plural(outside, "service lies", "services lie")


def _funnel(dots: Sequence[tuple[str, float, float]], average: float, width: int) -> Panel:
    across = from_nought(max(n for _, n, _ in dots), most=4)
    up = from_nought(min(1.0, max(share for _, _, share in dots) * 1.1) * 100)
    at = np.linspace(max(across.high / 100, 10), across.high, 60)
    curves: list[Spec] = []
    for confidence, dash in ((0.95, [5, 4]), (0.998, [1, 0])):
        for side in proportion_limits(average, at, confidence):
            points = [
                {"n": n, "y": 100 * y}
                for n, y in zip(at.tolist(), side.tolist(), strict=True)
                if 100 * y <= up.high
            ]
            curves.append(
                {"data": {"values": points},
                 "mark": {"type": "line", "strokeWidth": 1, "color": QUIET_INK, "strokeDash": dash}}
            )  # fmt: skip
    height = 260
    spec: Spec = {
        "width": width,
        "height": height,
        "encoding": {
            "x": {"field": "n", "type": "quantitative", "scale": {"domain": [0, across.high], "nice": False},
                  "axis": {"values": across.ticks(), "title": None, "grid": False}},
            "y": {"field": "y", "type": "quantitative", "scale": {"domain": [0, up.high], "nice": False},
                  "axis": {"values": up.ticks(), "title": None, "grid": True}},
        },
        "layer": [
            *curves,
            {"data": {"values": [{"y": 100 * average}]},
             "mark": {"type": "rule", "color": INK}, "encoding": {"x": {"value": 0}, "x2": {"value": width}}},
            {"data": {"values": [{"n": n, "y": 100 * share} for _, n, share in dots]},
             "mark": {"type": "point", "shape": "circle", "size": 40, "fill": "#ffffff", "stroke": OWN_BODY,
                      "opacity": 1}},
        ],
    }  # fmt: skip
    return Panel(
        spec=spec,
        words=(
            *(Words(f"{tick(t)}%", -8, height - up.place(t, height) + 4, "end", quiet=True) for t in up.ticks()),
            *(Words(tick(t), across.place(t, width), height + 18, "middle", quiet=True) for t in across.ticks()),
            Words("Considered", width, height + 36, "end", quiet=True),
        ),
        left=48,
        right=20,
        top=10,
        bottom=44,
    )  # fmt: skip
