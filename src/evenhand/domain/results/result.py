"""A result: one number that can stand alone, or the reason why there is none."""

from dataclasses import dataclass
from enum import StrEnum


class Finding(StrEnum):
    """What the statistics support saying, and nothing more."""

    TOO_SMALL = "too small to show"
    NOT_CALCULABLE = "not calculable"
    DISPARITY = "disparity"
    SLIGHT = "slight difference"
    NONE = "no disparity"
    CANNOT_TELL = "cannot tell"


class Unit(StrEnum):
    """Of `value`, `low`, `high`, `bound_low`, `bound_high`."""

    RATIO = "ratio"
    POINTS = "points"
    PERCENT = "percent"


class Change(StrEnum):
    """How a measure moved over the years of the pack."""

    ROSE = "rose"
    FELL = "fell"
    NO_CLEAR_CHANGE = "no clear change"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """
    One figure of one indicator, for one group of one body in one period.

    Counts are whole people. `share` and `comparator_share` run from 0 to 1, with 95% limits.
    `value`, its limits `low` and `high` and the bounds are in `unit`. A field that does not apply
    is None, and where `value` is None `reason` says why. A ratio's upper limit may be infinite.
    """

    # what was measured
    standard: str
    edition: str
    indicator: str
    title: str
    kind: str
    body: str
    body_name: str
    period: str
    cell: str
    grouping: str
    group: str
    group_label: str
    comparator: str
    comparator_label: str
    direction: str
    better: str
    # the counts behind it
    numerator: int | None
    denominator: int | None
    comparator_numerator: int | None
    comparator_denominator: int | None
    not_stated_numerator: int | None
    not_stated_denominator: int | None
    not_known_numerator: int | None
    not_known_denominator: int | None
    share: float | None
    share_low: float | None
    share_high: float | None
    comparator_share: float | None
    comparator_share_low: float | None
    comparator_share_high: float | None
    # the figure and how sure it is
    unit: Unit
    value: float | None
    low: float | None
    high: float | None
    confidence: float
    method: str
    p_value: float | None
    p_method: str
    p_adjusted: float | None
    planned: bool
    # what it means
    finding: Finding
    reading: str
    suppressed: bool
    reason: str
    flags: tuple[str, ...]
    # what else a reader needs
    people: int | None
    people_reading: str
    detectable: float | None
    years_to_pool: int | None
    bound_low: float | None
    bound_high: float | None
    change: Change | None
    change_from: str
    change_p: float | None
