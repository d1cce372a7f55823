"""The ledger of releases"""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.factories.disclosure import rule
from tests.factories.years import FIRST, Releases, Years, people

from evenhand.data.ledger.file import read_ledger, write_ledger
from evenhand.domain.disclosure.ledger import (
    BrokenLedger,
    Entry,
    entries_in,
    line_of,
)
from evenhand.domain.disclosure.preset import Preset
from evenhand.pipeline.ledger_check import verify_ledger
from evenhand.pipeline.wrong_use import WrongUse

EXACT, ROUNDED = rule(5), rule(5, base=5)
BREAKDOWNS = (("binary",), ("broad-5-2021",), ("broad-5-2001",))
Lines = list[str]


def staff(asian_cases: int = 3, black_cases: int = 12) -> Years:
    return {
        FIRST: [
            *people("white-british", 300, disciplined=40),
            *people("indian", 60, disciplined=asian_cases),
            *people("african", 50, disciplined=black_cases),
        ]
    }


@pytest.fixture(scope="module")
def three() -> list[Entry]:
    """Three releases of one body."""
    body = Releases()
    for groupings in BREAKDOWNS:
        body.release(staff(), EXACT, *groupings)
    return body.entries


def lines_of(entries: list[Entry]) -> Lines:
    return [line_of(entry) for entry in entries]


def test_a_ledger_is_read_as_it_was_written(three: list[Entry], tmp_path: Path) -> None:
    """One line a release, each with the seal of the line before it."""
    write_ledger(tmp_path / "ledger", three)
    assert read_ledger(tmp_path / "ledger") == three
    assert [entry.previous for entry in three] == ["", three[0].seal, three[1].seal]
    assert [entry.number for entry in three] == [1, 2, 3]


def test_no_file_and_an_empty_file_are_ledgers_without_releases(tmp_path: Path) -> None:
    """Nothing has been released yet."""
    (tmp_path / "empty").touch()
    assert read_ledger(tmp_path / "empty") == read_ledger(tmp_path / "none") == []


def test_names_may_hold_signs_that_end_a_line_elsewhere(three: list[Entry], tmp_path: Path) -> None:
    """A team that was pasted out of a document: only the ledger's own line end ends a line."""
    odd = replace(three[0], asked=replace(three[0].asked, team="A\u2028B\x85C\x0bD\nE\rF\u202eG"))
    odd = replace(odd, told={cell._replace(team=odd.asked.team): n for cell, n in odd.told.items()})
    write_ledger(tmp_path / "ledger", [odd])
    assert read_ledger(tmp_path / "ledger") == [odd]


def edited(what: str, to: object) -> Callable[[Lines], Lines]:
    """The second line with something changed by hand."""

    def edit(lines: Lines) -> Lines:
        content = json.loads(lines[1]) | {what: to}
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return [lines[0], text, lines[2]]

    return edit


CHANGED, UNREADABLE = "was changed after it was written", "cannot be read as an entry"
NOT_NEXT = "does not follow the one before it"
BY_HAND = [
    pytest.param(edited("audience", "board"), 2, CHANGED, id="who it was for"),
    pytest.param(edited("rules", "0" * 64), 2, CHANGED, id="the rules"),
    pytest.param(edited("pack", "0" * 64), 2, CHANGED, id="the records"),
    pytest.param(edited("at", "2020-01-01T00:00:00+00:00"), 2, CHANGED, id="the moment"),
    pytest.param(edited("cells", []), 2, CHANGED, id="nothing told any more"),
    pytest.param(edited("files", [["a", "b"]]), 2, CHANGED, id="other files"),
    pytest.param(edited("seal", "0" * 64), 2, CHANGED, id="the seal"),
    pytest.param(edited("remark", "checked"), 2, CHANGED, id="something added to a line"),
    pytest.param(lambda x: [x[0], x[1] + " ", x[2]], 2, CHANGED, id="a space at the end"),
    pytest.param(lambda x: [x[0], x[1] + "\r", x[2]], 2, CHANGED, id="another kind of line end"),
    pytest.param(lambda x: [x[0], x[2]], 2, NOT_NEXT, id="a line taken out"),
    pytest.param(lambda x: x[1:], 1, NOT_NEXT, id="the first line taken out"),
    pytest.param(lambda x: [x[1], x[0], x[2]], 1, NOT_NEXT, id="two lines in another order"),
    pytest.param(lambda x: [x[0], x[0], *x[1:]], 2, NOT_NEXT, id="a line put in twice"),
    pytest.param(lambda x: [*x, x[2]], 4, NOT_NEXT, id="the last line put in twice"),
    pytest.param(lambda x: [*x[:2], x[2][:-40]], 3, UNREADABLE, id="the end of the file cut off"),
    pytest.param(lambda x: ["\ufeff" + x[0], *x[1:]], 1, UNREADABLE, id="saved by a text editor"),
]


@pytest.mark.parametrize(("edit", "line", "said"), BY_HAND)
def test_a_ledger_that_was_edited_is_refused(
    three: list[Entry], edit: Callable[[Lines], Lines], line: int, said: str
) -> None:
    """It says which line, and that the copy that was kept of it has to be put back."""
    with pytest.raises(BrokenLedger) as broken:
        entries_in(edit(lines_of(three)))
    assert str(broken.value) == (
        f"Line {line} of the ledger {said}. Nothing can be released until the ledger is as it was: "
        "put back the copy that was kept of it."
    )


@pytest.mark.parametrize(
    "line",
    [
        "not a ledger",
        "[]",
        "null",
        "{}",
        "1e999",
        '"\\ud800"',
        "[" * 100_000,
        '{"format":1,"number":1e999}',
        '{"format":2}',
    ],
    ids=lambda line: line[:24],
)
def test_what_is_no_ledger_is_refused_with_the_same_sentence(line: str) -> None:
    """Whatever somebody put into the file: never a traceback."""
    with pytest.raises(BrokenLedger, match=f"Line 1 of the ledger {UNREADABLE}"):
        entries_in([line])


@pytest.mark.parametrize(
    "to",
    [{"number": 1e999}, {"body": "\ud800"}, {"cells": [["p", "n", 9, 9, 1, 1]]}, {"team": None}],
    ids=["endless number", "half a sign", "a group that is not listed", "nothing"],
)
def test_values_that_no_entry_has_are_refused_as_well(
    three: list[Entry], to: dict[str, object]
) -> None:
    """In a line that is well made otherwise."""
    line = json.dumps(json.loads(line_of(three[0])) | to)
    with pytest.raises(BrokenLedger, match="Line 1 of the ledger"):
        entries_in([line])


def test_a_forger_who_makes_one_seal_anew_breaks_the_next_line(three: list[Entry]) -> None:
    """Each seal is in the line after it: to change one entry all later ones have to be made anew."""
    forged = replace(three[0], audience="board")
    with pytest.raises(BrokenLedger, match="Line 2 of the ledger does not follow"):
        entries_in(lines_of([forged, *three[1:]]))


def at(tmp_path: Path, entries: list[Entry]) -> Path:
    write_ledger(tmp_path / "ledger", entries)
    return tmp_path / "ledger"


def test_entries_cut_off_at_the_end_are_noticed_by_the_seal_that_was_noted(
    three: list[Entry], tmp_path: Path
) -> None:
    """What is left is a whole ledger. Only the last seal, kept somewhere else, says that more was."""
    cut = at(tmp_path, three[:2])
    assert verify_ledger(cut).whole
    noticed = verify_ledger(cut, head=three[2].seal)
    assert not noticed.whole
    assert "entries are missing, or it is another ledger" in noticed.lines[-1]


def test_the_last_entry_made_anew_is_noticed_in_the_same_way(
    three: list[Entry], tmp_path: Path
) -> None:
    """And so is a whole ledger that was made anew from some line on."""
    forged = at(tmp_path, [*three[:2], replace(three[2], audience="board")])
    assert verify_ledger(forged).whole
    assert not verify_ledger(forged, head=three[2].seal).whole


def test_a_ledger_may_have_grown_since_its_seal_was_noted(
    three: list[Entry], tmp_path: Path
) -> None:
    """An earlier seal is still in it, and it is said how far it goes."""
    verified = verify_ledger(at(tmp_path, three), head=three[1].seal)
    assert verified.whole
    assert "The seal given is that of release 2: later ones were added." in verified.lines


def test_a_ledger_that_was_emptied_is_noticed(three: list[Entry], tmp_path: Path) -> None:
    """Where a seal was noted there was something."""
    empty = at(tmp_path, [])
    assert verify_ledger(empty).whole
    assert not verify_ledger(empty, head=three[0].seal).whole


def test_files_are_compared_with_what_was_released(three: list[Entry], tmp_path: Path) -> None:
    """One that was changed and one that is gone are named. Others may lie beside them."""
    digest = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"  # of "foo"
    ledger = at(tmp_path, [replace(three[0], files=(("a.txt", digest), ("b/c.txt", digest)))])
    (tmp_path / "b").mkdir()
    for name in ("a.txt", "b/c.txt", "other.txt"):
        (tmp_path / name).write_text("foo", encoding="utf-8")
    assert verify_ledger(ledger, files=tmp_path).whole
    (tmp_path / "a.txt").write_text("fool", encoding="utf-8")
    (tmp_path / "b" / "c.txt").unlink()
    found = verify_ledger(ledger, files=tmp_path)
    assert not found.whole
    assert found.lines[1:] == ("a.txt is not as it was released.", "b/c.txt is not there.")
    with pytest.raises(WrongUse, match="There is no release 7. The last is 1."):
        verify_ledger(ledger, files=tmp_path, entry=7)


@pytest.mark.parametrize("rules", [EXACT, ROUNDED], ids=["exact", "rounded"])
def test_nothing_hidden_is_in_a_ledger(rules: Preset) -> None:
    """
    Three Asian members of staff had a case, which is hidden. With four, and one fewer among Black
    staff, everything printed is the same: so is the entry, but for the hash of the records.
    """
    told = []
    for asian, black in ((3, 12), (4, 11)):
        body = Releases()
        done = body.release(staff(asian, black), rules, "binary", "broad-5-2021")
        assert done.hidden > 0
        told.append(replace(body.entries[0], pack=""))
    assert line_of(told[0]) == line_of(told[1])


def test_an_entry_says_of_each_count_what_print_says(three: list[Entry]) -> None:
    """Hidden ones are named without any number, whatever their size."""
    told = {(cell.name, tuple(sorted(cell.people))[:1]): n for cell, n in three[1].told.items()}
    content = json.loads(line_of(three[1]))
    assert told["workforce", ("bangladeshi",)] == (60, 60)
    assert told["disciplinary", ("bangladeshi",)] is None
    hidden = [cell for cell in content["cells"] if cell[1] == "disciplinary" and cell[4] is None]
    assert hidden
    assert all(cell[4:] == [None, None] for cell in hidden)


def test_of_rounded_numbers_an_entry_has_the_limits() -> None:
    """55 to the nearest 5 is from 53 to 57: that is what was told, and all that is kept."""
    body = Releases()
    body.release(staff(), ROUNDED, "broad-5-2021")
    limits = {told for told in body.entries[0].told.values() if told is not None}
    assert (58, 62) in limits
    assert all(high - low in (2, 4) or low == high == 0 for low, high in limits)


def test_the_same_release_makes_the_same_line(three: list[Entry]) -> None:
    """In whatever order its counts come, so that a ledger can be compared byte by byte."""
    backwards = replace(three[0], told=dict(reversed(list(three[0].told.items()))))
    assert line_of(backwards) == line_of(three[0])
    again = Releases()
    again.release(staff(), EXACT, *BREAKDOWNS[0])
    assert line_of(again.entries[0]) == line_of(three[0])
