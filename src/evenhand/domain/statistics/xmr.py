"""XmR charts: whether a series of months, one number each, has changed by more than it always varies.

The mean and the limits (mean ± 2.66 times the mean moving range) come from the baseline; a change is
said only where one of four rules fires. Rules and constants are those of NHS England's Making Data
Count. Its own Excel tool lets a reader choose six or seven points for a shift and for a trend
(NHSDigital/fdp-react-design-system, SPCRuleClashExplanationV1.0); the NHS-R Community's package has
seven for both (NHSRplotthedots, R/ptd_calculate_point_type.R at 09c4d14). Here it is seven for a
shift and six for a trend. Western Electric's rule and the Health Care Data Guide (Provost and Murray,
2011) wait for eight on one side: a run of eight is found here as well, a month earlier.
Moving ranges are all kept, as the Excel tool does; the package leaves the largest out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

# 3 / 1.128: three standard deviations, where the mean moving range stands for 1.128 of them.
LIMITS = 2.66
# A point further out than this share of the way to a limit is near it.
NEAR = 2 / 3
SHIFT, TREND = 7, 6
# Limits are made from at least so many points (Wheeler: "as few as five or six values"); below
# twelve they are on trial (NHSRplotthedots, number-of-points-required).
FEWEST, ENOUGH = 6, 12


class Rule(StrEnum):
    """What is a sign of change, in the order in which it is said."""

    OUTSIDE = "a point outside the limits"
    SHIFT = "seven or more in a row on one side of the mean"
    TREND = "six or more in a row rising or falling"
    NEAR_LIMIT = "two of three in a row near a limit"


@dataclass(frozen=True, slots=True)
class Signal:
    """A rule that fired: at which points (places from 0), and whether above or rising."""

    rule: Rule
    points: tuple[int, ...]
    up: bool


@dataclass(frozen=True, kw_only=True)
class Xmr:
    """
    A series as a chart shows it, in the unit of its values; None is a month without a value.

    `mean`, `low` and `high` are None where there are fewer than FEWEST values in the baseline:
    nothing can then be said about change. `on_trial`: from fewer than ENOUGH. Signals are
    earliest rule first.
    """

    values: tuple[float | None, ...]
    baseline: int
    mean: float | None
    low: float | None
    high: float | None
    on_trial: bool
    signals: tuple[Signal, ...]

    @property
    def fired(self) -> frozenset[int]:
        """The points that any rule is about."""
        return frozenset(point for signal in self.signals for point in signal.points)

    @property
    def latest(self) -> tuple[Signal, ...]:
        """Signals that the last point is part of: what is happening now."""
        last = len(self.values) - 1
        return tuple(signal for signal in self.signals if last in signal.points)


def xmr(
    values: Sequence[float | None], *, baseline: int | None = None, floor: float | None = None
) -> Xmr:
    """
    The chart of a series, oldest first.

    Mean and limits are of the first `baseline` values that are there (of all, where it is None). A
    month without a value is passed over: its neighbours are then next to each other, as on the
    chart. `floor` is the least that a value can be (0 for counts and hours): no limit is below it.
    ValueError where `baseline` is below 1.
    """
    if baseline is not None and baseline < 1:
        raise ValueError(f"a baseline of {baseline} points is none")
    there = [place for place, value in enumerate(values) if value is not None]
    known = [value for value in values if value is not None]
    from_these = known[:baseline]
    if len(from_these) < FEWEST:
        return Xmr(
            values=tuple(values),
            baseline=len(from_these),
            mean=None,
            low=None,
            high=None,
            on_trial=False,
            signals=(),
        )
    mean = sum(from_these) / len(from_these)
    moving = [abs(b - a) for a, b in pairwise(from_these)]
    reach = LIMITS * sum(moving) / len(moving)
    low = mean - reach
    signals = (
        *_outside(known, low, mean + reach),
        *_runs(known, mean),
        *_trends(known),
        *_near_limits(known, mean, reach),
    )
    return Xmr(
        values=tuple(values),
        baseline=len(from_these),
        mean=mean,
        low=low if floor is None else max(low, floor),
        high=mean + reach,
        on_trial=len(from_these) < ENOUGH,
        signals=tuple(
            Signal(each.rule, tuple(there[point] for point in each.points), each.up)
            for each in signals
        ),
    )


def _outside(known: Sequence[float], low: float, high: float) -> list[Signal]:
    return [
        Signal(Rule.OUTSIDE, (place,), value > high)
        for place, value in enumerate(known)
        if value > high or value < low
    ]


def _runs(known: Sequence[float], mean: float) -> list[Signal]:
    """Runs on one side; a point on the mean itself is on neither and ends a run."""
    sides = [(value > mean) - (value < mean) for value in known]
    return [
        Signal(Rule.SHIFT, run, sides[run[0]] > 0) for run in _stretches(sides) if len(run) >= SHIFT
    ]


def _trends(known: Sequence[float]) -> list[Signal]:
    """So many points that each lie above the one before, or below it; equal ones end a trend."""
    steps = [(b > a) - (b < a) for a, b in pairwise(known)]
    return [
        Signal(Rule.TREND, (*run, run[-1] + 1), steps[run[0]] > 0)
        for run in _stretches(steps)
        if len(run) + 1 >= TREND
    ]


def _near_limits(known: Sequence[float], mean: float, reach: float) -> list[Signal]:
    """Two of three in a row beyond two thirds of the way to one limit, inside it, all on one side."""
    found: dict[int, None] = {}
    up: dict[int, bool] = {}
    for first in range(len(known) - 2):
        three = range(first, first + 3)
        for sign in (1, -1):
            away = [sign * (known[place] - mean) for place in three]
            near = [p for p, by in zip(three, away, strict=True) if NEAR * reach < by <= reach]
            if len(near) >= 2 and min(away) > 0:
                found |= dict.fromkeys(near)
                up |= dict.fromkeys(near, sign > 0)
    signals: list[Signal] = []
    for place in sorted(found):
        last = signals[-1] if signals else None
        if last and place - last.points[-1] <= 2 and last.up == up[place]:
            signals[-1] = Signal(Rule.NEAR_LIMIT, (*last.points, place), last.up)
        else:
            signals.append(Signal(Rule.NEAR_LIMIT, (place,), up[place]))
    return signals


def _stretches(signs: Sequence[int]) -> list[tuple[int, ...]]:
    """Places of equal signs in a row; a nought is in none."""
    found: list[list[int]] = []
    for place, sign in enumerate(signs):
        if sign and place and signs[place - 1] == sign:
            found[-1].append(place)
        elif sign:
            found.append([place])
    return [tuple(each) for each in found]
