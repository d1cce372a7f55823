"""The attack on results that were made for others: nothing is known but what they print."""

from collections.abc import Hashable, Sequence, Set
from dataclasses import dataclass, replace

import numpy as np

from evenhand.domain.disclosure.asked import asked
from evenhand.domain.disclosure.attack import attack
from evenhand.domain.disclosure.cells import CountCell, Definitions
from evenhand.domain.disclosure.history import NO_HISTORY, History
from evenhand.domain.disclosure.network import Difference, Range
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.printed import Ranges, counts_of, system_of, told_of
from evenhand.domain.disclosure.programmes import Contradiction
from evenhand.domain.disclosure.proofs import Witness
from evenhand.domain.disclosure.sensitive import minded
from evenhand.domain.disclosure.system import System
from evenhand.domain.results.result import Result


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
    history: History = NO_HISTORY,
    witness: Witness | None = None,
) -> tuple[list[GivenAway], int]:
    """
    What results that were made for others give away, and of how many hidden counts.

    Nothing is known but what they print, and what earlier releases told. `sensitive` names the
    hidden counts that are small; without it, every one that might be small must be safe. With a
    `witness` its proofs are tried first: they hold only where all of this bears them out.
    """
    counts, cells = counts_of(results, definitions, history.names)
    told = _with_history(told_of(counts, preset), history)
    differences = [each for each in sensitive or () if isinstance(each, Difference)]
    made = system_of(
        told,
        definitions,
        differences=differences,
        outcomes=history.outcomes,
        no_sums=history.no_sums,
    )
    system = _as_known(made.system, history)
    if not len(system):
        return [], 0
    first, last = minded(results, cells, made, preset)
    minds = (last >= first) & (made.high == np.inf)
    if sensitive is not None:
        minds = np.array([name in sensitive for name in system.names])
    targets, wanted = np.flatnonzero(minds), asked(system, preset)
    table, moves = system.values, None
    if witness is not None:
        table, moves = witness.among(system)
    low, high = attack(
        system.equations,
        made.low,
        made.high,
        targets=targets,
        until=wanted,
        example=table,
        moves=moves,
    )
    small = ((low <= last[targets]) & (high >= first[targets])) | (sensitive is not None)
    bad = ~wanted.of(targets).met(low, high) & small
    return [
        GivenAway(str(system.names[cell]), float(a), float(b))
        for cell, a, b in zip(targets[bad].tolist(), low[bad], high[bad], strict=True)
    ], int((system.printed[targets] | bad).sum())


def _as_known(system: System, history: History) -> System:
    """The system, with the limits of cells that earlier releases tell more closely than others."""
    low, high = system.known_low.copy(), system.known_high.copy()
    for name, limits in history.closer.items():
        low[system.place[name]], high[system.place[name]] = limits
    return replace(system, known_low=low, known_high=high)


def _with_history(told: Ranges, history: History) -> dict[CountCell, Range | None]:
    """What is known of each count from this report and all before it."""
    known = dict(told)
    for cell, before in history.told.items():
        now = known.get(cell)
        if before is None or now is None:
            known[cell] = before or now
            continue
        known[cell] = (max(before[0], now[0]), min(before[1], now[1]))
        if before[1] < now[0] or now[1] < before[0]:
            raise Contradiction(f"{cell} is not what an earlier release says that it is.")
    return known
