"""What is counted of an AMHP service, month by month and group by group.

Numbers are whole, or None where they are hidden to protect people. Statistics are worked out from
these and from nothing else, so that what readers outside are told rests on what they may be told.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median

from evenhand.domain.amhp.considerations import came_to, durations
from evenhand.domain.amhp.considerations_codes import CodeLists, Ends
from evenhand.domain.amhp.considerations_counts import DelaysOfReason
from evenhand.domain.amhp.sight.cases import Case
from evenhand.domain.amhp.sight.groups import Dimension
from evenhand.domain.amhp.sight.kept import KeptMonth

Told = int | None
# The waits that are shown, and what each is called.
WAITS: Mapping[str, str] = {
    "referral to assessment": "From referral to the start of the assessment",
    "waiting for a bed": "From asking for a bed to finding one",
    "application to admission": "From the application to admission",
    "place of safety": "Time held at a place of safety",
}
# What holds work up, and the reasons that are counted under it.
OBSTACLES: Mapping[str, tuple[str, ...]] = {
    "beds": ("BED", "BED_OUT_OF_AREA"),
    "doctors": ("S12_DOCTOR",),
    "transport": ("AMBULANCE", "CONVEYANCE"),
    "police and warrants": ("POLICE", "WARRANT"),
    "too few AMHPs": ("AMHP_CAPACITY",),
}
OTHER_OBSTACLE = "other reasons"
_NUMBERS = ("considered", "attended", "completed", "detained")
_INTERPRETER_KNOWN = frozenset(("PROVIDED", "NOT_PROVIDED", "NOT_NEEDED", "DECLINED"))
_OBSTACLE_OF = {reason: name for name, reasons in OBSTACLES.items() for reason in reasons}


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthWork:
    """
    One month's considerations.

    `attended` are those arranged and attended, `completed` those of them that came to an end:
    `detained`, or `otherwise` (without detention, or with an order in the community).
    """

    month: date
    considered: Told
    attended: Told
    completed: Told
    detained: Told
    otherwise: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthWait:
    """How long one step took in one month: the middle, and of how many. None: none, or hidden."""

    month: date
    number: Told
    middle: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthDelays:
    """
    Delays of one kind in one month: how many, and hours lost to those `timed`, with both times.

    `largest` is the longest of them, in hours; it is printed nowhere.
    """

    month: date
    number: Told
    timed: Told
    hours: float | None
    largest: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthSafety:
    """Safety in one month: how many records, lone visits, incidents (racist ones too), hours over."""

    month: date
    recorded: Told
    lone: Told
    incidents: Told
    racist: Told
    hours_over: float | None
    debriefs_offered: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCounts:
    """
    One group's year: how many were considered, and of these detained, or held up by a delay.

    `interpreter` are those with an interpreter, of `interpreter_known` of whom it is recorded.
    """

    considered: Told
    detained: Told
    delayed: Told
    interpreter: Told
    interpreter_known: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceYear:
    """One service of several: considered in the year, and detained of these."""

    body: str
    considered: Told
    detained: Told


@dataclass(frozen=True, kw_only=True)
class WorkCounts:
    """
    Everything that is counted of considerations.

    `year` are the twelve months that groups are counted over. `outcomes` and `reasons` are of the
    months of a report alone, and for the service itself; readers outside have none. `undated` rows have no
    time at all and are in no month. `since` is the day of the first case that was recorded at all.
    """

    months: tuple[date, ...]
    year: tuple[date, ...]
    work: tuple[MonthWork, ...]
    waits: Mapping[str, tuple[MonthWait, ...]]
    obstacles: Mapping[str, tuple[MonthDelays, ...]]
    groups: Mapping[str, Mapping[str, GroupCounts]]
    whole_year: GroupCounts
    outcomes: Mapping[str, int] = field(default_factory=dict)
    reasons: tuple[DelaysOfReason, ...] = ()
    services: tuple[ServiceYear, ...] = ()
    undated: int = 0
    since: date | None = None


@dataclass
class _Month:
    considered: int = 0
    attended: int = 0
    completed: int = 0
    detained: int = 0
    waits: dict[str, list[timedelta]] = field(default_factory=lambda: defaultdict(list))
    delays: Counter[str] = field(default_factory=Counter)
    lost: dict[str, list[timedelta]] = field(default_factory=lambda: defaultdict(list))


# What became of one case: the names of GroupCounts that it counts for.
_Became = tuple[str, ...]


@dataclass
class Tally:
    """What was counted so far: it goes from process to process, and is added to another's."""

    months: dict[date, _Month]
    groups: Counter[tuple[str, str, _Became]] = field(default_factory=Counter)
    services: Counter[tuple[str, str]] = field(default_factory=Counter)
    undated: int = 0
    since: date | None = None

    def take_in(self, other: "Tally") -> None:
        """Add what was counted elsewhere, over the same months."""
        for month, found in other.months.items():
            mine = self.months[month]
            mine.considered += found.considered
            mine.attended += found.attended
            mine.completed += found.completed
            mine.detained += found.detained
            mine.delays += found.delays
            for name, lasted in found.waits.items():
                mine.waits[name] += lasted
            for name, lasted in found.lost.items():
                mine.lost[name] += lasted
        self.groups += other.groups
        self.services += other.services
        self.undated += other.undated
        if other.since:
            self.since = min(self.since or other.since, other.since)


@dataclass
class Counting:
    """
    Cases counted one after the other: months by themselves, and groups over the year.

    `given` is what was counted of the same months before.
    """

    codes: CodeLists
    months: Sequence[date]
    year: Sequence[date]
    dimensions: Sequence[Dimension]
    given: Tally | None = None

    def __post_init__(self) -> None:
        self.tally = self.given or Tally(months={month: _Month() for month in self.months})
        self._year = frozenset(self.year)
        self._ways = tuple((dimension.name, dimension.of) for dimension in self.dimensions)

    def add(self, them: Iterable[Case]) -> None:
        """Count these as well."""
        outcomes, tally = self.codes.outcomes, self.tally
        for case in them:
            if case.day is None:
                tally.undated += 1
                continue
            tally.since = min(tally.since or case.day, case.day)
            month = case.day.replace(day=1)
            of_month = tally.months.get(month)
            in_year = month in self._year
            if of_month is None and not in_year:
                continue
            how, attended, completed = came_to(case.consideration, outcomes)
            detained = completed and how is Ends.DETAINED
            if of_month is not None:
                of_month.considered += 1
                of_month.attended += attended
                of_month.completed += completed
                of_month.detained += detained
                self._time(of_month, case)
            if in_year:
                self._count_groups(case, detained=detained)

    def _time(self, month: _Month, case: Case) -> None:
        for name, lasted in durations(case.consideration, WAITS).items():
            month.waits[name].append(lasted)
        for delay in case.consideration.delays:
            known = self.codes.delays.find(delay.reason, case.day)
            name = _OBSTACLE_OF.get(known.code if known else "", OTHER_OBSTACLE)
            month.delays[name] += 1
            if delay.lasted is not None:
                month.lost[name].append(delay.lasted)

    def _count_groups(self, case: Case, *, detained: bool) -> None:
        told = case.interpreter
        became = ["considered"]
        if detained:
            became.append("detained")
        if case.consideration.delays:
            became.append("delayed")
        if told in _INTERPRETER_KNOWN:
            became.append("interpreter_known")
        if told == "PROVIDED":
            became.append("interpreter")
        kinds, groups = tuple(became), self.tally.groups
        for dimension, of in self._ways:
            groups[dimension, of(case), kinds] += 1
        groups["", "", kinds] += 1
        services = self.tally.services
        services[case.body, "considered"] += 1
        services[case.body, "detained"] += detained

    def to_keep(self, month: date) -> KeptMonth:
        """What to keep of a month, of a counting over that month alone."""
        found, kept = self.tally.months[month], KeptMonth(since=self.tally.since)
        for name in _NUMBERS:
            kept.count(name, by=getattr(found, name))
        for name, number in found.delays.items():
            kept.count("delay", name, by=number)
        for name, lasted in found.waits.items():
            kept.took("wait", name, them=lasted)
        for name, lasted in found.lost.items():
            kept.took("lost", name, them=lasted)
        for key, number in _groups(self.tally.groups).items():
            kept.count("group", *key, by=number)
        return kept

    def take_kept(self, month: date | None, kept: KeptMonth, body: str) -> None:
        """Count what was kept of a month whose cases are deleted; `month` is None for undated ones."""
        tally = self.tally
        if month is None:
            tally.undated += kept.number("considered")
            return
        if kept.since:
            tally.since = min(tally.since or kept.since, kept.since)
        if (found := tally.months.get(month)) is not None:
            for name in _NUMBERS:
                setattr(found, name, getattr(found, name) + kept.number(name))
            for (name,), number in kept.under("delay").items():
                found.delays[name] += number
                found.lost[name] += kept.times("lost", name)
            for name in WAITS:
                found.waits[name] += kept.times("wait", name)
        if month in self._year:
            for (dimension, group, kind), number in kept.under("group").items():
                tally.groups[dimension, group, (kind,)] += number
                if not dimension and kind in ("considered", "detained"):
                    tally.services[body, kind] += number

    def done(self) -> WorkCounts:
        """The counts."""
        tally = self.tally
        months, services = tally.months.items(), tally.services
        groups = _groups(tally.groups)
        return WorkCounts(
            since=tally.since,
            months=tuple(self.months),
            year=tuple(self.year),
            work=tuple(_work(month, found) for month, found in months),
            waits={
                name: tuple(_wait(m, found.waits.get(name, [])) for m, found in months)
                for name in WAITS
            },
            obstacles={
                name: tuple(_delays(m, name, found) for m, found in months)
                for name in (*OBSTACLES, OTHER_OBSTACLE)
            },
            groups={
                dimension.name: {
                    group.slug: _group(groups, dimension.name, group.slug)
                    for group in dimension.groups
                }
                for dimension in self.dimensions
            },
            whole_year=_group(groups, "", ""),
            services=tuple(
                ServiceYear(
                    body=body,
                    considered=services[body, "considered"],
                    detained=services[body, "detained"],
                )
                for body in dict.fromkeys(sorted(body for body, _ in services))
            ),
            undated=tally.undated,
        )


def _groups(tallied: Counter[tuple[str, str, _Became]]) -> Counter[tuple[str, str, str]]:
    """Each kind by itself, out of what became of each case."""
    found: Counter[tuple[str, str, str]] = Counter()
    for (dimension, group, kinds), number in tallied.items():
        for kind in kinds:
            found[dimension, group, kind] += number
    return found


def _group(found: Counter[tuple[str, str, str]], dimension: str, group: str) -> GroupCounts:
    names = GroupCounts.__dataclass_fields__
    return GroupCounts(**{name: found[dimension, group, name] for name in names})


def _work(month: date, found: _Month) -> MonthWork:
    return MonthWork(
        month=month,
        considered=found.considered,
        attended=found.attended,
        completed=found.completed,
        detained=found.detained,
        otherwise=found.completed - found.detained,
    )


def _wait(month: date, them: list[timedelta]) -> MonthWait:
    middle = median(them) if them else None  # type: ignore[type-var]
    return MonthWait(month=month, number=len(them), middle=middle)


def _delays(month: date, name: str, found: _Month) -> MonthDelays:
    lost = found.lost.get(name, [])
    hours = sum(lost, timedelta(0)) / timedelta(hours=1)
    largest = max(lost, default=timedelta(0)) / timedelta(hours=1)
    return MonthDelays(
        month=month,
        number=found.delays[name],
        timed=len(lost),
        hours=hours if lost or not found.delays[name] else None,
        largest=largest,
    )
