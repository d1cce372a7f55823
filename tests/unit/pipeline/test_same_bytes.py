"""The same pack gives the same bytes again."""

from pathlib import Path

from evenhand.data.synthetic.demo import write_demo
from evenhand.pipeline.measure import Wanted, measure_pack
from evenhand.pipeline.report import write_reports


def _report(pack: Path, out: Path) -> dict[str, bytes]:
    measured = measure_pack(pack, Wanted())
    written = write_reports(measured.measurements, out, lambda what, done, total: None)
    return {str(path.relative_to(out)): path.read_bytes() for path in written}


def test_a_pack_reported_twice_from_two_places_gives_the_same_bytes(tmp_path: Path) -> None:
    """No date, path or order of a run gets into a report."""
    packs = []
    for name in ("one", "other"):
        made = write_demo(tmp_path / name, 3)
        packs.append(next(path.parent for path in made if path.name == "pack.toml"))
    first = _report(packs[0], tmp_path / "first")
    second = _report(packs[1], tmp_path / "second")
    assert {"report.html", "results.csv", "results.json"} < set(first)
    assert first == second


def test_only_the_owner_may_read_a_report(tmp_path: Path) -> None:
    """Until disclosure control exists every report is internal."""
    made = write_demo(tmp_path / "packs", 3)
    pack = next(path.parent for path in made if path.name == "pack.toml")
    _report(pack, tmp_path / "out")
    for path in (tmp_path / "out").iterdir():
        assert path.stat().st_mode & 0o077 == 0
