"""How numbers are written: one way in sentences, tables, charts and files."""

import math
from collections.abc import Iterable, Sequence

MINUS = "\N{MINUS SIGN}"
NO_LIMIT = "no upper limit"
# Of a figure whose percentages a rule prints more or less finely than with one decimal.
DECIMALS = 1
DECIMALS_FLAGS = {
    0: "percentages in whole per cent",
    2: "percentages to two decimals",
}


def count(n: int) -> str:
    """
    >>> count(12345)
    '12,345'
    """
    return f"{n:,}"


def plural(n: int, one: str, many: str = "") -> str:
    """
    >>> plural(1, "row"), plural(1200, "row"), plural(2, "person", "people")
    ('1 row', '1,200 rows', '2 people')
    """
    return f"{count(n)} {one if n == 1 else many or one + 's'}"


def some_of(names: Sequence[str], most: int = 10) -> str:
    """
    The first of many names, and how many more there are.

    >>> some_of(["A"]), some_of(["A", "B"]), some_of(["A", "B", "C", "D"], most=2)
    ('A', 'A and B', 'A, B and 2 more')
    """
    left = len(names) - most
    shown = [*names[:most], f"{count(left)} more"] if left > 1 else list(names)
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def decimals_of(flags: Iterable[str]) -> int:
    """
    How many decimals the percentages of a figure with these flags have.

    >>> decimals_of(["weighted", "percentages in whole per cent"]), decimals_of([])
    (0, 1)
    """
    found = [decimals for decimals, flag in DECIMALS_FLAGS.items() if flag in flags]
    return found[0] if found else DECIMALS


def percent(share: float, decimals: int = DECIMALS) -> str:
    """A share from 0 to 1; never "0.0%" for somebody nor "100.0%" for not all.

    >>> percent(0.6029), percent(0.0002), percent(0), percent(1), percent(0.99996)
    ('60.3%', 'under 0.1%', '0%', '100%', 'over 99.9%')
    >>> percent(0.27, 0), percent(0.002, 0), percent(0.998, 0), percent(0.27, 2)
    ('27%', 'under 1%', 'over 99%', '27.00%')
    """
    if share in (0, 1):
        return f"{share:.0%}"
    least = 0.01 / 10**decimals
    if share < least / 2:
        return f"under {least:.{decimals}%}"
    if share >= 1 - least / 2:
        return f"over {1 - least:.{decimals}%}"
    return f"{share:.{decimals}%}"


def share(
    numerator: int | None,
    denominator: int | None,
    value: float | None = None,
    decimals: int = DECIMALS,
) -> str:
    """Both numbers behind a share, and the share.

    A weighted share has no whole numerator: it is printed with the number of answers behind it.

    >>> share(41, 68)
    '41 of 68 (60.3%)'
    >>> share(0, 0), share(None, None)
    ('0 of 0', 'not known')
    >>> share(None, 680, 0.125)
    '12.5% (weighted, 680 answers)'
    """
    if numerator is None:
        if value is None:
            return "not known"
        answers = "" if denominator is None else f", {plural(denominator, 'answer')}"
        return f"{percent(value, decimals)} (weighted{answers})"
    if denominator is None:
        return count(numerator)
    both = f"{count(numerator)} of {count(denominator)}"
    if denominator == 0:
        return both
    return f"{both} ({percent_of(numerator, denominator, value, decimals)})"


def percent_of(
    numerator: int, denominator: int, value: float | None = None, decimals: int = DECIMALS
) -> str:
    """The percentage of two counts, or their share as it was rounded: nobody and all are exact.

    >>> percent_of(41, 68), percent_of(1, 8, 0.13, 0), percent_of(5, 1200, 0.0, 0)
    ('60.3%', '13%', 'under 1%')
    """
    exact = numerator / denominator
    return percent(exact if value is None or value in (0, 1) else value, decimals)


def ratio(value: float) -> str:
    """
    >>> ratio(1.588), ratio(0), ratio(0.0001), ratio(512.3), ratio(math.inf)
    ('1.59', '0', 'under 0.01', '512', 'no upper limit')
    """
    if math.isinf(value):
        return NO_LIMIT
    if value == 0:
        return "0"
    if value < 0.005:
        return "under 0.01"
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def points(value: float) -> str:
    """A signed difference in percentage points.

    >>> points(3.24), points(-0.5), points(0)
    ('+3.2 points', '−0.5 points', '0 points')
    """
    return f"{signed(value)} points"


def signed(value: float, decimals: int = 1) -> str:
    """
    >>> signed(3.24), signed(-0.04), signed(0)
    ('+3.2', '0.0', '0')
    """
    if value == 0:
        return "0"
    text = f"{abs(value):,.{decimals}f}"
    if not float(text.replace(",", "")):
        return text
    return f"{'+' if value > 0 else MINUS}{text}"


def interval(low: float | None, high: float | None, *, unit: str) -> str:
    """From low to high, with more decimals where rounding would put a limit on parity itself.

    >>> interval(1.2, 2.1, unit="ratio"), interval(1.003, 2.1, unit="ratio")
    ('1.20 to 2.10', '1.003 to 2.10')
    >>> interval(-0.5, 7.25, unit="points"), interval(3.98, math.inf, unit="ratio")
    ('−0.5 to +7.2', '3.98 and above')
    >>> interval(None, None, unit="ratio")
    ''
    """
    if low is None or high is None:
        return ""
    if math.isinf(high):
        return f"{_limit(low, unit)} and above"
    return f"{_limit(low, unit)} to {_limit(high, unit)}"


def _limit(value: float, unit: str) -> str:
    if unit == "ratio":
        text = ratio(value)
        return f"{value:.3f}" if text == "1.00" and value != 1 else text
    if unit == "percent":
        return f"{value:.1f}%"
    text = signed(value)
    return signed(value, 2) if text == "0.0" else text


def figure(value: float | None, *, unit: str) -> str:
    """A result's own figure in its unit.

    >>> figure(1.588, unit="ratio"), figure(-3.04, unit="points"), figure(41.26, unit="percent")
    ('1.59', '−3.0 points', '41.3%')
    """
    if value is None:
        return ""
    if unit == "ratio":
        return ratio(value)
    return points(value) if unit == "points" else f"{value:.1f}%"


def p(value: float | None) -> str:
    """A p value, never rounded across 0.05.

    >>> p(0.0301), p(0.0004), p(0.0042), p(0.0496), p(0.999), p(None)
    ('p = 0.03', 'p < 0.001', 'p = 0.004', 'p = 0.0496', 'p > 0.99', '')
    """
    if value is None:
        return ""
    if value < 0.001:
        return "p < 0.001"
    if value > 0.99:
        return "p > 0.99"
    for decimals in (2, 3, 4):
        text = f"{value:.{decimals}f}"
        near_zero = value < 0.01 and decimals == 2
        if not near_zero and (float(text) != 0.05 or value == 0.05):
            return f"p = {text}"
    return "p < 0.05" if value < 0.05 else "p > 0.05"
