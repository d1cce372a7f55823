"""Which table an unknown sheet is, and which of its columns is which."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from evenhand.data.mapping.content import fits, misfit
from evenhand.data.mapping.profile import Profile
from evenhand.data.mapping.words import HeaderWords, System, key_of, systems
from evenhand.data.readers.column_list import COLUMNS_OF, QUESTIONS
from evenhand.data.readers.columns import Column, Need, Reads
from evenhand.data.readers.may_be_shown import may_be_personal

# Of 100. From here on a name is near enough to be offered.
_NEAR = 88
# The share of rows that have to be what the name promises.
_ENOUGH = 0.5
_YEAR_AT_END = re.compile(r"(.*?\D)[\s_-]*\(?((?:19|20)\d\d)(?:\s*[-/]\s*\d\d(?:\d\d)?)?\)?")
_MOST_WORDS = 40
_NOT_BY_HEADER = ("year",)
# Who is employed elsewhere is not counted: a name that is only nearly one of these may not say so.
_BY_FULL_NAME_ONLY = ("employer", "host")


@dataclass(frozen=True)
class Candidate:
    """
    A column that may be `name`; `sure` where the name is known and what it holds agrees.

    `why` says why it is not, and `fix` what to do where it is left out for it.
    """

    name: str
    profile: Profile
    sure: bool
    why: str = ""
    fix: str = ""
    order: tuple[int, int] = (0, 0)


def system_of(headers: Sequence[str]) -> System | None:
    """The known format that a table is in."""
    keys = {key_of(header) for header in headers}
    known = (each for each in systems() if {key_of(h) for h in each.known_by} <= keys)
    return next(known, None)


def one_kind_of(name: str, words: HeaderWords) -> str:
    """The kind of all events of a table, where the name of its file or sheet says so."""
    key = key_of(name)
    found = (kind for kind, said in words.one_kind.items() if any(each in key for each in said))
    return next(found, "")


def table_of(name: str, columns: Sequence[Profile], words: HeaderWords) -> tuple[str, ...]:
    """The tables that a sheet may be, the likeliest first."""
    if found := system_of([each.header for each in columns]):
        return (found.table,)
    marks = {table: _mark(table, name, columns, words) for table in words.tables}
    likely = sorted((t for t in marks if marks[t]), key=lambda t: -marks[t])
    return tuple(likely)


def _mark(table: str, name: str, columns: Sequence[Profile], words: HeaderWords) -> int:
    wanted = COLUMNS_OF[table]
    found = {
        each
        for each in wanted
        for column in columns
        if _rank(table, each, column, words) is not None
    }
    if table == "events" and one_kind_of(name, words):
        found.add("kind")
    must = {each for each, column in wanted.items() if column.need is Need.ALWAYS}
    if table == "staff":
        must -= {"person"}  # a payroll may have none
    if table == "survey" and not (found & set(QUESTIONS) or {"question", "answer"} <= found):
        return 0
    if not must <= found or len(found) < 2:
        return 0
    hint = any(word in key_of(name) for word in words.names.get(table, ()))
    return 2 * len(must) + len(found) + 3 * hint


def candidates(
    table: str, columns: Sequence[Profile], words: HeaderWords, system: System | None
) -> dict[str, list[Candidate]]:
    """For each column of a table, the headers that may be it, the likeliest first."""
    left_out = {key_of(each) for each in system.left_out} if system else set()
    latest = _latest(columns)
    found: dict[str, list[Candidate]] = {}
    for name, column in COLUMNS_OF[table].items():
        if name in _NOT_BY_HEADER:
            continue
        codes = system.values.get(name, {}) if system else {}
        near = [
            made
            for each in columns
            if key_of(each.header) not in left_out
            and (made := _candidate(column, each, words, latest, codes))
        ]
        if near:
            found[name] = sorted(near, key=lambda made: made.order)
    return found


def _candidate(
    column: Column,
    profile: Profile,
    words: HeaderWords,
    latest: Mapping[int, str],
    codes: Mapping[str, str],
) -> Candidate | None:
    rank = _rank(column.table, column.name, profile, words)
    order, why, fix = (0, rank or 0), "", ""
    if rank is None and profile.place in latest:
        rank = words.rank(column.table, column.name, latest[profile.place])
        order, why = (1, rank or 0), "its name has a year: the latest was taken"
    if rank is None:
        likeness = _likeness(column, profile, words)
        if likeness < _NEAR or column.name in _BY_FULL_NAME_ONLY:
            return None
        order, why = (2, 100 - int(likeness)), "the name is only nearly one that is known"
    share = fits(column, profile, codes)
    if share < _ENOUGH and not order[0] and _are_words(column, profile):
        why = "most of its words are not known"
    elif share < _ENOUGH:
        if order[0]:
            return None
        order, (why, fix) = (3, order[1]), misfit(column, profile)
    if not why and profile.header != profile.lower and re.search(r"\(\d\)$", profile.header):
        why = "two columns are called the same"
    return Candidate(column.name, profile, not why, why, fix, order)


def _are_words(column: Column, profile: Profile) -> bool:
    """Whether a column of codes holds a short list of words, of whatever list."""
    coded = column.reads in (Reads.ETHNICITY, Reads.LABEL)
    few = len(profile.values) <= _MOST_WORDS
    return coded and few and profile.share(may_be_personal) < _ENOUGH


def _rank(table: str, name: str, profile: Profile, words: HeaderWords) -> int | None:
    for header in (profile.header, profile.lower):
        if (rank := words.rank(table, name, header)) is not None:
            return rank
    return None


def _likeness(column: Column, profile: Profile, words: HeaderWords) -> float:
    known = words.tables[column.table].get(column.name, ())
    text = re.sub(r"[_\W]+", " ", profile.header).casefold().strip()
    return max(
        (fuzz.token_sort_ratio(text, re.sub(r"[_\W]+", " ", each).casefold()) for each in known),
        default=0.0,
    )


def _latest(columns: Sequence[Profile]) -> dict[int, str]:
    """Of columns that differ only in a year, the latest: its place, and its name without the year."""
    years: dict[str, list[tuple[int, int, str]]] = {}
    for each in columns:
        if cut := _YEAR_AT_END.fullmatch(each.header):
            stem = cut[1].strip(" _-(")
            years.setdefault(key_of(stem), []).append((int(cut[2]), each.place, stem))
    return {place: stem for (_, place, stem) in (max(each) for each in years.values())}


def choose_columns(found: Mapping[str, Sequence[Candidate]]) -> dict[str, Candidate]:
    """One header for each column, no header twice, the surest first."""
    chosen: dict[str, Candidate] = {}
    used: set[int] = set()
    listed = [each for several in found.values() for each in several if each.order[0] < 3]
    for each in sorted(listed, key=lambda made: (made.order, made.profile.place)):
        if each.name not in chosen and each.profile.place not in used:
            chosen[each.name] = each
            used.add(each.profile.place)
    return chosen
