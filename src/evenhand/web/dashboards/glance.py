"""A year at a glance: each indicator's line as its report tells it, with change and place."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evenhand.data.attack_files.results_read import result_of
from evenhand.data.definitions import load
from evenhand.domain.frameworks.body import Body
from evenhand.domain.measures.compared import FEWEST_BODIES, Standing
from evenhand.domain.results.result import Result
from evenhand.reporting import words
from evenhand.reporting.cut import EDITION, INDICATOR, Point, Row, first_figure, points_of, rows_of
from evenhand.web.dashboards import queries
from evenhand.web.dashboards.choice import Choose
from evenhand.web.dashboards.kept import kept
from evenhand.web.dashboards.side_by_side import compare_figures, measures_of
from evenhand.web.releases.queries import Release

ARROWS = {"rose": "\N{UPWARDS ARROW}", "fell": "\N{DOWNWARDS ARROW}"}
ONE_YEAR = "one year only"


@dataclass(frozen=True, kw_only=True)
class Line:
    """
    One indicator. `arrow` only where the change is real; `indicator` is its key on the comparison page.
    """

    row: Row
    change: str
    arrow: str
    place: str
    indicator: str


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where a body stands among its peers, by anchor; `note` says who they are, or why nowhere."""

    said: Mapping[str, str]
    note: str


@dataclass(frozen=True, kw_only=True)
class Glance:
    """One edition's lines."""

    title: str
    standard: str
    lines: list[Line]


def glances(
    parts: Mapping[str, str], changes: Mapping[str, str], places: Mapping[str, str]
) -> list[Glance]:
    """Every edition in the parts of a report. `changes` and `places` by anchor."""
    titles = {each.standard: each.title for each in load.editions()}
    found = []
    for name, part in parts.items():
        standard = name.removeprefix(EDITION)
        if standard != name:
            lines = [_line(row, standard, changes, places) for row in rows_of(part)]
            found.append(Glance(title=titles[standard], standard=standard, lines=lines))
    return found


def _line(row: Row, standard: str, changes: Mapping[str, str], places: Mapping[str, str]) -> Line:
    # A report of several years tells the change itself; one of a single year cannot.
    change = changes.get(row.anchor, row.change) if row.change == ONE_YEAR else row.change
    return Line(
        row=row,
        change=change,
        arrow=ARROWS.get(change.partition(" since ")[0], ""),
        place=places.get(row.anchor, ""),
        indicator=f"{standard}:{row.anchor.removeprefix(f'{standard}-')}",
    )


def stands_out(parts: Mapping[str, str]) -> list[Point]:
    """At most three sentences."""
    return points_of(parts.get("stands-out", ""))


def first_chart(part: Callable[[str], str], names: Sequence[str], points: Sequence[Point]) -> str:
    """The chart of what stands out first, else the first there is. `part` opens a part by name."""
    wanted = [INDICATOR + point.anchor for point in points if point.anchor]
    others = [name for name in names if name.startswith(INDICATOR)]
    charts = (first_figure(part(name)) for name in [*wanted, *others])
    return next((chart for chart in charts if chart), "")


def measure_of(anchor: str) -> tuple[str, str]:
    """The standard and indicator that an anchor stands for: ("nhs-wres", "3")."""
    # The longest name first: one standard's may begin as another's.
    standards = sorted({each.standard for each in load.editions()}, key=len, reverse=True)
    standard = next((each for each in standards if anchor.startswith(f"{each}-")), "")
    return standard, anchor.removeprefix(f"{standard}-")


def own_figures(report: bytes) -> list[Result]:
    """Figures of a report that can be set beside released ones: as a whole, in the coarsest groups."""
    rows = json.loads(report)["results"]
    return [result_of(row) for row in rows if row["grouping"] == "binary" and not row["cell"]]


def places_of(
    body: Body,
    period: str,
    releases: QuerySet[Release],
    choose: Choose,
    own_results: list[Result],
    mark: str,
) -> Places:
    """Where a body stands among its peers in each indicator that is one figure."""
    return kept(
        "places",
        (queries.which(releases), body, period, choose, mark),
        lambda: _places(body, period, releases, choose, own_results),
    )


def _places(
    body: Body,
    period: str,
    releases: QuerySet[Release],
    choose: Choose,
    own_results: list[Result],
) -> Places:
    comparison = compare_figures(
        queries.figures_in(releases, snapshot=period, cell=""),
        choose,
        own=body,
        own_results=[each for each in own_results if each.period == period],
    )
    measures = measures_of(comparison)
    if not any(of.own and of.own.rank for of in measures.values()):
        return Places(
            said={},
            note=_(
                "No place among peers is shown: fewer than %(few)d organisations here share figures "
                "of the year to %(day)s, or this one has none."
            )
            % {"few": FEWEST_BODIES, "day": words.period(period)},
        )
    return Places(
        said={
            f"{standard}-{indicator}": _place(of.own)
            for (standard, indicator, _cell), of in measures.items()
        },
        note=" ".join((_("Compared: %(who)s.") % {"who": comparison.peers}, *comparison.notes)),
    )


def _place(own: Standing | None) -> str:
    if own is None or own.value is None:
        return _("No place: it has no figure")
    if own.rank is None or own.alike is None:
        return _("No place: too few have a figure")
    return _(
        "Rank %(rank)d of %(all)d (%(low)d to %(high)d), cannot be told apart from %(alike)d of "
        "%(others)d"
    ) % {
        "rank": own.rank,
        "all": own.ranked,
        "low": own.rank_low,
        "high": own.rank_high,
        "alike": own.alike,
        "others": own.ranked - 1,
    }


def what_changed(lines: list[Line]) -> list[str]:
    """What rose or fell, then how many did neither clearly."""
    # Of several lines of one indicator, the change says how many rose and fell.
    moved = [each for each in lines if "rose " in each.change or "fell " in each.change]
    said = [f"{each.row.title}: {each.change}." for each in moved]
    still = sum(each.change.startswith("no clear change") for each in lines if each not in moved)
    if still:
        said.append(
            ngettext(
                "%(num)d indicator showed no clear change.",
                "%(num)d indicators showed no clear change.",
                still,
            )
            % {"num": still}
        )
    return said or [
        _("No earlier year has a figure to compare with, so no change can be seen yet.")
    ]


def cannot_be_said(lines: list[Line]) -> list[str]:
    """What the figures cannot tell, by reason."""
    reasons = (
        ("cannot tell", _("The figures cannot tell whether there is a difference")),
        ("too small to show", _("Hidden to protect people")),
        ("not calculable", _("Not calculable")),
    )
    said = []
    for finding, said_as in reasons:
        titles = [each.row.title for each in lines if finding in each.row.finding]
        if titles:
            said.append(f"{said_as}: {'; '.join(titles)}.")
    return said or [_("Every indicator has a figure that can be read.")]
