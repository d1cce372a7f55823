"""What surveys need beyond counting: weights, and two questions that were asked apart."""

from collections.abc import Sequence

import numpy as np

from evenhand.domain.frameworks.edition import Indicator
from evenhand.domain.measures.aggregated import own_name
from evenhand.domain.measures.comparison import Comparisons, Pairing
from evenhand.domain.measures.sides import of_comparators, of_groups, two_sides
from evenhand.domain.measures.tally import Bools, Floats, Key, Tally


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
    sides = [(of_groups(each, pairing), of_comparators(each, pairing)) for each in (*ends, base)]
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


def weigh(
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
        return of_groups(table, pairing), of_comparators(table, pairing)

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
