"""Systems of cells: small ones to be searched in full, and a preset without sources to chase."""

from dataclasses import replace

import numpy as np
from tests.factories.measures import BODY, SNAPSHOT

from evenhand.data.definitions.load import edition, ethnicity, ladder
from evenhand.data.definitions.presets import preset
from evenhand.domain.disclosure.attack import what_print_tells
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.system import Bools, Draft, System, Whole
from evenhand.domain.results.measurement import Inputs, Measurement, Placement, RowCount
from evenhand.domain.results.result import Result


def rule(threshold: int = 3, *, zeros: bool = False, base: int = 1) -> Preset:
    """A preset with these numbers."""
    return replace(
        preset("regulator"),
        threshold=threshold,
        hides_zero=zeros,
        rounding_base=base,
        complements=False,
        shown_as="*",
    )


def sums(values: dict[str, int], *totals: tuple[str, ...], fixed: tuple[str, ...] = ()) -> System:
    """Cells by name, and sums: the first name of each is the whole."""
    draft = Draft()
    for name, value in values.items():
        draft.cell(name, value, fixed=name in fixed)
    for whole, *parts in totals:
        draft.total(draft.names[whole], [draft.names[part] for part in parts])
    return draft.done()


def all_tables(system: System, hidden: Bools, rules: Preset, most: int) -> Whole:
    """Every table of whole numbers up to `most` that fits the print, one a row: the sure way."""
    low, high = what_print_tells(system, hidden, rules)
    first, last = low.astype(np.int64), np.minimum(high, most).astype(np.int64)
    matrix = system.equations.toarray().astype(np.int64)
    # Wholes follow from their parts: only cells that are no whole are tried.
    wholes = {row.tolist().index(-1): np.flatnonzero(row == 1) for row in matrix}
    free = [cell for cell in range(len(system)) if cell not in wholes]
    tried = np.meshgrid(*(np.arange(first[cell], last[cell] + 1) for cell in free), indexing="ij")
    table = {cell: each.ravel() for cell, each in zip(free, tried, strict=True)}
    while len(table) < len(system):
        for whole, parts in wholes.items():
            if whole not in table and all(int(part) in table for part in parts):
                table[whole] = np.sum([table[int(part)] for part in parts], axis=0)
    values = np.array([table[cell] for cell in range(len(system))])
    within = (first[:, None] <= values) & (values <= last[:, None])
    fits: Whole = values[:, within.all(axis=0) & ~(matrix @ values).any(axis=0)].T
    return fits


def measurement_of(results: list[Result], *standards: str) -> Measurement:
    """A measurement with these results of the example trust."""
    editions = tuple(edition(standard) for standard in standards or ("nhs-wres",))
    return Measurement(
        body=BODY,
        editions=editions,
        results=tuple(results),
        snapshots=tuple(sorted({result.period for result in results})),
        inputs=Inputs(version="1", editions=(), files=(), pack_hash="0"),
        ethnicity=ethnicity().recording(()),
        ladders={each.standard: ladder("agenda-for-change") for each in editions},
        rows={"staff": RowCount(read=3, used=2, rejected=1)},
        warnings=("Row 7 is about one person.",),
        placements=(Placement("X01", SNAPSHOT, "social-worker", "", "", "", "", True, 1),),
    )
