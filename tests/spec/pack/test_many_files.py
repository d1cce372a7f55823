"""A table may be many Parquet files, in folders of body and year, as warehouses keep them.

A large pack is read a few bodies at a time. Nothing that is found or counted depends on that.
"""

import shutil
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from evenhand.data.readers import slices
from evenhand.data.synthetic.effects import default_effects
from evenhand.data.synthetic.synthesise import synthesise
from evenhand.pipeline.check import check_pack
from evenhand.pipeline.measure import Wanted, measure_pack

# Which bodies are read together; the groups that they are compared by are all the same to that.
FEW, WANTED = 800, Wanted(groupings=("binary",))


def made(out: Path, *, partitioned: bool = True) -> Path:
    synthesise(
        staff=300, bodies=3, years=2, seed=4, effects=default_effects(), out=out,
        last_snapshot=date(2025, 3, 31), partitioned=partitioned,
    )  # fmt: skip
    return out


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack in folders of body and year, to be copied."""
    return made(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def expected(folders: Path) -> list[object]:
    return figures(folders)


@pytest.fixture
def pack(folders: Path, tmp_path: Path) -> Path:
    return shutil.copytree(folders, tmp_path / "pack")


def figures(pack: Path) -> list[object]:
    measured = measure_pack(pack, WANTED)
    return [(each.body, frozenset(each.results), each.rows) for each in measured.measurements]


def rewrite(pack: Path, was: str, now: str) -> None:
    manifest = pack / "pack.toml"
    manifest.write_text(manifest.read_text().replace(was, now))


def test_folders_of_body_and_year_give_the_figures_of_one_file(
    tmp_path: Path, expected: list[object]
) -> None:
    assert figures(made(tmp_path / "one", partitioned=False)) == expected


def test_a_pattern_names_the_files_of_a_table(pack: Path, expected: list[object]) -> None:
    rewrite(pack, 'file = "staff"', 'file = "staff/*/year=*/rows.parquet"')
    assert figures(pack) == expected


@pytest.mark.parametrize("merged", [False, True], ids=["folders of bodies", "one file a table"])
def test_a_few_bodies_at_a_time_give_the_same_figures(
    pack: Path, expected: list[object], monkeypatch: pytest.MonkeyPatch, merged: bool
) -> None:
    if merged:
        for table in ("staff", "events", "survey", "applications"):
            files = sorted((pack / table).rglob("*.parquet"))
            rows = pa.concat_tables(
                pq.read_table(file, partitioning=None)
                .append_column(
                    "body", pa.array([file.parts[-3][5:]] * pq.read_metadata(file).num_rows)
                )
                .append_column(
                    "year", pa.array([file.parts[-2][5:]] * pq.read_metadata(file).num_rows)
                )
                for file in files
            )
            pq.write_table(rows, pack / f"{table}.parquet")
            rewrite(pack, f'file = "{table}"', f'file = "{table}.parquet"')
    checked = check_pack(pack)
    monkeypatch.setattr(slices, "ROWS_TOGETHER", FEW)
    cut = slices.slices(pack)
    assert len(cut) > 1
    assert figures(pack) == expected
    cut_up = check_pack(pack)
    assert cut_up.rows == checked.rows
    assert {item.code for item in cut_up.items} == {item.code for item in checked.items}


def test_rows_of_no_known_body_are_set_aside_once(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(pack / "staff/body=X001", pack / "staff/body=X999")
    whole = check_pack(pack).rows["staff"]
    monkeypatch.setattr(slices, "ROWS_TOGETHER", FEW)
    assert check_pack(pack).rows["staff"] == whole
    assert whole.rejected > 0


def test_files_of_one_table_must_have_the_same_columns(pack: Path) -> None:
    file = next((pack / "staff/body=X002").rglob("*.parquet"))
    pq.write_table(pq.read_table(file, partitioning=None).drop(["contract"]), file)
    (item,) = [each for each in check_pack(pack).errors if each.table == "staff"]
    assert (item.code, item.file) == ("unlike-files", "staff")
    assert "X002" in item.message


@pytest.mark.parametrize("name", ["../*.parquet", "/*.parquet", "none/*.parquet"])
def test_no_pattern_leads_out_of_the_pack(tmp_path: Path, pack: Path, name: str) -> None:
    shutil.copy(next(pack.rglob("*.parquet")), tmp_path / "beside.parquet")
    rewrite(pack, 'file = "staff"', f'file = "{name}"')
    codes = {item.code for item in check_pack(pack).errors}
    assert codes & {"outside-pack", "missing-file"}
