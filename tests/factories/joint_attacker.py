"""
A reader with every release in hand, written without the program's own arithmetic.

What people there are, by ethnic categories that no release parts, by line, team and year, are whole
numbers that are not known; so is who of them is in the pay figures, in which quarter, and had a
bonus. Everything that is printed is a limit on a sum of them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from evenhand.data.definitions.load import ethnicity
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.pay.audit import PayAudit
from evenhand.domain.pay.gaps import QUARTERS
from evenhand.domain.results.result import Result

EVERYBODY = frozenset(each.slug for each in ethnicity().recording(()).categories)
STAFF, CASES = "staff", "cases"
# Of a pay report: relevant employees, those in the pay figures (by grade, and by quarter), and
# those with a bonus.
RELEVANT, PAID, IN_QUARTERS, BONUS = "relevant", "paid", "in quarters", "with a bonus"
MOST = 100_000


class Count(NamedTuple):
    """Staff, or others, of some categories: at a line (empty: any), in a team; or in a grade."""

    period: str
    what: str
    people: frozenset[str]
    line: str = ""
    team: str = ""
    grade: str = ""


def of_group(grouping: str, group: str) -> frozenset[str]:
    return frozenset(ethnicity().recording(()).grouping(grouping).group(group).categories)


def printed_in(result: Result, team: str = "", period: str = "") -> list[tuple[Count, int | None]]:
    """What each count of a result is printed as; None where it is hidden or not there."""
    at, own = period or result.period, of_group(result.grouping, result.group)
    if result.indicator == "1":
        rows = [
            (Count(at, STAFF, own, result.cell, team), result.numerator),
            (Count(at, STAFF, EVERYBODY, result.cell, team), result.denominator),
            (Count(at, STAFF, own, "", team), result.comparator_numerator),
            (Count(at, STAFF, EVERYBODY, "", team), result.comparator_denominator),
        ]
        for who, n, whole in (
            ("not-stated", result.not_stated_numerator, result.not_stated_denominator),
            ("not-known", result.not_known_numerator, result.not_known_denominator),
        ):
            rows.append((Count(at, STAFF, frozenset({who}), result.cell, team), n))
            rows.append((Count(at, STAFF, EVERYBODY, result.cell, team), whole))
        return rows
    assert result.indicator == "3", result.indicator
    whites = result.comparator == "white"
    other = of_group("binary" if whites else result.grouping, result.comparator)
    sides = (
        (own, result.numerator, result.denominator),
        (other, result.comparator_numerator, result.comparator_denominator),
        ({"not-stated"}, result.not_stated_numerator, result.not_stated_denominator),
        ({"not-known"}, result.not_known_numerator, result.not_known_denominator),
    )
    return [
        (Count(at, what, frozenset(people), "", team), n)
        for people, cases, staff in sides
        for what, n in ((CASES, cases), (STAFF, staff))
    ]


def paid_in(result: Result) -> list[tuple[Count, int | None]]:
    """The same of a pay report; breakdowns that no other report has are left out."""
    by, _, cell = result.cell.partition(": ")
    if by not in ("", "grade", *QUARTERS):
        return []
    own = _in_pay(result, result.group)
    other = EVERYBODY if result.comparator == "all-paid" else _in_pay(result, result.comparator)
    place = {"grade": cell} if by == "grade" else {}
    what = BONUS if result.indicator.startswith("bonus") else PAID
    whole, line = what, ""
    if result.indicator == "bonus-share":
        whole = RELEVANT
    beside = [
        (Count(result.period, whole, frozenset({who}), **place), n)
        for who, n in (
            ("not-stated", result.not_stated_denominator),
            ("not-known", result.not_known_denominator),
        )
    ]
    if result.indicator == "quarters":
        what, line = IN_QUARTERS, result.cell
        sides = [
            (Count(result.period, what, own, line), result.numerator),
            (Count(result.period, what, EVERYBODY, line), result.denominator),
            (Count(result.period, PAID, own), result.comparator_numerator),
            (Count(result.period, PAID, EVERYBODY), result.comparator_denominator),
        ]
        return [*sides, *beside]
    sides = [
        (Count(result.period, what, own, **place), result.numerator),
        (Count(result.period, what, other, **place), result.comparator_numerator),
        (Count(result.period, whole, own, **place), result.denominator),
        (Count(result.period, whole, other, **place), result.comparator_denominator),
    ]
    return [*sides, *beside]


def _in_pay(result: Result, group: str) -> frozenset[str]:
    if group in ("not-stated", "not-known"):
        return frozenset({group})
    return of_group("binary" if group == "white" else result.grouping, group)


def beside_pay(audit: PayAudit) -> list[tuple[Count, int | None]]:
    """What a pay report prints beside its figures."""
    told = EVERYBODY - {"not-stated", "not-known"}
    found: list[tuple[Count, int | None]] = []
    for who in audit.who:
        found += [
            (Count(who.period, RELEVANT, EVERYBODY), who.relevant),
            (Count(who.period, PAID, EVERYBODY), who.pay_known),
        ]
    for share in audit.workforce:
        unknown = share.group in ("not-stated", "not-known")
        own = frozenset({share.group}) if unknown else of_group(share.grouping, share.group)
        found += [
            (Count(share.period, PAID, own), share.numerator),
            (Count(share.period, PAID, EVERYBODY), share.denominator),
        ]
    for rate in audit.declared:
        found += [
            (Count(rate.period, PAID, told), rate.numerator),
            (Count(rate.period, PAID, EVERYBODY), rate.denominator),
        ]
    return found


def could_be(n: int, rules: Preset) -> tuple[int, int]:
    """The counts that these rules print as n."""
    fits = [
        m
        for m in range(max(n - rules.rounding_base, 0), n + rules.rounding_base + 1)
        if (m >= rules.threshold or (m == 0 and not rules.hides_zero))
        and rules.rounding_base * int((m + rules.rounding_base / 2) // rules.rounding_base) == n
    ]
    return min(fits), max(fits)


@dataclass
class JointAttacker:
    """Everything that some releases print, to be asked what it tells."""

    named: dict[Count, None] = field(default_factory=dict)
    limits: list[tuple[Count, int, int]] = field(default_factory=list)
    teams: dict[str, None] = field(default_factory=dict)
    _made: tuple[tuple[int, ...], "_Table"] | None = None

    def reads(
        self,
        results: Iterable[Result],
        rules: Preset,
        *,
        team: str = "",
        called: Callable[[str], str] = str,
    ) -> None:
        """One more release; `called` is for a snapshot that has been put right since."""
        if team:
            self.teams[team] = None
        for result in results:
            for count, n in printed_in(result, team, called(result.period)):
                self.named[count] = None
                if n is not None:
                    self.limits.append((count, *could_be(n, rules)))

    def reads_pay(self, audit: PayAudit, rules: Preset) -> None:
        """A pay report of the same people."""
        printed = [each for result in audit.results for each in paid_in(result)]
        for count, n in [*printed, *beside_pay(audit)]:
            self.named[count] = None
            if n is not None:
                self.limits.append((count, *could_be(n, rules)))

    def interval(self, *terms: tuple[int, Count]) -> tuple[float, float]:
        """The lowest and highest of a sum of counts, each with its sign."""
        self.named |= dict.fromkeys(count for _, count in terms)
        table = self._table()
        cost = np.sum([sign * table.row(count) for sign, count in terms], axis=0)
        low, high = (table.lowest(sign * cost) for sign in (1, -1))
        return low, -high

    def change(self, count: Count, earlier: str, later: str) -> tuple[float, float]:
        """The lowest and highest by which a count may have changed."""
        return self.interval(
            (-1, count._replace(period=earlier)), (1, count._replace(period=later))
        )

    def _table(self) -> "_Table":
        asked = (len(self.named), len(self.limits), len(self.teams))
        if self._made is None or self._made[0] != asked:
            self._made = asked, _Table(list(self.named), self.limits, [*self.teams, "elsewhere"])
        return self._made[1]


class _Table:
    """Unknown numbers of people, and what is known of their sums."""

    def __init__(
        self,
        named: Sequence[Count],
        limits: Sequence[tuple[Count, int, int]],
        teams: Sequence[str],
    ) -> None:
        periods = list(dict.fromkeys(count.period for count in named))
        staffed = [count for count in named if count.what == STAFF]
        lines = list(dict.fromkeys(count.line for count in staffed if count.line)) or ["any"]
        lines += sorted({f"no line: {count.grade}" for count in named if count.grade})
        pay = (
            ((RELEVANT, [""]), (PAID, lines), (IN_QUARTERS, QUARTERS), (BONUS, [""]))
            if any(count.what == PAID for count in named)
            else ()
        )
        parts = _kept_together([count.people for count in named])
        keys = [
            (period, what, people, line, team)
            for period in periods
            for people in parts
            for team in teams
            for what, among in ((STAFF, lines), (CASES, [""]), *pay)
            for line in among
        ]
        self.periods, self.whats, self.parts, self.lines, self.teams = (
            np.array(column, dtype=object) for column in zip(*keys, strict=True)
        )
        self.sets: dict[frozenset[str], np.ndarray] = {}
        rows = [(self.row(count), low, high) for count, low, high in limits]
        for period in periods:
            for people in parts:
                for team in teams:
                    # Whoever was disciplined is on the staff: of this team, or of everybody else.
                    here = (self.teams == team) & self._of(people) & (self.periods == period)
                    rows.append((1.0 * (here & (self.whats == STAFF)), 0, MOST))
                    rows[-1][0][here & (self.whats == CASES)] = -1.0
                    if pay:
                        rows += self._of_pay(here, lines)
        matrix, low, high = zip(*rows, strict=True)
        self.known = LinearConstraint(csr_array(np.array(matrix)), np.array(low), np.array(high))

    def _of_pay(
        self, here: np.ndarray, lines: Sequence[str]
    ) -> Iterator[tuple[np.ndarray, int, int]]:
        """Whoever is in the pay figures or had a bonus is a relevant employee, and on the staff."""
        are = {what: here & (self.whats == what) for what in dict.fromkeys(self.whats)}
        for more, fewer in ((STAFF, RELEVANT), (RELEVANT, PAID), (RELEVANT, BONUS)):
            yield 1.0 * are[more] - 1.0 * are[fewer], 0, MOST
        yield 1.0 * are[PAID] - 1.0 * are[IN_QUARTERS], 0, 0
        for line in lines:
            at = self.lines == line
            yield 1.0 * (are[STAFF] & at) - 1.0 * (are[PAID] & at), 0, MOST

    def row(self, count: Count) -> np.ndarray:
        """Which of the unknown numbers make up a count."""
        inside = (self.periods == count.period) & (self.whats == count.what)
        inside &= self._of(count.people)
        if count.line:
            inside &= self.lines == count.line
        if count.grade:
            ending = f": {count.grade}"
            inside &= np.array([line.endswith(ending) for line in self.lines])
        if count.team:
            inside &= self.teams == count.team
        return inside.astype(float)

    def lowest(self, cost: np.ndarray) -> float:
        """The lowest that a sum can be."""
        size = len(cost)
        found = milp(
            cost, constraints=self.known, bounds=Bounds(0, MOST), integrality=np.ones(size)
        )
        assert found.status == 0, found.message
        return float(round(found.fun))

    def _of(self, people: frozenset[str]) -> np.ndarray:
        if people not in self.sets:
            self.sets[people] = np.array([part <= people for part in self.parts])
        return self.sets[people]


def _kept_together(sets: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Categories that everything keeps together."""
    every = list(dict.fromkeys(sets))
    alike: dict[tuple[bool, ...], set[str]] = {}
    for name in sorted(EVERYBODY):
        alike.setdefault(tuple(name in each for each in every), set()).add(name)
    return [frozenset(each) for each in alike.values()]
