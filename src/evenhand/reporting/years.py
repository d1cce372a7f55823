"""Pictures of change: each indicator's headline figure over the years of the pack."""

from collections.abc import Callable, Sequence

from evenhand.domain.frameworks.edition import Kind
from evenhand.domain.results import written
from evenhand.domain.results.result import Change, Result
from evenhand.reporting import figures, words
from evenhand.reporting.arrange import IndicatorResults, grouped
from evenhand.reporting.charts.axes import Axis, points_axis, ratio_axis, share_axis
from evenhand.reporting.charts.svg import Grid, Picture, picture
from evenhand.reporting.charts.trend import Series, Year, year_panel

Line = tuple[IndicatorResults, str, list[Result]]
# Ladders with more rungs than this have their years in the table alone.
MOST_RUNGS = 8


def trends(indicators: Sequence[IndicatorResults], *, key: str) -> list[Picture]:
    """One picture for ratios, one for differences, one for shares; none where there is one year."""
    several = [of for of in indicators if len(of.periods) > 1 and of.headline]
    pictures = [
        _of_unit([of for of in several if _kind(of) == kind], kind, key=f"{key}-{kind}")
        for kind in ("ratio", "points", "share")
    ]
    return [one for one in pictures if one is not None]


def _kind(of: IndicatorResults) -> str:
    if of.stands_beside_places:
        return "share"
    if of.indicator.kind is Kind.REPRESENTATION:
        return "share" if len(of.cells) <= MOST_RUNGS else "table"
    if of.indicator.kind is Kind.DISPARITY_RATIO:
        return "table"
    return str(of.headline[0].unit)


def _of_unit(indicators: Sequence[IndicatorResults], kind: str, *, key: str) -> Picture | None:
    lines = [line for of in indicators for line in _lines(of)]
    lines = [line for line in lines if sum(r.value is not None for r in line[2]) > 1]
    if not lines:
        return None
    series = [_series(of, title, results, kind) for of, title, results in lines]
    numbers = [n for one in series for year in one.years for n in (year.low, year.high)]
    if kind == "ratio":
        axis, what = ratio_axis(numbers), "Relative likelihood; shaded: 0.80 to 1.25"
    elif kind == "points":
        band = indicators[0].edition.points_band
        axis = points_axis(numbers, band=band)
        what = f"Difference in points; shaded: {axis.band_said}"
    else:
        axis, what = share_axis(numbers), "Share of people"
    return picture(
        key=key,
        title=_span(lines) if kind == "share" else _found(lines),
        subtitle=f"{what}, with 95% intervals. A year without a figure breaks the line.",
        description=_described(lines, figures.own_share if kind == "share" else figures.value),
        draw=lambda narrow: _grid(series, axis, narrow=narrow),
    )


def _grid(series: Sequence[Series], axis: Axis, *, narrow: bool) -> Grid:
    width, height, columns = (250, 120, 1) if narrow else (174, 130, 3)
    drawn = [year_panel(one, axis, width=width, height=height) for one in series]
    return Grid(drawn, columns=columns)


def _lines(of: IndicatorResults) -> list[Line]:
    """The series to draw: every headline group and line, each with its results by year."""
    lines = []
    headline = of.headline
    if of.indicator.kind is not Kind.REPRESENTATION:
        headline = tuple(r for r in headline if r.cell == of.cells[0])
    several = len({r.group for r in headline}) > 1
    for last in headline:
        results = [
            r
            for r in of.results
            if (r.grouping, r.group, r.cell) == (last.grouping, last.group, last.cell)
        ]
        results.sort(key=lambda r: r.period)
        title = of.indicator.title
        if of.indicator.kind is Kind.REPRESENTATION:
            title = words.grade(last.cell, of.edition.grade_word)
        elif of.stands_beside_places:
            title = words.spaced(of.indicator.people)
        if several:
            title = f"{title}: {last.group_label}"
        lines.append((of, title, results))
    return lines


def _series(of: IndicatorResults, title: str, results: Sequence[Result], kind: str) -> Series:
    years = []
    by_period = dict(grouped(results, lambda r: r.period))
    for period in of.periods:
        year = Year(words.year(period), None, None, None)
        for r in by_period.get(period, []):
            if kind == "share" and r.share is not None:
                numbers = [
                    None if n is None else 100 * n for n in (r.share, r.share_low, r.share_high)
                ]
                year = Year(words.year(period), *numbers)
            elif kind != "share" and r.value is not None:
                year = Year(words.year(period), r.value, r.low, r.high)
        years.append(year)
    return Series(title=title, broad=of.broad(results[-1]), years=tuple(years))


def _found(lines: Sequence[Line]) -> str:
    """How many measures rose, fell, or did neither clearly."""
    moves = [results[-1].change for _, _, results in lines]
    said = [
        f"{n} {word}"
        for change, word in (
            (Change.ROSE, "rose"),
            (Change.FELL, "fell"),
            (Change.NO_CLEAR_CHANGE, "showed no clear change"),
            (Change.CANNOT_TELL, "cannot tell"),
            (None, "had no figure in the last year"),
        )
        if (n := moves.count(change))
    ]
    return f"Over the years, of {written.plural(len(lines), 'measure')}: {words.listed(said)}"


def _span(lines: Sequence[Line]) -> str:
    """Change is judged on differences, so a picture of shares says only what it shows."""
    periods = sorted({result.period for _, _, results in lines for result in results})
    groups = list(dict.fromkeys(results[0].group_label for _, _, results in lines))
    who = f"{groups[0]} shares" if len(groups) == 1 else "Shares"
    return f"{who} from {words.year(periods[0])} to {words.year(periods[-1])}"


def _described(lines: Sequence[Line], said: Callable[[Result], str]) -> str:
    ends = [
        f"{title}: {said(results[0])} in {words.year(results[0].period)}, "
        f"{said(results[-1])} in {words.year(results[-1].period)}"
        for _, title, results in lines[:12]
    ]
    return f"{'; '.join(ends)}."
