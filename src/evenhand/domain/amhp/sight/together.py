"""
Counts of several services together, as readers may be told them who have each one's own report.

A pooled number beside every service's own numbers tells of what one of them hides: by itself, and
together with other pooled numbers, since months, groups and those left of each are joined by sums.
So all of it is one system: what the services' own reports tell is known, and of the pooled numbers
those are left out that would tell what they hide.

Where there are many services they are looked at some at a time, as if readers knew all others to
the number. Who knows less can tell no more, so what is safe then is safe.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from evenhand.domain.amhp.sight.cheapest import cheapest_hidden
from evenhand.domain.amhp.sight.counts import (
    MonthDelays,
    MonthSafety,
    ServiceYear,
    WorkCounts,
)
from evenhand.domain.amhp.sight.groups import Dimension
from evenhand.domain.amhp.sight.hide import Name, Sums, Way, sum_is_safe, told
from evenhand.domain.amhp.sight.patterns import ALL, Patterns, room_of
from evenhand.domain.amhp.sight.protect import (
    FEWEST_TIMED,
    LARGEST_SHARE,
    GivenAway,
    chosen,
    delays_told,
    groups_told,
    months_told,
    safety_as_told,
    safety_sums,
    service_told,
    sums_of,
    wait_told,
    whole_count,
)
from evenhand.domain.amhp.sight.protect_register import register_as_told, register_sums, too_few
from evenhand.domain.amhp.sight.register import Register
from evenhand.domain.disclosure.preset import Preset, is_small
from evenhand.domain.disclosure.suppress import CannotProtect

# So many services are looked at together: the time that it takes grows faster than they do, but
# for those with a few counts each.
MOST_AT_ONCE, MOST_OF_FEW_COUNTS = 7, 14
EachOf = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]


@dataclass(frozen=True)
class Own:
    """
    One service's counts with the sums that hold, and which of them its own report tells.

    `line_told`: whether its year may be told in a line.
    """

    sums: Sums
    told: frozenset[Name]
    line_told: bool = True


def hidden_together(
    pooled: Sums,
    own: Sequence[Own],
    preset: Preset,
    each_of: EachOf | None = None,
    *,
    at_once: int = MOST_AT_ONCE,
    patterns: Patterns | None = None,
) -> frozenset[Name]:
    """
    The pooled numbers that must not be told. The services' counts have the names of the pooled.

    `at_once` services are looked at together, and `patterns` found before are tried on them.

    What is small in the sum is small in a service too, so that it is protected with the services'.
    To hide more for some services tells nobody more of others: so `each_of`, a `map` of several
    processes, may take half of the turns each.
    """
    small = frozenset(name for name in pooled.printed if is_small(pooled.counts[name], preset))
    turns = max(1, math.ceil(len(own) / at_once))
    # Every so-manieth: a few left over for the last turn would have to hide much.
    groups = [own[turn::turns] for turn in range(turns)]
    if each_of is None:
        return _hidden_beside((pooled, groups, small, preset), patterns)
    asked = [(pooled, groups[half::2], small, preset) for half in range(2)]
    return frozenset().union(*each_of(_hidden_beside, asked))


def _hidden_beside(
    asked: tuple[Sums, Sequence[Sequence[Own]], frozenset[Name], Preset],
    patterns: Patterns | None = None,
) -> frozenset[Name]:
    """What must not be told of the pooled numbers because of these services, some at a time."""
    pooled, groups, hidden, preset = asked
    patterns = Patterns() if patterns is None else patterns
    for some in groups:
        shown = frozenset(pooled.printed) - hidden
        if not shown:
            # What is not told tells nothing of anybody.
            break
        beside = _beside(pooled, some, hidden, preset)
        room = {
            name: ends for name, ends in room_of(pooled, shown, preset).items() if name in shown
        }
        ways = list(patterns.on([(one.sums, one.told) for one in some], room, preset))
        known = len(ways)
        try:
            gone = beside.hidden(preset, ways, _totals(beside))
        except CannotProtect:
            return frozenset(pooled.printed)
        patterns.learn(ways[known:])
        hidden |= {name[1] for name in gone if isinstance(name, tuple) and name[0] == ALL}
    return hidden


def given_away_together(
    pooled: Sums, own: Sequence[Own], hidden: frozenset[Name], preset: Preset
) -> tuple[Name, ...]:
    """What a reader of all that is told can tell of a service: empty when all is well."""
    beside = _beside(pooled, own, hidden, preset)
    gone = frozenset(name for name in beside.printed if isinstance(name[0], int))  # type: ignore[index]
    return beside.given_away(preset, gone)


def _beside(pooled: Sums, some: Sequence[Own], hidden: frozenset[Name], preset: Preset) -> Sums:
    """Pooled numbers that may be told, beside what some services tell; all others are known."""
    made = Sums()
    for place, one in enumerate(some):
        for name, count in one.sums.counts.items():
            key = made.follow((place, name), count)
            if name in one.told:
                made.elsewhere.add(key)
            elif name in one.sums.printed and is_small(count, preset):
                made.show(key, count, worth=0.0)
        for whole, parts in one.sums.sums:
            made.part((place, whole), *((place, part) for part in parts))
    for name, worth in pooled.printed.items():
        if name in hidden:
            continue
        count = pooled.counts[name]
        key = made.show((ALL, name), count, worth=1.0 + worth)
        mine = [(place, name) for place, _ in enumerate(some)]
        others = made.follow(("others", name), count - sum(made.counts[each] for each in mine))
        made.known.add(others)
        made.part(key, others, *mine)
    return made


def _totals(beside: Sums) -> list[Name]:
    """What joins the months and the groups of each service, and of all."""
    return [name for name in beside.counts if isinstance(name, tuple) and _is_total(name[-1])]


def _is_total(name: Name) -> bool:
    return isinstance(name, tuple) and len(name) == 2 and name[0] == "year"


def protected_together(
    pooled: WorkCounts,
    each: Sequence[WorkCounts],
    dimensions: Sequence[Dimension],
    preset: Preset,
    own: Sequence[Own] = (),
    each_of: EachOf | None = None,
) -> WorkCounts:
    """
    The counts of several services together, for readers who may have each one's own report.

    `own`: what `own_report` made of each, where that is known already; `each_of` as in
    `hidden_together`.
    """
    ways = list[Way]()
    own = own or [own_report(one, dimensions, preset, ways) for one in each]
    lines = dict[str, ServiceYear]()
    for one, beside in zip(each, own, strict=True):
        for line in one.services:
            nothing = ServiceYear(body=line.body, considered=None, detained=None)
            lines[line.body] = service_told(line, preset) if beside.line_told else nothing
    sums = sums_of(pooled, dimensions, preset)
    hidden = hidden_together(sums, own, preset, each_of)
    undated = sum_is_safe([one.undated for one in each], preset)
    return replace(
        pooled,
        work=months_told(pooled, sums, hidden, preset),
        waits={name: tuple(map(wait_told, them)) for name, them in pooled.waits.items()},
        obstacles={
            name: tuple(
                delays_together(month, [one.obstacles[name][at] for one in each], preset)
                for at, month in enumerate(them)
            )
            for name, them in pooled.obstacles.items()
        },
        groups=groups_told(pooled, sums, hidden, preset),
        whole_year=replace(
            pooled.whole_year,
            **{
                kind: None if name in hidden else told(count, preset)
                for name, count in sums.counts.items()
                if isinstance(name, tuple)
                and name[0] == "year"
                and isinstance(kind := name[1], str)
            },
        ),
        services=tuple(lines[line.body] for line in pooled.services),
        outcomes={},
        reasons=(),
        undated=(told(pooled.undated, preset) or 0) if undated else 0,
    )


def own_report(
    counts: WorkCounts,
    dimensions: Sequence[Dimension],
    preset: Preset,
    ways: list[Way] | None = None,
) -> Own:
    """What a service's own report tells; `ways` as in `chosen`."""
    try:
        choice = chosen(counts, dimensions, preset, ways)
    except (GivenAway, CannotProtect):
        # It has no report of its own.
        return Own(sums_of(counts, dimensions, preset), frozenset(), line_told=False)
    told_names = frozenset(name for name in choice.sums.counts if choice.tells(name))
    return Own(choice.sums, told_names, choice.groups_told)


def delays_together(
    whole: MonthDelays, parts: Sequence[MonthDelays], preset: Preset
) -> MonthDelays:
    """Hours that are left once those that services tell are taken away must be tellable as well."""
    shown = delays_told(whole, preset)
    left = [each for each in parts if each.timed and delays_told(each, preset).hours is None]
    timed, hours = sum(each.timed or 0 for each in left), sum(each.hours or 0.0 for each in left)
    most = max((each.largest or 0.0 for each in left), default=0.0)
    enough = not left or (timed >= FEWEST_TIMED and most <= LARGEST_SHARE * hours)
    safe = sum_is_safe([whole_count(each.number) for each in parts], preset)
    return replace(
        shown, number=shown.number if safe else None, hours=shown.hours if enough else None
    )


def safety_together(
    pooled: Sequence[MonthSafety], each: Sequence[Sequence[MonthSafety]], preset: Preset
) -> tuple[MonthSafety, ...]:
    """Safety records of several services, month by month."""
    made = []
    # Many services have the same few records of a month.
    own_of: dict[MonthSafety, Own] = {}
    patterns = Patterns()
    for at, month in enumerate(pooled):
        parts = [one[at] for one in each]
        whole = safety_sums(month)
        own = []
        for part in parts:
            numbers = replace(part, month=date.min, hours_over=None)
            if numbers not in own_of:
                own_of[numbers] = _own_safety(part, preset)
            own.append(own_of[numbers])
        hidden = hidden_together(whole, own, preset, at_once=MOST_OF_FEW_COUNTS, patterns=patterns)
        few = [whole_count(p.recorded) for p in parts if 0 < whole_count(p.recorded) < FEWEST_TIMED]
        hours = whole_count(month.recorded) >= FEWEST_TIMED and (
            not few or sum(few) >= FEWEST_TIMED
        )
        made.append(safety_as_told(month, whole, hidden, preset, hours=hours))
    return tuple(made)


def _own_safety(month: MonthSafety, preset: Preset) -> Own:
    sums = safety_sums(month)
    return Own(sums, frozenset(sums.printed) - cheapest_hidden(sums, preset))


def register_together(
    pooled: Register, each: Sequence[Register], preset: Preset
) -> Register | None:
    """The registers of several services together; None where too few people are on them."""
    if too_few(pooled, preset):
        return None
    own = []
    ways = list[Way]()
    for one in each:
        sums = register_sums(one)
        try:
            gone = frozenset(sums.printed) if too_few(one, preset) else sums.hidden(preset, ways)
        except CannotProtect:
            gone = frozenset(sums.printed)
        own.append(Own(sums, frozenset(sums.printed) - gone))
    whole = register_sums(pooled)
    return register_as_told(pooled, whole, hidden_together(whole, own, preset), preset)
