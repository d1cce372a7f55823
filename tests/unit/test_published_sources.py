"""Published files that are not as they should be, and the rules for adding headcounts up."""

import csv
import gzip
from collections.abc import Iterable
from pathlib import Path

import pytest

from evenhand.data.sources import published_file
from evenhand.data.sources.bodies import NoSuchBody, find_bodies
from evenhand.data.sources.dfe_social_workers import read_dfe
from evenhand.data.sources.headcount import Headcount, add_up
from evenhand.data.sources.nhs_staff_survey import read_staff_survey

HEADER = [
    "geographic_level",
    "geo_breakdown",
    "code",
    "region_code",
    "region_name",
    "old_la_code",
    "time_period",
    "role",
    "breakdown",
    "inpost_headcount",
]
GROUPS = (
    "White",
    "Mixed / Multiple ethnic groups",
    "Asian / Asian British",
    "Black / African / Caribbean / Black British",
    "Other ethnic group",
)
ROLES = (
    "Total",
    "Case holder",
    "Senior practitioner",
    "First line manager",
    "Middle manager",
    "Senior manager",
    "Qualified without cases",
)
ANY = "Anytown"


def _block(
    *, role: str, groups: Iterable[object], not_known: int, name: str = ANY, year: str = "2025"
) -> list[list[str]]:
    groups = list(groups)
    known = sum(n for n in groups if isinstance(n, int))
    cells = {"Total": known + not_known, "Known": known, "Not known": not_known}
    cells |= dict(zip(GROUPS, groups, strict=True))
    place = ["Local authority", name, "E09", "E12", "North", "999.0", year, role]
    return [[*place, breakdown, str(n)] for breakdown, n in cells.items()]


def _council(**changed: tuple[Iterable[object], int]) -> list[list[str]]:
    """One council in one year: ten in each role but where changed, and what they add up to."""
    plain = ((6, 1, 1, 1, 0), 1)
    blocks = {role: changed.get(role.replace(" ", "_"), plain) for role in ROLES[1:]}
    numbers = [[n if isinstance(n, int) else 0 for n in groups] for groups, _ in blocks.values()]
    total = (
        [sum(column) for column in zip(*numbers, strict=True)],
        sum(n for _, n in blocks.values()),
    )
    rows = _block(role="Total", groups=total[0], not_known=total[1])
    for role, (groups, not_known) in blocks.items():
        rows += _block(role=role, groups=groups, not_known=not_known)
    return rows


def _written(path: Path, rows: list[list[str]], header: list[str] = HEADER) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def test_a_headcount_hides_its_groups_when_nobodys_is_known():
    nobody = Headcount(total=3, known=0, not_known=3, groups={"white": None, "black": None})
    assert add_up([nobody, nobody]).groups == {"white": None, "black": None}


def test_adding_a_part_where_nobodys_group_is_known_leaves_the_others_as_they_are():
    some = Headcount(total=5, known=4, not_known=1, groups={"white": 3, "black": 1})
    nobody = Headcount(total=3, known=0, not_known=3, groups={"white": None, "black": None})
    both = add_up([some, nobody])
    assert both == Headcount(total=8, known=4, not_known=4, groups={"white": 3, "black": 1})


def test_adding_a_part_that_hides_people_who_are_known_hides_the_sum():
    some = Headcount(total=5, known=4, not_known=1, groups={"white": 3, "black": 1})
    secret = Headcount(total=4, known=4, not_known=0, groups={"white": 3, "black": None})
    assert add_up([some, secret]).groups == {"white": 6, "black": None}


def test_a_role_with_x_is_not_available_and_its_body_is_told(tmp_path):
    rows = _council(Senior_manager=(("x",) * 5, 2))
    source = read_dfe(_written(tmp_path / "dfe.csv", rows), None)
    hidden = {row.cell for row in source.counts if row.hidden}
    assert hidden == {"|Senior manager"}
    (body,) = source.bodies
    (item,) = source.about[body.id]
    assert item.code == "published-not-available"
    assert "Senior manager in 2025" in item.message
    senior = {
        row.group: row.n
        for row in source.counts
        if row.name == "senior" and row.grouping == "broad-5-2021"
    }
    assert senior == {"white": 6, "mixed": 1, "asian": 1, "black": 1, "other": 0, "not-known": 3}


def test_a_year_with_no_total_at_all_is_left_out_and_said(tmp_path):
    rows = _council() + [[*row[:6], "2024", *row[7:-1], "x"] for row in _council()]
    source = read_dfe(_written(tmp_path / "dfe.csv", rows), None)
    assert source.snapshots == ("2025-09-30",)
    (body,) = source.bodies
    assert any("DfE gives no figures" in item.message for item in source.about[body.id])


def test_parts_that_do_not_make_their_whole_are_said(tmp_path):
    rows = _council()
    rows[0][-1] = "1000"
    source = read_dfe(_written(tmp_path / "dfe.csv", rows), None)
    (item,) = source.items
    assert (item.code, item.severity) == ("published-sums-differ", "warning")
    assert "Anytown 2025, Total" in item.message


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("geographic_level", "Parish"),
        ("time_period", "202425"),
        ("role", "Wizard"),
        ("breakdown", "Martian"),
        ("inpost_headcount", "about ten"),
        ("inpost_headcount", "-3"),
        ("inpost_headcount", "3.5"),
    ],
)
def test_a_value_that_is_not_known_is_an_error_with_its_row(tmp_path, column, value):
    rows = _council()
    rows[4][HEADER.index(column)] = value
    source = read_dfe(_written(tmp_path / "dfe.csv", rows), None)
    item = next(each for each in source.items if each.code == "unknown-published-value")
    assert (item.severity, item.row, item.column, item.value) == ("error", 6, column, value)
    assert not source.counts


def test_a_missing_row_is_an_error_that_names_the_body(tmp_path):
    rows = _council()
    del rows[4]
    source = read_dfe(_written(tmp_path / "dfe.csv", rows), None)
    (item,) = source.items
    assert (item.code, item.value) == ("published-rows-missing", ANY)


def test_a_row_given_twice_is_an_error(tmp_path):
    rows = _council()
    source = read_dfe(_written(tmp_path / "dfe.csv", [*rows, rows[3]]), None)
    (item,) = source.items
    assert (item.code, item.row) == ("repeated-key", len(rows) + 2)


def test_a_file_with_medians_alone_is_an_error(tmp_path):
    rows = [["Statistical neighbours (median)", *row[1:]] for row in _council()]
    source = read_dfe(_written(tmp_path / "dfe.csv", rows), None)
    assert [item.code for item in source.items] == ["published-rows-missing"]


def test_a_missing_column_is_named(tmp_path):
    header = [name if name != "role" else "rank" for name in HEADER]
    source = read_dfe(_written(tmp_path / "dfe.csv", _council(), header), None)
    (item,) = source.items
    assert (item.code, item.severity, item.column) == ("missing-column", "error", "role")


@pytest.mark.parametrize("read", [lambda path: read_dfe(path, None), read_staff_survey])
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "missing-file"),
        (b"", "empty-file"),
        (b"geographic_level,geo_breakdown\n", "empty-file"),
        (b"\x1f\x8b\x08\x00not gzip at all", "damaged-file"),
        (gzip.compress(b"a,b\n1,2\n" * 500)[:-20], "damaged-file"),
        (b"a,b\n\xff\xfe,2\n", "unreadable-text"),
        (b"%PDF-1.7\n1 0 obj\n", "missing-column"),
    ],
    ids=["absent", "empty", "header alone", "no gzip", "cut off", "not UTF-8", "a PDF"],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path, read, content, code):
    path = tmp_path / "published.csv.gz"
    if content is not None:
        path.write_bytes(content)
    source = read(path)
    (item,) = source.items
    assert (item.code, item.severity, item.file) == (code, "error", "published.csv.gz")
    assert not source.counts
    assert not source.figures


def test_a_file_that_unpacks_too_far_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(published_file, "LARGEST", 10_000)
    path = tmp_path / "dfe.csv.gz"
    path.write_bytes(gzip.compress(b"a" * 20_000))
    assert [item.code for item in read_dfe(path, None).items] == ["inflates-too-far"]


def test_a_folder_in_place_of_a_file_is_refused(tmp_path):
    assert [item.code for item in read_dfe(tmp_path, None).items] == ["unreadable-file"]


def test_an_empty_reference_folder_leaves_the_figures_and_warns_of_each_file(tmp_path):
    folder = tmp_path / "reference"
    folder.mkdir()
    source = read_dfe(_written(tmp_path / "dfe.csv", _council()), folder)
    assert [item.severity for item in source.items] == ["warning"] * 4
    assert {row.name for row in source.counts} == {
        "workforce",
        "workforce_by_grade",
        "senior",
    }


def test_a_body_is_found_by_name_code_or_part_of_a_pair(tmp_path):
    rows = _council()
    for row in rows:
        row[1], row[2], row[5] = "East Side / West Side", "E1 / E2", ""
    source = read_dfe(_written(tmp_path / "dfe.csv", rows), None)
    (pair,) = source.bodies
    assert pair.id == "E1-E2"
    for text in ("east side / west side", "West  Side", "e2", "E1-E2", "all"):
        assert find_bodies(source, text) == (pair,)
    with pytest.raises(NoSuchBody, match="Did you mean East Side / West Side"):
        find_bodies(source, "side")
    with pytest.raises(NoSuchBody, match="Give its name"):
        find_bodies(source, "")
