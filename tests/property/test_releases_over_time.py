"""
Whatever is released, in whatever order: a reader of all of it tells no small count, no small change.

The reader is written without the program's arithmetic (tests/factories/joint_attacker.py).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.linalg import null_space
from scipy.sparse import csr_array
from tests.factories.disclosure import rule
from tests.factories.joint_attacker import CASES, STAFF, Count, JointAttacker
from tests.factories.years import FIRST, SECOND, THIRD, Person, Releases, Years

from evenhand.domain.disclosure.completed import settled_together
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.results.result import Result

CATEGORIES = ("white-british", "indian", "african", "chinese", "any-other", "not-stated")
GROUPINGS = ("binary", "broad-5-2021", "broad-5-2001")
LINES = ("clinical|5", "clinical|6")
PERIODS = (FIRST, SECOND, THIRD)
# One person and a few, and so many that they can be shown: each is to meet the others often.
SIZES = st.sampled_from((0, 1, 2, 3, 4, 6, 9, 20, 40))


@dataclass(frozen=True)
class Plan:
    """Staff of some years, and releases of them: rules, groupings, team and which years."""

    years: Years
    releases: list[tuple[Preset, tuple[str, ...], str, tuple[str, ...]]]


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    teams = draw(st.sampled_from((("",), ("north", "south"))))
    periods = PERIODS[: draw(st.integers(1, 3))]
    staff = [
        Person(f"{category}{line}{team}{at}", category, line, at % 3 == 0, team)
        for category in CATEGORIES
        for line in LINES
        for team in teams
        for at in range(draw(SIZES))
    ]
    years = {periods[0]: staff}
    for before, period in zip(periods, periods[1:], strict=False):
        years[period] = _a_year_later(draw, years[before], teams, period)
    rules = st.builds(
        rule, st.integers(3, 5), zeros=st.booleans(), base=st.sampled_from((1, 1, 5))
    ) | st.builds(rule, st.just(2))
    releases = st.tuples(
        rules,
        st.lists(st.sampled_from(GROUPINGS), min_size=1, max_size=2, unique=True).map(tuple),
        st.sampled_from(("", *teams)),
        st.lists(st.sampled_from(periods), min_size=1, unique=True).map(sorted).map(tuple),
    )
    return Plan(years, draw(st.lists(releases, min_size=1, max_size=3)))


def _a_year_later(
    draw: st.DrawFn, before: Iterable[Person], teams: tuple[str, ...], period: str
) -> list[Person]:
    """Few people come, go, or change their line or team; those with a case are others."""
    staff = [each._replace(disciplined=at % 4 == 0) for at, each in enumerate(before)]
    for move in range(draw(st.integers(0, 4))):
        line, team = draw(st.sampled_from(LINES)), draw(st.sampled_from(teams))
        if draw(st.booleans()) or not staff:
            category = draw(st.sampled_from(CATEGORIES))
            staff.append(Person(f"{period}-{move}", category, line, False, team))
        elif draw(st.booleans()):
            staff.pop(draw(st.integers(0, len(staff) - 1)))
        else:
            at = draw(st.integers(0, len(staff) - 1))
            staff[at] = staff[at]._replace(line=line, team=team)
    return staff


@dataclass
class Reader:
    """What a reader knows, before the last release and after it, and what is true."""

    years: Years
    before: JointAttacker = field(default_factory=JointAttacker)
    after: JointAttacker = field(default_factory=JointAttacker)

    def reads(self, results: Iterable[Result], rules: Preset, team: str) -> None:
        self.before = JointAttacker(dict(self.after.named), list(self.after.limits))
        self.before.teams = dict(self.after.teams) | ({team: None} if team else {})
        self.after.reads(results, rules, team=team)

    def who(self, count: Count, but: Iterable[str] = ()) -> set[str]:
        """The people of a count; `but`: of those, who are in none of these teams."""
        return {
            each.key
            for each in self.years[count.period]
            if each.category in count.people
            and count.line in ("", each.line.replace("|", ": "))
            and count.team in ("", each.team)
            and each.team not in but
            and (count.what == STAFF or each.disciplined)
        }

    def tells_no_more(
        self, terms: list[tuple[int, Count]], enough: Callable[[float, float], bool]
    ) -> bool:
        """Whether a sum is safe, or as uncertain as it was before the last release."""
        low, high = self.after.interval(*terms)
        return enough(low, high) or self.before.interval(*terms) == (low, high)


def check(reader: Reader, rules: Preset) -> None:
    def hidden(low: float, high: float) -> bool:
        return high - low + 1 >= rules.threshold and high >= rules.threshold

    def open_ended(low: float, high: float) -> bool:
        return high - low + 1 >= rules.threshold

    teams = list(reader.after.teams)
    for count in list(reader.after.named):
        here = [(1, count)]
        elsewhere = here + [(-1, count._replace(team=team)) for team in teams]
        true, rest = len(reader.who(count)), len(reader.who(count, but=teams))
        if 0 < true < rules.threshold or (rules.hides_zero and not true):
            assert reader.tells_no_more(here, hidden), (count, true)
        if teams and not count.team and 0 < rest < rules.threshold:
            assert reader.tells_no_more(elsewhere, hidden), (count, rest, teams)
        for later in [p for p in reader.years if p > count.period and count.what != CASES]:
            then = [(sign, each._replace(period=later)) for sign, each in elsewhere]
            for terms, but in ((here, ()), (elsewhere, teams)):
                if but and count.team:
                    continue
                moved = reader.who(count, but) ^ reader.who(then[0][1], but)
                if 0 < len(moved) < rules.threshold:
                    change = [(-s, c) for s, c in terms] + then[: len(terms)]
                    assert reader.tells_no_more(change, open_ended), (count, later, moved)


@given(plans())
@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_no_release_tells_a_small_count_or_a_small_change(plan: Plan) -> None:
    """
    After each release, of every small count, of those in no team that was released, and of every
    change that few people made: as many numbers are possible as the rules of that release ask for,
    or as were before it.
    """
    body, reader, packs = Releases(), Reader(plan.years), []
    for rules, groupings, team, periods in plan.releases:
        years = {period: plan.years[period] for period in periods}
        done = body.release(years, rules, *groupings, team=team, earlier=packs)
        packs.append(years)
        assert done.given_away == ()
        reader.reads(done.measurement.results, rules, team)
        check(reader, rules)


@given(st.integers(1, 12), st.integers(1, 8), st.integers(0, 10_000))
@settings(max_examples=60)
def test_cells_that_all_sums_together_settle(cells: int, sums: int, seed: int) -> None:
    """Those that stand still in every change that keeps all sums: against linear algebra in full."""
    rng = np.random.default_rng(seed)
    matrix = rng.choice([-1.0, 0.0, 0.0, 1.0], size=(sums, cells))
    true = rng.integers(0, 50, size=cells).astype(float)
    # What each sum comes to is a cell that is known.
    equations = csr_array(np.column_stack([matrix, -np.eye(sums)]))
    low = np.concatenate([np.zeros(cells), matrix @ true])
    settled, values = settled_together(equations, low, np.arange(cells))
    free = null_space(matrix)
    assert settled.tolist() == (np.abs(free).max(axis=1, initial=0.0) < 1e-9).tolist()
    assert values[settled].tolist() == true[settled].tolist()
