"""Which picture an indicator gets, and what it says."""

from collections.abc import Sequence

from evenhand.domain.codes.ethnicity import Grouping
from evenhand.domain.frameworks.edition import Direction, Kind
from evenhand.domain.results.reading import people_of
from evenhand.domain.results.result import Finding, Result, Unit
from evenhand.reporting import figures, words
from evenhand.reporting.arrange import IndicatorResults, grouped, minority
from evenhand.reporting.charts.axes import Axis, points_axis, ratio_axis, share_axis
from evenhand.reporting.charts.layout import Layout, Row
from evenhand.reporting.charts.rows import panel
from evenhand.reporting.charts.svg import Grid, Picture, picture

PHONE = 260
LEFT, RIGHT = "\N{LEFTWARDS ARROW} ", " \N{RIGHTWARDS ARROW}"


def comparison(of: IndicatorResults, *, key: str) -> Picture | None:
    """Ratios on a log axis, or differences in points, for every group: coarse first, then fine."""
    results = _charted(of)
    if not any(result.value is not None for result in results):
        return None
    axis = _axis_of(of, results)
    rows = _rows(of, results)
    shares = _rows(of, results, shares=True) if of.indicator.kind is Kind.SURVEY_SHARE else []
    return picture(
        key=key,
        title=found(of),
        subtitle=_subtitle(of, results, axis),
        description=_described(results),
        draw=lambda narrow: _grid(rows, axis, narrow=narrow, shares=shares),
    )


def beside_places(of: IndicatorResults, *, key: str) -> Picture | None:
    """The body's own share of each group above the shares it stands beside."""
    grouping = coarse_to_six(of)[-1]
    results = of.in_grouping(grouping)
    rows: list[Row] = []
    for _, each in grouped(results, lambda r: r.group):
        rows += _place_rows(each)
    if not any(row.value is not None for row in rows):
        return None
    axis = share_axis([row.high for row in rows])
    return picture(
        key=key,
        title=found(of),
        subtitle=f"Share of {of.indicator.people} in each ethnic group (filled dot) beside other "
        f"places (open dots), with 95% intervals, {words.period(of.periods[-1])}.",
        description=_described(results),
        draw=lambda narrow: _grid(rows, axis, narrow=narrow),
    )


def found(of: IndicatorResults) -> str:
    """A title that says what was found, in one line, about the planned figures."""
    results = of.headline
    disparities = [r for r in results if r.finding is Finding.DISPARITY]
    line = of.cells[0] if len(of.cells) == 1 else ""
    name = f"{of.indicator.title}, {line}" if line else of.indicator.title
    if not disparities:
        if any(r.finding is Finding.SLIGHT for r in results):
            return f"{name}: a slight difference, no disparity"
        if results and all(r.finding is Finding.NONE for r in results):
            return f"{name}: no disparity"
        return f"{name}: the figures cannot tell"
    if len(results) == 1:
        return f"{name}: {_one_found(of, results[0])}"
    if len(of.cells) > 1:
        lines = len({r.cell for r in disparities})
        of_all = len({r.cell for r in results})
        return f"{name}: a disparity in {lines} of {of_all} comparisons"
    groups = words.listed([r.group_label for r in disparities])
    return f"{name}: a disparity for {groups}"


def _one_found(of: IndicatorResults, result: Result) -> str:
    assert result.value is not None
    names = (result.group_label, result.comparator_label)
    group, comparator = (people_of(name, of.indicator.people) for name in names)
    if result.unit is Unit.RATIO:
        upside_down = result.direction == Direction.COMPARATOR_OVER_GROUP
        more = comparator if (result.value > 1) == upside_down else group
        return f"{more} were more likely"
    more_or_less = "higher" if result.value > 0 else "lower"
    return f"{abs(result.value):.1f} points {more_or_less} for {group}"


def _subtitle(of: IndicatorResults, results: Sequence[Result], axis: Axis) -> str:
    """What is shown, with units and date, and only those signs explained that are there."""
    said = [f"{_what(of)}, with 95% intervals, {words.period(of.periods[-1])}."]
    said.append(f"Shaded: {axis.band_said}.")
    if of.indicator.kind is Kind.SURVEY_SHARE:
        said.append("On wide screens also the shares, with an upright line for the compared group.")
    if any(r.high is not None and r.high > axis.high for r in results):
        said.append("Arrow: goes on beyond the axis.")
    if any(r.suppressed for r in results):
        said.append("Hatched: hidden to protect people.")
    return " ".join(said)


def _what(of: IndicatorResults) -> str:
    if of.indicator.kind is Kind.DISPARITY_RATIO:
        return "Ratio of the odds of being at the higher of two levels"
    if of.headline[0].unit is Unit.RATIO:
        return "Relative likelihood"
    return "Difference in percentage points"


def _described(results: Sequence[Result]) -> str:
    """The numbers of the picture in plain sentences, for those who do not see it."""
    said = [
        f"{result.group_label}{f', {result.cell}' if result.cell else ''}: "
        f"{figures.value_with_interval(result)}"
        for result in results[:12]
    ]
    more = " The table below has every line." if len(results) > 12 else ""
    return f"{'; '.join(said)}.{more}"


def _charted(of: IndicatorResults) -> list[Result]:
    """Every grouping where there is one line; the coarser ones where there are several."""
    groupings = of.groupings if of.cells == ("",) else coarse_to_six(of)
    results: list[Result] = []
    for grouping in groupings:
        more = of.in_grouping(grouping)
        results += minority(more, grouping) if of.indicator.kind is Kind.BOARD_DIFFERENCE else more
    return results


def _axis_of(of: IndicatorResults, results: Sequence[Result]) -> Axis:
    values = [number for r in results for number in (r.value, r.low, r.high)]
    others = {r.comparator_label for r in of.headline}
    other = others.pop() if len(others) == 1 else "compared group"
    if of.headline[0].unit is Unit.RATIO:
        named = people_of(other, of.indicator.people)
        # Long names of people would run into the other end's words on a phone.
        named = named if len(named) <= 18 else other
        more = "more likely"
        if of.indicator.kind is Kind.DISPARITY_RATIO:
            more = "better represented"
        ends = [f"{named} {more}", f"group {more}"]
        if of.indicator.direction is Direction.COMPARATOR_OVER_GROUP:
            ends.reverse()
        return ratio_axis(values, low_end=LEFT + ends[0], high_end=ends[1] + RIGHT)
    return points_axis(
        values,
        band=of.edition.points_band,
        low_end=f"{LEFT}lower than {other}",
        high_end=f"higher{RIGHT}",
    )


def _rows(of: IndicatorResults, results: Sequence[Result], *, shares: bool = False) -> list[Row]:
    """Headings for lines where there are several, otherwise for groupings."""
    row = _share_row if shares else _row
    rows: list[Row] = []
    if len(of.cells) > 1:
        for cell, each in grouped(results, lambda r: r.cell):
            rows.append(Row(label=words.grade(cell, of.edition.grade_word), heading=True))
            rows += [row(of, r) for r in each]
        return rows
    titles = {grouping.slug: grouping.title for grouping in of.groupings}
    for place, (slug, each) in enumerate(grouped(results, lambda r: r.grouping)):
        if place:
            rows.append(Row(label=titles[slug].split(",")[0], heading=True))
        rows += [row(of, r) for r in each]
    return [*rows, *_unknown_rows(results)]


def _row(of: IndicatorResults, result: Result) -> Row:
    return Row(
        label=result.group_label,
        broad=of.broad(result),
        hidden=result.suppressed,
        value=result.value,
        low=result.low if result.value is not None else None,
        high=result.high,
        said=figures.short(result),
    )


def _share_row(of: IndicatorResults, result: Result) -> Row:
    return Row(
        label=result.group_label,
        broad=of.broad(result),
        hidden=result.suppressed,
        value=_percent(result.share),
        low=_percent(result.share_low),
        high=_percent(result.share_high),
        beside=_percent(result.comparator_share),
    )


def _unknown_rows(results: Sequence[Result]) -> list[Row]:
    """People of unknown ethnicity, last, in words: they are on neither side of a comparison."""
    first = next((r for r in results if not r.suppressed), None)
    if first is None:
        return []
    said = (("Not stated", figures.not_stated(first)), ("Not known", figures.not_known(first)))
    return [
        Row(label=label, broad="unknown", said=text, hidden=text == figures.BESIDE_HIDDEN)
        for label, text in said
        if text
    ]


def _place_rows(results: Sequence[Result]) -> list[Row]:
    own = results[0]
    rows = [Row(label=own.group_label, heading=True)]
    rows.append(
        Row(
            label=own.body_name,
            broad="own",
            hidden=own.suppressed,
            value=_percent(own.share),
            low=_percent(own.share_low),
            high=_percent(own.share_high),
            said=figures.own_share(own) if not own.suppressed else str(own.finding),
        )
    )
    for result in results:
        label = min((result.cell, result.comparator_label), key=len)
        rows.append(
            Row(
                label=label[:1].upper() + label[1:],
                broad="beside",
                hidden=result.suppressed,
                value=_percent(result.comparator_share),
                low=_percent(result.comparator_share_low),
                high=_percent(result.comparator_share_high),
                said=str(result.finding)
                if result.suppressed or result.comparator_share is None
                else figures.percent(result, result.comparator_share),
            )
        )
    return rows


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _grid(rows: Sequence[Row], axis: Axis, *, narrow: bool, shares: Sequence[Row] = ()) -> Grid:
    """One panel; where there are shares as well, a second one beside it on wide screens."""
    if narrow:
        return Grid([panel(rows, axis, Layout(width=PHONE, step=40, above=True))])
    if not shares:
        layout = Layout(width=300, step=22, label_width=212, said_width=170)
        return Grid([panel(rows, axis, layout)])
    share = share_axis([row.high for row in shares])
    return Grid(
        [
            panel(rows, axis, Layout(width=190, step=22, label_width=212, said_width=130)),
            panel(shares, share, Layout(width=104, step=22)),
        ],
        columns=2,
    )


def coarse_to_six(of: IndicatorResults) -> list[Grouping]:
    """Groupings with few enough groups to be drawn side by side; the coarsest in any case."""
    few = [grouping for grouping in of.groupings if len(grouping.groups) <= 6]
    return few or [of.groupings[0]]
