"""The fourteen figures of a gender pay gap return, and what the service would refuse."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import isnan

from evenhand.domain.pay.gaps import QUARTERS, gap, mean, median, quarters
from evenhand.domain.pay.groups import FEMALE, MALE, Split
from evenhand.domain.pay.spread import Spread, receiving

_TENTH = Decimal("0.1")


@dataclass(frozen=True, kw_only=True)
class GenderReturn:
    """
    Percentages with one decimal; None where there is none.

    `men` and `women` are shares of each quarter, lowest paid first.
    """

    mean_gap: Decimal | None
    median_gap: Decimal | None
    bonus_mean_gap: Decimal | None
    bonus_median_gap: Decimal | None
    men_with_bonus: Decimal | None
    women_with_bonus: Decimal | None
    men: tuple[Decimal | None, ...]
    women: tuple[Decimal | None, ...]


def gender_return(hourly: Spread, bonus: Spread | None, split: Split) -> GenderReturn:
    """
    The return's figures. People recorded as neither sex, or whose sex is not known, are in none.

    `bonus` is None where the extract says nothing about bonuses.
    """
    male, female = split.groups.index(MALE), split.groups.index(FEMALE)
    shared = quarters(hourly.n[[female, male]])
    women = tuple(_tenths(_percent(int(w), int(w + m))) for w, m in shared)
    gaps = _gaps(hourly, male, female)
    bonus_gaps: tuple[Decimal | None, ...] = (None, None)
    with_bonus: tuple[Decimal | None, ...] = (None, None)
    if bonus is not None and len(bonus.values):
        some = receiving(bonus)
        bonus_gaps = _gaps(some, male, female)
        with_bonus = tuple(
            _tenths(_percent(int(some.people[column]), int(bonus.people[column])))
            for column in (male, female)
        )
    return GenderReturn(
        mean_gap=gaps[0],
        median_gap=gaps[1],
        bonus_mean_gap=bonus_gaps[0],
        bonus_median_gap=bonus_gaps[1],
        men_with_bonus=with_bonus[0],
        women_with_bonus=with_bonus[1],
        # The two have to make 100 exactly, so only one of them is rounded.
        men=tuple(None if share is None else 100 - share for share in women),
        women=women,
    )


def refused(figures: GenderReturn) -> tuple[str, ...]:
    """What the gender pay gap service would refuse, one sentence each; empty if nothing."""
    return (*_gaps_refused(figures), *_shares_refused(figures), *_bonus_refused(figures))


def _gaps_refused(figures: GenderReturn) -> list[str]:
    gaps = {
        "Mean pay gap": figures.mean_gap,
        "Median pay gap": figures.median_gap,
        "Mean bonus gap": figures.bonus_mean_gap,
        "Median bonus gap": figures.bonus_median_gap,
    }
    found = [
        f"{name}: a figure is needed. Both women and men with known pay are needed for it."
        for name, value in list(gaps.items())[:2]
        if value is None
    ]
    for name, value in gaps.items():
        if value is not None and value > 100:
            found.append(f"{name} is {value}: it may not be above 100.")
        if value is not None and value != _round(value):
            found.append(f"{name} is {value}: give it with at most one decimal.")
    return found


def _shares_refused(figures: GenderReturn) -> list[str]:
    shares = {"Men with a bonus": figures.men_with_bonus}
    shares["Women with a bonus"] = figures.women_with_bonus
    found = []
    for quarter, men, women in zip(QUARTERS, figures.men, figures.women, strict=True):
        shares[f"Men in the {quarter} quarter"] = men
        shares[f"Women in the {quarter} quarter"] = women
        if men is not None and women is not None and men + women != 100:
            found.append(f"The {quarter} quarter: women and men make {men + women}, not 100.")
    for name, value in shares.items():
        if value is None:
            found.append(f"{name}: a figure is needed.")
        elif not 0 <= value <= 100:
            found.append(f"{name} is {value}: it has to be from 0 to 100.")
        elif value != _round(value):
            found.append(f"{name} is {value}: give it with at most one decimal.")
    return found


def _bonus_refused(figures: GenderReturn) -> list[str]:
    gaps = (figures.bonus_mean_gap, figures.bonus_median_gap)
    if figures.men_with_bonus == 0 and gaps != (None, None):
        return ["No man received a bonus, so no bonus gap may be entered."]
    if figures.men_with_bonus and None in gaps:
        return ["Men received bonuses, so both bonus gaps are needed."]
    return []


def _gaps(spread: Spread, male: int, female: int) -> tuple[Decimal | None, Decimal | None]:
    of_means, of_medians = (
        _tenths(float(gap(*(statistic(spread.values, spread.n[c]) for c in (male, female)))))
        for statistic in (mean, median)
    )
    return of_means, of_medians


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else float("nan")


def _tenths(value: float) -> Decimal | None:
    return None if isnan(value) else _round(Decimal(repr(round(value, 9))))


def _round(value: Decimal) -> Decimal:
    """One decimal; a half goes away from nought."""
    return value.quantize(_TENTH, rounding=ROUND_HALF_UP)
