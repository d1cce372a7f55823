"""Figures to results: each with its finding, its sentence, and all that must travel with it."""

from collections.abc import Iterator, Sequence
from math import isfinite, isinf

import numpy as np

from evenhand.domain.frameworks.edition import Edition, Kind, Status
from evenhand.domain.measures.change import changes
from evenhand.domain.measures.comparison import Comparisons
from evenhand.domain.measures.families import adjust, planned
from evenhand.domain.measures.line import Line, Naming, lines
from evenhand.domain.measures.say import people_of, reading_of, reason_of
from evenhand.domain.measures.tally import Bools, Floats
from evenhand.domain.measures.work_out import CONFIDENCE, RATIO_KINDS, Figures, work_out
from evenhand.domain.results.finding import (
    RATIO_BAND,
    SIGNIFICANT,
    findings,
    points_band,
    too_small,
)
from evenhand.domain.results.result import Finding, Result, Unit

NO_FIGURE = (Finding.TOO_SMALL, Finding.NOT_CALCULABLE)


def results(made: Sequence[tuple[Edition, Comparisons]], naming: Naming) -> Iterator[Result]:
    """
    Results of all comparisons of one run, whatever their edition, indicator and grouping.

    They are taken together because tests that were not planned are adjusted as one family. Those
    too small to show are marked so and have their numbers all the same: whoever makes a measurement
    of them keeps these apart, for the standards' own returns (`results.measurement.kept_apart`).
    """
    comparisons = [one for _, one in made]
    worked = [work_out(one) for one in comparisons]
    plans = [planned(one) for one in comparisons]
    # A figure that is not shown is no test.
    ps = [
        np.where(_hide(one) | ~np.isfinite(figures.value), np.nan, figures.p)
        for one, figures in zip(comparisons, worked, strict=True)
    ]
    adjusted = adjust(comparisons, ps, plans)
    for (edition, one), figures, p, plan in zip(made, worked, adjusted, plans, strict=True):
        found = _findings(edition, one, figures, p)
        shown = np.array([finding not in NO_FIGURE for finding in found], dtype=bool)
        told = lines(
            edition,
            one,
            figures,
            p_adjusted=p,
            planned=plan.tolist(),
            found=found,
            moved=changes(one, figures, shown),
            naming=naming,
        )
        yield from (_result(line, naming) for line in told)


def _hide(made: Comparisons) -> Bools:
    n = np.where(made.weighted, made.base[:, 0], made.n)
    n0 = np.where(made.weighted, made.base[:, 1], made.n0)
    return too_small(n, n0) & ~made.hidden


def _findings(
    edition: Edition, made: Comparisons, figures: Figures, p_adjusted: Floats
) -> list[Finding]:
    is_ratio = made.indicator.kind in RATIO_KINDS
    parity = 1.0 if is_ratio else 0.0
    share = figures.comparator_share
    if made.indicator.kind is Kind.SURVEY_SHARE:  # answers: no group is too small to differ
        share = np.ones_like(share)
    excludes = (figures.low > parity) | (figures.high < parity)
    return findings(
        value=figures.value,
        low=figures.low,
        high=figures.high,
        differs=excludes & (p_adjusted < SIGNIFICANT),
        hide=_hide(made),
        band=RATIO_BAND if is_ratio else points_band(edition.points_band, share),
    )


def _result(line: Line, naming: Naming) -> Result:
    indicator, reason = line.indicator, reason_of(line)
    told = line.finding not in NO_FIGURE
    people = _whole(line.people) if told else None
    moved = line.moved
    return Result(
        standard=line.edition.standard,
        edition=line.edition.edition,
        indicator=indicator.id,
        title=indicator.title,
        kind=str(indicator.kind),
        body=line.body,
        body_name=naming.bodies[line.body].name,
        period=line.snapshot,
        cell=line.cell,
        grouping=line.grouping.slug,
        group=line.group,
        group_label=line.group_label,
        comparator=line.comparator,
        comparator_label=line.comparator_label,
        direction=str(indicator.direction),
        better=str(indicator.better),
        # A weighted share has no count of people behind it, only a number of answers.
        numerator=None if line.weighted else _whole(line.x),
        denominator=_whole(line.base[0] if line.weighted else line.n),
        comparator_numerator=None if line.weighted else _whole(line.x0),
        comparator_denominator=_whole(line.base[1] if line.weighted else line.n0),
        not_stated_numerator=None if line.weighted else _whole(line.not_stated[0]),
        not_stated_denominator=_whole(line.not_stated[1]),
        not_known_numerator=None if line.weighted else _whole(line.not_known[0]),
        not_known_denominator=_whole(line.not_known[1]),
        share=_number(line.share),
        share_low=_number(line.share_low),
        share_high=_number(line.share_high),
        comparator_share=_number(line.comparator_share),
        comparator_share_low=_number(line.comparator_share_low),
        comparator_share_high=_number(line.comparator_share_high),
        unit=Unit.RATIO if indicator.kind in RATIO_KINDS else Unit.POINTS,
        value=_number(line.value),
        low=_number(line.low),
        high=line.high if isinf(line.high) else _number(line.high),
        confidence=CONFIDENCE,
        method=line.method,
        p_value=_number(line.p) if told else None,
        p_method=("Fisher's exact test" if line.fisher else "score test") if told else "",
        p_adjusted=_number(line.p_adjusted) if told else None,
        planned=line.planned,
        finding=line.finding,
        reading=reason or reading_of(line),
        suppressed=line.finding is Finding.TOO_SMALL,
        reason=reason,
        flags=tuple(_flags(line)),
        people=people,
        people_reading=people_of(line, people),
        detectable=_number(line.detectable) if told else None,
        years_to_pool=_whole(line.years_to_pool) if told else None,
        bound_low=_number(line.bound_low),
        bound_high=_number(line.bound_high),
        change=moved.how if moved else None,
        change_from=moved.since if moved else "",
        change_p=moved.p if moved else None,
    )


def standing_flags(edition: Edition, *, unconfirmed: str) -> list[str]:
    """What must be said of every figure of a definition."""
    flags = ["draft edition"] if edition.status is Status.DRAFT else []
    return [*flags, "unconfirmed definition"] if unconfirmed else flags


def _flags(line: Line) -> Iterator[str]:
    yield from standing_flags(line.edition, unconfirmed=line.indicator.unconfirmed)
    if line.weighted:
        yield "weighted"
    if line.hidden:
        yield "hidden by its publisher"
    if line.fisher:
        yield "small numbers"
    if line.away > 0:
        yield f"{int(line.away)} no longer on the staff list"
    if line.outside > 0:
        yield f"{int(line.outside)} more outside the workforce, not counted"
    if isinf(line.high):
        yield "upper limit unbounded"


def _number(value: float) -> float | None:
    return value if isfinite(value) else None


def _whole(value: float) -> int | None:
    return round(value) if isfinite(value) else None
