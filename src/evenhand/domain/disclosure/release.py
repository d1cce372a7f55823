"""A measurement made safe to show: every figure that rests on a hidden count is hidden whole."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from evenhand.domain.disclosure.cells import RESTS_ON
from evenhand.domain.disclosure.hide import hide_beside, hide_whole
from evenhand.domain.disclosure.history import NO_HISTORY, History
from evenhand.domain.disclosure.network import Difference
from evenhand.domain.disclosure.preset import Preset, protection_in_words
from evenhand.domain.disclosure.printed import Printed, Ranges, number, what_it_is
from evenhand.domain.disclosure.proofs import Moves, Witness
from evenhand.domain.disclosure.rounding import adjust_again, from_what_is_printed, round_results
from evenhand.domain.disclosure.suppress import Suppression, exposed, suppress
from evenhand.domain.disclosure.system import Bools
from evenhand.domain.disclosure.unprotected import unprotected
from evenhand.domain.disclosure.worth import weights_of
from evenhand.domain.frameworks.edition import Kind
from evenhand.domain.results.measurement import Measurement, without_numbers
from evenhand.domain.results.result import Result

# Released by grade: the broad groups. The whole list of groups is for the other indicators.
MOST_GROUPS_BY_GRADE = 6


@dataclass(frozen=True)
class Shown:
    """
    A measurement as its audience may see it, and how much of it is hidden.

    `hidden` of `figures` are hidden, `first` counts because they are small and `others` to protect
    them; at most the share `gap` of these others need not have been.
    """

    measurement: Measurement
    figures: int
    hidden: int
    first: int
    others: int
    gap: float


@dataclass(frozen=True)
class Released(Shown):
    """
    The same with what was done, for the attack on it and for the ledger.

    `differences` of years are so small that they must not be told either. Of `closer` earlier
    releases tell more than this one's rules would: no more is told of them. `given_away` names what
    an attacker could still tell: empty when all is well.
    """

    differences: int
    closer: int
    given_away: tuple[str, ...]
    sensitive: frozenset[Hashable]
    witness: Witness
    history: History


def release(
    measurement: Measurement, preset: Preset, audience: str, history: History = NO_HISTORY
) -> Released:
    """
    The measurement for an audience under a preset, safe beside all that was released before.

    Raises CannotProtect where the preset cannot be kept, Contradiction where counts do not fit.
    """
    # Engines hand rows over in any order; what is hidden must not hang on it.
    fine = [
        without_numbers(each) for each in measurement.results if not _too_fine(each, measurement)
    ]
    results = sorted(fine, key=what_it_is)
    before = unprotected(results, measurement, preset, history)
    printed, small, sensitive = before.printed, before.small, before.sensitive
    system = printed.system
    if history.repeats is not None:
        chosen = _as_it_was(printed, sensitive, history.repeats)
    else:
        weights = weights_of(printed, results, measurement)
        chosen = suppress(system, preset, sensitive=sensitive, weights=weights)
    shown = _apply(results, printed, chosen.hidden | small, measurement, preset)
    still = ~_still_printed(shown, printed)
    open_cells = exposed(system, preset, still | ~system.printed, sensitive, chosen.moves)
    bywhat_it_is = {what_it_is(each): each for each in shown}
    made = replace(
        measurement,
        results=tuple(bywhat_it_is[what_it_is(each)] for each in fine),
        placements=(),
        rows={},
        warnings=(),
        errors=(),
        linked=(),
        for_returns=(),
        audience=audience,
        protection=protection_in_words(preset),
    )
    named = [name for name, yes in zip(system.names, sensitive.tolist(), strict=True) if yes]
    differences = sum(isinstance(name, Difference) for name in named)
    return Released(
        measurement=made,
        figures=len(made.results),
        hidden=sum(result.suppressed for result in made.results),
        first=len(named) - differences,
        others=int((chosen.hidden & ~small & system.printed).sum()),
        differences=differences,
        gap=chosen.gap,
        given_away=tuple(str(system.names[cell]) for cell in open_cells.tolist()),
        closer=before.closer,
        sensitive=frozenset(named),
        witness=Witness(system.names, system.values, chosen.moves),
        history=before.history,
    )


def _as_it_was(printed: Printed, sensitive: Bools, told: Ranges) -> Suppression:
    """What was hidden when the release was made before: to choose anew might choose otherwise."""
    gone = {cell for cell, limits in told.items() if limits is None}
    hidden = [name in gone for name in printed.system.names]
    moves = Moves(printed.system.equations)
    return Suppression(np.array(hidden, dtype=bool), sensitive, 0.0, 0.0, moves)


def _too_fine(result: Result, measurement: Measurement) -> bool:
    """A list of many groups in every grade: hardly a number of it could be shown."""
    by_grade = result.kind in (Kind.REPRESENTATION, Kind.DISPARITY_RATIO)
    grouping = measurement.ethnicity.grouping(result.grouping)
    return by_grade and len(grouping.groups) > MOST_GROUPS_BY_GRADE


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
    return adjust_again(from_what_is_printed(shown, measurement))


def _still_printed(shown: Sequence[Result], printed: Printed) -> Bools:
    """The cells that some figure left on the page prints."""
    still = np.zeros(len(printed.system), dtype=bool)
    place = printed.system.place
    for result, cells in zip(shown, printed.cells, strict=True):
        for field, cell in cells.items():
            if not result.suppressed and number(result, field) is not None:
                still[place[cell]] = True
    return still
