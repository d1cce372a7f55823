"""Presets of one's own"""

from pathlib import Path

import pytest
from tests.factories.command import evenhand
from tests.factories.packs import make_pack

STAFF = [
    {
        "person": f"p{n}",
        "ethnic_category": "AAN"[n % 3],
        "pay_band": "57"[n % 5 == 0],
        "staff_group": "clinical",
    }
    for n in range(90)
]
BINARY = ("--grouping", "binary")
OURS = """\
title = "Rules of Example Trust"
valid_from = 2020-01-01
threshold = 4
hides_zero = false
rounding_base = 3
[[sources]]
title = "Policy on small numbers"
"""
TABLE = ",Asian,White,Total\nNurses,*,40,45\nDoctors,15,*,30\nTotal,20,55,75\n"


def ours(folder: Path, *, was: str = "", now: str = "") -> Path:
    """The file above, a part of it replaced."""
    assert was in OURS
    file = folder / "ours.toml"
    file.write_text(OURS.replace(was, now, 1), encoding="utf-8")
    return file


def test_a_file_of_ones_own_goes_wherever_a_preset_goes(tmp_path: Path) -> None:
    """A report made with it says whose rules it followed, and is attacked with the same file."""
    pack, rules, out = make_pack(tmp_path / "pack", staff=STAFF), ours(tmp_path), tmp_path / "out"
    done = evenhand(
        "report", pack, "--out", out, "--audience", "public", "--preset", rules, *BINARY
    )
    assert done.returncode == 0, done.stderr
    assert "Rules of Example Trust (draft rules). Counts from 1 to 3 are hidden" in done.stdout
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "every other count is rounded to the nearest 3" in page
    assert evenhand("attack", out / "results.json", "--preset", rules).returncode == 0
    assert "of 90 (" in page


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        pytest.param("= 4", "= 1", "threshold is 1. Counts below it are hidden", id="hides nobody"),
        pytest.param("= 4", "= 1000000", "threshold is 1000000", id="hides everybody"),
        pytest.param("= 3", "= 9", "4 people would be printed as 0", id="rounds people away"),
        pytest.param("threshold", "treshold", "Did you mean threshold?", id="a slip of the pen"),
        pytest.param('"Rules', "Rules", "is not valid TOML", id="no TOML"),
        pytest.param(
            "2020-01-01",
            "2020-01-01\nvalid_to = 2024-12-31",
            "was in force until 2024-12-31 and the figures are of 2025-03-31",
            id="rules that have ended",
        ),
    ],
)
def test_a_mistake_in_it_ends_in_2_with_a_sentence_and_nothing_written(
    tmp_path: Path, was: str, now: str, said: str
) -> None:
    """What is wrong, in which key, and what to write instead."""
    pack, rules = make_pack(tmp_path / "pack", staff=STAFF), ours(tmp_path, was=was, now=now)
    out = tmp_path / "out"
    done = evenhand("report", pack, "--out", out, "--audience", "board", "--preset", rules, *BINARY)
    assert done.returncode == 2
    assert said in done.stderr
    assert not out.exists()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """For anyone's table as well."""
    table = tmp_path / "table.csv"
    table.write_text(TABLE, encoding="utf-8")
    done = evenhand("attack", table, "--preset", tmp_path / "none.toml")
    assert done.returncode == 2
    assert "There is no file" in done.stderr
    careless = evenhand("attack", table, "--preset", ours(tmp_path, was="= 3", now="= 1"))
    assert careless.returncode == 0, careless.stdout


def test_rules_that_leave_nothing_to_show_say_so(tmp_path: Path) -> None:
    """The report is there, and every figure in it is hidden."""
    pack, out = make_pack(tmp_path / "pack", staff=STAFF), tmp_path / "out"
    rules = ours(tmp_path, was="= 4", now="= 1000")
    done = evenhand(
        "report", pack, "--out", out, "--audience", "public", "--preset", rules, *BINARY
    )
    assert done.returncode == 0, done.stderr
    assert "no figure is left to show" in done.stdout
    assert "60 of 90" not in (out / "report.html").read_text(encoding="utf-8")
