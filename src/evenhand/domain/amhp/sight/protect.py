"""Counts of an AMHP service as readers outside it may be told them.

Every number that a report could print is a whole count, hidden where it is small or gives a small
one away, and rounded on its own otherwise. Which numbers of a month are told is decided from that
month alone, and which of a year's groups from that year alone, so that what a later report tells
takes nothing back and gives nothing of an earlier one away:

- months do not overlap, and no sum of several months is printed;
- groups are counted over years from April to March, which do not overlap either, never over the
  twelve months up to each month, whose difference would tell of single months;
- the totals of a year are told whenever they are not small themselves, here as in a report of
  several services, so the groups are protected as if every reader had them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from evenhand.domain.amhp.sight.counts import (
    GroupCounts,
    MonthDelays,
    MonthSafety,
    MonthWait,
    MonthWork,
    ServiceYear,
    WorkCounts,
)
from evenhand.domain.amhp.sight.groups import BINARY, ETHNICITY, Dimension, is_unknown
from evenhand.domain.amhp.sight.hide import Name, Sums, month_sums, sum_is_safe, told, told_of
from evenhand.domain.disclosure.preset import Preset, is_small
from evenhand.domain.disclosure.suppress import CannotProtect

# A median and a sum of hours are told of at least so many, and coarsely.
FEWEST_TIMED = 10
QUARTER_HOUR = timedelta(minutes=15)
HOURS_TOLD = 5
# No single delay may be more than this share of hours that are told.
LARGEST_SHARE = 0.5
# How many of a group were considered is kept before what became of them.
_WORTH = {
    "considered": 20.0,
    "detained": 4.0,
    "delayed": 2.0,
    "interpreter_known": 1.0,
    "interpreter": 1.0,
}
_KINDS = tuple(_WORTH)
# Each part, and the whole that it leaves a rest of.
_RESTS = (
    ("detained", "considered"),
    ("delayed", "considered"),
    ("interpreter_known", "considered"),
    ("interpreter", "interpreter_known"),
)
_MONTH_RESTS = (("attended", "considered"), ("completed", "attended"))
# What is told of a sum, given the sum and its parts.
_Shown = Callable[[int | None, Sequence[int | None]], int | None]
_BINARY = f"{ETHNICITY}-{BINARY}"
_NO_GROUPS = GroupCounts(
    considered=None, detained=None, delayed=None, interpreter=None, interpreter_known=None
)


class GivenAway(ValueError):
    """A reader could work a hidden count out. The message names some."""


def protected(counts: WorkCounts, dimensions: Sequence[Dimension], preset: Preset) -> WorkCounts:
    """
    The counts of one service as readers outside may be told them.

    Raises GivenAway where an attack on all of them together succeeds: nothing may then be shown.
    """
    months = {each.month: sums_of_month(each) for each in counts.work}
    hidden = {month: sums.hidden(preset) for month, sums in months.items()}
    whole, gone = _whole_year(counts, preset), frozenset[Name]()
    groups = Sums()
    if _year_is_safe(counts, months, hidden, preset):
        try:
            groups = group_sums(counts, dimensions, whole, preset)
            gone = groups.hidden(preset)
        except CannotProtect:
            groups = Sums()
    together = _together(counts, months, groups)
    found = together.given_away(preset, gone.union(*hidden.values()))
    if found and groups.counts:
        groups = Sums()
        found = _together(counts, months, groups).given_away(preset, gone.union(*hidden.values()))
    if found:
        raise GivenAway("; ".join(map(str, found[:5])))
    return replace(
        counts,
        work=tuple(
            _work(each, months[each.month], hidden[each.month], preset) for each in counts.work
        ),
        waits={name: tuple(map(wait_told, them)) for name, them in counts.waits.items()},
        obstacles={
            name: tuple(delays_told(each, preset) for each in them)
            for name, them in counts.obstacles.items()
        },
        groups=_groups(counts, groups, gone, preset),
        whole_year=whole,
        services=tuple(service_told(each, preset) for each in counts.services),
        outcomes={},
        reasons=(),
        undated=told(counts.undated, preset) or 0,
    )


def sums_of_month(each: MonthWork) -> Sums:
    """A month's numbers and their sums: which of them are hidden is decided from these alone."""
    numbers = (each.considered, each.attended, each.completed, each.detained, each.otherwise)
    considered, attended, completed, detained, otherwise = (_whole(n) for n in numbers)
    return month_sums(each.month, detained, otherwise, attended - completed, considered - attended)


def _whole(n: int | None) -> int:
    if n is None:
        raise ValueError("these counts are protected already")
    return n


def _work(each: MonthWork, sums: Sums, hidden: frozenset[Name], preset: Preset) -> MonthWork:
    found = told_of(sums.counts, hidden, preset)
    return MonthWork(
        month=each.month,
        **{str(name[1]): found[name] for name in sums.printed if isinstance(name, tuple)},
    )


def _whole_year(counts: WorkCounts, preset: Preset) -> GroupCounts:
    """The totals of the year: each by itself, for they are told in other reports as well."""
    year = counts.whole_year
    considered = _whole(year.considered)
    shown = {
        kind: part_told(_whole(getattr(year, kind)), considered, preset)
        for kind in ("detained", "delayed", "interpreter_known")
    }
    of_these = _whole(year.interpreter_known)
    interpreter = part_told(_whole(year.interpreter), of_these, preset)
    return GroupCounts(considered=told(considered, preset), interpreter=interpreter, **shown)


def part_told(part: int, whole: int, preset: Preset) -> int | None:
    """A part of a whole that is told beside it: None where either it or the rest is small."""
    if preset.complements and is_small(whole - part, preset):
        return None
    return told(part, preset)


def service_told(each: ServiceYear, preset: Preset) -> ServiceYear:
    """A service's year, as its own report tells it."""
    considered, detained = _whole(each.considered), _whole(each.detained)
    return ServiceYear(
        body=each.body,
        considered=told(considered, preset),
        detained=part_told(detained, considered, preset),
    )


def wait_told(each: MonthWait) -> MonthWait:
    """A middle wait to the quarter of an hour, of ten or more; how many is not told."""
    middle = None
    if each.middle is not None and (each.number or 0) >= FEWEST_TIMED:
        middle = round(each.middle / QUARTER_HOUR) * QUARTER_HOUR
    return MonthWait(month=each.month, number=None, middle=middle)


def delays_told(each: MonthDelays, preset: Preset) -> MonthDelays:
    """How many delays, and hours of ten or more, of which none is more than half."""
    timed, hours, largest = each.timed or 0, each.hours or 0.0, each.largest or 0.0
    enough = timed >= FEWEST_TIMED and largest <= LARGEST_SHARE * hours
    shown: float | None = HOURS_TOLD * round(hours / HOURS_TOLD) if enough else None
    if each.number == 0 and told(0, preset) == 0:
        shown = 0.0
    return MonthDelays(
        month=each.month, number=told(_whole(each.number), preset), timed=None, hours=shown
    )


def group_sums(
    counts: WorkCounts, dimensions: Iterable[Dimension], whole: GroupCounts, preset: Preset
) -> Sums:
    """The year's groups in every dimension, with the totals that everybody is taken to know."""
    sums = Sums()
    for kind in _KINDS:
        count = _whole(getattr(counts.whole_year, kind))
        sums.show(("year", kind), count)
        if getattr(whole, kind) is not None:
            sums.elsewhere.add(("year", kind))
    _rests(sums, "year")
    for dimension in dimensions:
        if dimension.name == _BINARY:
            continue
        found = counts.groups[dimension.name]
        worth = 2.0 if dimension.name == ETHNICITY else 1.0
        for group in dimension.groups:
            for kind in _KINDS:
                name = (dimension.name, group.slug, kind)
                sums.show(
                    name, _whole(getattr(found[group.slug], kind)), worth=worth * _WORTH[kind]
                )
            _rests(sums, dimension.name, group.slug)
        for kind in _KINDS:
            parts = [(dimension.name, group.slug, kind) for group in dimension.groups]
            sums.part(("year", kind), *parts)
    if _BINARY in counts.groups:
        _all_minorities(sums, counts, dimensions)
    return sums


def _rests(sums: Sums, *who: str) -> None:
    """Those of a group who did not have an outcome: printed nowhere, and known by taking away."""
    for part, of in _RESTS:
        sums.part((*who, of), (*who, part), rest="rest")


def _all_minorities(sums: Sums, counts: WorkCounts, dimensions: Iterable[Dimension]) -> None:
    """All minority groups together are a sum of groups that are shown one by one."""
    broad = next(each for each in dimensions if each.name == ETHNICITY)
    parts = [g.slug for g in broad.known if g.slug != broad.reference]
    for kind in _KINDS:
        count = _whole(getattr(counts.groups[_BINARY]["bme"], kind))
        name = sums.show((_BINARY, "bme", kind), count, worth=4 * _WORTH[kind])
        sums.part(name, *[(ETHNICITY, slug, kind) for slug in parts])
    _rests(sums, _BINARY, "bme")


def _year_is_safe(
    counts: WorkCounts,
    months: Mapping[date, Sums],
    hidden: Mapping[date, frozenset[Name]],
    preset: Preset,
) -> bool:
    """Whether the year's totals give no hidden month away."""
    if not set(counts.year) <= set(counts.months):
        return False
    together = _together(counts, months, _totals_alone(counts, preset))
    return not together.given_away(preset, frozenset[Name]().union(*hidden.values()))


def _totals_alone(counts: WorkCounts, preset: Preset) -> Sums:
    whole, sums = _whole_year(counts, preset), Sums()
    for kind in ("considered", "detained"):
        name = sums.show(("year", kind), _whole(getattr(counts.whole_year, kind)))
        if getattr(whole, kind) is not None:
            sums.elsewhere.add(name)
    sums.part(("year", "considered"), ("year", "detained"), rest="rest")
    return sums


def _together(counts: WorkCounts, months: Mapping[date, Sums], groups: Sums) -> Sums:
    """Months and groups in one, joined by the totals of the year."""
    made = Sums(
        counts=dict(groups.counts),
        printed=dict(groups.printed),
        elsewhere=set(groups.elsewhere),
        sums=list(groups.sums),
    )
    for each in months.values():
        made.counts |= each.counts
        made.printed |= each.printed
        made.sums += each.sums
    for kind in ("considered", "detained"):
        if ("year", kind) in made.counts and set(counts.year) <= set(counts.months):
            made.sums.append((("year", kind), tuple((month, kind) for month in counts.year)))
    return made


def _groups(
    counts: WorkCounts, sums: Sums, gone: frozenset[Name], preset: Preset
) -> dict[str, dict[str, GroupCounts]]:
    found = told_of(sums.counts, gone, preset)

    def shown(dimension: str, group: str) -> GroupCounts:
        if dimension == _BINARY and (group == "white" or is_unknown(group)):
            dimension = ETHNICITY
        if (dimension, group, "considered") not in found:
            return _NO_GROUPS
        return GroupCounts(**{kind: found[dimension, group, kind] for kind in _KINDS})

    return {
        name: {group: shown(name, group) for group in them} for name, them in counts.groups.items()
    }


def protected_together(
    pooled: WorkCounts, each: Sequence[WorkCounts], preset: Preset
) -> WorkCounts:
    """
    The counts of several services together, for readers who may have each one's own report.

    A sum over services is told where it is not small and gives no hidden part away.
    """

    def shown(whole: int | None, parts: Sequence[int | None]) -> int | None:
        safe = sum_is_safe([_whole(part) for part in parts], preset)
        return told(_whole(whole), preset) if safe else None

    return replace(
        pooled,
        work=tuple(
            _sums_shown(month, [one.work[at] for one in each], shown)
            for at, month in enumerate(pooled.work)
        ),
        waits={name: tuple(map(wait_told, them)) for name, them in pooled.waits.items()},
        obstacles={
            name: tuple(delays_told(month, preset) for month in them)
            for name, them in pooled.obstacles.items()
        },
        groups={
            name: {
                slug: _group_shown(whole, [one.groups[name][slug] for one in each], shown)
                for slug, whole in them.items()
            }
            for name, them in pooled.groups.items()
        },
        whole_year=_group_shown(pooled.whole_year, [one.whole_year for one in each], shown),
        services=tuple(service_told(one, preset) for one in pooled.services),
        outcomes={},
        reasons=(),
        undated=told(pooled.undated, preset) or 0,
    )


def _sums_shown(month: MonthWork, parts: Sequence[MonthWork], shown: _Shown) -> MonthWork:
    """Each number with those left once it is taken from its whole."""
    names = ("considered", "attended", "completed", "detained", "otherwise")
    found = {name: shown(getattr(month, name), [getattr(p, name) for p in parts]) for name in names}
    _without_small_rests(found, _MONTH_RESTS, parts, shown)
    return MonthWork(month=month.month, **found)


def _without_small_rests(
    found: dict[str, int | None],
    rests: Sequence[tuple[str, str]],
    parts: Sequence[MonthWork] | Sequence[GroupCounts],
    shown: _Shown,
) -> None:
    """What is left of a whole without a part is known by taking away: it must be safe as well."""
    for part, whole in rests:
        left = [_whole(getattr(one, whole)) - _whole(getattr(one, part)) for one in parts]
        if any(left) and shown(sum(left), left) is None:
            found[part] = None


def _group_shown(whole: GroupCounts, parts: Sequence[GroupCounts], shown: _Shown) -> GroupCounts:
    found = {
        name: shown(getattr(whole, name), [getattr(part, name) for part in parts])
        for name in _KINDS
    }
    _without_small_rests(found, _RESTS, parts, shown)
    return GroupCounts(**found)


def safety_told(each: MonthSafety, preset: Preset) -> MonthSafety:
    """A month's safety records: each number with the rest of its whole, and hours of ten or more."""
    sums = Sums()
    for name, worth in (("recorded", 3.0), ("lone", 2.0), ("incidents", 4.0), ("racist", 1.0),
                        ("debriefs_offered", 1.0)):  # fmt: skip
        sums.show(name, _whole(getattr(each, name)), worth=worth)
    for part, whole in (("lone", "recorded"), ("incidents", "recorded"), ("racist", "incidents"),
                        ("debriefs_offered", "incidents")):  # fmt: skip
        sums.part(whole, part, rest="rest")
    found = told_of(sums.counts, sums.hidden(preset), preset)
    hours = each.hours_over or 0.0
    enough = (each.recorded or 0) >= FEWEST_TIMED
    return MonthSafety(
        month=each.month,
        hours_over=float(HOURS_TOLD * round(hours / HOURS_TOLD)) if enough else None,
        **{str(name): found[name] for name in sums.printed},
    )
