"""From counts by group to comparisons: one function for each kind of indicator."""

from collections.abc import Sequence, Set
from typing import Any

import numpy as np

from evenhand.domain.codes.ethnicity import UNKNOWN
from evenhand.domain.codes.grades import Ladder
from evenhand.domain.frameworks.edition import Cell, Edition, Indicator, Kind
from evenhand.domain.measures.aggregated import own_name
from evenhand.domain.measures.comparison import Comparisons, Pairing
from evenhand.domain.measures.names import COUNTS, NOT_ON_LIST, OUTSIDE
from evenhand.domain.measures.tally import Bools, Floats, Key, Tally, columns, unknown, whole

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
    made.away = _of_groups(tally.take(away_keys), pairing)
    outside_keys = [(b, s, f"{name}{OUTSIDE}", cell) for b, s, name, cell in outcome]
    made.outside = _of_groups(tally.take(outside_keys), pairing)
    weights = [(b, s, indicator.denominator + "_w", cell) for b, s, _, cell in keys]
    weighted = np.array([key in tally.keys for key in weights])
    if weighted.any():
        _weigh(made, indicator, tally, keys, pairing, np.repeat(weighted, len(pairing.groups)))
    return made


def asked_apart(indicator: Indicator, tally: Tally, pairing: Pairing) -> Comparisons | None:
    """
    Two questions asked apart, where the standard wants the share that said yes to either.

    That share lies between the larger of the two and their sum, and nothing tells where: the
    figures carry those bounds and no value.
    """
    ready = own_name(indicator, "denominator") + "_apart"
    keys = tally.having(ready)
    if keys:
        base = tally.take(keys)
        above = own_name(indicator, "numerator")
        ends = [
            tally.take([(b, s, above + end, cell) for b, s, _, cell in keys])
            for end in ("_low", "_high")
        ]
    elif indicator.either_of:
        keys, base, ends = _asked_of_nobody_twice(indicator, tally)
    if not keys:
        return None
    made = two_sides(indicator, tally, keys, pairing, x=np.full_like(base, np.nan), n=base)
    made.hidden = np.zeros(len(made), dtype=bool)
    made.weighted = np.ones(len(made), dtype=bool)
    sides = [(_of_groups(each, pairing), _of_comparators(each, pairing)) for each in (*ends, base)]
    lows, highs, bases = sides
    made.base = np.column_stack(bases)
    with np.errstate(divide="ignore", invalid="ignore"):  # nobody answered: no bounds
        made.bounds = np.column_stack(
            [side[place] / bases[place] for place in (0, 1) for side in (lows, highs)]
        )
    return made


def _asked_of_nobody_twice(
    indicator: Indicator, tally: Tally
) -> tuple[list[Key], Floats, list[Floats]]:
    """The bounds out of answers that do not say who gave them: counts, as if of the smaller base."""
    first, *_ = indicator.either_of
    keys = [
        key
        for key in tally.having(f"survey.{first}.asked")
        if (key[0], key[1], indicator.denominator, key[3]) not in tally.keys
    ]

    def each(name: str) -> list[Floats]:
        return [
            tally.take([(b, s, f"survey.{question}.{name}", cell) for b, s, _, cell in keys])
            for question in indicator.either_of
        ]

    asked, yes = each("asked"), each("yes")
    base: Floats = np.minimum.reduce(asked)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = [y / n for y, n in zip(yes, asked, strict=True)]
    low, high = np.maximum.reduce(shares), np.minimum(1.0, sum(shares))
    return keys, base, [np.nan_to_num(low * base), np.nan_to_num(high * base)]


def two_sides(
    indicator: Indicator,
    tally: Tally,
    keys: Sequence[Key],
    pairing: Pairing,
    *,
    x: Floats,
    n: Floats,
) -> Comparisons:
    """Every pair of a row: the group's own counts, and its comparator's summed."""
    x0, n0 = _of_comparators(x, pairing), _of_comparators(n, pairing)
    return lay_out(
        indicator,
        tally,
        keys,
        groups=pairing.groups,
        comparators=pairing.comparators,
        sides=(_of_groups(x, pairing), _of_groups(n, pairing), x0, n0),
        unknowns=(
            np.column_stack([unknown(x)[0], unknown(n)[0]]),
            np.column_stack([unknown(x)[1], unknown(n)[1]]),
        ),
    )


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
        keys, key=lambda k: (k[0], k[1], _block(k[3]), order.get(_rung(k[3]), len(order)))
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
        block, rung = _block(place), _rung(place)
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


def _block(cell: str) -> str:
    return cell.partition("|")[0]


def _rung(cell: str) -> str:
    # A council's own grade may hold the sign that parts it from its block.
    return cell.partition("|")[2]


def cell_name(block: str, rung: str) -> str:
    """ "clinical: 8a"; the grade alone where staff are in no block."""
    return f"{block}: {rung}" if block and block != "other" else rung


def lay_out(
    indicator: Indicator,
    tally: Tally,
    keys: Sequence[Key],
    *,
    groups: Sequence[int],
    comparators: Sequence[str],
    sides: tuple[Floats, Floats, Floats, Floats],
    unknowns: tuple[Floats, Floats],
) -> Comparisons:
    """Rows times groups, as columns of figures. A hidden count on either side hides the figure."""
    slugs, wide = columns(tally.grouping), len(groups)
    x, n, x0, n0 = sides
    size = len(keys) * wide
    nothing = np.full(size, np.nan)
    return Comparisons(
        indicator=indicator,
        grouping=tally.grouping,
        body=[key[0] for key in keys for _ in groups],
        snapshot=[key[1] for key in keys for _ in groups],
        cell=[
            cell_name(_block(key[3]), _rung(key[3])) if "|" in key[3] else key[3]
            for key in keys
            for _ in groups
        ],
        group=[slugs[place] for _ in keys for place in groups],
        comparator=list(comparators) * len(keys),
        x=x,
        n=n,
        x0=x0,
        n0=n0,
        not_stated=np.repeat(unknowns[0], wide, axis=0),
        not_known=np.repeat(unknowns[1], wide, axis=0),
        rest_x=nothing.copy(),
        rest_n=nothing.copy(),
        weighted=np.zeros(size, dtype=bool),
        hidden=np.isnan(x) | np.isnan(n) | np.isnan(x0) | np.isnan(n0),
        away=np.zeros(size),
        outside=np.zeros(size),
        reason=[""] * size,
        bounds=np.full((size, 4), np.nan),
        base=np.full((size, 2), np.nan),
    )


def join(parts: Sequence[Comparisons]) -> Comparisons:
    """Several sets of one indicator and grouping, one after another."""
    first = parts[0]
    joined: dict[str, Any] = {}
    for name, value in vars(first).items():
        if isinstance(value, list):
            joined[name] = [item for part in parts for item in getattr(part, name)]
        elif isinstance(value, np.ndarray):
            joined[name] = np.concatenate([getattr(part, name) for part in parts])
        else:
            joined[name] = value
    return Comparisons(**joined)


def _of_groups(table: Floats, pairing: Pairing) -> Floats:
    picked: Floats = table[:, list(pairing.groups)].ravel()
    return picked


def _of_comparators(table: Floats, pairing: Pairing) -> Floats:
    # Only a comparator's own members are summed, so that a hidden group hides itself alone.
    sums = [np.sum(table[:, picked > 0], axis=1) for picked in pairing.members.T]
    summed: Floats = np.column_stack(sums).ravel()
    return summed


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


def _weigh(
    made: Comparisons,
    indicator: Indicator,
    tally: Tally,
    keys: Sequence[Key],
    pairing: Pairing,
    weighted: Bools,
) -> None:
    """
    Put weighted shares of an effective number of answers in place of counts (Kish, 1965).

    The effective number is the square of the summed weights over the sum of squared weights.
    """

    def both(name: str) -> tuple[Floats, Floats]:
        table = tally.take([(b, s, name, cell) for b, s, _, cell in keys])
        return _of_groups(table, pairing), _of_comparators(table, pairing)

    yes, asked = both(indicator.numerator + "_w"), both(indicator.denominator + "_w")
    squares, answers = both(indicator.denominator + "_w2"), both(indicator.denominator)
    with np.errstate(divide="ignore", invalid="ignore"):  # an empty group has no share: nan
        effective = [a * a / s for a, s in zip(asked, squares, strict=True)]
        shares = [y / a for y, a in zip(yes, asked, strict=True)]
    made.weighted = weighted
    made.base = np.where(weighted[:, None], np.column_stack(answers), made.base)
    made.n, made.n0 = (
        np.where(weighted, new, old) for new, old in zip(effective, (made.n, made.n0), strict=True)
    )
    yeses = [share * n for share, n in zip(shares, effective, strict=True)]
    made.x, made.x0 = (
        np.where(weighted, new, old) for new, old in zip(yeses, (made.x, made.x0), strict=True)
    )
    made.hidden &= ~weighted


assert len(UNKNOWN) == 2  # Comparisons keeps one column pair for each kind of unknown
