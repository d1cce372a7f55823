"""When a grade will look like the workforce or the community, and whether the records can tell."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from evenhand.domain.forecast.representation_flows import Floats

# A share has to stay within the distance for so many years running: one appointment can bring a small
# grade there and one leaver take it away again.
HELD = 3
MARKS = (5, 10, 20)
LOW, HIGH = 0.05, 0.95
# An interval of 90 in 100 that holds both of these says nothing about when.
SOON = 5


class Against(StrEnum):
    """What a grade is compared with."""

    WORKFORCE = "workforce"
    COMMUNITY = "community"


@dataclass(frozen=True, kw_only=True)
class Parity:
    """
    Years until a group's share at a grade is within the distance; None: not within `years`.

    `low` and `high` hold 90 in 100 of what rates and chance allow. `by` are shares of the histories
    that are there within so many years; `never` of those that are not within `years`.
    """

    policy: str
    group: str
    grade: str
    years: int
    expected: int | None
    median: int | None
    low: int | None
    high: int | None
    by: tuple[tuple[int, float], ...]
    never: float

    @property
    def cannot_tell(self) -> bool:
        """Whether the interval holds both "within 5 years" and "not within the years asked about"."""
        return self.high is None and self.low is not None and self.low <= SOON


def first_held(share: Floats, target: Floats, within: float) -> NDArray[np.int64]:
    """
    The first year from which a share keeps within the distance for HELD years; -1 where none does.

    Years come last; both may have axes of draws before it. A group that has less than its target is
    there once it is short of it by at most `within`, however much more it has later; and one that
    has more, the other way round.
    """
    gap = target - share
    sign = np.where(gap[..., :1] >= 0, 1, -1)
    # A distance met to the last digit is met.
    there = sign * gap <= within + 1e-12
    runs = np.lib.stride_tricks.sliding_window_view(there, HELD, axis=-1).all(axis=-1)
    return np.asarray(np.where(runs.any(axis=-1), runs.argmax(axis=-1), -1), dtype=np.int64)


def parity(
    reached: NDArray[np.int64], expected: int, *, policy: str, group: str, grade: str, years: int
) -> Parity:
    """The answer from years reached by chance, one a history, and the expected one; -1 is never."""
    late = np.where((reached < 0) | (reached > years), years + 1, reached)
    low, median, high = (
        int(np.quantile(late, at, method="inverted_cdf")) for at in (LOW, 0.5, HIGH)
    )
    return Parity(
        policy=policy,
        group=group,
        grade=grade,
        years=years,
        expected=_or_never(expected if expected >= 0 else years + 1, years),
        median=_or_never(median, years),
        low=_or_never(low, years),
        high=_or_never(high, years),
        by=tuple((mark, float((late <= mark).mean())) for mark in MARKS if mark < years),
        never=float((late > years).mean()),
    )


def _or_never(year: int, years: int) -> int | None:
    return year if year <= years else None
