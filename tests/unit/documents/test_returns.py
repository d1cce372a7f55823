"""The standard's own return: the right figure in the right cell, and its own checks."""

import csv
import io
from dataclasses import replace

import openpyxl
import pytest
from tests.factories.disclosure import measurement_of
from tests.factories.measures import counted_of
from tests.factories.results import a_measurement, a_result, a_suppressed_result

from evenhand.data.definitions import load
from evenhand.data.definitions.presets import preset
from evenhand.data.definitions.returns import layout, layouts
from evenhand.domain.disclosure.printed import what_it_is
from evenhand.domain.disclosure.release import release
from evenhand.domain.frameworks.layout import Takes
from evenhand.domain.results.measurement import Measurement, kept_apart, without_numbers
from evenhand.domain.results.result import Finding, Result
from evenhand.pipeline.formats import OWN, chosen, files_of
from evenhand.pipeline.wrong_use import WrongUse
from evenhand.reporting.documents.return_files import EXACT, return_csv, return_xlsx
from evenhand.reporting.documents.returns import FilledReturn, fill


def filled(*results: Result, standard: str = "nhs-wres") -> FilledReturn:
    measurement = a_measurement(standard, results=results)
    edition = measurement.editions[0]
    form = layout(edition.standard, edition.edition)
    assert form is not None
    return fill(measurement, edition, form)


def cells(form: FilledReturn, item: str, label: str) -> tuple[object, ...]:
    """White, minority, unknown and ratio of the last year."""
    (row,) = (row for row in form.rows if row.item == item and row.label == label)
    return row.years[-1]


def of_board(cell: str, *, white: int, minority: int, unknown: int) -> list[Result]:
    n = white + minority + unknown
    return [
        a_result(
            indicator="9", kind="board-difference", cell=cell, group=group, numerator=x,
            denominator=n, share=x / n, value=1.0, not_stated_numerator=unknown,
            not_stated_denominator=n, not_known_numerator=0, not_known_denominator=n,
        )
        for group, x in (("white", white), ("bme", minority))
    ]  # fmt: skip


def grade(cell: str, *, white: int, minority: int, unknown: int) -> list[Result]:
    made = of_board(cell, white=white, minority=minority, unknown=unknown)
    return [replace(each, indicator="1", kind="representation") for each in made]


DISCIPLINARY = a_result()  # 41 of 680 against 60 of 1,580; 3 of 84 unknown


def test_outcome_base_share_and_ratio_stand_in_their_cells() -> None:
    form = filled(DISCIPLINARY)
    assert cells(form, "3", "Staff in workforce")[:3] == (1580, 680, 84)
    assert cells(form, "3", "Staff entering the formal disciplinary process")[:3] == (60, 41, 3)
    assert cells(form, "3", "Likelihood")[:3] == (60 / 1580, 41 / 680, 3 / 84)
    assert cells(form, "3", "Relative likelihood, BME ÷ White")[3] == DISCIPLINARY.value


def test_non_voting_members_are_all_members_less_the_voting_ones() -> None:
    form = filled(
        *of_board("all members", white=9, minority=3, unknown=2),
        *of_board("voting members", white=6, minority=3, unknown=1),
    )
    assert cells(form, "9", "of which voting")[:3] == (6, 3, 1)
    assert cells(form, "9", "of which non-voting")[:3] == (3, 0, 1)
    assert cells(form, "9", "Share: of which non-voting")[:3] == (0.75, 0.0, 0.25)


def test_what_is_hidden_stays_hidden_also_after_taking_off() -> None:
    form = filled(
        *of_board("all members", white=9, minority=3, unknown=2),
        a_suppressed_result(indicator="9", kind="board-difference", cell="voting members",
                            grouping="binary", group="bme"),
    )  # fmt: skip
    assert cells(form, "9", "of which voting")[:3] == ("[hidden]",) * 3
    assert cells(form, "9", "of which non-voting")[:3] == ("[hidden]",) * 3
    assert "739" not in return_csv(form)


FEW = {
    "workforce": {"white-british": 800, "indian": 7, "not-stated": 60},
    "disciplinary": {"white-british": 33, "indian": 2, "not-stated": 12},
}


def of_few(**changes: object) -> Measurement:
    """Seven people on one side: a ratio that no page shows."""
    shown, small = kept_apart(counted_of(FEW))
    assert {each.finding for each in small} == {Finding.TOO_SMALL}
    return replace(measurement_of(list(shown)), for_returns=small, **changes)


def return_of(measurement: Measurement) -> FilledReturn:
    edition = measurement.editions[0]
    form = layout(edition.standard, edition.edition)
    assert form is not None
    return fill(measurement, edition, form)


def test_the_return_has_exact_counts_of_few_people() -> None:
    form = return_of(of_few())
    assert cells(form, "3", "Staff in workforce")[:3] == (800, 7, 60)
    assert cells(form, "3", "Staff entering the formal disciplinary process")[:3] == (33, 2, 12)
    assert cells(form, "3", "Likelihood")[:3] == (33 / 800, 2 / 7, 12 / 60)
    assert cells(form, "3", "Relative likelihood, BME ÷ White")[3] == (2 / 7) / (33 / 800)
    assert "[hidden]" not in return_csv(form)


def test_its_cover_says_that_it_is_for_the_collection_alone() -> None:
    measurement = of_few()
    book = openpyxl.load_workbook(io.BytesIO(return_xlsx(return_of(measurement), measurement)))
    said = [cell.value for (cell,) in book["Cover"]["A1:A9"]]
    assert EXACT in said
    assert "exact counts" in EXACT
    assert "share it in no other way" in EXACT


def test_every_other_file_is_the_same_with_the_exact_counts_and_without() -> None:
    """Pages, documents and data of an internal report hide what is too small as they always did."""
    wanted = tuple(name for name in chosen("all") if name != OWN)
    measurement = of_few()
    assert files_of(measurement, wanted) == files_of(replace(measurement, for_returns=()), wanted)


def test_a_writer_that_took_the_exact_counts_would_empty_them() -> None:
    measurement = of_few()
    leaking = replace(measurement, results=measurement.for_returns)
    emptied = replace(measurement, results=tuple(map(without_numbers, measurement.for_returns)))
    wanted = tuple(name for name in chosen("all") if name != OWN)
    assert files_of(leaking, wanted) == files_of(emptied, wanted)


@pytest.mark.parametrize("audience", ["board", "public"])
def test_no_other_reader_can_be_given_the_exact_counts(audience: str) -> None:
    with pytest.raises(ValueError, match=f"not for {audience} readers"):
        of_few(audience=audience)
    with pytest.raises(WrongUse, match="for the body alone"):
        chosen("return", audience=audience)


@pytest.mark.parametrize("rules", ["regulator", "mhsds", "staff-survey"])
def test_a_release_is_the_same_with_the_exact_counts_and_without(rules: str) -> None:
    """They neither get into it nor change what it hides, even where they slip among its results."""
    people = {"white-british": 800, "indian": 9, "chinese": 40, "african": 60, "not-stated": 60}
    cases = {"white-british": 33, "indian": 6, "chinese": 12, "african": 14, "not-stated": 12}
    shown, small = kept_apart(
        counted_of(
            {"workforce": people, "disciplinary": cases},
            groupings=("binary", "broad-5-2021", "census-2021-19"),
        )
    )
    bare = measurement_of(list(shown))
    wanted = release(bare, preset(rules), "public").measurement
    exact = {what_it_is(each): each for each in small}
    slipped = tuple(exact.get(what_it_is(each), each) for each in shown)
    assert slipped != shown
    for careless in (replace(bare, for_returns=small), replace(bare, results=slipped)):
        assert release(careless, preset(rules), "public").measurement == wanted


def test_answers_of_few_people_to_a_survey_stay_hidden() -> None:
    """The survey promised it, and its own figures are what the collection takes."""
    answers = a_result(
        indicator="5", kind="survey-share", suppressed=True, finding=Finding.TOO_SMALL,
        numerator=2, denominator=7,
    )  # fmt: skip
    shown, small = kept_apart([answers])
    assert small == ()
    form = filled(*shown)
    assert cells(form, "5", "Share of staff who answered")[:3] == ("[hidden]",) * 3


def test_a_grade_that_nobody_is_on_is_nought_and_one_not_measured_is_not() -> None:
    form = filled(*grade("clinical: 5", white=40, minority=20, unknown=4))
    assert cells(form, "1", "Clinical, non-medical: Band 5")[:3] == (40, 20, 4)
    assert cells(form, "1", "Clinical, non-medical: Band 6")[:3] == (0, 0, 0)
    assert cells(form, "2", "Shortlisted applicants")[:3] == ("[not in the records]",) * 3


def check_of(form: FilledReturn, words: str) -> bool | None:
    (found,) = (each for each in form.checks if words in each.rule)
    return found.holds


def test_grades_that_add_up_to_the_workforce_pass_and_others_do_not() -> None:
    grades = [
        *grade("clinical: 5", white=1500, minority=600, unknown=80),
        *grade("clinical: 6", white=80, minority=80, unknown=4),
    ]
    assert check_of(filled(DISCIPLINARY, *grades), "1 and 3") is True
    one_less = [*grades[:2], *grade("clinical: 6", white=79, minority=80, unknown=4)]
    assert check_of(filled(DISCIPLINARY, *one_less), "1 and 3") is False


def test_a_hidden_grade_cannot_be_checked() -> None:
    hidden = a_suppressed_result(indicator="1", kind="representation", cell="clinical: 9",
                                 grouping="binary", group="bme")  # fmt: skip
    assert check_of(filled(DISCIPLINARY, hidden), "1 and 3") is None


def test_a_grade_without_a_row_is_named() -> None:
    form = filled(*grade("other: not on the ladder", white=9, minority=2, unknown=1))
    (found,) = (each for each in form.checks if "every grade has a row" in each.rule)
    assert found.holds is False
    assert "other: not on the ladder" in found.seen


def test_more_with_the_outcome_than_people_is_found() -> None:
    form = filled(replace(DISCIPLINARY, numerator=681))
    assert check_of(form, "“Staff entering the formal disciplinary process”") is False


def test_more_voting_members_than_members_is_found() -> None:
    form = filled(
        *of_board("all members", white=9, minority=3, unknown=2),
        *of_board("voting members", white=10, minority=3, unknown=1),
    )
    assert check_of(form, "voting members are no more") is False


@pytest.mark.parametrize(("unknown", "holds"), [(118, True), (119, False)])
def test_more_than_five_in_a_hundred_unknown_is_worth_a_word(unknown: int, holds: bool) -> None:
    """2,260 people are White or minority: 118 unknown are 4.96%, 119 are 5.002%."""
    form = filled(replace(DISCIPLINARY, not_stated_denominator=unknown, not_known_denominator=0))
    assert check_of(form, "no more than 5%") is holds


def test_bands_of_the_council_s_own_each_get_a_row() -> None:
    measurement = a_measurement("sc-wres")
    edition = measurement.editions[0]
    form = layout(edition.standard, edition.edition)
    assert form is not None
    made = fill(measurement, edition, form)
    bands = {r.cell for r in measurement.results if r.indicator == "1"}
    assert len([row for row in made.rows if row.item == "1"]) == len(bands)


@pytest.mark.parametrize("form", layouts(), ids=lambda form: form.standard)
def test_a_layout_names_only_indicators_and_lines_that_its_edition_has(form) -> None:
    edition = load.edition(form.standard, name=form.edition)
    for item in form.items:
        indicator = edition.indicator(item.indicator)
        lines = {cell.name for cell in indicator.cells}
        for row in item.rows:
            if lines and row.takes is not Takes.MADE_OF:
                assert {row.cell, row.less} - {""} <= lines
    for name in (form.workforce, form.adds_up, *form.adds_up_to):
        edition.indicator(name)


def test_every_row_of_the_workbook_stands_in_the_csv_too() -> None:
    measurement: Measurement = a_measurement("nhs-wres")
    edition = measurement.editions[0]
    form = layout(edition.standard, edition.edition)
    assert form is not None
    made = fill(measurement, edition, form)
    book = openpyxl.load_workbook(io.BytesIO(return_xlsx(made, measurement)))
    (table,) = book["Return"].tables.values()
    sheet = [[str(cell.value) for cell in row] for row in book["Return"][table.ref]]
    rows = list(csv.reader(io.StringIO(return_csv(made))))
    assert [row[:4] for row in sheet] == [row[:4] for row in rows]
    for mine, theirs in zip(sheet, rows, strict=True):
        for one, other in zip(mine, theirs, strict=True):
            assert one == other or float(one) == pytest.approx(float(other))


def test_the_same_measurement_gives_the_same_return() -> None:
    one, two = (filled(DISCIPLINARY) for _ in range(2))
    assert return_csv(one) == return_csv(two)
    measurement = a_measurement()
    assert return_xlsx(one, measurement) == return_xlsx(two, measurement)
