"""Releases at once, killed or out of disk: ledger and files agree, whatever happens on the way."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.factories.command import evenhand
from tests.factories.forked import forked
from tests.factories.ledger_releases import FILES, USUAL, command, names_in, pack_at

from evenhand.data.ledger.file import PATIENCE_SECONDS, locked, read_ledger
from evenhand.data.writers.files import RefusedToWrite
from evenhand.pipeline import ledger as ledger_module
from evenhand.pipeline import release as release_module
from evenhand.pipeline.ledger_check import verify_ledger


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
    return forked([*map(str, words)], os.environ, code=program)


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
