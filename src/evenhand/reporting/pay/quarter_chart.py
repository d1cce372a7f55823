"""The picture of the pay quarters: one panel a group, the highest-paid quarter on top."""

from collections.abc import Sequence

from evenhand.domain.pay.gaps import QUARTERS
from evenhand.domain.pay.report import PayReport
from evenhand.domain.pay.rules import SEX
from evenhand.domain.results.result import Finding, Result
from evenhand.reporting import figures, words
from evenhand.reporting.charts.axes import Axis, share_axis
from evenhand.reporting.charts.layout import Layout, Reference, Row
from evenhand.reporting.charts.rows import panel
from evenhand.reporting.charts.svg import Grid, Panel, Picture, picture
from evenhand.reporting.pay.answers import is_unknown
from evenhand.reporting.pay.arranged import FEW_GROUPS, broad, groupings, latest, of, size
from evenhand.reporting.pay.charts import HATCHED


def quarters(report: PayReport, *, key: str) -> Picture | None:
    """One panel a group: its share of each quarter, the highest-paid on top."""
    results = of(report, "quarters")
    slugs = [slug for slug in groupings(report, results) if size(report, slug) <= FEW_GROUPS]
    mine = [r for r in results if slugs and r.grouping == slugs[-1]]
    if slugs and slugs[-1] != SEX:
        # White staff and the coarsest comparison say the same: what is left is drawn.
        mine = [r for r in mine if r.group != "white"]
    groups = list(dict.fromkeys(r.group for r in mine))
    if not any(r.share is not None for r in mine):
        return None
    axis = share_axis([100 * r.share for r in mine if r.share is not None])
    panels = [[r for r in mine if r.group == group] for group in groups]
    hidden = f" {HATCHED}" if any(r.suppressed for r in mine) else ""
    return picture(
        key=key,
        title=_quarters_found(panels),
        subtitle="Share of each pay quarter, the highest-paid on top, with 95% intervals, "
        f"{words.period(latest(report))}. Dashed line: share of everybody whose pay is known.{hidden}",
        description=_quarters_described(panels),
        draw=lambda narrow: _quarter_grid(report, panels, axis, narrow=narrow),
    )


def _quarter_row(report: PayReport, result: Result, *, unknown: bool) -> Row:
    def percent(share: float | None) -> float | None:
        return None if share is None else 100 * share

    return Row(
        label=result.cell[:1].upper() + result.cell[1:],
        broad="unknown" if unknown else broad(report, result),
        hidden=result.suppressed,
        value=percent(result.share),
        low=percent(result.share_low),
        high=percent(result.share_high),
    )


def _quarter_grid(
    report: PayReport, panels: Sequence[Sequence[Result]], axis: Axis, *, narrow: bool
) -> Grid:
    across = 2 if narrow else min(len(panels), 4)
    label_width = 96 if narrow else 110
    room = 296 if narrow else 686
    width = min((room - label_width - 36 * across + 18) // across, 420)
    drawn: list[Panel] = []
    for place, each in enumerate(panels):
        by_quarter = {r.cell: r for r in each}
        rows = [
            _quarter_row(report, by_quarter[quarter], unknown=is_unknown(each[0]))
            for quarter in reversed(QUARTERS)
            if quarter in by_quarter
        ]
        first = place % across == 0
        layout = Layout(width=width, step=24, label_width=label_width if first else 0)
        drawn.append(panel(rows, axis, layout, title=each[0].group_label, reference=_overall(each)))
    return Grid(drawn, columns=across, gap=0)


def _overall(results: Sequence[Result]) -> Reference | None:
    for r in results:
        if r.comparator_share is not None:
            share = r.comparator_share
            said = figures.percent(r, share)
            return Reference(at=100 * share, said=said)
    return None


def _quarters_found(panels: Sequence[Sequence[Result]]) -> str:
    apart = [
        each[0].group_label
        for each in panels
        if not is_unknown(each[0]) and any(r.finding is Finding.DISPARITY for r in each)
    ]
    if apart:
        return f"Pay quarters: a disparity for {words.listed(apart)}"
    return "Pay quarters: no quarter shows a disparity"


def _quarters_described(panels: Sequence[Sequence[Result]]) -> str:
    said = []
    for each in panels:
        shown = [f"{figures.percent(r, r.share)} of the {r.cell} quarter"
                 for r in each if r.share is not None]  # fmt: skip
        if shown:
            said.append(f"{each[0].group_label}: {', '.join(shown)}")
    return f"{'; '.join(said)}. The table below has every line."
