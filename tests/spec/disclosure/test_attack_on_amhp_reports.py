"""The attack on finished reports on AMHP services, one by one and a region's beside its services'"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from tests.factories.amhp_sets import service
from tests.factories.command import evenhand

from evenhand.data.definitions.presets import preset
from evenhand.domain.amhp.sight.counts import MonthWork
from evenhand.domain.amhp.sight.report import SightReport
from evenhand.pipeline.amhp_report import Given, SightWanted, report_of
from evenhand.pipeline.amhp_report_files import files_of
from evenhand.pipeline.attack import attack_files
from evenhand.pipeline.attack_table import Attacked
from evenhand.pipeline.wrong_use import WrongUse

MARCH = date(2026, 3, 1)
BOARD = preset("board")
A_MONTH = {"A": 13, "B": 31}
# How a month's assessments ended, when nothing of it is told.
NO_ENDS: dict[str, int | None] = dict.fromkeys(("completed", "detained", "otherwise"))


@cache
def made(*bodies: str, readers: str = "board", month: date = MARCH) -> SightReport:
    """The report on made-up services, each with records of its own."""
    tables: dict[str, list[dict[str, object]]] = {}
    for body in bodies:
        place = list(A_MONTH).index(body)
        for name, rows in service(place, a_month=A_MONTH[body]).items():
            tables.setdefault(name, []).extend(row | {"body": body} for row in rows)
    return report_of(tables, Given(bodies=bodies), SightWanted(month=month, readers=readers))


def kept(report: SightReport, folder: Path, kind: str = "html") -> Path:
    """A report as a file of its own."""
    (content,) = files_of(report, [kind]).values()
    file = folder / f"{report.body.name}.{kind}"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def attacked(files: Sequence[Path]) -> list[Attacked]:
    return list(attack_files(files, BOARD).values())


def told(found: Attacked) -> list[tuple[str, float, float]]:
    return [(each.name, each.low, each.high) for each in found.given_away]


def with_march(report: SightReport, **numbers: int | None) -> SightReport:
    """Another number of some counts in March, as if nobody had minded."""
    *months, march = report.counts.work
    work = (*months, replace(march, **numbers))
    return replace(report, counts=replace(report.counts, work=work))


@pytest.mark.parametrize("kind", ["html", "docx", "xlsx"])
@pytest.mark.parametrize("bodies", [("A",), ("A", "B")])
def test_every_hidden_count_is_found_and_none_can_be_worked_out(
    bodies: tuple[str, ...], kind: str, tmp_path: Path
) -> None:
    """Page, Word and workbook, which has more months than the others: of a service, and of a region."""
    report = made(*bodies)
    (found,) = attacked([kept(report, tmp_path, kind)])
    assert found.given_away == ()
    shown = report.counts.work if kind == "xlsx" else report.counts.work[-13:]
    numbers = (each for month in shown for each in of_month(month).values())
    hidden_in_months = sum(number is None for number in numbers)
    assert found.hidden > hidden_in_months > 10


def of_month(month: MonthWork) -> dict[str, int | None]:
    names = ("considered", "attended", "completed", "detained", "otherwise")
    return {name: getattr(month, name) for name in names}


@pytest.mark.parametrize("kind", ["html", "docx", "xlsx"])
def test_a_hidden_count_that_follows_from_others_is_given_away(kind: str, tmp_path: Path) -> None:
    """Five to seven assessments ended, and so many with detention: without it two at the most."""
    report = with_march(made("A"), attended=10, completed=5, detained=5, otherwise=None)
    (found,) = attacked([kept(report, tmp_path, kind)])
    assert ("A, work, March 2026: otherwise", 0, 2) in told(found)


def test_what_stands_nowhere_is_given_away_as_well(tmp_path: Path) -> None:
    """Thirteen considered and eleven attended, told to the number: two were not attended."""
    report = with_march(made("A"), considered=13, attended=11, **NO_ENDS)
    (found,) = attacked([kept(report, tmp_path)])
    assert ("A, work, March 2026: considered without attended", 2, 2) in told(found)


@pytest.mark.parametrize("number", [3, 12])
def test_a_number_that_the_rules_never_print_is_given_away_by_standing_there(
    number: int, tmp_path: Path
) -> None:
    (found,) = attacked([kept(with_march(made("A"), **NO_ENDS | {"completed": number}), tmp_path)])
    assert ("A, work, March 2026: completed", number, number) in told(found)


def test_a_number_in_a_sentence_is_read_too(tmp_path: Path) -> None:
    page = kept(made("A"), tmp_path)
    text = page.read_text(encoding="utf-8")
    assert "15 cases were considered" in text
    page.write_text(text.replace("15 cases were", "13 cases were"), encoding="utf-8")
    (found,) = attacked([page])
    assert {(low, high) for name, low, high in told(found) if "13 cases" in name} == {(13, 13)}


def with_incidents(report: SightReport, incidents: int | None) -> SightReport:
    *months, march = report.safety
    march = replace(march, recorded=50, lone=20, incidents=incidents, racist=None)
    return replace(report, safety=(*months, march))


def test_a_region_s_report_beside_its_services_is_attacked_with_them(tmp_path: Path) -> None:
    """Five to seven incidents in the region, and so many in the one service: the other has two at most."""
    reports = [
        with_incidents(made("A"), None),
        with_incidents(made("B"), 5),
        with_incidents(made("A", "B"), 5),
    ]
    reports[2] = replace(
        reports[2], safety=(*reports[2].safety[:-1], replace(reports[2].safety[-1], recorded=100, lone=40))
    )  # fmt: skip
    files = [kept(each, tmp_path) for each in reports]
    name = "A, safety, March 2026: incidents"
    assert all(name not in dict_of(each) for file in files for each in attacked([file]))
    assert dict_of(attacked(files)[0])[name] == (0, 2)


def dict_of(found: Attacked) -> dict[str, tuple[float, float]]:
    return {name: (low, high) for name, low, high in told(found)}


def test_a_region_s_report_and_its_services_as_they_are_made_give_nothing_away(
    tmp_path: Path,
) -> None:
    files = [kept(each, tmp_path) for each in (made("A"), made("B"), made("A", "B"))]
    for some in (files, files[1:]):
        assert [each.given_away for each in attacked(some)] == [()] * len(some)


def test_reports_of_several_months_are_attacked_together(tmp_path: Path) -> None:
    """Those of one year and of the next, and one of them as two files: each has its own hidden counts."""
    files = []
    for month in (date(2025, 11, 1), MARCH):
        (tmp_path / f"{month}").mkdir()
        files.append(kept(made("A", month=month), tmp_path / f"{month}"))
    files.append(kept(made("A"), tmp_path, "xlsx"))
    found = attacked(files)
    assert [each.given_away for each in found] == [()] * 3
    assert found[2].hidden > found[1].hidden > 50


def test_files_that_cannot_both_be_true_are_said(tmp_path: Path) -> None:
    files = [kept(with_march(made("A"), considered=900), tmp_path), kept(made("A", "B"), tmp_path)]
    with pytest.raises(WrongUse, match="made from the same records"):
        attacked(files)


@pytest.mark.parametrize(
    ("kind", "readers", "words"),
    [
        pytest.param("html", "service", "--as board, or public", id="For the service itself"),
        pytest.param("html", "public", "--preset mhsds", id="Made by other rules"),
        pytest.param("pdf", "board", "Attack the page", id="Without tables to read back"),
    ],
)
def test_what_cannot_be_attacked_is_refused_with_what_to_do(
    kind: str, readers: str, words: str, tmp_path: Path
) -> None:
    with pytest.raises(WrongUse, match=words):
        attacked([kept(made("A", readers=readers), tmp_path, kind)])


def test_exit_codes_are_those_of_other_files(tmp_path: Path) -> None:
    """0: nothing is given away; 1: something is; 2: it was made by other rules."""
    safe = kept(made("A"), tmp_path)
    done = evenhand("attack", safe, "--preset", "board", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 of 96 hidden counts can be worked out" in done.stdout
    assert evenhand("attack", safe, folder=tmp_path).returncode == 2
    leaky = kept(with_march(made("A"), **NO_ENDS | {"completed": 3}), tmp_path)
    done = evenhand("attack", leaky, "--preset", "board", folder=tmp_path)
    assert done.returncode == 1
    assert "A, work, March 2026: completed: is 3" in done.stdout
