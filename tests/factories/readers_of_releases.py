"""A body that releases again and again, and a reader of all of it."""

from tests.factories.disclosure import rule
from tests.factories.joint_attacker import CASES, STAFF, Count, JointAttacker, of_group
from tests.factories.years import (
    FIRST,
    Person,
    Releases,
    Years,
    people,
)

from evenhand.data.definitions.presets import preset
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.printed import definitions_of
from evenhand.domain.disclosure.read_back import attack_results
from evenhand.domain.disclosure.release import Released

EXACT, ROUNDED = rule(5), rule(5, base=5)
BOARD, PUBLIC = preset("regulator"), preset("mhsds")
NEW_FIVE, OLD_FIVE = "broad-5-2021", "broad-5-2001"
ASIAN, BLACK = of_group(NEW_FIVE, "asian"), of_group(NEW_FIVE, "black")
MINORITY, CHINESE = of_group("binary", "bme"), frozenset({"chinese"})
STAFF_LIST = [
    *people("white-british", 300, disciplined=40),
    *people("indian", 60, disciplined=15),
    *people("african", 50, disciplined=12),
    *people("any-other", 40, disciplined=10),
]


class Readers:
    """A body, and a reader of all that it releases."""

    def __init__(self) -> None:
        self.body, self.knows = Releases(), JointAttacker()

    def release(
        self,
        years: Years,
        rules: Preset = EXACT,
        *groupings: str,
        team: str = "",
        earlier: tuple[Years, ...] = (),
        called: str = "",
    ) -> Released:
        """Release it, and read it. `called` is for a snapshot that is put right later."""
        done = self.body.release(
            years, rules, *(groupings or (NEW_FIVE,)), team=team, earlier=earlier
        )
        results, definitions = done.measurement.results, definitions_of(done.measurement)
        assert done.given_away == ()
        assert attack_results(results, definitions, rules, done.sensitive, done.history)[0] == []
        self.knows.reads(results, rules, team=team, called=lambda period: f"{period}{called}")
        return done

    def staff(self, who: frozenset[str], *, team: str = "", line: str = "") -> tuple[float, float]:
        return self.knows.interval((1, Count(FIRST, STAFF, who, line, team)))

    def cases(self, who: frozenset[str]) -> tuple[float, float]:
        return self.knows.interval((1, Count(FIRST, CASES, who)))


def safe(interval: tuple[float, float], threshold: int = 5) -> bool:
    """As many numbers as the threshold, one of them the threshold or more."""
    return interval[1] - interval[0] + 1 >= threshold and interval[1] >= threshold


def shown(done: Released, group: str, indicator: str = "1") -> int | None:
    (number,) = {
        each.comparator_numerator if indicator == "1" else each.numerator
        for each in done.measurement.results
        if (each.indicator, each.group) == (indicator, group)
    }
    return number


def in_teams(rest: int, second: int = 30) -> list[Person]:
    """Asian staff of a large team, of another, and of no team that is released."""
    others = [p._replace(team="north") for p in STAFF_LIST if p.category != "indian"]
    return [
        *others,
        *people("indian", 40, team="north", disciplined=6),
        *people("indian", second, team="south", disciplined=6),
        *people("indian", rest, team="west"),
    ]


def few_cases() -> Years:
    """Seven cases among Asian staff, and twenty or more in every other group."""
    others = people("white-british", 300, disciplined=40) + people("african", 90, disciplined=20)
    return {FIRST: [*others, *people("indian", 60, disciplined=7)]}
