"""The same extract next year"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.factories import extracts
from tests.factories.extracts import write_csv
from tests.spec.mapping.test_layouts import TODAY, categories, map_yes

from evenhand.pipeline.map import About, Question, map_extract


def _nobody_asks(question: Question) -> str:
    pytest.fail(f"asked: {question.found}")


@pytest.mark.parametrize(
    "layout",
    [
        pytest.param(extracts.esr, id="an ESR-style export"),
        pytest.param(extracts.asc_wds, id="adult social care"),
        pytest.param(extracts.payroll, id="payroll with two header rows"),
        pytest.param(extracts.city_payroll, id="city payroll"),
        pytest.param(extracts.workbook, id="a workbook"),
        pytest.param(extracts.template, id="counts"),
        pytest.param(extracts.warehouse, id="Parquet"),
    ],
)
def test_it_maps_without_a_question(layout: Any, tmp_path: Path) -> None:
    """The same headers and other rows; the body, the ladder and the codes are those of before."""
    layout(tmp_path / "2025", extracts.people())
    old = map_yes(tmp_path / "2025", About(id="X01", snapshot=extracts.SNAPSHOT))
    layout(tmp_path / "2026", extracts.people(200, seed=2))
    new = map_extract(tmp_path / "2026", About(), _nobody_asks, today=TODAY, like=tmp_path / "2025")
    assert new.proposal.about.id == "X01"
    assert [t.columns for t in new.proposal.tables] == [t.columns for t in old.proposal.tables]
    assert [t.dates for t in new.proposal.tables] == [t.dates for t in old.proposal.tables]
    assert new.proposal.rungs == old.proposal.rungs
    if layout is extracts.esr:
        assert categories(tmp_path / "2026") == extracts.by_category(extracts.people(200, seed=2))


def test_only_what_is_new_is_asked(tmp_path: Path) -> None:
    """A new column that is known, and a new label that is not."""
    header = ["Employee Number", "Ethnic Origin", "Shoe Size"]
    rows = [[f"E{n}", "A" if n % 3 else "Martian", "7"] for n in range(1001, 1013)]
    write_csv(tmp_path / "a" / "staff.csv", [header, *rows])
    map_yes(tmp_path / "a")
    more = [[*row, "Female"] for row in rows]
    more += [[f"F{n}", "Venusian", "7", "Male"] for n in range(1001, 1005)]
    write_csv(tmp_path / "b" / "staff.csv", [[*header, "Gender"], *more])
    asked: list[str] = []

    def choose(question: Question) -> str:
        asked.append(question.key)
        return question.guess

    like = tmp_path / "a" / "pack.toml"
    made = map_extract(tmp_path / "b", About(), choose, today=TODAY, like=like)
    assert asked == ["column|staff|sex", "value|staff|ethnic_category|Venusian"]
    assert made.proposal.about.snapshot == date(2026, 3, 31)


def test_an_answer_is_kept_for_next_year(tmp_path: Path) -> None:
    """What a label was said to mean once needs no saying again."""
    header = ["Employee Number", "Ethnic Origin", "Gender"]
    rows = [[f"E{n}", "Black Somali", "F"] for n in range(1001, 1006)]
    write_csv(tmp_path / "a" / "staff.csv", [header, *rows])

    def choose(question: Question) -> str:
        return "african" if question.key.startswith("value|") else question.guess

    map_extract(tmp_path / "a", About(id="X01"), choose, today=TODAY)
    write_csv(tmp_path / "b" / "staff.csv", [header, *rows[1:]])
    map_extract(tmp_path / "b", About(), _nobody_asks, today=TODAY, like=tmp_path / "a")
    assert categories(tmp_path / "b") == {"african": 4}
