"""Several audiences in one run: the same files as one by one, all of them or none."""

from collections.abc import Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tests.factories.disclosure import measurement_of
from tests.factories.measures import results_of

from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.release import Shown
from evenhand.domain.results.measurement import Measurement
from evenhand.pipeline import release
from evenhand.pipeline.audiences import Asked, asked_of, for_the_day, get_ready, write_for
from evenhand.pipeline.workers import getting_ready
from evenhand.pipeline.wrong_use import NotSafe, WrongUse

COUNTS = {
    "workforce": {"white-british": 800, "indian": 120, "african": 93, "not-stated": 60},
    "disciplinary": {"white-british": 33, "indian": 24, "african": 3, "not-stated": 12},
}
EVERYONE = "public,internal,board"


def quiet(what: str, done: int, of: int) -> None:
    """Nobody is watching."""


@pytest.fixture(scope="module")
def measured() -> list[Measurement]:
    return [measurement_of(results_of(COUNTS, groupings=("binary", "broad-5-2021")))]


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file there, hidden ones too, by its place."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def written(asked: Sequence[Asked], measured: list[Measurement], out: Path) -> dict[str, bytes]:
    """What one run puts in place, with processes of its own where there are several processors."""
    with getting_ready(get_ready, most=len(asked)) as workers:
        made = write_for(measured, asked, out, quiet, workers)
    assert [each.asked for each in made] == list(asked)
    found = files_below(out)
    assert {path.relative_to(out).as_posix() for one in made for path in one.paths} == set(found)
    return found


def test_several_audiences_get_the_files_that_each_would_get_alone(
    measured: list[Measurement], tmp_path: Path
) -> None:
    """Byte for byte, in a folder of their own; worked on side by side or not."""
    together = written(asked_of(EVERYONE, "", "all"), measured, tmp_path / "together")
    apart: dict[str, bytes] = {}
    for audience in EVERYONE.split(","):
        alone = written(asked_of(audience, "", "all"), measured, tmp_path / audience)
        apart |= {f"{audience}/{name}": data for name, data in alone.items()}
    assert {"internal/return-nhs-wres.xlsx", "board/report.docx", "public/report.pdf"} < set(apart)
    assert together == apart
    write_for(measured, asked_of(EVERYONE, "", "all"), tmp_path / "turn", quiet)
    assert files_below(tmp_path / "turn") == apart


@pytest.mark.parametrize("side_by_side", [True, False])
def test_where_one_audience_would_not_be_safe_nobody_gets_anything(
    measured: list[Measurement],
    side_by_side: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And the message says whose report it was."""
    safe = release.release_and_write

    def unsafe_for_the_board(
        measurements: Sequence[Measurement],
        preset: Preset,
        audience: str,
        *others: Any,
        formats: Sequence[str],
    ) -> tuple[list[Shown], list[Path]]:
        if audience == "board":
            raise NotSafe("Some Trust: nothing was written, because a reader could tell.")
        return safe(measurements, preset, audience, *others, formats=formats)

    monkeypatch.setattr(release, "release_and_write", unsafe_for_the_board)
    with ThreadPoolExecutor(2) as threads:
        workers: Executor | None = threads if side_by_side else None
        with pytest.raises(NotSafe, match="For board readers: Some Trust: nothing was written"):
            write_for(measured, asked_of(EVERYONE, "", "csv"), tmp_path, quiet, workers)
    assert list(tmp_path.iterdir()) == []


def test_each_audience_has_its_own_rules_and_formats() -> None:
    """An internal report has no preset, and only it holds the standards' returns."""
    internal, board = asked_of(" internal, board,internal", "", "json,all")
    assert (internal.audience, internal.preset, "return" in internal.formats) == (
        "internal",
        None,
        True,
    )
    assert board.preset is not None
    assert (board.preset.slug, "return" in board.formats) == ("board", False)
    named = asked_of("internal,board,public", "regulator", "json")
    assert [each.preset and each.preset.slug for each in named] == [None, "regulator", "regulator"]


def test_rules_are_those_of_the_latest_snapshot() -> None:
    """Internal readers still have none."""
    asked = for_the_day(asked_of("internal,public", "", "json"), "", ["2024-03-31", "2025-03-31"])
    assert [each.preset and each.preset.slug for each in asked] == [None, "mhsds"]


@pytest.mark.parametrize(
    ("audiences", "preset", "formats", "said"),
    [
        ("internal,everyone", "", "json", "There is no audience everyone"),
        (" , ", "", "json", "No audience was named"),
        ("internal", "mhsds", "json", "A preset is for board and public readers"),
        ("internal,public", "", "return", "for the body alone: public"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_read(
    audiences: str, preset: str, formats: str, said: str
) -> None:
    """In a sentence."""
    with pytest.raises(WrongUse, match=said):
        asked_of(audiences, preset, formats)
