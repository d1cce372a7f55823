"""Parts of a finished page, as pages of the site show them."""

import pytest
from tests.factories.results import a_measurement, a_result, a_suppressed_result

from evenhand.domain.results.result import Change
from evenhand.reporting.cut import first_figure, parts_of, points_of, rows_of
from evenhand.reporting.laid_out import LaidOut
from evenhand.reporting.report_html import render_report


@pytest.fixture(scope="module")
def parts() -> dict[str, str]:
    results = (
        a_result(indicator="2", title="Appointment <from> shortlisting", change=Change.ROSE),
        a_result(),
        a_suppressed_result(indicator="4", grouping="binary", group="bme", planned=True),
    )
    snapshots = ("2023-03-31", "2025-03-31")
    measurement = a_measurement("nhs-wres", results=results, snapshots=snapshots)
    return parts_of(render_report(LaidOut(measurement)))


def test_every_indicator_has_its_part_the_first_of_an_edition_too(parts: dict[str, str]) -> None:
    found = {name: text for name, text in parts.items() if name.startswith("indicator:")}
    assert list(found) == ["indicator:nhs-wres-2", "indicator:nhs-wres-3", "indicator:nhs-wres-4"]
    assert all(text.count("<section") == 1 for text in found.values())


def test_the_lines_at_a_glance_are_told_as_the_page_tells_them(parts: dict[str, str]) -> None:
    second, third, fourth = rows_of(parts["edition:nhs-wres"])
    assert (second.anchor, second.id, second.change) == ("nhs-wres-2", "2", "rose since 2023")
    assert (third.title, third.figure) == ("Formal disciplinary process", "1.59 (1.08 to 2.34)")
    assert (third.finding, third.hidden) == ("disparity", False)
    assert third.strip.startswith("<svg")
    assert fourth.hidden
    assert (fourth.finding, fourth.strip) == ("too small to show", "")


def test_what_stands_out_is_told_with_the_indicator_that_it_is_about(parts: dict[str, str]) -> None:
    points = points_of(parts["stands-out"])
    assert [point.anchor for point in points] == ["nhs-wres-2", "nhs-wres-3"]
    assert points[0].text.startswith("Ethnic minority staff were 1.59 times as likely")


def test_the_first_chart_of_an_indicator_is_whole(parts: dict[str, str]) -> None:
    chart = first_figure(parts["indicator:nhs-wres-3"])
    assert chart.startswith("<figure>")
    assert chart.endswith("</figure>")
    assert "<svg" in chart
    assert first_figure(parts["data-quality"]) == ""
