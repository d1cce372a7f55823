"""The repository itself: sizes, words, links, and what it must not hold."""

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "evenhand"
LONGEST_MODULE = 400


@cache
def tracked() -> list[Path]:
    """Files that git knows, or would add."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def texts() -> list[tuple[Path, str]]:
    """Every text file, but the locks and this test."""
    here = Path(__file__)
    found = []
    for path in tracked():
        if path == here or path.suffix in {".lock", ".png", ".jpeg", ".mo"}:
            continue
        found.append((path.relative_to(ROOT), path.read_text(encoding="utf-8")))
    return found


def test_modules_are_short() -> None:
    """A module has one idea; one of over 400 lines has several."""
    long = {
        str(path.relative_to(ROOT)): lines
        for path in SOURCE.rglob("*.py")
        if (lines := path.read_text(encoding="utf-8").count("\n")) > LONGEST_MODULE
    }
    assert long == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    """A helper lives in the module whose word it serves."""
    empty = {"utils", "util", "helpers", "common", "misc", "manager", "base", "service"}
    # Pages of allauth that ours stand in for have the names that it looks for.
    ours = (path for path in SOURCE.rglob("*") if "allauth" not in path.parts)
    assert {path.stem for path in ours} & empty == set()


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"/(?:root|home)/\w", id="a path of somebody's machine"),
        pytest.param(r"https?://[\w.-]*(?:pypi|pythonhosted|npmjs)\.", id="a registry's address"),
        pytest.param(r"(?i)\bnon-white\b(?!\")", id="a word for people by what they are not"),
        pytest.param(r"(?i)\bunderperform", id="blame"),
    ],
)
def test_the_repository_holds_no(pattern: str) -> None:
    """Paths, addresses and words that have no place here. The DfE file's own label is data."""
    allowed = {
        Path("tests"),
        Path("docs/explanation/open-data.md"),
        Path("src/evenhand/data/sources"),
    }
    found = [
        f"{path}: {match[0]}"
        for path, text in texts()
        for match in [re.search(pattern, text)]
        if match and not any(place == path or place in path.parents for place in allowed)
    ]
    assert found == []


def test_locks_hold_versions_and_hashes_and_no_address() -> None:
    """Installing needs a registry; which one is the machine's business."""
    for name in ("requirements.lock", "requirements-run.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text
        assert "-index" not in text


def test_every_link_in_the_docs_leads_somewhere() -> None:
    """Links to files of the repository."""
    broken = []
    for path, text in texts():
        if path.suffix != ".md":
            continue
        for link in re.findall(r"\]\(([^)#\s]+)", text):
            if "://" not in link and not (ROOT / path.parent / link).exists():
                broken.append(f"{path} -> {link}")
    assert broken == []


def test_the_command_line_begins_without_what_counts() -> None:
    """Commands import what they need when they run: what counts takes seconds to import."""
    heavy = {"numba", "scipy", "duckdb", "pyarrow", "django", "pydantic", "vl_convert"}
    code = "import sys, evenhand.cli.main; print(*sys.modules)"
    asked = [sys.executable, "-c", code]
    path = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(asked, env=path, capture_output=True, text=True, check=True)
    assert heavy & set(done.stdout.split()) == set()


def test_decisions_are_numbered_in_order() -> None:
    """The number in the name is the number in the title."""
    files = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    for number, path in enumerate(files, start=1):
        assert path.name.startswith(f"{number:04d}-")
        assert path.read_text(encoding="utf-8").startswith(f"# {number}. ")


def test_every_dependency_has_a_reason_in_the_docs() -> None:
    """Each package of pyproject.toml is named in docs/explanation/dependencies.md."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = (ROOT / "docs" / "explanation" / "dependencies.md").read_text(encoding="utf-8")
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[<>=\[]", each)[0] for each in wanted}
    missing = {name for name in names if name not in named and not name.startswith("types-")}
    assert missing == set()


def test_the_generated_reference_is_current() -> None:
    """What ./run docs would write is what is there."""
    from tests.docs_writer import REFERENCE, pages

    stale = [
        name
        for name, text in pages().items()
        if not (REFERENCE / name).exists() or (REFERENCE / name).read_text(encoding="utf-8") != text
    ]
    assert stale == []
