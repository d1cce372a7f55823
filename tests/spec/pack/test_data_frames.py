"""Data frames of a notebook are measured as a pack of files is, with the same figures."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest

import evenhand
from evenhand.data.synthetic.effects import default_effects
from evenhand.data.synthetic.synthesise import synthesise
from evenhand.data.writers.rows import rows
from evenhand.pipeline.measure import Wanted, measure_pack
from evenhand.pipeline.wrong_use import WrongUse

HOW_TO = Path(__file__).parents[3] / "docs/how-to/measure-data-frames.md"
TABLES = ("staff", "applications", "events", "survey", "bodies")
READERS: dict[str, Callable[[str], Any]] = {
    "pandas": pd.read_csv,
    "polars": lambda path: pl.read_csv(path, infer_schema_length=None),
    "polars lazily": lambda path: pl.scan_csv(path, infer_schema_length=None),
    "duckdb": duckdb.read_csv,
}
CALL: dict[str, Any] = {
    "snapshot": date(2025, 3, 31),
    "standards": ["nhs-wres"],
    "ladder": "agenda-for-change",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    synthesise(
        staff=500, bodies=1, years=1, seed=3, effects=default_effects(), out=tmp_path,
        last_snapshot=date(2025, 3, 31),
    )  # fmt: skip
    return tmp_path


@pytest.mark.parametrize("kind", READERS)
def test_frames_give_the_figures_of_the_files(folder: Path, kind: str) -> None:
    frames = {name: READERS[kind](str(folder / f"{name}.csv")) for name in TABLES}
    found = evenhand.measure(frames, **CALL)
    measured = measure_pack(folder, Wanted())
    assert found.to_dicts() == rows(r for m in measured.measurements for r in m.results)
    assert len(found) == len(found.to_dicts())


def test_columns_and_values_may_be_called_anything(folder: Path) -> None:
    frames = {name: pd.read_csv(folder / f"{name}.csv") for name in TABLES}
    expected = evenhand.measure(frames, **CALL).to_dicts()
    staff = frames["staff"].rename(columns={"ethnic_category": "Origin"})
    staff["Origin"] = staff["Origin"].replace("N", "Group seven")
    found = evenhand.measure(
        frames | {"staff": staff},
        columns={"staff": {"ethnic_category": "Origin"}},
        values={"staff": {"ethnic_category": {"Group seven": "N"}}},
        **CALL,
    )
    assert found.to_dicts() == expected


@pytest.mark.parametrize(
    ("frames", "more", "said"),
    [
        ({"stuff": pd.DataFrame()}, {}, "There is no table called stuff. Did you mean staff?"),
        ({}, {}, "There is no table to measure."),
        ({"staff": pd.DataFrame({"person": ["1"]})}, {"body": None}, "Say whose records these are"),
        ({"staff": 3}, {}, "The table staff could not be read. builtins.int is no data frame"),
        ({"staff": pd.DataFrame({"person": ["1"]})}, {}, "There is no column ethnic_category."),
        ({"staff": pd.DataFrame({"person": ["1"]})}, {"snapshot": "soon"}, "Must be a date"),
    ],
)
def test_what_cannot_be_measured_is_said_in_a_sentence(
    frames: dict[str, object], more: dict[str, object], said: str
) -> None:
    body = {"id": "X01", "name": "A council", "kind": "council"}
    with pytest.raises(WrongUse, match=said.replace(".", r"\.").replace("?", r"\?")):
        evenhand.measure(frames, **({"body": body} | CALL | more))


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_the_notebook_example_of_the_how_to_runs(
    folder: Path, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    example = HOW_TO.read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    assert len([line for line in example.splitlines() if line]) == 5
    monkeypatch.chdir(folder)
    names: dict[str, Any] = {}
    exec(example.replace("polars", library), names)
    assert len(names["results"]) > 100
    assert type(names["results"]).__module__.split(".")[0] == library
