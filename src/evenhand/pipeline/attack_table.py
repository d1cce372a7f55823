"""The attack on anyone's table: by flows where it is a plain two-way one, else by programmes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from evenhand.data.attack_files.cross_table import cross_table_network, what_cells_tell
from evenhand.data.attack_files.plain_table import NotATable, PlainTable, number_in
from evenhand.domain.disclosure.attack import attack, wide_enough
from evenhand.domain.disclosure.completed import complete
from evenhand.domain.disclosure.preset import Preset, is_small
from evenhand.domain.disclosure.programmes import Contradiction
from evenhand.domain.disclosure.read_back import GivenAway
from evenhand.domain.disclosure.two_way import MOST_PEOPLE, NO_LIMIT
from evenhand.domain.disclosure.two_way_proof import attack_two_way, given_away
from evenhand.pipeline.wrong_use import WrongUse

# Programmes for so many cells take minutes.
MOST_FOR_PROGRAMMES = 3_000
TOO_LARGE = (
    "The table is too large to be attacked, unless it is a plain one: at most one row and one "
    "column called total (or all), and every total the sum of the others."
)


@dataclass(frozen=True)
class Attacked:
    """
    What a file gives away, openly or to somebody who reckons, and how many counts it hides.

    `in_part` says for how many that was worked out, where it was not for all.
    """

    given_away: tuple[GivenAway, ...]
    hidden: int
    in_part: str = ""


def text_of(path: Path) -> str:
    """What stands in a text file. WrongUse, a sentence, where that is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise WrongUse(
            f"{path.name} is not in UTF-8. Save it as CSV UTF-8 and try again."
        ) from wrong


def attack_table(table: PlainTable, preset: Preset) -> Attacked:
    """
    Try to work out the hidden counts of one table from all that it prints.

    A small count that stands in it openly is given away as well. Raises NotATable, and
    Contradiction where what it prints cannot be true.
    """
    found = _work_out(table, preset)
    return replace(found, given_away=(*_shown_openly(table, preset), *found.given_away))


def _shown_openly(table: PlainTable, preset: Preset) -> Iterator[GivenAway]:
    """Counts that the preset calls small and the table prints."""
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells):
            number = number_in(cell)
            if number is not None and is_small(number, preset):
                yield GivenAway(table.name(row, column), number, number)


def _work_out(table: PlainTable, preset: Preset) -> Attacked:
    if len(table.total_rows) > 1 or len(table.total_columns) > 1:
        return _by_programmes(table, preset)
    plain = table.part(*table.totals_last())
    told = what_cells_tell(plain, preset)
    size = len(plain.down) + (not plain.total_rows), len(plain.across) + (not plain.total_columns)
    # A total that is not in the table could be anything.
    low, high = np.zeros(size, dtype=np.int64), np.full(size, NO_LIMIT, dtype=np.int64)
    hidden = []
    for row, cells in enumerate(told):
        for column, cell in enumerate(cells):
            if cell is None:
                hidden.append((row, column))
            else:
                low[row, column], high[row, column] = min(cell[0], NO_LIMIT), cell[1]
    if low.sum() > MOST_PEOPLE:
        return _by_programmes(table, preset)
    try:
        proof = attack_two_way(low, high, hidden, preset)
    except Contradiction:
        # A sum that does not hold is none: programmes can do without it.
        return _by_programmes(table, preset)
    found = tuple(
        GivenAway(plain.name(*cell), *limits)
        for cell, limits in sorted(given_away(proof, preset).items())
    )
    return Attacked(found, len(hidden), "" if proof.for_all else proof.in_words())


def _by_programmes(table: PlainTable, preset: Preset) -> Attacked:
    if len(table.down) * len(table.across) > MOST_FOR_PROGRAMMES:
        raise NotATable(TOO_LARGE)
    made = complete(cross_table_network(table, preset))
    targets = np.flatnonzero(made.high == np.inf)
    low, high = attack(made.system.equations, made.low, made.high, targets=targets)
    bad = ~wide_enough(low, high, preset) & (low < preset.threshold)
    found = tuple(
        GivenAway(str(made.system.names[t]), float(a), float(b))
        for t, a, b in zip(targets[bad].tolist(), low[bad], high[bad], strict=True)
    )
    return Attacked(found, len(targets))
