"""The benchmark's part about AMHP services: a region of them, and its pages."""

import json
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from evenhand.cli.bench_site import answers
from evenhand.cli.demo import wait_for
from evenhand.cli.site_processes import demo_environment, django

SERVICES = 150


def run_amhp_bench(*, scale: float) -> Iterator[str]:
    """A line for the rows, and for the pages as of the site. `scale` 1 is all services."""
    services = round(SERVICES * scale)
    with tempfile.TemporaryDirectory(prefix="evenhand-bench-amhp-") as folder:
        environment = demo_environment(Path(folder))
        wait_for(django("migrate", "--verbosity", "0"), environment)
        started = time.perf_counter()
        fill = django("bench_amhp", "--services", str(services))
        told = json.loads(wait_for(fill, environment).splitlines()[-1])
        size = sum(path.stat().st_size for path in Path(folder).glob("db.sqlite3*"))
        yield (
            f"A region with {services} AMHP services and {told['considerations']:,} considerations of "
            f"two years: made in {time.perf_counter() - started:.0f} s, {size / 1e6:,.0f} MB on SQLite"
        )
        if told["pages"]:
            yield from answers(environment, told)
