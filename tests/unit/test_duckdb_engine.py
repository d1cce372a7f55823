"""The engine's small door."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from evenhand.data.engines.duckdb import Engine, EngineError, name_of


def test_names_may_hold_anything() -> None:
    name = 'it\'s a "name"; DROP TABLE x --'
    with Engine() as engine:
        engine.load(name, pa.table({name: [1, 2]}))
        assert engine.rows(f"SELECT {name_of(name)} FROM {name_of(name)}") == [(1,), (2,)]
        assert engine.tables() == (name,)
        engine.drop(name)
        assert engine.tables() == ()


def test_what_was_loaded_lent_or_seen_can_be_dropped_and_made_again() -> None:
    with Engine() as engine:
        for values in ([1], [2]):
            engine.lend("lent", pa.table({"n": values}))
            engine.load("loaded", pa.table({"n": values}))
            engine.run("CREATE OR REPLACE VIEW seen AS SELECT * FROM loaded")
            for name in ("lent", "loaded", "seen"):
                assert engine.rows(f"SELECT n FROM {name}") == [(values[0],)]
        for name in ("seen", "lent", "loaded", "never there"):
            engine.drop(name)
        assert engine.tables() == ()


def test_sums_leave_as_plain_numbers() -> None:
    with Engine() as engine:
        engine.load("t", pa.table({"n": [1, 2]}))
        table = engine.arrow("SELECT sum(n) AS whole, sum(n * 0.5) AS half FROM t")
    assert table.schema.types == [pa.int64(), pa.float64()]
    assert table.to_pylist() == [{"whole": 3, "half": 1.5}]


@pytest.mark.parametrize("name", ["a*.parquet", "a[b].parquet", "a?.parquet", "it's.parquet"])
def test_a_parquet_file_is_one_file_whatever_its_name(tmp_path: Path, name: str) -> None:
    pq.write_table(pa.table({"n": [7, 8]}), tmp_path / name)
    pq.write_table(pa.table({"n": [9]}), tmp_path / "ab.parquet")
    with Engine() as engine:
        engine.scan_parquet("t", tmp_path / name)
        assert engine.rows("SELECT n, row FROM t ORDER BY row") == [(7, 2), (8, 3)]


def test_shortened_columns_hold_the_same_values() -> None:
    with Engine() as engine:
        engine.load("t", pa.table({"a": ["x", None, "y", "x"], "b": ["1", "2", "3", "4"]}))
        engine.shorten("t", ["a"])
        assert engine.columns("t")["a"].startswith("ENUM")
        assert engine.rows("SELECT a, b FROM t ORDER BY b") == [
            ("x", "1"),
            (None, "2"),
            ("y", "3"),
            ("x", "4"),
        ]


def test_a_locked_engine_opens_no_file_and_cannot_be_unlocked(tmp_path: Path) -> None:
    pq.write_table(pa.table({"n": [7]}), tmp_path / "a.parquet")
    with Engine() as engine:
        engine.load("t", pa.table({"n": [1]}))
        engine.lock()
        assert engine.rows("SELECT n FROM t") == [(1,)]
        for sql in (
            f"SELECT * FROM read_parquet('{tmp_path}/a.parquet')",
            f"COPY t TO '{tmp_path}/b.csv'",
            "SET enable_external_access = true",
        ):
            with pytest.raises(EngineError):
                engine.run(sql)
    assert not (tmp_path / "b.csv").exists()


def test_the_day_of_a_moment_does_not_depend_on_where_the_computer_stands() -> None:
    with Engine() as engine:
        sql = "SELECT (TIMESTAMPTZ '2025-03-31 23:30:00+00')::DATE::VARCHAR"
        assert engine.rows(sql) == [("2025-03-31",)]


def test_nothing_is_spilled_to_disk() -> None:
    with Engine() as engine:
        assert engine.rows("SELECT current_setting('temp_directory')") == [("",)]
