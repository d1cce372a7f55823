"""From counts by group to comparisons: one function for each kind of indicator."""

from collections.abc import Sequence, Set

import numpy as np

from evenhand.domain.codes.grades import Ladder
from evenhand.domain.frameworks.edition import Cell, Edition, Indicator, Kind
from evenhand.domain.measures.aggregated import own_name
from evenhand.domain.measures.comparison import Comparisons, Pairing
from evenhand.domain.measures.names import COUNTS, NOT_ON_LIST, OUTSIDE
from evenhand.domain.measures.sides import (
    block_of,
    cell_name,
    join,
    lay_out,
    of_groups,
    rung_of,
    two_sides,
)
from evenhand.domain.measures.survey import weigh
from evenhand.domain.measures.tally import Floats, Key, Tally, unknown, whole

NOBODY = "Not calculable: the records show nobody in this group."


def relative_likelihood(
    indicator: Indicator, tally: Tally, pairing: Pairing, *, but: Set[tuple[str, str]] = frozenset()
) -> Comparisons | None:
    """
    Outcome among each group against its comparator. None where nobody was counted.

    `but` names bodies and snapshots to leave out, as their figures came ready counted.
    """
    keys = [
        key
        for key in tally.having(indicator.denominator)
        if key[:2] not in but
        and (key[0], key[1], f"{indicator.denominator}_apart", key[3]) not in tally.keys
    ]
    if not keys:
        return None
    outcome = [(body, snapshot, indicator.numerator, cell) for body, snapshot, _, cell in keys]
    x, n = tally.take(outcome), tally.take(keys)
    away_keys = [(b, s, f"{name}{NOT_ON_LIST}", cell) for b, s, name, cell in outcome]
    made = two_sides(indicator, tally, keys, pairing, x=x, n=n)
    made.away = of_groups(tally.take(away_keys), pairing)
    outside_keys = [(b, s, f"{name}{OUTSIDE}", cell) for b, s, name, cell in outcome]
    made.outside = of_groups(tally.take(outside_keys), pairing)
    weights = [(b, s, indicator.denominator + "_w", cell) for b, s, _, cell in keys]
    weighted = np.array([key in tally.keys for key in weights])
    if weighted.any():
        weigh(made, indicator, tally, keys, pairing, np.repeat(weighted, len(pairing.groups)))
    return made


def representation(
    indicator: Indicator,
    edition: Edition,
    tally: Tally,
    ladder: Ladder,
    *,
    but: Set[tuple[str, str]] = frozenset(),
) -> Comparisons | None:
    """Each group's share of each grade against its share of the whole workforce."""
    keys = [key for key in tally.having(indicator.numerator) if key[:2] not in but]
    if not keys:
        return None
    order = {rung: place for place, rung in enumerate((*ladder.rungs, *ladder.beside))}
    keys = sorted(
        keys, key=lambda k: (k[0], k[1], block_of(k[3]), order.get(rung_of(k[3]), len(order)))
    )
    part = tally.take(keys)
    entire = [(key[0], key[1], "workforce", "") for key in keys]
    # The whole as it was counted with the grades; where only grades were given, their sum.
    recorded = indicator.numerator in COUNTS
    given = np.array([recorded and key in tally.keys for key in entire])
    totals = np.where(given[:, None], tally.take(entire), _total_of(keys, part))
    return part_and_whole(
        edition,
        indicator,
        tally,
        keys,
        part=part,
        entire=totals,
        inside=part,
        comparators="workforce",
    )


def board_difference(edition: Edition, indicator: Indicator, tally: Tally) -> Comparisons | None:
    """Each group's share of a part (the board) against its share of a whole (the workforce)."""
    made = [_board_cell(edition, indicator, cell, tally) for cell in indicator.cells]
    there = [one for one in made if one is not None]
    return join(there) if there else None


def _board_cell(
    edition: Edition, indicator: Indicator, cell: Cell, tally: Tally
) -> Comparisons | None:
    part, entire = _everywhere(tally, cell.numerator), _everywhere(tally, cell.denominator)
    if cell.denominator == "workforce" and not entire:
        entire = _everywhere(tally, _grades_given(edition))
    # Census figures are of no one year: they stand beside every snapshot of the pack.
    undated = {body: row for (body, snapshot), row in entire.items() if not snapshot}
    if cell.denominator == "population":
        latest = {body: row for (body, _), row in sorted(entire.items())}
        undated = latest | undated
    places = [place for place in part if place in entire or place[0] in undated]
    if not places:
        return None
    keys = [(body, snapshot, cell.numerator, cell.name) for body, snapshot in places]
    inside = _everywhere(tally, cell.within) if cell.within else {}
    nobody = np.zeros(tally.n.shape[1])
    return part_and_whole(
        edition,
        indicator,
        tally,
        keys,
        part=np.array([part[place] for place in places]),
        entire=np.array([entire.get(place, undated.get(place[0])) for place in places]),
        inside=np.array([inside.get(place, nobody) for place in places]) if cell.within else None,
        comparators=cell.denominator,
    )


def _grades_given(edition: Edition) -> str:
    """Where only ready counts by grade are at hand, their sum is the workforce."""
    of = next((one for one in edition.indicators if one.kind is Kind.REPRESENTATION), None)
    return own_name(of, "numerator") if of else ""


def part_and_whole(
    edition: Edition,
    indicator: Indicator,
    tally: Tally,
    keys: Sequence[Key],
    *,
    part: Floats,
    entire: Floats,
    inside: Floats | None,
    comparators: str,
) -> Comparisons:
    """Shares of every group, White too: a part is printed beside the whole, tested on the rest."""
    groups = tuple(range(len(tally.grouping.groups)))
    # The census knows everybody's group: beside it, only people of known ethnicity are a fair whole.
    counting = "known" if comparators == "population" else edition.whole
    n, n0 = whole(part, counting=counting), whole(entire, counting=counting)
    wide = (1, len(groups))
    made = lay_out(
        indicator,
        tally,
        keys,
        groups=groups,
        comparators=(comparators,) * len(groups),
        sides=(
            part[:, : len(groups)].ravel(),
            np.tile(n[:, None], wide).ravel(),
            entire[:, : len(groups)].ravel(),
            np.tile(n0[:, None], wide).ravel(),
        ),
        unknowns=(
            np.column_stack([unknown(part)[0], whole(part, counting="all")]),
            np.column_stack([unknown(part)[1], whole(part, counting="all")]),
        ),
    )
    # A group with nobody in either has no difference to find, and must not count as a test.
    nobody = (made.x == 0) & (made.x0 == 0)
    made.reason = [NOBODY if none else "" for none in nobody.tolist()]
    if inside is not None:
        rest = entire - inside
        rest_n = whole(rest, counting=counting)
        made.rest_x = rest[:, : len(groups)].ravel()
        made.rest_n = np.tile(rest_n[:, None], wide).ravel()
    return made


def disparity_ratio(
    indicator: Indicator, tally: Tally, ladder: Ladder, pairing: Pairing
) -> Comparisons | None:
    """Odds of being at the higher of two levels: the comparator's against each group's."""
    levels = list(ladder.steps)
    if len(levels) < 2:
        return None
    sums: dict[tuple[str, str, str, str], Floats] = {}
    for key in tally.having(indicator.numerator):
        body, snapshot, _, place = key
        block, rung = block_of(place), rung_of(place)
        if block == "medical":
            continue  # medical grades are no rungs of this ladder
        level = next((name for name in levels if rung in ladder.steps[name]), None)
        if level is not None:
            row = tally.n[tally.keys[key]]
            at = (body, snapshot, block, level)
            sums[at] = sums.get(at, np.zeros(len(row))) + row
    keys, higher, both = [], [], []
    for body, snapshot, block in dict.fromkeys(key[:3] for key in sums):
        for low, high in (levels[:2], levels[1:3], (levels[0], levels[-1])):
            empty = np.zeros(tally.n.shape[1])
            below = sums.get((body, snapshot, block, low), empty)
            above = sums.get((body, snapshot, block, high), empty)
            keys.append((body, snapshot, indicator.numerator, cell_name(block, f"{low} to {high}")))
            higher.append(above)
            both.append(above + below)
    if not keys:
        return None
    return two_sides(indicator, tally, keys, pairing, x=np.array(higher), n=np.array(both))


def _total_of(keys: Sequence[Key], part: Floats) -> Floats:
    """For each key, the sum over all cells of its body and snapshot."""
    places: dict[tuple[str, str], int] = {}
    index = [places.setdefault(key[:2], len(places)) for key in keys]
    totals = np.zeros((len(places), part.shape[1]))
    np.add.at(totals, index, part)
    summed: Floats = totals[index]
    return summed


def _everywhere(tally: Tally, name: str) -> dict[tuple[str, str], Floats]:
    """One count for each body and snapshot, summed over its cells."""
    found: dict[tuple[str, str], Floats] = {}
    for key in tally.having(name):
        row = tally.n[tally.keys[key]]
        found[key[:2]] = found[key[:2]] + row if key[:2] in found else row
    return found
