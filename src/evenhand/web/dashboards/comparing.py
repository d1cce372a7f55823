"""A comparison as its page shows it: worked out once for the same releases and the same choice."""

from dataclasses import dataclass
from pathlib import Path

from django.db.models import QuerySet

from evenhand.domain.frameworks.body import Body
from evenhand.reporting import words
from evenhand.reporting.compare import differing, sentences
from evenhand.reporting.compare.arranged import by_measure
from evenhand.reporting.compare.rank_chart import rank_bars
from evenhand.web.core import drawing
from evenhand.web.dashboards import queries
from evenhand.web.dashboards.choice import Choice, Offered, offered
from evenhand.web.dashboards.kept import kept
from evenhand.web.dashboards.side_by_side import compare_figures
from evenhand.web.releases.queries import Release

Which = tuple[tuple[int, str], ...]


@dataclass(frozen=True, kw_only=True)
class Page:
    """What a comparison's page says: sentences, charts and tables as markup that was made here."""

    name: str
    period: str
    answer: list[str]
    means: str
    peers: str
    sure: list[str]
    without: int
    notes: tuple[str, ...]
    funnel: str
    ranks: str
    table: str


def what_there_is(releases: QuerySet[Release], these: Which) -> Offered:
    """Everything that can be chosen among these releases."""
    return kept(
        "offered",
        these,
        lambda: offered(queries.lines_in(releases), queries.bodies_in(releases)),
    )


def page_of(
    releases: QuerySet[Release],
    these: Which,
    choice: Choice,
    there: Offered,
    reference: Path | None,
) -> Page | None:
    """The comparison that was chosen; None where nobody has a figure of it."""
    own = next((each for each in there.bodies if each.id == choice.own), None)
    return kept(
        "comparison",
        (these, choice.address(), str(reference)),
        lambda: _made(releases, choice, own, reference),
    )


def _made(
    releases: QuerySet[Release], choice: Choice, own: Body | None, reference: Path | None
) -> Page | None:
    # Its limits take scipy: a served site imports it as it starts, commands never.
    from evenhand.reporting.compare.funnel_chart import funnel
    from evenhand.reporting.compare.tables import every_body

    figures = queries.figures_in(
        releases,
        standard=choice.standard,
        indicator=choice.number,
        cell=choice.line,
        snapshot=choice.period,
    )
    comparison = compare_figures(figures, choice.peers(reference), own=own)
    of = next(by_measure(comparison), None)
    if of is None:
        return None
    last = of.last
    return Page(
        name=of.name,
        period=words.period(last.period),
        answer=sentences.answer(of),
        means=sentences.means(last),
        peers=comparison.peers,
        sure=[each for each in (differing.heterogeneity(last), differing.means(last)) if each],
        without=last.without,
        notes=comparison.notes,
        funnel=drawing.chart(funnel(of, key="funnel")),
        ranks=drawing.chart(rank_bars(of, key="ranks")),
        table=drawing.table(every_body(of, key="bodies")),
    )
