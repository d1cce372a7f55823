"""The national return: every number counted a second way, and what a check says of it."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.factories.amhp_sets import service

from evenhand.data.definitions.amhp_codes import code_lists
from evenhand.data.definitions.amhp_return import lists, return_edition
from evenhand.domain.amhp.clocks_time import at_london
from evenhand.domain.amhp.returns.checks import Before, Query, check
from evenhand.domain.amhp.returns.edition import ALL, Figures
from evenhand.domain.amhp.returns.fill import Filled
from evenhand.pipeline.amhp_return import fill_return

Row = dict[str, Any]
DAY, FIRST = date(2026, 3, 31), date(2025, 4, 1)
ASKED = {"posts-fte": 20.0, "vacant-fte": 3.5, "vacant-posts": 4, "short-fte": None,
         "residents": 500_000}  # fmt: skip
ENDED = {each.code: each.ends for each in code_lists().outcomes.codes}
DETAINED = ("S2", "S3", "S4", "CTO_REVOKED", "RECALL")
TIMES = ("referred", "accepted", "allocated", "first_contact", "assessment_start",
         "assessment_end", "bed_requested", "bed_found", "application_signed", "conveyed",
         "admitted")  # fmt: skip


@pytest.fixture(scope="module")
def tables() -> dict[str, list[Row]]:
    found = service(seed=5, amhps=40)
    for place, row in enumerate(found["amhps"]):
        if row["status"] != "TRAINEE":
            row.setdefault("fte", (0.5, 0.8, 1.0, None)[place % 4])
    found["amhps"] += [
        {"amhp": "E1", "status": "ENDED", "ended": date(2025, 4, 1)},
        {"amhp": "E2", "status": "ENDED", "ended": date(2025, 3, 31)},
        {"amhp": "T8", "status": "TRAINEE", "ended": date(2026, 3, 31), "stage": "ENDED"},
        {"amhp": "T9", "status": "TRAINEE", "ended": date(2026, 4, 1), "stage": "PASSED"},
    ]
    return found


@pytest.fixture(scope="module")
def filled(tables: dict[str, list[Row]]) -> Filled:
    return fill_return(return_edition(), tables, DAY, ASKED)


def of_year(tables: dict[str, list[Row]]) -> list[Row]:
    """The year's considerations, as a reader of the definition would pick them."""
    found = []
    for row in tables["considerations"]:
        known = row.get("referred") or min((row[t] for t in TIMES if row.get(t)), default=None)
        if known and FIRST <= at_london(known).date() <= DAY:
            found.append(row)
    return found


def here(tables: dict[str, list[Row]]) -> list[Row]:
    return [row for row in tables["amhps"] if row["status"] in ("APPROVED", "SUSPENDED")]


def counted(values: Iterable[str], name: str) -> dict[str, int]:
    """Noughts for every code of the list, then what is on no list."""
    found = Counter(each or "not recorded" for each in values)
    return {code: 0 for code in lists()[name]} | dict(found)


COLUMNS = [
    ("people-status", "status", "status"),
    ("people-role", "role", "role"),
    ("people-employer", "employer", "employer"),
    ("people-service", "service_area", "service_area"),
    ("people-profession", "profession", "profession"),
    ("people-age", "age_band", "own_age_band"),
    ("people-sex", "sex", "sex"),
    ("people-disability", "disability", "own_disability"),
]


@pytest.mark.parametrize(("item", "column", "name"), COLUMNS, ids=[each[0] for each in COLUMNS])
def test_people_are_counted_by_what_the_register_holds(
    item: str, column: str, name: str, tables: dict[str, list[Row]], filled: Filled
) -> None:
    assert filled.figures[item] == counted((row.get(column, "") for row in here(tables)), name)


@pytest.mark.parametrize(
    ("item", "column", "name"),
    [("fte-role", "role", "role"), ("fte-profession", "profession", "profession")],
)
def test_full_time_equivalents_are_added_up_group_by_group(
    item: str, column: str, name: str, tables: dict[str, list[Row]], filled: Filled
) -> None:
    thousandths = Counter[str]()
    for row in here(tables):
        if row.get("fte") is not None:
            thousandths[row.get(column) or "not recorded"] += round(row["fte"] * 1000)
    expected = {code: 0.0 for code in lists()[name]}
    expected |= {code: number / 1000 for code, number in thousandths.items()}
    assert filled.figures[item] == expected
    assert filled.figures["fte"] == {ALL: sum(thousandths.values()) / 1000}


def test_who_left_and_who_is_in_training_is_told_by_the_day(
    tables: dict[str, list[Row]], filled: Filled
) -> None:
    assert filled.figures["people"] == {ALL: 40}
    assert filled.figures["ended"] == {ALL: 1}, "1 April is in the year, 31 March before it is not"
    trainees = [row for row in tables["amhps"] if row["status"] == "TRAINEE"]
    assert filled.figures["trainees"] == {ALL: len(trainees) - 1}, "T8 had ended on the day"
    assert filled.figures["trainees-stage"]["PASSED"] == 1


def broad(code: str) -> str:
    """The census's five groups by the NHS letters, typed in by hand."""
    for slug, letters in (("white", "ABC"), ("mixed", "DEFG"), ("asian", "HJKLR"), ("black", "MNP"),
                          ("other", "S")):  # fmt: skip
        if code and code in letters:
            return slug
    return {"Z": "not-stated", "99": "not-known", "": "not-asked"}[code]


def test_ethnic_groups_are_those_of_the_census(
    tables: dict[str, list[Row]], filled: Filled
) -> None:
    considered = Counter(broad(row.get("ethnicity", "")) for row in of_year(tables))
    people = Counter(broad(row.get("ethnicity", "")) for row in here(tables))
    for item, expected in (("considered-ethnicity", considered), ("people-ethnicity", people)):
        assert {k: v for k, v in filled.figures[item].items() if v} == dict(expected)


def test_the_work_of_the_year_is_counted_by_its_rows(
    tables: dict[str, list[Row]], filled: Filled
) -> None:
    year = of_year(tables)
    completed, attended = [], []
    for row in year:
        ends = ENDED.get(row.get("outcome", ""))
        to_its_end = bool(ends) and str(ends) in (
            "detained", "order in the community", "ended without detention"
        )  # fmt: skip
        if not ends or str(ends) == "not recorded":
            to_its_end = bool(row.get("assessment_end"))
        was = row.get("attended")
        if was is None:
            was = to_its_end or bool(row.get("assessment_start") or row.get("assessment_end"))
        attended += [row] if was else []
        completed += [row] if was and to_its_end else []
    detained = [row for row in completed if row.get("outcome") in DETAINED]
    numbers = {"considered": year, "attended": attended, "completed": completed,
               "detained": detained}  # fmt: skip
    for item, rows in numbers.items():
        assert filled.figures[item] == {ALL: len(rows)}, item
    by_group = Counter(broad(row.get("ethnicity", "")) for row in detained)
    told = filled.figures["detained-ethnicity"]
    assert {k: v for k, v in told.items() if v} == dict(by_group)
    outcomes = Counter(
        row.get("outcome")
        or ("not taken further" if row.get("triage") == "not appropriate" else "open")
        for row in year
    )
    assert {k: v for k, v in filled.figures["outcome"].items() if v} == dict(outcomes)
    assert filled.figures["considered-request"]["S13_1"] == len(year)


def test_delays_and_their_hours_are_those_of_the_year_s_work(
    tables: dict[str, list[Row]], filled: Filled
) -> None:
    mine = {row["reference"] for row in of_year(tables)}
    delays = [row for row in tables["delays"] if row["consideration"] in mine]
    minutes = Counter[str]()
    timed = 0
    for row in delays:
        since, until = row.get("since"), row.get("until")
        if since and until and until >= since:
            timed += 1
            minutes[row["reason"]] += int((until - since) / timedelta(minutes=1))
    figures = filled.figures
    assert figures["delays"] == {ALL: len(delays)}
    assert figures["delays-timed"] == {ALL: timed}
    assert figures["delayed"] == {ALL: len({row["consideration"] for row in delays})}
    reasons = Counter(row["reason"] for row in delays)
    assert {k: v for k, v in figures["delays-reason"].items() if v} == dict(reasons)
    for reason, number in minutes.items():
        assert figures["delay-hours-reason"][reason] == pytest.approx(number / 60, abs=0.02 * timed)
    assert figures["delay-hours"][ALL] == pytest.approx(sum(minutes.values()) / 60, abs=timed / 60)


def test_places_on_the_rota_are_filled_shift_by_shift() -> None:
    starts = datetime.fromisoformat("2026-03-01T08:00+00:00")
    shifts = [
        {"kind": "shift", "starts": starts, "ends": starts, "needed": 2, "placed": 3},
        {"kind": "shift", "starts": starts, "ends": starts, "needed": 2, "placed": 1},
        {"kind": "shift", "starts": starts + timedelta(days=40), "needed": 9, "placed": 9},
    ]
    found = fill_return(return_edition(), {"shifts": shifts}, DAY, {})
    assert (found.figures["places"], found.figures["places-filled"]) == ({ALL: 4}, {ALL: 3})


def test_what_nobody_recorded_is_not_known_and_never_nought() -> None:
    nothing = fill_return(return_edition(), {}, DAY, {"vacant-fte": 0.0, "short-fte": None})
    assert nothing.figures["people"] == {ALL: None} and nothing.figures["people-age"] == {}
    assert nothing.figures["considered"] == {ALL: None}
    assert nothing.figures["vacant-fte"] == {ALL: 0.0}
    assert nothing.figures["short-fte"] == {ALL: None}


def found_in(figures: Figures, **more: Any) -> list[Query]:
    return check(return_edition(), figures, day=DAY, **more)


def codes(found: list[Query]) -> set[tuple[str, str]]:
    return {(each.code, each.item) for each in found}


def changed(filled: Filled, item: str, **groups: Any) -> dict[str, Any]:
    """The figures with some numbers of one item put in their place."""
    now = {name.replace("all", ""): value for name, value in groups.items()}
    return {**filled.figures, item: {**filled.figures[item], **now}}


def test_what_was_filled_from_records_holds_together(filled: Filled) -> None:
    errors = [each for each in found_in(filled.figures) if each.severity == "error"]
    assert errors == []


@pytest.mark.parametrize(
    ("item", "groups", "code"),
    [
        pytest.param("people-age", {"65+": 99}, "does-not-add-up", id="ages that do not add up"),
        pytest.param("fte", {"all": 41.0}, "more-than-the-whole", id="more posts than people"),
        pytest.param("vacant-fte", {"all": 21.0}, "more-than-the-whole", id="more vacant than posts"),
        pytest.param("attended", {"all": 99_999}, "more-than-the-whole", id="more attended than asked"),
        pytest.param("vacant-posts", {"all": 2.5}, "no-number", id="half a post"),
        pytest.param("short-fte", {"all": -1.0}, "no-number", id="less than nothing"),
    ],
)  # fmt: skip
def test_numbers_that_cannot_be_are_errors(
    item: str, groups: dict[str, Any], code: str, filled: Filled
) -> None:
    found = found_in(changed(filled, item, **groups))
    assert (code, item) in codes(found)
    assert found[0].severity == "error" and found[0].message and found[0].fix


def test_unknown_shares_are_told_in_words(filled: Filled) -> None:
    unknown = {**filled.figures, "people-sex": {"FEMALE": 30, "MALE": 4, "NOT_KNOWN": 6}}
    (one,) = [each for each in found_in(unknown) if each.item == "people-sex"]
    assert (one.severity, one.message) == (
        "warning",
        "AMHPs of the authority, by sex: of 15% it is not known.",
    )
    known = {**filled.figures, "people-sex": {"FEMALE": 30, "MALE": 6, "NOT_KNOWN": 4}}
    assert "people-sex" not in {each.item for each in found_in(known)}, "a tenth is not too much"


def test_last_year_s_differences_are_asked_about_and_small_ones_are_not(filled: Filled) -> None:
    def against(item: str, then: float, fte_id: str = "amhp-role-alone") -> list[str]:
        figures = {**filled.figures, item: {ALL: then}}
        before = Before(figures=figures, day=date(2025, 3, 31), fte_id=fte_id)
        found = found_in(filled.figures, before=before)
        return [each.message for each in found if each.code in ("changed", "another-definition")]

    assert against("people", 30) == [
        "AMHPs of the authority: 40 people, and 30 on 31 March 2025: 10 more."
    ]
    assert against("people", 34) == []
    assert against("vacant-posts", 7) == [], "three of seven are many, and three"
    other = against("people", 40, fte_id="contracted-hours")
    assert len(other) == 3 and all("not compared with 31 March 2025" in each for each in other)


def test_work_of_fewer_months_is_compared_with_no_other_year(filled: Filled) -> None:
    """Five months of records the year before: a third of the cases is no rise."""
    then = {**filled.figures, "months": {ALL: 5}, "considered": {ALL: 200}, "people": {ALL: 30}}
    before = Before(figures=then, day=date(2025, 3, 31), fte_id="amhp-role-alone")
    found = found_in(filled.figures, before=before)
    assert filled.figures["months"] == {ALL: 12}
    assert ("changed", "people") in codes(found) and ("changed", "considered") not in codes(found)
    (one,) = [each.message for each in found if each.code == "another-stretch"]
    assert one == (
        "The work is not compared with 31 March 2025: the records cover 12 months of this year, "
        "and 5 of that one."
    )


def test_months_are_counted_from_the_first_record_on() -> None:
    referred = datetime.fromisoformat("2025-11-30T23:30+00:00")
    rows = [{"reference": "C1", "referred": referred}]
    found = fill_return(return_edition(), {"considerations": rows}, DAY, {})
    assert found.figures["months"] == {ALL: 5}, "November to March"


def test_a_year_that_is_not_whole_says_so(filled: Filled) -> None:
    found = found_in(filled.figures, since=date(2025, 6, 2), undated=3)
    said = [each.message for each in found if each.item == "considered"]
    assert "The first record of the work is of 2 June 2025: the year is not whole." in said
    assert any("without any time: 3" in each for each in said)
    assert not [each for each in found_in(filled.figures, since=FIRST) if each.code[:4] == "part"]


def test_a_share_of_full_time_equivalents_that_is_too_large_is_found() -> None:
    rows = [{"amhp": "A", "status": "APPROVED", "fte": 1.2, "profession": "SW"}]
    found = fill_return(return_edition(), {"amhps": rows}, DAY, {})
    assert ("more-than-the-whole", "fte") in codes(found_in(found.figures))
