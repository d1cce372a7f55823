"""How labels of published lists are read: right, unsure or wrong, and which are wrong and why.

The Race Disparity Unit's lookup (MIT, Crown copyright) says for each spelling its standard group;
OpenSAFELY's codelist says for each description of a code one of the sixteen; the census mapping
says the categories of 2021. Unsure costs a question; wrong would put people in a wrong group.
"""

import csv
import json
from collections import Counter
from pathlib import Path

from evenhand.data.definitions.load import ethnic_words, ethnicity
from evenhand.domain.codes.ethnic_words import Grain, Meaning
from evenhand.domain.codes.ethnicity import UNKNOWN

_STANDARD = {
    "Bangladeshi": "bangladeshi", "Chinese": "chinese", "Indian": "indian", "Pakistani": "pakistani",
    "Asian other": "other-asian", "Black African": "african", "Black Caribbean": "caribbean",
    "Black other": "other-black", "Mixed White/Asian": "white-and-asian",
    "Mixed White/Black African": "white-and-black-african",
    "Mixed White/Black Caribbean": "white-and-black-caribbean", "Mixed other": "other-mixed",
    "White British": "white-british", "White Irish": "irish", "White other": "other-white",
    "White Gypsy/Traveller": "gypsy-or-irish-traveller",
    "Irish Traveller": "gypsy-or-irish-traveller", "Arab": "arab", "Any other": "any-other",
}  # fmt: skip
_BROAD = {
    "Asian": "asian", "Black": "black", "Mixed": "mixed", "White": "white", "Other": "other",
}  # fmt: skip
_SEVERAL = {("everybody", "All"), ("minority", "Other")}
_NOBODY_KNOWS = ("Unknown", "Unclassified", "Unmatched")
# In the lists that systems print, who is in "Other ethnic group" is in no other group: it is the
# category any-other there. The lookup has it as the broad group, in which Chinese may be.
_WRONG_OF_RDU = {"other ethnic group", "other ethnic group total"}
# The codelist puts the African and Caribbean of two census lists into "other Black", and Chinese into
# "any other"; their own words say otherwise.
_WRONG_OF_OPENSAFELY = {
    "Black/African/Carib/Black Brit: African- Eng+Wales 2011 cens",
    "Black/Afri/Carib/Black Brit: African- NI eth cat 2011 census",
    "Black/Afri/Carib/Black Brit: Caribbean- NI eth cat 2011 cens",
    "Race: Chinese",
}


def _rows(shared_data: Path, name: str) -> list[dict[str, str]]:
    with (shared_data / "ethnicity_codes" / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _judged(meaning: Meaning | None, standard: str) -> str:
    if meaning is None:
        return "unsure"
    if meaning.grain is Grain.SEVERAL:
        return "right" if (meaning.slug, standard) in _SEVERAL else "wrong"
    if meaning.grain is Grain.BROAD:
        if standard in _STANDARD:
            return "unsure"  # less than the list says, and nothing false
        return "right" if _BROAD.get(standard) == meaning.slug else "wrong"
    unknown = standard in _NOBODY_KNOWS and meaning.slug in UNKNOWN
    return "right" if unknown or _STANDARD.get(standard) == meaning.slug else "wrong"


def test_the_spellings_of_the_race_disparity_unit(shared_data: Path) -> None:
    """Of 285: 229 right, 54 unsure, and two that the list itself uses in another sense."""
    judged = [
        (
            row["Ethnicity"],
            _judged(ethnic_words().meaning(row["Ethnicity"]), row["Standard Ethnicity"]),
        )
        for row in _rows(shared_data, "rdu_classification_lookup.csv")
    ]
    assert Counter(how for _, how in judged) == {"right": 229, "unsure": 54, "wrong": 2}
    assert {text for text, how in judged if how == "wrong"} == _WRONG_OF_RDU


def test_the_descriptions_of_primary_care_codes(shared_data: Path) -> None:
    """Of 270: 78 right, 188 unsure (countries, faiths and tongues are no groups), 4 explained."""
    of = ethnicity().grouping("nhs-16").group_of
    slugs = [
        "white-british",
        "irish",
        "other-white",
        "white-and-black-caribbean",
        "white-and-black-african",
        "white-and-asian",
        "other-mixed",
        "indian",
        "pakistani",
        "bangladeshi",
        "other-asian",
        "caribbean",
        "african",
        "other-black",
        "chinese",
        "any-other",
    ]
    judged: Counter[str] = Counter()
    wrong = set()
    for row in _rows(shared_data, "opensafely-ethnicity.csv"):
        meaning = ethnic_words().meaning(row["Description"])
        if meaning is None or meaning.grain is not Grain.CATEGORY:
            judged["unsure"] += 1
        elif of.get(meaning.slug) == slugs[int(row["Grouping_16"]) - 1]:
            judged["right"] += 1
        else:
            judged["wrong"] += 1
            wrong.add(row["Description"])
    assert judged == {"right": 78, "unsure": 188, "wrong": 4}
    assert wrong == _WRONG_OF_OPENSAFELY


def test_the_categories_of_the_census_of_2021(shared_data: Path) -> None:
    """All nineteen are read as what they are."""
    codes = {category.ons_2021: category.slug for category in ethnicity().categories}
    for row in _rows(shared_data, "census2021_category_mapping.csv"):
        meaning = ethnic_words().meaning(row["original_category"])
        assert meaning == Meaning(Grain.CATEGORY, codes[row["nomis_api_code"]])


def test_a_broad_label_of_any_list_is_no_category(shared_data: Path) -> None:
    """Asian, Black, Mixed and White say less than a category does."""
    broad = ("Asian", "Black", "Mixed", "White")
    for row in _rows(shared_data, "rdu_classification_lookup.csv"):
        if row["Standard Ethnicity"] in broad:
            meaning = ethnic_words().meaning(row["Ethnicity"])
            assert meaning is None or meaning.grain is Grain.BROAD, row["Ethnicity"]


def test_the_properties_of_the_open_diversity_standard(shared_data: Path) -> None:
    """A fine property is read as its category under the title of its group; a broad one never is."""
    file = shared_data / "ethnicity_codes/odi_diversity_definition.json"
    content = json.loads(file.read_text(encoding="utf-8"))
    section = next(each for each in content["sections"] if each["key"] == "ethnicity")
    titles = {each["key"]: each for each in section["properties"]}
    for key in ("asian", "black", "mixed", "white"):
        assert ethnic_words().meaning(titles[key]["title"]) == Meaning(Grain.BROAD, key)
    read = {}
    for broad in titles.values():
        for fine in broad.get("properties", ()):
            meaning = ethnic_words().meaning(f"{broad['title']}: {fine['title']}")
            read[f"{broad['key']} {fine['key']}"] = meaning.slug if meaning else ""
    assert read == {
        "asian bangladeshi": "bangladeshi",
        "asian chinese": "chinese",
        "asian indian": "indian",
        "asian pakistani": "pakistani",
        "asian other": "other-asian",
        "black african": "african",
        "black caribbean": "caribbean",
        "black other": "other-black",
        "mixed african": "white-and-black-african",
        "mixed asian": "white-and-asian",
        "mixed caribbean": "white-and-black-caribbean",
        "mixed other": "other-mixed",
        "other arab": "arab",
        "other anyother": "any-other",
        "white british": "white-british",
        "white irish": "irish",
        "white traveller": "gypsy-or-irish-traveller",
        "white other": "other-white",
    }
