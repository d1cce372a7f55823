"""A measurement laid out as the sections of a report, in the order that look.md sets."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from evenhand.domain.codes.ethnicity import Grouping
from evenhand.domain.frameworks.edition import Edition, Kind, Status
from evenhand.domain.results import written
from evenhand.domain.results.finding import RATIO_BAND
from evenhand.domain.results.measurement import Measurement
from evenhand.domain.results.result import Result, Unit
from evenhand.reporting import figures, ladder, pictures, sure, tables, words, years
from evenhand.reporting.answers import MOST_ANSWERS, answers, finding_words
from evenhand.reporting.arrange import LONGEST_LABEL, IndicatorResults
from evenhand.reporting.charts.svg import Picture
from evenhand.reporting.standing_out import anchor
from evenhand.reporting.strips import strip
from evenhand.reporting.tables import Table

# Longer tables stay out of print; the file of results has every line of them.
LONG = 60


@dataclass(frozen=True, kw_only=True)
class SummaryRow:
    """One indicator in the table at the top."""

    anchor: str
    id: str
    title: str
    strip: str
    figure: str
    counts: str
    finding: str
    one: bool
    hidden: bool
    change: str


@dataclass(frozen=True, kw_only=True)
class IndicatorSection:
    """Everything about one indicator, answer first."""

    anchor: str
    id: str
    title: str
    question: str
    period: str
    answers: list[str]
    pictures: list[Picture]
    table: Table
    more_tables: list[Table]
    sure: list[str]
    sure_table: Table | None
    workings: list[Table]
    notes: list[str]


@dataclass(frozen=True, kw_only=True)
class EditionSection:
    """One edition: its nine rows, its indicators, its years."""

    edition: Edition
    anchor: str
    status: str
    summary: list[SummaryRow]
    indicators: list[IndicatorSection]
    trends: list[Picture] = field(default_factory=list)


def edition_section(edition: Edition, indicators: Sequence[IndicatorResults]) -> EditionSection:
    """One edition's part of the report."""
    return EditionSection(
        edition=edition,
        anchor=edition.standard,
        status=status(edition),
        summary=[_summary_row(of.main) for of in indicators],
        indicators=[_indicator_section(of) for of in indicators],
        trends=years.trends([of.main for of in indicators], key=f"{edition.standard}-years"),
    )


def status(edition: Edition) -> str:
    """ "Draft: the full technical guidance was not at hand ..."."""
    if edition.status is Status.DRAFT:
        return f"Draft definition. {words.sentence(edition.why_draft)}"
    if edition.status is Status.WITHDRAWN:
        return "This edition has been withdrawn."
    return f"Checked by {edition.checked_by}."


def _summary_row(of: IndicatorResults) -> SummaryRow:
    results = of.headline
    band = RATIO_BAND
    if results[0].unit is not Unit.RATIO:
        band = (-of.edition.points_band, of.edition.points_band)
    one = len(results) == 1
    first = results[0]
    shown = any(result.value is not None for result in results)
    moved = figures.change(first) if one else _changes(results)
    none = "one year only" if len(of.periods) == 1 else "no figure to compare"
    return SummaryRow(
        anchor=anchor(of),
        id=_number(of),
        title=of.indicator.title,
        strip=strip(results, band=band),
        figure=_figure(of, results) if shown or one else _no_figure(results),
        counts=f"{figures.own_share(first)} against {figures.comparator_share(first)}"
        if one and not first.suppressed and first.denominator is not None
        else "",
        finding=str(first.finding) if one else finding_words(results),
        one=one,
        hidden=all(result.suppressed for result in results),
        change=moved or none,
    )


def _figure(of: IndicatorResults, results: Sequence[Result]) -> str:
    if len(results) == 1:
        return figures.value_with_interval(results[0])
    have = [r for r in results if r.value is not None]
    if len(have) == 1:
        only = figures.value_with_interval(have[0])
        return f"{len(results)} {_lines(of)}, one with a figure: {only}"
    values = sorted(r.value for r in have if r.value is not None)
    unit = results[0].unit
    low, high = (written.figure(value, unit=unit) for value in (values[0], values[-1]))
    shown = f", {len(have)} of them shown" if len(have) < len(results) else ""
    return f"{len(results)} {_lines(of)}{shown}, {low.removesuffix(' points')} to {high}"


def _no_figure(results: Sequence[Result]) -> str:
    """Where none of several has a figure: what they all are, or that they have none."""
    if all(result.suppressed for result in results):
        return figures.HIDDEN
    return "no figure"


def _lines(of: IndicatorResults) -> str:
    """What the several figures of an indicator are figures of."""
    if of.indicator.kind is not Kind.REPRESENTATION:
        return "comparisons"
    beside = f" ({len(of.beside_ladder)} of them beside the ladder)" if of.beside_ladder else ""
    return f"{of.edition.grade_word}s{beside}"


def _number(of: IndicatorResults) -> str:
    """An indicator's own number; those that the standard does not number have none."""
    return of.indicator.id if of.indicator.id[0].isdigit() else ""


def _changes(results: Sequence[Result]) -> str:
    moves = [figures.CHANGE_WORDS[r.change] for r in results if r.change is not None]
    return ", ".join(f"{move} in {moves.count(move)}" for move in dict.fromkeys(moves))


def _indicator_section(of: IndicatorResults) -> IndicatorSection:
    key = anchor(of)
    # The figure as a whole, then any lines that stand beside it; most have only one of the two.
    parts = [part for part in (of.main, of.further) if part is not None]
    spread = [
        (part, each, f"{key}-{place}-{each[0].slug}")
        for place, part in enumerate(parts)
        for each in _side_by_side(part)
    ]
    first, *more = [tables.numbers(part, each, key=where) for part, each, where in spread]
    if len(of.periods) > 1:
        more.append(tables.by_year(of, of.groupings[0], key=f"{key}-years"))
    sure_table = tables.how_sure(of, key=f"{key}-sure")
    return IndicatorSection(
        anchor=key,
        id=_number(of),
        title=of.indicator.title,
        question=of.indicator.question,
        period=words.period(of.periods[-1]),
        answers=answers(of),
        pictures=[
            picture
            for place, part in enumerate(parts)
            for picture in _pictures(part, f"{key}-{place}")
        ],
        table=first,
        more_tables=more,
        sure=_how_sure(of),
        sure_table=sure_table if sure_table.parts else None,
        workings=[tables.workings(part, each, key=f"{where}-work") for part, each, where in spread],
        notes=_notes(of),
    )


def _side_by_side(of: IndicatorResults) -> list[tuple[Grouping, ...]]:
    """Every grouping in one table, or one table each where an indicator has several lines."""
    if len(of.cells) == 1:
        return [of.groupings]
    return [(grouping,) for grouping in of.groupings]


def _pictures(of: IndicatorResults, key: str) -> list[Picture]:
    drawn: list[Picture | None]
    if of.indicator.kind is Kind.REPRESENTATION:
        drawn = [
            ladder.ladder(of, grouping, key=f"{key}-{grouping.slug}-chart")
            for grouping in pictures.coarse_to_six(of)
        ]
    elif of.stands_beside_places:
        drawn = [pictures.beside_places(of, key=f"{key}-chart")]
    else:
        drawn = [pictures.comparison(of, key=f"{key}-chart")]
    return [one for one in drawn if one is not None]


def _how_sure(of: IndicatorResults) -> list[str]:
    """About the headline figures, where there are few; the table has the rest."""
    if len(of.headline) > MOST_ANSWERS and any(r.value is not None for r in of.headline):
        return []
    return sure.sentences(of.headline, grade_word=of.edition.grade_word)


def _notes(of: IndicatorResults) -> list[str]:
    indicator, edition = of.indicator, of.edition
    notes = [indicator.note, edition.note]
    if indicator.unconfirmed:
        notes.append(f"Not confirmed by a source: {indicator.unconfirmed}")
    notes += [ladder.beside_said(of), *sure.outside(of.headline)]
    return [words.sentence(note) for note in notes if note]


def placements(measurement: Measurement) -> Table | None:
    """Who is where, by which route: the last snapshot, beside the years before."""
    if not measurement.placements:
        return None
    snapshots = sorted({placement.snapshot for placement in measurement.placements})
    people: dict[tuple[str, ...], dict[str, int]] = {}
    for p in measurement.placements:
        who = (p.profession, p.route, p.employer, p.host, p.setting, "AMHP" if p.amhp else "")
        line = people.setdefault(who, {})
        line[p.snapshot] = line.get(p.snapshot, 0) + p.people
    here = {measurement.body.id: measurement.body.name}
    rows = [
        [
            _name(words.spaced(profession), "profession not given"),
            _name(amhp, "not an AMHP"),
            _name(words.spaced(route), "route not given"),
            _name(here.get(employer, employer), measurement.body.name),
            _name(here.get(host, host), "not hosted elsewhere"),
            _name(words.spaced(setting), "setting not given"),
            *(tables.Cell(written.count(line.get(day, 0)), "number") for day in snapshots),
        ]
        for (profession, route, employer, host, setting, amhp), line in sorted(people.items())
    ]
    return Table(
        key="placements",
        caption="People by profession, route, employer, host and setting",
        columns=(
            *("Profession", "AMHP", "Route", "Employer", "Host", "Setting"),
            *(words.period(day) for day in snapshots),
        ),
        parts=[tables.Part("", rows)],
    )


def _name(text: str, missing: str) -> tables.Cell:
    return tables.Cell(words.shortened(text or missing, LONGEST_LABEL))
