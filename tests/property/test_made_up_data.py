"""Made-up packs: the same seed gives the same bytes, and what is put in comes out."""

import json
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from evenhand.data.definitions.load import ethnicity
from evenhand.data.synthetic.demo import pair
from evenhand.data.synthetic.effects import MEASURES, QUESTIONS, default_effects
from evenhand.data.synthetic.synthesise import synthesise
from evenhand.data.synthetic.truth import Truth

LAST = date(2025, 3, 31)
ALL_ALIKE = replace(default_effects(), spread=dict.fromkeys(default_effects().spread, 0.0))
SEEDS = range(12)


def make(folder: Path, *, seed: int, staff: int, bodies: int = 1, alike: bool = True) -> list[Path]:
    return synthesise(
        staff=staff,
        bodies=bodies,
        years=1,
        seed=seed,
        effects=ALL_ALIKE if alike else default_effects(),
        out=folder,
        last_snapshot=LAST,
    )


@pytest.mark.parametrize("staff", [300, 20_000])
def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(
    tmp_path: Path, staff: int
) -> None:
    first, again, other = (
        make(tmp_path / name, seed=seed, staff=staff, bodies=2, alike=False)
        for name, seed in (("first", 5), ("again", 5), ("other", 6))
    )
    for one, two, three in zip(first, again, other, strict=True):
        assert one.read_bytes() == two.read_bytes()
        if one.name not in ("pack.toml", "bodies.csv"):
            assert one.read_bytes() != three.read_bytes()


def test_the_same_seed_gives_the_same_demonstration(tmp_path: Path) -> None:
    """A fifth of its people, by the same way."""
    first, again = (
        [file for one in pair(3, size=0.2) for file in one.write(tmp_path / name / one.body.kind)]
        for name in ("first", "again")
    )
    assert len(first) > 20
    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in again]


def group_of(table: pa.Table) -> list[str | None]:
    """Each row's side of the binary grouping."""
    known = ethnicity()
    groups = known.grouping("binary").group_of
    codes = table["ethnic_category"].to_pylist()
    side = {code: groups.get(known.find_category(code) or "") for code in set(codes)}
    return [side[code] for code in codes]


def count(groups: list[str | None], which: pa.ChunkedArray) -> Counter[str | None]:
    return Counter(
        group for group, happened in zip(groups, which.to_pylist(), strict=True) if happened
    )


def counts_of_pack(folder: Path) -> Iterator[tuple[str, Counter[str | None], Counter[str | None]]]:
    """Every measure of the truth: its name, how many it happened to, out of how many."""
    applications = pq.read_table(folder / "applications.parquet")
    applied = group_of(applications)
    shortlisted = count(applied, applications["shortlisted"])
    yield "shortlisted", shortlisted, Counter(applied)
    yield "appointed", count(applied, applications["appointed"]), shortlisted
    staff = pq.read_table(folder / "staff.parquet")
    groups = group_of(staff)
    gone = pc.is_valid(staff["leave_date"])
    employed = pc.is_in(staff["contract"].cast(pa.string()), pa.array(["permanent", "fixed-term"]))
    here = pc.and_(pc.invert(gone), employed)
    in_post = count(groups, here)
    yield "leaving", count(groups, gone), in_post
    regulated = count(groups, pc.and_(here, staff["registration"]))
    events = pq.read_table(folder / "events.parquet")
    for kind in ("disciplinary", "training", "fitness-to-practise"):
        happened = events.filter(pc.equal(events["kind"].cast(pa.string()), kind))
        who = pc.is_in(staff["person"], happened["person"].combine_chunks())
        whole = regulated if kind == "fitness-to-practise" else in_post
        yield kind.replace("-", "_"), count(groups, who), whole
    survey = pq.read_table(folder / "survey.parquet")
    answered = group_of(survey)
    for question in QUESTIONS:
        yes = pc.equal(survey[question].cast(pa.string()), "yes")
        yield f"survey.{question}", count(answered, yes), Counter(answered)


@pytest.fixture(scope="module")
def pooled(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Truth, dict[str, list[Counter[str | None]]]]:
    """Twelve packs of one effects file counted together, and their truth, which is one."""
    total: dict[str, list[Counter[str | None]]] = {}
    truths = []
    for seed in SEEDS:
        folder = tmp_path_factory.mktemp("pack")
        make(folder, seed=seed, staff=20_000)
        truths.append(json.loads((folder / "truth.json").read_text(encoding="utf-8"))["all"])
        for name, happened, whole in counts_of_pack(folder):
            sums = total.setdefault(name, [Counter(), Counter()])
            sums[0] += happened
            sums[1] += whole
    assert all(truth == truths[0] for truth in truths)
    return truths[0], total


@pytest.mark.parametrize("name", [*MEASURES, *(f"survey.{question}" for question in QUESTIONS)])
def test_a_known_ratio_comes_out_of_many_packs(
    pooled: tuple[Truth, dict[str, list[Counter[str | None]]]], name: str
) -> None:
    truth, total = pooled
    happened, whole = total[name]
    shares = {side: happened[side] / whole[side] for side in ("bme", "white")}
    error = math.sqrt(sum(1 / happened[side] for side in ("bme", "white")))
    # Without this a test of few cases would pass whatever came out.
    assert error < 0.1
    found = math.log(shares["bme"] / shares["white"])
    assert abs(found - math.log(truth[name]["binary"]["bme"]["ratio"])) < 4 * error
    for side, share in shares.items():
        near = 4 / math.sqrt(happened[side])
        assert share == pytest.approx(truth[name]["binary"][side]["share"], rel=near)


def test_the_spread_over_the_ladder_comes_out(tmp_path: Path) -> None:
    make(tmp_path, seed=1, staff=120_000)
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))["all"]
    staff = pq.read_table(tmp_path / "staff.parquet")
    rungs = staff["pay_band"].to_pylist()
    on = Counter(zip(group_of(staff), rungs, strict=True))
    for side in ("bme", "white"):
        expected = truth["grades"]["binary"][side]["rungs"]
        everybody = sum(on[(side, rung)] for rung in expected)
        for rung, share in expected.items():
            near = 5 * math.sqrt(share / everybody)
            assert on[(side, rung)] / everybody == pytest.approx(share, abs=near)


def test_each_body_has_the_truth_that_is_written_for_it(tmp_path: Path) -> None:
    """Bodies differ in size, mix and chances; over many, misses are as wide as chance makes them."""
    make(tmp_path, seed=2, staff=160_000, bodies=40, alike=False)
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))["bodies"]
    applications = pq.read_table(tmp_path / "applications.parquet")
    bodies = applications["body"].to_pylist()
    sides = group_of(applications)
    lists = (bodies, sides, applications["shortlisted"].to_pylist())
    happened = Counter((body, side) for body, side, yes in zip(*lists, strict=True) if yes)
    whole = Counter(zip(bodies, sides, strict=True))
    misses = []
    for body, measures in truth.items():
        for side in ("bme", "white"):
            share = measures["shortlisted"]["binary"][side]["share"]
            n = whole[(body, side)]
            error = math.sqrt(share * (1 - share) / n)
            misses.append((happened[(body, side)] / n - share) / error)
    assert len(misses) == 80
    assert abs(sum(misses) / 80) < 4 / math.sqrt(80)
    assert 0.6 < sum(miss * miss for miss in misses) / 80 < 1.5
