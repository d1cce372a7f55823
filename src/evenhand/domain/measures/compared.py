"""What a comparison of bodies is made of, and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from evenhand.domain.frameworks.body import Body

# A funnel, a rank or a spread of fewer bodies says nothing that their own figures do not.
FEWEST_BODIES = 5


class Scale(StrEnum):
    """On what the figures of a measure are compared: each is near normal for bodies of some size."""

    RATIO = "log of the ratio"
    POINTS = "difference in points"
    SHARE = "log of the odds of the share"


class Where(StrEnum):
    """Where a body lies in the funnel. No word of it says that a body did well or badly."""

    FAR_ABOVE = "above the 99.8% limits"
    ABOVE = "above the 95% limits"
    WITHIN = "inside the 95% limits"
    BELOW = "below the 95% limits"
    FAR_BELOW = "below the 99.8% limits"


OUTSIDE = tuple(each for each in Where if each is not Where.WITHIN)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is compared: one line of one indicator for one group. `people` are who is counted."""

    standard: str
    indicator: str
    cell: str
    group: str
    comparator: str
    scale: Scale


@dataclass(frozen=True, slots=True)
class Called:
    """What a measure is called on pages; `grade_word` goes before a grade that is a bare number."""

    title: str
    group_label: str
    comparator_label: str
    direction: str
    grade_word: str = "grade"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """
    One body's figure of one measure in one period, or in words why it has none (`reason`).

    `x` of `n` and `x0` of `n0` are the counts behind it, None where there are none to be shown.
    `value` is in the measure's unit (ratio, points, percent). `place` and its standard error `se`
    are on the measure's scale. `padded` says that a count of nobody had half a person added.
    `odds` tells a ratio of odds, `part` a difference between a part and its whole.
    """

    body: str
    period: str
    measure: Measure
    edition: str
    grouping: str
    x: float | None = None
    n: float | None = None
    x0: float | None = None
    n0: float | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    place: float = float("nan")
    se: float = float("nan")
    reason: str = ""
    padded: bool = False
    odds: bool = False
    part: bool = False
    own_break: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """
    How one body stands among others, for one measure in one period.

    `value`, `shrunken` and all limits are ratios, points or percent, as `unit` says. Limits of the
    funnel are those for a body of this size. Rank 1 is the lowest value; `alike` of the other
    `ranked` - 1 bodies cannot be told apart from this one. `break_before` says what changed since
    the period before, and where there is no figure `reason` says why. The rest is as in a result.
    """

    standard: str
    edition: str
    indicator: str
    title: str
    cell: str
    grouping: str
    group: str
    group_label: str
    comparator: str
    comparator_label: str
    unit: str
    body: str
    body_name: str
    region: str
    own: bool
    period: str
    numerator: float | None
    denominator: float | None
    comparator_numerator: float | None
    comparator_denominator: float | None
    value: float | None
    low: float | None
    high: float | None
    padded: bool
    # The log of the ratio, or whatever the figures are compared on, with its standard error.
    place: float | None
    se: float | None
    where: Where | None
    funnel_95_low: float | None
    funnel_95_high: float | None
    funnel_998_low: float | None
    funnel_998_high: float | None
    rank: int | None
    rank_low: int | None
    rank_high: int | None
    ranked: int
    alike: int | None
    shrunken: float | None
    shrunken_low: float | None
    shrunken_high: float | None
    break_before: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """
    What the bodies are together, for one measure in one period; or why that cannot be said.

    `centre` is the middle of the funnel: the mean weighted by how much is known of each body, of
    shares the share of all who answered. `pooled` is another mean, for bodies that differ: it gives
    small bodies more weight where they do; with its interval. A further body like these would lie
    from `next_low` to `next_high`. These are in `unit`. `tau2` and `extra_variance` are on the `scale` (for shares, `extra_variance` is in the
    square of a share). `spread` is how much wider bodies scatter than chance makes them (1: as
    chance does), `i2` the share of the scatter that is not chance, `q_p` the p of the test whether
    they scatter by more than chance (Cochran's Q).
    """

    standard: str
    indicator: str
    title: str
    cell: str
    group: str
    group_label: str
    comparator: str
    comparator_label: str
    direction: str
    grade_word: str
    unit: str
    scale: str
    period: str
    bodies: int
    without: int
    centre: float | None
    spread: float | None
    extra_variance: float | None
    pooled: float | None
    pooled_low: float | None
    pooled_high: float | None
    tau2: float | None
    i2: float | None
    q_p: float | None
    next_low: float | None
    next_high: float | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """
    Bodies side by side. `own` is the id of the body that asked, or nothing.

    `standings` and `together` are by measure, then period; bodies by id. `peers` says in words who
    is compared; `notes` are what a reader must know, in sentences. `made_from` is "published data"
    where nothing went in but what its source has published, else nothing.
    """

    bodies: Mapping[str, Body]
    own: str
    peers: str
    periods: tuple[str, ...]
    standings: tuple[Standing, ...]
    together: tuple[Together, ...]
    notes: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    audience: str = "internal"
    protection: str = ""
    marked_as: str = ""
    made_from: str = ""
    credit: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
