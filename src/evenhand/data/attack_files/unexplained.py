"""Numbers in a finished file that its results do not print: to a reader they would be news."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from evenhand.data.attack_files.printed import Printed
from evenhand.data.attack_files.said import Place, Said
from evenhand.data.attack_files.wording import Standing, without_known

MINUS = "\N{MINUS SIGN}"
_WHOLE = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+"
_PAIR = re.compile(rf"(?<![\d.,])({_WHOLE})\s+(?:of|÷)\s+({_WHOLE})(?![\d%]|\.\d)")
_P = r"(?<![\d.,])(\d+(?:\.\d+)?%)"
# A percentage stands beside its counts, or beside the other one that its own result prints.
_SHARE_AFTER = re.compile(rf"(?<![\d.,])({_WHOLE})\s+of\s+({_WHOLE}) \({_P}\)")
_SHARE_BEFORE = re.compile(rf"{_P} \(({_WHOLE})\s+of\s+({_WHOLE})\)")
_SIDES = re.compile(rf"{_P} [{MINUS}÷] {_P}")
_AGAINST = re.compile(rf"{_P} of (?:[^%;]+), against {_P} of\b")
_BETWEEN = re.compile(rf"\bbetween {_P} and {_P}")
_WEIGHTED = re.compile(rf"{_P} \(weighted(?=[,)])")
_ENDS = re.compile(rf"{_P} of (?:[^%;]+), {_P} of (?:[^%;]+), {_P} of the whole\b")
_PEOPLE = re.compile(rf"(?<![\d.,])({_WHOLE}) (?:people|persons?)\b")
_ANSWERS = re.compile(rf"(?<![\d.,])({_WHOLE}) answers?\b")
_BRIEF = re.compile(rf"(?<![\d.,])({_WHOLE}) \(((?:under |over )?\d+(?:\.\d+)?%)\)")
_MORE_OR_FEWER = re.compile(rf"(?<![\d.,])({_WHOLE}) (?:more|fewer)\b(?! outside)")
_NUMBER = re.compile(rf"(?<![\d.,])([+{MINUS}-]?)((?:{_WHOLE})(?:\.\d+)?)(%?)")
_OF_A_RATIO = frozenset(("0.125", "0.25", "0.5", "1", "2", "4", "8"))


@dataclass(frozen=True)
class Unexplained:
    """A number that no result prints: where it stands, and in which words."""

    where: str
    number: str
    text: str


class Attack:
    """An attack on files that print the same results; every text is looked at once."""

    def __init__(self, printed: Printed, standing: Standing) -> None:
        self._printed, self._standing = printed, standing
        self._columns = {
            Place.COUNTS: frozenset(map(str, printed.counts)),
            Place.PEOPLE: frozenset(map(str, printed.people)),
        }
        self._forms = _forms(printed)
        self._seen: dict[tuple[str, Place, bool], list[str]] = {}

    def unexplained(self, said: Iterable[Said]) -> list[Unexplained]:
        """What a file tells more than its results."""
        found = []
        for each in said:
            key = (each.text, each.place, each.hidden)
            if key not in self._seen:
                self._seen[key] = self._numbers_of(each)
            found += [Unexplained(each.where, number, each.text) for number in self._seen[key]]
        return found

    def _numbers_of(self, said: Said) -> list[str]:
        """The numbers in one piece that are not explained."""
        if not any(map(str.isdigit, said.text)):
            return []
        if said.hidden:
            return _any_number(said, self._standing)
        if said.place in self._columns:
            return [] if said.text in self._columns[said.place] else [said.text]
        if said.place is Place.FIGURES:
            return [] if self._printed.has_figure(float(said.text)) else [said.text]
        return self._numbers_in_words(said)

    def _numbers_in_words(self, said: Said) -> list[str]:
        text = without_known(self._standing.taken_out(said.text))
        left = []
        for pattern, explained in self._forms:
            matches = list(pattern.finditer(text))
            for match in matches:
                told = tuple(_read(each) for each in match.groups())
                if (told if len(told) > 1 else told[0]) not in explained:
                    left.append(match[0])
            if matches:
                text = pattern.sub(" ", text)
        text = _ENDS.sub(
            lambda match: " " if _all_printed(match, self._printed) else match[0], text
        )
        left += [
            match[0]
            for match in _NUMBER.finditer(text)
            if not _explained(match, said, self._printed)
        ]
        return left


def _forms(printed: Printed) -> Sequence[tuple[re.Pattern[str], Collection[object]]]:
    """The ways in which a report writes numbers of people, and which of each are printed."""
    return (
        (_SHARE_AFTER, printed.shares),
        (_SHARE_BEFORE, {(percent, x, n) for x, n, percent in printed.shares}),
        (_SIDES, printed.sides),
        (_AGAINST, printed.sides),
        (_BETWEEN, printed.between),
        (_WEIGHTED, printed.numbers),
        (_PAIR, printed.pairs),
        (_BRIEF, printed.brief),
        (_PEOPLE, printed.unknown | printed.wholes),
        (_ANSWERS, printed.wholes | printed.unknown),
        (_MORE_OR_FEWER, {abs(n) for n in printed.people}),
    )


def _all_printed(match: re.Match[str], printed: Printed) -> bool:
    """Of a ladder's description, which says the ends of the ladder and the whole."""
    return printed.numbers.issuperset(match.groups())


def _read(number: str) -> int | str:
    return number if "%" in number else int(number.replace(",", ""))


def _any_number(said: Said, standing: Standing) -> list[str]:
    """In the row of a hidden figure no number may be, but those of names and dates."""
    if said.place is not Place.WORDS:
        return [said.text]
    text = without_known(standing.taken_out(said.text))
    return [match[0] for match in _NUMBER.finditer(text)]


def _explained(match: re.Match[str], said: Said, printed: Printed) -> bool:
    sign, number, percent = match.groups()
    written = f"{number}{percent}"
    if said.place is Place.DRAWING and _is_tick(sign, number, percent):
        return True
    if percent and said.place is Place.WORDS:
        # Alone, it says of no result that it is that one's.
        return written in printed.confidence
    if percent or "." in number:
        return written in printed.numbers
    whole = int(number.replace(",", ""))
    if whole == 0:
        return 0 in printed.counts
    # A whole number alone, in words that no report has: nothing that a report says of people.
    signed = -whole if sign in ("-", MINUS) else whole
    return bool(sign) and (signed in printed.people or written in printed.numbers)


def _is_tick(sign: str, number: str, percent: str) -> bool:
    """A number at an axis: of ratios, of points, of shares."""
    if percent:
        return number.isdigit() and (int(number) % 2 == 0 or int(number) % 5 == 0)
    if sign:
        return number.isdigit() and int(number) % 5 == 0
    return number in _OF_A_RATIO or number == "0"
