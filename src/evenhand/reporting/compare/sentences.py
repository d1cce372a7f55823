"""What a comparison says in words. No sentence says that a body did well or badly."""

from evenhand.domain.measures.compared import OUTSIDE, Standing, Together, Where
from evenhand.domain.results import written
from evenhand.domain.results.result import Unit
from evenhand.reporting import words
from evenhand.reporting.compare.arranged import MeasureStandings

# So many bodies lie outside the 95% limits where nothing but what the limits allow for is at work.
OUTSIDE_95 = 0.05
SELDOM = {
    Where.FAR_ABOVE: "1 organisation in 1,000",
    Where.ABOVE: "1 organisation in 40",
    Where.BELOW: "1 organisation in 40",
    Where.FAR_BELOW: "1 organisation in 1,000",
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
        return [*said, f"{words.sentence(of.last.reason)} So there is no funnel and no rank."]
    return [*said, _all(of)]


def _own(own: Standing, last: Together) -> str:
    if own.value is None:
        reason = own.reason[:1].lower() + own.reason[1:]
        return f"{own.body_name} has no figure here: {reason}."
    limits = interval(own.low, own.high, own.unit)
    said = f"{own.body_name}: {figure(own.value, own.unit)} (95% interval {limits})."
    if own.where is None or own.rank is None:
        return said
    return (
        f"{said} This is {_where(own.where, last)}. Counted from the lowest figure, its "
        f"rank is {own.rank} of {own.ranked} (95% interval {own.rank_low} to {own.rank_high}). "
        f"{alike(own)}"
    )


def alike(own: Standing) -> str:
    """From how many of the others a body cannot be told apart."""
    others = own.ranked - 1
    if not own.alike:
        return f"It can be told apart from each of the {others} others."
    if own.alike == others:
        return f"It cannot be told apart from any of the {others} others."
    return f"It cannot be told apart from {own.alike} of the {others} others."


def _where(where: Where, last: Together) -> str:
    """With what the limits allow for: chance alone, or that bodies differ besides."""
    if where is Where.WITHIN:
        what = (
            "organisations that differ as most of these do"
            if last.extra_variance
            else "chance alone"
        )
        return f"{where}, which allow for {what}"
    why = "if all differed only as most of these do" if last.extra_variance else "by chance alone"
    return f"{where}: {SELDOM[where]} would be there {why}"


def _all(of: MeasureStandings) -> str:
    outside = [each for each in of.shown if each.where in OUTSIDE]
    far = sum(each.where in (Where.FAR_ABOVE, Where.FAR_BELOW) for each in outside)
    count = len(of.shown)
    number = OUTSIDE_95 * count
    few = "Fewer than 1" if number < 1 else f"About {number:.0f}"
    expected = f"{few} would be outside them in any case."
    if not outside:
        return f"None of the {count} organisations is outside the 95% limits. {expected}"
    some = f"{len(outside)} of the {count} organisations {_is(len(outside))} outside the 95% limits"
    if far == len(outside):
        return f"{some}, and outside the 99.8% limits too. {expected}"
    further = f"; {far} of them {_is(far)} outside the 99.8% limits too" if far else ""
    return f"{some}{further}. {expected}"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def found(of: MeasureStandings) -> str:
    """A title for the funnel."""
    own = of.own
    if own is not None and own.where is not None:
        return f"{own.body_name} is {own.where}"
    outside = sum(each.where in OUTSIDE for each in of.shown)
    return f"{outside} of {len(of.shown)} organisations {_is(outside)} outside the 95% limits"


def means(last: Together) -> str:
    """What the figures are, in words."""
    if last.unit == Unit.PERCENT:
        return "Percentage of those who answered"
    if last.unit == Unit.POINTS:
        return f"Difference in points: {last.group_label} less {last.comparator_label}"
    sides = (last.group_label, last.comparator_label)
    top, below = sides if last.direction.startswith("group") else sides[::-1]
    return f"How many times as likely: {top} against {below}"
