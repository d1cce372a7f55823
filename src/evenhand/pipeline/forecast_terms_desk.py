"""
Terms of authorities as the desk of their region may read them: no small number of people leaves.

What an employer sets, and posts, are told as they were given. Counts of people are rounded, and small
ones and what would give them away are hidden, by the rules of a board's report; shares and differences
come from the rounded counts alone, so that they tell no more. Reasons for leaving are put together.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from evenhand.domain.amhp.sight.hide import Sums, told_of
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.suppress import CannotProtect
from evenhand.domain.forecast.terms_shares import LEVEL, Count, Shares
from evenhand.domain.forecast.terms_shares import compare as compare_shares
from evenhand.domain.statistics.shares import wilson
from evenhand.domain.statistics.significance import adjust, fisher_p
from evenhand.pipeline.forecast_terms import EXITS, FactTable, Row, facts_of
from evenhand.pipeline.presets import USUAL_PRESET, preset_called

# Days lost tell of people as well: they are told of this many people or more.
FEWEST_FOR_DAYS = 10
NOT_KNOWN, HIDDEN, TOLD = "not known", "hidden", "told"


@dataclass(frozen=True, kw_only=True)
class ToldShare:
    """
    A share of people in one authority, of rounded counts, with its 95% interval.

    `why` is "told", "hidden" or "not known"; `differs` whether it lies from the others' by more than
    chance whichever way the count was rounded, None where that cannot be told.
    """

    authority: str
    region: str
    why: str
    x: int | None = None
    n: int | None = None
    share: float | None = None
    low: float | None = None
    high: float | None = None
    others: float | None = None
    differs: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Desk:
    """
    The table. `vacancies` are of posts, `sickness` of days, and only over authorities that may be told.

    `reasons` are why people left, over all: None is hidden; what nobody told is not there.
    """

    facts: tuple[FactTable, ...]
    turnover: tuple[ToldShare, ...]
    vacancies: Shares | None
    sickness: Shares | None
    too_few_for_days: tuple[str, ...]
    reasons: Mapping[str, int | None]
    words: tuple[tuple[str, str], ...]


@cache
def desk_rules() -> Preset:
    """The rules by which numbers leave an authority: those of a board's report."""
    return preset_called(USUAL_PRESET["board"])


def desk_of(rows: Sequence[Row], preset: Preset | None = None) -> Desk:
    """What the desk reads of these authorities."""
    preset = preset or desk_rules()
    vacancies = list(_counts(rows, "vacancies", "posts"))
    many = [row for row in rows if row.values.get("amhps", 0) >= FEWEST_FOR_DAYS]
    days = list(_counts(many, "days_sick", "days_available"))
    asked = {each.authority for each in _counts(rows, "days_sick", "days_available")}
    return Desk(
        facts=tuple(facts_of(rows)),
        turnover=tuple(told_turnover(rows, preset)),
        vacancies=compare_shares(vacancies, days=False) if vacancies else None,
        sickness=compare_shares(days, days=True) if days else None,
        too_few_for_days=tuple(sorted(asked - {each.authority for each in days})),
        reasons=told_reasons(rows, preset),
        words=tuple((row.authority, row.words) for row in rows if row.words),
    )


def _counts(rows: Sequence[Row], x: str, n: str) -> Iterator[Count]:
    for row in rows:
        some, of = row.values.get(x), row.values.get(n)
        if some is not None and of and some <= of:
            yield Count(authority=row.authority, region=row.region, x=int(some), n=int(of))


def told_turnover(rows: Sequence[Row], preset: Preset) -> Iterator[ToldShare]:
    """Who left, authority by authority, in the order of the rows."""
    counts = {each.authority: each for each in _counts(rows, "leavers", "amhps")}
    told = {name: shown for name, each in counts.items() if (shown := _told(each, preset))}
    verdicts = _verdicts(told, preset)
    for row in rows:
        if row.authority not in counts:
            yield ToldShare(authority=row.authority, region=row.region, why=NOT_KNOWN)
        elif row.authority not in told:
            yield ToldShare(authority=row.authority, region=row.region, why=HIDDEN)
        else:
            x, n = told[row.authority]
            low, high = wilson(np.array([x]), np.array([n]))
            others, differs = verdicts[row.authority]
            yield ToldShare(
                authority=row.authority, region=row.region, why=TOLD, x=x, n=n, share=x / n,
                low=float(low[0]), high=float(high[0]), others=others, differs=differs,
            )  # fmt: skip


def _told(count: Count, preset: Preset) -> tuple[int, int] | None:
    """Leavers and AMHPs rounded; None where either, or those who stayed, could be told or are few."""
    sums = Sums()
    sums.show("amhps", count.n, worth=4.0)
    sums.show("leavers", count.x, worth=3.0)
    sums.part("amhps", "leavers", rest="stayed")
    try:
        hidden = sums.hidden(preset)
    except CannotProtect:
        return None
    shown = told_of(sums.counts, hidden, preset)
    x, n = shown["leavers"], shown["amhps"]
    # Each is rounded by itself, so that a part may seem larger than its whole by a few.
    return None if x is None or not n else (min(x, n), n)


def _verdicts(
    told: Mapping[str, tuple[int, int]], preset: Preset
) -> dict[str, tuple[float | None, bool | None]]:
    """The others' share, and whether an authority's own differs even if it was rounded away from it."""
    if len(told) < 2:
        return dict.fromkeys(told, (None, None))
    x, n = (np.array(each, dtype=float) for each in zip(*told.values(), strict=True))
    others_x, others_n = x.sum() - x, n.sum() - n
    others = others_x / others_n
    # Rounding moved a count by half of the base at most: by whole people, two of five.
    most = (preset.rounding_base - 1) // 2
    nearer = x + np.clip(n * others - x, -most, most)
    p = fisher_p(np.round(nearer), n, others_x, others_n)
    raised = adjust(p, np.zeros(p.size))
    return {
        name: (
            float(others[place]),
            None if np.isnan(raised[place]) else bool(raised[place] < LEVEL),
        )
        for place, name in enumerate(told)
    }


def told_reasons(rows: Sequence[Row], preset: Preset) -> dict[str, int | None]:
    """
    How many left for which reason, over all authorities that told it; rounded, small ones hidden.

    A reason that nobody told is not there: that is not nought.
    """
    parts = {
        name: sum(int(row.values.get(name, 0)) for row in rows)
        for name in EXITS
        if any(name in row.values for row in rows)
    }
    if not parts:
        return {}
    sums = Sums()
    sums.show("all", sum(parts.values()), worth=4.0)
    for name, each in parts.items():
        sums.show(name, each)
    sums.part("all", *parts)
    try:
        hidden = sums.hidden(preset)
    except CannotProtect:
        return dict.fromkeys(("all", *parts))
    shown = told_of(sums.counts, hidden, preset)
    return {name: shown[name] for name in ("all", *parts)}
