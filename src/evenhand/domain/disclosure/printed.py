"""The counts that results print, and the system that they make."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evenhand.domain.disclosure.cells import BESIDE, RESTS_ON, CountCell, Definitions, grades_in
from evenhand.domain.disclosure.completed import Completed, complete
from evenhand.domain.disclosure.network import Difference, NoSum, Outcome, Range, network
from evenhand.domain.disclosure.preset import Preset, could_be
from evenhand.domain.disclosure.sensitive import OF_OUTCOMES
from evenhand.domain.disclosure.system import Bools, Floats, System
from evenhand.domain.frameworks.edition import Kind
from evenhand.domain.results.measurement import Measurement
from evenhand.domain.results.result import Result

Cells = dict[str, CountCell]
Ranges = Mapping[CountCell, Range | None]
# The names of some counts, by the result and the field that print them.
Names = Mapping[tuple[tuple[str, ...], str], str]
NO_NAMES: Names = {}
# In the name of a count that is no count, but about so many people.
WEIGHTED = ", weighted, "


@dataclass(frozen=True)
class Printed:
    """
    The counts of a report: the cells of each result, and the system that they make.

    `guessed` cells were given without a number; `least` and `most` are what each would be known to
    be if all that is given were told.
    """

    cells: tuple[Cells, ...]
    system: System
    guessed: Bools
    least: Floats
    most: Floats


def definitions_of(measurement: Measurement) -> Definitions:
    """What the fields of a measurement's results mean."""
    editions = {edition.standard: edition for edition in measurement.editions}
    return Definitions(editions, measurement.ethnicity, measurement.ladders, measurement.team)


def what_it_is(result: Result) -> tuple[str, ...]:
    """What tells a result from all others of its body."""
    where = result.period, result.standard, result.indicator, result.cell
    return *where, result.grouping, result.group, result.comparator


def counts_of(
    results: Sequence[Result], definitions: Definitions, names: Names = NO_NAMES
) -> tuple[dict[CountCell, int | None], tuple[Cells, ...]]:
    """
    Every count that results print, None where one stands without a number; and whose it is.

    Whatever the order of the results: it is the engine's. `names` are those that counts with a
    second source had when all numbers were at hand.
    """
    grades = grades_in(results)
    counts: dict[CountCell, int | None] = {}
    cells: list[Cells] = [{} for _ in results]
    keys = [what_it_is(result) for result in results]
    for at in sorted(range(len(results)), key=keys.__getitem__):
        result, key = results[at], keys[at]
        weighted, counted = "weighted" in result.flags, _is_counted(result)
        for field, cell in definitions.cells(result, grades).items():
            value = number(result, field)
            about = weighted and "numerator" in field
            if (about and value is None) or not (about or counted):
                continue
            if (key, field) in names:
                cell = cell._replace(name=names[key, field])
            elif about:
                # About so many people: sums of weighted numbers tell nothing exact.
                cell = cell._replace(name=f"{cell.name}{WEIGHTED}{field} of {', '.join(key)}")
            elif (other := counts.get(cell)) is not None and value not in (None, other):
                # Two sources for one count (a `counts` table beside records): two counts.
                own = f"{cell.name} of {result.standard} {result.indicator}"
                cell = cell._replace(name=own)
            cells[at][field] = cell
            if counts.get(cell) is None:
                counts[cell] = value
    return counts, tuple(cells)


def second_sources(results: Sequence[Result], cells: Sequence[Cells]) -> Names:
    """The names of counts that had to be told apart from others of the same people."""
    return {
        (what_it_is(result), field): cell.name
        for result, found in zip(results, cells, strict=True)
        for field, cell in found.items()
        if cell.name.endswith(f" of {result.standard} {result.indicator}")
    }


def told_by(
    results: Sequence[Result], definitions: Definitions, preset: Preset, names: Names = NO_NAMES
) -> Ranges:
    """What results that have been through a preset tell of each count; None where it is hidden."""
    return told_of(counts_of(results, definitions, names)[0], preset)


def told_of(counts: Mapping[CountCell, int | None], preset: Preset) -> Ranges:
    """What the counts that such results print tell; None where one is hidden."""
    exact = {cell: value for cell, value in counts.items() if WEIGHTED not in cell.name}
    ranges: dict[int | None, Range | None] = {
        value: None if value is None else could_be(value, preset) for value in {*exact.values()}
    }
    return {cell: ranges[value] for cell, value in exact.items()}


def system_of(
    counts: Mapping[CountCell, Range | None],
    definitions: Definitions,
    *,
    differences: Iterable[Difference] = (),
    outcomes: Iterable[Outcome] = (),
    no_sums: Iterable[NoSum] = (),
) -> Completed:
    """
    The system that counts make, with the differences of some of them.

    `outcomes` are those of earlier releases, beside those of these definitions; `no_sums` are known
    not to add up.
    """
    differences = list(differences)
    ends = [cell for each in differences for cell in each if cell not in counts]
    made = network(counts, (*outcomes_of(definitions), *outcomes), ends, no_sums)
    for each in differences:
        made.difference(each)
    return complete(made)


def _is_counted(result: Result) -> bool:
    """Absent records are no counts."""
    nothing = all(getattr(result, each) is None for each in (*RESTS_ON, *BESIDE))
    return result.suppressed or not nothing or bool(result.cell)


def number(result: Result, field: str) -> int | None:
    """The count in a field; of a weighted share, about how many people it is."""
    value: int | None = getattr(result, field)
    if value is None and "weighted" in result.flags and field in RESTS_ON:
        side = "comparator_" if field.startswith("comparator") else ""
        share, base = getattr(result, f"{side}share"), getattr(result, f"{side}denominator")
        return None if share is None or base is None else round(share * base)
    return value


def outcomes_of(definitions: Definitions) -> tuple[Outcome, ...]:
    """Every outcome of which indicators say how many had it."""
    found = [
        Outcome(indicator.numerator, indicator.denominator, indicator.kind is Kind.SURVEY_SHARE)
        for edition in definitions.editions.values()
        for indicator in edition.indicators
        if indicator.kind in OF_OUTCOMES
    ]
    return tuple(dict.fromkeys(found))
