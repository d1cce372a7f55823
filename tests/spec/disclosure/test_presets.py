"""Presets of disclosure control"""

from dataclasses import replace

import pytest

from evenhand.data.definitions.load import editions
from evenhand.data.definitions.presets import preset, presets
from evenhand.domain.disclosure.preset import (
    IN_WORDS,
    ZERO_IN_WORDS,
    Absence,
    as_printed,
    could_be,
    is_small,
    rule_in_words,
)
from evenhand.domain.frameworks.edition import DefinitionIncomplete, Status

PRINTED = [
    # preset, count, printed
    ("mhsds", 0, "*"),
    ("mhsds", 4, "*"),
    ("mhsds", 5, "5"),
    ("mhsds", 7, "5"),
    ("mhsds", 8, "10"),
    ("mhsds", 1234, "1,235"),
    ("acute-counts", 0, "0"),
    ("acute-counts", 1, "*"),
    ("acute-counts", 6, "*"),
    ("acute-counts", 7, "5"),
    ("nhs-secondary-care", 0, "0"),
    ("nhs-secondary-care", 2, "*"),
    ("nhs-secondary-care", 5, "*"),
    ("nhs-secondary-care", 7, "*"),
    ("nhs-secondary-care", 8, "10"),
    ("nhs-secondary-care", 16, "15"),
    ("nhs-secondary-care", 57, "55"),
    ("regulator", 0, "0"),
    ("regulator", 9, "<10"),
    ("regulator", 10, "10"),
]


@pytest.mark.parametrize(("slug", "count", "printed"), PRINTED)
def test_what_a_count_is_printed_as(slug: str, count: int, printed: str) -> None:
    """The secondary care rows are those of the publisher's own tests."""
    assert as_printed(count, preset(slug)) == printed


@pytest.mark.parametrize(
    ("slug", "printed", "lowest", "highest"),
    [
        ("mhsds", 5, 5, 7),
        ("mhsds", 10, 8, 12),
        ("acute-counts", 0, 0, 0),
        ("acute-counts", 5, 7, 7),
        ("nhs-secondary-care", 10, 8, 12),
        ("regulator", 11, 11, 11),
    ],
)
def test_what_a_printed_count_tells(slug: str, printed: int, lowest: int, highest: int) -> None:
    """The counts that a preset prints as this number: an attacker knows the preset."""
    assert could_be(printed, preset(slug)) == (lowest, highest)


def test_a_number_that_a_preset_never_prints_is_refused() -> None:
    """A file with such a number was not made by that preset."""
    with pytest.raises(ValueError, match="never printed"):
        could_be(12, preset("mhsds"))


@pytest.mark.parametrize(
    ("slug", "answers", "yes"),
    [("staff-survey", True, False), ("pay-10", True, False), ("mhsds", True, True)],
)
def test_some_presets_look_only_at_how_many_people_were_asked(
    slug: str, answers: bool, yes: bool
) -> None:
    """Three answers of yes among a hundred are shown by the survey's rule; three answers are not."""
    assert is_small(3, preset(slug), whole=True) is answers
    assert is_small(3, preset(slug), whole=False) is yes


@pytest.mark.parametrize("each", presets(), ids=lambda each: each.slug)
def test_a_preset_has_a_source_and_a_checker_or_says_why_it_is_a_draft(each: object) -> None:
    """As editions do."""
    assert each.sources  # type: ignore[attr-defined]
    assert each.status is not Status.DRAFT or each.why_draft  # type: ignore[attr-defined]


def test_presets_are_no_standards() -> None:
    """They lie among the definitions, and are not measured by."""
    assert not {each.slug for each in presets()} & {each.standard for each in editions()}


def test_nobody_checks_their_own_preset_into_force() -> None:
    """Published without a checker is refused."""
    with pytest.raises(DefinitionIncomplete, match="names no checker"):
        replace(preset("mhsds"), status=Status.PUBLISHED)


def test_five_things_that_are_not_the_same_are_said_in_five_ways() -> None:
    """Hidden, nought, not applicable, not calculable and not known."""
    words = {ZERO_IN_WORDS, *IN_WORDS.values()}
    assert len(words) == 5
    printed = {as_printed(each, preset("regulator")) for each in (0, *Absence)}
    assert printed == {"0", "<10", "not applicable", "not calculable", "not known"}


def test_the_reader_is_told_the_rule() -> None:
    """In one sentence, made from the preset itself."""
    assert rule_in_words(preset("mhsds")) == (
        "Counts from 0 to 4 are hidden, with as many others as it takes to protect them; every "
        "other count is rounded to the nearest 5, totals on their own, so rows need not add up, "
        "and figures are worked out from rounded counts."
    )
