"""A report with hidden numbers, its files, and the attack on one of them."""

from collections.abc import Mapping
from functools import cache

from tests.factories.disclosure import measurement_of
from tests.factories.measures import results_of

from evenhand.data.definitions.presets import preset
from evenhand.domain.disclosure.release import Released, release
from evenhand.domain.results.measurement import Measurement
from evenhand.pipeline.attack_words import must_say_no_more
from evenhand.pipeline.formats import chosen, files_of
from evenhand.reporting.contents import render_contents

PEOPLE = {
    "white-british": 800,
    "irish": 40,
    "indian": 120,
    "african": 93,
    "caribbean": 47,
    "not-stated": 60,
    "not-known": 31,
}
CASES = {
    "white-british": 33,
    "irish": 12,
    "indian": 24,
    "african": 3,
    "caribbean": 14,
    "not-stated": 12,
}
# African is hidden because 3 is small, Caribbean because Black less it would tell.
HIDDEN = ("3 of 93", "3 people", "3", "14", "14 of 47")
# How a number is worded is judged after a file is read, in the same way whatever the file: so a
# place is tried with the number alone, which is most easily taken for something else, and in words.
IN_ANY_PLACE = ("3", "14 of 47")


@cache
def hidden_cases() -> Released:
    """African is small in disciplinary cases, and something else goes with it."""
    results = results_of(
        {"workforce": PEOPLE, "disciplinary": CASES},
        groupings=("binary", "broad-5-2021", "census-2021-19"),
    )
    return release(measurement_of(results), preset("regulator"), "board")


@cache
def board_files() -> dict[str, bytes]:
    """Every file that a board reader gets."""
    made = files_of(hidden_cases().measurement, chosen("all", audience="board"))
    made["index.html"] = render_contents([("x/report.html", hidden_cases().measurement)] * 2)
    return {name: text.encode() if isinstance(text, str) else text for name, text in made.items()}


def attacked(name: str, data: bytes, measurement: Measurement) -> None:
    attacked_together({name: data}, measurement)


def attacked_together(files: Mapping[str, str | bytes], measurement: Measurement) -> None:
    """Each of these files by itself, as they are made; what is known of the report is worked out once."""
    data = {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}
    must_say_no_more(data, [measurement], measurement.results)
