"""Protects and proves one very large table in a process of its own; prints times and memory."""

import json
import resource
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np

from evenhand.data.attack_files.plain_table import read_plain_table
from evenhand.data.definitions.presets import preset
from evenhand.domain.disclosure.system import Whole
from evenhand.domain.disclosure.two_way import proves, seen, two_way
from evenhand.pipeline.attack_table import attack_table
from evenhand.pipeline.protect import protect_file

# Shares of 19 groups and of 13 bands: no figures of anybody, and as uneven as real ones are.
GROUPS = (
    0.70, 0.005, 0.0008, 0.0005, 0.06, 0.005, 0.002, 0.006, 0.006, 0.065,
    0.02, 0.007, 0.006, 0.025, 0.03, 0.009, 0.01, 0.006, 0.04,
)  # fmt: skip
BANDS = (0.002, 0.15, 0.13, 0.09, 0.19, 0.16, 0.10, 0.03, 0.02, 0.009, 0.004, 0.001, 0.10)
USUAL_STAFF = 5_500


def national_counts(bodies: int, seed: int = 1) -> Whole:
    """Made-up staff by body and group (rows) and band (columns), many of them few."""
    random = np.random.default_rng(seed)
    groups, bands = np.array(GROUPS) / sum(GROUPS), np.array(BANDS) / sum(BANDS)
    staff = random.lognormal(np.log(USUAL_STAFF), 0.75, bodies)
    of_group = staff[:, None] * random.dirichlet(60 * groups, bodies)
    of_band = random.dirichlet(40 * bands, of_group.size)
    counts: Whole = random.poisson(of_group.reshape(-1, 1) * of_band)
    return counts


def main(bodies: int) -> None:
    """Through files, as a person would: the table, the protected table, the attack on it."""
    rules, counts = preset("regulator"), national_counts(bodies)
    with TemporaryDirectory(prefix="evenhand-bench-") as folder:
        table, out = Path(folder) / "table.csv", Path(folder) / "protected.csv"
        _write(table, counts)
        started = perf_counter()
        made = protect_file(table, rules, out)
        protected = perf_counter() - started
        started = perf_counter()
        attacked = attack_table(read_plain_table(out.read_text(encoding="utf-8")), rules)
        attack = perf_counter() - started
    chosen = made.chosen
    known = seen(two_way(counts), chosen.hidden, rules)
    started = perf_counter()
    checked = [proves(known, each, rules) for each in chosen.proof.certificates.values()]
    told = {
        "rows": counts.shape[0],
        "columns": counts.shape[1],
        "small": int(chosen.sensitive.sum()),
        "others": int((chosen.hidden & ~chosen.sensitive).sum()),
        "gap": chosen.gap,
        "certificates": sum(checked),
        "by_flow": chosen.proof.by_flow,
        "protect_seconds": protected,
        "check_seconds": perf_counter() - started,
        "attack_seconds": attack,
        "given_away": len(attacked.given_away),
        "in_part": attacked.in_part,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(told))


def _write(path: Path, counts: Whole) -> None:
    lines: list[list[str | int]] = [
        ["group", *(f"band {band}" for band in range(counts.shape[1])), "Total"]
    ]
    lines += [[f"group {row}", *cells, sum(cells)] for row, cells in enumerate(counts.tolist())]
    lines.append(["Total", *counts.sum(axis=0).tolist(), int(counts.sum())])
    path.write_text("".join(f"{','.join(map(str, line))}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]))
