"""How numbers, dates and labels are written: one way everywhere."""

import math
from datetime import date

MINUS = "\N{MINUS SIGN}"
NO_LIMIT = "no upper limit"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


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


def percent(share: float) -> str:
    """A share from 0 to 1 with one decimal; never "0.0%" for somebody nor "100.0%" for not all.

    >>> percent(0.6029), percent(0.0002), percent(0), percent(1), percent(0.99996)
    ('60.3%', 'under 0.1%', '0%', '100%', 'over 99.9%')
    """
    if share in (0, 1):
        return f"{share:.0%}"
    if share < 0.0005:
        return "under 0.1%"
    if share > 0.9995:
        return "over 99.9%"
    return f"{share:.1%}"


def share(numerator: int | None, denominator: int | None, value: float | None = None) -> str:
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
        return f"{percent(value)} (weighted{answers})"
    if denominator is None:
        return count(numerator)
    both = f"{count(numerator)} of {count(denominator)}"
    if denominator == 0:
        return both
    return f"{both} ({percent(numerator / denominator if value is None else value)})"


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


def day(when: date) -> str:
    """
    >>> day(date(2025, 3, 31))
    '31 March 2025'
    """
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def period(text: str) -> str:
    """A period as it is read: a date in words, anything else (a year) as it stands.

    >>> period("2025-03-31"), period("2025")
    ('31 March 2025', '2025')
    """
    try:
        return day(date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text


def year(text: str) -> str:
    """
    >>> year("2025-03-31"), year("2025")
    ('2025', '2025')
    """
    return text[:4]


def sentence(text: str) -> str:
    """With a capital at the start and one full stop at the end.

    >>> sentence("too few people"), sentence("Why?"), sentence("")
    ('Too few people.', 'Why?', '')
    """
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".?!" else ".")


def listed(items: list[str]) -> str:
    """
    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def shortened(text: str, longest: int) -> str:
    """Cut with an ellipsis, so that a name of any length leaves the page readable.

    >>> shortened("Example Partnership Trust", 12)
    'Example Par…'
    """
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def wrapped(text: str, width: int) -> list[str]:
    """Lines of about so many characters, at most three.

    >>> wrapped("Non-mandatory training", 14)
    ['Non-mandatory', 'training']
    """
    lines = [""]
    for word in shortened(text, 3 * width).split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def spaced(code: str) -> str:
    """A code as words.

    >>> spaced("social-worker"), spaced("AMHP")
    ('Social worker', 'AMHP')
    """
    words = code.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def grade(cell: str, word: str = "band") -> str:
    """A line of an indicator as a reader would write it; bare numbers get the word for a grade.

    >>> grade("clinical: 8a"), grade("8a", "grade"), grade("VSM"), grade("")
    ('Clinical: band 8a', 'Grade 8a', 'VSM', '')
    """
    block, _, rung = cell.rpartition(": ")
    if rung[:1].isdigit():
        rung = f"{word} {rung}"
    text = f"{block}: {rung}" if block else rung
    return text[:1].upper() + text[1:]
