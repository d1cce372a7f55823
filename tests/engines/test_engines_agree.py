"""DuckDB, through the expressions of `domain.measures.count`, against the plain loops."""

from hypothesis import HealthCheck, given, settings
from tests.factories.clean_tables import SNAPSHOTS, Tables, as_arrow, clean_tables

from evenhand.data.engines import in_memory
from evenhand.data.engines.duckdb import Engine
from evenhand.domain.measures.count import count, placements


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables=clean_tables())
def test_both_engines_count_the_same(tables: Tables) -> None:
    with Engine(threads=1) as engine:
        frames = {}
        for name, table in as_arrow(tables).items():
            engine.load(name, table)
            frames[name] = engine.lazy(name)
        counted = {
            (c.body, c.snapshot, c.name, c.cell, c.category): c.n
            for c in count(frames, snapshots=SNAPSHOTS)
        }
        placed = placements(frames["staff"]) if "staff" in frames else []
    assert counted == in_memory.count(tables)
    assert [
        (p.body, p.snapshot, p.profession, p.employer, p.host, p.route, p.setting, p.amhp, p.people)
        for p in placed
    ] == in_memory.placements(tables)
