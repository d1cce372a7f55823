"""The grade ladder by group: shares from the lowest rung to the highest, beside the overall share."""

from collections.abc import Callable, Sequence

from evenhand.domain.codes.ethnicity import Grouping
from evenhand.domain.results.reading import people_of
from evenhand.domain.results.result import Finding, Result
from evenhand.reporting import figures, words
from evenhand.reporting.arrange import IndicatorResults, grouped, minority
from evenhand.reporting.charts.axes import Axis, share_axis
from evenhand.reporting.charts.layout import Layout, Reference, Row
from evenhand.reporting.charts.lettering import row_label
from evenhand.reporting.charts.rows import panel
from evenhand.reporting.charts.svg import Grid, Picture, picture


def ladder(of: IndicatorResults, grouping: Grouping, *, key: str) -> Picture | None:
    """One panel for each group that is not White, highest rung on top."""
    results = of.in_grouping(grouping)
    panels = grouped(minority(results, grouping), lambda r: r.group)
    if not any(result.share is not None for result in results):
        return None
    highest = [_percent(r.share_high) for _, each in panels for r in each]
    # Small rungs have intervals up to 100%: the axis follows the shares, arrows show the rest.
    shares = [_percent(r.share) for _, each in panels for r in each]
    axis = share_axis([*shares, min(max(filter(None, highest), default=0), 60)])
    return picture(
        key=key,
        title=_found(of, panels),
        subtitle=_subtitle(of, grouping),
        description=_described(of, panels),
        draw=lambda narrow: _grid(of, panels, axis, narrow=narrow),
    )


def _subtitle(of: IndicatorResults, grouping: Grouping) -> str:
    said = (
        f"Share of {of.indicator.people} in each {of.edition.grade_word}, lowest at the bottom, "
        f"with 95% intervals, {words.period(of.periods[-1])}. Dashed line: share of the whole. "
        "Unknown: not stated and not known together."
    )
    if of.beside_ladder:
        said += f" {beside_said(of)}"
    if any(result.suppressed for result in of.in_grouping(grouping)):
        said += " Hatched: hidden to protect people."
    return said


def beside_said(of: IndicatorResults) -> str:
    """Which lines are no rung of the ladder, though they are printed with it; empty if none."""
    if not of.beside_ladder:
        return ""
    names = words.listed([_rung(of, cell) for cell in of.beside_ladder])
    verb = "stands" if len(of.beside_ladder) == 1 else "stand"
    return f"{names} {verb} beside the ladder, neither higher nor lower than a rung of it."


def _found(of: IndicatorResults, panels: Sequence[tuple[str, list[Result]]]) -> str:
    word, rungs = of.edition.grade_word, len(panels[0][1])
    apart = [
        f"{people_of(each[0].group_label, of.indicator.people)} in {n}"
        for _, each in panels
        if (n := sum(r.finding is Finding.DISPARITY for r in each))
    ]
    if not apart:
        return f"{of.indicator.title}: no {word} shows a disparity"
    return f"{of.indicator.title}: disparities for {words.listed(apart)} of {rungs} {word}s"


def _described(of: IndicatorResults, panels: Sequence[tuple[str, list[Result]]]) -> str:
    said = []
    for _, each in panels:
        shares = [r for r in each if r.share is not None and of.on_ladder(r.cell)]
        if not shares:
            continue
        ends = (shares[0], shares[-1])
        first, last = (f"{figures.percent(r, r.share or 0)} of {r.cell}" for r in ends)
        overall = figures.percent(shares[0], shares[0].comparator_share or 0)
        said.append(f"{each[0].group_label}: {first}, {last}, {overall} of the whole")
    return f"{'; '.join(said)}. The table below has every line."


def _grid(
    of: IndicatorResults,
    panels: Sequence[tuple[str, list[Result]]],
    axis: Axis,
    *,
    narrow: bool,
) -> Grid:
    columns = [
        (each[0].group_label, _rows(of, each, _share_row), _overall(each)) for _, each in panels
    ]
    columns.append(("Unknown", _rows(of, panels[0][1], _unknown_row), None))
    across = 2 if narrow else len(columns)
    label_width = 102 if narrow else 180
    room = 296 if narrow else 686
    width = (room - label_width - 36 * across + 18) // across
    width = min(width, 420)
    step = _step([row for _, rows, _ in columns for row in rows], label_width)
    drawn = []
    for place, (title, rows, reference) in enumerate(columns):
        first = place % across == 0
        layout = Layout(width=width, step=step, label_width=label_width if first else 0)
        drawn.append(panel(rows, axis, layout, title=title, reference=reference))
    return Grid(drawn, columns=across, gap=0)


def _rows(
    of: IndicatorResults,
    results: Sequence[Result],
    row: Callable[[IndicatorResults, Result], Row],
) -> list[Row]:
    """From the highest rung down; blocks of staff under their own heading, in their own order."""
    rows: list[Row] = []
    for block, each in grouped(results, lambda r: r.cell.rpartition(": ")[0]):
        on = [row(of, result) for result in reversed(each) if of.on_ladder(result.cell)]
        # What is no rung stands under the ladder, wherever measures put it.
        beside = [result for result in each if not of.on_ladder(result.cell)]
        aside = any(result.cell in of.beside_ladder for result in beside)
        title = block if on or not aside else f"{block}, beside ladder".removeprefix(", ")
        if title:
            rows.append(Row(label=title[:1].upper() + title[1:], heading=True))
        rows += on
        if on and aside:
            rows.append(Row(label="Beside the ladder", heading=True))
        rows += [row(of, result) for result in beside]
    return rows


def _step(rows: Sequence[Row], label_width: int) -> int:
    """Pixels from row to row: more where a label needs two lines."""
    return max(20, 4 + 15 * max(len(row_label(row, label_width)) for row in rows))


def _share_row(of: IndicatorResults, result: Result) -> Row:
    return Row(
        label=_rung(of, result.cell),
        broad=of.broad(result),
        hidden=result.suppressed,
        value=_percent(result.share),
        low=_percent(result.share_low),
        high=_percent(result.share_high),
    )


def _unknown_row(of: IndicatorResults, result: Result) -> Row:
    """Not stated and not known together: drawn last, in grey, in no group."""
    n = result.not_stated_denominator or result.not_known_denominator
    unknown = (result.not_stated_numerator or 0) + (result.not_known_numerator or 0)
    hidden = result.suppressed or figures.BESIDE_HIDDEN in (
        figures.not_stated(result),
        figures.not_known(result),
    )
    return Row(
        label=_rung(of, result.cell),
        broad="unknown",
        hidden=hidden,
        value=100 * unknown / n if n and not hidden else None,
    )


def _rung(of: IndicatorResults, cell: str) -> str:
    return words.grade(cell.rpartition(": ")[2], of.edition.grade_word)


def _overall(results: Sequence[Result]) -> Reference | None:
    for result in results:
        if result.comparator_share is not None:
            share = result.comparator_share
            return Reference(at=100 * share, said=figures.percent(result, share))
    return None


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share
