"""What a preset minds besides small counts, and what it leaves alone."""

from collections.abc import Hashable, Iterator, Mapping, Sequence

import numpy as np

from evenhand.domain.disclosure.cells import (
    NO_GRADE,
    NOT_KNOWN_FIELDS,
    NOT_STATED_FIELDS,
    RESTS_ON,
    CountCell,
)
from evenhand.domain.disclosure.completed import Completed
from evenhand.domain.disclosure.minimums import rest_on_too_few
from evenhand.domain.disclosure.network import Rest
from evenhand.domain.disclosure.preset import Covers, Preset
from evenhand.domain.disclosure.system import System, Whole
from evenhand.domain.frameworks.edition import Kind
from evenhand.domain.results.result import Result

Cells = Mapping[str, CountCell]
# Kinds of figure that tell how many of some people had an outcome.
OF_OUTCOMES = (Kind.RELATIVE_LIKELIHOOD, Kind.SURVEY_SHARE)
# Those with an outcome, and those who could have had it.
PARTS_AND_WHOLES = (RESTS_ON[:2], RESTS_ON[2:], NOT_STATED_FIELDS, NOT_KNOWN_FIELDS)


def exempt(
    results: Sequence[Result], cells: Sequence[Cells], preset: Preset
) -> frozenset[Hashable]:
    """
    The counts that a preset leaves alone however small: with `covers` of wholes, how many answered
    what in a survey. `cells` are those of each result, by field.
    """
    answers: set[Hashable] = set()
    others: set[Hashable] = set()
    if preset.covers is Covers.WHOLES:
        for result, found in zip(results, cells, strict=True):
            for field, cell in found.items():
                answer = result.kind == Kind.SURVEY_SHARE and field.endswith("numerator")
                (answers if answer else others).add(cell)
    return frozenset(answers - others)


def also_sensitive(
    results: Sequence[Result], cells: Sequence[Cells], system: System, preset: Preset
) -> frozenset[Hashable]:
    """
    The cells that a preset protects although they are no small counts on a page.

    Those are people without an outcome, where few or none are left, and what became of people who
    are too few for a figure.
    """
    found: set[Hashable] = set(rest_on_too_few(results, cells, preset))
    for part, whole in _outcomes(results, cells, preset):
        there = int(system.values[system.place[whole]])
        if few_left(there - int(system.values[system.place[part]]), there, preset):
            rest = Rest(whole, part)
            # Where no sum of ours tells what is left (weighted answers), the part itself is hidden.
            found.add(rest if rest in system.place else part)
    return frozenset(found)


def few_left(left: int, whole: int, preset: Preset) -> bool:
    """Whether those without an outcome are few, or nobody where the preset minds that."""
    if left == 0:
        return preset.whole_is_sensitive and whole > 0
    return preset.complements and 0 < left < preset.threshold


def minded(
    results: Sequence[Result], cells: Sequence[Cells], made: Completed, preset: Preset
) -> tuple[Whole, Whole]:
    """
    For each cell the first and last number that nobody may know it to be; -1 where nobody minds.

    For files whose true counts are not at hand: any hidden count might be one that the preset
    protects.
    """
    system = made.system
    first = np.full(len(system), 0 if preset.hides_zero else 1)
    last = np.where(system.printed, preset.threshold - 1, -1)
    for name in exempt(results, cells, preset):
        if name in system.place:
            last[system.place[name]] = -1
    for place, name in enumerate(system.names):
        # That nobody is in a level without a grade can be seen, and tells of nobody.
        if isinstance(name, CountCell) and any(line.endswith(NO_GRADE) for line in name.places):
            last[place] = -1
    for part, whole in _outcomes(results, cells, preset):
        at = system.place.get(Rest(whole, part))
        if at is not None and made.high[system.place[whole]] > 0:
            first[at] = 0 if preset.whole_is_sensitive else 1
            last[at] = preset.threshold - 1 if preset.complements else 0
    return first, last


def _outcomes(
    results: Sequence[Result], cells: Sequence[Cells], preset: Preset
) -> Iterator[tuple[CountCell, CountCell]]:
    """Each count of people with an outcome and its whole, where the preset minds what is left."""
    if not (preset.complements or preset.whole_is_sensitive):
        return
    for result, found in zip(results, cells, strict=True):
        for part, whole in PARTS_AND_WHOLES:
            if result.kind in OF_OUTCOMES and part in found and whole in found:
                yield found[part], found[whole]
