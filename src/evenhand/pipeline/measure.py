"""From a pack, or a published source, to results for each body."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from evenhand import __version__
from evenhand.data.definitions.load import edition, edition_files, ethnicity
from evenhand.data.readers.item import CheckItem
from evenhand.data.readers.pack import Pack, write_rejected
from evenhand.domain.codes.ethnicity import UNKNOWN, Grouping, plain
from evenhand.domain.codes.grades import Ladder
from evenhand.domain.frameworks.body import Body
from evenhand.domain.frameworks.edition import Edition
from evenhand.domain.measures.absent import absent
from evenhand.domain.measures.aggregated import FINE_GROUPINGS, named
from evenhand.domain.measures.comparison import EVERYONE_ELSE
from evenhand.domain.measures.count import Count
from evenhand.domain.measures.line import Naming
from evenhand.domain.measures.results import results
from evenhand.domain.measures.standard import Question, compare
from evenhand.domain.results.measurement import (
    Inputs,
    Measurement,
    Placement,
    RowCount,
    kept_apart,
    told_broadly,
)
from evenhand.domain.results.moves import Linked
from evenhand.domain.results.result import Result
from evenhand.domain.results.shares import GroupCount, GroupedCount
from evenhand.pipeline.applies import about_cells, about_standards, in_force
from evenhand.pipeline.counting import Counted, People
from evenhand.pipeline.in_slices import count_in_slices
from evenhand.pipeline.wrong_use import WrongUse

ALL = "all"
_MOST_NAMED = 10


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """
    What to measure: nothing named means the pack's own standards and the usual groupings.

    `team`: only the people of one team. `linked`: who came, went and changed between snapshots is
    counted as well, which a release needs. `edition`: this one of each standard, whichever was in
    force.
    """

    standards: tuple[str, ...] = ()
    groupings: tuple[str, ...] = ()
    comparator: str = ""
    team: str = ""
    linked: bool = False
    edition: str = ""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What came of it: a measurement for each body, or none and the items that say why."""

    measurements: tuple[Measurement, ...]
    items: tuple[CheckItem, ...]
    rows: dict[str, RowCount] = field(default_factory=dict)

    @property
    def has_errors(self) -> bool:
        """Whether anything in the data has to be put right."""
        return any(item.severity == "error" for item in self.items)


def measure_pack(path: Path, wanted: Wanted, before: People | None = None) -> Measured:
    """
    Check a pack, count its people and work out every indicator of its standards.

    `before` are the people of an earlier pack, to be linked with this one's.
    """
    pack, counted = count_in_slices(path, team=wanted.team, linked=wanted.linked, before=before)
    return measured_of(pack, counted, wanted, write_rejected(pack))


def of_body(measured: Measured, body: str) -> Measured:
    """What was measured of one body, by its id or name; of every one with "all"."""
    if body == ALL or not measured.measurements:
        return measured
    wanted, there = plain(body), [each.body for each in measured.measurements]
    chosen = [each.id for each in there if wanted in (plain(each.id), plain(each.name))]
    if not chosen:
        listed = ", ".join(f"{each.id} ({each.name})" for each in there[:_MOST_NAMED])
        more = f" and {len(there) - _MOST_NAMED} more" if len(there) > _MOST_NAMED else ""
        raise WrongUse(
            f"No body called “{body}” was measured in this pack. Give the id or name of one of"
            f" these, or all: {listed}{more}."
        )
    return replace(
        measured, measurements=tuple(m for m in measured.measurements if m.body.id in chosen)
    )


def measured_of(
    pack: Pack, counted: Counted, wanted: Wanted, more: Sequence[CheckItem] = ()
) -> Measured:
    """Every indicator of the standards wanted, from a pack's counts; `more` is said as well."""
    items = (*pack.items, *more)
    rows = dict(pack.rows)
    if not pack.readable:
        return Measured(measurements=(), items=items, rows=rows)
    snapshots = tuple(day.isoformat() for day in pack.snapshots)
    asked = wanted.standards or pack.standards
    if not wanted.standards and not wanted.edition:
        fit = about_standards(asked, pack.bodies, snapshots)
        items = (*items, *fit)
        if any(item.severity == "error" for item in fit):
            return Measured(measurements=(), items=items, rows=rows)
    editions = [_edition(each, snapshots, wanted.edition) for each in asked]
    items = (*items, *about_cells(editions, counted.figures))
    given = Given(
        bodies=pack.bodies,
        snapshots=snapshots,
        counts=counted.counts,
        figures=counted.figures,
        placements=counted.placements,
        linked=counted.linked,
        broad_only=counted.broad_only,
        ladder=pack.ladder,
        terms=pack.terms,
        files=tuple((file.name, file.sha256) for file in pack.files),
        rows=rows,
        items=items,
        marked_as=pack.marked_as,
    )
    return Measured(measurements=measurements(given, asked, wanted), items=given.items, rows=rows)


@dataclass(frozen=True, kw_only=True)
class Given:
    """Everything that measurements are made of, wherever it was read."""

    bodies: Sequence[Body]
    snapshots: tuple[str, ...]
    ladder: Ladder
    files: tuple[tuple[str, str], ...]
    counts: Sequence[Count] = ()
    grouped: Sequence[GroupedCount] = ()
    figures: Sequence[GroupCount] = ()
    placements: Sequence[Placement] = ()
    terms: Mapping[str, str] = field(default_factory=dict)
    rows: dict[str, RowCount] = field(default_factory=dict)
    items: tuple[CheckItem, ...] = ()
    linked: Sequence[Linked] = ()
    broad_only: frozenset[tuple[str, str]] = frozenset()
    marked_as: str = ""
    note: str = ""


def measurements(given: Given, asked: Sequence[str], wanted: Wanted) -> tuple[Measurement, ...]:
    """One measurement for each body that any of the standards asked for applies to."""
    editions = [
        _edition(standard, given.snapshots, wanted.edition) for standard in dict.fromkeys(asked)
    ]
    groupings = _groupings(wanted, given)
    _check_comparator(wanted.comparator, groupings)
    named_bodies = Naming({body.id: body for body in given.bodies}, given.terms)
    made = []
    for each in editions:
        bodies = _bodies_of(each, given)
        question = Question(
            edition=each,
            groupings=groupings,
            ladder=given.ladder,
            comparator=wanted.comparator,
        )
        grouped = (*given.grouped, *named(each, given.figures))
        made += compare(
            question,
            counts=[row for row in given.counts if row.body in bodies],
            grouped=[row for row in grouped if row.body in bodies],
            ethnicity=ethnicity(),
        )
    found = list(results(made, named_bodies))
    for each in editions:
        found += absent(
            each,
            found,
            naming=Naming(_bodies_of(each, given), given.terms),
            snapshots=given.snapshots,
            grouping=groupings[0],
        )
    if not found:
        kinds = ", ".join(sorted({body.kind for body in given.bodies}))
        raise WrongUse(
            f"None of the standards asked for ({', '.join(asked) or 'none'}) applies to a body of "
            f"this kind ({kinds}). Run `evenhand standards` to see which standard is for whom."
        )
    return tuple(_measurement(given, editions, found, wanted))


def _bodies_of(edition: Edition, given: Given) -> dict[str, Body]:
    return {body.id: body for body in given.bodies if body.kind in edition.body_kinds}


def _measurement(
    given: Given, editions: Sequence[Edition], found: Sequence[Result], wanted: Wanted
) -> Iterable[Measurement]:
    inputs = _inputs(given, editions, wanted)
    known = ethnicity()
    by_body: dict[str, list[Result]] = {}
    for result in found:
        by_body.setdefault(result.body, []).append(result)
    for body in given.bodies:
        if body.id not in by_body:
            continue
        standards = {result.standard for result in by_body[body.id]}
        recorded = known.recording({category for of, category in given.broad_only if of == body.id})
        shown, small = kept_apart(told_broadly(by_body[body.id], recorded))
        called = f"{body.name}: {wanted.team}" if wanted.team else body.name
        yield Measurement(
            body=replace(body, name=called),
            editions=tuple(each for each in editions if each.standard in standards),
            results=shown,
            for_returns=small,
            snapshots=given.snapshots,
            inputs=inputs,
            ethnicity=recorded,
            ladders={each.standard: given.ladder for each in editions},
            placements=tuple(row for row in given.placements if row.body == body.id),
            rows=given.rows,
            warnings=tuple(_said(i) for i in given.items if i.severity == "warning"),
            errors=tuple(_said(i) for i in given.items if i.severity == "error"),
            marked_as=given.marked_as,
            terms=given.terms,
            note=given.note,
            linked=tuple(each for each in given.linked if each.body == body.id),
            team=wanted.team,
        )


def _said(item: CheckItem) -> str:
    return f"{item.place}: {item.message}" if item.place else item.message


def _edition(standard: str, snapshots: Sequence[str], name: str) -> Edition:
    try:
        return edition(standard, name=name) if name else in_force(standard, snapshots)
    except KeyError as unknown:
        raise WrongUse(str(unknown.args[0])) from unknown


def _groupings(wanted: Wanted, given: Given) -> tuple[Grouping, ...]:
    known = {grouping.slug: grouping for grouping in ethnicity().groupings}
    if unknown := [slug for slug in wanted.groupings if slug not in known]:
        raise WrongUse(f"There is no grouping {', '.join(unknown)}. There are {', '.join(known)}.")
    if wanted.groupings:
        return tuple(known[slug] for slug in dict.fromkeys(wanted.groupings))
    # The census asks about groups that a body's own records may not: it does not decide.
    fine = {row.category for row in given.counts if row.name != "population"}
    fine |= {row.group for row in given.figures if row.grouping in FINE_GROUPINGS}
    usual = ["binary", "broad-5-2021"]
    if fine - {*UNKNOWN, *ethnicity().broad_only}:
        usual.append(finest(fine))
    return tuple(known[slug] for slug in usual)


def _check_comparator(comparator: str, groupings: Sequence[Grouping]) -> None:
    known = {group.slug for grouping in groupings for group in grouping.groups}
    if comparator and comparator != EVERYONE_ELSE and comparator not in known:
        raise WrongUse(
            f"There is no group {comparator} to compare with in these groupings. "
            f"There are {EVERYONE_ELSE}, {', '.join(sorted(known))}."
        )


def finest(categories: set[str]) -> str:
    """The coarsest list that keeps apart every category in these records.

    A list that names groups nobody was ever asked about would print noughts that mean "not asked".
    """
    if "roma" in categories:
        return "census-2021-19"
    if categories & {"gypsy-or-irish-traveller", "arab"}:
        return "census-2011-18"
    return "nhs-16"


def _inputs(given: Given, editions: Sequence[Edition], wanted: Wanted) -> Inputs:
    behind = dict.fromkeys(pair for each in editions for pair in edition_files(each))
    files = (*given.files, *behind)
    listed = "".join(f"{name}\0{digest}\n" for name, digest in files)
    options = {
        "groupings": " ".join(wanted.groupings),
        "comparator": wanted.comparator,
        "team": wanted.team,
        "edition": wanted.edition,
    }
    return Inputs(
        version=__version__,
        editions=tuple(f"{each.standard} {each.edition}" for each in editions),
        files=files,
        pack_hash=hashlib.sha256(listed.encode()).hexdigest(),
        options={name: value for name, value in options.items() if value},
    )
