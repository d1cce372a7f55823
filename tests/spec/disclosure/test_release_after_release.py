"""One release after another"""

from dataclasses import replace

import pytest
from tests.factories.disclosure import rule
from tests.factories.joint_attacker import STAFF, Count, JointAttacker
from tests.factories.readers_of_releases import (
    ASIAN,
    BLACK,
    BOARD,
    CHINESE,
    EXACT,
    MINORITY,
    NEW_FIVE,
    OLD_FIVE,
    PUBLIC,
    ROUNDED,
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
    Releases,
    people,
)

from evenhand.domain.disclosure.preset import Preset


@pytest.mark.parametrize("order", [(NEW_FIVE, OLD_FIVE), (OLD_FIVE, NEW_FIVE)])
@pytest.mark.parametrize("rules", [EXACT, ROUNDED], ids=["exact", "rounded"])
def test_another_breakdown_must_not_tell_by_what_it_differs(
    order: tuple[str, str], rules: Preset
) -> None:
    """
    The five broad groups of 2001 have Chinese people in Other, those of 2021 in Asian. Each list is
    harmless by itself; one less the other is two Chinese members of staff. The second release hides
    what would tell them.
    """
    years = {FIRST: STAFF_LIST + people("chinese", 2)}
    together, careless = Readers(), JointAttacker()
    for grouping in order:
        together.release(years, rules, grouping)
        alone = Releases().release(years, rules, grouping)
        careless.reads(alone.measurement.results, rules)
    assert safe(together.staff(CHINESE))
    assert not safe(careless.interval((1, Count(FIRST, STAFF, CHINESE))))


def test_a_breakdown_that_differs_by_many_is_shown_as_it_is() -> None:
    """Twenty Chinese members of staff may be worked out."""
    years = {FIRST: STAFF_LIST + people("chinese", 20, disciplined=5)}
    body = Readers()
    done = [body.release(years, EXACT, grouping) for grouping in (NEW_FIVE, OLD_FIVE)]
    assert [shown(each, "asian") for each in done] == [80, 60]
    assert body.staff(CHINESE) == (20, 20)


def test_what_is_hidden_stays_hidden_whatever_is_released_next() -> None:
    """
    Three disciplinary cases of Black staff, hidden with another number to protect them. Neither
    the other lists of groups nor the rounded numbers bring them out.
    """
    few = [p._replace(disciplined=p.disciplined and p.key[-2:] in ("-0", "-1", "-2")) for p in
           people("african", 50, disciplined=3)]  # fmt: skip
    years = {FIRST: [p for p in STAFF_LIST if p.category != "african"] + few}
    body = Readers()
    first = body.release(years, EXACT, NEW_FIVE)
    assert shown(first, "black", "3") is None
    for rules in (EXACT, ROUNDED):
        for grouping in ("binary", OLD_FIVE, "nhs-16"):
            body.release(years, rules, grouping)
            assert safe(body.cases(BLACK))


@pytest.mark.parametrize("team_first", [False, True], ids=["body first", "team first"])
def test_a_team_view_must_not_tell_of_the_few_who_are_not_in_the_team(team_first: bool) -> None:
    """All but two Asian members of staff are in the team: body less team would tell the two."""
    years = {FIRST: in_teams(2, second=0)}
    body = Readers()
    for team in ("north", "") if team_first else ("", "north"):
        body.release(years, EXACT, team=team)
    whole, team_of_it = Count(FIRST, STAFF, ASIAN), Count(FIRST, STAFF, ASIAN, team="north")
    assert safe(body.knows.interval((1, whole), (-1, team_of_it)))


def test_a_second_team_view_must_not_tell_of_the_few_who_are_left() -> None:
    """After one team many are left, after the second three."""
    years = {FIRST: in_teams(3)}
    body = Readers()
    body.release(years, EXACT)
    north = body.release(years, EXACT, team="north")
    assert shown(north, "asian") == 40
    body.release(years, EXACT, team="south")
    left = body.knows.interval(
        (1, Count(FIRST, STAFF, ASIAN)),
        (-1, Count(FIRST, STAFF, ASIAN, team="north")),
        (-1, Count(FIRST, STAFF, ASIAN, team="south")),
    )
    assert safe(left)


def test_who_is_left_is_added_up_over_groups_that_were_told_otherwise() -> None:
    """
    The body was released by the minority and the five groups of 2021, the team by those of 2001.
    No group of the team is the minority, yet its groups together are: one member of the minority at
    band 6 is not in the team.
    """
    north = [
        *people("white-british", 60, team="north", line="clinical|6"),
        *people("indian", 9, team="north", line="clinical|6"),
        *people("chinese", 8, team="north", line="clinical|6"),
        *people("any-other", 8, team="north", line="clinical|6"),
    ]
    others = people("white-british", 30, line="clinical|6") + people("indian", 1, line="clinical|6")
    years, body = {FIRST: [*STAFF_LIST, *north, *others]}, Readers()
    body.release(years, EXACT, "binary", NEW_FIVE)
    body.release(years, EXACT, OLD_FIVE, team="north")
    at_six = Count(FIRST, STAFF, MINORITY, "clinical: 6")
    assert safe(body.knows.interval((1, at_six), (-1, at_six._replace(team="north"))))


def test_a_team_of_which_many_are_left_is_shown() -> None:
    """Ten Asian members of staff are in neither team, and all numbers are printed."""
    years = {FIRST: in_teams(10)}
    body = Readers()
    found = [body.release(years, EXACT, team=team) for team in ("", "north", "south")]
    assert [shown(each, "asian") for each in found] == [80, 40, 30]


def test_who_changed_teams_is_no_more_told_than_who_came() -> None:
    """
    Next year one Asian member of staff of the team is elsewhere in the body: that must be told
    neither by the team's numbers nor by the body's less the team's.
    """
    before = in_teams(0)
    mover = next(p for p in before if p.category == "indian" and p.team == "north")
    after = [p._replace(team="south") if p == mover else p for p in before]
    body = Readers()
    for years in ({FIRST: before}, {FIRST: before, SECOND: after}):
        for team in ("", "north"):
            body.release(years, EXACT, team=team)
    north, whole = Count(FIRST, STAFF, ASIAN, team="north"), Count(FIRST, STAFF, ASIAN)
    change = body.knows.change(north, FIRST, SECOND)
    elsewhere = body.knows.interval(
        (-1, whole),
        (1, north),
        (1, whole._replace(period=SECOND)),
        (-1, north._replace(period=SECOND)),
    )
    for low, high in (change, elsewhere):
        assert high - low + 1 >= 5


def test_a_higher_threshold_after_a_lower_one() -> None:
    """
    Seven cases were printed under a threshold of five. Under a threshold of ten they are hidden in
    the next release: what has been told cannot be taken back, and is not told again.
    """
    body = Readers()
    assert shown(body.release(few_cases(), rule(5)), "asian", "3") == 7
    second = body.release(few_cases(), rule(10), "binary", NEW_FIVE)
    assert shown(second, "asian", "3") is None
    assert second.closer > 0


def test_a_lower_threshold_after_a_higher_one() -> None:
    """The rules of the release that is being made are those that hold: now the seven are shown."""
    body = Readers()
    assert shown(body.release(few_cases(), rule(10)), "asian", "3") is None
    assert shown(body.release(few_cases(), rule(5)), "asian", "3") == 7


def test_numbers_told_between_limits_are_not_told_more_closely() -> None:
    """
    A rounded release says that there are from 8 to 12 cases. A release with exact numbers and a
    threshold of ten would hide the eight that there are; it must leave them between 8 and 12.
    """
    eight = {FIRST: [*few_cases()[FIRST], *people("indian", 1, disciplined=1, start="one")]}
    body = Readers()
    body.release(eight, rule(5, base=5), "binary", NEW_FIVE)
    between = body.cases(ASIAN)
    assert between == (8, 12)
    done = body.release(eight, rule(10), "binary", NEW_FIVE)
    assert done.closer > 0
    assert body.cases(ASIAN) == between


@pytest.mark.parametrize(
    "order", [(BOARD, PUBLIC), (PUBLIC, BOARD)], ids=["board first", "public first"]
)
def test_a_board_and_a_public_version_of_the_same_records(order: tuple[Preset, Preset]) -> None:
    """
    In either order: exact numbers from 10 up for the board, rounded ones for everybody. Whoever has
    both learns of no small count more than the one that says more tells by itself.
    """
    bands = [
        *people("white-british", 200, disciplined=30),
        *people("white-british", 120, line="clinical|6", disciplined=15),
        *people("indian", 31, disciplined=8),
        *people("indian", 13, line="clinical|6", disciplined=4),
        *people("african", 17, disciplined=3),
        *people("african", 7, line="clinical|6", disciplined=2),
        *people("any-other", 3),
        *people("not-stated", 12),
    ]
    years, body = {FIRST: bands}, Readers()
    for rules in order:
        before = replace(body.knows, named=dict(body.knows.named), limits=list(body.knows.limits))
        body.release(years, rules, "binary", NEW_FIVE)
        for count in body.knows.named:
            true = sum(
                p.category in count.people
                and (not count.line or p.line.replace("|", ": ") == count.line)
                and (count.what == STAFF or p.disciplined)
                for p in bands
            )
            if 0 < true < rules.threshold or (rules.hides_zero and not true):
                now = body.knows.interval((1, count))
                assert safe(now, rules.threshold) or now == before.interval((1, count)), count
