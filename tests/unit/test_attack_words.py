"""A hidden number put back anywhere in a finished file is found; a file as it is made says no more."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.factories.disclosure import measurement_of
from tests.factories.hidden_words import (
    HIDDEN,
    IN_ANY_PLACE,
    attacked,
    attacked_together,
    board_files,
    hidden_cases,
)
from tests.factories.measures import results_of
from tests.factories.results import a_measurement

from evenhand.data.definitions.presets import preset
from evenhand.domain.disclosure.hide import hide_whole
from evenhand.domain.disclosure.release import Released, release
from evenhand.pipeline.attack import attack_file
from evenhand.pipeline.attack_words import READERS
from evenhand.pipeline.formats import chosen, files_of
from evenhand.pipeline.wrong_use import NotSafe, WrongUse


@pytest.fixture(scope="module")
def released() -> Released:
    return hidden_cases()


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return board_files()


def test_as_many_people_as_a_year_has_are_a_count_and_no_year() -> None:
    many = {"white-british": 2025, "african": 495}
    cases = {"white-british": 202, "african": 60}
    results = results_of({"workforce": many, "disciplinary": cases}, groupings=("binary",))
    released = release(measurement_of(results), preset("regulator"), "board")
    assert any(
        2025 in (r.denominator, r.comparator_denominator) for r in released.measurement.results
    )
    attacked_together(
        files_of(released.measurement, ("xlsx", "docx", "html")), released.measurement
    )


def test_the_number_put_back_below_is_hidden(released: Released) -> None:
    """Else the tests below would prove nothing."""
    hidden = {r.group for r in released.measurement.results if r.suppressed}
    assert hidden == {"african", "caribbean"}


def test_every_file_that_may_reach_a_reader_is_read(files: dict[str, bytes]) -> None:
    """A format that nobody reads back could say anything."""
    assert set(files) == set(READERS)


@pytest.mark.parametrize("name", sorted(READERS))
def test_a_file_as_it_is_made_says_no_more_than_its_results(
    name: str, files: dict[str, bytes], released: Released
) -> None:
    """No false alarm."""
    attacked(name, files[name], released.measurement)


PAGE: dict[str, tuple[str, str]] = {
    "caption": ("</caption>", ": {}</caption>"),
    "text": ("</h1>", "</h1><p>Black staff: {}</p>"),
    "text broken by markup": ("</h1>", "</h1><p><b>Black</b> staff: <i>{}</i></p>"),
    "cell": ("</tr>", "<td>{}</td></tr>"),
    "alt text": ("</h1>", '</h1><img alt="Black staff: {}">'),
    "title of a drawing": ("</title><desc", ", {}</title><desc"),
    "description of a drawing": ("</desc>", " Black: {}.</desc>"),
    "word in a drawing": ("</text>", " {}</text>"),
    "tooltip": ("<caption", '<caption title="Black staff: {}"'),
    "label read aloud": ("<main", '<main aria-label="Black staff: {}"'),
    "value of data": ("</h1>", '</h1><data value="{}">some</data>'),
    "attribute of its own": ("<main", '<main data-black="{}"'),
    "comment": ("</h1>", "</h1><!-- Black staff: {} -->"),
    "head of printed pages": ("</style>", '@page {{ @top-left {{ content: "{}" }} }}</style>'),
    "title": ("</title>", ", {}</title>"),
    "link": ("</h1>", '</h1><a href="more?black={}">more</a>'),
    "script": ("</h1>", "</h1><script>const black = '{}'</script>"),
}


# Text, rows of tables and drawings are told apart.
EVERY_WORDING = ("text", "cell", "word in a drawing")


@pytest.mark.parametrize(
    ("place", "hidden"),
    [
        (place, hidden)
        for place in PAGE
        for hidden in (HIDDEN if place in EVERY_WORDING else IN_ANY_PLACE)
    ],
)
def test_a_number_put_back_on_the_page_is_found(
    place: str, hidden: str, files: dict[str, bytes], released: Released
) -> None:
    """Wherever a page can say it: to the eye, to a screen reader, to the mouse, to the curious."""
    page = files["report.html"].decode()
    old, new = PAGE[place]
    assert old in page
    with pytest.raises(NotSafe, match=r"report\.html tells more"):
        attacked(
            "report.html", page.replace(old, new.format(hidden), 1).encode(), released.measurement
        )


def test_a_number_in_the_row_of_a_hidden_figure_is_found_though_it_is_printed_elsewhere(
    files: dict[str, bytes], released: Released
) -> None:
    """45 of 840 is White's, and stands in many places; here it would be another group's."""
    page = files["report.html"].decode()
    cell = '<td class="hidden"><span>Hidden to protect people</span></td>'
    assert "45 of 840" in page
    with pytest.raises(NotSafe, match="45 .td"):
        attacked(
            "report.html",
            page.replace(cell, "<td>45 of 840 (5.4%)</td>", 1).encode(),
            released.measurement,
        )


LONE = {
    "alone": "Black staff: {}",
    "of people": "{} of Black staff",
    "of others' counts": "36 of 213 ({})",
    "before others' counts": "{} (36 of 213)",
    "against": "{} of Black staff had this outcome, against 30.0% of White staff",
    "set against": "{} − 30.0%",
    "divided by": "{} ÷ 30.0% = 0.67",
    "bounds": "between {} and 30.0%",
    "in brief": "36 ({})",
}


@pytest.mark.parametrize("words", LONE.values(), ids=list(LONE))
def test_a_percentage_alone_is_found_though_another_result_prints_it(
    words: str, files: dict[str, bytes], released: Released
) -> None:
    """20.0% and 30.0% are those of two groups, each in its own results, and Black is hidden."""
    page = files["report.html"].decode()
    assert "24 of 120 (20.0%)" in page
    assert "12 of 40 (30.0%)" in page
    with pytest.raises(NotSafe, match=r"report\.html tells more"):
        attacked(
            "report.html",
            page.replace("</h1>", f"</h1><p>{words.format('20.0%')}</p>", 1).encode(),
            released.measurement,
        )


@pytest.mark.parametrize("name", ["report.html", "report.docx", "report.pdf", "report.xlsx"])
def test_percentages_stand_beside_their_own_counts(
    name: str, files: dict[str, bytes], released: Released
) -> None:
    """The same words with the counts of that percentage are no news."""
    page = files["report.html"].decode().replace("</h1>", "</h1><p>24 of 120 (20.0%)</p>", 1)
    attacked("report.html", page.encode(), released.measurement)
    attacked(name, files[name], released.measurement)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("results.json", '"reason": "', '"reason": "3 of 93. '),
        ("results.json", '"flags": [', '"flags": ["3 more outside the workforce, not counted", '),
        ("results.json", '"options": {', '"options": {"black": "14"'),
        ("results.csv-metadata.json", '"dc:title": "', '"dc:title": "3 of 93 '),
        ("index.html", "</h1>", "</h1><p>3 of 93</p>"),
    ],
)
def test_a_number_put_back_beside_the_results_is_found(
    name: str, old: str, new: str, files: dict[str, bytes], released: Released
) -> None:
    """In texts of results, in metadata, on the page that lists several reports."""
    text = files[name].decode()
    assert old in text
    with pytest.raises(NotSafe, match="tells more"):
        attacked(name, text.replace(old, new, 1).encode(), released.measurement)


@pytest.mark.parametrize("name", ["report-3-of-93.html", "notes.txt", "report.html3"])
def test_a_file_that_no_attack_reads_is_not_let_through(name: str, released: Released) -> None:
    """Its name alone could tell."""
    with pytest.raises(NotSafe, match="no attack can read this file"):
        attacked(name, b"", released.measurement)


@pytest.mark.parametrize("name", ["report.pdf", "board-summary.pdf"])
def test_a_pdf_that_cannot_be_read_is_not_let_through(name: str, released: Released) -> None:
    """A broken file cannot be attacked."""
    with pytest.raises(NotSafe, match="no PDF"):
        attacked(name, b"%PDF-1.7 nothing", released.measurement)


NAMES = {
    "digits": "Trust 2 of 7, Wards 13 and 14, North East Lincolnshire and Goole, Number 12 Ltd",
    "typst markup": '#panic("3 of 93") $a$ *b* _c_ [d 4] `e5` @f <g6> // h',
    "right to left": "مجلس 12 مدينة 34 شرق",
    "turned round": "Trust 12 \u202eevil 34\u202c \u2067x",
    "controls": "Trust 1\x07\x00 2 of 3\x1f Names",
    "no font": "Trust 8 中文 \U0001f600 9",
    "formula": "=1+2",
    "30,000 letters": "Trust 12 " * 3300,
    "one long word": "T1" * 15000,
}


@pytest.mark.parametrize("name", NAMES.values(), ids=list(NAMES))
def test_digits_in_a_name_are_no_count(name: str, released: Released) -> None:
    """Whole, cut, wrapped, turned round, or printed by the numbers of its letters."""
    body = replace(released.measurement.body, name=name)
    results = tuple(replace(each, body_name=name) for each in released.measurement.results)
    named = replace(released.measurement, body=body, results=results, marked_as="made up 3")
    attacked_together(files_of(named, chosen("all", audience="board")), named)


@pytest.mark.parametrize("standard", ["nhs-wres", "sc-wres", "dfe-social-workers"])
def test_a_report_in_which_everything_is_hidden_says_no_number_at_all(standard: str) -> None:
    """Every digit in its words is a date, a grade, or one of those that `wording` lists."""
    measured = a_measurement(standard, groupings=("binary", "broad-5-2021"))
    bare = replace(
        measured,
        results=tuple(map(hide_whole, measured.results)),
        audience="public",
        protection="Counts from 0 to 4 are hidden.",
        **{"placements": (), "rows": {}, "warnings": (), "errors": ()},
    )
    attacked_together(files_of(bare, chosen("all", audience="public")), bare)


@pytest.fixture
def folder(files: dict[str, bytes], tmp_path: Path) -> Path:
    """The finished files of one report, as they lie on a disk."""
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


@pytest.mark.parametrize("name", ["report.html", "report.pdf", "report.docx", "report.xlsx"])
def test_anybody_can_attack_a_finished_document(name: str, folder: Path) -> None:
    """It is set against the results beside it, and nothing else is known."""
    assert attack_file(folder / name, preset("regulator")).given_away == ()
    page = folder / "report.html"
    page.write_text(page.read_text("utf-8").replace("</h1>", "</h1><p>3 of 93</p>"), "utf-8")
    (found,) = attack_file(page, preset("regulator")).given_away
    assert (found.name, found.low, found.high) == ("3 of 93 (p)", 3, 3)


def test_a_document_without_its_results_cannot_be_attacked(folder: Path) -> None:
    """The message says what to put beside it."""
    (folder / "results.json").unlink()
    with pytest.raises(WrongUse, match=r"put results\.json into the same folder"):
        attack_file(folder / "report.pdf", preset("regulator"))


@pytest.mark.parametrize("name", ["report.pdf", "report.docx", "report.xlsx"])
def test_a_document_that_is_none_is_wrong_use(name: str, folder: Path) -> None:
    """A broken or renamed file ends in a sentence."""
    (folder / name).write_bytes(b"nothing of the kind")
    with pytest.raises(WrongUse, match="cannot be read"):
        attack_file(folder / name, preset("regulator"))
