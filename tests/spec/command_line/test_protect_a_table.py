"""Protecting anyone's table"""

from pathlib import Path

import numpy as np
import pytest
from tests.factories.command import evenhand, started_anew

EXACT = "group,low,high,Total\nWhite,40,30,70\nminority,3,12,15\nTotal,43,42,85\n"
PLAIN = "group,low,high\nWhite,40,30\nminority,3,12\n"
UNEVEN = "group,low,middle,high,Total\nWhite,40,30,20,90\nBlack,3,0,12,15\nTotal,43,30,32,105\n"


def written(folder: Path, text: str | bytes, name: str = "table.csv") -> Path:
    file = folder / name
    file.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return file


def rows(text: str) -> list[list[str]]:
    return [line.split(",") for line in text.splitlines()]


def test_small_counts_and_what_would_tell_them_are_hidden(tmp_path: Path) -> None:
    """The 3, another count of its row, another of its column, and the corner of the two."""
    out = tmp_path / "safe.csv"
    done = evenhand(
        "protect", written(tmp_path, EXACT), "--preset", "regulator", "--out", out, folder=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert out.read_text(encoding="utf-8") == (
        "group,low,high,Total\nWhite,*,*,70\nminority,*,*,15\nTotal,43,42,85\n"
    )
    assert "1 small count and 3 more hidden of 9" in done.stdout
    assert "cheapest choice possible" in done.stdout
    assert "for all 4 hidden counts" in done.stdout
    assert started_anew("attack", out, "--preset", "regulator").returncode == 0


def test_a_table_without_totals_gets_none(tmp_path: Path) -> None:
    """Only the small count is hidden, and it is said what that rests on."""
    out = tmp_path / "safe.csv"
    done = started_anew("protect", written(tmp_path, PLAIN), "--preset", "regulator", "--out", out)
    assert done.returncode == 0, done.stderr
    assert out.read_text(encoding="utf-8") == "group,low,high\nWhite,40,30\nminority,*,12\n"
    assert "It is assumed that readers do not know them" in done.stdout


def test_totals_may_stand_anywhere_and_stay_where_they_are(tmp_path: Path) -> None:
    """First row and first column are totals here; names with commas stay in quotes."""
    table = 'g,All,"a, b",c\nall,85,43,42\nWhite,70,40,30\nminority,15,3,12\n'
    out = tmp_path / "safe.csv"
    done = evenhand("protect", written(tmp_path, table), "--preset", "regulator", "--out", out)
    assert done.returncode == 0, done.stderr
    assert out.read_text(encoding="utf-8") == (
        'g,All,"a, b",c\nall,85,43,42\nWhite,70,*,*\nminority,15,*,*\n'
    )


def test_a_preset_that_rounds_rounds_what_is_shown(tmp_path: Path) -> None:
    """Counts of 0 to 4 hidden, all others to the nearest 5, totals on their own."""
    out = tmp_path / "safe.csv"
    done = evenhand("protect", written(tmp_path, UNEVEN), "--preset", "mhsds", "--out", out)
    assert done.returncode == 0, done.stderr
    shown = rows(out.read_text(encoding="utf-8"))
    assert shown[2][1:3] == ["*", "*"]
    numbers = [cell for row in shown[1:] for cell in row[1:] if cell != "*"]
    assert numbers and all(int(cell) % 5 == 0 for cell in numbers)
    assert "rounded to the nearest 5" in done.stdout
    assert evenhand("attack", out, "--preset", "mhsds").returncode == 0


def test_the_mark_does_not_say_which_counts_are_small(tmp_path: Path) -> None:
    """The regulator prints "<10", which would be untrue of the 12 that is hidden for the 3's sake."""
    out = tmp_path / "safe.csv"
    evenhand("protect", written(tmp_path, EXACT), "--preset", "regulator", "--out", out)
    assert "<" not in out.read_text(encoding="utf-8")


REFUSED = [
    pytest.param("group,low,high\nWhite,40,*\nminority,3,12\n", "White / high is '*'", id="hidden"),
    pytest.param("group,low,high\nWhite,40,30.5\nminority,3,12\n", "no whole number", id="part"),
    pytest.param("group,low,high\nWhite,40,-3\nminority,3,12\n", "no whole number", id="below 0"),
    pytest.param(
        "group,low,high,Total\nWhite,40,30,71\nminority,3,12,15\n",
        "White / Total is 71, and what it is the total of adds up to 70",
        id="a sum that is not one",
    ),
    pytest.param(
        "group,low,high,England\nWhite,40,30,70\nminority,3,12,15\n",
        "England is the sum of all others",
        id="a total under another name",
    ),
    pytest.param("group,Total,All\nWhite,40,40\n", "Two rows or two columns", id="two totals"),
    pytest.param("group,Total\nWhite,40\n", "nothing but totals", id="only totals"),
    pytest.param("group,low\nWhite,4,5\n", "as many cells", id="ragged"),
    pytest.param("", "A table needs", id="empty"),
    pytest.param("group,low\nWhite,999999999999\n", "people is not counted", id="too many people"),
    pytest.param(b"group,low\nBlac\xe9,4\n", "not in UTF-8", id="other letters"),
]


@pytest.mark.parametrize(("text", "said"), REFUSED)
def test_what_is_no_table_of_exact_counts_is_refused(
    tmp_path: Path, text: str | bytes, said: str
) -> None:
    """With a sentence that names the cell, and exit code 2; nothing is written."""
    out = tmp_path / "safe.csv"
    done = evenhand("protect", written(tmp_path, text), "--preset", "regulator", "--out", out)
    assert done.returncode == 2
    assert said in done.stderr
    assert not out.exists()


def test_the_table_itself_is_never_written_over(tmp_path: Path) -> None:
    """Its exact counts would be lost; nor is a folder a place to write to."""
    table = written(tmp_path, EXACT)
    for out in (table, tmp_path):
        done = evenhand("protect", table, "--preset", "regulator", "--out", out)
        assert done.returncode == 2
        assert "--out" in done.stderr
    assert table.read_text(encoding="utf-8") == EXACT


def test_a_large_table_is_protected_and_attacked_in_seconds(tmp_path: Path) -> None:
    """600 rows of 9 columns: every hidden count has its proof, and the file stands an attack."""
    random = np.random.default_rng(5)
    inner = random.poisson(40 * random.gamma(0.4, 2.0, (600, 9)))
    lines = ["group," + ",".join(f"b{j}" for j in range(9)) + ",Total"]
    lines += [
        f"g{i}," + ",".join(map(str, [*row, sum(row)])) for i, row in enumerate(inner.tolist())
    ]
    sums = inner.sum(axis=0).tolist()
    lines.append("Total," + ",".join(map(str, [*sums, sum(sums)])))
    out = tmp_path / "safe.csv"
    table = written(tmp_path, "\n".join(lines))
    done = evenhand("protect", table, "--preset", "regulator", "--out", out)
    assert done.returncode == 0, done.stderr
    assert "one by one for all" in done.stdout
    attacked = evenhand("attack", out, "--preset", "regulator", "--json", "-")
    assert attacked.returncode == 0
    assert '"in_part": ""' in attacked.stdout
    # Put one hidden count back: its neighbours in the row may now be told, and the attack says so.
    shown = rows(out.read_text(encoding="utf-8"))
    pair = next(i for i, row in enumerate(shown) if row.count("*") == 2 and row[-1] != "*")
    column = shown[pair].index("*")
    shown[pair][column] = str(inner[pair - 1, column - 1])
    careless = written(tmp_path, "\n".join(map(",".join, shown)), "careless.csv")
    assert evenhand("attack", careless, "--preset", "regulator").returncode == 1


def test_a_table_with_a_row_for_each_group_and_measure_is_told_how_to_be_turned(
    tmp_path: Path,
) -> None:
    """What happened, what an attack needs, which columns there are, and what to do."""
    long = "group,measure,count\nWhite,applied,40\nWhite,appointed,12\nTotal,applied,70\n"
    done = evenhand("attack", written(tmp_path, long))
    assert done.returncode == 2
    said = " ".join(done.stderr.split())
    for part in ('2 rows are called "White"', '"group", "measure", "count"', "turn it"):
        assert part in said
    twice = evenhand("attack", written(tmp_path, "group,low,low\nWhite,4,5\n"))
    assert '2 columns are called "low". Give each a name of its own.' in twice.stderr
