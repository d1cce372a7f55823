"""Axes: ratios on a log scale centred on 1, differences centred on 0, shares from 0."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from evenhand.domain.results.written import signed

RATIO_BAND = (0.80, 1.25)


@dataclass(frozen=True, kw_only=True)
class Axis:
    """
    Which values a chart shows, and how. Values beyond `low` and `high` are drawn as arrows.

    `band` is shaded and `band_said` its label: what counts as no more than slight. `low_end` and `high_end`
    say in words what it means to be on either side.
    """

    kind: str
    low: float
    high: float
    band: tuple[float, float] | None = None
    centre: float | None = None
    band_said: str = ""
    low_end: str = ""
    high_end: str = ""

    def clip(self, value: float) -> float:
        """The nearest value that the axis shows."""
        return min(max(value, self.low), self.high)

    def scale(self) -> dict[str, Any]:
        """The Vega-Lite scale."""
        scale: dict[str, Any] = {"domain": [self.low, self.high], "nice": False, "zero": False}
        return {**scale, "type": "log", "base": 2} if self.kind == "ratio" else scale

    def place(self, value: float, size: float) -> float:
        """Pixels from the low end, on an axis of this size."""
        if self.kind == "ratio":
            span = math.log(self.high / self.low)
            return size * math.log(value / self.low) / span
        return size * (value - self.low) / (self.high - self.low)

    def said(self, value: float) -> str:
        """A tick's label."""
        if self.kind == "share":
            return f"{value:g}%"
        return signed(value, 0) if self.kind == "points" else f"{value:g}"

    def ticks(self, size: float, *, each: float = 45) -> list[float]:
        """Round values inside the axis, one for every so many pixels."""
        if self.kind == "ratio":
            powers = range(math.ceil(math.log2(self.low)), math.floor(math.log2(self.high)) + 1)
            return [2.0**power for power in powers]
        most = max(2, size // each)
        span = self.high - self.low
        step = next(s for s in (1, 2, 5, 10, 20, 25, 50, 100, 200) if span / s <= most)
        first = math.ceil(self.low / step) * step
        return [float(first + step * i) for i in range(int((self.high - first) // step) + 1)]


def ratio_axis(values: Iterable[float | None], *, low_end: str = "", high_end: str = "") -> Axis:
    """From a quarter to four times, or wider up to an eighth and eight times, always symmetric."""
    furthest = max((_octaves(value) for value in values), default=0.0)
    reach = 4.0 if furthest <= 2 else 8.0
    return Axis(
        kind="ratio",
        low=1 / reach,
        high=reach,
        band=RATIO_BAND,
        band_said=f"{RATIO_BAND[0]:.2f} to {RATIO_BAND[1]:.2f}",
        centre=1.0,
        low_end=low_end,
        high_end=high_end,
    )


def points_axis(
    values: Iterable[float | None], *, band: float, low_end: str = "", high_end: str = ""
) -> Axis:
    """Centred on 0 and symmetric, at least twice the band, at most 50 points to a side."""
    furthest = max((abs(value) for value in values if value is not None), default=0.0)
    reach = min(50.0, 5.0 * math.ceil(max(furthest, 2 * band) / 5))
    return Axis(
        kind="points",
        low=-reach,
        high=reach,
        band=(-band, band),
        band_said=f"within {band:g} points",
        centre=0.0,
        low_end=low_end,
        high_end=high_end,
    )


def share_axis(values: Iterable[float | None]) -> Axis:
    """Percentages from 0 to the next ten above the highest."""
    furthest = max((value for value in values if value is not None), default=0.0)
    return Axis(kind="share", low=0.0, high=min(100.0, 10.0 * math.ceil(max(furthest, 10) / 10)))


def _octaves(value: float | None) -> float:
    if value is None or value <= 0 or math.isinf(value):
        return 0.0
    return abs(math.log2(value))
