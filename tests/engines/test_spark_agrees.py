"""Spark, through the expressions of `domain.measures.count`, against DuckDB and the plain loops.

Spark is started once, and counts many random packs in one go: each under bodies of its own.
"""

import os
from collections.abc import Iterator
from datetime import date
from typing import Any

import narwhals as nw
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import Phase, given, settings
from tests.factories.clean_tables import (
    SNAPSHOTS,
    Tables,
    as_arrow,
    clean_tables,
    of_own_bodies,
)

import evenhand
from evenhand.data.engines import in_memory
from evenhand.data.engines.duckdb import Engine
from evenhand.data.engines.spark import spark_session
from evenhand.data.synthetic.effects import default_effects
from evenhand.data.synthetic.synthesise import synthesise
from evenhand.domain.measures.count import Frames, count, placements
from evenhand.domain.results.result import Result
from evenhand.pipeline.frames import FramesMeasured
from evenhand.pipeline.measure import Measured, Wanted, measure_pack
from evenhand.pipeline.spark import measure_in_spark

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    # Java is read as it starts; on a few rows the better compiler is never worth its time.
    given = os.environ.get("JAVA_TOOL_OPTIONS", "")
    os.environ["JAVA_TOOL_OPTIONS"] = f"{given} -XX:TieredStopAtLevel=1 -XX:+UseSerialGC".strip()
    session = spark_session()
    # Compiling each query, and planning it again on its way, takes longer than running it.
    session.conf.set("spark.sql.codegen.wholeStage", "false")
    session.conf.set("spark.sql.codegen.factoryMode", "NO_CODEGEN")
    session.conf.set("spark.sql.adaptive.enabled", "false")
    session.conf.set("spark.sql.shuffle.partitions", "1")
    yield session
    session.stop()


def all_counts(frames: Frames) -> tuple[object, object]:
    counted = count(frames, snapshots=SNAPSHOTS)
    told = {(c.body, c.snapshot, c.name, c.cell, c.category): c.n for c in counted}
    assert len(told) == len(counted)
    return told, placements(frames["staff"]) if "staff" in frames else []


@pytest.fixture(scope="module")
def packs() -> list[Tables]:
    """Random packs, the first of them without a row."""
    drawn: list[Tables] = []

    @settings(max_examples=20, database=None, phases=[Phase.generate])
    @given(pack=clean_tables(most_rows=8))
    def draw(pack: Tables) -> None:
        drawn.append(pack)

    draw()
    return drawn


def test_spark_duckdb_and_the_plain_loops_count_the_same(spark: Any, packs: list[Tables]) -> None:
    tables = of_own_bodies(packs)
    arrow = as_arrow(tables)
    in_spark = {
        name: nw.from_native(spark.createDataFrame(each)).lazy() for name, each in arrow.items()
    }
    with Engine(threads=1) as engine:
        for name, table in arrow.items():
            engine.load(name, table)
        in_duckdb = all_counts({name: engine.lazy(name) for name in arrow})
    assert in_duckdb[0] == in_memory.count(tables)
    assert all_counts(in_spark) == in_duckdb


@pytest.fixture(scope="module")
def both(spark: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[Measured, Measured]:
    """A pack of two bodies and years, two of whose people have no number: in Spark, and in DuckDB."""
    pack = tmp_path_factory.mktemp("pack")
    synthesise(
        staff=300, bodies=2, years=2, seed=5, effects=default_effects(), out=pack,
        last_snapshot=date(2025, 3, 31), partitioned=True,
    )  # fmt: skip
    for file in sorted((pack / "staff").rglob("*.parquet"))[:1]:
        table = pq.ParquetFile(file).read()
        spoilt = [None, None, *table["person"].to_pylist()[2:]]
        place = table.schema.get_field_index("person")
        pq.write_table(table.set_column(place, "person", pa.array(spoilt)), file)
    wanted = Wanted(groupings=("binary",))
    return measure_in_spark(pack, wanted), measure_pack(pack, wanted)


def test_a_pack_read_in_spark_gives_the_results_of_duckdb(both: tuple[Measured, Measured]) -> None:
    there, here = both
    assert there.rows == here.rows
    assert [m.body for m in there.measurements] == [m.body for m in here.measurements]
    for one, other in zip(there.measurements, here.measurements, strict=True):
        assert set(one.results) == set(other.results)
        assert one.placements == other.placements


def test_rows_that_cannot_be_used_are_counted_alike(both: tuple[Measured, Measured]) -> None:
    """DuckDB names each row; Spark says how many there are."""
    there, here = both
    assert there.rows == here.rows
    assert there.rows["staff"].rejected >= 2
    (item,) = [each for each in there.items if each.code == "rows-set-aside"]
    assert "of staff could not be used" in item.message


def results_of(found: FramesMeasured) -> list[Result]:
    return [result for each in found.measurements for result in each.results]


def test_a_user_s_own_frames_in_spark_are_measured_there(spark: Any) -> None:
    """The same results as from the same rows in memory."""
    people = [
        {"person": f"p{n}", "ethnic_category": "A" if n % 3 else "N", "pay_band": str(5 + n % 3)}
        for n in range(60)
    ]
    wanted = {
        "snapshot": "2025-03-31",
        "body": {"id": "X01", "name": "Example Trust", "kind": "nhs-trust"},
        "standards": ["nhs-wres"],
        "groupings": ["binary"],
    }
    there = evenhand.measure({"staff": spark.createDataFrame(people)}, **wanted)
    here = evenhand.measure({"staff": pa.Table.from_pylist(people)}, **wanted)
    assert len(there)
    assert set(results_of(there)) == set(results_of(here))
