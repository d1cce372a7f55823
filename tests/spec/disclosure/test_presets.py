"""Presets of disclosure control"""

import hashlib
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evenhand.data.definitions.load import editions
from evenhand.data.definitions.presets import in_order, preset, presets
from evenhand.domain.disclosure.preset import (
    IN_WORDS,
    ZERO_IN_WORDS,
    Absence,
    Covers,
    Preset,
    as_printed,
    could_be,
    is_small,
    protection_in_words,
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
    ("nhs-secondary-care", 10023, "10,025"),
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
    [("staff-survey", True, False), ("pay-10", True, True), ("mhsds", True, True)],
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
        "and figures are worked out from rounded counts. The same is done where from 0 to 4 people "
        "of a group did not have an outcome."
    )


MORE_WORDS = [
    pytest.param(
        {"threshold": 2, "complements": False},
        "Counts of 1 are hidden, with as many others as it takes to protect them.",
        id="one person alone",
    ),
    pytest.param(
        {"complements": False, "whole_is_sensitive": True},
        "The same is done where everybody in a group had an outcome.",
        id="everybody had an outcome",
    ),
    pytest.param(
        {"fewest": {"answers": 11, "people": 20}},
        "Figures that rest on fewer than 11 answers or 20 people are hidden.",
        id="minimums",
    ),
    pytest.param(
        {"fewest": {"people": 10}}, "not have an outcome.", id="a minimum that adds nothing"
    ),
    pytest.param(
        {"covers": Covers.WHOLES, "complements": False},
        "Counts from 1 to 9 (in a survey, of the people who answered) are hidden",
        id="answers are shown",
    ),
]


@pytest.mark.parametrize(("changed", "said"), MORE_WORDS)
def test_the_reader_is_told_what_else_is_done(changed: dict[str, Any], said: str) -> None:
    """What the preset does not do is not said."""
    told = rule_in_words(replace(preset("regulator"), **changed))
    assert said in told
    assert ("outcome" in told) is (
        changed.get("complements", True) or changed.get("whole_is_sensitive", False)
    )


def test_the_reader_is_told_whose_rule_it_is_and_that_it_is_a_draft() -> None:
    """As wherever a draft is shown."""
    draft = preset("mhsds")
    assert protection_in_words(draft) == (
        f"Mental Health Services Data Set (draft rules). {rule_in_words(draft)}"
    )
    checked = replace(
        draft, status=Status.PUBLISHED, checked_by="A. Person", checked_on=date(2026, 5, 1)
    )
    assert "draft" not in protection_in_words(checked)


REFUSED = [
    pytest.param({"threshold": 1}, "1 would hide nobody", id="a threshold that hides nobody"),
    pytest.param({"threshold": 10**6}, "from 2 to 1,000", id="a threshold that hides everybody"),
    pytest.param({"rounding_base": 0}, "rounding_base is 0", id="no rounding base"),
    pytest.param(
        {"rounding_base": 21}, "10 people would be printed as 0", id="people rounded to nobody"
    ),
    pytest.param(
        {"rounding_base": 10**9}, "a rounding_base of 20 or less", id="everybody rounded to nobody"
    ),
    pytest.param(
        {"covers": Covers.WHOLES, "complements": False, "rounding_base": 5},
        "shows answers as they are",
        id="answers shown and rounded",
    ),
    pytest.param({"covers": Covers.WHOLES}, "how many did not", id="answers shown and hidden"),
    pytest.param(
        {"percent_decimals": 0}, "is for rounded counts", id="coarse percentages of exact counts"
    ),
    pytest.param(
        {"percent_decimals": 3, "rounding_base": 5}, "Give 0, 1 or 2", id="too many decimals"
    ),
    pytest.param({"fewest": {"teachers": 3}}, "A figure rests on people", id="a minimum of what?"),
    pytest.param({"fewest": {"people": 0}}, "people = 0", id="a minimum of none"),
    pytest.param({"valid_to": date(2019, 12, 31)}, "is before valid_from", id="over before begun"),
    pytest.param({"why_draft": ""}, "does not say why", id="a draft without a reason"),
    pytest.param({"sources": ()}, "names no source", id="rules from nowhere"),
]


@pytest.mark.parametrize(("changed", "said"), REFUSED)
def test_rules_that_protect_nobody_or_contradict_each_other_are_refused(
    changed: dict[str, Any], said: str
) -> None:
    """Wherever they come from, and before anything is worked out."""
    with pytest.raises(DefinitionIncomplete, match=said):
        replace(preset("regulator"), **changed)


DECIDE = [
    {"threshold": 9},
    {"hides_zero": True},
    {"rounding_base": 5},
    {"rounding_base": 5, "percent_decimals": 0},
    {"rounding_base": 5, "percent_decimals": 1},
    {"complements": False},
    {"complements": False, "covers": Covers.WHOLES},
    {"whole_is_sensitive": True},
    {"fewest": {"answers": 11}},
    {"fewest": {"people": 11}},
    {"dominance_percent": 10},
]


def test_rules_are_known_by_their_fingerprint() -> None:
    """All that decides what is printed changes it; words about the rules do not."""
    before = preset("regulator")
    others = [replace(before, **each).fingerprint for each in DECIDE]  # type: ignore[arg-type]
    assert len({before.fingerprint, *others}) == len(DECIDE) + 1
    about = replace(before, title="T", note="N", used_by="U", valid_to=date(2030, 1, 1), slug="s")
    assert about.fingerprint == before.fingerprint
    two = {"people": 5, "answers": 11}
    turned = dict(reversed(two.items()))
    assert replace(before, fewest=two).fingerprint == replace(before, fewest=turned).fingerprint


def test_a_fingerprint_stays_what_it_is() -> None:
    """It stands in ledgers: a change of how it is made would cut them off from their rules."""
    text = '{"complements":true,"fewest":{},"hides_zero":false,"threshold":10}'
    assert preset("regulator").fingerprint == hashlib.sha256(text.encode()).hexdigest()


OLD = replace(preset("mhsds"), valid_from=date(2019, 4, 1), valid_to=date(2026, 3, 31))
NEW = replace(preset("mhsds"), valid_from=date(2026, 4, 1), threshold=7)
ENDED = replace(NEW, valid_to=date(2027, 3, 31))
ON_THE_DAY = [
    pytest.param((OLD, NEW), date(2026, 3, 31), OLD, id="the last day of the old rules"),
    pytest.param((OLD, NEW), date(2026, 4, 1), NEW, id="the first day of the new ones"),
    pytest.param((OLD, NEW), None, NEW, id="no day: the latest"),
    pytest.param((OLD, NEW), date(2015, 3, 31), OLD, id="before any that is known: the first"),
    pytest.param((NEW, OLD), date(2026, 3, 31), OLD, id="in whatever order they are read"),
]


@pytest.mark.parametrize(("known", "day", "chosen"), ON_THE_DAY)
def test_the_rules_of_the_day_are_the_rules_used(
    known: tuple[Preset, ...], day: date | None, chosen: Preset
) -> None:
    """Several files may have one slug, each for its time."""
    assert preset("mhsds", day=day, known=in_order(known)) is chosen


def test_rules_that_ended_without_others_to_follow_are_not_used() -> None:
    """Nobody knows what came after them."""
    with pytest.raises(KeyError, match="in force until 2027-03-31 and the figures are of 2027-04"):
        preset("mhsds", day=date(2027, 4, 1), known=(OLD, ENDED))


def test_two_sets_of_rules_cannot_be_in_force_under_one_name() -> None:
    """A slug and a day name one set."""
    with pytest.raises(DefinitionIncomplete, match="in force on 2026-04-01"):
        in_order((replace(OLD, valid_to=None), NEW))
