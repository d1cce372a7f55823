"""Extracts that are mapped without a question"""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from tests.factories import extracts
from tests.factories.packs import query

from evenhand.data.definitions.load import ethnicity
from evenhand.pipeline.check import check_pack
from evenhand.pipeline.map import About, MappedExtract, map_extract, take_the_guess
from evenhand.pipeline.measure import Wanted, measure_pack

TODAY = date(2026, 1, 5)


AT_MARCH = About(snapshot=extracts.SNAPSHOT)


def map_yes(extract: Path, about: About = AT_MARCH) -> MappedExtract:
    """As `evenhand map EXTRACT --yes`."""
    return map_extract(extract, about, take_the_guess, today=TODAY)


def categories(folder: Path) -> Counter[str]:
    """People of the pack by category."""
    sql = "SELECT category, count(DISTINCT person) FROM staff GROUP BY category"
    return Counter(dict(query(folder, sql)))


def by_band(folder: Path) -> Counter[tuple[str, str]]:
    """What indicator 1 counts: White people, others and people not known in each band."""
    (measurement,) = measure_pack(folder, Wanted(groupings=("binary",))).measurements
    cells: dict[tuple[str, str], int] = {}
    for result in measurement.results:
        if result.indicator == "1" and result.grouping == "binary":
            cells[result.cell, result.group] = result.numerator or 0
            cells[result.cell, "not-stated"] = result.not_stated_numerator or 0
            cells[result.cell, "not-known"] = result.not_known_numerator or 0
    counted: Counter[tuple[str, str]] = Counter()
    for (cell, side), n in cells.items():
        counted[cell.rpartition(": ")[2], side] += n  # clinical and non-clinical together
    return +counted


@pytest.mark.parametrize("name", extracts.FULL)
def test_the_counts_are_those_of_the_people_it_was_made_of(name: str, tmp_path: Path) -> None:
    """Every category, and every band of White people and others; nothing is wrong with the pack."""
    staff = extracts.people()
    extract = extracts.FULL[name](tmp_path, staff)
    map_yes(extract)
    assert not check_pack(tmp_path).errors
    assert categories(tmp_path) == extracts.by_category(staff)
    assert by_band(tmp_path) == extracts.by_band_and_side(staff)


def test_the_worker_file_of_adult_social_care(tmp_path: Path) -> None:
    """Its codes have a meaning of their own: AMHP 2 is no, and 999 is that nobody knows."""
    staff = extracts.people()
    extracts.asc_wds(tmp_path, staff)
    made = map_yes(tmp_path)
    assert made.proposal.systems == ["ASC-WDS worker bulk upload"]
    assert not check_pack(tmp_path).errors
    # The list has no code for somebody who chose not to say.
    want = Counter("not-known" if p.category == "not-stated" else p.category for p in staff)
    assert categories(tmp_path) == want
    amhps = sum(p.number % 3 == 0 and p.number % 9 // 3 == 0 for p in staff)
    workers = sum(p.number % 3 == 0 for p in staff)
    sql = "SELECT count(*) FILTER (amhp), count(*) FILTER (profession = 'social-worker') FROM staff"
    assert query(tmp_path, sql) == [(amhps, workers)]
    women = sum(p.sex == "female" for p in staff)
    sql = "SELECT count(*) FROM staff WHERE sex = 'female' AND contract <> 'bank'"
    assert query(tmp_path, sql) == [(women,)]
    assert any("main job role is 6" in each.what for each in made.proposal.unsure)


def test_payroll_with_two_header_rows_and_grades_of_its_own(tmp_path: Path) -> None:
    """The upper row parts what the lower one calls the same; grades are a ladder by number."""
    staff = extracts.people()
    extracts.payroll(tmp_path, staff)
    made = map_yes(tmp_path)
    assert not check_pack(tmp_path).errors
    assert made.proposal.tables[0].columns["start_date"] == "Employment Start Date"
    assert made.proposal.rungs == tuple(f"Grade {n}" for n in range(1, 8))
    assert made.proposal.about.kind == "council"
    assert categories(tmp_path) == extracts.by_category(staff)
    assert query(tmp_path, "SELECT sum(salary) FROM staff") == [(sum(p.pay for p in staff),)]
    heights = query(tmp_path, "SELECT person, height FROM staff")
    assert dict(heights) == {p.id: extracts.BANDS.index(p.band) for p in staff}


def test_city_payroll_says_only_broad_groups_and_no_finer_ones_are_made_of_them(
    tmp_path: Path,
) -> None:
    """Nobody has an id: each row is a person. Broad labels are listed, and are in broad groups alone."""
    staff = extracts.people()
    extracts.city_payroll(tmp_path, staff)
    made = map_yes(tmp_path)
    assert not check_pack(tmp_path).errors
    families = ethnicity().families
    want = Counter(
        "chinese"
        if p.category == "chinese"
        else f"{min(families(p.category), default='')}-broad"
        if families(p.category)
        else "not-known"
        for p in staff
    )
    assert categories(tmp_path) == want
    manifest = made.manifest.read_text(encoding="utf-8")
    assert 'values.ethnic_category."Black or African American" = "black-broad"' in manifest
    days = query(tmp_path, "SELECT started FROM staff ORDER BY row")
    assert [day for (day,) in days] == [p.started for p in staff]
    broad = [each.what for each in made.proposal.unsure if "broad group" in each.what]
    assert len(broad) == 5
    assert any("every row was taken for another person" in u.what for u in made.proposal.unsure)


def test_counts_in_a_national_template(tmp_path: Path) -> None:
    """One row a grade and one column a group; the totals are left out."""
    staff = extracts.people()
    extracts.template(tmp_path, staff)
    map_yes(tmp_path)
    assert not check_pack(tmp_path).errors
    truth: Counter[tuple[str, str]] = Counter()
    for (band, side), n in extracts.by_band_and_side(staff).items():
        truth[band, "not-known" if side == "not-stated" else side] += n
    assert by_band(tmp_path) == truth


def test_a_workbook_has_a_table_in_each_sheet_and_two_kinds_of_event(tmp_path: Path) -> None:
    """Sheets that are called after what happened need no column that says it."""
    staff = extracts.people()
    extracts.workbook(tmp_path, staff)
    map_yes(tmp_path)
    kinds = query(tmp_path, "SELECT kind, count(*) FROM events GROUP BY kind ORDER BY kind")
    assert kinds == [("disciplinary", len(staff[::12])), ("training", len(staff[::5]))]
    shortlisted = sum(p.number % 3 != 0 for p in staff)
    sql = "SELECT count(*), count(*) FILTER (appointed) FROM applications"
    assert query(tmp_path, sql) == [(len(staff), shortlisted)]


def test_a_category_of_every_layout_is_one_that_people_have() -> None:
    """The made-up people are told apart as finely as the lists can."""
    known = {category.slug for category in ethnicity().categories}
    assert {slug for slug, _ in extracts.CATEGORIES} <= known
