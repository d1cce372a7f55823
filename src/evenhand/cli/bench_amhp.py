"""The benchmark's part about AMHP services: a region of them, its pages and its monthly reports."""

import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from evenhand.cli.bench_site import answers
from evenhand.cli.demo import wait_for
from evenhand.cli.site_processes import demo_environment, django

SERVICES = 150
BOARD = "/bodies/BODY/amhp/"
# In milliseconds, and in seconds.
BOARD_LIMIT, REPORT_LIMIT, REGION_LIMIT = 200, 3_000, 30
# One report in two seconds: each is measured by itself, and not what waits for another.
REPORTS_A_SECOND = 0.5
# 150 boards, each of which somebody looks at every half minute.
BOARDS_A_SECOND = 5.0


def run_amhp_bench(*, scale: float) -> Iterator[str]:
    """Lines for the rows, the pages, one service's report, the region's. `scale` 1 is all services."""
    services = round(SERVICES * scale)
    with tempfile.TemporaryDirectory(prefix="evenhand-bench-amhp-") as name:
        folder = Path(name)
        environment = demo_environment(folder / "site")
        (folder / "site").mkdir()
        wait_for(django("migrate", "--verbosity", "0"), environment)
        started = time.perf_counter()
        fill = django("bench_amhp", "--services", str(services), "--sets", str(folder / "sets"))
        told = json.loads(wait_for(fill, environment).splitlines()[-1])
        size = sum(path.stat().st_size for path in (folder / "site").glob("db.sqlite3*"))
        yield (
            f"A region with {services} AMHP services and {told['considerations']:,} considerations of "
            f"two years: made in {time.perf_counter() - started:.0f} s, {size / 1e6:,.0f} MB on SQLite"
        )
        yield from answers(environment, told, rate=BOARDS_A_SECOND, limits={BOARD: BOARD_LIMIT})
        yield "Monthly reports of one service, as the site makes them:"
        reports = {**told, "pages": told["reports"]}
        yield from answers(environment, reports, rate=REPORTS_A_SECOND, limit=REPORT_LIMIT)
        yield from _region(folder, told["month"])


def _region(folder: Path, month: str) -> Iterator[str]:
    """All services' data sets put together and reported on, each a command of its own."""
    sets, whole = sorted((folder / "sets").iterdir()), folder / "region"
    taken, computed = _command("combine", *map(str, sets), "--out", str(whole))
    yield f"Putting {len(sets)} data sets together: {taken:.1f} s, {computed:.1f} s of computing time"
    read = _read_alone(whole)
    for readers in ("service", "public"):
        words = (str(whole), "--month", month, "--as", readers, "--out", str(folder / readers))
        taken, computed = _command("report", *words)
        yield (
            f"The region's report of a month for {readers}, all formats: {taken:.1f} s (limit "
            f"{REGION_LIMIT} s: {taken / REGION_LIMIT:.2f} of it), {computed:.1f} s of computing "
            f"time; splitting the same rows into cells alone: {read:.1f} s; ratio {computed / read:.1f}"
        )


def _command(*words: str) -> tuple[float, float]:
    """Seconds by the clock and of processor time of a command of `evenhand amhp`."""
    before, started = os.times(), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "evenhand.cli", "amhp", *words],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(
            f"evenhand amhp {words[0]} ended with {done.returncode}: {done.stderr[-2000:]}"
        )
    taken, after = time.perf_counter() - started, os.times()
    spent = after.children_user - before.children_user
    return taken, spent + after.children_system - before.children_system


def _read_alone(folder: Path) -> float:
    """Seconds of processor time to split the tables of a report into cells, and nothing more."""
    started = time.process_time()
    for table in ("considerations", "delays", "safety", "amhps", "shifts"):
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as text:
            for _ in csv.reader(text):
                pass
    return time.process_time() - started
