"""Free text: what is found in it"""

from datetime import date

import pytest

from evenhand.domain.amhp.free_text import details


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("NHS no 943 476 5919", ["NHS number"], id="An NHS number"),
        pytest.param("Number 943 476 5918", [], id="Ten digits that fail the check of an NHS number"),
        pytest.param("Ring 0113 496 0123 or 07700 900123", ["phone number", "phone number"], id="Two phone numbers"),
        pytest.param("Write to somebody@example.org", ["email address"], id="An email address"),
        pytest.param("Lives at 2 High Street, LS1 4AP", ["perhaps a name", "postcode"], id="A street is a guess, a postcode is sure"),
        pytest.param("born 03/04/1980", ["date of birth"], id="A date of long ago"),
        pytest.param("born on the 3rd of April 1980", ["date of birth"], id="The same in words"),
        pytest.param("d.o.b. 3.4.80", ["date of birth"], id="The same with two digits for the year"),
        pytest.param("Seen on 2 March 2026", [], id="A date of this year"),
        pytest.param("Mr Jones was there", ["name"], id="A title and a name"),
        pytest.param("spoke to Dr A. Patel-Khan", ["name"], id="A title, an initial and a double name"),
        pytest.param("I met Jane Doe at home", ["perhaps a name"], id="Two words with capitals"),
        pytest.param("Mental Health Act, Section 2, Crisis Team", [], id="Words of the work"),
        pytest.param("jane doe was at home", [], id="A name without capitals is not found"),
        pytest.param("No bed until Monday. Duty manager told.", [], id="Nothing"),
    ],
)  # fmt: skip
def test_what_is_found(text: str, kinds: list[str]) -> None:
    """Found and asked about: change it, or keep it as it is. Nothing found is no proof of anything."""
    assert [each.kind.value for each in details(text, date(2026, 3, 10))] == kinds
