"""DuckDB, through the expressions of `domain.measures.count`, against the plain loops.

Several packs are counted in one go, each under bodies of its own: asking takes longer than counting.
"""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.clean_tables import (
    SNAPSHOTS,
    Tables,
    as_arrow,
    clean_tables,
    of_own_bodies,
)
from tests.factories.kept_engine import kept_engine

from evenhand.data.engines import in_memory
from evenhand.domain.measures.count import count, placements
from evenhand.domain.measures.moves import link_periods, standings
from evenhand.domain.measures.team import known_by_team

PACKS = st.lists(clean_tables(), min_size=4, max_size=8).map(of_own_bodies)
FEW = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))


@FEW
@given(tables=PACKS)
def test_both_engines_count_the_same(tables: Tables) -> None:
    with kept_engine(threads=1) as engine:
        frames = {}
        for name, table in as_arrow(tables).items():
            engine.load(name, table)
            frames[name] = engine.lazy(name)
        counted = {
            (c.body, c.snapshot, c.name, c.cell, c.category): c.n
            for c in count(frames, snapshots=SNAPSHOTS)
        }
        placed = placements(frames["staff"]) if "staff" in frames else []
        teams = known_by_team(frames["staff"]) if "staff" in frames else []
    assert [tuple(each) for each in teams] == in_memory.known_by_team(tables.get("staff", ()))
    assert counted == in_memory.count(tables)
    assert [
        (p.body, p.snapshot, p.profession, p.employer, p.host, p.route, p.setting, p.amhp, p.people)
        for p in placed
    ] == in_memory.placements(tables)


@FEW
@given(tables=PACKS)
def test_both_engines_find_the_same_moves(tables: Tables) -> None:
    one_post = {
        (row["body"], row["snapshot"], row["person"]): row for row in tables.get("staff", [])
    }
    staff = list(one_post.values())
    earlier, later = SNAPSHOTS
    with kept_engine(threads=1) as engine:
        engine.load("staff", as_arrow({"staff": staff})["staff"])
        days = [earlier.isoformat(), later.isoformat()]
        linked = link_periods(standings(engine.lazy("staff")), days, fewest_found=0.0)
    found = {
        (each.body, move.was and tuple(move.was), move.now and tuple(move.now)): move.n
        for each in linked
        for move in each.moves
    }
    reference = in_memory.moves(staff, earlier, later)
    both = {row["body"] for row in staff if row["main_post"]}
    assert found == {move: n for move, n in reference.items() if move[0] in both}


def test_people_outside_the_workforce_are_not_in_its_numerators() -> None:
    """A bank worker's case is counted apart; that of someone who has left stays."""
    staff = [
        _person("p1", contract="permanent"),
        _person("p2", contract="bank"),
        _person("p3", contract="permanent", employer="elsewhere"),
    ]
    events = [
        {"body": "X01", "snapshot": SNAPSHOTS[1], "row": n, "person": person, "kind": "disciplinary",
         "date": SNAPSHOTS[1], "category": None}
        for n, person in enumerate(("p1", "p2", "p3", "gone"))
    ]  # fmt: skip
    counted = in_memory.count({"staff": staff, "events": events})
    cases = {key[2:]: n for key, n in counted.items() if key[2].startswith("disciplinary")}
    assert cases == {
        ("disciplinary", "", "african"): 1,
        ("disciplinary.outside", "", "african"): 2,
        ("disciplinary", "", "not-known"): 1,
        ("disciplinary.not_on_list", "", "not-known"): 1,
    }


def _person(person: str, **more: object) -> dict[str, object]:
    flags = dict.fromkeys(("board", "voting", "executive", "senior", "regulated", "amhp"), False)
    return {
        "body": "X01", "snapshot": SNAPSHOTS[1], "row": 2, "person": person, "category": "african",
        "main_post": True, "rung": "5", "block": "clinical", **flags, **more,
    }  # fmt: skip
