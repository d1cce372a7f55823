"""The ladder that the grades of an unknown staff table are on."""

import re
from statistics import median

from evenhand.data.mapping.content import on_afc
from evenhand.data.mapping.profile import SHOWN_FROM, Profile
from evenhand.data.readers.may_be_shown import may_be_personal
from evenhand.data.readers.numbers import read_number

_MOST_RUNGS = 60
_ENOUGH = 0.6
_NUMBERED = re.compile(r"(\D*?)\s*0*(\d{1,2})([a-z]?)", re.IGNORECASE)


def is_grade(name: str) -> bool:
    """Whether a text is surely a grade, not something that slipped into its column."""
    numbered = bool(_NUMBERED.fullmatch(name)) and not may_be_personal(name)
    return on_afc(name) or numbered


def is_afc(grades: Profile) -> bool:
    """Whether the grades are those of Agenda for Change."""
    return grades.share(on_afc) >= _ENOUGH


def surely_afc(grades: Profile) -> bool:
    """Whether some of them are no mere numbers: 8a, Band 5, XR05."""
    return any(on_afc(value) and not value.strip().isdecimal() for value in grades.values)


def rungs_of(
    grades: Profile, rows: list[list[str]], pay: Profile | None
) -> tuple[tuple[str, ...], str]:
    """
    Local grades from lowest to highest, and how they were put in order; none where nothing says.

    By their numbers where all are called alike, else by the median pay of the people on them.
    """
    names = list(grades.values)
    if why := _are_no_grades(grades):
        return (), why
    parts = {name: _NUMBERED.fullmatch(name) for name in names}
    if all(parts.values()):
        numbers = {n: (int(p[2]), p[3].lower(), p[1].casefold()) for n, p in parts.items() if p}
        if len({prefix for _, _, prefix in numbers.values()}) == 1:
            return tuple(sorted(names, key=lambda name: numbers[name])), "by their numbers"
    if pay is None:
        return (), "nothing in the extract says which is higher"
    paid: dict[str, list[float]] = {name: [] for name in names}
    for row in rows:
        if max(grades.place, pay.place) < len(row):
            grade = " ".join(row[grades.place].split())
            amount, _ = read_number(row[pay.place])
            if grade in paid and amount:
                paid[grade].append(amount)
    if not all(paid.values()):
        return (), "nothing in the extract says which is higher"
    return tuple(sorted(names, key=lambda name: median(paid[name]))), "by the pay of people on them"


def _are_no_grades(grades: Profile) -> str:
    """Why the values are rather something else, or nothing."""
    if len(grades.values) > _MOST_RUNGS:
        return "there are too many of them for grades"
    if any(may_be_personal(name) for name in grades.values):
        return "some of them look like numbers of people, or dates"
    if any(rows < SHOWN_FROM and not is_grade(name) for name, rows in grades.values.items()):
        return "some have so few people that they may be no grades"
    return ""
