"""Ethnic categories and groupings"""

import pytest

from evenhand.data.definitions.load import ethnicity
from evenhand.domain.codes.ethnicity import Grouping


@pytest.mark.parametrize(
    ("text", "category"),
    [
        pytest.param("A", "white-british", id="NHS code"),
        pytest.param("PC", "other-black", id="NHS code with a local second character: Nigerian"),
        pytest.param("CP", "other-white", id="Polish"),
        pytest.param(
            "CN", "gypsy-or-irish-traveller", id="Gypsy or Romany, coded under other White"
        ),
        pytest.param("44", "african", id="adult social care code"),
        pytest.param("99", "not-known", id="not known in both lists"),
        pytest.param("Z", "not-stated", id="asked and declined"),
        pytest.param("Prefer not to say", "not-stated", id="prefers not to say"),
        pytest.param("Unknown", "not-known", id="unknown"),
        pytest.param("", "not-known", id="blank"),
        pytest.param("White - British", "white-british", id="label"),
        pytest.param("  WHITE-BRITISH ", "white-british", id="label written another way"),
        pytest.param("A - White British", "white-british", id="code and label together"),
        pytest.param("A White - British", "white-british", id="with nothing between them"),
        pytest.param("R Chinese", "chinese", id="a code and one word"),
        pytest.param("Z Not Stated", "not-stated", id="the code of not stated, and the words"),
        pytest.param("Not Stated/Undefined", "not-known", id="asked or not, it cannot be told"),
        pytest.param("Z Not Stated/Undefined", "not-stated", id="the code tells it"),
        pytest.param(
            "Black/African/Caribbean/Black British - African", "african", id="staff survey label"
        ),
        pytest.param("Asian or Asian British - Chinese", "chinese", id="Chinese under Asian"),
        pytest.param("Other Ethnic Groups - Chinese", "chinese", id="Chinese under Other"),
        pytest.param("PC Black Nigerian", "other-black", id="a local code and its words"),
        pytest.param("GC Mixed - Black & White", "other-mixed", id="the same with a hyphen inside"),
        pytest.param("PC - Nigerian", "other-black", id="the same with one between them"),
        pytest.param(
            "CN White Gypsy/Romany", "gypsy-or-irish-traveller", id="a local code of a named group"
        ),
        pytest.param("CA White English", "other-white", id="the group is that of the first letter"),
        pytest.param("PC Black African", None, id="words that are not those of the local code"),
        pytest.param("PD White British", None, id="words of another broad group"),
        pytest.param("NA Somewhere", None, id="a local code that no list has"),
        pytest.param("Mixed/Other", None, id="two groups, not the rest of one"),
        pytest.param("Other/Chinese", None, id="the same the other way round"),
        pytest.param("Black", "black-broad", id="a broad group alone is in no finer one"),
        pytest.param("Two or more races", "mixed-broad", id="the same in American words"),
        pytest.param(
            "Chinese or other", "chinese-or-other-broad", id="a broad group of 2001 alone"
        ),
        pytest.param("N - Black", "african", id="a code that says more than the words beside it"),
        pytest.param("N - White", None, id="words of another broad group than the code's"),
        pytest.param("NA", None, id="NA is not Black African of a local kind"),
        pytest.param("NK", None, id="nor is NK"),
        pytest.param("A - Black African", None, id="code and label that contradict each other"),
        pytest.param("A Black African", None, id="the same with nothing between them"),
        pytest.param("N Ireland", None, id="a letter that is no code, before words not known"),
        pytest.param("Martian", None, id="no label of any list"),
        pytest.param("13", None, id="a Census number alone could be anything"),
    ],
)
def test_what_a_code_or_label_means(text: str, category: str | None) -> None:
    """One category, or nothing at all: a guess would put people in the wrong group."""
    assert ethnicity().find_category(text) == category


@pytest.mark.parametrize("grouping", ethnicity().groupings, ids=lambda each: each.slug)
def test_a_source_has_no_full_stop_at_its_end(grouping: Grouping) -> None:
    """The sentence that it is printed in has one."""
    assert not grouping.source.endswith(".")


@pytest.mark.parametrize(
    ("grouping", "category", "group"),
    [
        pytest.param("broad-5-2001", "chinese", "other", id="Chinese is in Other in the 2001 five"),
        pytest.param("broad-5-2021", "chinese", "asian", id="and in Asian in the 2021 five"),
        pytest.param("binary", "any-other", "bme", id="any other group is not White"),
        pytest.param("binary", "roma", "white", id="Roma is White in the harmonised list"),
        pytest.param("binary", "gypsy-or-irish-traveller", "white", id="so is Gypsy or Traveller"),
        pytest.param("nhs-16", "roma", "other-white", id="the 2001 list has no code for Roma"),
        pytest.param("nhs-16", "arab", "any-other", id="nor for Arab"),
        pytest.param("census-2011-18", "roma", "other-white", id="2011 has none for Roma"),
        pytest.param("census-2011-18", "arab", "arab", id="but one for Arab"),
        pytest.param("census-2021-19", "roma", "roma", id="2021 has both"),
    ],
)
def test_where_a_category_belongs(grouping: str, category: str, group: str) -> None:
    """The known traps between the lists of 2001, 2011 and 2021."""
    assert ethnicity().grouping(grouping).group_of[category] == group


@pytest.mark.parametrize("slug", [grouping.slug for grouping in ethnicity().groupings])
def test_every_category_is_in_one_group_and_the_unknown_in_none(slug: str) -> None:
    """Not stated and not known are never inside a group."""
    grouping = ethnicity().grouping(slug)
    members = [category for group in grouping.groups for category in group.categories]
    stated = {c.slug for c in ethnicity().categories} - {"not-stated"}
    assert sorted(members) == sorted(stated - ethnicity().not_known_in(grouping))


BROAD_ONLY = {"asian-broad", "black-broad", "mixed-broad", "white-broad", "other-broad"}


@pytest.mark.parametrize(
    ("slug", "not_known"),
    [
        pytest.param("binary", set(), id="White and all others: everybody is known"),
        pytest.param("broad-5-2001", set(), id="the five of 2001 too"),
        pytest.param(
            "broad-5-2021", {"chinese-or-other-broad"}, id="Chinese or other is two groups of 2021"
        ),
        pytest.param("nhs-16", BROAD_ONLY | {"chinese-or-other-broad"}, id="sixteen: nobody is"),
        pytest.param(
            "census-2021-19", BROAD_ONLY | {"chinese-or-other-broad"}, id="nor in nineteen"
        ),
    ],
)
def test_where_people_of_a_broad_group_alone_are_known(slug: str, not_known: set[str]) -> None:
    """In no group that is finer than what is recorded of them."""
    grouping = ethnicity().grouping(slug)
    assert ethnicity().not_known_in(grouping) == {"not-known"} | not_known


def test_categories_that_nobody_has_are_left_out_where_only_a_broad_group_is_said() -> None:
    """So that a report of records without them is as if there were none."""
    recorded = ethnicity().recording({"black-broad", "african"})
    assert recorded.broad_only == {"black-broad": "black"}
    assert set(recorded.grouping("binary").group("bme").categories) >= {"black-broad", "arab"}
    assert "asian-broad" not in recorded.grouping("binary").group_of
    assert recorded.not_known_in(recorded.grouping("nhs-16")) == {"not-known", "black-broad"}


@pytest.mark.parametrize("slug", ["nhs-16", "census-2011-18", "census-2021-19"])
def test_fine_groups_are_named_by_the_category_they_are_read_as(slug: str) -> None:
    """So that figures by fine group can be rolled up again."""
    for group in ethnicity().grouping(slug).groups:
        assert group.slug in group.categories


def test_the_lists_have_the_length_in_their_names() -> None:
    """16, 18, 19, five, five and two groups."""
    lengths = {grouping.slug: len(grouping.groups) for grouping in ethnicity().groupings}
    assert lengths == {
        "nhs-16": 16,
        "census-2011-18": 18,
        "census-2021-19": 19,
        "broad-5-2001": 5,
        "broad-5-2021": 5,
        "binary": 2,
    }
