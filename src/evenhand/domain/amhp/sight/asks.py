"""What was asked of others, doctors, beds, transport and more: how often, what came of it, how long it took."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.sight.kept import KeptMonth

Rows = Iterable[Mapping[str, Any]]


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


def asks_kept(rows: Rows) -> dict[date, KeptMonth]:
    """Asks in numbers, by the month in London in which they were asked; without a time, in none."""
    of_month: defaultdict[date, KeptMonth] = defaultdict(KeptMonth)
    for row in rows:
        asked, answered = row.get("asked"), row.get("answered")
        if asked is None:
            continue
        month = of_month[at_london(asked).date().replace(day=1)]
        month.count("ask", row["what"], row.get("answer") or "")
        if answered is not None and answered >= asked:
            month.took("ask", row["what"], them=[answered - asked])
    return dict(of_month)


def asks_of(
    rows: Rows,
    kept: Mapping[date | None, KeptMonth],
    months: Collection[date],
    order: Collection[str],
) -> tuple[AsksOf, ...]:
    """
    What was asked in some months, of rows and of what is kept of deleted ones, in the order of codes;
    codes on no list last; only what was asked at all.
    """
    whole = KeptMonth()
    for month, found in (*asks_kept(rows).items(), *kept.items()):
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
