"""Editions of standards"""

from dataclasses import replace
from datetime import date

import pytest

from evenhand.data.definitions.load import edition, editions, ladder
from evenhand.domain.frameworks.edition import DefinitionIncomplete, Edition, Status
from evenhand.domain.measures.names import is_count

EDITIONS = editions()


@pytest.mark.parametrize("each", EDITIONS, ids=[f"{e.standard} {e.edition}" for e in EDITIONS])
def test_an_edition_has_a_source_and_a_checker_or_says_why_it_is_a_draft(each: Edition) -> None:
    """Every output carries that flag until somebody other than the author has checked the file."""
    assert each.sources
    assert each.status is not Status.DRAFT or each.why_draft


@pytest.mark.parametrize("each", EDITIONS, ids=[f"{e.standard} {e.edition}" for e in EDITIONS])
def test_an_edition_compares_only_what_is_counted(each: Edition) -> None:
    """A slip in the name of a count would otherwise print an empty indicator for ever."""
    for one in each.indicators:
        names = {one.numerator, one.denominator}
        for cell in one.cells:
            names |= {cell.numerator, cell.denominator, cell.within} - {""}
        assert {name for name in names if not is_count(name)} == set()


def test_nobody_checks_their_own_edition_into_force() -> None:
    """Published without a checker is refused."""
    with pytest.raises(DefinitionIncomplete, match="nobody is named as its checker"):
        replace(edition("nhs-wres"), status=Status.PUBLISHED)


def test_a_draft_says_why() -> None:
    """An empty reason is refused."""
    with pytest.raises(DefinitionIncomplete, match="does not say why"):
        replace(edition("nhs-wres"), why_draft="")


def test_the_edition_in_force_on_the_day_is_the_one_used() -> None:
    """Before a standard existed there is none to measure by."""
    assert edition("nhs-wres", day=date(2025, 3, 31)).edition == "2025"
    with pytest.raises(KeyError, match="no edition"):
        edition("nhs-wres", day=date(2010, 3, 31))


def test_the_nhs_standard_has_nine_indicators_and_the_ratio() -> None:
    """In the order of the return."""
    ids = [one.id for one in edition("nhs-wres").indicators]
    assert ids == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "rdr"]


def test_the_social_care_standard_has_nine_metrics() -> None:
    """The seventh in two parts: colleagues and managers."""
    ids = [one.id for one in edition("sc-wres").indicators]
    assert ids == ["1", "2", "3", "4", "5", "6", "7a", "7b", "8", "9", "rdr"]


@pytest.mark.parametrize("each", EDITIONS, ids=[f"{e.standard} {e.edition}" for e in EDITIONS])
def test_the_ladder_of_an_edition_is_there(each: Edition) -> None:
    """Built in, or the body's own."""
    assert each.ladder == "local" or ladder(each.ladder).rungs
