"""What a pay report says first, in sentences: who is paid less or more, how sure, and no cause."""

from collections.abc import Iterator

from evenhand.domain.codes.ethnicity import UNKNOWN
from evenhand.domain.pay import say
from evenhand.domain.pay.groups import FEMALE, MALE
from evenhand.domain.pay.report import PayReport
from evenhand.domain.pay.rules import SEX, Calculation
from evenhand.domain.results import written
from evenhand.domain.results.reading import VERDICT
from evenhand.domain.results.result import Finding, Result
from evenhand.reporting.pay.arranged import (
    BONUS_MEAN,
    BONUS_MEDIAN,
    MEAN,
    MEDIAN,
    headline,
    of,
)

_WHICH = {MEDIAN: "median", MEAN: "mean", BONUS_MEDIAN: "median", BONUS_MEAN: "mean"}
_OF_BONUSES = (BONUS_MEDIAN, BONUS_MEAN)
NOT_CALCULABLE = "Not calculable"


def names(result: Result) -> tuple[str, str]:
    """Both sides as they are called in a sentence."""
    return (
        say.side(result.group, result.group_label),
        say.side(result.comparator, result.comparator_label),
    )


def paid(result: Result) -> str:
    """ "Black staff are paid 6.1% less per hour than White staff (median; ...). This is ..." """
    if result.value is None or result.low is None or result.high is None:
        return result.reason or result.reading
    group, reference = names(result)
    interval = f"95% interval {say.limits(result.low, result.high)}"
    which = _WHICH[Calculation(result.indicator)]
    bonus = result.indicator in _OF_BONUSES
    if result.finding is Finding.CANNOT_TELL:
        what = "have different bonuses" if bonus else "are paid differently per hour"
        return (
            f"The figures cannot tell whether {group} and {reference} {what}: the {which} of "
            f"{group} is {say.apart(result.value)} ({interval})."
        )
    said = f"{group[0].upper()}{group[1:]} {_less(result.value, bonus=bonus)} {reference}"
    return f"{said} ({which}; {interval}). {VERDICT[result.finding]}"


def _less(value: float, *, bonus: bool) -> str:
    what = "who had a bonus had" if bonus else "are paid"
    per = "" if bonus else " per hour"
    if abs(value) < 0.05:
        return f"{what} the same{per} as"
    return f"{what} {abs(value):.1f}% {'less' if value > 0 else 'more'}{per} than"


def stands_out(report: PayReport) -> list[str]:
    """The headline gaps of the last year, who had a bonus, and who told."""
    said = [paid(r) for which in (MEDIAN, MEAN) for r in headline(of(report, which))]
    said += [r.reading for r in headline(of(report, "bonus-share")) if r.value is not None]
    return said


def quarters(report: PayReport) -> Iterator[str]:
    """Of each headline group: its share of the highest and of the lowest quarter."""
    found = {(r.group, r.cell): r for r in headline(of(report, "quarters"))}
    for group in dict.fromkeys(group for group, _ in found):
        ends = [found[group, cell] for cell in ("upper", "lower") if (group, cell) in found]
        if len(ends) < 2 or any(r.share is None for r in ends) or is_unknown(ends[0]):
            continue
        shares = (*(r.share or 0.0 for r in ends), ends[0].comparator_share or 0.0)
        decimals = written.decimals_of(ends[0].flags)
        upper, lower, whole = (written.percent(share, decimals) for share in shares)
        who = say.side(ends[0].group, ends[0].group_label)
        yield (
            f"{who[0].upper()}{who[1:]} are {whole} of all staff whose pay is known: {upper} of the "
            f"highest-paid quarter and {lower} of the lowest-paid."
        )


def is_unknown(result: Result) -> bool:
    """Whether these are people in no group."""
    if result.grouping == SEX:
        return result.group not in (FEMALE, MALE)
    return result.group in UNKNOWN
