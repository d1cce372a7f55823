"""Returns side by side: rates and shares with intervals, from what readers outside are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evenhand.domain.amhp.returns.edition import ALL, Figures, single
from evenhand.domain.amhp.returns.protect import HIDDEN, Told, ToldFigures
from evenhand.domain.amhp.sight.hide import sum_is_safe
from evenhand.domain.amhp.sight.hide import told as told_alone
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.statistics.rates import rate_limits
from evenhand.domain.statistics.shares import wilson

PER = 100_000
MONTHS = 12
PART = "part of a year"
# Counts that are added up over authorities, each with the whole whose rest follows from it.
TOGETHER: Mapping[str, str] = {
    "people": "",
    "trainees": "",
    "considered": "",
    "detained": "considered",
    "delayed": "considered",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """
    A rate for every 100,000 residents, or a share of 1, with its 95% interval; None: why it is not.

    `why` is "hidden", "not known" or PART. A share of posts has no interval: posts are no sample.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    why: str = ""


def rate(told: ToldFigures, item: str, *, a_year: bool = False) -> Compared:
    """
    Events or people of an item for every 100,000 residents, by Byar's or exact limits.

    `a_year`: of a whole year or not at all.
    """
    if a_year and isinstance(months := _number(told, "months"), float) and months < MONTHS:
        return Compared(value=None, why=PART)
    number, people = _number(told, item), _number(told, "residents")
    if isinstance(number, str) or isinstance(people, str):
        return Compared(value=None, why=_why(number, people))
    if not people:
        return Compared(value=None, why="not known")
    value, low, high = (float(each) for each in rate_limits(number, people, PER))
    return Compared(value=value, low=low, high=high)


def share(told: ToldFigures, part: str, whole: str) -> Compared:
    """A part of a whole, of rounded counts, by Wilson's limits."""
    number, of = _number(told, part), _number(told, whole)
    if isinstance(number, str) or isinstance(of, str):
        return Compared(value=None, why=_why(number, of))
    if not of:
        return Compared(value=None, why="not known")
    # Each is rounded by itself, so that a part may seem larger than its whole by a few.
    low, high = (float(each) for each in wilson(min(number, of), of))
    return Compared(value=min(number, of) / of, low=low, high=high)


def vacant(told: ToldFigures) -> Compared:
    """The share of posts that nobody holds."""
    gone, posts = _number(told, "vacant-fte"), _number(told, "posts-fte")
    if isinstance(gone, str) or isinstance(posts, str):
        return Compared(value=None, why=_why(gone, posts))
    return Compared(value=gone / posts) if posts else Compared(value=None, why="not known")


def together(exact: Sequence[Figures], preset: Preset) -> dict[str, Told]:
    """
    Sums over authorities for readers who have each one's own return: `None` where one does not know.

    From exact counts; a sum is hidden where a hidden part, or the rest of one, could be told from it.
    """
    found: dict[str, Told] = {}
    for item, whole in TOGETHER.items():
        parts = [single(each, item) for each in exact]
        wholes = [single(each, whole) for each in exact] if whole else []
        found[item] = _sum(parts, preset)
        if isinstance(found[item], int) and whole:
            rests = [
                None if all_of is None or part is None else all_of - part
                for all_of, part in zip(wholes, parts, strict=True)
            ]
            if any(rests) and not isinstance(_sum(rests, preset), int):
                found[item] = HIDDEN
    return found


def _sum(parts: Sequence[int | float | None], preset: Preset) -> Told:
    known = [int(part) for part in parts if part is not None]
    if not known or len(known) < len(parts):
        return None
    if not sum_is_safe(known, preset):
        return HIDDEN
    alone = told_alone(sum(known), preset)
    return HIDDEN if alone is None else alone


def _number(told: ToldFigures, item: str) -> float | str:
    """The number, or why there is none."""
    value = told.get(item, {}).get(ALL)
    if value is None:
        return "not known"
    return value if isinstance(value, str) else float(value)


def _why(*values: float | str) -> str:
    words = [each for each in values if isinstance(each, str)]
    return HIDDEN if HIDDEN in words else words[0]
