"""What earlier releases mean for a new one: what they told, what was true then, who links them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from evenhand.domain.disclosure.cells import CountCell
from evenhand.domain.disclosure.history import History
from evenhand.domain.disclosure.ledger import Entry
from evenhand.domain.disclosure.network import Outcome, Range
from evenhand.domain.disclosure.printed import Ranges
from evenhand.domain.results.measurement import Measurement
from evenhand.domain.results.written import plural
from evenhand.pipeline.counting import People, people_of
from evenhand.pipeline.records import Counts, Records, hash_of_records
from evenhand.pipeline.wrong_use import NotSafe

What = TypeVar("What")


@dataclass(frozen=True)
class Compared:
    """
    The history of one body, and what could not be compared.

    `periods` are those of an earlier pack by what they are called in the history; `assumed` are
    earlier snapshots whose people are not at hand.
    """

    history: History
    periods: Mapping[tuple[Path, str], str]
    assumed: tuple[str, ...]


def compare(
    entries: Sequence[Entry], measurement: Measurement, records: Records, earlier: Sequence[Records]
) -> Compared:
    """
    What the earlier releases of a body told, beside what its records say now.

    Raises NotSafe where records of a snapshot have changed since and those of then are not given.
    """
    return _Comparison(entries, measurement, records, earlier).made()


@dataclass(frozen=True)
class _Version:
    """A snapshot as some records have it, and what it is called in the history."""

    records: Records
    called: str


@dataclass
class _Comparison:
    entries: Sequence[Entry]
    measurement: Measurement
    records: Records
    earlier: Sequence[Records]
    told: dict[CountCell, Range | None] = field(default_factory=dict)
    counts: dict[CountCell, int] = field(default_factory=dict)
    outcomes: dict[Outcome, None] = field(default_factory=dict)
    older: dict[str, list[_Version]] = field(default_factory=dict)
    assumed: dict[str, None] = field(default_factory=dict)

    def made(self) -> Compared:
        for pack, period in dict.fromkeys(_snapshots_of(self.entries)):
            entries = [
                entry
                for entry in self.entries
                if entry.pack == pack and any(cell.period == period for cell in entry.told)
            ]
            version = self.version_of(entries, period)
            if version is None:
                self.assumed[period] = None
                continue
            for entry in entries:
                self.add(entry, period, version)
        return Compared(self.history(), self.periods(), tuple(self.assumed))

    def history(self) -> History:
        versions = [
            (version.called, period)
            for period, found in self.older.items()
            for version in found
            if version.called != period and period in self.measurement.snapshots
        ]
        return History(
            told=self.told,
            counts=self.counts,
            outcomes=tuple(self.outcomes),
            versions=tuple(versions),
            releases=tuple(entry.in_words for entry in self.entries),
        )

    def periods(self) -> dict[tuple[Path, str], str]:
        """The snapshots of earlier packs that are compared, by what they are called."""
        return {
            (version.records.path, period): version.called
            for period, found in self.older.items()
            for version in found
        }

    def version_of(self, entries: Sequence[Entry], period: str) -> _Version | None:
        """
        The records that some releases of one pack tell of, as one snapshot has them.

        None where they are not at hand, and nothing is released of that snapshot now.
        """
        here = period in self.measurement.snapshots
        if here and all(self.fits(self.records, entry, period) for entry in entries):
            return _Version(self.records, period)
        known = self.older.setdefault(period, [])
        for version in known:
            if all(self.fits(version.records, entry, period) for entry in entries):
                return version
        then = self.records_of(entries[0])
        if then is None:
            if here:
                raise NotSafe(self.why_not(entries, period))
            return None
        if not all(self.fits(then, entry, period) for entry in entries):
            raise NotSafe(self.counted_differently(entries[0]))
        free = not here and not known
        called = period if free else f"{period}, as in {entries[0].in_words}"
        known.append(_Version(then, called))
        return known[-1]

    def fits(self, records: Records, entry: Entry, period: str) -> bool:
        """Whether some records could be those that a release tells of."""
        if not records.measured(entry.asked):
            return False
        return not _changed(_at(entry.told, period), records.counts(entry.asked, entry.body))

    def records_of(self, entry: Entry) -> Records | None:
        """The earlier pack that a release was made from, where it was given."""
        found = (each for each in self.earlier if entry.pack in each.hashes(entry.asked))
        return next(found, None)

    def add(self, entry: Entry, period: str, version: _Version) -> None:
        """What a release tells of a snapshot, with what was true."""
        counts = version.records.counts(entry.asked, entry.body)
        true = _renamed(_at(counts, period), version.called)
        for cell, now in _renamed(_at(entry.told, period), version.called).items():
            before = self.told.get(cell)
            if before is not None and now is not None:
                now = max(before[0], now[0]), min(before[1], now[1])
            self.told[cell] = now or before
            if cell in true:
                self.counts[cell] = true[cell]
        found = version.records.outcomes(entry.asked, entry.body)
        self.outcomes |= dict.fromkeys(found)

    def why_not(self, entries: Sequence[Entry], period: str) -> str:
        """Why nothing can be released of a snapshot without the records of then."""
        body = self.measurement.body.name
        for entry in entries:
            if hash_of_records(self.measurement) == entry.pack:
                return self.counted_differently(entry)
            if wrong := self.records.why_not(entry.asked):
                return (
                    f"{body}: nothing was written. {entry.in_words.capitalize()} told of {period}, "
                    f"and these records cannot be measured as it measured them. {wrong} Give the "
                    "pack that it was made from with --earlier."
                )
        entry, changed = next(
            (entry, changed)
            for entry in entries
            if (changed := _changed(_at(entry.told, period), self.now(entry)))
        )
        return (
            f"{body}: nothing was written. The records of {period} have changed since "
            f"{entry.in_words}: {plural(len(changed), 'count is', 'counts are')} no longer what it says. The two can only "
            "be compared with the records as they were then: give that pack with --earlier."
        )

    def now(self, entry: Entry) -> Counts:
        return self.records.counts(entry.asked, entry.body)

    def counted_differently(self, entry: Entry) -> str:
        return (
            f"{self.measurement.body.name}: nothing was written. The records of "
            f"{entry.in_words} are counted differently now than by version {entry.version}, which "
            "made it, so what it tells is not known here. Use that version for these snapshots, or "
            "leave them out of the pack."
        )


def _snapshots_of(entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """Each snapshot that was released, with the pack that it was released from."""
    for entry in entries:
        for cell in entry.told:
            yield entry.pack, cell.period


def _at(found: Mapping[CountCell, What], period: str) -> dict[CountCell, What]:
    return {cell: what for cell, what in found.items() if cell.period == period}


def _renamed(found: Mapping[CountCell, What], called: str) -> dict[CountCell, What]:
    return {cell._replace(period=called): what for cell, what in found.items()}


def _changed(told: Ranges, now: Counts) -> list[CountCell]:
    """Counts that are not what a release said of them."""
    return [
        cell
        for cell, limits in told.items()
        if limits is not None and cell in now and not limits[0] <= now[cell] <= limits[1]
    ]


def people_before(
    earlier: Sequence[Records], periods: Mapping[tuple[Path, str], str]
) -> People | None:
    """Where everybody of the earlier packs stood, each snapshot by what the history calls it."""
    tables = []
    for records in earlier:
        people = people_of(records.path)
        for (path, period), called in periods.items():
            if path == records.path and people is not None:
                at = people.filter(pc.equal(people["snapshot"], period))
                named = pa.array([called] * at.num_rows, type=pa.string())
                tables.append(
                    at.set_column(at.schema.get_field_index("snapshot"), "snapshot", named)
                )
    return pa.concat_tables(tables) if tables else None
