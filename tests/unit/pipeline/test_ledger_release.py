"""`evenhand release` on packs on disk: ledger and files agree, whatever happens on the way."""

import csv
import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.factories.command import evenhand
from tests.factories.packs import make_pack, write_table

from evenhand.data.ledger.file import PATIENCE_SECONDS, locked, read_ledger
from evenhand.data.writers.files import RefusedToWrite
from evenhand.pipeline import ledger as ledger_module
from evenhand.pipeline import release as release_module
from evenhand.pipeline.ledger import LedgerRelease, Request, release_with_ledger
from evenhand.pipeline.ledger_check import verify_ledger
from evenhand.pipeline.measure import Wanted, measure_pack
from evenhand.pipeline.records import Records
from evenhand.pipeline.wrong_use import NotSafe, WrongUse

Rows = Sequence[dict[str, Any]]
FILES = {"report.html", "results.csv", "results.csv-metadata.json", "results.json"}
STAFF = [
    {
        "person": f"p{n}",
        "ethnic_category": "AAAHN"[n % 5],
        "pay_band": "5" if n % 7 < 4 else "6",
        "staff_group": "clinical",
        "team": ("north", "south")[n // 3 % 2],
    }
    for n in range(300)
]
ONE_MORE = [*STAFF, STAFF[3] | {"person": "new"}]
PUT_RIGHT = [STAFF[0] | {"ethnic_category": "H"}, *STAFF[1:]]
USUAL = ("--standard", "nhs-wres", "--grouping", "binary")
EARLIER_YEAR = {"snapshot": datetime(2024, 3, 31, tzinfo=UTC).date(), "standards": ["nhs-wres"]}


EXACT = """
slug = "exact"
title = "Exact from five up"
status = "draft"
why_draft = "For a test."
valid_from = 2020-01-01
used_by = "a test"
threshold = 5
hides_zero = false

[[sources]]
title = "none"
address = "https://example.org/"
section = "none"
"""


def exact(folder: Path) -> Path:
    """Rules of one's own: exact counts from five up."""
    (folder / "exact.toml").write_text(EXACT, encoding="utf-8")
    return folder / "exact.toml"


def pack_at(folder: Path, staff: Rows = STAFF, **manifest: Any) -> Path:
    return make_pack(folder, staff=staff, manifest=manifest)


def records(pack: Path) -> Records:
    return Records(pack, lambda wanted, before: measure_pack(pack, wanted, before))


def release(
    pack: Path,
    *,
    ledger: Path,
    out: Path,
    audience: str = "public",
    groupings: tuple[str, ...] = ("binary",),
    formats: tuple[str, ...] = ("csv", "json"),
    team: str = "",
    earlier: Sequence[Path] = (),
) -> LedgerRelease:
    """A release made in this process."""
    request = Request(
        wanted=Wanted(standards=("nhs-wres",), groupings=groupings, team=team),
        audience=audience,
        rules=str(exact(pack.parent)),
        at=datetime(2026, 1, 1, tzinfo=UTC),
        formats=formats,
    )
    return release_with_ledger(
        records(pack),
        request,
        ledger=ledger,
        out=out,
        tell=lambda what, done, total: None,
        earlier=[records(path) for path in earlier],
    )


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def shown_of_staff(out: Path) -> dict[str, str]:
    """How many people of each group a CSV file prints; empty where it is hidden."""
    with (out / "results.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["group"]: row["comparator_numerator"]
            for row in csv.DictReader(file)
            if row["indicator"] == "1" and row["cell"] == "clinical: 5"
        }


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
    shown = evenhand("ledger", "show", ledger)
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


def two_at_once(commands: Sequence[Sequence[str | Path]]) -> list[subprocess.CompletedProcess[str]]:
    """Real processes, started together."""
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "evenhand.cli", *map(str, words)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for words in commands
    ]
    ended = [(each, *each.communicate(timeout=300)) for each in started]
    return [subprocess.CompletedProcess(e.args, e.returncode, o, r) for e, o, r in ended]


def test_two_releases_at_once_are_made_one_after_the_other(tmp_path: Path) -> None:
    """Both end well, and the second was compared with the first."""
    pack, ledger = pack_at(tmp_path / "pack"), tmp_path / "ledger"
    ended = two_at_once([
        ("release", pack, "--ledger", ledger, "--out", tmp_path / audience, "--format", "csv,json",
         "--audience", audience, *USUAL)
        for audience in ("board", "public")
    ])  # fmt: skip
    assert [each.returncode for each in ended] == [0, 0], [each.stderr for each in ended]
    first, second = read_ledger(ledger)
    assert {first.audience, second.audience} == {"board", "public"}
    assert second.previous == first.seal
    (compared,) = [each for each in ended if "compared with release 1" in each.stdout]
    assert f"({first.audience}, " in compared.stdout


def test_the_same_release_twice_at_once_is_one_entry(tmp_path: Path) -> None:
    """Whoever comes second finds it made, and puts the same files in place."""
    words, ledger, out = command(tmp_path)
    ended = two_at_once([words, words])
    assert [each.returncode for each in ended] == [0, 0], [each.stderr for each in ended]
    assert len(read_ledger(ledger)) == 1
    assert sum("This is in the ledger already" in each.stdout for each in ended) == 1
    assert verify_ledger(ledger, files=out).whole


def test_one_who_waits_too_long_is_told_so(tmp_path: Path) -> None:
    """And nothing was written. The wait is long enough for a release of many bodies."""
    waited: list[bool] = []
    with (
        locked(tmp_path / "ledger", waiting=lambda: waited.append(False)),
        pytest.raises(RefusedToWrite, match="Another release is being made with the ledger ledger"),
        locked(tmp_path / "ledger", waiting=lambda: waited.append(True), patience=0.01),
    ):
        pass
    assert waited == [True]
    assert PATIENCE_SECONDS >= 240


# A release that is killed, or whose disk is full, at one point: the command in a process of its own
# in which one function was exchanged.
STOPPED = """
import os, signal, sys
from evenhand.cli.main import run
from evenhand.pipeline import {module}

def stop(*arguments):
    {what}

{module}.{function} = stop
sys.argv = ["evenhand", *sys.argv[1:]]
run()
"""
KILLED = "os.kill(os.getpid(), signal.SIGKILL)"
DISK_FULL = f'raise OSError({errno.ENOSPC}, os.strerror({errno.ENOSPC}), "results.csv")'


def stopped(
    what: str, module: str, function: str, words: Sequence[str | Path]
) -> subprocess.CompletedProcess[str]:
    program = STOPPED.format(what=what, module=module, function=function)
    return subprocess.run(
        [sys.executable, "-c", program, *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
    )


def command(tmp_path: Path) -> tuple[list[str | Path], Path, Path]:
    pack, ledger, out = pack_at(tmp_path / "pack"), tmp_path / "ledger", tmp_path / "out"
    words: list[str | Path] = ["release", pack, "--ledger", ledger, "--out", out]
    words += ["--format", "csv,json", "--preset", exact(tmp_path), *USUAL]
    return words, ledger, out


def test_killed_between_ledger_and_files_the_same_command_puts_them_in_place(
    tmp_path: Path,
) -> None:
    """
    What the ledger says is told even if nobody saw it: it is written first. The files that were not
    put in place yet are left hidden, and are taken away by the same command.
    """
    words, ledger, out = command(tmp_path)
    assert release_module._put_in_place  # the function that is exchanged
    killed = stopped(KILLED, "release", "_put_in_place", words)
    assert killed.returncode == -signal.SIGKILL
    before = ledger.read_bytes()
    assert len(read_ledger(ledger)) == 1
    assert {name[:10] for name in names_in(out)} == {".checking-"}
    done = evenhand(*words)
    assert done.returncode == 0, done.stderr
    assert "its files were put in place again" in done.stdout
    assert ledger.read_bytes() == before
    assert names_in(out) == FILES - {"report.html"}
    assert verify_ledger(ledger, files=out).whole


def test_killed_before_the_ledger_is_written_nothing_was_released(tmp_path: Path) -> None:
    """The next release is the first."""
    words, ledger, out = command(tmp_path)
    assert ledger_module.write_ledger  # the function that is exchanged
    assert stopped(KILLED, "ledger", "write_ledger", words).returncode == -signal.SIGKILL
    assert not ledger.exists()
    done = evenhand(*words)
    assert done.returncode == 0, done.stderr
    assert len(read_ledger(ledger)) == 1
    assert names_in(out) == FILES - {"report.html"}


def test_a_full_disk_while_the_ledger_is_written_releases_nothing(tmp_path: Path) -> None:
    """No entry, no file, and a sentence."""
    words, ledger, out = command(tmp_path)
    full = stopped(DISK_FULL, "ledger", "write_ledger", words)
    assert full.returncode == 2
    assert "No space left on device" in full.stderr
    assert "Traceback" not in full.stderr
    assert "in the ledger" not in full.stderr
    assert not ledger.exists()
    assert names_in(out) == set()


def test_a_full_disk_while_files_are_put_in_place_says_what_to_do(tmp_path: Path) -> None:
    """The same command, when there is room again."""
    words, ledger, out = command(tmp_path)
    full = stopped(DISK_FULL, "release", "_put_in_place", words)
    assert full.returncode == 2
    assert "No space left on device" in full.stderr
    assert "The release is in the ledger, and not all of its files are in place" in full.stderr
    assert "give the same command again" in full.stderr
    assert len(read_ledger(ledger)) == 1
    assert names_in(out) == set()
    assert evenhand(*words).returncode == 0
    assert verify_ledger(ledger, files=out).whole


def test_a_limit_on_the_size_of_files_leaves_no_half_of_one(tmp_path: Path) -> None:
    """The operating system itself stops the writing of the first file."""
    words, ledger, out = command(tmp_path)
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000));"
        "sys.argv = ['evenhand', *sys.argv[1:]]; from evenhand.cli.main import run; run()"
    )
    full = subprocess.run(
        [sys.executable, "-c", program, *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert full.returncode == 2
    assert os.strerror(errno.EFBIG) in full.stderr
    assert not ledger.exists()
    assert names_in(out) == set()


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
