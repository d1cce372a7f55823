"""Check items on the screen: many of one kind are one line."""

from evenhand.cli import say
from evenhand.data.readers.item import found


def unknown(number):
    return [
        found("ethnicity-often-unknown", f"X{at:03}, 2025-03-31: not known for 9 of 90 (10.0%).",
              table="staff", file="staff.csv", column="ethnic_category")
        for at in range(number)
    ]  # fmt: skip


def test_hundreds_of_one_kind_are_one_line(capsys):
    say.items(unknown(600))
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("warning [ethnicity-often-unknown] 600 of this kind. The first 3: ")
    assert "X000" in line and "X002" in line and "X003" not in line
    assert line.endswith("`evenhand check PACK --json -` lists all 600.")


def test_a_few_of_one_kind_are_each_a_line(capsys):
    say.items(unknown(5))
    assert len(capsys.readouterr().err.splitlines()) == 5


def test_errors_come_first_whatever_the_number(capsys):
    say.items([*unknown(600), found("duplicate-header", "Two columns.", file="staff.csv")])
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("error [duplicate-header] staff.csv: Two columns.")
    assert len(lines) == 2
