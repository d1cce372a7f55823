"""Two years side by side"""

from pathlib import Path

import pytest
from tests.factories.disclosure import rule
from tests.factories.joint_attacker import CASES, STAFF, Count, JointAttacker, of_group
from tests.factories.packs import make_pack
from tests.factories.years import (
    FIRST,
    SECOND,
    THIRD,
    Person,
    Releases,
    Staff,
    Years,
    people,
)

from evenhand.domain.disclosure.network import Difference
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.release import Released
from evenhand.pipeline.ledger_notes import assumed_of
from evenhand.pipeline.measure import Wanted, measure_pack

EXACT, ROUNDED = rule(5), rule(5, base=5)
FIVE_GROUPS = "broad-5-2021"
ASIAN, MINORITY = of_group(FIVE_GROUPS, "asian"), of_group("binary", "bme")
BEFORE = [
    *people("white-british", 300, disciplined=40),
    *people("indian", 60, disciplined=15),
    *people("african", 50, disciplined=12),
]


def joiners(category: str, n: int, line: str = "clinical|5") -> list[Person]:
    return people(category, n, start="joined", line=line)


def both_years(after: Staff, before: Staff = BEFORE) -> Years:
    return {FIRST: before, SECOND: after}


def released(
    years: Years, rules: Preset = EXACT, *groupings: str, linked: bool = True
) -> tuple[Released, JointAttacker]:
    """One report of some years, and what a reader of it knows."""
    done = Releases(linked=linked).release(years, rules, *(groupings or (FIVE_GROUPS,)))
    assert done.given_away == ()
    reader = JointAttacker()
    reader.reads(done.measurement.results, rules)
    return done, reader


def shown(done: Released, group: str, period: str, line: str = "") -> int | None:
    """What is printed of the people of a group who are in the workforce, or at a grade."""
    found = {
        each.numerator if line else each.comparator_numerator
        for each in done.measurement.results
        if (each.indicator, each.group, each.period) == ("1", group, period)
        and (not line or each.cell == line)
    }
    (number,) = found
    return number


def numbers_in(interval: tuple[float, float]) -> float:
    return interval[1] - interval[0] + 1


MOVES = [
    # what happened between the years, who moved in or out of Asian staff
    pytest.param(BEFORE + joiners("indian", 1), id="one joined"),
    pytest.param(BEFORE + joiners("indian", 4), id="four joined"),
    pytest.param([p for p in BEFORE if p.key != BEFORE[310].key], id="one left"),
    pytest.param(
        [*(p for p in BEFORE if p.key != BEFORE[310].key), *joiners("indian", 1)],
        id="one left and one came",
    ),
    pytest.param(
        [p._replace(category="african") if p.key == BEFORE[310].key else p for p in BEFORE],
        id="one is counted in another group now",
    ),
]


@pytest.mark.parametrize("after", MOVES)
def test_a_change_that_few_people_made_is_hidden_like_a_small_count(after: list[Person]) -> None:
    """
    Both years' numbers are large. Set side by side they would tell of the one person who came, so
    they are not both shown, and the change could be any of at least as many numbers as the
    threshold.
    """
    done, reader = released(both_years(after))
    assert done.differences > 0
    assert None in (shown(done, "asian", FIRST), shown(done, "asian", SECOND))
    assert numbers_in(reader.change(Count(FIRST, STAFF, ASIAN), FIRST, SECOND)) >= 5


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(BEFORE + joiners("indian", 5), id="five joined"),
        pytest.param(
            [p for p in BEFORE if p.key not in {x.key for x in BEFORE[300:303]}]
            + joiners("indian", 3),
            id="three left and three came: six moved, and the number is the same",
        ),
    ],
)
def test_a_change_that_many_people_made_is_shown(after: list[Person]) -> None:
    """As many as the threshold, coming and going together: nobody stands out."""
    done, _ = released(both_years(after))
    assert shown(done, "asian", FIRST) == 60
    assert shown(done, "asian", SECOND) == sum(p.category == "indian" for p in after)


def test_where_nobody_moved_the_same_number_is_shown_twice() -> None:
    """It tells that nobody came or went, and so of no one person."""
    done, _ = released(both_years(BEFORE))
    assert (shown(done, "asian", FIRST), shown(done, "asian", SECOND)) == (60, 60)
    assert done.differences == 0


@pytest.mark.parametrize(("joined", "printed"), [(1, 60), (2, 60), (3, 65)])
def test_rounded_numbers_of_both_years_are_shown(joined: int, printed: int) -> None:
    """
    60 to the nearest 5 may be any of five numbers, and so may next year's: the change between them
    is any of nine, which is more than the threshold asks. Even from 60 to 65, which says that
    somebody came, it does not say how many: one or nine.
    """
    after = BEFORE + joiners("indian", joined)
    done, reader = released(both_years(after), ROUNDED)
    assert (shown(done, "asian", FIRST), shown(done, "asian", SECOND)) == (60, printed)
    assert numbers_in(reader.change(Count(FIRST, STAFF, ASIAN), FIRST, SECOND)) == 9
    assert done.differences > 0


def test_rounding_that_is_finer_than_the_threshold_does_not_do() -> None:
    """To the nearest 5 the change is one of nine numbers, and ten are asked for."""
    rules = rule(10, base=5)
    done, reader = released(both_years(BEFORE + joiners("indian", 1)), rules)
    assert None in (shown(done, "asian", FIRST), shown(done, "asian", SECOND))
    assert numbers_in(reader.change(Count(FIRST, STAFF, ASIAN), FIRST, SECOND)) >= 10


def test_a_small_change_at_a_grade_is_hidden_where_the_whole_group_is_shown() -> None:
    """One of many joiners came in at band 7, and five of them elsewhere."""
    seven = people("indian", 20, line="clinical|7") + people("african", 20, line="clinical|7")
    before = BEFORE + seven
    after = before + joiners("indian", 6) + joiners("indian", 1, line="clinical|7")
    _, reader = released(both_years(after, before))
    at_seven = Count(FIRST, STAFF, ASIAN, "clinical: 7")
    assert numbers_in(reader.change(at_seven, FIRST, SECOND)) >= 5


def test_the_first_year_and_the_third_are_set_side_by_side_as_well() -> None:
    """Six came in the second year, and all but one of them left again."""
    came = joiners("indian", 6)
    done, reader = released({FIRST: BEFORE, SECOND: BEFORE + came, THIRD: BEFORE + came[:1]})
    assert numbers_in(reader.change(Count(FIRST, STAFF, ASIAN), FIRST, THIRD)) >= 5
    assert shown(done, "asian", SECOND) is None or None in (
        shown(done, "asian", FIRST),
        shown(done, "asian", THIRD),
    )


def test_a_group_in_one_year_and_its_parts_in_the_next_are_the_same_people() -> None:
    """
    One release had the minority as a whole, the next has its parts. A reader adds them up, so one
    more person in the minority must not be told by that either.
    """
    body, reader = Releases(), JointAttacker()
    after = BEFORE + joiners("indian", 1) + joiners("white-british", 20)
    first = {FIRST: BEFORE}
    for years, grouping, earlier in (
        (first, "binary", []),
        ({SECOND: after}, FIVE_GROUPS, [first]),
    ):
        done = body.release(years, EXACT, grouping, earlier=earlier)
        reader.reads(done.measurement.results, EXACT)
    assert done.differences > 0
    assert numbers_in(reader.change(Count(FIRST, STAFF, MINORITY), FIRST, SECOND)) >= 5


def test_what_no_group_says_is_safe_where_two_groups_say_it_together() -> None:
    """
    Chinese staff are in Asian in one list of groups and in Other in the next. Each group changed by
    many; by what the two lists differ, one Chinese person joined.
    """
    before = BEFORE + people("chinese", 20) + people("any-other", 30)
    came = [*joiners("indian", 9), *joiners("any-other", 9), *joiners("chinese", 1)]
    body, reader = Releases(), JointAttacker()
    for grouping in (FIVE_GROUPS, "broad-5-2001"):
        done = body.release(both_years(before + came, before), EXACT, grouping)
        reader.reads(done.measurement.results, EXACT)
    chinese = Count(FIRST, STAFF, frozenset({"chinese"}))
    assert numbers_in(reader.change(chinese, FIRST, SECOND)) >= 5


def test_outcomes_of_two_years_are_not_compared() -> None:
    """
    Those who had a disciplinary case last year and those who had one this year are different
    people: 15 and 16 cases tell of no one person who came or went.
    """
    year_after = [p._replace(disciplined=p.disciplined or p.key == BEFORE[330].key) for p in BEFORE]
    done, reader = released(both_years(year_after))
    assert done.differences == 0
    assert reader.change(Count(FIRST, CASES, ASIAN), FIRST, SECOND) == (1, 1)


def test_without_person_keys_the_assumption_is_said() -> None:
    """Nothing tells who moved. Both years are shown, and the report's maker is told why."""
    years = both_years(BEFORE + joiners("indian", 1))
    done, _ = released(years, linked=False)
    assert (shown(done, "asian", FIRST), shown(done, "asian", SECOND)) == (60, 61)
    assert not any(isinstance(name, Difference) for name in done.sensitive)
    (said,) = assumed_of(done.measurement)
    assert "no person keys link these snapshots: 2023-03-31 and 2024-03-31" in said
    assert "It is assumed that enough people came, went and changed" in said


STAFF_OF_A_PACK = [
    {"person": f"p{n}", "ethnic_category": "AHN"[n % 3], "pay_band": "5"} for n in range(60)
]


@pytest.mark.parametrize(
    ("year_after", "said"),
    [
        pytest.param(STAFF_OF_A_PACK, [], id="the same keys: nothing is assumed"),
        pytest.param(
            [{**row, "person": f"new{row['person']}"} for row in STAFF_OF_A_PACK],
            ["2024-03-31 and 2025-03-31"],
            id="everybody has a new number",
        ),
        pytest.param(
            [
                {**row, "person": row["person"] if n % 3 == 0 else f"new{n}"}
                for n, row in enumerate(STAFF_OF_A_PACK)
            ],
            ["2024-03-31 and 2025-03-31"],
            id="two of three have",
        ),
        pytest.param(
            [
                {**row, "person": row["person"] if n % 3 else f"new{n}"}
                for n, row in enumerate(STAFF_OF_A_PACK)
            ],
            ["67% are found again by their numbers"],
            id="one of three has: they pass for leavers and joiners, and it is said",
        ),
    ],
)
def test_keys_that_do_not_match_link_nobody(
    tmp_path: Path, year_after: list[dict[str, str]], said: list[str]
) -> None:
    """
    Where most people cannot be found again, a number was given anew, not everybody replaced. To
    believe in so many leavers would hide nothing.
    """
    make_pack(tmp_path / "24", staff=STAFF_OF_A_PACK)
    make_pack(tmp_path / "25", staff=year_after)
    manifest = (
        'standards = ["nhs-wres"]\n[body]\nid = "X01"\nname = "Example"\nkind = "nhs-trust"\n'
        '[[years]]\nsnapshot = 2024-03-31\nfolder = "24"\n'
        '[[years]]\nsnapshot = 2025-03-31\nfolder = "25"\n[tables.staff]\nfile = "staff.csv"\n'
    )
    (tmp_path / "pack.toml").write_text(manifest, encoding="utf-8")
    (measurement,) = measure_pack(tmp_path, Wanted(linked=True)).measurements
    found = assumed_of(measurement)
    assert [text for text in said if found and text in found[0]] == said
    assert len(found) == len(said)
