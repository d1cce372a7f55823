"""Nearest relative and nominated person: a record, never a finding"""

from dataclasses import replace
from datetime import date

import pytest

from evenhand.data.definitions.amhp_relatives import guides
from evenhand.domain.amhp.relatives import Guide, guide_on, placed
from evenhand.domain.frameworks.edition import DefinitionIncomplete


def nearest() -> Guide:
    found = guide_on(guides(), date(2026, 3, 1))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("day", "asked"),
    [
        pytest.param(date(2026, 3, 1), "nearest-relative", id="Before the nominated person is law"),
        pytest.param(date(2030, 1, 1), "nearest-relative", id="Later, while no day is appointed"),
    ],
)
def test_which_guide_is_asked(day: date, asked: str) -> None:
    """The nominated person is asked about from the day that regulations appoint, and not before."""
    found = guide_on(guides(), day)
    assert found is not None
    assert found.id == asked


def test_from_its_day_the_nominated_person_takes_the_place() -> None:
    """A day in the definitions is enough; what was recorded before keeps its guide."""
    old, new = (
        next(g for g in guides() if g.id == name)
        for name in ("nearest-relative", "nominated-person")
    )
    known = (
        replace(old, valid_to=date(2028, 3, 31)),
        replace(new, valid_from=date(2028, 4, 1), pending=""),
    )
    for day, name in ((date(2028, 3, 31), old.id), (date(2028, 4, 1), new.id)):
        found = guide_on(known, day)
        assert found is not None
        assert found.id == name


@pytest.mark.parametrize(
    ("answers", "there", "preferred"),
    [
        pytest.param({}, [], [], id="Nothing answered"),
        pytest.param({"there": ("SIBLING", "PARENT")}, ["Father or mother", "Brother or sister"], [], id="A parent and a sibling: in the order of the Act"),
        pytest.param({"there": ("SIBLING", "PARENT"), "lives_or_cares": ("SIBLING",)}, ["Father or mother", "Brother or sister"], ["Brother or sister"], id="One who cares is marked, and nobody is moved"),
        pytest.param({"there": ("NOT_KNOWN",)}, [], [], id="Not known"),
    ],
)  # fmt: skip
def test_the_order_of_section_26_is_help(
    answers: dict[str, tuple[str, ...]], there: list[str], preferred: list[str]
) -> None:
    """Every place of the order is shown, always in the same order, with what was answered of it."""
    found = placed(nearest(), answers)
    assert [each.title for each in found] == [each.title for each in nearest().order]
    assert [each.title for each in found if each.there] == there
    assert [each.title for each in found if each.preferred] == preferred


def test_a_guide_says_when_it_is_law_or_why_not() -> None:
    """Both or neither is refused when the definitions are read."""
    with pytest.raises(DefinitionIncomplete, match="not both"):
        replace(nearest(), pending="One day.")
    with pytest.raises(DefinitionIncomplete, match="no question"):
        replace(nearest(), there="nothing")
    with pytest.raises(DefinitionIncomplete, match="twice"):
        replace(nearest(), questions=(*nearest().questions, *nearest().questions))


def test_it_is_said_that_it_is_knowledge_and_belief() -> None:
    """Of every guide, and that nothing is a finding."""
    for each in guides():
        assert each.statement == "This is recorded to the best of my knowledge and belief."
        assert "finding" in each.intro
