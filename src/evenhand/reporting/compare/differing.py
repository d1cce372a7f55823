"""How much bodies differ, in words that go with the figures beside them, and their two means."""

from evenhand.domain.measures.compared import Together
from evenhand.domain.results import written
from evenhand.domain.results.result import Unit
from evenhand.reporting.compare import sentences

# Below this p the test (Cochran's Q) says that bodies differ by more than chance.
CLEAR = 0.05
# How much of the scatter is more than chance, by I squared: cutoffs of Higgins et al. (2003).
PARTS = ((0.25, "a small part"), (0.50, "some"), (0.75, "much"))
MOST = "most"
MIDDLE = {
    Unit.PERCENT: "the percentage over all who answered, in which large organisations count most",
    Unit.RATIO: "the mean of all organisations, in which organisations of which much is known count most",
    Unit.POINTS: "the mean of all organisations, in which organisations of which much is known count most",
}


def heterogeneity(last: Together) -> str:
    """What the test says and what I squared says, in one sentence; then what the limits allow for."""
    if last.spread is None or last.i2 is None or last.q_p is None:
        return ""
    return f"{_differ(last.i2, last.q_p)} {_limits(last)}"


def _differ(i2: float, q_p: float) -> str:
    test = f"test of Cochran\u2019s Q: {written.p(q_p)}"
    part = f"I squared {i2:.0%}"
    if q_p < CLEAR:
        return (
            f"Organisations differ by more than chance ({test}): {_part(i2)} of the scatter between them "
            f"is more than chance would make ({part})."
        )
    if round(i2, 2) == 0:
        return (
            f"Organisations differ about as much as chance alone would make them ({test}; {part})."
        )
    return (
        f"It is not clear that organisations differ by more than chance ({test}), although {_part(i2)} of "
        f"the scatter between them may be more than chance would make ({part})."
    )


def _part(i2: float) -> str:
    return next((part for below, part in PARTS if i2 < below), MOST)


def _limits(last: Together) -> str:
    measured = (
        f"with the outermost tenth of organisations at each end drawn in, organisations scatter "
        f"{last.spread:.1f} times as much as chance would make them"
    )
    if last.extra_variance:
        return (
            f"The limits of the funnel allow for such differences ({measured}), so an organisation outside them "
            "is unusual even among organisations that differ."
        )
    return f"The limits of the funnel allow for chance alone ({measured})."


def means(last: Together) -> str:
    """The middle of the funnel and the pooled mean, which are not the same, and a further body."""
    if last.pooled is None or last.centre is None:
        return ""
    limits = sentences.interval(last.pooled_low, last.pooled_high, last.unit)
    pooled = sentences.figure(last.pooled, last.unit)
    said = (
        f"Two means are shown. The middle line of the funnel, {middle(last)}, is "
        f"{MIDDLE[Unit(last.unit)]}. The pooled mean, {pooled} (95% interval {limits}), allows for "
        "organisations that differ: the more they do, the more evenly it counts large and small ones."
    )
    if last.next_low is None:
        return said
    ahead = sentences.interval(last.next_low, last.next_high, last.unit)
    return (
        f"{said} Of further organisations like these, 95 in 100 would be between "
        f"{ahead.replace(' to ', ' and ')}."
    )


def middle(last: Together) -> str:
    """The middle of the funnel in its unit."""
    return sentences.figure(last.centre, last.unit)
