"""Packs on disk, and releases of them with a ledger."""

import csv
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.factories.packs import make_pack

from evenhand.pipeline.ledger import LedgerRelease, Request, release_with_ledger
from evenhand.pipeline.measure import Wanted, measure_pack
from evenhand.pipeline.records import Records

Rows = Sequence[dict[str, Any]]
FILES = {"report.html", "results.csv", "results.csv-metadata.json", "results.json"}
STAFF = [
    {
        "person": f"p{n}",
        "ethnic_category": "AAAHN"[n % 5],
        "pay_band": "5" if n % 7 < 4 else "6",
        "staff_group": "clinical",
        "team": ("north", "south")[n // 3 % 2],
    }
    for n in range(300)
]
ONE_MORE = [*STAFF, STAFF[3] | {"person": "new"}]
PUT_RIGHT = [STAFF[0] | {"ethnic_category": "H"}, *STAFF[1:]]
USUAL = ("--standard", "nhs-wres", "--grouping", "binary")
EARLIER_YEAR = {"snapshot": datetime(2024, 3, 31, tzinfo=UTC).date(), "standards": ["nhs-wres"]}


EXACT = """
slug = "exact"
title = "Exact from five up"
status = "draft"
why_draft = "For a test."
valid_from = 2020-01-01
used_by = "a test"
threshold = 5
hides_zero = false

[[sources]]
title = "none"
address = "https://example.org/"
section = "none"
"""


def exact(folder: Path) -> Path:
    """Rules of one's own: exact counts from five up."""
    (folder / "exact.toml").write_text(EXACT, encoding="utf-8")
    return folder / "exact.toml"


def pack_at(folder: Path, staff: Rows = STAFF, **manifest: Any) -> Path:
    return make_pack(folder, staff=staff, manifest=manifest)


def records(pack: Path) -> Records:
    return Records(pack, lambda wanted, before: measure_pack(pack, wanted, before))


def release(
    pack: Path,
    *,
    ledger: Path,
    out: Path,
    audience: str = "public",
    groupings: tuple[str, ...] = ("binary",),
    formats: tuple[str, ...] = ("csv", "json"),
    team: str = "",
    earlier: Sequence[Path] = (),
) -> LedgerRelease:
    """A release made in this process."""
    request = Request(
        wanted=Wanted(standards=("nhs-wres",), groupings=groupings, team=team),
        audience=audience,
        rules=str(exact(pack.parent)),
        at=datetime(2026, 1, 1, tzinfo=UTC),
        formats=formats,
    )
    return release_with_ledger(
        records(pack),
        request,
        ledger=ledger,
        out=out,
        tell=lambda what, done, total: None,
        earlier=[records(path) for path in earlier],
    )


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def shown_of_staff(out: Path) -> dict[str, str]:
    """How many people of each group a CSV file prints; empty where it is hidden."""
    with (out / "results.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["group"]: row["comparator_numerator"]
            for row in csv.DictReader(file)
            if row["indicator"] == "1" and row["cell"] == "clinical: 5"
        }


def command(tmp_path: Path) -> tuple[list[str | Path], Path, Path]:
    pack, ledger, out = pack_at(tmp_path / "pack"), tmp_path / "ledger", tmp_path / "out"
    words: list[str | Path] = ["release", pack, "--ledger", ledger, "--out", out]
    words += ["--format", "csv,json", "--preset", exact(tmp_path), *USUAL]
    return words, ledger, out
