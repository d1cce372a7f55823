"""A report before anything is hidden: its counts, what is known of them, and which must be safe."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from evenhand.domain.disclosure.cells import CountCell
from evenhand.domain.disclosure.completed import complete, nearly_known
from evenhand.domain.disclosure.derived import derived
from evenhand.domain.disclosure.history import (
    History,
    linked_periods,
    made_up,
    small_differences,
)
from evenhand.domain.disclosure.network import (
    LIFT,
    Difference,
    Lift,
    Network,
    Outcome,
    Range,
    network,
)
from evenhand.domain.disclosure.preset import Preset, is_small
from evenhand.domain.disclosure.printed import (
    Printed,
    counts_of,
    definitions_of,
    outcomes_of,
    second_sources,
)
from evenhand.domain.disclosure.sensitive import also_sensitive, exempt
from evenhand.domain.disclosure.system import Bools
from evenhand.domain.disclosure.told_before import told_closer, with_what_was_told
from evenhand.domain.results.measurement import Measurement
from evenhand.domain.results.result import Result


@dataclass(frozen=True)
class Unprotected:
    """
    The counts of a report beside those of earlier releases.

    `small` are printed counts to hide; `sensitive` all cells that nobody may be able to tell. Of
    `closer` cells earlier releases tell more than the preset would; `history` has their limits.
    """

    printed: Printed
    small: Bools
    sensitive: Bools
    closer: int
    history: History


def unprotected(
    results: Sequence[Result], measurement: Measurement, preset: Preset, history: History
) -> Unprotected:
    """
    What the results of a measurement would tell, beside what earlier releases tell.

    Raises Contradiction where counts do not fit.
    """
    definitions = definitions_of(measurement)
    outcomes = tuple(dict.fromkeys((*outcomes_of(definitions), *history.outcomes)))
    counts, cells = counts_of(results, definitions)
    sums = _sums(counts, measurement, outcomes, history, preset)
    made, names = complete(sums), second_sources(results, cells)
    history = replace(history, no_sums=frozenset(sums.no_sums), names=names)
    limits = np.array([_known(name, history) for name in made.system.names], dtype=float)
    low, high = limits.reshape(-1, 2).T.copy()
    on_a_page = np.array([name in counts for name in made.system.names], dtype=bool)
    system = replace(made.system, printed=on_a_page, known_low=low, known_high=high)
    printed = Printed(cells, system, made.guessed, made.least, made.most)
    small, sensitive = _sensitive(results, printed, preset, outcomes, history)
    if not history.told:
        return Unprotected(printed, small, sensitive & ~system.fixed, 0, history)
    system = with_what_was_told(system, preset, sensitive)
    closer = np.flatnonzero(sensitive & told_closer(system, preset)).tolist()
    known = {
        system.names[place]: (float(system.known_low[place]), float(system.known_high[place]))
        for place in closer
    }
    return Unprotected(
        replace(printed, system=system),
        small,
        sensitive & ~system.fixed,
        len(closer),
        replace(history, closer=known),
    )


def _sums(
    counts: Mapping[CountCell, int | None],
    measurement: Measurement,
    outcomes: Sequence[Outcome],
    history: History,
    preset: Preset,
) -> Network:
    """The sums among all counts, with the differences of years that few people made."""
    given: dict[CountCell, Range | None] = {
        cell: None if n is None else (n, n) for cell, n in counts.items()
    }
    for cell, told in history.told.items():
        if given.get(cell) is None:
            true = history.counts.get(cell)
            given[cell] = told if true is None else (true, true)
    pairs = linked_periods(measurement.linked, history.versions)
    also = dict.fromkeys(made_up(given, pairs))
    made = network(given, outcomes, also)
    if not pairs:
        return made
    while True:
        known = nearly_known(made, preset.threshold)
        small = small_differences(known, measurement.linked, history.versions, preset.threshold)
        # A reader who minds a difference makes both its counts up from others, in every way.
        ends = dict.fromkeys(cell for each in small for cell in each)
        if given.keys() | also.keys() >= ends.keys():
            break
        also |= ends
        made = network(given, outcomes, also)
    for each in small:
        made.difference(each)
    return made


def _known(name: Hashable, history: History) -> tuple[float, float]:
    """What everyone knows of a cell already."""
    if isinstance(name, Lift):
        return LIFT, LIFT
    if isinstance(name, Difference):
        return -np.inf, np.inf
    told = history.told.get(name) if isinstance(name, CountCell) else None
    return told or (0, np.inf)


def _sensitive(
    results: Sequence[Result],
    printed: Printed,
    preset: Preset,
    outcomes: Sequence[Outcome],
    history: History,
) -> tuple[Bools, Bools]:
    """Printed counts that are small, and all cells that nobody may be able to tell."""
    system = printed.system
    left_alone = exempt(results, printed.cells, preset)
    also = also_sensitive(results, printed.cells, system, preset)
    small = printed.guessed & system.printed
    for place in np.flatnonzero(system.printed).tolist():
        name, value = system.names[place], int(system.values[place])
        small[place] |= name in also or is_small(value, preset, whole=name not in left_alone)
    minded = np.array([name in also for name in system.names], dtype=bool)
    unprinted = derived(printed, history, outcomes, preset, left_alone)
    return small, small | minded | unprinted | printed.guessed
