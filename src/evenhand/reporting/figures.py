"""How one result is written: its figure, its two sides, its finding, its change."""

from evenhand.domain.disclosure.hide import NOT_KNOWN_FLAG, NOT_STATED_FLAG
from evenhand.domain.disclosure.preset import whole_percent
from evenhand.domain.results import written
from evenhand.domain.results.result import Change, Finding, Result, Unit
from evenhand.reporting import words

HIDDEN = "Hidden to protect people"
# In place of a number beside a figure that is itself shown.
BESIDE_HIDDEN = "hidden"

CHANGE_WORDS = {
    Change.ROSE: "rose",
    Change.FELL: "fell",
    Change.NO_CLEAR_CHANGE: "no clear change",
    Change.CANNOT_TELL: "cannot tell",
}


def is_bounded(result: Result) -> bool:
    """Whether only bounds are known: how many said yes to both of two questions is not published.

    Then `low` and `high` are bounds of the figure, and those of the shares bounds of the shares.
    """
    return not result.suppressed and result.share is None and result.share_low is not None


def value(result: Result) -> str:
    """
    The figure in its unit, or the word for why there is none.

    A share that is only known to lie between two bounds has no value of its own.
    """
    if result.suppressed:
        return HIDDEN
    if is_bounded(result):
        return f"between {' and '.join(_bounds_of(result))} points (bounds)"
    if result.value is None:
        return str(Finding.NOT_CALCULABLE)
    return written.figure(result.value, unit=result.unit)


def interval(result: Result) -> str:
    """The 95% interval; with no value, the one-sided bound if there is one."""
    if is_bounded(result):
        return ""
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
        return BESIDE_HIDDEN
    if is_bounded(result):
        return f"{' to '.join(_bounds_of(result))} (bounds)"
    if result.value is None:
        return str(Finding.NOT_CALCULABLE)
    figure = written.figure(result.value, unit=result.unit).removesuffix(" points")
    if result.low is None or result.high is None:
        return figure
    return f"{figure} ({interval(result)})"


def _bounds_of(result: Result) -> tuple[str, str]:
    low, _, high = written.interval(result.low, result.high, unit=result.unit).partition(" to ")
    return low, high


def own_share(result: Result) -> str:
    """The group's share with both its numbers, or its bounds, or the word for why it has none."""
    if result.suppressed:
        return HIDDEN
    if result.share is None:
        return _no_share(result, result.denominator, (result.share_low, result.share_high))
    decimals = written.decimals_of(result.flags)
    return written.share(result.numerator, result.denominator, result.share, decimals)


def comparator_share(result: Result) -> str:
    """The other side's share with both its numbers."""
    if result.suppressed:
        return HIDDEN
    if result.comparator_share is None:
        limits = (result.comparator_share_low, result.comparator_share_high)
        return _no_share(result, result.comparator_denominator, limits)
    return written.share(
        result.comparator_numerator,
        result.comparator_denominator,
        result.comparator_share,
        written.decimals_of(result.flags),
    )


def percent(result: Result, share: float) -> str:
    """A share of a result, as finely as its rules print one."""
    return written.percent(share, written.decimals_of(result.flags))


def part(result: Result, x: int, n: int) -> str:
    """People beside a result out of others, with both numbers, rounded as its own shares are."""
    decimals = written.decimals_of(result.flags)
    exact = decimals == written.DECIMALS or not n
    value = None if exact else whole_percent(x, n, decimals) / 100
    return written.share(x, n, value, decimals)


def _no_share(result: Result, n: int | None, limits: tuple[float | None, float | None]) -> str:
    low, high = limits
    if is_bounded(result) and low is not None and high is not None:
        answers = "" if n is None else f" ({written.plural(n, 'answer')})"
        return f"between {percent(result, low)} and {percent(result, high)}{answers}"
    if "hidden by its publisher" in result.flags:
        return "not published"
    if n is None:
        return "no records"
    return "nobody recorded" if n == 0 else f"no share ({written.plural(n, 'person', 'people')})"


def not_stated(result: Result) -> str:
    """People asked who declined to say: how many, that it is hidden, or nothing."""
    if NOT_STATED_FLAG in result.flags:
        return BESIDE_HIDDEN
    return _unknown(result, result.not_stated_numerator, result.not_stated_denominator)


def not_known(result: Result) -> str:
    """People not asked or not recorded: how many, that it is hidden, or nothing."""
    if NOT_KNOWN_FLAG in result.flags:
        return BESIDE_HIDDEN
    return _unknown(result, result.not_known_numerator, result.not_known_denominator)


def _unknown(result: Result, x: int | None, n: int | None) -> str:
    """People of unknown ethnicity: with the outcome and in all, answers where they are weighted."""
    if n is None:
        return ""
    if n == 0:
        return "nobody"
    return written.plural(n, "answer") if x is None else part(result, x, n)


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
    """How many more or fewer people than at the comparator's rate, signed; "none" for neither."""
    if result.people is None:
        return ""
    return written.signed(result.people, 0) if result.people else "none"
