"""Children's social workers: what is read against what the Department for Education prints."""

import csv
import gzip
import statistics
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest import approx

from evenhand.data.sources.bodies import NoSuchBody, find_bodies
from evenhand.data.sources.dfe_social_workers import read_dfe
from evenhand.data.sources.reference import dfe_code, read_reference
from evenhand.data.sources.source import SourceData

NAME = "derived_csww_role_by_ethnicity_2019_2025.csv.gz"
GROUPS = {
    "White": "white",
    "Mixed / Multiple ethnic groups": "mixed",
    "Asian / Asian British": "asian",
    "Black / African / Caribbean / Black British": "black",
    "Other ethnic group": "other",
}
ENGLAND = "E92000001"
# Half of the last digit printed, and a hair for binary fractions.
ROUNDING = 0.05 + 1e-9
Key = tuple[str, str, str, str, str]


@pytest.fixture(scope="module")
def path(shared_data: Path) -> Path:
    return shared_data / "social_work_workforce" / NAME


@pytest.fixture(scope="module")
def printed(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def dfe(path: Path, shared_data: Path) -> SourceData:
    return read_dfe(path, shared_data / "population")


@pytest.fixture(scope="module")
def broad(dfe: SourceData) -> dict[Key, float | None]:
    """Counts in the five groups, by body, snapshot, name, cell and group."""
    return _by_key(dfe, "broad-5-2021")


def _by_key(dfe: SourceData, grouping: str) -> dict[Key, float | None]:
    rows = [row for row in dfe.counts if row.grouping == grouping]
    found = {(row.body, row.snapshot, row.name, row.cell, row.group): row.n for row in rows}
    assert len(found) == len(rows)
    return found


def _areas(dfe: SourceData, printed: list[dict[str, str]]) -> Iterator[tuple[str, dict[str, str]]]:
    """Rows of councils, regions and England, each with its body's id."""
    ids = {body.name: body.id for body in dfe.bodies} | {"National": ENGLAND}
    for row in printed:
        if row["geographic_level"] != "Statistical neighbours (median)":
            yield ids[row["geo_breakdown"]], row


def test_every_percentage_is_the_one_that_dfe_prints(dfe, broad, printed):
    """https://explore-education-statistics.service.gov.uk/find-statistics/children-s-social-work-workforce"""
    people: dict[tuple[str, str, str, str], float] = defaultdict(float)
    for (body, snapshot, name, cell, group), n in broad.items():
        if name == "workforce_by_grade" and group != "not-known" and n is not None:
            for role in (cell.removeprefix("|"), "Total"):
                people[body, snapshot, role, group] += n
    compared = 0
    for body, row in _areas(dfe, printed):
        percent = row["inpost_headcount_percentage"]
        if row["breakdown"] not in GROUPS or percent in ("x", "z"):
            continue
        place = (body, f"{row['time_period']}-09-30", row["role"])
        known = sum(people[*place, group] for group in GROUPS.values())
        here = 100 * people[*place, GROUPS[row["breakdown"]]] / known
        assert here == approx(float(percent), abs=ROUNDING), row
        compared += 1
    assert compared == 34_310 + 245 + 2_695  # councils, England, regions


def test_the_roles_of_a_body_make_up_its_published_total(dfe, broad, printed):
    """Also where a role's groups are not available: nobody's group is known there."""
    sums: dict[tuple[str, str, str], float] = defaultdict(float)
    for (body, snapshot, name, _, group), n in broad.items():
        if name == "workforce_by_grade" and n is not None:
            sums[body, snapshot, group] += n
    compared = 0
    for body, row in _areas(dfe, printed):
        group = {**GROUPS, "Not known": "not-known"}.get(row["breakdown"])
        if row["role"] == "Total" and group and row["inpost_headcount"] != "x":
            total = sums[body, f"{row['time_period']}-09-30", group]
            assert total == int(row["inpost_headcount"]), row
            compared += 1
    assert compared > 6_700


def test_not_available_never_becomes_nought(dfe, printed):
    hidden = {
        (row.body, row.snapshot, row.cell, row.group)
        for row in dfe.counts
        if row.name == "workforce_by_grade" and row.grouping == "broad-5-2021" and row.hidden
    }
    expected = {
        (body, f"{row['time_period']}-09-30", f"|{row['role']}", GROUPS[row["breakdown"]])
        for body, row in _areas(dfe, printed)
        if row["inpost_headcount"] == "x" and row["role"] != "Total" and row["breakdown"] in GROUPS
    }
    assert hidden == expected
    assert len(hidden) > 500
    assert all((row.n is None) == row.hidden for row in dfe.counts)


def test_the_minority_is_everyone_known_who_is_not_white(dfe, broad):
    """DfE's own row for it repeats the headcount of White."""
    binary = _by_key(dfe, "binary")
    compared = 0
    for (*place, group), n in binary.items():
        if group == "bme":
            others = [broad[*place, each] for each in GROUPS.values() if each != "white"]
            assert n == (None if None in others else sum(others))
            compared += 1
    assert compared > 10_000


@pytest.mark.parametrize(
    ("year", "councils", "england"),
    [
        ("2019", 32_243, 32_851),
        ("2020", 33_316, 33_928),
        ("2021", 34_355, 34_620),
        ("2022", 33_419, 33_689),
        ("2023", 35_199, 35_199),
        ("2024", 36_402, 36_402),
        ("2025", 38_292, 38_292),
    ],
)
def test_councils_add_to_england_or_the_difference_is_said(dfe, broad, year, councils, england):
    ids = {body.id for body in dfe.bodies if body.kind == "council"}
    rows = [(key, n) for key, n in broad.items() if key[1] == f"{year}-09-30"]
    rows = [(key, n) for key, n in rows if key[2] == "workforce_by_grade" and n is not None]
    assert sum(n for key, n in rows if key[0] in ids) == councils
    assert sum(n for key, n in rows if key[0] == ENGLAND) == england
    said = [item for item in dfe.items if f"In {year} the councils" in item.message]
    assert len(said) == (councils != england)
    assert all(f"{england - councils:,}" in item.message for item in said)


def test_the_difference_is_the_councils_that_were_abolished(dfe, shared_data):
    """Cumbria and Northamptonshire, in DfE's file of all indicators, 2017 to 2025."""
    file = shared_data / "social_work_workforce" / "csww_indicators_2017_to_2025.csv"
    gone: dict[str, int] = defaultdict(int)
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["la_name"] in ("Cumbria", "Northamptonshire"):
                gone[row["time_period"]] += int(row["inpost_headcount"])
    told = [item.message for item in dfe.items if item.code == "published-sums-differ"]
    for year in ("2019", "2020", "2021", "2022"):
        assert any(m.startswith(f"In {year} ") and f"of {gone[year]:,}." in m for m in told)
    assert len(told) == 4


@pytest.mark.parametrize(
    ("year", "group", "people"),
    [
        ("2023", "white", 21_498),
        ("2023", "mixed", 985),
        ("2023", "not-known", 6_677),
    ],
)
def test_england_is_as_in_the_departments_own_catalogue(broad, year, group, people):
    """https://explore-education-statistics.service.gov.uk/data-catalogue/data-set/d0045953-09fd-45ae-b9af-dd629b387e22"""
    here = [
        n
        for (body, day, name, _, slug), n in broad.items()
        if (body, day, name, slug) == (ENGLAND, f"{year}-09-30", "workforce_by_grade", group)
    ]
    assert sum(here) == people


def test_england_in_2024_is_as_in_ethnicity_facts_and_figures(broad):
    """https://www.ethnicity-facts-figures.service.gov.uk/workforce-and-business/workforce-diversity/social-workers-for-children-and-families/6.0"""
    groups: dict[str, float] = defaultdict(float)
    for (body, day, name, _, group), n in broad.items():
        if (body, day, name) == (ENGLAND, "2024-09-30", "workforce_by_grade"):
            groups[group] += n
    everybody = sum(groups.values())
    known = everybody - groups["not-known"]
    assert round(everybody, -2) == 36_400
    assert round(100 * known / everybody, 1) == 81.4
    assert round(100 * groups["white"] / known, 1) == 73.8
    assert round(100 * groups["black"] / known, 1) == 15.2


def test_dfes_medians_are_those_of_the_ten_neighbours_of_2025_that_have_a_percentage(
    printed, shared_data
):
    """
    All 58,881 of them. The rule: the ten of the 2025 list in every year, without the council
    itself, without those that have no percentage (x or z) or no row (two that report together).
    """
    neighbours = read_reference(shared_data / "population").neighbours
    percent: dict[tuple[str, str, str, str], str] = {}
    medians = []
    for row in printed:
        place = (row["time_period"], row["role"], row["breakdown"])
        if row["geographic_level"] == "Local authority" and row["old_la_code"]:
            percent[dfe_code(row["old_la_code"]), *place] = row["inpost_headcount_percentage"]
        elif row["geographic_level"] == "Statistical neighbours (median)":
            medians.append((dfe_code(row["old_la_code"]), place, row))
    for council, place, row in medians:
        texts = [percent.get((other, *place), "") for other in neighbours[council]]
        there = [float(text) for text in texts if text not in ("x", "z", "")]
        assert statistics.median(there) == approx(
            float(row["inpost_headcount_percentage"]), abs=ROUNDING
        ), row
    assert len(medians) == 58_881


def test_pooled_neighbours_are_the_sum_of_those_that_are_named(dfe, broad):
    ids = {body.name: body.id for body in dfe.bodies}
    roles = _roles(broad)
    compared = 0
    for (body, snapshot, name), who in dfe.neighbours.items():
        assert who.of == len(who.pooled) + len(who.left_out) == 10
        if name.endswith(".senior") or snapshot != "2025-09-30":
            continue
        for group in (*GROUPS.values(), "not-known"):
            parts = [
                n
                for council in who.pooled
                for role in roles
                if (n := broad[ids[council], snapshot, "workforce_by_grade", role, group])
                is not None
            ]
            assert broad[body, snapshot, name, "", group] == sum(parts)
            compared += 1
    assert compared == 149 * 6


def _roles(broad: dict[Key, float | None]) -> list[str]:
    return sorted({key[3] for key in broad if key[2] == "workforce_by_grade" and key[0] == ENGLAND})


def test_a_council_that_reports_nobodys_group_is_left_out_of_its_neighbours(dfe):
    left_out = {
        name
        for (_, snapshot, count), who in dfe.neighbours.items()
        if snapshot == "2025-09-30" and count == "reference.neighbours"
        for name in who.left_out
    }
    assert "Kingston upon Hull, City of" in left_out


def test_all_153_councils_have_their_people(dfe, shared_data):
    """Seven do not join by their present code; two pairs of councils report together."""
    councils = [body for body in dfe.bodies if body.kind == "council"]
    assert len(councils) == 151
    assert sum(1 + body.name.count(" / ") for body in councils) == 153
    assert all(body.id in dfe.population for body in dfe.bodies)
    in_councils = sum(sum(dfe.population[body.id].values()) for body in councils)
    # Census figures are changed by a few people in each table, so that nobody can be made out.
    assert in_councils == approx(sum(dfe.population[ENGLAND].values()), abs=50)


def test_a_pair_of_councils_has_the_people_of_both(dfe, shared_data):
    reference = read_reference(shared_data / "population").population
    for pair in ("E06000061-E06000062", "E09000021-E09000027"):
        both = [reference[code] for code in pair.split("-")]
        for category, people in dfe.population[pair].items():
            assert people == sum(part[category] for part in both)


def test_population_by_group_adds_up_to_the_categories(dfe, broad):
    for body, people in dfe.population.items():
        groups = [broad[body, "", "population", "", group] for group in GROUPS.values()]
        assert sum(groups) == sum(people.values())


def test_the_halves_of_london_have_londons_population_and_say_so(dfe):
    for half in ("E13000001", "E13000002"):
        assert dfe.population[half] == dfe.population["E12000007"]
        assert any("all London's is shown" in item.message for item in dfe.about[half])


@pytest.mark.parametrize(
    ("name", "present", "earlier"),
    [
        ("Barnsley", "E08000038", "E08000016"),
        ("Sheffield", "E08000039", "E08000019"),
        ("Somerset", "E06000066", "E10000027"),
        ("Buckinghamshire", "E06000060", "E10000002"),
        ("North Yorkshire", "E06000065", "E10000023"),
    ],
)
def test_a_council_with_two_codes_is_one_body_over_all_years(dfe, broad, name, present, earlier):
    (body,) = find_bodies(dfe, name)
    assert body.id == present
    assert find_bodies(dfe, earlier) == (body,)
    years = {key[1] for key in broad if key[0] == present and key[2] == "workforce_by_grade"}
    assert years == set(dfe.snapshots)


def test_camden_is_compared_with_its_region_england_neighbours_and_people(dfe, broad):
    (camden,) = find_bodies(dfe, "CAMDEN")
    (inner,) = find_bodies(dfe, "Inner London")
    assert camden.region == inner.name
    roles = _roles(broad)
    for snapshot in dfe.snapshots:
        for group in GROUPS.values():
            region = broad[camden.id, snapshot, "reference.region", "", group]
            parts = [broad[inner.id, snapshot, "workforce_by_grade", role, group] for role in roles]
            assert region == sum(parts)
    names = {key[2] for key in broad if key[0] == camden.id}
    compared = {"region", "england", "neighbours"}
    assert names == {
        "workforce",
        "workforce_by_grade",
        "senior",
        "population",
        *(f"reference.{name}" for name in compared),
        *(f"reference.{name}.senior" for name in compared),
    }


def test_two_councils_whose_figures_were_carried_forward_are_told_apart(dfe):
    """Every figure of 2025 is the same as that of 2024; DfE's file of indicators has none (x)."""
    carried = {
        body
        for body, items in dfe.about.items()
        for item in items
        if item.code == "published-carried-forward"
    }
    names = {body.name for body in dfe.bodies if body.id in carried}
    assert names == {"Kensington and Chelsea", "Westminster"}


def test_all_means_every_council(dfe):
    assert {body.kind for body in find_bodies(dfe, "all")} == {"council"}
    assert len(find_bodies(dfe, "All")) == 151


@pytest.mark.parametrize(("text", "meant"), [("Camdn", "Camden"), ("Durham", "County Durham")])
def test_a_slip_in_the_name_is_met_with_a_suggestion(dfe, text, meant):
    with pytest.raises(NoSuchBody, match=f"Did you mean .*{meant}"):
        find_bodies(dfe, text)


def test_the_file_that_the_figures_came_from_is_named_with_its_digest(dfe):
    assert [name for name, _ in dfe.files] == [
        NAME,
        "ons-ethnic-population-la.csv",
        "ons-ethnic-population-reg.csv",
        "ons-ethnic-population-nat.csv",
        "sn_model_2025_wide.csv",
    ]
    assert all(len(digest) == 64 for _, digest in dfe.files)


def test_without_a_reference_folder_the_rest_stands(path):
    alone = read_dfe(path, None)
    assert not alone.population
    assert not alone.neighbours
    names = {row.name for row in alone.counts}
    assert {"workforce_by_grade", "senior", "reference.region", "reference.england"} <= names
    assert not {"population", "reference.neighbours"} & names
