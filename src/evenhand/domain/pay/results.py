"""Lines to results: each with its finding, its sentence and all that must travel with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import isfinite
from typing import Any

import numpy as np

from evenhand.domain.disclosure.hide import HIDDEN_FLAG, NOT_KNOWN_FLAG, NOT_STATED_FLAG
from evenhand.domain.frameworks.body import Body
from evenhand.domain.frameworks.edition import Status
from evenhand.domain.pay import say
from evenhand.domain.pay.cells import ALL_PAID
from evenhand.domain.pay.changes import PayChange
from evenhand.domain.pay.gaps import Floats
from evenhand.domain.pay.line import GAP, QUARTER, Line
from evenhand.domain.pay.resample import CONFIDENCE
from evenhand.domain.pay.rules import SEX, PayRules
from evenhand.domain.results import reading, written
from evenhand.domain.results.finding import SIGNIFICANT, findings, points_band
from evenhand.domain.results.result import Finding, Result
from evenhand.domain.statistics import significance

STANDARD = "pay-gap"
# Fields of a result that no pay figure has.
_NEVER: dict[str, Any] = {
    "people": None,
    "people_reading": "",
    "detectable": None,
    "years_to_pool": None,
    "bound_low": None,
    "bound_high": None,
    "not_stated_numerator": None,
    "not_known_numerator": None,
}
_COUNTS = (
    "numerator",
    "denominator",
    "comparator_numerator",
    "comparator_denominator",
    "not_stated_denominator",
    "not_known_denominator",
    "share",
    "share_low",
    "share_high",
    "comparator_share",
    "comparator_share_low",
    "comparator_share_high",
)
_FIGURES = ("value", "low", "high", "p_value", "p_adjusted")


def results(
    rules: PayRules,
    lines: Sequence[Line],
    *,
    bodies: Mapping[str, Body],
    fewest: int,
    changes: Mapping[int, PayChange] | None = None,
) -> list[Result]:
    """
    Results of all lines of one audit, in their order; `changes` are by the place of a line.

    Tests that were not planned are adjusted as one family for each body, grouping and snapshot.
    """
    if not lines:
        return []
    adjusted = _adjust(lines)
    found = _findings(rules, lines, adjusted)
    return [
        _changed(
            _result(rules, line, finding, float(p), bodies[line.body], fewest),
            (changes or {}).get(place),
        )
        for place, (line, finding, p) in enumerate(zip(lines, found, adjusted, strict=True))
    ]


def _changed(result: Result, change: PayChange | None) -> Result:
    if change is None or result.suppressed:
        return result
    told = change.difference is not None
    since = change.period_from if told else ""
    return replace(result, change=change.change, change_from=since, change_p=change.p)


def _adjust(lines: Sequence[Line]) -> Floats:
    families: dict[tuple[str, str, str], int] = {}
    p = np.array([np.nan if line.hide or not isfinite(line.value) else line.p for line in lines])
    planned = np.array([line.planned for line in lines])
    numbers = np.array(
        [
            families.setdefault((line.body, line.split.slug, line.snapshot), len(families))
            for line in lines
        ]
    )
    adjusted = significance.adjust(np.where(planned, np.nan, p), numbers)
    return np.where(planned, p, adjusted)


def _findings(rules: PayRules, lines: Sequence[Line], adjusted: Floats) -> list[Finding]:
    value, low, high = (
        np.array([getattr(line, name) for line in lines]) for name in ("value", "low", "high")
    )
    with np.errstate(invalid="ignore"):
        differs = ((low > 0) | (high < 0)) & (adjusted < SIGNIFICANT)
    # A gap, or the share who had a bonus, can be wide in any group; a share of a quarter cannot.
    whole = [
        line.sides.share0 if line.kind == QUARTER and line.sides.share0 else 1.0 for line in lines
    ]
    return findings(
        value=value,
        low=low,
        high=high,
        differs=differs,
        hide=np.array([line.hide for line in lines]),
        band=points_band(rules.points_band, np.array(whole)),
    )


def _result(
    rules: PayRules, line: Line, finding: Finding, p_adjusted: float, body: Body, fewest: int
) -> Result:
    names = _names(line)
    reason = line.reason if finding is Finding.NOT_CALCULABLE else ""
    if finding is Finding.TOO_SMALL:
        reason = say.hidden(names[0]) if line.protected else say.too_small(fewest, *names)
    return Result(
        standard=STANDARD,
        edition=rules.rules,
        indicator=str(line.calculation),
        title=say.title(line.calculation, of_sex=line.split.slug == SEX),
        kind=line.kind,
        body=line.body,
        body_name=body.name,
        period=line.snapshot,
        cell=line.cell,
        grouping=line.split.slug,
        group=line.group,
        group_label=line.group_label,
        comparator=line.comparator,
        comparator_label=line.comparator_label,
        direction=say.DIRECTION if line.kind == GAP else "group-minus-comparator",
        better="equal",
        unit=line.unit,
        confidence=CONFIDENCE,
        method=line.method,
        p_method="" if reason else line.p_method,
        planned=line.planned,
        finding=finding,
        reading=reason or _reading(line, names, finding),
        suppressed=line.hide,
        reason=reason,
        change=None,
        change_from="",
        change_p=None,
        flags=tuple(_flags(rules, line)),
        **_NEVER,
        **_numbers(line, p_adjusted),
    )


def _names(line: Line) -> tuple[str, str]:
    """What both sides are called in a sentence."""
    group = say.side(line.group, line.group_label)
    if line.comparator == ALL_PAID:
        return group, line.comparator_label
    return group, say.side(line.comparator, line.comparator_label)


def _numbers(line: Line, p_adjusted: float) -> dict[str, Any]:
    if line.hide:
        return dict.fromkeys((*_COUNTS, *_FIGURES))
    sides = line.sides
    figures = (line.value, line.low, line.high, line.p, p_adjusted)
    not_stated, not_known = _outside(line)
    counts = (
        sides.x,
        sides.n,
        sides.x0,
        sides.n0,
        not_stated,
        not_known,
        sides.share,
        *(_number(limit) for limit in sides.limits),
        sides.share0,
        *(_number(limit) for limit in sides.limits0),
    )
    return {
        **dict(zip(_COUNTS, counts, strict=True)),
        **dict(zip(_FIGURES, map(_number, figures), strict=True)),
    }


def _outside(line: Line) -> tuple[int | None, int | None]:
    """People not stated and not known; of sexes, all who are neither female nor male."""
    if line.split.slug != SEX:
        not_stated, not_known = line.outside
        return not_stated, not_known
    known = [n for n in line.outside if n is not None]
    return None, sum(known) if len(known) == len(line.outside) else None


def _reading(line: Line, names: tuple[str, str], finding: Finding) -> str:
    limits: dict[str, Any] = {
        "value": line.value,
        "low": line.low,
        "high": line.high,
        "finding": finding,
    }
    group, other = names
    if line.kind == GAP:
        return say.gap_sentence(
            calculation=line.calculation, where=line.where, group=group, reference=other, **limits
        )
    sides = line.sides
    shares = tuple(
        reading.share_words(share or 0.0, x, n, decimals=written.decimals_of(line.flags))
        for share, x, n in ((sides.share, sides.x, sides.n), (sides.share0, sides.x0, sides.n0))
    )
    if line.kind == QUARTER:
        place = f"the {line.cell} pay quarter"
        return reading.share_sentence(
            group=group, place=place, whole=other, shares=(shares[0], shares[1]), **limits
        )
    return reading.survey_sentence(
        group=group,
        comparator=other,
        outcome="received a bonus",
        shares=(shares[0], shares[1]),
        **limits,
    )


def _flags(rules: PayRules, line: Line) -> Iterator[str]:
    if rules.status is Status.DRAFT:
        yield "draft edition"
    if line.hide:
        if line.protected:
            yield HIDDEN_FLAG
        return
    yield from line.flags
    if "Fisher" in line.p_method:
        yield "small numbers"
    # Of sexes there is one number of all who are in no group; of ethnicity there are two.
    flags = (NOT_STATED_FLAG, NOT_KNOWN_FLAG) if line.split.slug != SEX else (NOT_KNOWN_FLAG,)
    for n, flag in zip(line.outside, flags, strict=False):
        if n is None:
            yield flag


def _number(value: float) -> float | None:
    return value if isfinite(value) else None
