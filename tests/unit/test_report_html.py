"""The report as text: what is in it, in what order, and what must never be."""

import re
from dataclasses import replace

import pytest
from tests.factories.results import TELLTALES, a_measurement, a_result, a_suppressed_result

from evenhand.domain.results.result import Unit
from evenhand.reporting.laid_out import LaidOut
from evenhand.reporting.report_html import render_report


@pytest.fixture(scope="module")
def page() -> str:
    return render_report(LaidOut(a_measurement("nhs-wres")))


def test_the_same_measurement_gives_the_same_bytes(page):
    assert render_report(LaidOut(a_measurement("nhs-wres"))) == page


def test_nothing_of_a_suppressed_result_is_printed():
    shown = a_result(denominator=600, numerator=30)
    hidden = a_suppressed_result()
    on_its_own = a_suppressed_result(indicator="2", title="Appointment from shortlisting")
    page = render_report(LaidOut(a_measurement(results=(shown, hidden, on_its_own))))
    assert "Hidden to protect people" in page
    text = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    found = [number for number in TELLTALES if re.search(rf">[^<]*{number}", text)]
    assert found == []


def test_a_page_needs_nothing_from_outside(page):
    assert not re.search(r"<(script|link|img|iframe|object|embed|base)\b", page)
    assert not re.search(r"(src|href|action)=\"(?!#)", page)
    assert not re.search(r"url\((?!#)|@import|@font-face", page)
    assert "default-src 'none'" in page


@pytest.mark.parametrize("nasty", ['<script>alert("x")</script>', '"><img src=x onerror=y>', "]]>"])
def test_markup_in_names_is_only_text(nasty):
    result = a_result(group_label=nasty, body_name=nasty, reading=nasty, cell=nasty)
    page = render_report(
        LaidOut(
            a_measurement(
                name=nasty,
                results=(result, replace(result, cell="other")),
                marked_as=nasty,
                warnings=(nasty,),
                note=nasty,
                terms={"bme": nasty},
            )
        )
    )
    assert nasty not in page
    assert "<script" not in page
    assert "<img" not in page


def test_a_style_cannot_be_broken_out_of_by_a_name():
    name = '"; } body { display: none } </style><b>'
    page = render_report(LaidOut(a_measurement(name=name, results=(a_result(),))))
    style = page.split("<style>")[1].split("</style>")[0]
    assert "display: none }" not in style.rpartition("@page")[2]
    assert "<b>" not in page


def test_a_name_of_any_length_leaves_a_page_of_bearable_length():
    long = "Trust " * 5000
    short = render_report(LaidOut(a_measurement(results=(a_result(),))))
    page = render_report(
        LaidOut(a_measurement(name=long, results=(a_result(group_label=long, body_name=long),)))
    )
    assert len(page) < len(short) + 20_000


def test_names_in_other_scripts_keep_to_themselves():
    page = render_report(LaidOut(a_measurement(name="مؤسسة الصحة", results=(a_result(),))))
    assert "<h1><bdi>مؤسسة الصحة</bdi></h1>" in page


def test_every_screen_says_internal_and_made_up(page):
    mark = page.split('class="mark"')[1].split("</section>")[0]
    assert "Internal: not for release" in mark
    assert "Made up data" in mark


def test_the_order_is_answer_picture_numbers_how_sure_action_working_notes(page):
    section = page.split('id="nhs-wres-3"')[1].split("</section>")[0]
    order = [
        section.index(part)
        for part in (
            'class="answer"',
            "<figure>",
            "The numbers",
            "How sure",
            "No action is recorded yet",
            "How it was worked out",
            "Notes and source",
        )
    ]
    assert order == sorted(order)


def test_at_most_three_sentences_stand_out_planned_ones_first(page):
    stands_out = page.split('class="stands-out"')[1].split("</ol>")[0]
    assert 1 <= stands_out.count("<li>") <= 3


def test_what_stands_out_is_about_the_groups_the_standard_asks_about():
    in_grade = {"indicator": "1", "kind": "representation", "cell": "5", "unit": Unit.POINTS}
    white = a_result(**in_grade, group="white", group_label="White", people=900, reading="W.")
    minority = a_result(**in_grade, people=-20, reading="M.", people_reading="")
    page = render_report(LaidOut(a_measurement(results=(white, minority))))
    stands_out = page.split('class="stands-out"')[1].split("</ol>")[0]
    assert "M." in stands_out
    assert "W." not in stands_out


def test_with_no_disparity_the_page_says_how_much_it_cannot_tell():
    calm = a_result(finding="cannot tell")
    page = render_report(LaidOut(a_measurement(results=(calm,))))
    assert "None of the 1 planned figures shows a disparity" in page


def test_headings_are_in_order(page):
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", page)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_every_table_has_a_caption_and_every_picture_its_words(page):
    assert page.count("<table") == page.count("<caption")
    pictures = re.findall(r'<svg[^>]*role="img".*?</svg>', page, flags=re.DOTALL)
    assert len(pictures) >= 20
    for picture in pictures:
        assert "<title id=" in picture
        assert "<desc id=" in picture
        assert '<g aria-hidden="true"' in picture
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_shares_are_printed_with_both_numbers_and_working(page):
    of_result = render_report(LaidOut(a_measurement(results=(a_result(),))))
    assert "41 of 680 (6.0%)" in of_result
    assert "White: 60 of 1,580 (3.8%)" in of_result
    assert "(41 ÷ 680) ÷ (60 ÷ 1,580) = 6.0% ÷ 3.8% = 1.59" in of_result


def test_a_standards_own_word_is_printed_in_its_notes_only(page):
    without_notes = re.sub(r'<p class="note">.*?</p>|<li>.*?</li>', "", page, flags=re.DOTALL)
    assert "BME" in page
    assert "BME" not in re.sub(r"@page.*?</style>", "", without_notes, flags=re.DOTALL)


def test_people_of_unknown_ethnicity_are_shown_last(page):
    section = page.split('id="nhs-wres-3"')[1].split("</table>")[0]
    assert section.index("Any other ethnic group") < section.index("Not stated")
    assert "61 people whose ethnicity is not stated and 23 people" in page


def test_a_draft_says_why(page):
    assert "Draft definition. The full technical guidance was not at hand" in page


def test_children_s_services_are_named_with_every_indicator():
    measurement = a_measurement(
        "dfe-social-workers", groupings=("binary", "broad-5-2021"), marked_as=""
    )
    page = render_report(LaidOut(measurement))
    sections = page.split('class="indicator"')[1:]
    assert len(sections) == 4
    for section in sections:
        assert "Children&#39;s services only" in section


def test_blocks_of_staff_are_called_the_same_in_pictures_and_tables(page):
    assert ">Non-clinical<" in page
    assert "Non clinical" not in page
