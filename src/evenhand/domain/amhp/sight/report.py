"""A report on an AMHP service: what was counted, as its readers may be told, and what follows from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from evenhand.domain.amhp.considerations_codes import Ends
from evenhand.domain.amhp.sight.asks import AsksOf
from evenhand.domain.amhp.sight.counts import MonthSafety, MonthWork, WorkCounts
from evenhand.domain.amhp.sight.equity import MEASURES, EquityTable, equity_table
from evenhand.domain.amhp.sight.groups import Dimension
from evenhand.domain.amhp.sight.months import BASELINE
from evenhand.domain.amhp.sight.register import Register
from evenhand.domain.amhp.sight.safety import MonthCover
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.frameworks.body import Body
from evenhand.domain.results.measurement import Inputs
from evenhand.domain.statistics.xmr import Xmr, xmr

# A series of which more than this share of months has no figure is not judged.
MOST_MISSING = 0.25


@dataclass(frozen=True, kw_only=True)
class SightReport:
    """
    One report of one service, or of several together.

    `shown` are the months that it is about, one or three; `counts` also has those before them.
    `residents` are people of each group of the first dimension, empty where no population was
    given. `notes` are sentences on the records; `preset` are the rules under which counts were
    protected, None for the service itself, for whom alone `asks` are. `titles` are the words of codes, by list; `ends` how each outcome ends.
    """

    body: Body
    shown: tuple[date, ...]
    counts: WorkCounts
    dimensions: tuple[Dimension, ...]
    residents: Mapping[str, int]
    safety: tuple[MonthSafety, ...]
    cover: tuple[MonthCover, ...]
    register: Register | None
    inputs: Inputs
    bodies: tuple[str, ...] = ()
    audience: str = "internal"
    protection: str = ""
    preset: Preset | None = None
    marked_as: str = ""
    notes: tuple[str, ...] = ()
    asks: tuple[AsksOf, ...] = ()
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    ends: Mapping[str, Ends] = field(default_factory=dict)

    @property
    def month(self) -> date:
        """The last month that it is about."""
        return self.shown[-1]

    @property
    def several(self) -> bool:
        """Whether it is of several services together."""
        return len(self.bodies) > 1

    @cached_property
    def work(self) -> tuple[MonthWork, ...]:
        """Work in the months that it is about."""
        return tuple(each for each in self.counts.work if each.month in self.shown)

    @cached_property
    def equity(self) -> tuple[EquityTable, ...]:
        """Every measure in every dimension; rates only where a population was given."""
        return tuple(
            equity_table(
                measure,
                dimension,
                self.counts.groups[dimension.name],
                self._residents(dimension),
                fewest=self.preset is None,
            )
            for measure in MEASURES
            for dimension in self.dimensions
            if not measure.is_rate or self._residents(dimension)
        )

    def _residents(self, dimension: Dimension) -> Mapping[str, int]:
        """Of each group of a dimension, where the population says so."""
        if not set(self.residents) & {group.slug for group in dimension.known}:
            return {}
        return self.residents

    @cached_property
    def charts(self) -> Mapping[str, Xmr]:
        """The series that are watched for change, by name."""
        counts = self.counts
        series: dict[str, list[float | None]] = {
            "considered": [each.considered for each in counts.work],
            "completed": [each.completed for each in counts.work],
        }
        for name, waits in counts.waits.items():
            series[name] = [
                None if each.middle is None else each.middle.total_seconds() / 3600
                for each in waits
            ]
        for name, delays in counts.obstacles.items():
            series[f"lost to {name}"] = [each.hours for each in delays]
        series["incidents"] = [each.incidents for each in self.safety]
        first = _first_whole(counts)
        return {
            name: _watched([None] * first + values[first:], since=first)
            for name, values in series.items()
        }


def _first_whole(counts: WorkCounts) -> int:
    """The place of the first month of which the whole was recorded."""
    if counts.since is None or counts.since < counts.months[0]:
        return 0
    found = counts.since.day > 1
    return sum(month <= counts.since for month in counts.months) - 1 + found


def _watched(values: Sequence[float | None], *, since: int) -> Xmr:
    """
    A series with its limits; without any where more than a quarter of its months have no figure.

    Months go without a figure where numbers are small: a mean of the others would be too high.
    """
    there = [value for value in values[since:] if value is not None]
    if len(there) < (1 - MOST_MISSING) * len(values[since:]):
        return replace(xmr([]), values=tuple(values))
    return xmr(values, baseline=BASELINE, floor=0.0)
