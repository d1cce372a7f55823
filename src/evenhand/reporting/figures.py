"""How one result is written: its figure, its two sides, its finding, its change."""

from evenhand.domain.results import written
from evenhand.domain.results.result import Change, Finding, Result, Unit
from evenhand.reporting import words

HIDDEN = "Hidden to protect people"

CHANGE_WORDS = {
    Change.ROSE: "rose",
    Change.FELL: "fell",
    Change.NO_CLEAR_CHANGE: "no clear change",
    Change.CANNOT_TELL: "cannot tell",
}


def value(result: Result) -> str:
    """
    The figure in its unit, or the word for why there is none.

    A share that is only known to lie between two bounds has no value of its own.
    """
    if result.suppressed:
        return HIDDEN
    if result.value is None:
        return str(Finding.NOT_CALCULABLE)
    return written.figure(result.value, unit=result.unit)


def interval(result: Result) -> str:
    """The 95% interval; with no value, the one-sided bound if there is one."""
    if result.value is None and result.low and result.unit is Unit.RATIO:
        return f"at least {written.ratio(result.low)}"
    return written.interval(result.low, result.high, unit=result.unit)


def value_with_interval(result: Result) -> str:
    """ "1.59 (1.20 to 2.10)"."""
    limits = interval(result)
    return f"{value(result)} ({limits})" if limits else value(result)


def short(result: Result) -> str:
    """What is written at the end of a chart's line: short enough for a phone."""
    if result.suppressed:
        return str(Finding.TOO_SMALL)
    if result.value is None:
        return str(Finding.NOT_CALCULABLE)
    figure = written.figure(result.value, unit=result.unit).removesuffix(" points")
    if result.low is None or result.high is None:
        return figure
    return f"{figure} ({interval(result)})"


def own_share(result: Result) -> str:
    """The group's share with both its numbers."""
    if result.suppressed:
        return HIDDEN
    return written.share(result.numerator, result.denominator, result.share)


def comparator_share(result: Result) -> str:
    """The other side's share with both its numbers."""
    if result.suppressed:
        return HIDDEN
    return written.share(
        result.comparator_numerator, result.comparator_denominator, result.comparator_share
    )


def compared_with(result: Result) -> str:
    """ "White: 255 of 1,900 (13.4%)"."""
    return f"{result.comparator_label}: {comparator_share(result)}"


def bounds(result: Result) -> str:
    """Lowest and highest, whatever the ethnicity of those who are not known turns out to be."""
    return written.interval(result.bound_low, result.bound_high, unit=result.unit)


def change(result: Result) -> str:
    """ "rose since 2023"; empty in a first year."""
    since = f" since {words.year(result.change_from)}" if result.change_from else ""
    return f"{moved(result)}{since}" if result.change is not None else ""


def moved(result: Result) -> str:
    """ "rose"; empty in a first year."""
    return "" if result.change is None else CHANGE_WORDS[result.change]


def people(result: Result) -> str:
    """How many more or fewer people than at the comparator's rate, signed."""
    return "" if result.people is None else written.signed(result.people, 0)
