"""Finished files of AMHP services for readers outside, read back by the attack's own readers"""

from collections.abc import Iterator
from datetime import date

import pytest
from tests.factories.amhp_sets import service

from evenhand.data.attack_files.said import Place, Said
from evenhand.pipeline.amhp_report import Given, SightWanted, report_of
from evenhand.pipeline.amhp_report_files import FORMATS, files_of
from evenhand.pipeline.attack_words import READERS
from evenhand.reporting.sight.read_back import counts_alone, spoken_counts

MARCH = date(2026, 3, 1)
BASE = 5


def read_back(content: str | bytes, kind: str) -> list[Said]:
    data = content.encode() if isinstance(content, str) else content
    return READERS[f"report.{kind}"](data)


def counts_in(said: list[Said]) -> Iterator[int]:
    """
    Counts that stand alone, as in a table, and those that sentences speak of.

    Axes, limits and medians are worked out from these, and are no counts.
    """
    for each in said:
        if each.place is Place.DRAWING or each.where.startswith("column Figure "):
            continue
        if (alone := counts_alone(each.text)) is not None:
            yield alone
        yield from spoken_counts(each.text)


def one_service() -> tuple[dict[str, list[dict[str, object]]], Given]:
    return service(3, a_month=13), Given(bodies=["A"])


def a_region() -> tuple[dict[str, list[dict[str, object]]], Given]:
    tables: dict[str, list[dict[str, object]]] = {}
    for seed, (body, a_month) in enumerate({"A": 13, "B": 31}.items()):
        for name, rows in service(seed, a_month=a_month).items():
            tables.setdefault(name, []).extend(row | {"body": body} for row in rows)
    return tables, Given(bodies=["A", "B"])


@pytest.mark.parametrize(("made", "months"), [(one_service, 1), (one_service, 3), (a_region, 3)])
def test_every_count_in_every_file_is_rounded_and_none_is_small(made, months: int) -> None:  # type: ignore[no-untyped-def]
    """HTML, PDF, Word and Excel: in tables and in sentences, as the board's rules have it."""
    tables, given = made()
    wanted = SightWanted(month=MARCH, months=months, readers="board")
    files = files_of(report_of(tables, given, wanted), tuple(FORMATS))
    assert len(files) == 4
    for name, content in files.items():
        found = list(counts_in(read_back(content, name.rpartition(".")[2])))
        assert len(found) > 20, name
        assert [count for count in found if count % BASE] == [], name


def test_an_exact_count_is_found_by_reading_back() -> None:
    """What the service itself reads would not do."""
    tables, given = one_service()
    (content,) = files_of(report_of(tables, given, SightWanted(month=MARCH)), ["html"]).values()
    assert [count for count in counts_in(read_back(content, "html")) if count % BASE]
