"""A measurement made safe to show: every figure that rests on a hidden count is hidden whole."""

from collections.abc import Hashable, Sequence, Set
from dataclasses import dataclass, replace

import numpy as np

from evenhand.domain.disclosure.attack import attack, wide_enough
from evenhand.domain.disclosure.cells import BESIDE, RESTS_ON, CountCell, Definitions, grades_in
from evenhand.domain.disclosure.hide import hide_beside, hide_whole
from evenhand.domain.disclosure.network import Rest, complete, network
from evenhand.domain.disclosure.preset import Covers, Preset, could_be, is_small, rule_in_words
from evenhand.domain.disclosure.rounding import adjust_again, round_results
from evenhand.domain.disclosure.suppress import Suppression, exposed, suppress
from evenhand.domain.disclosure.system import Bools, Floats, System, Whole
from evenhand.domain.frameworks.edition import Kind
from evenhand.domain.results.measurement import Measurement
from evenhand.domain.results.result import Result

Cells = dict[str, CountCell]
# Released by grade: the broad groups. The whole list of groups is for the other indicators.
MOST_GROUPS_BY_GRADE = 6
# What a figure is worth when something has to be hidden: these are kept before others.
PLANNED, FINEST, SENIOR = 4.0, 2.0, 2.0


@dataclass(frozen=True)
class Released:
    """
    A measurement as its audience may see it, and what was done.

    `hidden` of `figures` are hidden, `first` counts because they are small and `others` to protect
    them. `given_away` names what an attacker could still tell: empty when all is well.
    """

    measurement: Measurement
    figures: int
    hidden: int
    first: int
    others: int
    gap: float
    given_away: tuple[str, ...]
    sensitive: frozenset[Hashable]


@dataclass(frozen=True)
class Printed:
    """The counts of a report: the cells of each result, and the system that they make."""

    cells: tuple[Cells, ...]
    system: System
    guessed: Bools
    low: Floats
    high: Floats


def definitions_of(measurement: Measurement) -> Definitions:
    """What the fields of a measurement's results mean."""
    editions = {edition.standard: edition for edition in measurement.editions}
    return Definitions(editions, measurement.ethnicity, measurement.ladders)


def release(measurement: Measurement, preset: Preset, audience: str) -> Released:
    """
    The measurement for an audience under a preset.

    Raises CannotProtect where the preset cannot be kept, Contradiction where counts do not fit.
    """
    results = [each for each in measurement.results if not _too_fine(each, measurement)]
    printed = printed_counts(results, definitions_of(measurement))
    system = printed.system
    sensitive = _sensitive(printed, results, preset)
    chosen = suppress(
        system, preset, sensitive=sensitive, weights=_weights(printed, results, measurement)
    )
    shown = _apply(results, printed, chosen.hidden, measurement, preset)
    still = ~_still_printed(shown, printed)
    open_cells = exposed(system, preset, still | ~system.printed, sensitive)
    made = replace(
        measurement,
        results=tuple(shown),
        placements=(),
        rows={},
        warnings=(),
        errors=(),
        audience=audience,
        protection=rule_in_words(preset),
    )
    return _summed_up(made, chosen, system, open_cells)


def _too_fine(result: Result, measurement: Measurement) -> bool:
    """A list of many groups in every grade: hardly a number of it could be shown."""
    by_grade = result.kind in (Kind.REPRESENTATION, Kind.DISPARITY_RATIO)
    grouping = measurement.ethnicity.grouping(result.grouping)
    return by_grade and len(grouping.groups) > MOST_GROUPS_BY_GRADE


def _summed_up(
    made: Measurement, chosen: Suppression, system: System, open_cells: Whole
) -> Released:
    return Released(
        measurement=made,
        figures=len(made.results),
        hidden=sum(result.suppressed for result in made.results),
        first=int(chosen.sensitive.sum()),
        others=int((chosen.hidden & ~chosen.sensitive & system.printed).sum()),
        gap=chosen.gap,
        given_away=tuple(str(system.names[cell]) for cell in open_cells.tolist()),
        sensitive=frozenset(system.names[cell] for cell in np.flatnonzero(chosen.sensitive)),
    )


@dataclass(frozen=True)
class GivenAway:
    """A hidden count, and the narrow interval in which an attacker knows it to be."""

    name: str
    low: float
    high: float


def attack_results(
    results: Sequence[Result],
    definitions: Definitions,
    preset: Preset,
    sensitive: Set[Hashable] | None = None,
) -> tuple[list[GivenAway], int]:
    """
    What results that were made for others give away, and of how many hidden counts.

    Nothing is known here but what they print. `sensitive` names the hidden counts that are small;
    without it, every hidden count that might be small must be safe.
    """
    printed = printed_counts(results, definitions, preset)
    system = printed.system
    if not len(system):
        return [], 0
    shown = printed.high < np.inf
    asked = ~shown & system.printed
    if sensitive is not None:
        asked &= np.array([name in sensitive for name in system.names])
    targets = np.flatnonzero(asked)
    low, high = attack(
        system.equations,
        printed.low,
        printed.high,
        targets=targets,
        enough=lambda low, high: wide_enough(low, high, preset),
        example=system.values,
    )
    small = (low < preset.threshold) | (sensitive is not None)
    found = targets[~wide_enough(low, high, preset) & small]
    limits = {int(t): (float(a), float(b)) for t, a, b in zip(targets, low, high, strict=True)}
    return [GivenAway(str(system.names[t]), *limits[t]) for t in found.tolist()], len(targets)


def printed_counts(
    results: Sequence[Result], definitions: Definitions, preset: Preset | None = None
) -> Printed:
    """
    The system of every count that these results print.

    With a preset, they are results that it has been through: a number may be rounded.
    """
    grades = grades_in(results)
    counts: dict[CountCell, int | None] = {}
    cells: list[Cells] = []
    for result in results:
        mine: Cells = {}
        for field, cell in definitions.cells(result, grades).items():
            value = _number(result, field)
            if not _is_counted(result, field):
                continue
            if "weighted" in result.flags and "numerator" in field:
                # About so many people: sums of weighted numbers tell nothing exact.
                cell = cell._replace(name=f"{cell.name}, weighted, {len(cells)} {field}")
            elif (other := counts.get(cell)) is not None and value not in (None, other):
                # Two sources for one count (a `counts` table beside records): two counts.
                own = f"{cell.name} of {result.standard} {result.indicator}"
                cell = cell._replace(name=own)
            mine[field] = cell
            if counts.get(cell) is None:
                counts[cell] = value
        cells.append(mine)
    told = {cell: _told(cell, value, preset) for cell, value in counts.items()}
    made = complete(network(told, _pairs(definitions)))
    return Printed(tuple(cells), made.system, made.guessed, made.low, made.high)


def _told(cell: CountCell, value: int | None, preset: Preset | None) -> tuple[int, int] | None:
    if value is None:
        return None
    if preset is None or "weighted" in cell.name:
        return value, value
    return could_be(value, preset)


def _is_counted(result: Result, field: str) -> bool:
    """Absent records and the unknown of a weighted share are no counts."""
    if "numerator" in field and "weighted" in result.flags:
        return _number(result, field) is not None
    nothing = all(getattr(result, each) is None for each in (*RESTS_ON, *BESIDE))
    return result.suppressed or not nothing or bool(result.cell)


def _number(result: Result, field: str) -> int | None:
    """The count; of a weighted share, about how many people it is."""
    value: int | None = getattr(result, field)
    if value is None and "weighted" in result.flags and field in RESTS_ON:
        side = "comparator_" if field.startswith("comparator") else ""
        share, base = getattr(result, f"{side}share"), getattr(result, f"{side}denominator")
        return None if share is None or base is None else round(share * base)
    return value


def _pairs(definitions: Definitions) -> list[tuple[str, str]]:
    return [
        (indicator.numerator, indicator.denominator)
        for edition in definitions.editions.values()
        for indicator in edition.indicators
        if indicator.kind in (Kind.RELATIVE_LIKELIHOOD, Kind.SURVEY_SHARE)
    ]


def _sensitive(printed: Printed, results: Sequence[Result], preset: Preset) -> Bools:
    system = printed.system
    wholes = {
        cell
        for cells in printed.cells
        for field, cell in cells.items()
        if field.endswith("denominator")
    }
    sensitive = printed.guessed.copy()
    every = preset.covers is Covers.EVERY_COUNT
    for place, name in enumerate(system.names):
        value = int(system.values[place])
        if system.printed[place]:
            sensitive[place] |= is_small(value, preset, whole=every or name in wholes)
        elif preset.whole_is_sensitive and isinstance(name, Rest) and value == 0:
            sensitive[place] = system.values[system.place[name.whole]] > 0
    return sensitive


def _weights(printed: Printed, results: Sequence[Result], measurement: Measurement) -> Floats:
    """What hiding each count costs: the worth of the figures that rest on it."""
    weights = np.ones(len(printed.system))
    place = printed.system.place
    slugs = {result.grouping for result in results}
    sizes = {slug: len(measurement.ethnicity.grouping(slug).groups) for slug in slugs}
    finest = max(sizes, key=lambda slug: sizes[slug], default="")
    for result, cells in zip(results, printed.cells, strict=True):
        worth = PLANNED if result.planned else 1.0
        worth *= FINEST if result.grouping == finest else 1.0
        worth *= SENIOR if _is_senior(result, measurement) else 1.0
        for field, cell in cells.items():
            weights[place[cell]] += worth if field in RESTS_ON else 0.1
    return weights


def _is_senior(result: Result, measurement: Measurement) -> bool:
    if result.kind == Kind.BOARD_DIFFERENCE:
        return True
    ladder = measurement.ladders.get(result.standard)
    rung = result.cell.rpartition(": ")[2]
    if ladder is None or not ladder.steps or result.kind != Kind.REPRESENTATION:
        return False
    return rung in list(ladder.steps.values())[-1]


def _apply(
    results: Sequence[Result],
    printed: Printed,
    hidden: Bools,
    measurement: Measurement,
    preset: Preset,
) -> list[Result]:
    """Hide what rests on a hidden count, then see to what remains."""
    place = printed.system.place
    shown = []
    for result, cells in zip(results, printed.cells, strict=True):
        gone = {field for field, cell in cells.items() if hidden[place[cell]]}
        if result.suppressed or gone & set(RESTS_ON):
            shown.append(hide_whole(result))
        else:
            shown.append(hide_beside(result, gone))
    if preset.rounds:
        return round_results(shown, preset, measurement)
    return adjust_again(shown)


def _still_printed(shown: Sequence[Result], printed: Printed) -> Bools:
    """The cells that some figure left on the page prints."""
    still = np.zeros(len(printed.system), dtype=bool)
    place = printed.system.place
    for result, cells in zip(shown, printed.cells, strict=True):
        for field, cell in cells.items():
            if not result.suppressed and _number(result, field) is not None:
                still[place[cell]] = True
    return still
