"""From the statistics of a comparison to where each body stands, and what all are together."""

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from evenhand.domain.frameworks.body import Body
from evenhand.domain.measures.compared import (
    FEWEST_BODIES,
    Called,
    Estimate,
    Measure,
    Scale,
    Standing,
    Together,
    Where,
)
from evenhand.domain.measures.side_by_side_worked import Worked
from evenhand.domain.measures.tally import Floats
from evenhand.domain.results.result import Unit

UNITS = {Scale.RATIO: Unit.RATIO, Scale.POINTS: Unit.POINTS, Scale.SHARE: Unit.PERCENT}
FUNNEL = ("funnel_95_low", "funnel_95_high", "funnel_998_low", "funnel_998_high")
RANK = ("rank", "rank_low", "rank_high", "alike")
SHRUNKEN = ("shrunken", "shrunken_low", "shrunken_high")


def in_unit(scale: Scale) -> Callable[[Floats], Floats]:
    """From a scale to its unit: ratios, points, percent."""
    if scale is Scale.RATIO:
        return np.exp
    if scale is Scale.SHARE:
        return lambda place: 100 / (1 + np.exp(-place))
    return lambda place: place


def _as_drawn(scale: Scale) -> Callable[[Floats], Floats]:
    """The same for what is in a funnel, where a share is a share."""
    return (lambda share: 100 * share) if scale is Scale.SHARE else in_unit(scale)


def standings(
    worked: Worked,
    bodies: Mapping[str, Body],
    called: Mapping[Measure, Called],
    broken: Mapping[tuple[str, Measure, str], str],
    *,
    own: str,
) -> Iterator[Standing]:
    """One for each body that has an estimate, or a reason why not, of each measure and period."""
    names = list(Where)
    for i, (measure, period) in enumerate(worked.laid.problems):
        unit, drawn = in_unit(measure.scale), _as_drawn(measure.scale)
        enough = bool(worked.enough[i])
        limits = drawn(worked.limits[:, :, i, :].reshape(4, -1)).T.tolist()
        shrunken = unit(np.array([each[i] for each in worked.shrunken])).T.tolist()
        placed = worked.ranks[:, i, :].T.tolist()
        where = worked.where[i].tolist()
        ranked = int(worked.laid.there[i].sum()) if enough else 0
        words = called[measure]
        for j, each in enumerate(worked.laid.rows[i]):
            if each is None:
                continue
            shown = not each.reason and enough
            yield Standing(
                standard=measure.standard,
                edition=each.edition,
                indicator=measure.indicator,
                title=words.title,
                cell=measure.cell,
                grouping=each.grouping,
                group=measure.group,
                group_label=words.group_label,
                comparator=measure.comparator,
                comparator_label=words.comparator_label,
                unit=str(UNITS[measure.scale]),
                body=each.body,
                body_name=bodies[each.body].name,
                region=bodies[each.body].region,
                own=each.body == own,
                period=period,
                **_figure(each),
                where=names[where[j]] if shown else None,
                **_named(FUNNEL, limits[j] if shown else None),
                **_named(RANK, placed[j] if shown else None),
                ranked=ranked,
                **_named(SHRUNKEN, shrunken[j] if shown else None),
                break_before=broken.get((each.body, measure, period), ""),
            )


def _figure(each: Estimate) -> dict[str, Any]:
    known = not each.reason
    return {
        "numerator": each.x,
        "denominator": each.n,
        "comparator_numerator": each.x0,
        "comparator_denominator": each.n0,
        "value": each.value if known else None,
        "low": each.low if known else None,
        # No upper limit is no number: neither CSV nor JSON has one for it.
        "high": each.high if known and each.high is not None and math.isfinite(each.high) else None,
        "padded": each.padded,
        "place": each.place if known else None,
        "se": each.se if known else None,
        "reason": each.reason,
    }


def _named(names: tuple[str, ...], numbers: list[Any] | None) -> dict[str, Any]:
    return dict(zip(names, numbers, strict=True)) if numbers else dict.fromkeys(names)


def together(worked: Worked, called: Mapping[Measure, Called]) -> Iterator[Together]:
    """What the bodies are together, for each measure and period."""
    pooled = worked.pooled
    for i, (measure, period) in enumerate(worked.laid.problems):
        unit, drawn = in_unit(measure.scale), _as_drawn(measure.scale)
        count = int(worked.laid.there[i].sum())
        listed = sum(each is not None for each in worked.laid.rows[i])
        enough = bool(worked.enough[i])

        def shown(value: Floats, enough: bool = enough, i: int = i) -> float | None:
            number = float(value[i])
            return number if enough and math.isfinite(number) else None

        words = called[measure]
        yield Together(
            standard=measure.standard,
            indicator=measure.indicator,
            title=words.title,
            cell=measure.cell,
            group=measure.group,
            group_label=words.group_label,
            comparator=measure.comparator,
            comparator_label=words.comparator_label,
            direction=words.direction,
            grade_word=words.grade_word,
            unit=str(UNITS[measure.scale]),
            scale=str(measure.scale),
            period=period,
            bodies=count,
            without=listed - count,
            centre=shown(drawn(worked.centre)),
            spread=shown(worked.spread),
            extra_variance=shown(worked.extra),
            pooled=shown(unit(pooled.mean)),
            pooled_low=shown(unit(pooled.low)),
            pooled_high=shown(unit(pooled.high)),
            tau2=shown(pooled.tau2),
            i2=shown(pooled.i2),
            q_p=shown(pooled.q_p),
            next_low=shown(unit(pooled.next_low)),
            next_high=shown(unit(pooled.next_high)),
            reason="" if enough else _too_few(count),
        )


def _too_few(count: int) -> str:
    if not count:
        return "no organisation has a figure that could be compared"
    have = "1 organisation has" if count == 1 else f"{count} organisations have"
    return f"only {have} a figure, and {FEWEST_BODIES} are needed for a funnel or a rank"
