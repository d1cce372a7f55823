"""What is left of a result when counts behind it, or beside it, are hidden."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

from evenhand.domain.disclosure.cells import BESIDE, NOT_KNOWN_FIELDS, NOT_STATED_FIELDS
from evenhand.domain.results.measurement import BROADLY_FLAG, emptied
from evenhand.domain.results.result import Change, Finding, Result

HIDDEN_FLAG = "hidden to protect people"
NOT_STATED_FLAG = "number not stated hidden to protect people"
NOT_KNOWN_FLAG = "number not known hidden to protect people"
# Flags that say how a figure is defined, and nothing about people.
_STANDING = ("draft edition", "unconfirmed definition", "weighted", BROADLY_FLAG)
# Flags that begin with how many people they are about.
_WITH_NUMBER = ("no longer on the staff list", "more outside the workforce, not counted")


def hide_whole(result: Result) -> Result:
    """Nothing left that tells a number: not the figure, not its interval, not its change."""
    reason = (
        f"Hidden to protect people: the figure for {result.group_label} rests on a small number, "
        "or would give one away."
    )
    standing = tuple(flag for flag in result.flags if flag in _STANDING)
    return emptied(
        result,
        suppressed=True,
        finding=Finding.TOO_SMALL,
        reason=reason,
        reading=reason,
        flags=(*standing, HIDDEN_FLAG),
    )


def hide_beside(result: Result, gone: AbstractSet[str]) -> Result:
    """The figure without the counts beside it that are hidden, and without what rests on those."""
    fields: dict[str, Any] = {}
    flags = [_without_number(flag) for flag in result.flags]
    for pair, flag in ((NOT_STATED_FIELDS, NOT_STATED_FLAG), (NOT_KNOWN_FIELDS, NOT_KNOWN_FLAG)):
        if gone & set(pair):
            fields |= dict.fromkeys(pair)
            flags.append(flag)
    if gone & set(BESIDE):
        fields |= {"bound_low": None, "bound_high": None}
    if not fields and tuple(flags) == result.flags:
        return result
    return replace(result, **fields, flags=tuple(flags))


def _without_number(flag: str) -> str:
    about = next((end for end in _WITH_NUMBER if flag.endswith(end)), "")
    return f"some people {about.removeprefix('more ')}" if about else flag


def hide_changes(results: Sequence[Result]) -> list[Result]:
    """A change since a year that is hidden would tell of that year: it cannot be told."""
    hidden = {(_series(result), result.period) for result in results if result.suppressed}
    by_series: dict[tuple[str, ...], list[str]] = {}
    for series, period in hidden:
        by_series.setdefault(series, []).append(period)
    made = []
    for result in results:
        earlier = [
            period for period in by_series.get(_series(result), ()) if period < result.period
        ]
        if earlier and not result.suppressed and result.change is not None:
            result = replace(result, change=Change.CANNOT_TELL, change_p=None)
        made.append(result)
    return made


def family(result: Result) -> tuple[str, ...]:
    """Tests that are adjusted together: one body's, in one grouping and year of one edition."""
    return result.standard, result.body, result.grouping, result.period


def in_families(results: Iterable[Result]) -> dict[tuple[str, ...], list[int]]:
    """Where the figures are whose tests are adjusted together; planned ones are not."""
    found: dict[tuple[str, ...], list[int]] = {}
    for place, result in enumerate(results):
        if not result.planned and result.p_value is not None:
            found.setdefault(family(result), []).append(place)
    return found


def _series(result: Result) -> tuple[str, ...]:
    return (
        result.standard,
        result.indicator,
        result.cell,
        result.grouping,
        result.group,
        result.comparator,
    )
