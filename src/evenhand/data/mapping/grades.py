"""The ladder that the grades of an unknown staff table are on."""

import re
from statistics import median

from evenhand.data.mapping.content import on_afc
from evenhand.data.mapping.profile import SHOWN_FROM, Profile
from evenhand.data.readers.may_be_shown import may_be_personal
from evenhand.data.readers.numbers import read_number

_MOST_RUNGS = 60
_MOST_SAID = 3
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

    By their numbers where all are called alike, else by the median pay of the people on them, and
    by number among those that are called alike.
    """
    names = list(grades.values)
    if why := _are_no_grades(grades):
        return (), why
    numbers = {name: _stem_and_number(name) for name in names}
    if len({stem for stem, *_ in numbers.values()}) == 1 and all(n for _, n, _ in numbers.values()):
        return tuple(sorted(names, key=lambda name: numbers[name])), "by their numbers"
    paid = _paid(grades, rows, pay) if pay else {}
    if not paid or not all(paid.values()):
        return (), "nothing in the extract says which is higher"
    by_pay = sorted(names, key=lambda name: median(paid[name]))
    ordered = _numbers_kept(by_pay, numbers)
    how = "by the pay of people on them"
    if ordered != by_pay:
        how += ", and those that are called alike by their numbers"
    pairs = zip(ordered, ordered[1:], strict=False)
    mixed = [f"{low} and {high}" for low, high in pairs if max(paid[low]) >= min(paid[high])]
    if mixed:
        more = f" and {len(mixed) - _MOST_SAID} more" if len(mixed) > _MOST_SAID else ""
        how += f" (pay overlaps on {'; '.join(mixed[:_MOST_SAID])}{more}, so their order is unsure)"
    return tuple(ordered), how


def _stem_and_number(name: str) -> tuple[str, int, str]:
    """What stands before the number in a grade's name, the number (0 for none), what is after it."""
    if found := re.match(r"(\D*?)\s*0*(\d{1,2})(?!\d)\s*(.*)", name):
        return found[1].casefold(), int(found[2]), found[3].casefold()
    return name.casefold(), 0, ""


def _numbers_kept(by_pay: list[str], numbers: dict[str, tuple[str, int, str]]) -> list[str]:
    """The same order, but those that share a stem stand in their places by number."""
    ordered = list(by_pay)
    for stem in {numbers[name][0] for name in by_pay if numbers[name][1]}:
        places = [place for place, name in enumerate(by_pay) if numbers[name][0] == stem]
        alike = sorted((by_pay[place] for place in places), key=lambda name: numbers[name])
        for place, name in zip(places, alike, strict=True):
            ordered[place] = name
    return ordered


def _paid(grades: Profile, rows: list[list[str]], pay: Profile) -> dict[str, list[float]]:
    paid: dict[str, list[float]] = {name: [] for name in grades.values}
    for row in rows:
        if max(grades.place, pay.place) < len(row):
            grade = " ".join(row[grades.place].split())
            amount, _ = read_number(row[pay.place])
            if grade in paid and amount:
                paid[grade].append(amount)
    return paid


def _are_no_grades(grades: Profile) -> str:
    """Why the values are rather something else, or nothing."""
    if len(grades.values) > _MOST_RUNGS:
        return "there are too many of them for grades"
    if any(may_be_personal(name) for name in grades.values):
        return "some of them look like numbers of people, or dates"
    if any(rows < SHOWN_FROM and not is_grade(name) for name, rows in grades.values.items()):
        return "some have so few people that they may be no grades"
    return ""
