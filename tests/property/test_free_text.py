"""Laws of what is found in free text: what is there is found however it is written, and what is not is not."""

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from evenhand.domain.amhp.free_text import Detail, Kind, details, is_nhs_number

ON = date(2026, 3, 1)
# Words as people write them in notes, without digits or capitals.
WORDS = st.text("abcdefghijklmnopqrstuvwxyz ", max_size=30)
DIGITS = st.text("0123456789", min_size=9, max_size=9)


def kinds(text: str) -> list[Kind]:
    return [each.kind for each in details(text, ON)]


def with_check_digit(nine: str) -> str:
    """The NHS number that begins with nine digits; "" where the check digit would be 10."""
    total = sum(int(digit) * (10 - place) for place, digit in enumerate(nine))
    check = 11 - total % 11
    return "" if check == 10 else nine + str(0 if check == 11 else check)


@given(DIGITS, st.sampled_from(["", " ", "-"]), WORDS, WORDS)
def test_an_nhs_number_is_found_however_it_is_parted(
    nine: str, by: str, before: str, after: str
) -> None:
    number = with_check_digit(nine)
    assume(number)
    written = f"{number[:3]}{by}{number[3:6]}{by}{number[6:]}"
    text = f"{before} {written} {after}"
    (found,) = details(text, ON)
    assert found.kind is Kind.NHS_NUMBER
    assert text[found.start : found.end] == written


@given(DIGITS, st.integers(0, 9))
def test_a_number_with_another_check_digit_is_none(nine: str, last: int) -> None:
    number = nine + str(last)
    assume(number != with_check_digit(nine))
    assert not is_nhs_number(number)
    assert Kind.NHS_NUMBER not in kinds(f"number {number} here")


FORMS = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y")


@given(st.dates(date(1910, 1, 1), ON - timedelta(days=367)), st.sampled_from(FORMS), WORDS)
def test_a_date_of_long_ago_is_taken_for_one_of_birth(day: date, form: str, before: str) -> None:
    assert kinds(f"{before} {day:{form}}.") == [Kind.BIRTH_DATE]


@given(st.dates(ON - timedelta(days=360), ON + timedelta(days=365)), st.sampled_from(FORMS))
def test_a_date_of_late_is_not(day: date, form: str) -> None:
    assert kinds(f"seen {day:{form}}.") == []


@given(WORDS)
def test_plain_words_say_nobody(text: str) -> None:
    assert kinds(text) == []


@given(st.text(max_size=200))
def test_any_text_can_be_looked_through_and_what_is_found_lies_in_it_apart(text: str) -> None:
    found = details(text, ON)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    for earlier, later in zip(found, found[1:], strict=False):
        assert earlier.end <= later.start
    assert found == details(text, ON)


@given(
    WORDS, WORDS, st.sampled_from(["a.b@example.org", "LS1 4AP", "07700 900123", "+44 7700 900123"])
)
def test_what_is_found_in_a_text_is_found_wherever_it_stands(
    before: str, after: str, one: str
) -> None:
    alone = details(one, ON)
    assert len(alone) == 1
    moved = len(before) + 1
    expected = Detail(alone[0].kind, alone[0].start + moved, alone[0].end + moved)
    assert expected in details(f"{before} {one} {after}", ON)
