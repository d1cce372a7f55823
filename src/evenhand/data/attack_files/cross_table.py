"""Anyone's table with totals, as an attacker reads it: what each cell could be, and the sums."""

from evenhand.data.attack_files.plain_table import (
    NotATable,
    PlainTable,
    is_total,
    number_in,
)
from evenhand.domain.disclosure.network import Network, Range
from evenhand.domain.disclosure.preset import Preset, could_be


def cross_table_network(table: PlainTable, preset: Preset) -> Network:
    """
    The cells and sums of one table: the first row and column name them.

    Cells without a number are hidden ones. A row or column called total (or all) is the sum of
    the others. Raises NotATable.
    """
    across, down = table.across, table.down
    made = Network()
    for row, told in enumerate(what_cells_tell(table, preset)):
        made.known |= {table.name(row, column): cell for column, cell in enumerate(told)}
    for name in down:
        for whole in filter(is_total, across):
            made.link(f"{name} / {whole}", [f"{name} / {t}" for t in across if not is_total(t)])
    for top in across:
        for whole in filter(is_total, down):
            made.link(f"{whole} / {top}", [f"{n} / {top}" for n in down if not is_total(n)])
    return made


def what_cells_tell(table: PlainTable, preset: Preset) -> list[list[Range | None]]:
    """For each cell the lowest and highest count that print allows; None for a hidden one."""
    return [
        [_told(cell, preset, table.name(row, column)) for column, cell in enumerate(cells)]
        for row, cells in enumerate(table.rows)
    ]


def _told(cell: str, preset: Preset, where: str) -> Range | None:
    number = number_in(cell)
    if number is None:
        return None
    try:
        return could_be(number, preset)
    except ValueError:
        if preset.rounds and number % preset.rounding_base:
            raise NotATable(
                f"{where} is {number}, which the preset {preset.slug} never prints: choose the "
                "preset that the table was made with."
            ) from None
        return number, number
