"""A release: made safe beside all that was released before, put in the ledger, then in place."""

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from evenhand import __version__
from evenhand.data.definitions.load import ethnicity
from evenhand.data.ledger.file import locked, write_ledger
from evenhand.domain.disclosure.history import History
from evenhand.domain.disclosure.ledger import FIRST, Asked, Entry
from evenhand.domain.disclosure.ledger import head as last_seal
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.printed import definitions_of, told_by
from evenhand.domain.disclosure.release import Released
from evenhand.domain.results.measurement import Measurement
from evenhand.pipeline.formats import USUAL
from evenhand.pipeline.history import Compared, compare, people_before
from evenhand.pipeline.ledger_check import entries_of
from evenhand.pipeline.ledger_notes import notes_of
from evenhand.pipeline.measure import Measured, Wanted
from evenhand.pipeline.presets import preset_called
from evenhand.pipeline.records import Records, hash_of_records
from evenhand.pipeline.release import UNFINISHED, release_all, write_released
from evenhand.pipeline.report import Tell, folder_name
from evenhand.pipeline.wrong_use import NotSafe, WrongUse


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is to be released, by which rules (a preset's name), for whom, and when (UTC)."""

    wanted: Wanted
    audience: str
    rules: str
    at: datetime
    formats: Sequence[str] = USUAL

    def asked(self, measurement: Measurement) -> Asked:
        """What has to be measured to find the same counts again, whatever is usual by then."""
        groupings = dict.fromkeys(result.grouping for result in measurement.results)
        return Asked(
            standards=tuple(each.standard for each in measurement.editions),
            groupings=tuple(groupings),
            comparator=self.wanted.comparator,
            team=self.wanted.team,
        )


@dataclass(frozen=True, kw_only=True)
class LedgerRelease:
    """
    What was released. `again`: every file was in the ledger already, and was put in place again.

    `notes` say what each body's release was compared with, and what had to be assumed.
    """

    measured: Measured
    preset: Preset | None = None
    released: tuple[Released, ...] = ()
    written: tuple[Path, ...] = ()
    entries: tuple[Entry, ...] = ()
    notes: tuple[str, ...] = ()
    again: bool = False


def release_with_ledger(
    records: Records,
    request: Request,
    *,
    ledger: Path,
    out: Path,
    tell: Tell,
    earlier: Sequence[Records] = (),
) -> LedgerRelease:
    """
    Release what was asked for, or nothing. Raises NotSafe, with the reason, where it must not be.

    The ledger is held from the first look at it until it is written. It is written just before the
    files are put in place: if that fails, what they tell counts as told, and the same command puts
    them in place.
    """
    with locked(ledger, waiting=lambda: tell("Waiting for another release", 0, 1)):
        entries = entries_of(ledger)
        measured = records.measure(replace(request.wanted, linked=True), None)
        if not measured.measurements:
            return LedgerRelease(measured=measured)
        _known_packs(entries, earlier)
        days = [day for each in measured.measurements for day in each.snapshots]
        preset = preset_called(request.rules, snapshots=days)
        for again in (True, False):
            made = _Attempt(request, preset, entries, records, earlier, again=again)
            if made.fits(measured, tell):
                return made.finish(ledger, out, tell)
        raise NotSafe("The release came out differently twice. Nothing was written.")


class _Attempt:
    """
    One way to make the release.

    With `again`, a body's release that was made before from the same records, for the same readers,
    is made again as it was then; that must give the same numbers.
    """

    def __init__(
        self,
        request: Request,
        preset: Preset,
        entries: Sequence[Entry],
        records: Records,
        earlier: Sequence[Records],
        *,
        again: bool,
    ) -> None:
        self.request, self.entries, self.again = request, list(entries), again
        self.preset = preset
        self.records, self.earlier = records, earlier
        self.notes: list[str] = []

    def fits(self, measured: Measured, tell: Tell) -> bool:
        """Make everything safe; False where what was made again is not as it was."""
        for each in measured.measurements:
            _known_as_broadly(each, self.before(each))
        compared = {
            each.body.id: compare(self.before(each), each, self.records, self.earlier)
            for each in measured.measurements
        }
        self.measured = self.with_people(measured, compared)
        self.released = release_all(
            self.measured.measurements,
            self.preset,
            self.request.audience,
            tell,
            histories={
                each.body.id: self.history(each, compared[each.body.id])
                for each in self.measured.measurements
            },
        )
        self.notes = [
            note
            for each, made in zip(self.measured.measurements, self.released, strict=True)
            for note in notes_of(each, compared[each.body.id], made.closer)
        ]
        self.drafts = [self.entry(each) for each in self.released]
        return all(
            was is None or dict(was.told) == dict(draft.told)
            for draft, was in ((draft, self.same(draft)) for draft in self.drafts)
        )

    def history(self, measurement: Measurement, compared: Compared) -> History:
        """What was known before; with what is to be repeated, where there is anything."""
        was = self.same(self.blank(measurement))
        return replace(compared.history, repeats=None if was is None else was.told)

    def before(self, measurement: Measurement) -> list[Entry]:
        """The body's entries, up to the one that this release would repeat."""
        mine = [each for each in self.entries if each.body == measurement.body.id]
        was = self.same(self.blank(measurement))
        return mine if was is None else mine[: mine.index(was)]

    def same(self, draft: Entry) -> Entry | None:
        """The entry that the draft repeats."""
        found = (each for each in self.entries if self.again and each.same_request(draft))
        return next(found, None)

    def with_people(self, measured: Measured, compared: Mapping[str, Compared]) -> Measured:
        """The same measurements; with snapshots of earlier packs, also who links those."""
        periods = {key: name for each in compared.values() for key, name in each.periods.items()}
        if not periods:
            return measured
        people = people_before(self.earlier, periods)
        return self.records.measure(replace(self.request.wanted, linked=True), people)

    def blank(self, measurement: Measurement) -> Entry:
        return Entry(
            number=0,
            previous=FIRST,
            at=self.request.at.isoformat(timespec="seconds"),
            body=measurement.body.id,
            audience=self.request.audience,
            preset=self.preset.slug,
            rules=self.preset.fingerprint,
            pack=hash_of_records(measurement),
            version=__version__,
            asked=self.request.asked(measurement),
            files=(),
            told={},
        )

    def entry(self, released: Released) -> Entry:
        told = told_by(
            released.measurement.results,
            definitions_of(released.measurement),
            self.preset,
            released.history.names,
        )
        return replace(self.blank(released.measurement), told=told)

    def finish(self, ledger: Path, out: Path, tell: Tell) -> LedgerRelease:
        """Attack the files, write the ledger, put the files in place."""
        sealed: list[Entry] = []
        in_ledger = False

        def seal(files: Mapping[str, bytes]) -> None:
            nonlocal in_ledger
            sealed.extend(self.seal(files))
            if sealed:
                write_ledger(ledger, [*self.entries, *sealed])
            in_ledger = True

        _clear_unfinished(out)
        try:
            written = write_released(
                self.released, self.preset, out, tell,
                formats=self.request.formats, seal=seal,
            )  # fmt: skip
        except OSError as stopped:
            if not in_ledger:
                raise
            raise WrongUse(
                f"{stopped}. The release is in the ledger, and not all of its files are in place: "
                "give the same command again, and they will be."
            ) from stopped
        return LedgerRelease(
            measured=self.measured,
            preset=self.preset,
            released=tuple(self.released),
            written=tuple(written),
            entries=tuple(sealed),
            notes=tuple(dict.fromkeys((*self.first(ledger), *self.notes))),
            again=not sealed,
        )

    def first(self, ledger: Path) -> list[str]:
        """That the ledger is a new one: a wrong path would make one as well."""
        if self.entries:
            return []
        return [f"{ledger} is a new ledger: this is the first release that it knows of."]

    def seal(self, files: Mapping[str, bytes]) -> list[Entry]:
        """The entries to add: none for a body whose files are all in the ledger."""
        made: list[Entry] = []
        hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
        for released, draft in zip(self.released, self.drafts, strict=True):
            start = f"{folder_name(released.measurement)}/" if len(self.released) > 1 else ""
            own = tuple(
                (name, digest) for name, digest in sorted(hashes.items()) if name.startswith(start)
            )
            was = self.same(draft)
            if was is not None and set(own) <= set(was.files):
                continue
            chain = [*self.entries, *made]
            made.append(replace(draft, files=own, number=len(chain) + 1, previous=last_seal(chain)))
        return made


def _clear_unfinished(out: Path) -> None:
    """Take away what a release that was killed had not attacked yet."""
    for left in out.glob(f"{UNFINISHED}*"):
        shutil.rmtree(left)


def _known_packs(entries: Sequence[Entry], earlier: Sequence[Records]) -> None:
    """Raises WrongUse for an earlier pack that nothing in the ledger was made from."""
    for records in earlier:
        packs = {pack for entry in entries for pack in records.hashes(entry.asked)}
        if not packs & {entry.pack for entry in entries}:
            raise WrongUse(
                f"No release in the ledger was made from the records in {records.path.name}. "
                "--earlier is for the packs, unchanged, that earlier releases were made from."
            )


def _known_as_broadly(measurement: Measurement, before: Sequence[Entry]) -> None:
    """
    Raises NotSafe where other broad groups alone were recorded when a body's releases were made.

    Counts of White people with and without those of whom nothing finer is known are two counts, and
    what a reader makes of the two is not worked out.
    """
    known = ethnicity().broad_only.keys()
    recorded = known & measurement.ethnicity.broad_only.keys()
    for entry in before:
        then = {slug for cell in entry.told for slug in cell.people} & known
        if entry.told and then != recorded:
            changed = ", ".join(sorted(then ^ recorded))
            raise NotSafe(
                f"{measurement.body.name}: nothing was written. Ethnic labels of a broad group alone"
                f" ({changed}) are in these records or in those of release {entry.number}, not in"
                " both, and what the two tell together is not worked out. Give finer labels, or"
                ' write "not-known" for them under values.ethnic_category in pack.toml.'
            )
