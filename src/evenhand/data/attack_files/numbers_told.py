"""Numbers in a finished file that are neither in its data nor in the same file without any data."""

import re
from collections.abc import Iterable, Iterator

from evenhand.data.attack_files.said import Place, Said

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+(?:[eE][-+]?\d+)?)?%?")
# Numbers that tell nothing of people: of figures, grades, quarters, pages and lines; places in a
# workbook and names of its tables, which are those of its sheets; and ends of scales, beyond which
# a report does not go into detail. Shares have decimals: 95% is of intervals.
_NO_NEWS = re.compile(
    r"\b\d[\d,]* figures? of \d[\d,]*|\bin \d+ of \d+ (?:grades|quarters)\b"
    r"|\bPage \d+(?: of \d+)?|\b\d[\d,]* lines? in all\b|\bthis table has \d[\d,]* lines?\b"
    r"|'?!\$?[A-Z]*\$?\d+(?::\$?[A-Z]*\$?\d+)?|^table_\w+$"
    r"|> 0\.99\b|< 0\.(?:001|05)\b|under 0\.1%|over 99\.9%|\b95%|\bSHA-256\b|^(?:Chart|Picture) \d+$",
    re.IGNORECASE,
)
_DECIMALS = (1, 2, 3, 4)
_NO_MORE = 1e-9
_CLAUSE = re.compile(r"(?<=[.:;,]) ")


class Known:
    """
    Every number that data hold, in the ways in which a report may write it; `phrases` that hold
    digits of their own (names of grades, dates); and what a report without data says, by clauses.
    """

    def __init__(self, phrases: Iterable[str] = ()) -> None:
        named = sorted({*filter(_NUMBER.search, phrases)}, key=lambda p: (-len(p), p))
        any_of = "|".join(map(re.escape, named)) or "(?!)"
        self._named = re.compile(rf"(?<![\w.,])(?:{any_of})(?![\w%]|[.,]\d)")
        self._written: set[str] = set()
        self._exact: set[str] = set()
        self._clauses: set[str] = set()

    def add(self, data: object) -> None:
        """The numbers of a piece of JSON; its texts are read where they stand."""
        if isinstance(data, dict):
            for each in data.values():
                self.add(each)
        elif isinstance(data, (list, tuple)):
            for each in data:
                self.add(each)
        elif isinstance(data, int) and not isinstance(data, bool):
            self._written.add(str(abs(data)))
            self._exact.add(str(abs(data)))
        elif isinstance(data, float):
            self._add_float(abs(data))

    def _add_float(self, value: float) -> None:
        self._exact.add(f"{value:.12g}")
        for size in (value, 100 * value):
            self._written.update(f"{size:.{digits}f}" for digits in _DECIMALS)
        # "0%" and "100%" are written without decimals, and so are shares in whole per cent.
        if value <= 1 and abs(100 * value - round(100 * value)) < _NO_MORE:
            self._written.add(f"{100 * value:.0f}")

    def add_words(self, said: Iterable[Said]) -> None:
        """What a file without data says."""
        for each in said:
            self._clauses.update((each.text, *_CLAUSE.split(each.text)))

    def left_of(self, said: Said) -> Iterator[str]:
        """The numbers of a piece that are not known."""
        if said.text in self._clauses:
            return
        for clause in _CLAUSE.split(said.text):
            if clause in self._clauses:
                continue
            for number in _NUMBER.findall(self._named.sub(" ", _NO_NEWS.sub(" ", clause))):
                bare = number.rstrip("%").replace(",", "")
                if not self._holds(bare, said.place):
                    yield bare

    def _holds(self, number: str, place: Place) -> bool:
        """In a column of figures a number has all its digits, and a whole one no decimals."""
        if place is Place.FIGURES:
            return f"{float(number):.12g}" in self._exact
        return number in self._written


def told(said: Iterable[Said], known: Known) -> list[str]:
    """Numbers that are not known, each with where it stands; ticks of an axis are no news."""
    return list(
        dict.fromkeys(
            f"{number} ({each.where})"
            for each in dict.fromkeys(said)
            if _NUMBER.search(each.text)
            for number in known.left_of(each)
            if not (each.place is Place.DRAWING and _is_tick(number, each.text))
        )
    )


def _is_tick(number: str, text: str) -> bool:
    """A round number at an axis: alone in its text, or among others like it."""
    rest = _NUMBER.sub("", text).strip(" +-\N{MINUS SIGN}%")
    return not rest and number.isdigit() and (int(number) % 5 == 0 or int(number) % 2 == 0)
