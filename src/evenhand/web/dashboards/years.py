"""A body's released years side by side, with the breaks in them, and what changed over them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from evenhand.domain.frameworks.body import Body
from evenhand.domain.measures.compared import Standing
from evenhand.domain.results.result import Result
from evenhand.reporting import words
from evenhand.reporting.compare import sentences
from evenhand.reporting.compare.arranged import MeasureStandings
from evenhand.reporting.compare.years_chart import years as years_chart
from evenhand.reporting.figures import CHANGE_WORDS
from evenhand.reporting.tables import Cell, Part, Table
from evenhand.web.core import drawing
from evenhand.web.dashboards import queries
from evenhand.web.dashboards.kept import kept
from evenhand.web.dashboards.side_by_side import compare_figures, measures_of, only
from evenhand.web.releases.queries import Release

# Ladders with more lines than this have their years in the table alone.
MOST_CHARTS = 4
# In the words of reports, beside whose own it stands; they are read from it again.
CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, kw_only=True)
class Years:
    """Years of one indicator; charts and table are markup that was made here."""

    charts: list[str]
    table: str
    breaks: list[str]


def years_of(body: Body, releases: QuerySet[Release], standard: str, indicator: str) -> Years:
    """One indicator of a body over these releases of it."""
    return kept(
        "years",
        (queries.which(releases), body, standard, indicator),
        lambda: _years(body, releases, standard, indicator),
    )


def _years(body: Body, releases: QuerySet[Release], standard: str, indicator: str) -> Years:
    figures = queries.figures_in(releases, standard=standard, indicator=indicator)
    measures = list(measures_of(compare_figures(figures, only(body), own=body)).values())
    several = [of for of in measures if len(of.together) > 1]
    charts = []
    if len(measures) <= MOST_CHARTS:
        charts = [_chart(of, f"years-{at}") for at, of in enumerate(several)]
    return Years(
        charts=[each for each in charts if each],
        table=drawing.table(_table(several)) if several else "",
        breaks=list(
            dict.fromkeys(
                f"{words.period(each.period)}: {each.break_before}."
                for of in several
                for each in of.standings
                if each.break_before
            )
        ),
    )


def _chart(of: MeasureStandings, key: str) -> str:
    picture = years_chart(of, key=key)
    if picture is None:
        return ""
    # Nobody else is in it, so nothing is said of all bodies.
    said = _("%(means)s, with 95%% intervals, as released each year.") % {
        "means": sentences.means(of.last)
    }
    if any(each.break_before for each in of.standings):
        said += " " + _(
            "Upright dashed line: years before and after it cannot be read as one line."
        )
    return drawing.chart(replace(picture, subtitle=said), level=3)


def _table(measures: Iterable[MeasureStandings]) -> Table:
    parts = [
        Part(
            of.name,
            [
                [
                    Cell(words.period(each.period)),
                    *_figure(each),
                    Cell(each.break_before or _("nothing")),
                ]
                for each in of.standings
            ],
        )
        for of in measures
    ]
    return Table(
        key="years",
        caption=_("Years side by side, as released"),
        columns=(
            _("Year to"),
            _("Figure"),
            _("%(level)s interval") % {"level": "95%"},
            _("What changed before it"),
        ),
        parts=parts,
    )


def _figure(each: Standing) -> list[Cell]:
    if each.value is None:
        hidden = "too few people" in each.reason.casefold() or "hidden" in each.reason.casefold()
        return [Cell(words.sentence(each.reason), "hidden" if hidden else "quiet"), Cell(_("none"))]
    return [
        Cell(sentences.figure(each.value, each.unit), "number"),
        Cell(sentences.interval(each.low, each.high, each.unit), "number"),
    ]


def changes_of(
    body: Body, releases: QuerySet[Release], own_results: Iterable[Result] = (), mark: str = ""
) -> dict[str, str]:
    """
    By anchor, how each indicator that is one figure moved over the years since the last break.

    `own_results` are those of a year that is not released yet; `mark` is their digest.
    """
    return kept(
        "changes",
        (queries.which(releases), body, mark),
        lambda: {
            f"{standard}-{indicator}": said
            for (standard, indicator, _cell), of in measures_of(
                compare_figures(
                    queries.figures_in(releases, cell=""),
                    only(body),
                    own=body,
                    own_results=own_results,
                )
            ).items()
            if (said := change_in(of.standings))
        },
    )


def change_in(standings: Iterable[Standing]) -> str:
    """ "rose since 2023"; "" where no two years can be set side by side."""
    # As in side_by_side: what takes scipy is imported as a site starts, and by no command.
    from evenhand.domain.measures.change import change_over

    line: list[Standing] = []
    last: Standing | None = None
    for each in sorted(standings, key=lambda each: each.period):
        last = each
        if each.break_before:
            line = []
        if each.place is not None and each.se:
            line.append(each)
    if last is None or len(line) < 2:
        return ""
    if line[-1] is not last:
        return CANNOT_TELL
    moved = change_over(
        [each.period for each in line],
        [each.place or 0.0 for each in line],
        [each.se or 0.0 for each in line],
    )
    return f"{CHANGE_WORDS[moved.how]} since {words.year(moved.since)}"
