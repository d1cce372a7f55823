"""What equal promotion would change: a group spread over the grades as its reference is.

Each step of the ladder has a share: of those who stand on this grade or above it, how many stand
above. One step made equal gives the group its reference's share there and leaves all its other
steps, and the pay of each grade, as they are. All steps made equal spread the group over the
grades exactly as the reference is spread.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from evenhand.domain.pay.gaps import Floats, gap
from evenhand.domain.pay.groups import Pair
from evenhand.domain.pay.say import NOT_A_CAUSE, apart, side
from evenhand.domain.pay.spread import Spread

ALL_STEPS = "every step"


@dataclass(frozen=True, kw_only=True)
class StepChange:
    """
    The mean hourly pay gap as it is and as it would be, in percent, for people on the ladder.

    `step` is "5 to 6", or "every step". Where `suppressed` the numbers are None.
    """

    body: str
    period: str
    grouping: str
    group: str
    group_label: str
    comparator: str
    comparator_label: str
    step: str
    denominator: int | None
    comparator_denominator: int | None
    gap: float | None
    gap_with_equal_step: float | None
    suppressed: bool
    reading: str


def equal_steps(
    pair: Pair,
    grades: Sequence[tuple[str, Spread]],
    *,
    body: str,
    period: str,
    grouping: str,
    fewest: int,
) -> list[StepChange]:
    """One change for each step, and one for all. `grades` are those of the ladder, lowest first."""
    if not grades:
        return []
    n, n0 = _people(grades, pair.members), _people(grades, pair.reference_members)
    if not n.sum() or not n0.sum():
        return []
    small = bool(min(n.sum(), n0.sum()) < fewest)
    pay, pay0 = _pay(grades, pair.members), _pay(grades, pair.reference_members)
    now, then0 = _share_above(n), _share_above(n0)
    mean0 = float(n0 @ pay0 / n0.sum())
    names = [grade for grade, _ in grades]
    steps = [f"{low} to {high}" for low, high in pairwise(names)]
    changed: list[tuple[str, Floats]] = []
    for place, step in enumerate(steps):
        if np.isfinite(then0[place]) and not small:
            changed.append((step, np.where(np.arange(len(now)) == place, then0, now)))
    changed.append((ALL_STEPS, then0))
    whole = float(gap(np.array(mean0), np.array(_mean(now, n, pay))))
    return [
        _change(
            pair,
            step,
            (body, period, grouping),
            (int(n.sum()), int(n0.sum())),
            (whole, float(gap(np.array(mean0), np.array(_mean(above, n, pay))))),
            small=small,
        )
        for step, above in changed
    ]


def _people(grades: Sequence[tuple[str, Spread]], members: tuple[int, ...]) -> Floats:
    return np.array([float(spread.of(members).sum()) for _, spread in grades])


def _pay(grades: Sequence[tuple[str, Spread]], members: tuple[int, ...]) -> Floats:
    """Mean pay of each grade: of these people, or of everybody where none of them is in it."""
    pay = []
    for _, spread in grades:
        n = spread.of(members)
        if not n.sum():
            n = spread.n.sum(axis=0)
        pay.append(float(n @ spread.values / n.sum()))
    return np.array(pay)


def _share_above(n: Floats) -> Floats:
    """Of those on each grade or above, the share above it; nan where nobody is."""
    here_or_above = n[::-1].cumsum()[::-1]
    with np.errstate(invalid="ignore"):
        share = (here_or_above - n) / np.where(here_or_above == 0, np.nan, here_or_above)
    return np.asarray(share)


def _mean(share_above: Floats, n: Floats, pay: Floats) -> float:
    """Mean pay of people spread over the grades by these shares."""
    # Nobody of the group reaches so high: those who now would are taken to stop there.
    above = np.where(np.isfinite(share_above), share_above, 0.0)
    reaching = np.concatenate([[1.0], above[:-1].cumprod()])
    staying = reaching * np.append(1 - above[:-1], 1.0)
    return float(staying @ pay)


def _change(
    pair: Pair,
    step: str,
    where: tuple[str, str, str],
    people: tuple[int, int],
    gaps: tuple[float, float],
    *,
    small: bool,
) -> StepChange:
    body, period, grouping = where
    names = side(pair.group, pair.group_label), side(pair.reference, pair.reference_label)
    return StepChange(
        body=body,
        period=period,
        grouping=grouping,
        group=pair.group,
        group_label=pair.group_label,
        comparator=pair.reference,
        comparator_label=pair.reference_label,
        step=step,
        denominator=None if small else people[0],
        comparator_denominator=None if small else people[1],
        gap=None if small else gaps[0],
        gap_with_equal_step=None if small else gaps[1],
        suppressed=small,
        reading="Too few people to show." if small else _reading(step, names, gaps),
    )


def _reading(step: str, names: tuple[str, str], gaps: tuple[float, float]) -> str:
    group, reference = names
    if step == ALL_STEPS:
        supposed = f"If {group} were spread over the grades as {reference} are"
    else:
        supposed = (
            f"If, of those who reach the lower grade, as large a share of {group} as of "
            f"{reference} stood above it at the step {step}, and nothing else differed"
        )
    return (
        f"Among staff on the ladder: {supposed[0].lower()}{supposed[1:]}, with each grade's pay as "
        "it is, their mean hourly pay would be "
        f"{apart(gaps[1])}{_than(gaps[1])} that of {reference}; it is {apart(gaps[0])}. "
        f"{NOT_A_CAUSE}"
    )


def _than(value: float) -> str:
    return " as" if abs(value) < 0.05 else " than"
