"""Figures worked out again from what is printed, so that they tell no more than it does."""

import re
from collections.abc import Sequence
from dataclasses import replace
from math import isfinite
from typing import Any

import numpy as np

from evenhand.domain.disclosure.cells import BESIDE, RESTS_ON
from evenhand.domain.disclosure.hide import hide_changes, in_families
from evenhand.domain.disclosure.preset import Preset, rounded, whole_percent
from evenhand.domain.disclosure.retell import FROM_ROUNDED, retold
from evenhand.domain.frameworks.edition import Cell, Direction, Edition, Kind
from evenhand.domain.results import written
from evenhand.domain.results.finding import (
    RATIO_BAND,
    SIGNIFICANT,
    findings,
    points_band,
)
from evenhand.domain.results.measurement import Measurement
from evenhand.domain.results.result import Finding, Result, Unit
from evenhand.domain.statistics import of_counts, power, ratios, significance

_SENTENCES = re.compile(r"(?<=\.) ")
AS_IF_INSIDE = "as if every member were on the staff list"


def adjust_again(results: Sequence[Result]) -> list[Result]:
    """
    P values adjusted among the figures that are shown: others must not be told through them.

    Where that would turn a finding, the adjusted value is left out and the finding stands.
    """
    made = hide_changes(results)
    for places in in_families(made).values():
        p = np.array([made[place].p_value for place in places], dtype=float)
        adjusted = significance.adjust(p, np.zeros(len(p), dtype=np.int64))
        for place, value in zip(places, adjusted.tolist(), strict=True):
            before = made[place].p_adjusted
            same = before is not None and (before < SIGNIFICANT) == (value < SIGNIFICANT)
            made[place] = replace(made[place], p_adjusted=value if same else None)
    return made


def round_results(
    results: Sequence[Result], preset: Preset, measurement: Measurement
) -> list[Result]:
    """Every count rounded on its own, and every figure worked out from the rounded counts."""
    editions = {edition.standard: edition for edition in measurement.editions}
    made = []
    for result in results:
        if not result.suppressed:
            result = _from_rounded(result, preset, editions[result.standard])
        made.append(result)
    made = hide_changes(
        [each if each.change_p is None else replace(each, change_p=None) for each in made]
    )
    for places in in_families(made).values():
        p = np.array([made[place].p_value for place in places], dtype=float)
        adjusted = significance.adjust(p, np.zeros(len(p), dtype=np.int64)).tolist()
        for place, value in zip(places, adjusted, strict=True):
            made[place] = replace(made[place], p_adjusted=value)
    return [each if each.suppressed else _judged(each, editions[each.standard]) for each in made]


def from_what_is_printed(results: Sequence[Result], measurement: Measurement) -> list[Result]:
    """
    Exact figures, none of which may rest on a count that is printed nowhere.

    How many members of a board are on the staff list is such a count: the interval of their
    difference from the workforce is made again as if all of them were.
    """
    editions = {edition.standard: edition for edition in measurement.editions}
    made = []
    for result in results:
        edition = editions[result.standard]
        counts = {name: getattr(result, name) for name in RESTS_ON}
        told = result.value is not None and None not in counts.values()
        if told and not result.suppressed and _within(result, edition):
            _, low, high, p, fisher = _worked_out(result, edition, **counts)
            fresh: dict[str, Any] = {"p_value": p, "p_adjusted": p} if isfinite(p) else {}
            method = f"{result.method}, {AS_IF_INSIDE}"
            result = replace(result, low=low, high=high, method=method, **fresh)
            result = replace(result, p_method=_test(fisher) if fresh else "")
            result = _judged(result, edition)
        made.append(result)
    return made


def _test(fisher: bool) -> str:
    return "Fisher's exact test" if fisher else "score test"


def _from_rounded(result: Result, preset: Preset, edition: Edition) -> Result:
    counts: dict[str, Any] = {}
    for field in (*RESTS_ON, *BESIDE):
        n: int | None = getattr(result, field)
        counts[field] = None if n is None else rounded(n, preset.rounding_base)
    dropped: dict[str, Any] = dict.fromkeys(
        ("bound_low", "bound_high", "people", "detectable", "years_to_pool")
    )
    result = replace(result, **counts, **dropped, flags=(*result.flags, *decimals_flags(preset)))
    if "weighted" in result.flags or result.numerator is None:
        return _coarse(result, preset)
    if result.value is None:
        # A bound and a reason were worked out from exact counts: neither may stand beside these.
        return replace(_reason_alone(result), low=None, high=None, **_shares(result, preset))
    numbers = {name: getattr(result, name) for name in RESTS_ON}
    value, low, high, p, fisher = _worked_out(result, edition, **numbers)
    fresh: dict[str, Any] = {
        "value": value if isfinite(value) else None,
        "low": low if isfinite(low) else None,
        "high": high if not np.isnan(high) else None,
        "p_value": p if isfinite(p) else None,
        "p_adjusted": p if isfinite(p) else None,
        "p_method": _test(fisher),
        "method": f"{result.method}, {FROM_ROUNDED}",
    }
    return replace(result, **fresh, **_shares(result, preset), **_beyond(result, **numbers))


def decimals_flags(preset: Preset) -> tuple[str, ...]:
    """What says to every writer how finely the preset prints a percentage."""
    flag = written.DECIMALS_FLAGS.get(preset.percent_decimals or 0)
    return (flag,) if preset.percent_decimals is not None and flag else ()


def _shares(result: Result, preset: Preset) -> dict[str, Any]:
    """Percentages of rounded counts, as finely as the preset prints them."""
    found: dict[str, Any] = {}
    for side in ("", "comparator_"):
        x, n = getattr(result, f"{side}numerator"), getattr(result, f"{side}denominator")
        there = x is not None and bool(n)
        found[f"{side}share"] = percent(x, n, preset) if there else None
        limits = of_counts.wilson(x, n) if there else (None, None)
        found[f"{side}share_low"], found[f"{side}share_high"] = limits
    return found


def percent(x: int, n: int, preset: Preset) -> float:
    """A share from 0 to 1, as finely as the preset prints percentages."""
    if preset.percent_decimals is None:
        return x / n
    return whole_percent(x, n, preset.percent_decimals) / 100


def _coarse(result: Result, preset: Preset) -> Result:
    """A weighted figure has no counts to start from: it is told in whole percent, without a test."""

    def coarse(number: float | None, scale: float) -> float | None:
        if number is None or not isfinite(number):
            return number
        return round(number * scale) / scale

    names = ("share", "share_low", "share_high")
    fields: dict[str, Any] = {name: coarse(getattr(result, name), 100) for name in names}
    fields |= {
        f"comparator_{name}": coarse(getattr(result, f"comparator_{name}"), 100) for name in names
    }
    scale = 10 if result.unit is Unit.RATIO else 1
    fields |= {name: coarse(getattr(result, name), scale) for name in ("value", "low", "high")}
    return replace(
        _reason_alone(result),
        **fields,
        p_value=None,
        p_adjusted=None,
        p_method="",
        people_reading="",
    )


def _reason_alone(result: Result) -> Result:
    """Why there is no figure, without the sentences that have numbers in them."""
    if not result.reason:
        return result
    kept = [said for said in _SENTENCES.split(result.reason) if not any(map(str.isdigit, said))]
    reason = " ".join(kept) or "Not calculable from rounded counts."
    return replace(result, reason=reason, reading=reason)


def _worked_out(
    result: Result,
    edition: Edition,
    *,
    numerator: int,
    denominator: int,
    comparator_numerator: int,
    comparator_denominator: int,
) -> tuple[float, float, float, float, bool]:
    """Value, limits, p and which test, as for exact counts."""
    x, n, x0, n0 = numerator, denominator, comparator_numerator, comparator_denominator
    rest_x, rest_n = x0, n0
    if result.unit is Unit.RATIO:
        sides = (x, n, x0, n0)
        if result.direction == Direction.COMPARATOR_OVER_GROUP:
            sides = (x0, n0, x, n)
        a, m, b, k = sides
        if result.kind == Kind.DISPARITY_RATIO:
            odds = ratios.woolf_odds_ratio(a, m - a, b, k - b)
            value, low, high = (float(each) for each in odds)
        else:
            value, low, high = of_counts.koopman(a, m, b, k)
    else:
        if _nested(result, edition):
            rest_x, rest_n = max(x0 - x, 0), max(n0 - n, 0)
        value, low, high = _points(x, n, (x0, n0), (min(rest_x, rest_n), rest_n))
    return value, low, high, *of_counts.p_value(x, n, min(rest_x, rest_n), rest_n)


def _points(
    x: int, n: int, entire: tuple[int, int], rest: tuple[int, int]
) -> tuple[float, float, float]:
    """A difference in points; a part is tested against the rest of its whole."""
    if not (n and entire[1] and rest[1]):
        return np.nan, np.nan, np.nan
    value = x / n - entire[0] / entire[1]
    _, low, high = of_counts.newcombe(x, n, *rest)
    weight = rest[1] / entire[1]
    shift = value - weight * (x / n - rest[0] / rest[1])
    return 100 * value, 100 * (weight * low + shift), 100 * (weight * high + shift)


def _nested(result: Result, edition: Edition) -> bool:
    return result.kind == Kind.REPRESENTATION or _within(result, edition)


def _within(result: Result, edition: Edition) -> bool:
    """Whether some of a part are in its whole, and how many is a count of its own."""
    cells: list[Cell] = [
        cell
        for cell in edition.indicator(result.indicator).cells
        if cell.name == result.cell and cell.within
    ]
    return bool(cells)


def _beyond(result: Result, **counts: int) -> dict[str, Any]:
    """How many people, and what could have been seen."""
    n, n0 = counts["denominator"], counts["comparator_denominator"]
    if not n or not n0 or result.kind == Kind.DISPARITY_RATIO:
        return {}
    share, share0 = counts["numerator"] / n, counts["comparator_numerator"] / n0
    found: dict[str, Any] = {"people": round(n * (share - share0))}
    if result.kind == Kind.RELATIVE_LIKELIHOOD:
        sides = (np.array([float(n)]), np.array([float(n0)]), np.array([share0]))
        ratio = float(np.ravel(power.detectable_ratio(*sides))[0])
        years = float(np.ravel(power.multiples_to_find(*sides))[0])
        found["detectable"] = ratio if isfinite(ratio) else None
        found["years_to_pool"] = round(years) if isfinite(years) else None
    return found


def _judged(result: Result, edition: Edition) -> Result:
    """The finding and the sentence of a figure made from rounded counts."""
    if "weighted" in result.flags or result.numerator is None:
        return retold(result, edition)
    if result.value is None or result.low is None or result.high is None:
        reason = result.reason or "Not calculable from rounded counts."
        gone: dict[str, Any] = dict.fromkeys(("p_value", "p_adjusted", "people", "value"))
        finding = Finding.NOT_CALCULABLE
        bare = replace(result, **gone, p_method="", people_reading="", finding=finding)
        return replace(bare, reason=reason, reading=reason)
    parity = 1.0 if result.unit is Unit.RATIO else 0.0
    p = result.p_adjusted if result.p_adjusted is not None else 1.0
    differs = (result.low > parity or result.high < parity) and p < SIGNIFICANT
    band: tuple[Any, Any] = RATIO_BAND
    if result.unit is not Unit.RATIO:
        share = 1.0 if result.kind == Kind.SURVEY_SHARE else result.comparator_share or 0.0
        band = points_band(edition.points_band, np.array([share]))
    (found,) = findings(
        value=np.array([result.value]),
        low=np.array([result.low]),
        high=np.array([result.high]),
        differs=np.array([differs]),
        hide=np.array([False]),
        band=band,
    )
    return retold(replace(result, finding=found), edition)
