"""`evenhand amhp return`: what a data set gives, for people and for other programs."""

import json
from datetime import date
from pathlib import Path

import pytest
from tests.factories.amhp_sets import service
from tests.factories.command import evenhand

from evenhand.data.definitions.amhp_dataset import data_set
from evenhand.data.writers.amhp_set import set_files
from evenhand.pipeline.amhp_return import last_day, returns_of_set
from evenhand.pipeline.wrong_use import WrongUse


def written(folder: Path, name: str, seed: int = 1) -> Path:
    tables = service(seed, months=14, a_month=15)
    for file, text in set_files(data_set(), tables, bodies=[name]).items():
        place = folder / name / file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="")
    return folder / name


def test_a_return_of_a_set_is_counts_with_what_is_not_known_kept_apart(tmp_path: Path) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text('vacant-fte = 0\nshort-fte = "not known"\nposts-fte = 20.5\n')
    words = ("--day", "2026-03-31", "--answers", answers, "--json", "-")
    done = evenhand("amhp", "return", written(tmp_path, "North"), *words)
    assert done.returncode == 0, done.stderr
    (one,) = json.loads(done.stdout)["returns"]
    figures = one["figures"]
    assert figures["people"] == 30 == sum(figures["people-age"].values())
    assert (figures["vacant-fte"], figures["short-fte"]) == (0, None)
    assert sum(figures["outcome"].values()) == figures["considered"] > 100
    assert "C000001" not in done.stdout and "P001" not in done.stdout, "no row of anybody"


def test_sets_put_together_give_one_return_a_service(tmp_path: Path) -> None:
    folders = [written(tmp_path, "North", 1), written(tmp_path, "South", 2)]
    together = tmp_path / "both"
    assert evenhand("amhp", "combine", *folders, "--out", together).returncode == 0
    alone = [
        json.loads(evenhand("amhp", "return", each, "--day", "2026-03-31", "--json", "-").stdout)
        for each in folders
    ]
    done = evenhand("amhp", "return", together, "--day", "2026-03-31", "--json", "-")
    assert json.loads(done.stdout)["returns"] == [each["returns"][0] for each in alone]


@pytest.mark.parametrize(
    ("answers", "day", "said"),
    [
        pytest.param("people = 4\n", "2026-03-31", "one of posts-fte", id="what is not asked"),
        pytest.param("posts-fte = true\n", "2026-03-31", "write a number", id="no number"),
        pytest.param("posts-fte =\n", "2026-03-31", "cannot be read as TOML", id="no TOML"),
        pytest.param("", "2026-03-30", "03-31", id="another day"),
    ],
)
def test_wrong_use_is_said_in_a_sentence(answers: str, day: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "answers.toml"
    file.write_text(answers)
    with pytest.raises(WrongUse, match=said):
        returns_of_set(written(tmp_path, "North"), date.fromisoformat(day), file)


def test_a_day_that_is_none_is_wrong_use(tmp_path: Path) -> None:
    done = evenhand("amhp", "return", written(tmp_path, "North"), "--day", "yesterday")
    assert done.returncode == 2 and "like 2026-03-31" in done.stderr


def test_the_last_day_of_a_return_is_one_that_has_come() -> None:
    assert last_day(date(2026, 3, 31)) == date(2026, 3, 31)
    assert last_day(date(2026, 3, 30)) == date(2025, 3, 31)
