"""Readers outside try to work out hidden numbers and pay, with tables set up here from scratch.

Nothing of the program's own tables is used: only what the released audit prints, and who is in which
ethnic group, grade and quarter.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from tests.factories.pay import BODY, Row, audit_of, counts_of, people, question_of

from evenhand.data.definitions.load import ethnicity, ladder
from evenhand.domain.pay.audit import draft
from evenhand.domain.pay.gaps import QUARTERS
from evenhand.domain.pay.release import ReleasedPay, release_pay
from evenhand.domain.results.result import Result
from evenhand.pipeline.pay_choice import preset_of

THRESHOLD = 3
CATEGORIES = ("white-british", "african", "indian", "white-and-asian", "arab", "not-stated")
GRADES = ("3", "5", "8a")
LEVELS = {"lower": ("3", "5"), "upper": ("8a",)}
ENDLESS = 1_000.0


def members(grouping: str, group: str) -> set[str]:
    if group in ("not-stated", "not-known"):
        return {group}
    return set(ethnicity().recording(()).grouping(grouping).group(group).categories)


def release(rows: list[Row]) -> ReleasedPay:
    counts, told = counts_of(rows)
    question = question_of(
        "2026-response", fewest=THRESHOLD, breakdowns=("grade",), outside=True, full_pay_told=told
    )
    preset = replace(
        preset_of(question.rules, 10, "board"), threshold=THRESHOLD, fewest={"people": THRESHOLD}
    )
    return release_pay(draft(question, counts, BODY), counts, preset)


_ROWS = st.dictionaries(
    st.tuples(st.sampled_from(CATEGORIES), st.sampled_from(GRADES)),
    st.lists(st.integers(900, 6000), min_size=0, max_size=9),
    min_size=6,
    max_size=18,
).map(
    lambda cells: [
        row
        for (category, grade), pays in cells.items()
        for pay in pays
        for row in people(1, pay / 100, category, rung=grade)
    ]
)


class Reader:
    """Unknown people, and pay, of each category in each grade; and people in each quarter."""

    def __init__(self, results: tuple[Result, ...]) -> None:
        self.size = len(CATEGORIES) * (len(GRADES) + len(QUARTERS))
        self.lines: list[np.ndarray] = []
        self.told: list[tuple[float, float]] = []
        for category in CATEGORIES:  # everybody in a grade is in a quarter
            self.know({category}, GRADES, 0.0, less=QUARTERS)
        for r in results:
            own = members(r.grouping, r.group)
            if r.indicator == "quarters":
                everybody = set(CATEGORIES)
                self.know(own, (r.cell,), r.numerator)
                self.know(everybody, (r.cell,), r.denominator)
                self.know(own, GRADES, r.comparator_numerator)
                self.know(everybody, GRADES, r.comparator_denominator)
            elif r.indicator == "mean-gap":
                places = (r.cell.removeprefix("grade: "),) if r.cell else GRADES
                self.know(own, places, r.denominator)
                self.know(members(r.grouping, "white"), places, r.comparator_denominator)

    def know(
        self,
        who: set[str],
        places: tuple[str, ...],
        n: float | None,
        less: tuple[str, ...] = (),
        exact: bool = False,
    ) -> None:
        if n is not None:
            self.lines.append(self.line(who, places) - self.line(who, less))
            # Printed to the nearest 5; fewer than the threshold are not printed, and nobody as 0.
            rounded = n and not exact
            self.told.append((max(n - 2.0, THRESHOLD), n + 2.0) if rounded else (n, n))

    def line(self, who: set[str], places: tuple[str, ...]) -> np.ndarray:
        every = (*GRADES, *QUARTERS)
        line = np.zeros((len(CATEGORIES), len(every)))
        for i, category in enumerate(CATEGORIES):
            for j, place in enumerate(every):
                line[i, j] = category in who and place in places
        return line.ravel()

    def limits(self, line: np.ndarray) -> tuple[float, float]:
        """The fewest and the most people that there can be."""
        ends = []
        for sign in (1, -1):
            found = milp(
                sign * line,
                constraints=LinearConstraint(np.array(self.lines), *np.array(self.told).T),
                bounds=Bounds(0, ENDLESS),
                integrality=np.ones(self.size),
            )
            assert found.status == 0, "what is printed is true, so some table fits"
            ends.append(sign * found.fun)
        return ends[0], ends[1]

    def sums(self, line: np.ndarray) -> tuple[float, float]:
        """The least and the most pay that there can be."""
        ends = []
        for sign in (1, -1):
            most = 1_000 * ENDLESS
            found = linprog(
                sign * line,
                A_eq=np.array(self.lines),
                b_eq=np.array(self.told)[:, 0],
                bounds=(0, most),
            )
            assert found.status == 0, "what is printed is true, so some pay fits"
            ends.append(sign * found.fun)
        return ends[0], ends[1]


class Payroll:
    """What is true of some rows: how many people there are, and what they are paid together."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows

    def quarters(self) -> dict[tuple[str, str, str], float | None]:
        """People by grouping, group and quarter, as the body itself sees them."""
        inside = audit_of(self.rows, fewest=1).results
        return {
            (r.grouping, r.group, r.cell): r.numerator for r in inside if r.indicator == "quarters"
        }

    def people(self, who: set[str], places: tuple[str, ...]) -> int:
        return sum(r["category"] in who and r["rung"] in places for r in self.rows)

    def pay(self, who: set[str], places: tuple[str, ...]) -> float:
        inside = (r for r in self.rows if r["category"] in who and r["rung"] in places)
        return float(sum(r["hourly_pay"] for r in inside))


GROUPS = [("binary", "bme")] + [
    ("broad-5-2021", group) for group in ("asian", "black", "mixed", "other", "white")
]
FEW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


@FEW
@given(rows=_ROWS)
def test_no_small_number_of_people_can_be_told_or_known_to_be_small(rows: list[Row]) -> None:
    """Groups in grades and in quarters: the interval holds three whole numbers, one of them 3."""
    released = release(rows)
    assert released.given_away == ()
    reader, true = Reader(released.audit.results), Payroll(rows)
    quarters = true.quarters()
    for grouping, group in GROUPS:
        who = members(grouping, group)
        small = [
            (places, n)
            for places in (*((grade,) for grade in GRADES), GRADES)
            if 0 < (n := true.people(who, places)) < THRESHOLD
        ]
        small += [
            ((quarter,), n)
            for quarter in QUARTERS
            if 0 < (n := quarters.get((grouping, group, quarter)) or 0) < THRESHOLD
        ]
        for places, n in small:
            low, high = reader.limits(reader.line(who, places))
            assert low <= n <= high
            assert high >= THRESHOLD and high - low + 1 >= THRESHOLD, (group, places, low, high)


@FEW
@given(rows=_ROWS)
def test_no_hidden_pay_can_be_worked_out_nearly(rows: list[Row]) -> None:
    """Whoever knows the means that are printed cannot tell that of a few people to within a tenth."""
    reader, true = Reader(()), Payroll(rows)
    reader.lines, reader.told = [], []
    for who, places in _means(release(rows)):
        reader.know(who, places, true.pay(who, places), exact=True)
    if not reader.lines:
        return
    for grouping, group in GROUPS:
        who = members(grouping, group)
        for places in (*((grade,) for grade in GRADES), GRADES):
            if 0 < true.people(who, places) < THRESHOLD:
                low, high = reader.sums(reader.line(who, places))
                pay = true.pay(who, places)
                assert low < 0.9001 * pay and high > 1.0999 * pay, (group, places)


def _means(released: ReleasedPay) -> Iterator[tuple[set[str], tuple[str, ...]]]:
    """Of whom a mean is printed, or follows from what equal promotion would change."""
    for r in released.audit.results:
        if r.indicator == "mean-gap" and r.value is not None:
            for side in (r.group, "white"):
                places = (r.cell.removeprefix("grade: "),) if r.cell else GRADES
                yield members(r.grouping, side), places
    for step in released.audit.steps:
        if step.gap is not None:
            for side in (step.group, "white"):
                for grades in LEVELS.values():
                    yield members(step.grouping, side), grades


def test_the_ladder_of_these_tables_is_the_real_one() -> None:
    """Grades 3 and 5 are lower ones, 8a is an upper one; nobody here is in between."""
    steps = ladder("agenda-for-change").steps
    assert {"3", "5"} <= set(steps["lower"]) and "8a" in steps["upper"]
