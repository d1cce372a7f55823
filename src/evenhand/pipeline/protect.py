"""From anyone's table of exact counts to one that may be shown; written only where attacks fail."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from evenhand.data.attack_files.plain_table import (
    NotATable,
    PlainTable,
    number_in,
    read_plain_table,
)
from evenhand.data.writers.files import write_whole
from evenhand.domain.disclosure.preset import Covers, Preset, protection_in_words, rounded
from evenhand.domain.disclosure.suppress import MOST_FOR_THE_OPTIMUM, CannotProtect, suppress
from evenhand.domain.disclosure.system import Bools, Whole
from evenhand.domain.disclosure.two_way import (
    TooManyPeople,
    TwoWay,
    seen,
    small_cells,
    system_of,
    two_way,
)
from evenhand.domain.disclosure.two_way_proof import given_away, prove
from evenhand.domain.disclosure.two_way_protect import Hidden, hide_in_two_way, places
from evenhand.domain.results.written import plural
from evenhand.pipeline.attack_table import attack_table, text_of
from evenhand.pipeline.wrong_use import NotSafe, WrongUse

# Up to so many pairs of a cell and a small one the optimum takes seconds, where nothing is rounded.
MOST_PAIRS = 500_000
# The same mark for all that is hidden: which of it is small is not told.
HIDDEN_MARK = "*"


@dataclass(frozen=True)
class Protected:
    """A table that may be shown, and what was done to it."""

    table: PlainTable
    chosen: Hidden
    preset: Preset

    def lines(self) -> list[str]:
        """What was done, for the person who asked."""
        chosen = self.chosen
        cells, first = len(self.table.down) * len(self.table.across), int(chosen.sensitive.sum())
        others = int(chosen.hidden.sum()) - first
        what = (
            f"{plural(first, 'small count')} and {others:,} more hidden of {cells:,}, all shown as "
            f"{HIDDEN_MARK}. {_how_cheap(chosen)}"
        )
        proved = (
            f"{chosen.proof.in_words().capitalize()}: none can be told or known to be small. The "
            "attack on the finished file failed."
        )
        return [*_rules_for_counts(self.preset), what, proved, *self._assumed()]

    def _assumed(self) -> list[str]:
        missing = [
            f"{one} totals"
            for one, there in (("row", self.table.total_columns), ("column", self.table.total_rows))
            if not there
        ]
        if not missing:
            return []
        said = (
            f"The table has no {' and no '.join(missing)} (none is called total, or all). It is "
            "assumed that readers do not know them from elsewhere."
        )
        return [said]


def protect_file(path: Path, preset: Preset, out: Path) -> Protected:
    """
    Hide what must be hidden in a table of exact counts, and write it to another file.

    Raises WrongUse where the file is no such table, and NotSafe, writing nothing, where an attack
    on the finished file succeeds.
    """
    if out.is_dir():
        raise WrongUse(f"--out is to be a file, and {out} is a folder. Name a file in it.")
    if out.exists() and out.samefile(path):
        raise WrongUse("--out is the table itself, whose counts would be lost. Name another file.")
    try:
        made = protect(read_plain_table(text_of(path)), preset)
    except (NotATable, TooManyPeople) as wrong:
        raise WrongUse(f"{path.name}: {wrong}") from wrong
    write_if_safe(made, out)
    return made


def write_if_safe(made: Protected, out: Path) -> None:
    """Write a table unless what would stand in the file, read as a stranger does, is not safe."""
    text = made.table.to_csv()
    found = attack_table(read_plain_table(text), made.preset)
    if found.given_away:
        said = "; ".join(each.name for each in found.given_away[:5])
        raise NotSafe(f"{out.name}: nothing was written, for a reader could work out: {said}.")
    write_whole(out, text)


def protect(table: PlainTable, preset: Preset) -> Protected:
    """The same of a table at hand. Raises NotATable and TooManyPeople."""
    rows, columns = table.totals_last()
    counts = _counts(table.part(rows, columns))
    chosen = _choose(counts, preset)
    printed = [list(cells) for cells in table.rows]
    for row, of_row in enumerate(rows):
        for column, of_column in enumerate(columns):
            if chosen.hidden[row, column]:
                printed[of_row][of_column] = HIDDEN_MARK
            elif preset.rounds:
                count = int(counts.values[row, column])
                printed[of_row][of_column] = str(rounded(count, preset.rounding_base))
    shown = PlainTable(table.corner, table.across, table.down, tuple(map(tuple, printed)))
    return Protected(shown, chosen, preset)


def _counts(table: PlainTable) -> TwoWay:
    """The counts of a table whose totals stand last. Raises NotATable where they do not add up."""
    if len(table.total_rows) > 1 or len(table.total_columns) > 1:
        raise NotATable("Two rows or two columns are called total (or all). Leave one of them out.")
    counts = np.array([[_count(table, row, column) for column in range(len(table.across))]
                       for row in range(len(table.down))])  # fmt: skip
    row_totals, column_totals = bool(table.total_columns), bool(table.total_rows)
    inner = counts[: -1 if column_totals else None, : -1 if row_totals else None]
    if not inner.size:
        raise NotATable("There is nothing but totals in this table.")
    _refuse_unnamed_totals(table, inner, row_totals=row_totals, column_totals=column_totals)
    made = two_way(inner, row_totals=row_totals, column_totals=column_totals)
    right = made.values[: counts.shape[0], : counts.shape[1]]
    for row, column in np.argwhere(right != counts).tolist():
        raise NotATable(
            f"{table.name(row, column)} is {counts[row, column]:,}, and what it is the total of "
            f"adds up to {right[row, column]:,}. Put the table right: totals that do not add up "
            "tell more than they should."
        )
    return made


def _refuse_unnamed_totals(
    table: PlainTable, inner: Whole, *, row_totals: bool, column_totals: bool
) -> None:
    """A total under another name would be protected as a part, which protects nobody."""
    for counts, names, named in (
        (inner, table.across, row_totals),
        (inner.T, table.down, column_totals),
    ):
        if named or counts.shape[1] < 3:
            continue
        sums = counts.sum(axis=1, keepdims=True)
        whole = (2 * counts == sums).all(axis=0) & (counts.sum(axis=0) > 0)
        if whole.any():
            name = names[int(whole.argmax())]
            raise NotATable(
                f"{name} is the sum of all others, and is not called total. Call it total, so that "
                "it is protected as one."
            )


def _count(table: PlainTable, row: int, column: int) -> int:
    number = number_in(table.rows[row][column])
    if number is None:
        raise NotATable(
            f"{table.name(row, column)} is {table.rows[row][column].strip()[:40]!r}, which is no "
            "whole number. To protect a table, every exact count is needed (0 where nobody is)."
        )
    return number


def _choose(table: TwoWay, preset: Preset) -> Hidden:
    """The cheapest choice where it can be found, else a sound one."""
    found = hide_in_two_way(table, preset)
    pairs = int(table.printed.sum()) * int(found.sensitive.sum())
    most = MOST_FOR_THE_OPTIMUM if preset.rounds else MOST_PAIRS
    if not found.gap or pairs > most:
        return found
    best = _optimum(table, preset, most)
    at_least = max(found.at_least, best.at_least)
    cheaper = found if found.cost <= best.cost else best
    return Hidden(cheaper.hidden, cheaper.sensitive, cheaper.cost, at_least, cheaper.proof)


def _optimum(table: TwoWay, preset: Preset, most: int) -> Hidden:
    """
    The cheapest choice, by cutting planes, for a reader of the file alone.

    Such a reader minds every hidden count that might be small, so those are protected as well.
    """
    system, weights = system_of(table), np.sqrt(table.values + 1.0)
    sensitive = small_cells(table, preset)
    minded, at_least = sensitive.copy(), None
    while True:
        try:
            found = suppress(
                system,
                preset,
                sensitive=minded.ravel(),
                weights=weights.ravel(),
                most_for_the_optimum=most,
            )
        except CannotProtect as wrong:
            raise NotSafe(f"Nothing was written. {wrong}") from wrong
        at_least = found.at_least if at_least is None else at_least
        hidden: Bools = found.hidden.reshape(table.values.shape) & table.printed
        proof = prove(seen(table, hidden, preset), preset, places(hidden))
        if not (bad := given_away(proof, preset)):
            extra = hidden & ~sensitive
            return Hidden(hidden, sensitive, float(weights[extra].sum()), at_least, proof)
        for cell in bad:
            minded[cell] = True


def _rules_for_counts(preset: Preset) -> list[str]:
    """What of a preset is for a table of counts, where nobody says which counts are outcomes."""
    for_counts = replace(
        preset,
        covers=Covers.EVERY_COUNT,
        complements=False,
        whole_is_sensitive=False,
        fewest={},
    )
    said = [protection_in_words(for_counts)]
    if for_counts != preset:
        said.append("Its rules for figures, and for who did not have an outcome, are not for this.")
    return said


def _how_cheap(chosen: Hidden) -> str:
    if not chosen.gap:
        return "This is the cheapest choice possible."
    if not chosen.at_least:
        return "This is a sound choice; how much cheaper another could be is not known."
    return f"This is a sound choice; a cheaper one may exist, at most {chosen.gap:.0%} cheaper."
