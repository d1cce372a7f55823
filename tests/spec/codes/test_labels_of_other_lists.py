"""Ethnic labels of other lists"""

import pytest

from evenhand.data.definitions.load import ethnic_words

CATEGORY, BROAD, SEVERAL = "category", "broad", "several"


@pytest.mark.parametrize(
    ("text", "grain", "slug"),
    [
        pytest.param("Asian/Asian British: Indian", CATEGORY, "indian", id="group and part"),
        pytest.param("Black: other", CATEGORY, "other-black", id="the rest of a group"),
        pytest.param("ethnicity_minor_irish", CATEGORY, "irish", id="as a column is called"),
        pytest.param("Race: Pakistani", CATEGORY, "pakistani", id="with what it is in front"),
        pytest.param(
            "White Irish - ethnic category 2001 census",
            CATEGORY,
            "irish",
            id="and whose list it is",
        ),
        pytest.param(
            "Mixed: White+Asian - Eng+Wales ethnic category 2011 census",
            CATEGORY,
            "white-and-asian",
            id="a plus for and",
        ),
        pytest.param("Black", BROAD, "black", id="a broad group"),
        pytest.param("Black or African American", BROAD, "black", id="an American broad group"),
        pytest.param("Asian/Pacific Islander", BROAD, "asian", id="another"),
        pytest.param("Caucasian", BROAD, "white", id="an old word for a broad group"),
        pytest.param("BME", SEVERAL, "minority", id="several groups"),
        pytest.param("All ethnic groups", SEVERAL, "everybody", id="everybody"),
        pytest.param("Asian: Caribbean", "", "", id="a part that is not of its group"),
        pytest.param("Pakistani and Bangladeshi", "", "", id="two categories"),
        pytest.param("White non-British", "", "", id="everybody but one"),
        pytest.param("Hispanic/Latino", "", "", id="a group that the lists here do not have"),
    ],
)
def test_what_a_label_of_another_list_means(text: str, grain: str, slug: str) -> None:
    """A category, a broad group, several groups, or nothing; a broad label never a category."""
    meaning = ethnic_words().meaning(text)
    assert (meaning.grain, meaning.slug) == (grain, slug) if meaning else (grain, slug) == ("", "")


def test_what_is_nearly_a_label_is_a_guess_and_no_meaning() -> None:
    """It has to be confirmed."""
    assert ethnic_words().meaning("Bangladeshhi") is None
    assert ethnic_words().nearest("Bangladeshhi") == "bangladeshi"
    assert ethnic_words().nearest("Martian") == ""
