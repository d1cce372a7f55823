"""What of a national return leaves the authority: rounded, small numbers hidden, alike with reports."""

from datetime import date
from typing import Any

import pytest
from tests.factories.amhp_sets import service

from evenhand.data.definitions.amhp_return import return_edition
from evenhand.domain.amhp.returns.compare import rate, share, together, vacant
from evenhand.domain.amhp.returns.edition import ALL, single
from evenhand.domain.amhp.returns.protect import HIDDEN, ToldFigures
from evenhand.domain.amhp.sight.report import SightReport
from evenhand.pipeline.amhp_report import Given, SightWanted, report_of
from evenhand.pipeline.amhp_return import desk_preset, fill_return, told_outside

DAY = date(2026, 3, 31)
ANSWERS = {"posts-fte": 20.5, "vacant-fte": 0.0, "short-fte": None, "residents": 300_000}


def tables_with_fte(seed: int = 3, **more: Any) -> dict[str, list[dict[str, Any]]]:
    found = service(seed, **more)
    for place, row in enumerate(found["amhps"]):
        row.setdefault("fte", 0.5 + 0.1 * (place % 5))
    return found


def desk(tables: dict[str, list[dict[str, Any]]]) -> ToldFigures:
    edition = return_edition()
    return told_outside(edition, fill_return(edition, tables, DAY, ANSWERS), DAY)


@pytest.fixture(scope="module")
def tables() -> dict[str, list[dict[str, Any]]]:
    return tables_with_fte()


@pytest.fixture(scope="module")
def told(tables: dict[str, list[dict[str, Any]]]) -> ToldFigures:
    return desk(tables)


@pytest.fixture(scope="module")
def board(tables: dict[str, list[dict[str, Any]]]) -> SightReport:
    wanted = SightWanted(month=date(2026, 3, 1), readers="board")
    return report_of(tables, Given(bodies=["One"]), wanted)


def shown(value: int | None) -> int | str:
    return HIDDEN if value is None else value


def test_counts_of_people_and_cases_are_rounded_or_hidden(told: ToldFigures) -> None:
    asked = {each.id for each in return_edition().asked}
    asked |= {"places", "places-filled", "fte", "months"}
    numbers = [
        number
        for item, groups in told.items()
        if item not in asked
        for number in groups.values()
        if number not in (HIDDEN, None)
    ]
    assert len(numbers) > 20
    assert all(number % 5 == 0 for number in numbers)  # type: ignore[operator]
    assert told["fte"][ALL] == round(told["fte"][ALL])  # type: ignore[arg-type]


def test_the_desk_and_the_board_s_report_of_march_tell_the_same(
    told: ToldFigures, board: SightReport
) -> None:
    year, groups = board.counts.whole_year, board.counts.groups["ethnicity"]
    assert told["considered"] == {ALL: shown(year.considered)}
    assert told["detained"] == {ALL: shown(year.detained)}
    assert told["delayed"] == {ALL: shown(year.delayed)}
    assert told["considered-ethnicity"] == {k: shown(n.considered) for k, n in groups.items()}
    assert told["detained-ethnicity"] == {k: shown(n.detained) for k, n in groups.items()}
    register = board.register
    assert register is not None
    assert told["people-ethnicity"] == {e.slug: shown(e.people) for e in register.workforce}
    assert told["people-age"] == {k: shown(n) for k, n in register.ages.items()}


def test_no_number_of_the_desk_is_far_from_the_truth(
    told: ToldFigures, tables: dict[str, list[dict[str, Any]]]
) -> None:
    filled = fill_return(return_edition(), tables, DAY, ANSWERS)
    for item in ("people", "considered", "attended", "completed", "detained", "delayed"):
        number, true = told[item][ALL], single(filled.figures, item)
        assert number == HIDDEN or abs(number - true) <= 2, item  # type: ignore[operator]


def test_what_is_not_known_what_is_nought_and_what_is_hidden_stay_apart(
    told: ToldFigures,
) -> None:
    assert told["vacant-fte"] == {ALL: 0.0} and told["short-fte"] == {ALL: None}
    few = desk(tables_with_fte(amhps=4, a_month=1))
    assert few["people"] == {ALL: HIDDEN} and "people-ethnicity" not in few
    nothing = desk({})
    assert nothing["people"] == {ALL: None} and nothing["considered"] == {ALL: None}


@pytest.mark.parametrize("seed", range(4))
def test_social_workers_and_the_others_never_give_each_other_away(seed: int) -> None:
    """Of 12 people of whom one to four are no social workers: neither number may be told."""
    found = tables_with_fte(seed, amhps=12, a_month=3)
    here = [row for row in found["amhps"] if row["status"] != "TRAINEE"]
    for place, row in enumerate(here):
        row["profession"] = "NURSE" if place < 1 + seed % 4 else "SW"
    told = desk(found).get("people-profession", {"SW": HIDDEN, "other professions": HIDDEN})
    assert told["other professions"] == HIDDEN
    # Their sum is told to within two: with social workers told the others were known to within four.
    assert told["SW"] == HIDDEN


def of(people: int | None, considered: int = 100, detained: int = 50) -> dict[str, Any]:
    return {
        "people": {ALL: people},
        "considered": {ALL: considered},
        "detained": {ALL: detained},
    }


@pytest.mark.parametrize(
    ("parts", "item", "expected"),
    [
        pytest.param([of(30), of(21)], "people", 50, id="rounded from the exact sum"),
        pytest.param([of(30), of(20), of(3)], "people", 55, id="3 could be anything up to 11"),
        pytest.param([of(0), of(3)], "people", HIDDEN, id="one small number and nothing else"),
        pytest.param([of(28), of(1)], "people", HIDDEN, id="30 less 30 leaves four at most"),
        pytest.param([of(30), of(None)], "people", None, id="one does not know"),
        pytest.param([of(30, 50, 40), of(30, 60, 50)], "detained", 90, id="20 were not"),
        pytest.param([of(30, 50, 50), of(30, 60, 58)], "detained", HIDDEN, id="2 were not"),
    ],
)
def test_a_sum_over_authorities_is_told_where_no_hidden_number_follows(
    parts: list[dict[str, Any]], item: str, expected: int | str | None
) -> None:
    assert together(parts, desk_preset())[item] == expected


def test_a_rate_and_a_share_have_the_usual_limits_and_say_why_there_is_none() -> None:
    """Byar's limits of 30 in 300,000 and Wilson's of 20 in 60, worked out by hand."""
    told: ToldFigures = {name: {ALL: n} for name, n in
                         (("people", 30), ("residents", 300_000), ("detained", 20),
                          ("considered", 60), ("vacant-fte", 3.0), ("posts-fte", 24.0))}  # fmt: skip
    one = rate(told, "people")
    z, low = 1.959964, 30 * (1 - 1 / 270 - 1.959964 / (3 * 30**0.5)) ** 3
    assert (one.value, one.low) == (pytest.approx(10), pytest.approx(low / 3, rel=1e-5))
    middle, half = (20 + z**2 / 2) / (60 + z**2), z * (20 * 40 / 60 + z**2 / 4) ** 0.5 / (60 + z**2)
    part = share(told, "detained", "considered")
    assert (part.low, part.high) == pytest.approx((middle - half, middle + half), rel=1e-5)
    assert (vacant(told).value, vacant(told).low) == (0.125, None)
    assert rate(told | {"people": {ALL: HIDDEN}}, "people").why == HIDDEN
    assert rate(told | {"residents": {ALL: None}}, "people").why == "not known"
    assert share({}, "detained", "considered").why == "not known"
    part = told | {"months": {ALL: 5}}
    assert rate(part, "considered", a_year=True).why == "part of a year"
    assert rate(part, "people").value == pytest.approx(10)
