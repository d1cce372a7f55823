"""A benchmark that prints ratios in one run: against hand-written queries, and against limits.

Times differ from machine to machine and from day to day; ratios taken in turn, in one run, less so.
docs/explanation/performance.md keeps what was measured.
"""

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from time import perf_counter

from evenhand.data.engines.duckdb import Engine
from evenhand.data.readers.pack import read_pack
from evenhand.data.synthetic.effects import default_effects
from evenhand.data.synthetic.synthesise import synthesise
from evenhand.domain.measures.count import count
from evenhand.pipeline.bench_disclosure import run_disclosure_bench
from evenhand.pipeline.bench_scale import against_fairlearn, ten_times

NATIONAL_STAFF, NATIONAL_BODIES = 1_500_000, 212
ONE_BODY_STAFF = 5_000
FAIRLEARN_ROWS = 1_500_000
RUNS = 5
LAST_SNAPSHOT = date(2025, 3, 31)

# What an analyst would write for the same counts, knowing that the columns are clean.
BY_HAND = (
    """
    SELECT body, ethnic_category, staff_group, pay_band, count(*) AS workforce,
        count(*) FILTER (board), count(*) FILTER (board AND voting),
        count(*) FILTER (board AND executive), count(*) FILTER (senior_manager),
        count(*) FILTER (amhp)
    FROM staff
    WHERE (start_date IS NULL OR start_date <= DATE '2025-03-31')
        AND (leave_date IS NULL OR leave_date > DATE '2025-03-31')
        AND (contract IS NULL OR contract NOT IN ('bank', 'agency', 'volunteer', 'non-executive'))
    GROUP BY ALL
    """,
    """
    WITH people AS (SELECT DISTINCT body, person, ethnic_category FROM staff)
    SELECT e.body, e.kind, p.ethnic_category, count(DISTINCT e.person)
    FROM events e LEFT JOIN people p ON p.body = e.body AND p.person = e.person
    WHERE e.date > DATE '2024-03-31' AND e.date <= DATE '2025-03-31'
    GROUP BY ALL
    """,
    """
    SELECT body, ethnic_category, count(DISTINCT person) FROM staff
    WHERE leave_date > DATE '2024-03-31' AND leave_date <= DATE '2025-03-31' GROUP BY ALL
    """,
    """
    SELECT body, ethnic_category, count(*), count(*) FILTER (shortlisted),
        count(*) FILTER (shortlisted AND appointed), count(*) FILTER (senior_post),
        count(*) FILTER (senior_post AND shortlisted),
        count(*) FILTER (senior_post AND shortlisted AND appointed)
    FROM applications GROUP BY ALL
    """,
)
SURVEY_BY_HAND = """
    SELECT body, ethnic_category, count(*) FILTER ({q} IN ('yes', 'no')), count(*) FILTER ({q} = 'yes')
    FROM survey GROUP BY ALL
"""
QUESTIONS = (
    "harassment_public",
    "harassment_colleagues",
    "harassment_manager",
    "equal_opportunity",
    "discrimination",
)


def run_bench(*, scale: float) -> Iterator[str]:
    """One line a figure. `scale` 1 is the national case: 212 bodies, 1.5 million staff."""
    with tempfile.TemporaryDirectory(prefix="evenhand-bench-") as folder:
        yield from _one_body(Path(folder))
        yield from _national(Path(folder), scale)
    yield from run_disclosure_bench(scale=scale)


def _one_body(folder: Path) -> Iterator[str]:
    pack = _pack(folder / "one", ONE_BODY_STAFF, 1)
    start = "import duckdb, narwhals, numpy, pyarrow, scipy.special, vl_convert, jinja2, pydantic"
    whole, bare = _in_turn(
        lambda: _run("-m", "evenhand.cli", "report", str(pack), "--out", str(folder / "out")),
        lambda: _run("-c", start),
    )
    yield (
        f"One body of {ONE_BODY_STAFF:,} staff, from a cold start to its report: {whole:.2f} s "
        f"(limit 5 s); starting Python and importing the libraries alone: {bare:.2f} s; "
        f"ratio {whole / bare:.1f}"
    )
    everyone = ("--audience", "internal,board,public", "--format", "all")
    times = []
    for _ in range(RUNS):
        started = perf_counter()
        _run("-m", "evenhand.cli", "report", str(pack), "--out", str(folder / "all"), *everyone)
        times.append(perf_counter() - started)
    yield (
        f"The same body's reports in all formats for all audiences, protected and attacked, from a "
        f"cold start: {statistics.median(times):.1f} s (limit 8 s on two processors)"
    )


def _national(folder: Path, scale: float) -> Iterator[str]:
    staff, bodies = int(NATIONAL_STAFF * scale), max(1, int(NATIONAL_BODIES * scale))
    started = perf_counter()
    pack = _pack(folder / "national", staff, bodies)
    made = perf_counter() - started
    yield f"Making {bodies} bodies of {staff:,} staff in Parquet: {made:.1f} s (limit 5 s)"
    yield _counting(pack)
    told = json.loads(_run("-m", "evenhand.pipeline.bench_measure", str(pack)))
    yield (
        f"NHS WRES in the binary grouping for {told['bodies']} bodies, from the files to "
        f"{told['results']:,} results with intervals: {told['seconds']:.1f} s (limit 10 s), "
        f"peak memory {told['megabytes']:.0f} MB (limit 1,000 MB)"
    )
    yield against_fairlearn(folder, pack / "applications.parquet", rows=int(FAIRLEARN_ROWS * scale))
    one, ten = folder / "one_year", folder / "ten_years"
    for out, years in ((one, 1), (ten, 10)):
        _pack(out, staff, bodies, years=years, partitioned=True)
    yield from ten_times(one, ten)


def _counting(pack: Path) -> str:
    with Engine() as ours, Engine() as by_hand:
        read = read_pack(pack, engine=ours)
        frames = {name: ours.lazy(name) for name in read.tables}
        for table in ("staff", "applications", "events", "survey"):
            by_hand.scan_parquet(table, pack / f"{table}.parquet")

        def written_by_hand() -> None:
            for sql in (*BY_HAND, *(SURVEY_BY_HAND.format(q=q) for q in QUESTIONS)):
                by_hand.rows(sql)

        mine, hand = _in_turn(lambda: count(frames, snapshots=read.snapshots), written_by_hand)
    return (
        f"Counting: {mine:.2f} s against {hand:.2f} s for hand-written SQL: "
        f"ratio {mine / hand:.2f} (limit 2)"
    )


def _pack(out: Path, staff: int, bodies: int, *, years: int = 1, partitioned: bool = False) -> Path:
    effects = default_effects()
    synthesise(
        staff=staff,
        bodies=bodies,
        years=years,
        seed=1,
        effects=effects,
        out=out,
        last_snapshot=LAST_SNAPSHOT,
        partitioned=partitioned,
    )
    return out


def _in_turn(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Median seconds of each, run in turn after one warm-up each."""
    times: tuple[list[float], list[float]] = ([], [])
    for run in range(RUNS + 1):
        for work, kept in zip((one, other), times, strict=True):
            started = perf_counter()
            work()
            if run:
                kept.append(perf_counter() - started)
    return statistics.median(times[0]), statistics.median(times[1])


def _run(*arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):  # 1: the data has errors, which the made-up data may
        raise RuntimeError(f"{' '.join(arguments)} ended with {done.returncode}: {done.stderr}")
    return done.stdout
