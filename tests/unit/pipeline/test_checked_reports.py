"""Reports for others: made from what is attacked, put in place all together or not at all."""

import importlib
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from tests.factories.disclosure import measurement_of
from tests.factories.measures import results_of

from evenhand.data.attack_files.results_read import from_json
from evenhand.data.definitions.presets import preset
from evenhand.domain.disclosure.printed import definitions_of, told_by
from evenhand.domain.disclosure.release import Released, release
from evenhand.domain.results.result import Finding
from evenhand.pipeline import report
from evenhand.pipeline.formats import chosen, files_of
from evenhand.pipeline.release import write_released
from evenhand.pipeline.report import as_printed, results_text
from evenhand.pipeline.wrong_use import NotSafe, WrongUse
from evenhand.reporting.documents import typesetting

COUNTS = {
    "workforce": {"white-british": 800, "indian": 120, "african": 93, "not-stated": 60},
    "disciplinary": {"white-british": 33, "indian": 24, "african": 3, "not-stated": 12},
}
RULES = preset("regulator")


def quiet(what: str, done: int, of: int) -> None:
    """Nobody is watching."""


@pytest.fixture(scope="module")
def released() -> Released:
    results = results_of(COUNTS, groupings=("binary", "broad-5-2021", "census-2021-19"))
    return release(measurement_of(results), RULES, "board")


def second(released: Released, called: str = "X02") -> Released:
    """The same of another body."""
    measurement = released.measurement
    body = replace(measurement.body, id=called, name="Another Trust")
    results = tuple(
        replace(each, body=called, body_name="Another Trust") for each in measurement.results
    )
    return replace(released, measurement=replace(measurement, body=body, results=results))


def test_pages_are_made_from_what_the_results_file_prints(released: Released) -> None:
    """A number left in a hidden result gets into no file, not even as a dot in a chart."""
    results = list(released.measurement.results)
    place = next(i for i, each in enumerate(results) if each.suppressed)
    results[place] = replace(
        results[place], numerator=3, denominator=93, share=3 / 93, value=0.75, low=0.3, high=1.9
    )
    leaking = replace(released.measurement, results=tuple(results))
    made = as_printed(leaking)
    assert made.results[place].numerator is None
    assert made.results == as_printed(released.measurement).results
    wanted = chosen("html,docx", audience="board")
    assert files_of(made, wanted) == files_of(as_printed(released.measurement), wanted)


def test_nothing_is_lost_on_the_way(released: Released) -> None:
    """What is read back is what was released, in its order."""
    made = as_printed(released.measurement)
    shown = [each for each in released.measurement.results if not each.suppressed]
    assert [each for each in made.results if not each.suppressed] == shown
    assert sorted(from_json(results_text([made])), key=repr) == sorted(made.results, key=repr)
    assert {r.finding for r in made.results if r.suppressed} == {Finding.TOO_SMALL}


@pytest.mark.parametrize(
    ("formats", "names"),
    [
        ("pdf", {"report.pdf", "board-summary.pdf"}),
        ("csv", {"results.csv", "results.csv-metadata.json"}),
        ("docx,xlsx", {"report.docx", "report.xlsx"}),
    ],
)
def test_any_formats_can_be_asked_for_alone(
    formats: str, names: set[str], released: Released, tmp_path: Path
) -> None:
    """Without a JSON file among them, the one they would have with them is attacked."""
    wanted = chosen(formats, audience="board")
    written = write_released([released], RULES, tmp_path, quiet, formats=wanted)
    assert {path.name for path in written} == names
    assert {path.name for path in tmp_path.iterdir()} == names


def test_several_bodies_stand_or_fall_together(released: Released, tmp_path: Path) -> None:
    """A report that fails keeps every other one back, and leaves nothing behind."""
    told = next(
        cell
        for cell, limits in told_by(
            released.measurement.results, definitions_of(released.measurement), RULES
        ).items()
        if limits is not None
    )
    careless = replace(second(released), sensitive=frozenset({told}))
    with pytest.raises(NotSafe):
        write_released([released, careless], RULES, tmp_path, quiet)
    assert list(tmp_path.iterdir()) == []


def test_the_page_that_lists_them_is_attacked_as_well(
    released: Released, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It repeats what stands out in each."""
    both = [released, second(released)]
    written = write_released(both, RULES, tmp_path, quiet, formats=("json",))
    assert [path.name for path in written] == ["index.html", "results.json", "results.json"]
    assert 'href="X02/"' in (tmp_path / "index.html").read_text(encoding="utf-8")
    monkeypatch.setattr(report, "render_contents", lambda links: "<p>987654 people</p>")
    with pytest.raises(NotSafe, match="index.html tells more"):
        write_released(both, RULES, tmp_path, quiet, formats=("json",))


def test_many_bodies_are_worked_on_side_by_side(released: Released, tmp_path: Path) -> None:
    """With the same files as one after another."""
    few = write_released([released], RULES, tmp_path / "one", quiet, formats=("json",))
    bodies = [released, *(second(released, f"X{n:02}") for n in range(2, 6))]
    many = write_released(bodies, RULES, tmp_path / "many", quiet, formats=("json",))
    assert len(many) == 1 + len(bodies)
    assert many[1].read_bytes() == few[0].read_bytes()


def test_a_file_is_sealed_before_it_is_put_in_place(released: Released, tmp_path: Path) -> None:
    """What a ledger notes is what will stand there; if it cannot be noted, nothing stands there."""

    def seal(files: Mapping[str, bytes]) -> None:
        assert set(files) == {"results.json"}
        raise OSError("the ledger's disk is full")

    with pytest.raises(OSError, match="full"):
        write_released([released], RULES, tmp_path, quiet, formats=("json",), seal=seal)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def without_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which the font package was not installed."""
    monkeypatch.setitem(sys.modules, "fontpkg_arimo", None)
    typesetting._fonts.cache_clear()
    importlib.invalidate_caches()


@pytest.mark.usefixtures("without_fonts")
def test_missing_fonts_are_named_with_what_to_do(released: Released, tmp_path: Path) -> None:
    """And nothing is written; the formats without charts on paper are still there."""
    with pytest.raises(WrongUse, match=r"install the package fontpkg-arimo.*--format html"):
        write_released([released], RULES, tmp_path, quiet, formats=("html", "pdf"))
    assert list(tmp_path.iterdir()) == []
    assert write_released([released], RULES, tmp_path, quiet, formats=("html", "xlsx"))
