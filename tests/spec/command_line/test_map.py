"""Mapping an extract at the terminal"""

import subprocess
import sys
from pathlib import Path

from tests.factories import extracts
from tests.factories.command import evenhand, started_anew
from tests.factories.packs import query


def _with_answers(answers: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "evenhand.cli", "map", *map(str, words)],
        input=answers,
        capture_output=True,
        text=True,
        check=False,
    )


def test_with_yes_it_is_mapped_checked_and_measured_without_a_question(tmp_path: Path) -> None:
    """Exit codes are good all the way; what is unsure is listed."""
    extracts.esr(tmp_path, extracts.people())
    mapped = started_anew("map", tmp_path, "--yes", "--body-id", "X01", "--kind", "nhs-trust")
    assert mapped.returncode == 0
    assert "staff: Staff in post 31-MAR-2025.csv: person = Employee Number" in mapped.stdout
    assert "not used: Assignment Number, Cost Centre, Post Code Area, Line" in mapped.stdout
    assert extracts.SECRET not in mapped.stdout + mapped.stderr
    assert evenhand("check", tmp_path).returncode == 0
    assert evenhand("measure", tmp_path).returncode == 0


def test_each_guess_is_confirmed_changed_or_left_out(tmp_path: Path) -> None:
    """Enter takes the guess, a number another, a hyphen leaves it out; what is neither is asked again."""
    rows = [["Staff ID", "Ethnicity", "Band", "Old Band"]]
    rows += [[f"E{n}", "A", "5", "6"] for n in range(1001, 1006)]
    extracts.write_csv(tmp_path / "staff.csv", rows)
    # table; person; ethnic_category; pay_band: a slip, then another column; kind, id, name, day
    answers = "\n\n\nnonsense\n2\n\nX01\nExample body\n2025-03-31\n"
    done = _with_answers(answers, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Type a number from the list" in done.stdout
    assert "for example: 5" in done.stdout
    assert "like A9999" in done.stdout
    assert "E1001" not in done.stdout
    assert query(tmp_path, "SELECT DISTINCT rung FROM staff") == [("6",)]
    assert 'name = "Example body"' in (tmp_path / "pack.toml").read_text(encoding="utf-8")


def test_a_label_may_be_answered_with_a_name_from_the_list(tmp_path: Path) -> None:
    """A question mark shows it, words are read as names are said, and another word is asked again."""
    rows = [["Staff ID", "Ethnicity"], *([f"E{n}", "AB"[n % 2]] for n in range(1001, 1011))]
    rows += [[f"E{n}", "Martian"] for n in range(1011, 1016)]
    extracts.write_csv(tmp_path / "staff.csv", rows)
    # table; person; ethnic_category; the label; kind, id (which cannot be left out), name, day
    answers = "\n\n\n?\nMoonish\nWhite British\n\n-\nX01\n\n\n"
    done = _with_answers(answers, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "gypsy-or-irish-traveller" in done.stdout
    assert "a name (? lists them), - to leave it out, or press Enter" in done.stdout
    assert "Type an answer, or press Enter." in done.stdout
    sql = "SELECT count(*) FROM staff WHERE category = 'white-british'"
    assert query(tmp_path, sql) == [(10,)]
    text = (tmp_path / "pack.toml").read_text(encoding="utf-8")
    assert ('id = "X01"' in text, 'name = "X01"' in text) == (True, True)


def test_nothing_to_map_is_an_error_and_a_wrong_path_is_wrong_use(tmp_path: Path) -> None:
    """In words, with the exit codes of every command."""
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")
    assert evenhand("map", tmp_path, "--yes").returncode == 1
    assert evenhand("map", tmp_path / "nowhere", "--yes").returncode == 2
    kind = evenhand("map", tmp_path, "--yes", "--kind", "hospital")
    assert (kind.returncode, "nhs-trust" in kind.stderr) == (2, True)
    like = evenhand("map", tmp_path, "--yes", "--like", tmp_path)
    assert like.returncode == 2
    assert "--like" in like.stderr
