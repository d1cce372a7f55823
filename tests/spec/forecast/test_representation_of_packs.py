"""Representation to come, from year packs: who moved, left and came"""

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.factories.packs import make_pack

from evenhand.domain.forecast.representation_flows import Flows
from evenhand.pipeline.forecast_representation import Wanted, forecast_of_packs
from evenhand.pipeline.forecast_representation_packs import FromPacks, flows_of_packs
from evenhand.pipeline.forecast_representation_tables import Residents
from evenhand.pipeline.wrong_use import WrongUse

# Person, ethnic category, band in the first year and in the second; empty: not there.
PEOPLE = [
    ("w1", "A", "5", "5"),
    ("w2", "A", "5", "6"),
    ("w3", "A", "6", "8a"),
    ("w4", "A", "8a", "8a"),
    ("w5", "A", "8a", ""),
    ("w6", "A", "", "8a"),
    ("b1", "M", "5", "5"),
    ("b2", "M", "5", "7"),
    ("b3", "N", "6", ""),
    ("b4", "N", "", "5"),
    ("u1", "Z", "5", "5"),
    ("m1", "A", "Consultant", "Consultant"),
]
STEPS = ("lower", "middle", "upper")


def rows(people: list[tuple[str, str, str, str]], year: int) -> list[dict[str, Any]]:
    return [
        {"person": person, "ethnic_category": category, "pay_band": bands[year]}
        for person, category, *bands in people
        if bands[year]
    ]


def pack(folder: Path, people: list[tuple[str, str, str, str]], year: int, **more: Any) -> Path:
    return make_pack(
        folder / str(year),
        manifest={"year": {"snapshot": date(2024 + year, 3, 31)}, "ladder": {"slug": "agenda-for-change"}},
        staff=rows(people, year),
        **more,
    )  # fmt: skip


def read(packs: list[Path], **asked: str) -> FromPacks:
    return flows_of_packs(packs, **({"body": "", "grouping": "binary", "grades": "steps"} | asked))


def flows(packs: list[Path], **asked: str) -> Flows:
    found = read(packs, **asked).flows
    assert found is not None
    return found


def both(folder: Path, people: list[tuple[str, str, str, str]] | None = None) -> list[Path]:
    return [pack(folder, PEOPLE if people is None else people, year) for year in (0, 1)]


def test_everybody_is_counted_once(tmp_path: Path) -> None:
    """Two packs, one a year: five White people in the rates, three others, and two set aside."""
    found = flows(both(tmp_path))
    assert (found.grades, found.groups) == (STEPS, ("white", "bme"))
    white, others = found.moved
    assert white.tolist() == [[1, 1, 0], [0, 0, 1], [0, 0, 1]]
    assert others.tolist() == [[1, 1, 0], [0, 0, 0], [0, 0, 0]]
    assert found.left.tolist() == [[0, 0, 1], [0, 1, 0]]
    assert found.hired.tolist() == [[0, 0, 1], [1, 0, 0]]
    assert found.stock.tolist() == [[1, 1, 3], [2, 1, 0]]
    notes = " ".join(read(both(tmp_path / "again")).notes)
    assert "2 people are not counted on the last snapshot" in notes
    assert "upper is 8a to VSM" in notes


def test_the_order_of_packs_and_people_does_not_matter(tmp_path: Path) -> None:
    one, other = flows(both(tmp_path / "a")), flows(both(tmp_path / "b", PEOPLE[::-1])[::-1])
    for name in ("stock", "moved", "left", "hired"):
        assert np.array_equal(getattr(one, name), getattr(other, name))


def test_by_rung(tmp_path: Path) -> None:
    """Rungs that nobody is on are left out."""
    found = flows(both(tmp_path), grades="rungs")
    assert found.grades == ("5", "6", "7", "8a")


def test_finer_groups_have_one_white_group(tmp_path: Path) -> None:
    found = flows(both(tmp_path), grouping="nhs-16")
    assert found.groups == ("white", "caribbean", "african")
    assert found.stock.sum() == 8


def test_shortlists_and_community(tmp_path: Path) -> None:
    """Shortlists of both years together; the highest grade has those of senior posts."""
    applications = [
        {"ethnic_category": c, "senior_post": senior, "shortlisted": short, "appointed": "no"}
        for c, senior, short in (
            ("A", "no", "yes"), ("A", "yes", "yes"), ("M", "yes", "no"), ("M", "no", "yes"),
        )
    ]  # fmt: skip
    population = [
        {"ethnic_category": "A", "population": 700},
        {"ethnic_category": "M", "population": 300},
    ]
    packs = [
        pack(tmp_path, PEOPLE, 0, applications=applications),
        pack(tmp_path, PEOPLE, 1, applications=applications, population=population),
    ]
    found = flows(packs)
    assert found.recruitment is not None
    assert found.recruitment.shortlisted.tolist() == [[4, 4, 2], [2, 2, 0]]
    assert found.recruitment.applied is not None
    assert found.recruitment.applied.tolist() == [[4, 4, 2], [4, 4, 2]]
    assert found.community is not None
    assert found.community.tolist() == [0.7, 0.3]
    answer = forecast_of_packs(packs, Wanted(replications=100, against="community"))
    assert "borrowed" in answer.inputs


def test_who_lives_there_is_taken_from_elsewhere_where_the_packs_do_not_say(tmp_path: Path) -> None:
    lives = Residents(
        people={"white-british": 600, "african": 400, "not-known": 9}, source="the census (2021)"
    )
    wanted = Wanted(replications=100, against="community")
    answer = forecast_of_packs(both(tmp_path), wanted, lives)
    assert answer.flows is not None
    assert answer.flows.community is not None
    assert answer.flows.community.tolist() == [0.6, 0.4]
    assert "borrowed, from the census (2021)." in answer.inputs
    population = [
        {"ethnic_category": "A", "population": 9},
        {"ethnic_category": "M", "population": 1},
    ]
    packs = [pack(tmp_path / "b", PEOPLE, year, population=population) for year in (0, 1)]
    own = forecast_of_packs(packs, wanted, lives)
    assert own.flows is not None
    assert own.flows.community is not None
    assert own.flows.community.tolist() == [0.9, 0.1]
    assert "borrowed, from the pack's population table." in own.inputs


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        pytest.param({"body": "Elsewhere"}, "There is no body Elsewhere", id="another body"),
        pytest.param({"grouping": "threefold"}, "no grouping threefold", id="another grouping"),
        pytest.param({"grades": "bands"}, "steps or rungs", id="other grades"),
    ],
)
def test_asked_for_what_is_not_there(tmp_path: Path, asked: dict[str, str], said: str) -> None:
    with pytest.raises(WrongUse, match=said):
        read(both(tmp_path), **asked)


def test_one_year_alone_has_no_rates(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="two snapshots a year apart"):
        read(both(tmp_path)[:1])


def test_the_same_year_twice(tmp_path: Path) -> None:
    first = both(tmp_path)[0]
    with pytest.raises(WrongUse, match="in two of the packs"):
        read([first, first])


def test_other_ids_in_each_year(tmp_path: Path) -> None:
    """People who cannot be found again are not people who left: no rates are made of that."""
    renamed = [(f"new {person}", *rest) for person, *rest in PEOPLE]
    packs = [pack(tmp_path, PEOPLE, 0), pack(tmp_path, renamed, 1)]  # type: ignore[arg-type]
    with pytest.raises(WrongUse, match="the ids do not match"):
        read(packs)


def test_one_group_alone(tmp_path: Path) -> None:
    white = [each for each in PEOPLE if each[1] == "A"]
    with pytest.raises(WrongUse, match="needs two of each"):
        read(both(tmp_path, white))
