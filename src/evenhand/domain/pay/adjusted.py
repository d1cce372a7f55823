"""The adjusted pay gap (Oaxaca-Blinder): the one figure made from people's rows, not from counts.

The difference of mean log hourly pay is split in two: the part that goes with a difference in
what the records say of people (grade, role, sex, years of service, part time), and the rest.
"""

import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.domain.pay.counts import NOT_KNOWN, PersonPay
from evenhand.domain.pay.gaps import Floats
from evenhand.domain.pay.groups import Pair, Split
from evenhand.domain.pay.rules import SEX
from evenhand.domain.pay.say import side
from evenhand.domain.results import written

TIMES = 200
FEWEST_OF_A_KIND = 5  # in each of the two groups, for a grade or role to stand on its own
FEWEST_PEOPLE = 50  # in each of the two groups
_SEED = 20171
_OTHERS = "others"
WHAT_IT_CANNOT_SAY = (
    "The explained part is not a fair part: being in a lower grade may itself come from unequal "
    "recruitment or promotion. The unexplained part is not a measure of discrimination: it also "
    "holds everything that the records do not (experience, qualifications, market supplements). "
    "Neither says why."
)


class StatsmodelsMissing(RuntimeError):
    """The optional package for this figure is not installed. The message says what to do."""


@dataclass(frozen=True, kw_only=True)
class AdjustedGap:
    """
    A gap in mean log pay, in percent of log points, and its two parts; each part with its limits.

    Where `reason` is not empty the numbers are None.
    """

    body: str
    period: str
    grouping: str
    group: str
    group_label: str
    comparator: str
    comparator_label: str
    denominator: int | None = None
    comparator_denominator: int | None = None
    gap: float | None = None
    explained: float | None = None
    explained_limits: tuple[float, float] | None = None
    unexplained: float | None = None
    unexplained_limits: tuple[float, float] | None = None
    factors: tuple[str, ...] = ()
    reason: str = ""
    reading: str = ""

    def retold(self, **numbers: Any) -> "AdjustedGap":
        """The same with other numbers, and a sentence that says these."""
        each = replace(self, **numbers)
        if each.explained_limits is None or each.unexplained_limits is None:
            return each
        parts = _Parts(
            gap=each.gap or 0.0,
            explained=each.explained or 0.0,
            explained_limits=each.explained_limits,
            unexplained=each.unexplained or 0.0,
            unexplained_limits=each.unexplained_limits,
        )
        words = side(each.group, each.group_label), side(each.comparator, each.comparator_label)
        return replace(each, reading=_reading(parts, words, each.factors))


def adjusted_gap(
    people: Sequence[PersonPay], pair: Pair, split: Split, *, body: str, period: str
) -> AdjustedGap:
    """One pair of one body. Raises StatsmodelsMissing where the optional package is missing."""
    names: dict[str, Any] = {
        "body": body,
        "period": period,
        "grouping": split.slug,
        "group": pair.group,
        "group_label": pair.group_label,
        "comparator": pair.reference,
        "comparator_label": pair.reference_label,
    }
    columns = [split.column(person.category, person.sex) for person in people]
    chosen = [p for p, c in zip(people, columns, strict=True) if c in pair.members]
    reference = [p for p, c in zip(people, columns, strict=True) if c in pair.reference_members]
    if min(len(chosen), len(reference)) < FEWEST_PEOPLE:
        reason = (
            f"Not calculable: fewer than {FEWEST_PEOPLE} people with known pay on one side, too "
            "few to tell the two parts of the gap from chance."
        )
        return AdjustedGap(**names, reason=reason, reading=reason)
    told, factors = _design(reference, chosen, with_sex=split.slug != SEX)
    pay = np.log([person.hourly_pay for person in (*reference, *chosen)])
    in_group = np.repeat([0.0, 1.0], [len(reference), len(chosen)])
    parts = _both_parts(pay, told, in_group)
    words = (side(pair.group, pair.group_label), side(pair.reference, pair.reference_label))
    return AdjustedGap(
        **names,
        denominator=len(chosen),
        comparator_denominator=len(reference),
        gap=parts.gap,
        explained=parts.explained,
        explained_limits=parts.explained_limits,
        unexplained=parts.unexplained,
        unexplained_limits=parts.unexplained_limits,
        factors=factors,
        reading=_reading(parts, words, factors),
    )


@dataclass(frozen=True, kw_only=True)
class _Parts:
    gap: float
    explained: float
    explained_limits: tuple[float, float]
    unexplained: float
    unexplained_limits: tuple[float, float]


def _both_parts(pay: Floats, told: Floats, in_group: Floats) -> _Parts:
    split_in_two = _oaxaca()
    unexplained, explained, whole = split_in_two(pay, told, in_group)
    rng = np.random.default_rng(_SEED)
    sides = [np.flatnonzero(in_group == value) for value in (0.0, 1.0)]
    drawn = np.empty((TIMES, 2))
    for time in range(TIMES):
        rows = np.concatenate([rng.choice(rows_of, len(rows_of)) for rows_of in sides])
        times_drawn = np.bincount(rows, minlength=len(pay)).astype(np.float64)
        drawn[time] = drawn_parts(pay, told, in_group, times_drawn)
    low, high = np.percentile(drawn, [2.5, 97.5], axis=0)
    return _Parts(
        gap=100 * whole,
        explained=100 * explained,
        explained_limits=(100 * float(low[1]), 100 * float(high[1])),
        unexplained=100 * unexplained,
        unexplained_limits=(100 * float(low[0]), 100 * float(high[0])),
    )


def drawn_parts(pay: Floats, told: Floats, in_group: Floats, times: Floats) -> tuple[float, float]:
    """
    The unexplained and the explained part of one draw, in which each person is so many `times`.

    The same as the package's decomposition of those rows, without fitting each group's own model,
    of which only its mean is used: a fit with a constant goes through that.
    """
    known = np.column_stack([in_group, told])
    weighted = known * times[:, None]
    coefficients = np.linalg.lstsq(weighted.T @ known, weighted.T @ pay, rcond=None)[0][1:]
    sides = [times * (in_group == value) for value in (0.0, 1.0)]
    (pay0, told0), (pay1, told1) = (
        (side @ pay / side.sum(), side @ told / side.sum()) for side in sides
    )
    explained = float((told0 - told1) @ coefficients)
    return float(pay0 - pay1) - explained, explained


_Split = Callable[[Floats, Floats, Floats], tuple[float, float, float]]


def _oaxaca() -> _Split:
    """The two-fold decomposition by a pooled model: (unexplained, explained, gap) in log points."""
    try:
        from statsmodels.stats.oaxaca import OaxacaBlinder  # type: ignore[import-untyped]
    except ImportError as missing:
        raise StatsmodelsMissing(
            "The explained and unexplained part of a pay gap need the package statsmodels, which "
            "is not installed. Install evenhand with its extra, evenhand[oaxaca], and try again."
        ) from missing

    def split_in_two(pay: Floats, told: Floats, in_group: Floats) -> tuple[float, float, float]:
        with warnings.catch_warnings():
            # Where a role is one grade, a group's own coefficients are not unique, but what they say
            # of its mean pay is, and that is all that is used.
            warnings.filterwarnings("ignore", message="The design matrix is rank-deficient")
            known = np.column_stack([in_group, told])
            model = OaxacaBlinder(pay, known, 0, hasconst=True, swap=False)
            unexplained, explained, whole = model.two_fold(two_fold_type="pooled").params
        return float(unexplained), float(explained), float(whole)

    return split_in_two


def _design(
    reference: Sequence[PersonPay], chosen: Sequence[PersonPay], *, with_sex: bool
) -> tuple[Floats, tuple[str, ...]]:
    """What the model is told of each person, as columns with a constant; and the factors' names."""
    people = (*reference, *chosen)
    kinds = {"grade": "grade", "role": "role"} | ({"sex": "sex"} if with_sex else {})
    columns: list[NDArray[np.float64]] = [np.ones(len(people))]
    factors = []
    for name, field in kinds.items():
        found = _indicators(
            [getattr(p, field) for p in reference], [getattr(p, field) for p in chosen]
        )
        columns += found
        factors += [name] if found else []
    if all(person.start_year != NOT_KNOWN for person in people):
        years = np.array([float(person.start_year) for person in people])
        if years.std() > 0:
            columns.append((years - years.mean()) / years.std())
            factors.append("year of starting")
    if all(person.part_time is not None for person in people):
        part_time = np.array([float(bool(person.part_time)) for person in people])
        if part_time.std() > 0:
            columns.append(part_time)
            factors.append("part time")
    return np.column_stack(columns), tuple(factors)


def _indicators(reference: list[str], chosen: list[str]) -> list[Floats]:
    """A column for each kind that both sides have people of, but the commonest; others together."""
    counts = Counter(reference), Counter(chosen)
    shared = {kind for kind in counts[0] if min(c[kind] for c in counts) >= FEWEST_OF_A_KIND}
    told = [kind if kind in shared else _OTHERS for kind in (*reference, *chosen)]
    (commonest, _), *_ = Counter(told).most_common()
    return [
        np.array([float(each == kind) for each in told])
        for kind in sorted(set(told))
        if kind != commonest
    ]


def _reading(parts: _Parts, words: tuple[str, str], factors: tuple[str, ...]) -> str:
    group, reference = words
    listed = ", ".join(factors) or "nothing that the records hold"
    return (
        f"On average (of log pay), {group} are paid {_apart(parts.gap)} than {reference}. Of that "
        f"gap, {_points(parts.explained, parts.explained_limits)} go with differences in {listed}; "
        f"{_points(parts.unexplained, parts.unexplained_limits)} do not. {WHAT_IT_CANNOT_SAY}"
    )


def _apart(value: float) -> str:
    return f"{abs(value):.1f} log points {'less' if value > 0 else 'more'}"


def _points(value: float, ends: tuple[float, float]) -> str:
    return f"{written.points(value)} (95% interval {written.interval(*ends, unit='points')})"
