"""Later and corrected records after a release"""

from dataclasses import replace

import pytest
from tests.factories.joint_attacker import CASES, STAFF, Count
from tests.factories.readers_of_releases import (
    ASIAN,
    BLACK,
    EXACT,
    MINORITY,
    NEW_FIVE,
    OLD_FIVE,
    STAFF_LIST,
    Readers,
    few_cases,
    in_teams,
    safe,
    shown,
)
from tests.factories.years import (
    FIRST,
    SECOND,
    Years,
    measured,
    people,
)

from evenhand.domain.disclosure.network import Network
from evenhand.domain.disclosure.release import release
from evenhand.pipeline.measure import Wanted
from evenhand.pipeline.wrong_use import NotSafe


def test_next_year_with_the_same_staff() -> None:
    """
    The pack of next year has this year in it again. This year's numbers are what they were, and the
    one person who joined is told by nothing.
    """
    body = Readers()
    this_year = body.release({FIRST: STAFF_LIST}, EXACT)
    years = {FIRST: STAFF_LIST, SECOND: STAFF_LIST + people("indian", 1, start="new")}
    body.release(years, EXACT)
    assert shown(this_year, "asian") == 60
    change = body.knows.change(Count(FIRST, STAFF, ASIAN), FIRST, SECOND)
    assert change[1] - change[0] + 1 >= 5


def test_next_year_alone_needs_the_pack_of_this_year_to_be_compared() -> None:
    """
    With --earlier the joiner is protected as if both years were in one pack; without it nobody
    knows who moved, and the assumption is said (see "Two years side by side").
    """
    next_year = {SECOND: STAFF_LIST + people("indian", 1, start="new")}
    for earlier, protected in (((), False), (({FIRST: STAFF_LIST},), True)):
        body = Readers()
        body.release({FIRST: STAFF_LIST}, EXACT)
        body.release(next_year, EXACT, earlier=earlier)
        change = body.knows.change(Count(FIRST, STAFF, ASIAN), FIRST, SECOND)
        assert (change[1] - change[0] + 1 >= 5) is protected


CORRECTED = {
    FIRST: [
        p._replace(category="african") if p.key == STAFF_LIST[310].key else p for p in STAFF_LIST
    ]
}


def test_a_correction_without_the_records_of_then_is_refused() -> None:
    """
    Old and new number side by side tell of the one person who was put right, and only the old
    records say how many those were. The reason names the release and says what to give.
    """
    body = Readers()
    body.release({FIRST: STAFF_LIST}, EXACT)
    with pytest.raises(NotSafe) as refused:
        body.release(CORRECTED, EXACT)
    said = str(refused.value)
    assert "The records of 2023-03-31 have changed since release 1 (public, 2026-01-01)" in said
    assert "give that pack with --earlier" in said
    assert "indian" not in said


def test_a_correction_of_one_person_tells_nothing_of_them() -> None:
    """With the records of then, what one person changed is hidden; what many changed is shown."""
    body = Readers()
    body.release({FIRST: STAFF_LIST}, EXACT, called=" as it was")
    done = body.release(CORRECTED, EXACT, earlier=({FIRST: STAFF_LIST},))
    assert done.differences > 0
    for who in (ASIAN, BLACK):
        change = body.knows.change(Count(FIRST, STAFF, who), f"{FIRST} as it was", FIRST)
        assert change[1] - change[0] + 1 >= 5


def test_a_correction_of_many_is_shown() -> None:
    """Ten people were counted as Asian by mistake."""
    many = {p.key for p in STAFF_LIST[300:310]}
    corrected = {
        FIRST: [p._replace(category="african") if p.key in many else p for p in STAFF_LIST]
    }
    body = Readers()
    body.release({FIRST: STAFF_LIST}, EXACT, called=" as it was")
    done = body.release(corrected, EXACT, earlier=({FIRST: STAFF_LIST},))
    assert shown(done, "asian") == 50


def test_one_case_put_right_is_told_by_nothing() -> None:
    """
    One disciplinary case of an Asian member of staff was left out. Cases are linked by no person
    key, but by how far two versions of one year differ.
    """
    corrected = {
        FIRST: [
            p._replace(disciplined=p.disciplined or p.key == STAFF_LIST[330].key)
            for p in STAFF_LIST
        ]
    }
    body = Readers()
    body.release({FIRST: STAFF_LIST}, EXACT, called=" as it was")
    body.release(corrected, EXACT, earlier=({FIRST: STAFF_LIST},))
    change = body.knows.change(Count(FIRST, CASES, ASIAN), f"{FIRST} as it was", FIRST)
    assert change[1] - change[0] + 1 >= 5


def test_what_two_releases_of_one_pack_told_is_put_right_together() -> None:
    """
    The first release, of the minority as a whole, is not touched by the correction; the second, of
    its parts, is. Both told of the records as they were.
    """
    then: Years = {FIRST: STAFF_LIST}
    body = Readers()
    body.release(then, EXACT, "binary", called=" as it was")
    body.release(then, EXACT, NEW_FIVE, called=" as it was")
    done = body.release(CORRECTED, EXACT, "binary", NEW_FIVE, earlier=(then,))
    told_then = {cell.people for cell in done.history.told if "as in" in cell.period}
    assert {MINORITY, ASIAN} <= told_then
    change = body.knows.change(Count(FIRST, STAFF, ASIAN), f"{FIRST} as it was", FIRST)
    assert change[1] - change[0] + 1 >= 5


def test_all_but_one_of_a_group_had_a_case_is_as_safe_in_the_next_release() -> None:
    """
    Of twelve Asian members of staff eleven had a case: one had none. The release of the five groups
    hides it, and that of the minority as a whole must not bring it out.
    """
    rules = replace(EXACT, complements=True)
    staff = [
        *people("white-british", 300, disciplined=40),
        *people("african", 50, disciplined=12),
        *people("indian", 12, disciplined=11),
    ]
    for order in ((NEW_FIVE, "binary"), ("binary", NEW_FIVE), (NEW_FIVE, OLD_FIVE)):
        body = Readers()
        for grouping in order:
            body.release({FIRST: staff}, rules, grouping)
        without = body.knows.interval(
            (1, Count(FIRST, STAFF, ASIAN)), (-1, Count(FIRST, CASES, ASIAN))
        )
        assert safe(without)


def test_records_that_cannot_be_measured_as_then_are_asked_for() -> None:
    """A team that was released is no longer named in the records of that snapshot."""
    body = Readers()
    body.release({FIRST: in_teams(10)}, EXACT, team="south")
    without_teams = [p._replace(team="") for p in in_teams(10)]
    with pytest.raises(NotSafe, match="Release 1 .* told of 2023-03-31, and these records cannot"):
        body.release({FIRST: without_teams}, EXACT)


def test_a_team_of_earlier_years_may_be_gone() -> None:
    """The records of next year need not know the teams of this one."""
    body = Readers()
    body.release({FIRST: in_teams(10)}, EXACT, team="south")
    done = body.release({SECOND: STAFF_LIST}, EXACT)
    assert shown(done, "asian") == 60


def test_a_whole_that_its_parts_do_not_make_up_is_no_sum_for_readers_either() -> None:
    """
    Published figures do not always add up. Of numbers told between limits a reader could believe
    that they do; a sum that is none tells nobody anything, and must not stop a release.
    """
    cell = Count(FIRST, STAFF, MINORITY)
    parts = ("first", "second")
    exact = Network({cell: (60, 60), "first": (32, 32), "second": (32, 32)})
    exact.link(cell, parts)
    told = {cell: (58, 62), "first": (28, 32), "second": (28, 32)}
    believed, known = Network(dict(told)), Network(dict(told), set(exact.no_sums))
    for made in (believed, known):
        made.link(cell, parts)
    assert [len(made.sums) for made in (exact, believed, known)] == [0, 1, 0]


def test_the_order_in_which_rows_are_handed_over_changes_nothing() -> None:
    """Engines count in any order; what is hidden, and so what is told, is the same."""
    years = {FIRST: few_cases()[FIRST] + people("african", 3, line="clinical|6")}
    made = measured(years, Wanted(groupings=("binary", NEW_FIVE)))
    found = []
    for results in (made.results, made.results[::-1], made.results[3:] + made.results[:3]):
        done = release(replace(made, results=results), EXACT, "public")
        found.append({each for each in done.measurement.results if each.suppressed})
        assert [each.group for each in done.measurement.results] == [r.group for r in results]
    assert found[0] == found[1] == found[2] != set()
