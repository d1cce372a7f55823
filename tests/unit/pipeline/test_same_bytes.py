"""The same pack gives the same bytes again."""

import shutil
from pathlib import Path

import pytest

from evenhand.data.synthetic.demo import SNAPSHOTS, pair
from evenhand.pipeline.measure import Wanted, measure_pack
from evenhand.pipeline.report import write_reports


def _report(pack: Path, out: Path) -> dict[str, bytes]:
    measured = measure_pack(pack, Wanted())
    written = write_reports(measured.measurements, out, lambda what, done, total: None)
    return {str(path.relative_to(out)): path.read_bytes() for path in written}


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two years of a small made-up council."""
    council, _trust = pair(3, snapshots=SNAPSHOTS[-2:], size=0.25)
    return council.write(tmp_path_factory.mktemp("one"))[0].parent


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("out")


@pytest.fixture(scope="module")
def report(pack: Path, out: Path) -> dict[str, bytes]:
    return _report(pack, out)


def test_a_pack_reported_twice_from_two_places_gives_the_same_bytes(
    pack: Path, report: dict[str, bytes], tmp_path: Path
) -> None:
    """No date, path or order of a run gets into a report."""
    other = Path(shutil.copytree(pack, tmp_path / "other", copy_function=shutil.copy))
    assert {"report.html", "results.csv", "results.json"} < set(report)
    assert _report(other, tmp_path / "second") == report


@pytest.mark.usefixtures("report")
def test_only_the_owner_may_read_a_report(out: Path) -> None:
    """Until disclosure control exists every report is internal."""
    files = list(out.iterdir())
    assert files
    for path in files:
        assert path.stat().st_mode & 0o077 == 0
