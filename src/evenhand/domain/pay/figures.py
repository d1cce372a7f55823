"""The lines of one spread of pay: gaps of every pair, who received a bonus, who is in each quarter."""

from collections.abc import Iterator, Sequence
from typing import Any

from evenhand.domain.pay import say
from evenhand.domain.pay.cells import ALL_PAID
from evenhand.domain.pay.counts import BONUS
from evenhand.domain.pay.gaps import QUARTERS, Ints, gap, mean, median
from evenhand.domain.pay.groups import Pair, Split
from evenhand.domain.pay.line import GAP, QUARTER, SHARE, Line, Sides, about, p_of, too_few
from evenhand.domain.pay.resample import TIMES, Draws, draw, sureness
from evenhand.domain.pay.rules import Calculation
from evenhand.domain.pay.spread import Place, Spread, receiving
from evenhand.domain.results.result import Unit
from evenhand.domain.statistics import differences

GAP_METHOD = f"gap in percent of the reference; percentile interval of {TIMES:,} bootstrap draws"
GAP_TEST = "z test on the bootstrap's standard error"
SHARE_METHOD = "difference of proportions, Newcombe interval"
QUARTER_METHOD = (
    "difference from the whole; Newcombe interval of the quarter against the rest, scaled"
)


class Drawn:
    """The bootstrap draws of each group, made once and used in every comparison it is in."""

    def __init__(self, split: Split) -> None:
        self._split = split
        self._made: dict[tuple[Place, tuple[int, ...]], Draws] = {}

    def of(self, place: Place, spread: Spread, members: tuple[int, ...]) -> Draws:
        """The draws of some columns of one spread together."""
        key = (place, members)
        if key not in self._made:
            names = (*place, *(self._split.columns[column] for column in members))
            self._made[key] = draw(spread.values, spread.of(members), names=names, times=TIMES)
        return self._made[key]


def gap_lines(
    place: Place, spread: Spread, pairs: Sequence[Pair], drawn: Drawn, split: Split, fewest: int
) -> Iterator[Line]:
    """Mean and median gap of every pair: of hourly pay, or of bonuses among those who had one."""
    bonus = place.what == BONUS
    known = receiving(spread) if bonus else spread
    wanted = (
        (Calculation.BONUS_MEAN_GAP, Calculation.BONUS_MEDIAN_GAP)
        if bonus
        else (Calculation.MEAN_GAP, Calculation.MEDIAN_GAP)
    )
    for pair in pairs:
        n, n0 = (int(known.of(side).sum()) for side in (pair.members, pair.reference_members))
        hide = too_few((n, n0), fewest)
        reason = _nobody(pair, n, n0, bonus=bonus)
        for calculation in wanted:
            numbers: dict[str, Any] = {}
            if not hide and not reason:
                numbers = _gap(place, known, pair, drawn, of_means=calculation is wanted[0])
            yield Line(
                **about(place, split, pair, known),
                **numbers,
                calculation=calculation,
                kind=GAP,
                sides=Sides(n=n, n0=n0),
                hide=hide,
                unit=Unit.PERCENT,
                method=GAP_METHOD,
                p_method=GAP_TEST if numbers else "",
                reason=reason,
            )


def _gap(
    place: Place, spread: Spread, pair: Pair, drawn: Drawn, *, of_means: bool
) -> dict[str, Any]:
    sides = (pair.reference_members, pair.members)
    statistic = mean if of_means else median
    value = float(gap(*(statistic(spread.values, spread.of(side)) for side in sides)))
    draws = [drawn.of(place, spread, side) for side in sides]
    sure = sureness(value, *(each.means if of_means else each.medians for each in draws))
    return {"value": value, "low": sure.low, "high": sure.high, "p": sure.p, "se": sure.se}


def share_lines(
    place: Place, spread: Spread, pairs: Sequence[Pair], split: Split, fewest: int
) -> Iterator[Line]:
    """Who received a bonus: shares of each group's relevant employees, points apart."""
    some = receiving(spread)
    for pair in pairs:
        x, x0 = (int(some.of(side).sum()) for side in (pair.members, pair.reference_members))
        n, n0 = (int(spread.of(side).sum()) for side in (pair.members, pair.reference_members))
        yield Line(
            **about(place, split, pair, spread),
            calculation=Calculation.BONUS_SHARE,
            kind=SHARE,
            sides=Sides.shares(x, n, x0, n0),
            hide=too_few((n, n0), fewest),
            unit=Unit.POINTS,
            method=SHARE_METHOD,
            **two_shares(x, n, x0, n0),
            reason=_nobody(pair, n, n0, bonus=False),
        )


def two_shares(x: int, n: int, x0: int, n0: int) -> dict[str, Any]:
    """How many points apart two shares of different people are."""
    value, low, high = (100 * float(each) for each in differences.newcombe(x, n, x0, n0))
    p, test = p_of(x, n, x0, n0)
    se = 100 * float(differences.se(x, n, x0, n0))
    return {"value": value, "low": low, "high": high, "p": p, "p_method": test, "se": se}


def no_bonus_lines(
    place: Place, spread: Spread, pairs: Sequence[Pair], split: Split
) -> Iterator[Line]:
    """Where the extract holds no bonuses: the figures that there would be, and why there are none."""
    kinds = {
        Calculation.BONUS_SHARE: (SHARE, Unit.POINTS, SHARE_METHOD),
        Calculation.BONUS_MEAN_GAP: (GAP, Unit.PERCENT, GAP_METHOD),
        Calculation.BONUS_MEDIAN_GAP: (GAP, Unit.PERCENT, GAP_METHOD),
    }
    for pair in pairs:
        for calculation, (kind, unit, method) in kinds.items():
            yield Line(
                **about(place, split, pair, spread),
                calculation=calculation,
                kind=kind,
                sides=Sides(n=None, n0=None),
                hide=False,
                unit=unit,
                method=method,
                reason="Not calculable: the extract holds no bonuses.",
            )


def quarter_lines(
    place: Place, spread: Spread, shared: Ints, split: Split, fewest: int, *, planned: bool
) -> Iterator[Line]:
    """Each column's share of each quarter beside its share of everybody whose pay is known.

    `shared` [4, columns] are the people in each quarter. Those of unknown group are in the quarters
    too, and have lines of their own.
    """
    everybody = int(shared.sum())
    for name, quarter in zip(QUARTERS, shared, strict=True):
        size = int(quarter.sum())
        for column, slug in enumerate(split.columns):
            x, x0 = int(quarter[column]), int(shared[:, column].sum())
            if not x0 and slug in split.outside:
                continue
            whole = Pair(
                group=slug,
                group_label=split.labels[slug],
                members=(column,),
                reference=ALL_PAID,
                reference_label="all staff whose pay is known",
                reference_members=(),
                headline=planned,
            )
            yield Line(
                **about(place, split, whole, spread) | {"cell": name},
                **(part_of_whole(x, size, x0, everybody) if x0 else {}),
                calculation=Calculation.QUARTERS,
                kind=QUARTER,
                sides=Sides.shares(x, size, x0, everybody),
                hide=too_few((x0, size), fewest),
                unit=Unit.POINTS,
                method=QUARTER_METHOD,
                reason=_no_share(whole, x0, size, everybody),
            )


def _no_share(whole: Pair, x0: int, size: int, everybody: int) -> str:
    """Why a quarter cannot be set beside everybody, if it cannot."""
    if not x0:
        return _nobody(whole, 0, everybody, bonus=False)
    return say.TOO_FEW_FOR_QUARTERS if size in (0, everybody) else ""


def part_of_whole(x: int, n: int, x0: int, n0: int) -> dict[str, Any]:
    """Points from the whole, judged by the quarter against the other three."""
    if n in (0, n0):
        return {}
    # Of rounded numbers, more of a group can be left than there are people left.
    rest = min(x0 - x, n0 - n)
    weight = 100 * (n0 - n) / n0
    _, low, high = differences.newcombe(x, n, rest, n0 - n)
    p, test = p_of(x, n, rest, n0 - n)
    value = 100 * (x / n - x0 / n0)
    limits = {"low": weight * float(low), "high": weight * float(high)}
    return {"value": value, **limits, "p": p, "p_method": test}


def _nobody(pair: Pair, n: int, n0: int, *, bonus: bool) -> str:
    sides = ((n, pair.group, pair.group_label), (n0, pair.reference, pair.reference_label))
    for people, slug, label in sides:
        if not people:
            return say.nobody(say.side(slug, label), bonus=bonus)
    return ""
