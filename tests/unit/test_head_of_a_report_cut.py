"""What is cut from the head of a finished page: that it is made up, and how people are protected."""

from dataclasses import replace

from tests.factories.results import a_measurement, a_result

from evenhand.reporting.cut import MADE_UP, PROTECTION, parts_of
from evenhand.reporting.laid_out import LaidOut
from evenhand.reporting.report_html import render_report

REPORT = a_measurement(
    results=(a_result(indicator="1", title="Staff in each pay band"), a_result()),
    snapshots=("2025-03-31",),
    marked_as="made <up>",
    note="A note <of> theirs.",
)


def test_made_up_records_and_notes_are_told_as_the_head_tells_them() -> None:
    parts = parts_of(render_report(LaidOut(REPORT)))
    assert parts[MADE_UP] == '<strong class="made-up">Made &lt;up&gt; data</strong>'
    assert "describe nobody" in parts[PROTECTION]
    assert "A note &lt;of&gt; theirs." in parts[PROTECTION]


def test_real_records_have_no_such_mark() -> None:
    parts = parts_of(render_report(LaidOut(replace(REPORT, marked_as=""))))
    assert MADE_UP not in parts and PROTECTION in parts


def test_the_first_indicator_of_an_edition_is_a_part_of_its_own() -> None:
    parts = parts_of(render_report(LaidOut(REPORT)))
    assert [name for name in parts if name.startswith("indicator:")] == [
        "indicator:nhs-wres-1",
        "indicator:nhs-wres-3",
    ]
