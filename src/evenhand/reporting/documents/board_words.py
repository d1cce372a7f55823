"""What a board is told on two pages, in blocks: chosen by rule from the same results."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from evenhand.domain.frameworks.edition import Kind, Status
from evenhand.domain.results import written
from evenhand.domain.results.measurement import Measurement
from evenhand.domain.results.result import Change, Finding, Result
from evenhand.reporting import figures, ladder, pictures, words
from evenhand.reporting.arrange import IndicatorResults
from evenhand.reporting.charts.svg import Picture
from evenhand.reporting.documents.blocks import Block, Bullets, Heading, Paragraph
from evenhand.reporting.documents.outline import Outline, at_a_glance
from evenhand.reporting.laid_out import LaidOut
from evenhand.reporting.marking import caution, marks
from evenhand.reporting.page import LONGEST_NAME, period
from evenhand.reporting.standing_out import anchor

_INTERVALS = (
    "Each line sets one group against another: ratios with Koopman's score interval, differences "
    "in percentage points with Newcombe's, both at 95%."
)
_DISPARITY = (
    "A disparity is said only where interval and test exclude parity and the figure lies outside "
    "the band of what is no more than slight. It shows a difference, not its cause."
)

# What editions call the count of everyone employed (docs/reference/counts.md).
WORKFORCE = "workforce"


def board_outline(report: LaidOut) -> Outline:
    """Two pages that stand alone."""
    measurement = report.measurement
    name = words.shortened(measurement.body.name, LONGEST_NAME)
    what = "summary" if measurement.audience == "public" else "summary for the board"
    return Outline(
        title=f"Race equality, {what}: {name}",
        kind=f"Race equality: {what}",
        body_name=name,
        period=period(measurement),
        marks=marks(measurement),
        blocks=tuple(_blocks(report)),
    )


def _blocks(report: LaidOut) -> Iterator[Block]:
    measurement, everything, points = report.measurement, report.everything, report.standing_out
    yield Paragraph(caution(measurement)[0], "caution")
    yield Heading("What stands out", 1)
    yield Bullets(tuple(point.text for point in points), numbered=True)
    chart = _chart(everything, points[0].anchor)
    if chart is not None:
        yield chart
    for section in report.editions:
        if section.summary:
            yield at_a_glance(section, period(measurement))
    yield Heading("What changed", 1)
    yield Bullets(tuple(_changed(everything)))
    yield Heading("What cannot be said", 1)
    yield Bullets(tuple(_cannot_be_said(measurement, everything)))
    yield Heading("Actions due", 1)
    yield Paragraph("No action is recorded yet.")
    yield Heading("How it was worked out", 1)
    yield Paragraph(_INTERVALS)
    yield Paragraph(_DISPARITY)


def _chart(everything: Sequence[IndicatorResults], where: str) -> Picture | None:
    """The picture of what stands out first, in its coarser groups; else the first there is."""
    chosen = sorted(everything, key=lambda of: anchor(of) != where)
    drawn = (_drawn(_coarse(of.main)) for of in chosen)
    return next((picture for picture in drawn if picture is not None), None)


def _coarse(of: IndicatorResults) -> IndicatorResults:
    few = {grouping.slug for grouping in pictures.coarse_to_six(of)}
    if of.stands_beside_places:
        # Each group takes a line for every place: more than the first would fill the page.
        few = {of.groupings[0].slug}
    return replace(of, results=tuple(r for r in of.results if r.grouping in few))


def _drawn(of: IndicatorResults) -> Picture | None:
    key = f"{anchor(of)}-board"
    if of.indicator.kind is Kind.REPRESENTATION:
        return ladder.ladder(of, of.groupings[0], key=key)
    if of.stands_beside_places:
        return pictures.beside_places(of, key=key)
    return pictures.comparison(of, key=key)


def _changed(everything: Sequence[IndicatorResults]) -> Iterator[str]:
    """What rose or fell, with both figures; then how many did neither clearly."""
    moved = [(of, r) for of in everything for r in of.headline if r.change is not None]
    if not moved:
        yield "No earlier year has a figure to compare with, so no change can be seen yet."
        return
    for of, last in moved:
        if last.change in (Change.ROSE, Change.FELL):
            first = _first(of, last)
            before = f" from {figures.value(first)}" if first is not None else ""
            group = "" if len({r.group for r in of.headline}) == 1 else f", {last.group_label}"
            line = f", {words.grade(last.cell, of.edition.grade_word)}" if last.cell else ""
            yield (
                f"{of.indicator.title}{line}{group}: {figures.change(last)}{before} to "
                f"{figures.value(last)}."
            )
    still = sum(r.change is Change.NO_CLEAR_CHANGE for _, r in moved)
    unclear = sum(r.change is Change.CANNOT_TELL for _, r in moved)
    yield f"{still} of {written.plural(len(moved), 'headline figure')} showed no clear change."
    if unclear:
        yield f"For {unclear} of them the records cannot tell."


def _first(of: IndicatorResults, last: Result) -> Result | None:
    """The same figure in the year that the change is counted from."""
    same = (last.grouping, last.group, last.cell, last.comparator)
    for result in of.during(last.change_from) if last.change_from else ():
        if (result.grouping, result.group, result.cell, result.comparator) == same:
            return result
    return None


def _cannot_be_said(
    measurement: Measurement, everything: Sequence[IndicatorResults]
) -> Iterator[str]:
    for finding, said in (
        (Finding.CANNOT_TELL, "The figures cannot tell whether there is a difference"),
        (Finding.TOO_SMALL, "Hidden to protect people"),
        (Finding.NOT_CALCULABLE, "Not calculable"),
    ):
        if titles := _titles(everything, finding):
            yield f"{said}: {words.listed(titles)}."
    for edition in measurement.editions:
        have = {of.indicator.id for of in everything if of.edition == edition}
        missing = [each.title for each in edition.indicators if each.id not in have]
        if missing:
            yield f"{edition.title}: the records give nothing on {words.listed(missing)}."
        if edition.status is Status.DRAFT:
            yield f"{edition.title}, edition {edition.edition}, is a draft: its definitions are not yet checked."
    yield from _unknown(everything)


def _titles(everything: Sequence[IndicatorResults], finding: Finding) -> list[str]:
    """Indicators with this finding among their headline figures, with how many of how many."""
    titles = []
    for of in everything:
        headline = of.headline
        n = sum(result.finding is finding for result in headline)
        if n:
            part = "" if n == len(headline) else f" ({n} of {len(headline)} figures)"
            titles.append(f"{of.indicator.title}{part}")
    return titles


def _unknown(everything: Sequence[IndicatorResults]) -> Iterator[str]:
    """How many of the workforce have no ethnicity recorded: they are in no group."""
    hidden = False
    for of in everything:
        about_staff = of.indicator.denominator == WORKFORCE
        if of.indicator.kind is not Kind.RELATIVE_LIKELIHOOD or not about_staff:
            continue
        first = of.headline[0]
        said = (figures.not_stated(first), figures.not_known(first))
        hidden = hidden or first.suppressed or figures.BESIDE_HIDDEN in said
        unknown = (first.not_stated_denominator, first.not_known_denominator)
        sides = (first.denominator, first.comparator_denominator)
        if None in (*unknown, *sides):
            continue
        people = sum(n or 0 for n in (*unknown, *sides))
        share = figures.part(first, sum(n or 0 for n in unknown), people)
        yield f"Ethnicity is not stated or not known for {share} staff: they are in no group."
        return
    if hidden:
        yield "How many staff have no ethnicity stated or known is hidden to protect people."
