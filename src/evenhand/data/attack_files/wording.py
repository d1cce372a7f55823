"""Numbers that tell of no person: dates, versions, grades, how many figures, what a rule says.

Whatever a report writes with a digit and no result prints has to be listed here, in its words:
a number in other words is taken for one that got out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date

from evenhand.data.attack_files.names import Names
from evenhand.data.attack_files.said import tidy
from evenhand.data.writers.csvw import DESCRIPTIONS
from evenhand.domain.disclosure.preset import ZERO_IN_WORDS
from evenhand.domain.frameworks.edition import Edition
from evenhand.domain.results.measurement import Measurement

_N = r"[\d,]+"
_DAY = r"\d{4}-\d\d-\d\d|\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?"
_FINDING = (
    "disparity|slight difference|cannot tell|too small to show|not calculable|rose|fell"
    "|no clear change"
)
_LISTED = r"[^:;.]+? in \d+"
# How many figures, lines, tests and years there are, which says nothing of how many people.
_OF_FIGURES = (
    rf"(?:{_FINDING}) in {_N}",
    rf"disparities for {_LISTED}(?:, {_LISTED})*(?: and {_LISTED})? of {_N} \w+s\b",
    rf"a disparity in {_N} of {_N} comparisons",
    rf"\({_N} of {_N} figures\)",
    rf"{_N} of {_N} headline figures?",
    rf"[Oo]f {_N} (?:figures?|measures?)",
    rf"(?:for|None of the) {_N} (?:planned )?figures?",
    rf"For {_N} of them (?:there are too few|the records cannot)",
    rf"{_N} could not be worked out",
    rf"{_N} (?:rose|fell|showed no clear change|cannot tell|had no figure)",
    rf"{_N} (?:comparisons|bands|grades|roles|rungs)(?: \({_N} of them beside the ladder\))?(?:, {_N} of them shown)?,",
    rf"{_N} (?:other )?tests? (?:of the last year|looks?)",
    rf"(?:has|:) {_N} lines?",
    rf"It would take {_N} years",
    rf"^{_N} years?$",
    rf"\(finding {_N}\)",
    rf"{_N} reports?$",
)
# What the report's own words say, whatever the results.
_OF_THE_WORDS = (
    r"0\.80 to 1\.25",
    r"a ratio of 1\.25(?: from 1)?",
    r"0\.25 to 4 with 1 in the middle, differences from −20 to \+20 points with 0 in the middle",
    r"8 (?:times in|cases of) 10",
    r"testing at 5%",
    r"\. 1 means equally likely",
    r"ratio above 1 that",
    r"Fewer than 10 people on one side",
    r"from 0 \(a difference\)",
    r"(?<![\d.,])0 points",
    r"(?<![\d.,])0 to (?=[+−]\d|0 points)|(?<=\d to )0(?![\d.,])",
    r"(?<![\d.,])0 means that nobody",
    r"(?:under|below|<) 0\.0\d*1?%?5?",
    r"under (?:0\.0?)?1%",
    r"over 99(?:\.99?)?%",
    r"[<>] 0\.\d+",
    r"SHA-256",
    r"at both at 95%|at 95%|95% intervals?",
    r"Page \d+ of \d+",
    r"Page PAGE \d+",
    r"\N{RIGHT DOUBLE QUOTATION MARK} page \d+$",
    r"initial-scale=1",
    r"utf-8",
    r"www\.w3\.org/ns/csvw",
    r"'?!(?:\$?[A-Z]*\$?\d+:?)+",
    r"^table_\w+$|^TableStyleLight\d+$",
    r"^(?:Chart|Picture) \d+$|^image\d*\.png$",
)
_KNOWN = re.compile("|".join((_DAY, *_OF_FIGURES, *_OF_THE_WORDS)))
_LONG_WORD = 28
# Texts of which so many letters or more are printed are known by them.
_START = 30
CUT = "…"
_TAKEN_OUT = "\N{MIDDLE DOT}"
_GAP = r"\s+"


def without_known(text: str) -> str:
    """The text with what is listed here taken out."""
    return _KNOWN.sub(f" {_TAKEN_OUT} ", text)


class Standing:
    """Texts with digits that were there before anybody was counted: names, notes, sources."""

    def __init__(self, measurements: Iterable[Measurement]) -> None:
        measurements = tuple(measurements)
        texts = {tidy(text) for each in measurements for text in _texts(each)}
        # A number alone is no name: it is taken for a count.
        known = {text for text in texts if _has_digit(text) and not _bare(text)}
        known |= {ZERO_IN_WORDS, *DESCRIPTIONS.values()}
        longest = sorted(known, key=lambda text: (-len(text), text))
        # A year alone may not eat the start of a date.
        any_of = _any_of(longest)
        self._texts = re.compile(rf"(?<!\d)(?:{any_of})(?!\d|-\d)", re.IGNORECASE)
        self._starts = {text[:_START]: text for text in longest if len(text) > _START}
        self._names = Names(name for each in measurements for name in _names(each))

    def taken_out(self, text: str) -> str:
        """The text without them, whole or cut."""
        if CUT in text:
            text = self._without_cut(text)
        return self._names.taken_out(self._texts.sub(f" {_TAKEN_OUT} ", text))

    def _without_cut(self, text: str) -> str:
        """A long text that is printed as far as it fits ends in an ellipsis."""
        for start, whole in self._starts.items():
            place = text.find(start)
            end = text.find(CUT, place)
            if place >= 0 and end >= 0 and whole.startswith(text[place:end].rstrip()):
                text = f"{text[:place]} {_TAKEN_OUT} {text[end + 1 :]}"
        return text


def _names(measurement: Measurement) -> Iterator[str]:
    yield measurement.body.name
    yield measurement.marked_as
    yield measurement.team
    yield from measurement.terms.values()
    for result in measurement.results:
        yield from (result.group_label, result.comparator_label)


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _bare(text: str) -> bool:
    """A number without a letter, unless it is a year."""
    return not any(char.isalpha() for char in text) and not re.fullmatch(r"(?:19|20)\d\d", text)


def _any_of(texts: Iterable[str]) -> str:
    """Any of these, the first that fits, tried by their first letters: there are hundreds."""
    by_start: dict[str, list[str]] = {}
    for text in texts:
        by_start.setdefault(text[0].lower(), []).append(_pattern(text))
    groups = (
        f"(?={re.escape(start)})(?:{'|'.join(patterns)})" for start, patterns in by_start.items()
    )
    return "|".join(groups)


def _pattern(text: str) -> str:
    """The text wherever it may be broken: between words, and inside long words."""
    words = [
        r"\s*".join(map(re.escape, word)) if len(word) > _LONG_WORD else re.escape(word)
        for word in text.split()
    ]
    return _GAP.join(words)


def _texts(measurement: Measurement) -> Iterator[str]:
    for field in fields(measurement):
        if field.name not in ("results", "rows", "placements", "warnings", "errors"):
            yield from _inside(getattr(measurement, field.name))
    for edition in measurement.editions:
        yield from _of_edition(edition)
        ladder = measurement.ladders.get(edition.standard)
        for rung in ladder.rungs if ladder else ():
            yield from (f"{edition.grade_word} {rung}", f"{edition.grade_phrase} {rung}")
    for result in measurement.results:
        yield result.cell
        yield result.period[:4]
        block, _, rung = result.cell.rpartition(": ")
        yield f"{block}: band {rung}"
    yield from (snapshot[:4] for snapshot in measurement.snapshots)
    yield from (f"{word} {measurement.inputs.version}" for word in ("version", "Evenhand"))


def _of_edition(edition: Edition) -> Iterator[str]:
    yield f"edition {edition.edition}"
    yield f"{edition.standard} {edition.edition}"
    yield f"within {edition.points_band:g} points"
    yield f"more than {edition.points_band:g} points"
    for indicator in edition.indicators:
        yield f"{indicator.id} {indicator.title}"
        yield f"{edition.standard} {indicator.id}"


def _inside(value: object) -> Iterator[str]:
    """Every text in a definition, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, date):
        yield str(value.year)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _inside(key)
            yield from _inside(each)
    elif isinstance(value, (tuple, list, frozenset, set)):
        for each in value:
            yield from _inside(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _inside(getattr(value, field.name))
