"""Exit codes and what is printed"""

import json
from pathlib import Path

import pytest
from tests.factories.command import evenhand, started_anew
from tests.factories.packs import make_pack

from evenhand.pipeline.presets import USUAL_PRESET

STAFF = [
    {
        "person": f"p{n}",
        "ethnic_category": "AN"[n % 2],
        "pay_band": "567"[n % 3],
        "staff_group": "clinical",
    }
    for n in range(60)
]
BINARY = ("--grouping", "binary")
MISLABELLED = [*STAFF, {"person": "p99", "ethnic_category": "Martian", "pay_band": "5"}]


def test_good_data_end_in_0(tmp_path: Path) -> None:
    """A check without errors."""
    done = started_anew("check", make_pack(tmp_path, staff=STAFF))
    assert done.returncode == 0
    assert "staff: 60 rows read, 60 used, 0 set aside" in done.stdout


def test_errors_in_the_data_end_in_1(tmp_path: Path) -> None:
    """An ethnic label that is on no list: named, with its row and what to do."""
    done = evenhand("check", make_pack(tmp_path, staff=MISLABELLED))
    assert done.returncode == 1
    assert "unknown-ethnic-label" in done.stderr
    assert "Martian" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["check", "nowhere"], "There is no file or folder nowhere", id="no such pack"),
        pytest.param(["measure"], "Missing argument", id="nothing named"),
        pytest.param(
            ["measure", ".", "--grouping", "broad-9"], "There is no grouping", id="no such grouping"
        ),
        pytest.param(
            ["measure", ".", "--standard", "gdpr"], "There is no standard", id="no such standard"
        ),
        pytest.param(
            ["measure", ".", "--comparator", "martian"], "no group", id="no such comparator"
        ),
        pytest.param(
            ["report", ".", "--out", "o", "--audience", "all"], "no audience", id="audience"
        ),
        pytest.param(
            ["check", ".", "--as", "tealeaves"], "There is no source", id="no such source"
        ),
        pytest.param(["juggle"], "No such command", id="no such command"),
    ],
)
def test_wrong_use_ends_in_2_with_a_sentence(tmp_path: Path, words: list[str], said: str) -> None:
    """Never a traceback."""
    make_pack(tmp_path, staff=STAFF)
    done = evenhand(*words, folder=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr


@pytest.mark.parametrize(
    ("audience", "says"),
    [
        ("board", "For the board: small numbers are hidden"),
        ("public", "Public: small numbers are hidden"),
    ],
)
def test_a_report_for_others_is_attacked_before_it_is_written(
    tmp_path: Path, audience: str, says: str
) -> None:
    """Small numbers are hidden so that the finished files do not give them away."""
    pack = make_pack(tmp_path / "pack", staff=STAFF)
    out = tmp_path / "out"
    done = evenhand("report", pack, "--out", out, "--audience", audience, *BINARY)
    assert done.returncode == 0
    preset = USUAL_PRESET[audience]
    assert evenhand("attack", out / "results.json", "--preset", preset).returncode == 0
    assert says in (out / "report.html").read_text(encoding="utf-8")


def test_errors_do_not_stop_a_report_and_still_end_in_1(tmp_path: Path) -> None:
    """The report is there, says so, and the exit code tells a script. Decision record 7."""
    pack = make_pack(tmp_path / "pack", staff=MISLABELLED)
    done = started_anew("report", pack, "--out", tmp_path / "out", *BINARY)
    assert done.returncode == 1
    assert "Martian" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_check_prints_errors_warnings_and_rows_as_json(tmp_path: Path) -> None:
    """Everything that a program needs, on standard output alone."""
    done = evenhand("check", make_pack(tmp_path, staff=MISLABELLED), "--json", "-")
    told = json.loads(done.stdout)
    assert set(told) == {"errors", "warnings", "rows"}
    (error,) = told["errors"]
    assert error["code"] == "unknown-ethnic-label"
    assert {"code", "severity", "table", "file", "row", "column", "value", "message", "fix"} <= set(
        error
    )
    assert told["rows"]["staff"]["read"] == 61


def test_measure_prints_inputs_and_results_as_json(tmp_path: Path) -> None:
    """Only the grouping asked for, with every field a result has."""
    pack = make_pack(tmp_path, staff=STAFF)
    done = started_anew("measure", pack, "--grouping", "broad-5-2021", "--json", "-")
    told = json.loads(done.stdout)
    assert told["inputs"]["pack_hash"]
    measured = [r for r in told["results"] if r["finding"] != "not calculable"]
    assert {result["grouping"] for result in measured} == {"broad-5-2021"}
    wanted = (
        "standard edition indicator kind period cell grouping group comparator numerator "
        "denominator comparator_numerator comparator_denominator value low high confidence method "
        "p_value p_adjusted finding reading suppressed reason flags"
    )
    assert all(set(wanted.split()) <= set(result) for result in told["results"])


def test_the_version_and_the_help_answer_without_a_pack() -> None:
    """`evenhand --help` works on its own."""
    assert started_anew("--version").stdout.startswith("evenhand ")
    assert "Exit codes" in started_anew("--help").stdout


def test_standards_says_what_is_unconfirmed() -> None:
    """Drafts are named as drafts."""
    done = started_anew("standards")
    assert "nhs-wres, edition 2025 (draft)" in done.stdout
    assert "unconfirmed:" in done.stdout
