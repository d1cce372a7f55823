"""Percentages are as fine as the preset prints them, in every format, and the attack knows it."""

import io
import re
from dataclasses import replace

import openpyxl
import pytest
from tests.factories.disclosure import measurement_of
from tests.factories.measures import results_of

from evenhand.data.definitions.presets import preset
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.release import release
from evenhand.domain.results.measurement import Measurement
from evenhand.pipeline.attack_words import READERS, must_say_no_more
from evenhand.pipeline.formats import chosen, files_of
from evenhand.pipeline.report import as_printed
from evenhand.pipeline.wrong_use import NotSafe

PERCENT = re.compile(r"(?<![\d.])\d+(?:\.(\d+))?%")
COUNTS = {
    "workforce": {"white-british": 740, "indian": 260, "african": 150, "not-stated": 60},
    "disciplinary": {"white-british": 200, "indian": 40, "african": 45, "not-stated": 20},
}
MADE: dict[str, tuple[Measurement, dict[str, bytes]]] = {}


def made(rules: Preset) -> tuple[Measurement, dict[str, bytes]]:
    """Every public file under a preset, made once."""
    key = f"{rules.slug} {rules.percent_decimals}"
    if key not in MADE:
        results = results_of(COUNTS, groupings=("binary", "broad-5-2021"))
        measurement = as_printed(release(measurement_of(results), rules, "public").measurement)
        files = files_of(measurement, chosen("all", audience="public"))
        MADE[key] = (
            measurement,
            {
                name: text.encode() if isinstance(text, str) else text
                for name, text in files.items()
            },
        )
    return MADE[key]


def decimals_in(name: str, data: bytes) -> set[int]:
    """How many decimals the percentages of a file have."""
    said = [each.text.replace("99.9%", "").replace("0.1%", "") for each in READERS[name](data)]
    return {len(match[1] or "") for text in said for match in PERCENT.finditer(text)}


FORMATS = ["report.html", "report.pdf", "board-summary.pdf", "report.docx", "results.json"]


@pytest.mark.parametrize("name", FORMATS)
def test_the_public_rule_prints_whole_per_cents(name: str) -> None:
    """27%, and not 27.0%: spelled out by the rule of the Mental Health Services Data Set."""
    _, files = made(preset("mhsds"))
    assert decimals_in(name, files[name]) == {0}


@pytest.mark.parametrize("name", ["report.html", "report.docx"])
def test_rules_that_say_nothing_of_percentages_leave_one_decimal(name: str) -> None:
    _, files = made(preset("acute-counts"))
    assert 1 in decimals_in(name, files[name])


@pytest.mark.parametrize(
    ("rules", "form"),
    [
        (preset("mhsds"), "0%"),
        (preset("acute-counts"), "0.0%"),
        (replace(preset("mhsds"), percent_decimals=1), "0.0%"),
        (replace(preset("mhsds"), percent_decimals=2), "0.00%"),
    ],
)
def test_a_workbook_shows_a_share_as_finely(rules: Preset, form: str) -> None:
    _, files = made(rules)
    book = openpyxl.load_workbook(io.BytesIO(files["report.xlsx"]))
    forms = {
        cell.number_format
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if "%" in cell.number_format and isinstance(cell.value, int | float)
    }
    assert forms == {form}


def test_the_numbers_of_people_beside_are_rounded_up_from_a_half_too() -> None:
    """5 of 40 are 12.5%: 13%, wherever they stand."""
    counts = {
        "workforce": {"white-british": 740, "indian": 260, "not-stated": 40},
        "disciplinary": {"white-british": 200, "indian": 40, "not-stated": 5},
    }
    measurement = release(measurement_of(results_of(counts)), preset("mhsds"), "public")
    page = files_of(measurement.measurement, ("html",))["report.html"]
    assert "5 of 40 (13%)" in str(page)


def test_a_percentage_with_more_digits_than_the_rule_prints_is_found() -> None:
    """A reader cannot be told more finely on a page than in the results."""
    measurement, files = made(preset("mhsds"))
    page = files["report.html"].decode()
    must_say_no_more({"report.html": page.encode()}, [measurement], measurement.results)
    assert "200 of 740 (27%)" in page
    for finer in ("27.0%", "27.03%"):
        told = page.replace("200 of 740 (27%)", f"200 of 740 ({finer})", 1).encode()
        with pytest.raises(NotSafe, match=r"report\.html tells more"):
            must_say_no_more({"report.html": told}, [measurement], measurement.results)


def test_the_files_as_they_are_made_say_no_more_than_their_results() -> None:
    """No false alarm, however fine the percentages are."""
    for decimals in (0, 1, 2):
        rules = replace(preset("mhsds"), percent_decimals=decimals)
        measurement, files = made(rules)
        must_say_no_more(files, [measurement], measurement.results)
