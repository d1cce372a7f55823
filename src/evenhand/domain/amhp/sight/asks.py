"""What was asked of others, doctors, beds, transport and more: how often, what came of it, how long it took."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from statistics import median
from typing import Any

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.sight.kept import KeptMonth

Rows = Iterable[Mapping[str, Any]]
A_DAY = timedelta(days=1)
BEGINNING, END = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class AsksOf:
    """
    What was asked for under one code. `answers` are numbers by the code of what came of it, under ""
    where nothing has yet. `timed` have both times; `middle` and `longest` are of those.
    """

    what: str
    asked: int
    answers: Mapping[str, int]
    timed: int
    middle: timedelta | None
    longest: timedelta | None


def asks_kept(rows: Rows, months: Sequence[date] = ()) -> dict[date, KeptMonth]:
    """
    Asks in numbers, by the month in London in which they were asked; without a time, in none.

    Of these `months`, in order, or of all where none are named.
    """
    # A day more on either side is sorted out by London's clock.
    since = datetime.combine(months[0], time(), UTC) - A_DAY if months else BEGINNING
    until = datetime.combine(months[-1], time(), UTC) + 32 * A_DAY if months else END
    of_month: defaultdict[date, KeptMonth] = defaultdict(KeptMonth)
    lasted: defaultdict[tuple[date, str], list[timedelta]] = defaultdict(list)
    for row in rows:
        asked, answered = row.get("asked"), row.get("answered")
        if asked is None or not since <= asked <= until:
            continue
        month = at_london(asked).date().replace(day=1)
        of_month[month].count("ask", row["what"], row.get("answer") or "")
        if answered is not None and answered >= asked:
            lasted[month, row["what"]].append(answered - asked)
    for (month, what), them in lasted.items():
        of_month[month].took("ask", what, them=them)
    return {month: of_month[month] for month in months or of_month if month in of_month}


def asks_of(
    those: Iterable[Mapping[Any, KeptMonth]], months: Collection[date], order: Collection[str]
) -> tuple[AsksOf, ...]:
    """
    What was asked in some months, in the order of codes; codes on no list last; only what was asked at
    all. Each of `those` holds asks in numbers by month: of rows, or kept of deleted ones.
    """
    whole = KeptMonth()
    for each in those:
        for month, found in each.items():
            if month in months:
                whole.take_in(found)
    numbers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (what, answer), number in whole.under("ask").items():
        numbers[what][answer] += number
    codes = (*order, *sorted(numbers.keys() - set(order)))
    return tuple(
        _asks(what, numbers[what], whole.times("ask", what)) for what in codes if what in numbers
    )


def _asks(what: str, answers: Counter[str], lasted: list[timedelta]) -> AsksOf:
    seconds = [each.total_seconds() for each in lasted]
    return AsksOf(
        what=what,
        asked=answers.total(),
        answers=dict(answers),
        timed=len(lasted),
        middle=timedelta(seconds=median(seconds)) if seconds else None,
        longest=max(lasted, default=None),
    )
