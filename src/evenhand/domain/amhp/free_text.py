"""What in a free text says who somebody is: found as far as it can be found reliably, to be asked about.

Sure ones are numbers and addresses of a fixed form. That two words with capitals are a name is a
guess, and said as one. Nothing found is no proof that nobody is named.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What was found."""

    NHS_NUMBER = "NHS number"
    EMAIL = "email address"
    POSTCODE = "postcode"
    PHONE = "phone number"
    BIRTH_DATE = "date of birth"
    NAME = "name"
    PERHAPS_NAME = "perhaps a name"


@dataclass(frozen=True)
class Detail:
    """One place in a text, from `start` up to `end`, and what stands there."""

    kind: Kind
    start: int
    end: int

    @property
    def sure(self) -> bool:
        """Whether its form alone says what it is."""
        return self.kind is not Kind.PERHAPS_NAME


_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TEN_DIGITS = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_PHONE = re.compile(r"(?<![\d+])(?:\+44[ ]?(?:\(0\))?|0)(?:[ ()-]{0,2}\d){9,10}(?!\d)")
_POSTCODE = re.compile(
    r"(?<![A-Z0-9])[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][ABD-HJLNP-UW-Z]{2}(?![A-Z0-9])", re.IGNORECASE
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]  # fmt: skip
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATES = (
    re.compile(r"(?<![\d/.-])(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4}|\d{2})(?![\d/-])"),
    re.compile(r"(?<![\d/.-])(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?![\d/-])"),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m>{_MONTH}),? (?P<y>\d{{4}})(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<m>{_MONTH}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})(?!\d)", re.IGNORECASE
    ),
)
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Rev|PC|WPC|Nurse)\.? "
    r"(?:[A-Z]\.? )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?"
)
_WORD = r"[A-Z][a-zà-öø-ÿ'’]+(?:-[A-Z][a-zà-öø-ÿ]+)?"
_PAIR = re.compile(rf"\b{_WORD} {_WORD}\b")
# Words with capitals that name no person: a pair with one of them is no guess at a name.
_NOT_NAMES = frozenset(
    [
        "Mental",
        "Health",
        "Act",
        "Section",
        "Code",
        "Practice",
        "Nearest",
        "Relative",
        "Nominated",
        "Person",
        "Community",
        "Treatment",
        "Order",
        "Crisis",
        "Team",
        "Home",
        "Approved",
        "Professional",
        "Social",
        "Worker",
        "Services",
        "Service",
        "Council",
        "Hospital",
        "Ward",
        "Trust",
        "Police",
        "Ambulance",
        "Court",
        "Tribunal",
        "Clinical",
        "Commissioning",
        "Integrated",
        "Care",
        "Board",
        "Place",
        "Safety",
        "Emergency",
        "Department",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Easter",
        "Christmas",
        "The",
        "This",
        "That",
        "They",
        "There",
        "Then",
        "When",
        "Where",
        "While",
        "With",
        "Was",
        "Were",
        "Will",
        "Would",
        "After",
        "Before",
        "Because",
        "But",
        "And",
        "Not",
        "No",
        "Yes",
        "Has",
        "Had",
        "He",
        "She",
        "His",
        "Her",
        "It",
        "In",
        "On",
        "At",
        "As",
        "An",
        "A",
        "By",
        "For",
        "From",
        "Of",
        "Or",
        "So",
        "To",
        "We",
        "Who",
        "Why",
        "How",
        "Doctor",
        "Nurse",
        "British",
        "Sign",
        "Language",
        "Duty",
        "Manager",
        "Best",
        "Interests",
        "Responsible",
        "Clinician",
        "Bank",
        "Holiday",
    ]
)
_OLDEST = 125


def details(text: str, on: date) -> tuple[Detail, ...]:
    """
    What says who somebody is, in the order of the text, nothing twice.

    A full date that lies more than a year before `on` is taken for a date of birth.

    >>> [each.kind.value for each in details("Ring Mrs Smith, 07700 900123", date(2026, 3, 1))]
    ['name', 'phone number']
    """
    found: list[Detail] = []
    for each in _all(text, on):
        if not any(each.start < other.end and other.start < each.end for other in found):
            found.append(each)
    return tuple(sorted(found, key=lambda each: each.start))


def is_nhs_number(digits: str) -> bool:
    """
    Whether ten digits pass the check of an NHS number (modulus 11).

    >>> is_nhs_number("9434765919"), is_nhs_number("9434765918")
    (True, False)
    """
    if len(digits) != 10 or not digits.isdecimal():
        return False
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return (11 - total % 11) % 11 == int(digits[9])


def _all(text: str, on: date) -> Iterator[Detail]:
    """Everything that any of the forms finds, the surest first."""
    yield from _each(_EMAIL, text, Kind.EMAIL)
    for match in _TEN_DIGITS.finditer(text):
        if is_nhs_number(re.sub(r"[ -]", "", match[0])):
            yield Detail(Kind.NHS_NUMBER, *match.span())
    yield from _each(_PHONE, text, Kind.PHONE)
    for form in _DATES:
        for match in form.finditer(text):
            if _long_ago(match["d"], match["m"], match["y"], on):
                yield Detail(Kind.BIRTH_DATE, *match.span())
    yield from _each(_POSTCODE, text, Kind.POSTCODE)
    yield from _each(_TITLED, text, Kind.NAME)
    for match in _PAIR.finditer(text):
        if not _NOT_NAMES & set(match[0].split()):
            yield Detail(Kind.PERHAPS_NAME, *match.span())


def _each(form: re.Pattern[str], text: str, kind: Kind) -> Iterator[Detail]:
    return (Detail(kind, *match.span()) for match in form.finditer(text))


def _long_ago(day: str, month: str, year: str, on: date) -> bool:
    number = int(month) if month.isdecimal() else _MONTHS.index(month[:3].lower()) + 1
    full = int(year)
    if len(year) == 2:
        full += on.year // 100 * 100
        full -= 100 if full > on.year else 0
    try:
        found = date(full, number, int(day))
    except ValueError:
        return False
    return on.year - _OLDEST <= found.year and found <= on.replace(
        year=on.year - 1, day=min(on.day, 28)
    )
