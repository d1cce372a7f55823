"""What ten times the people cost, and the same rates from a well-known library."""

import json
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path

# Shares of people shortlisted and appointed by body's group, as MetricFrame is meant to be used;
# it prints its processor time and its rates.
_FAIRLEARN = """
import json, sys, time
import duckdb, numpy as np
from fairlearn.metrics import MetricFrame, selection_rate
rows = duckdb.sql(
    f"SELECT ethnic_category, shortlisted FROM read_parquet('{sys.argv[1]}') LIMIT {sys.argv[2]}"
).fetchnumpy()
groups, chosen = rows["ethnic_category"], np.asarray(rows["shortlisted"]).astype(int)
groups = np.asarray(groups).astype(str)
started = time.process_time()
frame = MetricFrame(
    metrics=selection_rate, y_true=chosen, y_pred=chosen, sensitive_features=groups
)
rates = {str(group): float(rate) for group, rate in frame.by_group.items()}
print(json.dumps({"seconds": time.process_time() - started, "rates": rates}))
"""
_OURS = """
import json, sys, time
from pathlib import Path
import narwhals as nw
from evenhand.data.engines.duckdb import Engine
with Engine() as engine:
    engine.scan_parquet("all_rows", Path(sys.argv[1]))
    engine.run(f"CREATE TABLE rows AS SELECT * FROM all_rows LIMIT {sys.argv[2]}")
    started = time.process_time()
    chosen = nw.when(nw.col("shortlisted")).then(1).otherwise(0).sum().cast(nw.Int64)
    grouped = engine.lazy("rows").group_by("ethnic_category").agg(n=nw.len(), chosen=chosen)
    told = grouped.collect().to_dict()
    listed = zip(*(told[name].to_list() for name in ("ethnic_category", "chosen", "n")))
    rates = {str(group): x / n for group, x, n in listed}
    print(json.dumps({"seconds": time.process_time() - started, "rates": rates}))
"""


def ten_times(one: Path, ten: Path) -> Iterator[str]:
    """The same bodies for one year and for ten, from partitioned Parquet to results."""
    told = [json.loads(_run("-m", "evenhand.pipeline.bench_measure", str(p))) for p in (one, ten)]
    small, large = told
    yield (
        f"Ten years of the same {large['bodies']} bodies, {large['results']:,} results: "
        f"{large['processor']:.0f} s of processor time against {small['processor']:.0f} s for one: "
        f"ratio {large['processor'] / small['processor']:.1f} (limit 11); peak memory "
        f"{large['megabytes']:.0f} MB (limit 1,500 MB)"
    )
    yield (
        f"Comparing these {large['bodies']} bodies over ten years by {large['compared']} headline "
        f"measures, after counting: {large['comparing']:.1f} s of processor time (limit 5 s)"
    )


def against_fairlearn(folder: Path, applications: Path, *, rows: int) -> str:
    """Rates by group of the same rows, ours and MetricFrame's, in an environment made for it."""
    home = folder / "fairlearn"
    venv.create(home, with_pip=True)
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", "fairlearn", "duckdb"]
    made = subprocess.run(install, capture_output=True, text=True, check=False)
    if made.returncode:
        return "fairlearn could not be installed here: not compared with it"
    given = (str(applications), str(rows))
    theirs = json.loads(_run("-c", _FAIRLEARN, *given, python=str(python)))
    ours = json.loads(_run("-c", _OURS, *given))
    if theirs["rates"].keys() != ours["rates"].keys() or any(
        abs(theirs["rates"][group] - rate) > 1e-12 for group, rate in ours["rates"].items()
    ):
        raise RuntimeError("fairlearn's rates and ours differ")
    return (
        f"Rates by {len(ours['rates'])} groups of {rows:,} rows: {ours['seconds']:.3f} s of "
        f"processor time, fairlearn's MetricFrame {theirs['seconds']:.1f} s, the same rates; ratio "
        f"{theirs['seconds'] / ours['seconds']:.0f} (limit: at least 50)"
    )


def _run(*arguments: str, python: str = sys.executable) -> str:
    done = subprocess.run([python, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)} ended with {done.returncode}: {done.stderr}")
    return done.stdout
