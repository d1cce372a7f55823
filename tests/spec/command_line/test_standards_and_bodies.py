"""Which standard is for which body"""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.factories.command import evenhand, started_anew
from tests.factories.packs import make_pack

STAFF = [
    {"person": f"p{n}", "ethnic_category": "AN"[n % 2], "pay_band": "567"[n % 3]} for n in range(60)
]


def codes(pack: Path, command: str = "check") -> dict[str, str]:
    """Codes of a check, each with its severity."""
    told = json.loads(evenhand(command, pack, "--json", "-").stdout)
    return {item["code"]: item["severity"] for item in (*told["errors"], *told["warnings"])}


@pytest.mark.parametrize(
    ("year", "body", "code", "severity"),
    [
        pytest.param({"standards": None}, {}, "no-standards", "error", id="no standard asked for"),
        pytest.param(
            {"standards": ["nhs-wres", "sc-wres"]},
            {},
            "standard-not-for-body",
            "warning",
            id="a standard for councils, in a trust",
        ),
        pytest.param(
            {}, {"kind": "council"}, "body-not-measured", "warning", id="no standard for a council"
        ),
        pytest.param(
            {"snapshot": "2014-03-31"}, {}, "no-edition", "error", id="before the standard began"
        ),
    ],
)
def test_what_does_not_fit_is_said_by_the_check(
    tmp_path: Path, year: dict[str, Any], body: dict[str, Any], code: str, severity: str
) -> None:
    """Nobody is left out in silence."""
    if "snapshot" in year:
        from datetime import date

        year = {"snapshot": date.fromisoformat(year["snapshot"])}
    pack = make_pack(tmp_path, manifest={"year": year, "body": body}, staff=STAFF)
    assert codes(pack)[code] == severity


def test_a_cell_that_an_indicator_does_not_have_is_said(tmp_path: Path) -> None:
    """A slip in a template would otherwise be an empty indicator."""
    counts = [
        {"indicator": "9", "cell": "votng members", "grouping": "binary", "group": group,
         "numerator": 6, "denominator": 12}
        for group in ("bme", "white")
    ]  # fmt: skip
    done = evenhand("measure", make_pack(tmp_path, staff=STAFF, counts=counts))
    assert "unknown-cell" in done.stderr
    assert "votng members" in done.stderr


def test_a_survey_that_does_not_say_who_answered_gives_bounds_for_indicator_6(
    tmp_path: Path,
) -> None:
    """30% said managers and 20% colleagues: either is between 30% and 50%, and never a guess."""
    survey = [
        {"ethnic_category": category, "question": question, "answer": "yes" if n < yes else "no"}
        for category in "AN"
        for question, yes in (("harassment_manager", 30), ("harassment_colleagues", 20))
        for n in range(100)
    ]
    pack = make_pack(tmp_path, staff=STAFF, survey=survey)
    told = json.loads(evenhand("measure", pack, "--grouping", "binary", "--json", "-").stdout)
    (result,) = [r for r in told["results"] if r["indicator"] == "6"]
    assert result["value"] is None
    assert (result["share_low"], result["share_high"]) == (0.3, 0.5)


def test_the_population_is_compared_with_people_of_known_ethnicity(tmp_path: Path) -> None:
    """The census knows everybody's group; 5 of 30 senior managers of unknown ethnicity do not count."""
    staff = [
        {"person": f"p{n}", "ethnic_category": category, "senior_manager": "yes", "pay_band": "A"}
        for n, category in enumerate(["A"] * 15 + ["N"] * 10 + ["Z"] * 5)
    ]
    staff += [
        {"person": f"q{n}", "ethnic_category": "A", "senior_manager": "no", "pay_band": "B"}
        for n in range(40)
    ]
    population = [
        {"ethnic_category": "A", "population": 8000},
        {"ethnic_category": "N", "population": 2000},
    ]
    pack = make_pack(
        tmp_path,
        manifest={
            "body": {"kind": "council"},
            "year": {"standards": ["sc-wres"]},
            "ladder": {"rungs": ["B", "A"]},
        },
        staff=staff,
        population=population,
    )
    told = json.loads(evenhand("measure", pack, "--grouping", "binary", "--json", "-").stdout)
    results = {
        r["cell"]: (r["numerator"], r["denominator"])
        for r in told["results"]
        if r["indicator"] == "9" and r["group"] == "bme"
    }
    assert results == {"workforce": (10, 30), "population": (10, 25)}


def test_one_body_of_a_pack_is_chosen_by_id_or_name(tmp_path: Path) -> None:
    """Its report stands where that of a pack with one body would; a wrong name lists the right ones."""
    pack = tmp_path / "pack"
    made = started_anew("synth", "--staff", "60", "--bodies", "3", "--out", pack)
    assert made.returncode == 0, made.stderr
    measure = ("measure", pack, "--grouping", "binary", "--json", "-")
    told = json.loads(evenhand(*measure).stdout)
    names = {result["body"]: result["body_name"] for result in told["results"]}
    id_, name = sorted(names.items())[1]
    for chosen in (id_, name):
        only = evenhand(*measure, "--body", chosen)
        assert {result["body"] for result in json.loads(only.stdout)["results"]} == {id_}
    out = tmp_path / "out"
    evenhand(
        "report", pack, "--grouping", "binary", "--body", id_, "--out", out, "--format", "json"
    )
    assert [path.name for path in out.iterdir()] == ["results.json"]
    wrong = evenhand("measure", pack, "--body", "Nowhere")
    assert wrong.returncode == 2
    assert f"{id_} ({name})" in wrong.stderr
