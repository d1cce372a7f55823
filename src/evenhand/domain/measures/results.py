"""Figures to results: each with its finding, its sentence, and all that must travel with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf, isfinite, isinf, isnan
from typing import Any

import numpy as np

from evenhand.domain.codes.ethnicity import Grouping
from evenhand.domain.frameworks.body import Body
from evenhand.domain.frameworks.edition import Edition, Kind, Status
from evenhand.domain.measures.change import Moved, changes
from evenhand.domain.measures.comparison import EVERYONE_ELSE, Comparisons
from evenhand.domain.measures.say import reading_of, reason_of
from evenhand.domain.measures.tally import Bools, Floats
from evenhand.domain.measures.work_out import CONFIDENCE, RATIO_KINDS, Figures, work_out
from evenhand.domain.results import reading
from evenhand.domain.results.finding import (
    RATIO_BAND,
    SIGNIFICANT,
    findings,
    points_band,
    too_small,
)
from evenhand.domain.results.result import Finding, Result, Unit
from evenhand.domain.statistics import significance

PLANNED_GROUPING = "binary"
WHOLE_LADDER = "lower to upper"
NO_FIGURE = (Finding.TOO_SMALL, Finding.NOT_CALCULABLE)


@dataclass(frozen=True)
class Naming:
    """What bodies, groups and comparators are called on the page."""

    bodies: Mapping[str, Body]
    terms: Mapping[str, str] = field(default_factory=dict)

    def group(self, grouping: Grouping, slug: str) -> str:
        """The body's own word for a group, or the grouping's."""
        return self.terms.get(slug) or grouping.group(slug).label

    def comparator(self, grouping: Grouping, edition: Edition, slug: str) -> str:
        """The same for the other side, which may also be a whole or everyone else."""
        if slug == EVERYONE_ELSE:
            return "everyone else"
        if slug in edition.labels:
            return edition.labels[slug]
        if slug == "white":
            return self.terms.get(slug, "White")
        return self.group(grouping, slug)


def results(made: Sequence[tuple[Edition, Comparisons]], naming: Naming) -> Iterator[Result]:
    """
    Results of all comparisons of one run, whatever their edition, indicator and grouping.

    They are taken together because tests that were not planned are adjusted as one family for
    each body, grouping and snapshot: everything one report says at a time.
    """
    worked = [work_out(one) for _, one in made]
    planned = [_planned(one) for _, one in made]
    adjusted = _adjust([one for _, one in made], worked, planned)
    for (edition, one), figures, p_adjusted, plan in zip(
        made, worked, adjusted, planned, strict=True
    ):
        yield from _results_of(edition, one, figures, p_adjusted, plan, naming)


def _planned(made: Comparisons) -> Bools:
    """
    Headline figures, meant to be tested before anyone looked, keep their own p.

    They are White against all others, in an indicator's main line: grades, further lines and any
    comparator of one's own choosing are looked over together with everything else.
    """
    kind = made.indicator.kind
    cells = [cell.name for cell in made.indicator.cells]
    usual = made.grouping.slug == PLANNED_GROUPING and kind is not Kind.REPRESENTATION
    main = cells[0] if cells else ""
    return np.array(
        [
            usual
            and comparator != EVERYONE_ELSE
            and (cell == main or (kind is Kind.DISPARITY_RATIO and cell.endswith(WHOLE_LADDER)))
            for cell, comparator in zip(made.cell, made.comparator, strict=True)
        ],
        dtype=bool,
    )


def _adjust(
    made: Sequence[Comparisons], worked: Sequence[Figures], planned: Sequence[Bools]
) -> list[Floats]:
    """Benjamini-Hochberg within each family; figures that are not shown are no tests."""
    families: dict[tuple[str, str, str], int] = {}
    numbers, ps = [], []
    for one, figures in zip(made, worked, strict=True):
        ps.append(np.where(_hide(one) | ~np.isfinite(figures.value), np.nan, figures.p))
        keys = zip(one.body, one.snapshot, strict=True)
        slug = one.grouping.slug
        numbers.append([families.setdefault((b, slug, s), len(families)) for b, s in keys])
    if not ps:
        return []
    raw, plan = np.concatenate(ps), np.concatenate(planned)
    adjusted = significance.adjust(np.where(plan, np.nan, raw), np.concatenate(numbers))
    ends = np.cumsum([len(p) for p in ps])[:-1]
    return np.split(np.where(plan, raw, adjusted), ends)


def _hide(made: Comparisons) -> Bools:
    n = np.where(made.weighted, made.base[:, 0], made.n)
    n0 = np.where(made.weighted, made.base[:, 1], made.n0)
    return too_small(n, n0) & ~made.hidden


def _results_of(
    edition: Edition,
    made: Comparisons,
    figures: Figures,
    p_adjusted: Floats,
    planned: Bools,
    naming: Naming,
) -> Iterator[Result]:
    indicator = made.indicator
    is_ratio = indicator.kind in RATIO_KINDS
    band = RATIO_BAND if is_ratio else _points_band(edition, made, figures)
    parity = 1.0 if is_ratio else 0.0
    with np.errstate(invalid="ignore"):
        excludes = (figures.low > parity) | (figures.high < parity)
        differs = excludes & (p_adjusted < SIGNIFICANT)
    hide = _hide(made)
    found = findings(
        value=figures.value,
        low=figures.low,
        high=figures.high,
        differs=differs,
        hide=hide,
        band=band,
    )
    shown = np.array([finding not in NO_FIGURE for finding in found], dtype=bool)
    moved = changes(made, figures, shown)
    common: dict[str, Any] = {
        "standard": edition.standard,
        "edition": edition.edition,
        "indicator": indicator.id,
        "title": indicator.title,
        "kind": str(indicator.kind),
        "grouping": made.grouping.slug,
        "direction": str(indicator.direction),
        "better": str(indicator.better),
        "unit": Unit.RATIO if is_ratio else Unit.POINTS,
        "confidence": CONFIDENCE,
    }
    columns = _lists(made, figures, p_adjusted)
    labels = {slug: naming.group(made.grouping, slug) for slug in set(made.group)}
    others = {
        slug: naming.comparator(made.grouping, edition, slug) for slug in set(made.comparator)
    }
    flags = _standing_flags(edition, made)
    for place in range(len(made)):
        line = {name: column[place] for name, column in columns.items()}
        names = (labels[made.group[place]], others[made.comparator[place]])
        yield Result(
            **common,
            body=made.body[place],
            body_name=naming.bodies[made.body[place]].name,
            period=made.snapshot[place],
            cell=made.cell[place],
            group=made.group[place],
            group_label=names[0],
            comparator=made.comparator[place],
            comparator_label=names[1],
            planned=bool(planned[place]),
            **_numbers(edition, made, place, line, names, found[place], moved[place], flags),
        )


def _points_band(edition: Edition, made: Comparisons, figures: Figures) -> tuple[Floats, Floats]:
    share = figures.comparator_share
    if made.indicator.kind is Kind.SURVEY_SHARE:  # answers: no group is too small to differ
        share = np.ones_like(share)
    return points_band(edition.points_band, share)


def _lists(made: Comparisons, figures: Figures, p_adjusted: Floats) -> dict[str, list[Any]]:
    """Columns as plain Python lists: reading numpy scalars one by one is the slow way."""
    return {
        "x": made.x.tolist(),
        "n": made.n.tolist(),
        "x0": made.x0.tolist(),
        "n0": made.n0.tolist(),
        "base": made.base.tolist(),
        "not_stated": made.not_stated.tolist(),
        "not_known": made.not_known.tolist(),
        "weighted": made.weighted.tolist(),
        "hidden": made.hidden.tolist(),
        "away": made.away.tolist(),
        "outside": made.outside.tolist(),
        "value": figures.value.tolist(),
        "low": figures.low.tolist(),
        "high": figures.high.tolist(),
        "p": figures.p.tolist(),
        "p_adjusted": p_adjusted.tolist(),
        "fisher": figures.fisher.tolist(),
        "method": figures.method,
        "share": figures.share.tolist(),
        "share_low": figures.share_limits[0].tolist(),
        "share_high": figures.share_limits[1].tolist(),
        "comparator_share": figures.comparator_share.tolist(),
        "comparator_share_low": figures.comparator_limits[0].tolist(),
        "comparator_share_high": figures.comparator_limits[1].tolist(),
        "detectable": figures.beside.detectable.tolist(),
        "years": figures.beside.years_to_pool.tolist(),
        "bound_low": figures.beside.bound_low.tolist(),
        "bound_high": figures.beside.bound_high.tolist(),
        "people": figures.people.tolist(),
    }


def _standing_flags(edition: Edition, made: Comparisons) -> tuple[str, ...]:
    flags = []
    if edition.status is Status.DRAFT:
        flags.append("draft edition")
    if made.indicator.unconfirmed:
        flags.append("unconfirmed definition")
    return tuple(flags)


def _numbers(
    edition: Edition,
    made: Comparisons,
    place: int,
    line: dict[str, Any],
    names: tuple[str, str],
    finding: Finding,
    moved: Moved | None,
    standing: tuple[str, ...],
) -> dict[str, Any]:
    small = finding is Finding.TOO_SMALL
    reason = reason_of(edition, made, place, line, names, finding)
    shown = {} if small else _shown(made, place, line, finding, moved, names)
    return {
        **BLANK,
        **shown,
        "method": line["method"],
        "finding": finding,
        "reading": reason or reading_of(edition, made, place, line, names, finding),
        "suppressed": small,
        "reason": reason,
        "flags": (*standing, *_flags(line, small=small)),
    }


# What a figure that is too small to show has in place of every number.
BLANK: dict[str, Any] = {
    **dict.fromkeys(
        (
            "numerator",
            "denominator",
            "comparator_numerator",
            "comparator_denominator",
            "not_stated_numerator",
            "not_stated_denominator",
            "not_known_numerator",
            "not_known_denominator",
            "share",
            "share_low",
            "share_high",
            "comparator_share",
            "comparator_share_low",
            "comparator_share_high",
            "value",
            "low",
            "high",
            "p_value",
            "p_adjusted",
            "people",
            "detectable",
            "years_to_pool",
            "bound_low",
            "bound_high",
            "change",
            "change_p",
        )
    ),
    "p_method": "",
    "people_reading": "",
    "change_from": "",
}


def _shown(
    made: Comparisons,
    place: int,
    line: dict[str, Any],
    finding: Finding,
    moved: Moved | None,
    names: tuple[str, str],
) -> dict[str, Any]:
    weighted = line["weighted"]
    calculable = finding not in NO_FIGURE
    people = _whole(line["people"]) if calculable else None
    indicator = made.indicator
    numbers = {
        "numerator": None if weighted else _whole(line["x"]),
        "denominator": _whole(line["base"][0] if weighted else line["n"]),
        "comparator_numerator": None if weighted else _whole(line["x0"]),
        "comparator_denominator": _whole(line["base"][1] if weighted else line["n0"]),
        "not_stated_numerator": None if weighted else _whole(line["not_stated"][0]),
        "not_stated_denominator": _whole(line["not_stated"][1]),
        "not_known_numerator": None if weighted else _whole(line["not_known"][0]),
        "not_known_denominator": _whole(line["not_known"][1]),
        "value": _number(line["value"]),
        "low": _number(line["low"]),
        "high": inf if isinf(line["high"]) else _number(line["high"]),
        "change": moved.how if moved else None,
        "change_from": moved.since if moved else "",
        "change_p": moved.p if moved else None,
    }
    for name in (
        "share",
        "share_low",
        "share_high",
        "comparator_share",
        "comparator_share_low",
        "comparator_share_high",
        "bound_low",
        "bound_high",
    ):
        numbers[name] = _number(line[name])
    if calculable:
        numbers["p_value"] = _number(line["p"])
        numbers["p_adjusted"] = _number(line["p_adjusted"])
        numbers["p_method"] = "Fisher's exact test" if line["fisher"] else "score test"
        numbers["detectable"] = _number(line["detectable"])
        numbers["years_to_pool"] = _whole(line["years"])
        numbers["people"] = people
    if people is not None and indicator.outcome_noun:
        group, other = (reading.people_of(name, indicator.people) for name in names)
        numbers["people_reading"] = reading.people_sentence(
            people=people, noun=indicator.outcome_noun, group=group, comparator=other
        )
    return numbers


def _flags(line: dict[str, Any], *, small: bool) -> list[str]:
    flags = []
    if line["weighted"]:
        flags.append("weighted")
    if line["hidden"]:
        flags.append("hidden by its publisher")
    if small:
        return flags
    if line["fisher"]:
        flags.append("small numbers")
    if line["away"] > 0:
        flags.append(f"{int(line['away'])} no longer on the staff list")
    if line["outside"] > 0:
        flags.append(f"{int(line['outside'])} more outside the workforce, not counted")
    if isinf(line["high"]):
        flags.append("upper limit unbounded")
    return flags


def _number(value: float) -> float | None:
    return value if isfinite(value) else None


def _whole(value: float) -> int | None:
    return None if isnan(value) or isinf(value) else round(value)
