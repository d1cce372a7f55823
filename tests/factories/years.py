"""Small staff lists over several years, released one after another as the ledger does it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from tests.factories.disclosure import measurement_of
from tests.factories.measures import Counts, results_of

from evenhand.domain.disclosure.ledger import Asked, Entry, head
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.printed import definitions_of, told_by
from evenhand.domain.disclosure.release import Released, release
from evenhand.domain.results.measurement import Measurement
from evenhand.domain.results.moves import Linked, Move, Standing
from evenhand.pipeline.counting import People
from evenhand.pipeline.history import compare
from evenhand.pipeline.measure import Measured, Wanted
from evenhand.pipeline.records import Records, hash_of_records
from evenhand.pipeline.wrong_use import WrongUse

# Staff by pay band, and disciplinary cases: a count in lines, and an outcome.
INDICATORS = ("1", "3")
FIRST, SECOND, THIRD = "2023-03-31", "2024-03-31", "2025-03-31"


class Person(NamedTuple):
    """Somebody on the staff list at a snapshot."""

    key: str
    category: str
    line: str = "clinical|5"
    disciplined: bool = False
    team: str = ""


Staff = Sequence[Person]
Years = Mapping[str, Staff]


def people(category: str, n: int, *, disciplined: int = 0, line: str = "clinical|5",
           team: str = "", start: str = "") -> list[Person]:  # fmt: skip
    """`n` people alike, with keys of their own; the first of them were disciplined."""
    named = f"{start}{category}{line}{team}"
    return [Person(f"{named}-{at}", category, line, at < disciplined, team) for at in range(n)]


def measured(years: Years, wanted: Wanted, *, linked: bool = True) -> Measurement:
    """What a pack with these years measures, by indicators 1 and 3 of the NHS WRES."""
    counts: dict[tuple[str, ...], Counter[str]] = {}
    for period, staff in years.items():
        for person in staff:
            if wanted.team not in ("", person.team):
                continue
            names = [("workforce", ""), ("workforce_by_grade", person.line)]
            names += [("disciplinary", "")] if person.disciplined else []
            for name, cell in names:
                counts.setdefault((name, cell, period), Counter())[person.category] += 1
    told: Counts = {key: dict(found) for key, found in counts.items()}
    found = results_of(told, groupings=wanted.groupings or ("binary",))
    made = measurement_of([each for each in found if each.indicator in INDICATORS])
    return replace(
        made,
        linked=links(years) if linked else (),
        snapshots=tuple(sorted(years)),
        team=wanted.team,
    )


def links(years: Years, others: Years | None = None) -> tuple[Linked, ...]:
    """Who moved between any two years; or between the years of another pack and these."""
    pairs = combinations(sorted(years), 2)
    if others is None:
        return tuple(_link(a, years[a], b, years[b]) for a, b in pairs)
    return tuple(_link(a, others[a], b, years[b]) for a in sorted(others) for b in sorted(years))


def _link(earlier: str, before: Staff, later: str, after: Staff) -> Linked:
    for staff in (before, after):
        assert len({each.key for each in staff}) == len(staff), "a key is of one person"
    was, now = ({each.key: _standing(each) for each in staff} for staff in (before, after))
    moved = Counter(
        (was.get(key), now.get(key)) for key in {*was, *now} if was.get(key) != now.get(key)
    )
    moves = tuple(Move(a, b, n) for (a, b), n in moved.items())
    return Linked("X01", earlier, later, len({*was} & {*now}), moves)


def _standing(person: Person) -> Standing:
    line = person.line.replace("|", ": ")
    return Standing(person.category, line, frozenset({"workforce"}), person.team)


@dataclass
class Releases:
    """The releases of one body, each made beside all before it."""

    linked: bool = True
    entries: list[Entry] = field(default_factory=list)
    made: list[tuple[Released, Preset]] = field(default_factory=list)

    def release(
        self,
        years: Years,
        rules: Preset,
        *groupings: str,
        team: str = "",
        earlier: Sequence[Years] = (),
    ) -> Released:
        """Release some years by some groupings, or nothing: raises what `compare` raises."""
        wanted = Wanted(groupings=groupings or ("binary",), team=team)
        measurement = measured(years, wanted, linked=self.linked)
        before = {Path(pack_of(each)): each for each in earlier}
        compared = compare(
            self.entries,
            _with_files(measurement, years),
            _records(years),
            [_records(each) for each in before.values()],
        )
        if self.linked:
            others = {
                called: before[path][period] for (path, period), called in compared.periods.items()
            }
            measurement = replace(measurement, linked=(*measurement.linked, *links(years, others)))
        done = release(measurement, rules, "public", compared.history)
        self.entries.append(self._entry(done, rules, years, wanted))
        self.made.append((done, rules))
        return done

    def _entry(self, done: Released, rules: Preset, years: Years, wanted: Wanted) -> Entry:
        return Entry(
            number=len(self.entries) + 1,
            previous=head(self.entries),
            at="2026-01-01T00:00:00+00:00",
            body="X01",
            audience="public",
            preset=rules.slug,
            rules=rules.fingerprint,
            pack=hash_of_records(_with_files(done.measurement, years)),
            version="1",
            asked=Asked(
                standards=("nhs-wres",), groupings=wanted.groupings, comparator="", team=wanted.team
            ),
            files=(),
            told=told_by(done.measurement.results, definitions_of(done.measurement), rules),
        )


def pack_of(years: Years) -> str:
    """What tells one pack from another."""
    return str(hash(tuple((period, tuple(staff)) for period, staff in years.items())))


def _with_files(measurement: Measurement, years: Years) -> Measurement:
    files = (("staff.csv", pack_of(years)),)
    return replace(measurement, inputs=replace(measurement.inputs, files=files))


def _records(years: Years) -> Records:
    def measure(wanted: Wanted, before: People | None) -> Measured:
        if wanted.team and wanted.team not in {
            each.team for staff in years.values() for each in staff
        }:
            raise WrongUse(f"There is no team {wanted.team} in this pack.")
        made = _with_files(measured(years, wanted), years)
        return Measured(measurements=(made,), items=())

    return Records(Path(pack_of(years)), measure)
