"""What readers outside are told, worked out again from rounded numbers of people.

A race equality report of the same people rounds its counts: exact ones beside them would give few
people away. Gaps in pay stay as they are, for no number of people is in them; their limits are told
no more finely than a person more or less would move them.
"""

from dataclasses import replace
from math import isnan
from typing import Any

from scipy.special import ndtr

from evenhand.domain.disclosure.preset import Preset, rounded
from evenhand.domain.disclosure.retell import FROM_ROUNDED
from evenhand.domain.disclosure.rounding import decimals_flags, percent
from evenhand.domain.pay.adjusted import AdjustedGap
from evenhand.domain.pay.figures import part_of_whole, two_shares
from evenhand.domain.pay.line import GAP, SHARE, Line, Sides
from evenhand.domain.pay.promotion import StepChange
from evenhand.domain.pay.workforce import Declared, GroupShare, WhoCounted, on_record
from evenhand.domain.results import written
from evenhand.domain.statistics import shares

# Decimals of a gap, in percent, that are told.
DECIMALS = 1
# Limits of gaps are told in the smallest of these steps that is a tenth of their distance from the
# gap or more: in percent, or in log points.
_STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
_LIMITS_APART = 2 * 1.959964  # standard errors, of a normal distribution
PRINTED_TEST = "z test on the limits as they are printed"
_COUNTS = ("denominator", "comparator_denominator")


class FromRounded:
    """Figures of one audit, from numbers rounded under one preset."""

    def __init__(self, preset: Preset) -> None:
        self.preset = preset

    def count(self, n: int) -> int:
        """A number of people as it is printed."""
        return rounded(n, self.preset.rounding_base)

    def line(self, line: Line) -> Line:
        """A figure: its numbers of people, and what is worked out from them."""
        outside = tuple(None if n is None else self.count(n) for n in line.outside)
        line = replace(line, outside=outside)
        n, n0, x, x0 = (
            None if each is None else self.count(each)
            for each in (line.sides.n, line.sides.n0, line.sides.x, line.sides.x0)
        )
        if line.kind == GAP:
            return replace(line, sides=Sides(n=n, n0=n0), **coarse_gap(line))
        if n is None or n0 is None or x is None or x0 is None:
            return line
        apart = two_shares if line.kind == SHARE else part_of_whole
        return replace(
            line,
            sides=self._shares(Sides.shares(x, n, x0, n0)),
            flags=decimals_flags(self.preset),
            method=f"{line.method}, {FROM_ROUNDED}",
            **({} if line.reason else apart(x, n, x0, n0)),
        )

    def _shares(self, sides: Sides) -> Sides:
        share, share0 = (
            percent(x, n, self.preset) if x is not None and n else None
            for x, n in ((sides.x, sides.n), (sides.x0, sides.n0))
        )
        return replace(sides, share=share, share0=share0)

    def who(self, who: WhoCounted) -> WhoCounted:
        """Who counts."""
        found: dict[str, Any] = {
            name: None if n is None else self.count(n)
            for name, n in (("relevant", who.relevant), ("pay_known", who.pay_known))
        }
        return replace(who, **found)

    def share(self, share: GroupShare) -> GroupShare:
        """A group's share of the workforce."""
        if share.numerator is None or share.denominator is None:
            return share
        x, n = self.count(share.numerator), self.count(share.denominator)
        return replace(share, numerator=x, denominator=n, **self._share(x, n))

    def declared(self, rate: Declared) -> Declared:
        """The declaration rate."""
        x, n = self.count(rate.numerator), self.count(rate.denominator)
        found = self._share(x, n)
        said = on_record(
            rate.characteristic,
            written.share(x, n, found["share"], written.decimals_of(decimals_flags(self.preset))),
            rate.whom,
        )
        return replace(rate, numerator=x, denominator=n, reading=said, **found)

    def _share(self, x: int, n: int) -> dict[str, Any]:
        if not n:
            return dict.fromkeys(("share", "share_low", "share_high"))
        low, high = (float(each) for each in shares.wilson(x, n))
        return {"share": percent(x, n, self.preset), "share_low": low, "share_high": high}

    def step(self, step: StepChange) -> StepChange:
        """What equal promotion would change."""
        gaps = (step.gap, step.gap_with_equal_step)
        now, then = (None if each is None else round(each, DECIMALS) + 0.0 for each in gaps)
        return replace(step, gap=now, gap_with_equal_step=then, **self._sides(step))

    def adjusted(self, each: AdjustedGap) -> AdjustedGap:
        """The explained and the unexplained part."""
        numbers: dict[str, Any] = self._sides(each)
        for name in ("gap", "explained", "unexplained"):
            value = getattr(each, name)
            numbers[name] = None if value is None else round(value, DECIMALS) + 0.0
            ends = getattr(each, f"{name}_limits", None)
            if ends is not None:
                numbers[f"{name}_limits"] = coarse_limits(*ends)
        return each.retold(**numbers)

    def _sides(self, figure: StepChange | AdjustedGap) -> dict[str, Any]:
        numbers = {name: getattr(figure, name) for name in _COUNTS}
        return {name: None if n is None else self.count(n) for name, n in numbers.items()}


def coarse_gap(line: Line) -> dict[str, Any]:
    """
    A gap with fewer digits, and limits in steps of a tenth of their distance or more.

    To the last digit a gap tells of each pay behind it where pay scales are known, and its limits,
    which grow narrower with each person, of how many there are. The test, and changes between
    years, are worked out from what is told.
    """
    if isnan(line.value):
        return {}
    value = round(line.value, DECIMALS) + 0.0
    low, high = coarse_limits(line.low, line.high)
    se = (high - low) / _LIMITS_APART
    p = (0.0 if value else 1.0) if se == 0 else float(2 * ndtr(-abs(value) / se))
    return {"value": value, "low": low, "high": high, "p": p, "se": se, "p_method": PRINTED_TEST}


def coarse_limits(low: float, high: float) -> tuple[float, float]:
    """
    Limits as they are told.

    >>> coarse_limits(-9.514, 11.823), coarse_limits(3.14, 4.76), coarse_limits(0.02, 0.02)
    ((-10.0, 12.0), (3.1, 4.8), (0.0, 0.0))
    """
    if isnan(low) or isnan(high):
        return low, high
    step = next((s for s in _STEPS if s >= (high - low) / 20), _STEPS[-1])
    first, last = (round(round(end / step) * step, DECIMALS) + 0.0 for end in (low, high))
    return first, last
