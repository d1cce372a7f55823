"""Ladders of grades"""

import pytest

from evenhand.data.definitions.load import ladder, ladders
from evenhand.domain.codes.grades import Ladder


@pytest.mark.parametrize(
    ("text", "rung"),
    [
        pytest.param("8a", "8a", id="as printed"),
        pytest.param("8A", "8a", id="capital"),
        pytest.param("Band 8a", "8a", id="with the word"),
        pytest.param("8 a", "8a", id="with a space"),
        pytest.param("AfC Band 5", "5", id="with the name of the scheme"),
        pytest.param("Very Senior Manager", "VSM", id="in full"),
        pytest.param("Band 8 - Range A", "8a", id="a range of band 8"),
        pytest.param("Review Body Band 5", "5", id="with the name of the review body"),
        pytest.param("Non Review Body Band 8 - Range D", "8d", id="or of another"),
        pytest.param("08a", "8a", id="with a nought before it"),
        pytest.param("Band 05", "5", id="and the word"),
        pytest.param("XR05", "5", id="a code of the Electronic Staff Record"),
        pytest.param("XR08", None, id="a code whose number is not that of its band"),
        pytest.param("Band 0", None, id="nought is no band"),
        pytest.param("band 10", None, id="no such band"),
        pytest.param("", None, id="blank"),
        pytest.param(None, None, id="missing"),
    ],
)
def test_spellings_of_a_band(text: str | None, rung: str | None) -> None:
    """A band on no rung is found to be none, so that it can be counted and said."""
    assert ladder("agenda-for-change").find_rung(text) == rung


@pytest.mark.parametrize("slug", ladders())
def test_a_source_has_no_full_stop_at_its_end(slug: str) -> None:
    """The sentence that it is printed in has one."""
    assert not ladder(slug).source.endswith(".")


def test_medical_grades_stand_beside_the_ladder() -> None:
    """They are cells of indicator 1, and neither above nor below any band."""
    bands = ladder("agenda-for-change")
    assert bands.find_rung("Consultants") == "Consultant"
    assert bands.height("Consultant") == -1
    assert bands.height("8a") > bands.height("7")


def test_a_council_writes_its_own_ladder() -> None:
    """Its own rungs, in its own order."""
    local = Ladder("local", "Local grades", "", ("Grade 5", "Grade 6", "PO1"))
    assert [local.find_rung(text) for text in ("grade 6", "6", "po1")] == ["Grade 6", None, "PO1"]


def test_children_s_social_workers_without_cases_are_on_no_rung() -> None:
    """It is a kind of post, not a grade."""
    assert ladder("dfe-social-workers").height("Qualified without cases") == -1
