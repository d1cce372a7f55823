"""`evenhand release` on packs on disk: ledger and files agree, whatever happens on the way."""

import json
from pathlib import Path

import pytest
from tests.factories.command import evenhand, started_anew
from tests.factories.ledger_releases import (
    EARLIER_YEAR,
    FILES,
    ONE_MORE,
    PUT_RIGHT,
    STAFF,
    USUAL,
    command,
    exact,
    names_in,
    pack_at,
    release,
    shown_of_staff,
)
from tests.factories.packs import make_pack, write_table

from evenhand.data.ledger.file import read_ledger
from evenhand.data.writers.files import RefusedToWrite
from evenhand.pipeline.wrong_use import NotSafe, WrongUse


def test_a_release_is_in_the_ledger_and_its_files_are_in_place(tmp_path: Path) -> None:
    """The command says what it did; the ledger can be shown, and compared with the files."""
    pack, ledger, out = pack_at(tmp_path / "pack"), tmp_path / "ledger", tmp_path / "out"
    done = evenhand("release", pack, "--ledger", ledger, "--out", out, *USUAL)
    assert done.returncode == 0, done.stderr
    assert names_in(out) == FILES
    (entry,) = read_ledger(ledger)
    assert f"Ledger entry 1: {entry.seal}" in done.stdout
    assert f"{ledger} is a new ledger: this is the first release that it knows of." in done.stdout
    assert {name for name, _ in entry.files} == FILES
    assert (entry.body, entry.audience, entry.preset) == ("X01", "public", "mhsds")
    assert entry.asked.groupings == ("binary",)
    assert (ledger.stat().st_mode & 0o077, out.joinpath("results.csv").stat().st_mode & 0o077) == (
        0,
        0,
    )
    shown = started_anew("ledger", "show", ledger)
    assert shown.returncode == 0
    assert "X01, public, mhsds:" in shown.stdout
    assert f"Last seal, to be noted elsewhere: {entry.seal}" in shown.stdout
    as_json = json.loads(evenhand("ledger", "show", ledger, "--json", "-").stdout)
    assert as_json["releases"][0]["seal"] == entry.seal
    verified = evenhand("ledger", "verify", ledger, "--head", entry.seal, "--files", out)
    assert verified.returncode == 0
    assert "The files are as they were released." in verified.stdout
    (out / "results.csv").write_text("other", encoding="utf-8")
    verified = evenhand("ledger", "verify", ledger, "--files", out)
    assert verified.returncode == 1
    assert "results.csv is not as it was released." in verified.stdout


def test_the_same_request_again_puts_the_same_files_in_place(tmp_path: Path) -> None:
    """From the same records, by the same rules, for the same readers: nothing new is told."""
    pack, ledger, out = pack_at(tmp_path / "pack"), tmp_path / "ledger", tmp_path / "out"
    release(pack, ledger=ledger, out=out)
    release(pack, ledger=ledger, out=tmp_path / "five", groupings=("broad-5-2021",))
    before, files = ledger.read_bytes(), {p.name: p.read_bytes() for p in out.iterdir()}
    (out / "results.csv").unlink()
    again = release(pack, ledger=ledger, out=out)
    assert again.again
    assert again.entries == ()
    assert ledger.read_bytes() == before
    assert {p.name: p.read_bytes() for p in out.iterdir()} == files


def test_another_format_of_the_same_release_is_an_entry_that_tells_the_same(tmp_path: Path) -> None:
    """Its file has to be in the ledger; its numbers are those that were told."""
    pack, ledger, out = pack_at(tmp_path / "pack"), tmp_path / "ledger", tmp_path / "out"
    release(pack, ledger=ledger, out=out)
    release(pack, ledger=ledger, out=tmp_path / "five", groupings=("broad-5-2021",))
    more = release(pack, ledger=ledger, out=out, formats=("csv", "json", "html"))
    (entry,) = more.entries
    first = read_ledger(ledger)[0]
    assert entry.number == 3
    assert dict(entry.told) == dict(first.told)
    assert dict(first.files).items() <= dict(entry.files).items()


def test_every_body_of_a_pack_has_an_entry_of_its_own(tmp_path: Path) -> None:
    """One command, one line a body; each is compared with its own releases."""
    bodies = [
        {"id": "X01", "name": "First Trust", "kind": "nhs-trust"},
        {"id": "X02", "name": "Second Trust", "kind": "nhs-trust"},
    ]
    rows = [row | {"body": body["id"]} for body in bodies for row in STAFF]
    several = {"body": None, "bodies": "bodies.csv"}
    pack = make_pack(tmp_path / "pack", staff=rows, manifest=several)
    write_table(pack / "bodies.csv", bodies)
    ledger, out = tmp_path / "ledger", tmp_path / "out"
    made = release(pack, ledger=ledger, out=out)
    assert [(entry.number, entry.body) for entry in made.entries] == [(1, "X01"), (2, "X02")]
    assert names_in(out) == {"X01", "X02", "index.html"}
    assert [{name.split("/")[0] for name, _ in e.files} for e in made.entries] == [{"X01"}, {"X02"}]
    second = release(pack, ledger=ledger, out=tmp_path / "board", audience="board")
    assert any(
        "First Trust: compared with release 1 (public, 2026" in each for each in second.notes
    )
    assert release(pack, ledger=ledger, out=out).again


def test_a_ledger_edited_by_hand_stops_every_release(tmp_path: Path) -> None:
    """Exit code 1, the line and what to do; nothing is written, and the ledger stays as it is."""
    words, ledger, out = command(tmp_path)
    release(tmp_path / "pack", ledger=ledger, out=tmp_path / "first")
    edited = ledger.read_text(encoding="utf-8").replace('"public"', '"board"')
    ledger.write_text(edited, encoding="utf-8")
    done = evenhand(*words)
    assert done.returncode == 1
    assert "Line 1 of the ledger was changed after it was written" in done.stderr
    assert "put back the copy that was kept of it" in done.stderr
    assert ledger.read_text(encoding="utf-8") == edited
    assert not out.exists()
    assert evenhand("ledger", "verify", ledger).returncode == 1
    assert evenhand("ledger", "show", ledger).returncode == 1


def test_a_folder_or_a_link_is_no_ledger(tmp_path: Path) -> None:
    """Said before anything is measured."""
    words, ledger, out = command(tmp_path)
    ledger.mkdir()
    done = evenhand(*words)
    assert done.returncode == 2
    assert "The ledger is a file, and" in done.stderr
    assert evenhand("ledger", "show", ledger).returncode == 2
    ledger.rmdir()
    (tmp_path / "real").touch()
    ledger.symlink_to(tmp_path / "real")
    with pytest.raises(RefusedToWrite, match="ledger is a link to another place"):
        release(tmp_path / "pack", ledger=ledger, out=out)
    assert not out.exists()


def test_a_folder_that_cannot_be_written_is_said_before_anything_is_measured(
    tmp_path: Path,
) -> None:
    """Here a file stands in its place."""
    pack = pack_at(tmp_path / "pack")
    (tmp_path / "file").touch()
    with pytest.raises(RefusedToWrite, match="cannot be kept in .*file.* Nothing was written"):
        release(pack, ledger=tmp_path / "file" / "ledger", out=tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        pytest.param(["--audience", "internal"], 2, "An internal report is not released", id="for"),
        pytest.param(["--audience", "press"], 2, "There is no audience press", id="nobody"),
        pytest.param(["--format", "return"], 2, "are for the body alone", id="a return"),
        pytest.param(["--team", "east"], 2, "There is no team east", id="no such team"),
        pytest.param(
            ["--earlier", "nowhere"], 2, "There is no file or folder nowhere", id="earlier"
        ),
    ],
)
def test_wrong_use_ends_in_2_and_writes_nothing(
    tmp_path: Path, words: list[str], code: int, said: str
) -> None:
    """Never a traceback, and no ledger is begun."""
    usual, ledger, out = command(tmp_path)
    done = evenhand(*usual, *words)
    assert done.returncode == code
    assert said in done.stderr
    assert not ledger.exists()
    assert names_in(out) == set()


def test_an_earlier_pack_that_nothing_was_released_from_is_refused(tmp_path: Path) -> None:
    """It may be another year's, or have been touched since."""
    pack, ledger = pack_at(tmp_path / "pack"), tmp_path / "ledger"
    release(pack, ledger=ledger, out=tmp_path / "out")
    with pytest.raises(
        WrongUse, match="No release in the ledger was made from the records in other"
    ):
        release(
            pack_at(tmp_path / "next", ONE_MORE, year={"snapshot": EARLIER_YEAR["snapshot"]}),
            ledger=ledger,
            out=tmp_path / "out",
            earlier=[pack_at(tmp_path / "other", ONE_MORE)],
        )


def test_a_correction_needs_the_pack_as_it_was(tmp_path: Path) -> None:
    """
    One person was in the wrong group. Without the old pack the release is refused, exit code 1, and
    nothing is written; with it, what the one person changed is hidden.
    """
    old, new = pack_at(tmp_path / "old"), pack_at(tmp_path / "new", PUT_RIGHT)
    ledger, out = tmp_path / "ledger", tmp_path / "out"
    words = ("--ledger", ledger, "--format", "csv,json", "--preset", exact(tmp_path), *USUAL)
    assert evenhand("release", old, "--out", tmp_path / "first", *words).returncode == 0
    assert shown_of_staff(tmp_path / "first") == {"bme": "120", "white": "180"}
    before = ledger.read_bytes()
    refused = evenhand("release", new, "--out", out, *words)
    assert refused.returncode == 1
    assert "The records of 2025-03-31 have changed since release 1 (public, " in refused.stderr
    assert "give that pack with --earlier" in refused.stderr
    assert ledger.read_bytes() == before
    assert names_in(out) == set()
    done = evenhand("release", new, "--out", out, *words, "--earlier", old)
    assert done.returncode == 0, done.stderr
    assert shown_of_staff(out) == {"bme": "", "white": ""}


def test_years_in_two_packs_are_linked_by_the_pack_of_then(tmp_path: Path) -> None:
    """One person joined. With --earlier that is protected; without it the assumption is printed."""
    then = pack_at(tmp_path / "then", year=EARLIER_YEAR)
    now = pack_at(tmp_path / "now", ONE_MORE)
    for earlier, linked in (((), False), ((then,), True)):
        ledger, out = tmp_path / f"ledger-{linked}", tmp_path / f"out-{linked}"
        release(then, ledger=ledger, out=tmp_path / "first")
        made = release(now, ledger=ledger, out=out, earlier=earlier)
        assert any("no person keys link" in note for note in made.notes) is not linked
        assert (made.released[0].differences > 0) is linked


def test_a_team_is_released_beside_its_body(tmp_path: Path) -> None:
    """The team's name is in the entry, and in what the ledger shows."""
    pack, ledger = pack_at(tmp_path / "pack"), tmp_path / "ledger"
    release(pack, ledger=ledger, out=tmp_path / "whole")
    done = evenhand("release", pack, "--ledger", ledger, "--out", tmp_path / "team", "--team",
                    "north", "--format", "csv,json", *USUAL)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert [entry.asked.team for entry in read_ledger(ledger)] == ["", "north"]
    assert "X01, north, public" in evenhand("ledger", "show", ledger).stdout


def test_records_that_have_errors_are_released_and_end_in_1(tmp_path: Path) -> None:
    """As every report: what could be used is measured (decision record 7), and the code says so."""
    mislabelled = [*STAFF, {"person": "m", "ethnic_category": "Martian", "pay_band": "5"}]
    pack, ledger = pack_at(tmp_path / "pack", mislabelled), tmp_path / "ledger"
    done = evenhand("release", pack, "--ledger", ledger, "--out", tmp_path / "out", "--format",
                    "csv,json", *USUAL)  # fmt: skip
    assert done.returncode == 1
    assert "Martian" in done.stderr
    assert len(read_ledger(ledger)) == 1
    assert names_in(tmp_path / "out") == FILES - {"report.html"}


def test_records_that_cannot_be_read_begin_no_ledger(tmp_path: Path) -> None:
    """Nothing to release: exit code 1, and the reason."""
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "pack.toml").write_text("[body]\n", encoding="utf-8")
    ledger = tmp_path / "ledger"
    done = evenhand("release", tmp_path / "pack", "--ledger", ledger, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert not ledger.exists()


def test_the_reason_of_a_refusal_names_the_release(tmp_path: Path) -> None:
    """So that its maker knows which report to look at."""
    ledger = tmp_path / "ledger"
    release(pack_at(tmp_path / "old"), ledger=ledger, out=tmp_path / "out")
    many = [row | {"ethnic_category": "H"} if n < 30 else row for n, row in enumerate(STAFF)]
    with pytest.raises(NotSafe, match=r"since release 1 \(public, 2026-01-01\)"):
        release(pack_at(tmp_path / "new", many), ledger=ledger, out=tmp_path / "out")
