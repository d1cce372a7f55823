"""What the columns of an unknown table hold, in numbers: never which person has what."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from evenhand.data.mapping.layout import Layout
from evenhand.data.readers.dates import read_date
from evenhand.data.readers.may_be_shown import may_be_personal

# More different values than this are not of a list of codes.
MOST_CODES = 400
# A value that so many rows have is not the value of one person.
SHOWN_FROM = 3
_LATEST_YEAR = 2100
_NUMERIC_DATE = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})\b")


@dataclass(frozen=True)
class Profile:
    """One column: its header, and how many rows have each of its values."""

    place: int
    header: str
    lower: str
    values: Counter[str] = field(repr=False)

    @property
    def filled(self) -> int:
        """Rows that have a value."""
        return self.values.total()

    def share(self, holds: Callable[[str], bool]) -> float:
        """The share of the rows with a value for which something holds; 0 where there are none."""
        rows = sum(number for value, number in self.values.items() if holds(value))
        return rows / self.filled if self.filled else 0.0

    def examples(self) -> tuple[str, ...]:
        """The three commonest values that are no one person's, or the shapes of the others."""
        common = [
            value
            for value, number in self.values.most_common(3)
            if number >= SHOWN_FROM and not may_be_personal(value)
        ]
        return tuple(common) or shapes(self.values)


def shapes(values: Counter[str]) -> tuple[str, ...]:
    """What values look like, without what they say.

    >>> shapes(Counter({"E12": 1, "31/03/2025": 2}))
    ('like 99/99/9999', 'like A99')
    """
    kinds: Counter[str] = Counter()
    for value, number in values.items():
        short = re.sub(r"[^\W\d_]", "A", re.sub(r"\d", "9", value))
        kinds[short if len(short) <= 12 else "longer text"] += number
    return tuple(f"like {kind}" for kind, _ in kinds.most_common(3))


def profiles(rows: Sequence[Sequence[str]], layout: Layout) -> list[Profile]:
    """The columns below the header."""
    data = rows[layout.first :]
    found = []
    for place, (header, lower) in enumerate(zip(layout.headers, layout.lower, strict=True)):
        cells = (" ".join(row[place].split()) for row in data if place < len(row))
        found.append(Profile(place, header, lower, Counter(cell for cell in cells if cell)))
    return found


def is_date(value: str) -> bool:
    """Whether a value is a day, in any order."""
    return any(
        read_date(value, latest_year=_LATEST_YEAR, month_first=first)[0] is not None
        for first in (False, True)
    )


def days_of(column: Profile, *, month_first: bool) -> list[date]:
    """The days of all rows of a column, those that cannot be read left out."""
    read = {
        value: read_date(value, latest_year=_LATEST_YEAR, month_first=month_first)[0]
        for value in column.values
    }
    return [
        day for value, rows in column.values.items() if (day := read[value]) for _ in range(rows)
    ]


def date_order(columns: Sequence[Profile]) -> str:
    """
    "day-first" or "month-first", as the dates of a table show; "either" where none does, "both"
    where they contradict each other, "" where no date has its year last in numbers.
    """
    seen: set[str] = set()
    for column in columns:
        for value in column.values:
            if match := _NUMERIC_DATE.match(value):
                first, second = int(match[1]), int(match[2])
                seen.add("day-first" if first > 12 else "month-first" if second > 12 else "either")
    sure = seen - {"either"}
    return "both" if len(sure) > 1 else next(iter(sure), "either" if seen else "")
