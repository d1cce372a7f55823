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

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from evenhand.domain.amhp.sight.cheapest import cheapest_hidden
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
from evenhand.domain.amhp.sight.hide import Name, Sums, Way, month_sums, told, told_of
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
_BINARY = f"{ETHNICITY}-{BINARY}"
_NO_GROUPS = GroupCounts(
    considered=None, detained=None, delayed=None, interpreter=None, interpreter_known=None
)


class GivenAway(ValueError):
    """A reader could work a hidden count out. The message names some."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """
    What a service's own report tells: every count of it with the sums that hold, and the hidden ones.

    `groups_told`: whether groups are shown, and the year's totals may be known.
    """

    sums: Sums
    hidden: frozenset[Name]
    groups_told: bool

    def tells(self, name: Name) -> bool:
        """Whether readers of the service's own report, or of its line in another, have this count."""
        if name in self.sums.elsewhere:
            return self.groups_told
        of_year = isinstance(name, tuple) and name[0] == "year"
        return name in self.sums.printed and name not in self.hidden and not of_year


def chosen(
    counts: WorkCounts,
    dimensions: Sequence[Dimension],
    preset: Preset,
    of_groups: list[Way] | None = None,
) -> Choice:
    """
    What of one service is told. Raises GivenAway where an attack on all of it succeeds.

    `of_groups` are ways found for other services, which may spare a search; those found are added.
    """
    months = {each.month: sums_of_month(each) for each in counts.work}
    hidden = frozenset[Name]().union(*(cheapest_hidden(each, preset) for each in months.values()))
    of_groups = [] if of_groups is None else of_groups
    groups = group_sums(counts, dimensions, _whole_year(counts, preset), preset)
    whole = _together(counts, months, groups)
    # Of a year with months that are not counted here nobody can say what its totals give away.
    if set(counts.year) <= set(counts.months):
        try:
            gone = hidden | groups.hidden(preset, of_groups)
        except CannotProtect:
            pass
        else:
            if not whole.given_away(preset, gone, of_groups):
                return Choice(sums=whole, hidden=gone, groups_told=True)
    if found := _together(counts, months, Sums()).given_away(preset, hidden):
        raise GivenAway("; ".join(map(str, found[:5])))
    return Choice(sums=whole, hidden=hidden | frozenset(groups.printed), groups_told=False)


def protected(counts: WorkCounts, dimensions: Sequence[Dimension], preset: Preset) -> WorkCounts:
    """
    The counts of one service as readers outside may be told them.

    Raises GivenAway where an attack on all of them together succeeds: nothing may then be shown.
    """
    choice = chosen(counts, dimensions, preset)
    return replace(
        counts,
        work=months_told(counts, choice.sums, choice.hidden, preset),
        waits={name: tuple(map(wait_told, them)) for name, them in counts.waits.items()},
        obstacles={
            name: tuple(delays_told(each, preset) for each in them)
            for name, them in counts.obstacles.items()
        },
        groups=groups_told(
            counts, choice.sums if choice.groups_told else Sums(), choice.hidden, preset
        ),
        whole_year=_whole_year(counts, preset) if choice.groups_told else _NO_GROUPS,
        services=tuple(service_told(each, preset) for each in counts.services),
        outcomes={},
        reasons=(),
        undated=told(counts.undated, preset) or 0,
    )


def months_told(
    counts: WorkCounts, sums: Sums, hidden: frozenset[Name], preset: Preset
) -> tuple[MonthWork, ...]:
    """Every month, each number by its name in the sums."""
    found = told_of(sums.counts, hidden, preset)
    names = ("considered", "attended", "completed", "detained", "otherwise")
    return tuple(
        MonthWork(month=each.month, **{name: found[each.month, name] for name in names})
        for each in counts.work
    )


def sums_of_month(each: MonthWork) -> Sums:
    """A month's numbers and their sums: which of them are hidden is decided from these alone."""
    numbers = (each.considered, each.attended, each.completed, each.detained, each.otherwise)
    considered, attended, completed, detained, otherwise = (whole_count(n) for n in numbers)
    return month_sums(each.month, detained, otherwise, attended - completed, considered - attended)


def whole_count(n: int | None) -> int:
    """A count that nobody has hidden yet."""
    if n is None:
        raise ValueError("these counts are protected already")
    return n


def _whole_year(counts: WorkCounts, preset: Preset) -> GroupCounts:
    """The totals of the year: each by itself, for they are told in other reports as well."""
    year = counts.whole_year
    considered = whole_count(year.considered)
    shown = {
        kind: part_told(whole_count(getattr(year, kind)), considered, preset)
        for kind in ("detained", "delayed", "interpreter_known")
    }
    of_these = whole_count(year.interpreter_known)
    interpreter = part_told(whole_count(year.interpreter), of_these, preset)
    return GroupCounts(considered=told(considered, preset), interpreter=interpreter, **shown)


def part_told(part: int, whole: int, preset: Preset) -> int | None:
    """A part of a whole that is told beside it: None where either it or the rest is small."""
    if preset.complements and is_small(whole - part, preset):
        return None
    return told(part, preset)


def service_told(each: ServiceYear, preset: Preset) -> ServiceYear:
    """A service's year, as its own report tells it."""
    considered, detained = whole_count(each.considered), whole_count(each.detained)
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
        month=each.month, number=told(whole_count(each.number), preset), timed=None, hours=shown
    )


def group_sums(
    counts: WorkCounts, dimensions: Iterable[Dimension], whole: GroupCounts, preset: Preset
) -> Sums:
    """The year's groups in every dimension, with the totals that everybody is taken to know."""
    sums = Sums()
    for kind in _KINDS:
        count = whole_count(getattr(counts.whole_year, kind))
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
                    name, whole_count(getattr(found[group.slug], kind)), worth=worth * _WORTH[kind]
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
        count = whole_count(getattr(counts.groups[_BINARY]["bme"], kind))
        name = sums.show((_BINARY, "bme", kind), count, worth=4 * _WORTH[kind])
        sums.part(name, *[(ETHNICITY, slug, kind) for slug in parts])
    _rests(sums, _BINARY, "bme")


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


def groups_told(
    counts: WorkCounts, sums: Sums, gone: frozenset[Name], preset: Preset
) -> dict[str, dict[str, GroupCounts]]:
    """Every group of every dimension; none where the sums have none."""
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


def sums_of(counts: WorkCounts, dimensions: Sequence[Dimension], preset: Preset) -> Sums:
    """Every count with the sums that hold, whatever is told of it."""
    months = {each.month: sums_of_month(each) for each in counts.work}
    return _together(
        counts, months, group_sums(counts, dimensions, _whole_year(counts, preset), preset)
    )


def safety_sums(each: MonthSafety) -> Sums:
    """A month's safety records, each with the rest of its whole."""
    sums = Sums()
    for name, worth in (("recorded", 3.0), ("lone", 2.0), ("incidents", 4.0), ("racist", 1.0),
                        ("debriefs_offered", 1.0)):  # fmt: skip
        sums.show(name, whole_count(getattr(each, name)), worth=worth)
    for part, of in (("lone", "recorded"), ("incidents", "recorded"), ("racist", "incidents"),
                     ("debriefs_offered", "incidents")):  # fmt: skip
        sums.part(of, part, rest="rest")
    return sums


def safety_told(each: MonthSafety, preset: Preset) -> MonthSafety:
    """A month's safety records, and hours of ten or more."""
    sums = safety_sums(each)
    enough = whole_count(each.recorded) >= FEWEST_TIMED
    return safety_as_told(each, sums, cheapest_hidden(sums, preset), preset, hours=enough)


def safety_as_told(
    each: MonthSafety, sums: Sums, hidden: frozenset[Name], preset: Preset, *, hours: bool
) -> MonthSafety:
    """A month without what is hidden; `hours`: whether those past the end of shifts are told."""
    found = told_of(sums.counts, hidden, preset)
    over = each.hours_over or 0.0
    return MonthSafety(
        month=each.month,
        hours_over=float(HOURS_TOLD * round(over / HOURS_TOLD)) if hours else None,
        **{str(name): found[name] for name in sums.printed},
    )
