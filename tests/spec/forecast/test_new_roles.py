"""The arithmetic of the new-roles report, done again"""

import json

import pytest
from tests.factories.command import evenhand

from evenhand.data.definitions.forecast_growth import new_roles
from evenhand.domain.forecast.growth_claims import Done, checked_claims


def sums_of(claim: str) -> list[Done]:
    return next(list(e.sums) for e in checked_claims(new_roles()) if e.claim.id == claim)


@pytest.mark.parametrize(
    ("claim", "place", "value", "agrees"),
    [
        pytest.param("total", 0, 8650, True, id="8,000 and the middle of 300 to 1,000"),
        pytest.param("core", 0, 4.7397, True, id="8,650 of 182,500"),
        pytest.param("core", 1, 4.5252, True, id="8,650 of 191,150, added to the base"),
        pytest.param("community", 0, 10.3842, True, id="8,650 of 83,300"),
        pytest.param("community", 1, 9.4073, True, id="8,650 of 91,950, added to the base"),
        pytest.param("qualified", 0, 20.2103, True, id="8,650 of 42,800"),
        pytest.param("qualified", 1, 16.8124, True, id="8,650 of 51,450, added to the base"),
        pytest.param("qualified", 2, 7.4766, False, id="3,200 are no 17 to 20% of 42,800"),
        pytest.param("integrated-areas", 0, 14.3277, False, id="11,935 of 83,300"),
        pytest.param("integrated-areas", 1, 12.5322, False, id="11,935 of 95,235"),
        pytest.param("in-the-nhs", 0, 4285, True, id="15 types of organisation make 4,285"),
        pytest.param("in-the-nhs", 1, 70.7351, None, id="3,031 of 4,285"),
        pytest.param("quarter-more", 0, 2000, True, id="a quarter of 8,000 is 2,000"),
        pytest.param("quarter-more", 1, 1071.25, False, id="a quarter of 4,285 is 1,071"),
        pytest.param("quarter-more", 2, 2162.5, False, id="a quarter of 8,650 is 2,162.5"),
        pytest.param("quarter-more", 3, 46.6744, False, id="2,000 of 4,285 is nearly half"),
        pytest.param("quarter-more", 4, 18.1818, None, id="2,000 of 11,000"),
        pytest.param("quarter-more", 5, 10.5263, None, id="2,000 of 19,000"),
        pytest.param("two-thirds-more", 0, 66.6667, True, id="from 600 to 1,000"),
        pytest.param("two-thirds-more", 1, 10.7566, None, id="that rise as one of each year"),
        pytest.param("entrants", 0, 43.4783, None, id="2,000 of a year's 4,600"),
        pytest.param("entrants", 1, 4.7670, None, id="4,600 of 96,497"),
        pytest.param("entrants", 2, 412.3444, None, id="4,600 x 8,650 / 96,497"),
        pytest.param("fast-track", 0, 33333.3333, None, id="£2m for 60"),
        pytest.param("fast-track", 1, 12.5, None, id="2,000 at 160 a year"),
        pytest.param("fellow", 0, 51736, None, id="(66,670 - 2,000) / 1.25"),
        pytest.param("fellow", 1, 53336, None, id="66,670 / 1.25"),
        pytest.param("fellow", 2, 1.7999, None, id="120,000 / 66,670"),
        pytest.param("costs", 0, 600000, None, id="475,000 + 120,000 + 5,000"),
    ],
)
def test_each_sum_is_done_again(claim: str, place: int, value: float, agrees: bool | None) -> None:
    done = sums_of(claim)[place]
    assert done.value == pytest.approx(value, abs=0.00005)
    assert done.agrees is agrees


def test_every_claim_is_in_the_table_above() -> None:
    """So that a sum added to the definitions is not left unread."""
    assert sum(len(each.sums) for each in checked_claims(new_roles())) == 29


def test_what_does_not_agree_is_said_in_words() -> None:
    """Words stand where a sum differs from what is printed, and only there."""
    for each in checked_claims(new_roles()):
        for done in each.sums:
            assert bool(done.sum.differs) == (done.agrees is False), done.sum.words
        assert each.claim.contradictions


def test_the_new_roles_are_nine() -> None:
    assert len(new_roles().roles) == 9


def test_the_command_prints_each_claim_with_what_contradicts_it() -> None:
    """A quarter of those in the NHS is 1,071; the command says so, and the JSON has the sums."""
    printed = evenhand("forecast", "growth")
    assert printed.returncode == 0, printed.stderr
    assert "a quarter of those in the NHS is 1,071" in printed.stdout
    assert "The sums agree." in printed.stdout
    found = json.loads(evenhand("forecast", "growth", "--json", "-").stdout)
    assert [each["id"] for each in found["claims"]] == [each.id for each in new_roles().claims]
    assert sum(each["headcount"] for each in found["organisations"]) == 4285
