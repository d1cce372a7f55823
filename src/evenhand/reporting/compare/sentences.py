"""What a comparison says in words. No sentence says that a body did well or badly."""

from evenhand.domain.measures.compared import OUTSIDE, Standing, Together, Where
from evenhand.domain.results import written
from evenhand.domain.results.result import Unit
from evenhand.reporting import words
from evenhand.reporting.compare.arranged import MeasureStandings

# So many bodies lie outside the 95% limits where nothing but what the limits allow for is at work.
OUTSIDE_95 = 0.05
SIDES = {
    Where.FAR_ABOVE: "far above the funnel, where 1 body in 1,000 would lie",
    Where.ABOVE: "above the funnel, where 1 body in 40 would lie",
    Where.BELOW: "below the funnel, where 1 body in 40 would lie",
    Where.FAR_BELOW: "far below the funnel, where 1 body in 1,000 would lie",
}
WHERE_SHORT = {
    Where.FAR_ABOVE: "far above (99.8%)",
    Where.ABOVE: "above (95%)",
    Where.WITHIN: "within",
    Where.BELOW: "below (95%)",
    Where.FAR_BELOW: "far below (99.8%)",
}


def figure(value: float | None, unit: str) -> str:
    """A figure in its unit."""
    return written.figure(value, unit=unit)


def interval(low: float | None, high: float | None, unit: str) -> str:
    """From low to high; a missing upper limit is none."""
    if low is None:
        return ""
    return written.interval(low, float("inf") if high is None else high, unit=unit)


def rank(standing: Standing) -> str:
    """Its place from the lowest, with the interval."""
    if standing.rank is None:
        return ""
    return f"{standing.rank} ({standing.rank_low} to {standing.rank_high})"


def answer(of: MeasureStandings) -> list[str]:
    """What was found, first about the body that asked, then about all."""
    said = [_own(of.own, of.last)] if of.own is not None else []
    if of.last.reason:
        return [*said, f"{words.sentence(of.last.reason)} So no funnel and no rank is shown."]
    return [*said, _all(of)]


def _own(own: Standing, last: Together) -> str:
    if own.value is None:
        reason = own.reason[:1].lower() + own.reason[1:]
        return f"{own.body_name} has no figure here: {reason}."
    limits = interval(own.low, own.high, own.unit)
    said = f"{own.body_name}: {figure(own.value, own.unit)} (95% interval {limits})."
    if own.where is None or own.rank is None:
        return said
    others = own.ranked - 1
    return (
        f"{said} It is {_where(own.where, last)}. From the lowest it ranks {own.rank} of {own.ranked}, "
        f"anywhere from {own.rank_low} to {own.rank_high}, and cannot be told apart from "
        f"{own.alike} of the other {others}."
    )


def _where(where: Where, last: Together) -> str:
    """With what the limits allow for: chance alone, or that bodies differ besides."""
    if where is Where.WITHIN:
        why = "bodies that differ as these do" if last.extra_variance else "chance alone"
        return f"within the funnel: {why} could well put it there"
    if last.extra_variance:
        return f"{SIDES[where]} among bodies that differ as these do"
    return f"{SIDES[where]} by chance alone"


def _all(of: MeasureStandings) -> str:
    outside = [each for each in of.shown if each.where in OUTSIDE]
    far = sum(each.where in (Where.FAR_ABOVE, Where.FAR_BELOW) for each in outside)
    count = len(of.shown)
    number = OUTSIDE_95 * count
    few = "fewer than 1" if number < 1 else f"about {number:.0f}"
    expected = f"{few} would lie outside 95% in any case."
    if not outside:
        return f"None of {count} bodies lies outside the 95% limits; {expected}"
    return (
        f"Of {count} bodies, {len(outside)} {_lie(len(outside))} outside the 95% limits, {far} of "
        f"them outside the 99.8% limits; {expected}"
    )


def _lie(count: int) -> str:
    return "lies" if count == 1 else "lie"


def spread(last: Together) -> str:
    """Whether bodies differ by more than chance, and what was done about it."""
    if last.spread is None:
        return ""
    if not last.extra_variance:
        return (
            f"Bodies scatter no more than chance makes them ({last.spread:.1f} times), so the "
            "limits are those of chance alone."
        )
    return (
        f"Bodies scatter {last.spread:.1f} times as much as chance makes them (overdispersion). "
        "They differ for many reasons, so the limits are widened by that much, and a body outside "
        "them is unusual even among bodies that differ."
    )


def pooled(last: Together) -> str:
    """One figure over all, how much bodies differ, and what a further one would be."""
    if last.pooled is None or last.i2 is None:
        return ""
    limits = interval(last.pooled_low, last.pooled_high, last.unit)
    said = f"Over all bodies: {figure(last.pooled, last.unit)} (95% interval {limits})."
    if last.next_low is None:
        return said
    ahead = interval(last.next_low, last.next_high, last.unit)
    return (
        f"{said} {last.i2:.0%} of the scatter between bodies is more than chance (I squared), and "
        f"a further body like these would lie between {ahead.replace(' to ', ' and ')}."
    )


def found(of: MeasureStandings) -> str:
    """A title for the funnel."""
    own = of.own
    if own is not None and own.where is not None:
        return (
            f"{of.name}: {own.body_name} is {WHERE_SHORT[own.where].partition(' (')[0]} the funnel"
        )
    outside = sum(each.where in OUTSIDE for each in of.shown)
    return f"{of.name}: {outside} of {len(of.shown)} bodies outside the funnel"


def means(last: Together) -> str:
    """What the figures are, in words."""
    if last.unit == Unit.PERCENT:
        return "Percentage of those who answered"
    if last.unit == Unit.POINTS:
        return f"Difference in points: {last.group_label} less {last.comparator_label}"
    sides = (last.group_label, last.comparator_label)
    top, below = sides if last.direction.startswith("group") else sides[::-1]
    return f"How many times as likely: {top} against {below}"
