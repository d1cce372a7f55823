"""An axis of counts or hours from nought, and its labels."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class FromNought:
    """From 0 to `high`, a round number, with a tick at every `step`."""

    high: float
    step: float

    def ticks(self) -> list[float]:
        """Round values from 0 on."""
        return [self.step * place for place in range(round(self.high / self.step) + 1)]

    def place(self, value: float, size: float) -> float:
        """Pixels from the low end, on an axis of this size."""
        return size * min(value, self.high) / self.high


def from_nought(highest: float, *, most: int = 5) -> FromNought:
    """
    An axis that shows every value up to the highest, with at most so many steps.

    >>> from_nought(87), from_nought(0.3), from_nought(31_000)
    (FromNought(high=100.0, step=20.0), FromNought(high=0.3, step=0.1), FromNought(high=40000.0, step=10000.0))
    """
    highest = highest if highest > 0 else 1.0
    power = 10.0 ** math.floor(math.log10(highest / most))
    step = next(power * each for each in (1, 2, 5, 10) if highest / (power * each) <= most)
    count = math.ceil(highest / step - 1e-9)
    return FromNought(round(step * count, 6), round(step, 6))


def tick(value: float) -> str:
    """
    >>> tick(20000.0), tick(0.5)
    ('20,000', '0.5')
    """
    return f"{value:,.0f}" if value == int(value) else f"{value:g}"
