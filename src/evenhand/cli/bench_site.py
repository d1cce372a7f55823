"""The benchmark's part about the site: pages asked for by another process at a steady rate."""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from evenhand.cli.demo import until_it_answers, wait_for
from evenhand.cli.site_processes import beside, demo_environment, django, free_port, gunicorn

BODIES, YEARS = 212, 10
RATE, SECONDS, WARM = 20, 30, 3
PORT = 8700
# Milliseconds within which 95 of 100 pages are to be there.
LIMIT = 300


def run_site_bench(*, scale: float) -> Iterator[str]:
    """A line for all pages together and one for each kind of page. `scale` 1 is all bodies."""
    bodies = max(41, round(BODIES * scale))
    with tempfile.TemporaryDirectory(prefix="evenhand-bench-site-") as folder:
        environment = demo_environment(Path(folder))
        wait_for(django("migrate", "--verbosity", "0"), environment)
        started = time.perf_counter()
        fill = django("bench_site", "--bodies", str(bodies), "--years", str(YEARS))
        told = json.loads(wait_for(fill, environment).splitlines()[-1])
        size = sum(path.stat().st_size for path in Path(folder).glob("db.sqlite3*"))
        yield (
            f"A site with {bodies} bodies of {YEARS} released years each: made in "
            f"{time.perf_counter() - started:.0f} s, {size / 1e6:,.0f} MB on SQLite"
        )
        yield from answers(environment, told)


def answers(
    environment: Mapping[str, str],
    told: Mapping[str, object],
    *,
    rate: float = RATE,
    limit: int = LIMIT,
    limits: Mapping[str, int] | None = None,
) -> Iterator[str]:
    """
    How fast a site that is filled answers: `told` has the pages to ask for and a session.

    `rate` is pages a second; `limit` is of all pages together, `limits` of some kinds of them, in
    milliseconds at 95%.
    """
    wait_for(django("collectstatic", "--no-input", "--verbosity", "0"), environment)
    port = free_port(PORT)
    address = f"http://127.0.0.1:{port}/"
    begun = _computing()
    with beside(gunicorn(host="127.0.0.1", port=port, workers=2), environment) as server:
        until_it_answers(f"{address}health/", server)
        # Once before it counts: a server has answered before.
        loading = _computing()
        warm = _load({**told, "address": address, "rate": rate, "seconds": WARM})
        took = _load({**told, "address": address, "rate": rate, "seconds": SECONDS})
        loading = _computing() - loading
    spent = _computing() - begun - loading
    yield from _said(took, rate, limit, limits or {})
    yield (
        f"Computing time of the server, with starting it: {spent:.1f} s, or "
        f"{1000 * spent / (len(warm) + len(took)):.0f} ms a page"
    )


def _computing() -> float:
    """Seconds of processor time of the processes that this one started and saw end."""
    told = os.times()
    return told.children_user + told.children_system


def _load(told: dict[str, object]) -> list[tuple[str, float, int]]:
    done = subprocess.run(
        [sys.executable, "-m", "evenhand.pipeline.bench_load"],
        input=json.dumps(told),
        capture_output=True,
        text=True,
        check=True,
    )
    return [(page, seconds, status) for page, seconds, status in json.loads(done.stdout)]


def _said(
    took: list[tuple[str, float, int]], rate: float, limit: int, limits: Mapping[str, int]
) -> Iterator[str]:
    wrong = sum(status != 200 for _, _, status in took)
    times = [seconds for _, seconds, _ in took]
    yield (
        f"{len(took)} pages at {rate:g} a second, 2 processes of gunicorn: {_quantiles(times)}, "
        f"errors {wrong} (limits: 95% within {limit} ms{_ratio(times, limit)}, no error)"
    )
    kinds: dict[str, list[float]] = {}
    for page, seconds, _ in took:
        kinds.setdefault(_kind(page), []).append(seconds)
    for kind, them in sorted(kinds.items()):
        own = limits.get(kind)
        told = f" (limit {own} ms{_ratio(them, own)})" if own else ""
        yield f"  {kind}: {len(them)} pages, {_quantiles(them)}{told}"


def _kind(page: str) -> str:
    page = re.sub(r"bench-\d+", "BODY", page)
    page = re.sub(r"years/\d+", "years/YEAR", page)
    page = re.sub(r"\d{4}-\d\d-\d\d", "DAY", page)
    page = re.sub(r"reports/\d{4}-\d\d/", "reports/MONTH/", page)
    return re.sub(r"results/[^/]+/", "results/INDICATOR/", page)


def _quantiles(seconds: list[float]) -> str:
    middle = 1000 * statistics.median(seconds)
    return f"p50 {middle:.0f} ms, p95 {_p95(seconds):.0f} ms, most {1000 * max(seconds):.0f} ms"


def _p95(seconds: list[float]) -> float:
    """In milliseconds."""
    ordered = sorted(1000 * each for each in seconds)
    return ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]


def _ratio(seconds: list[float], limit: int) -> str:
    return f": {_p95(seconds) / limit:.2f} of it"
