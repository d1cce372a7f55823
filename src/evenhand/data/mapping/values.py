"""What the values of a mapped column mean, and which of them nobody can say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from evenhand.data.definitions.load import ethnic_words, ethnicity, labels
from evenhand.data.mapping.content import understood
from evenhand.data.mapping.profile import MOST_CODES, SHOWN_FROM, Profile
from evenhand.data.readers.columns import Column, Reads
from evenhand.data.readers.item import shortened
from evenhand.data.readers.may_be_shown import may_be_personal
from evenhand.domain.codes.ethnic_words import Grain
from evenhand.domain.codes.ethnicity import plain
from evenhand.domain.codes.labels import BLANK

_CODED = (Reads.ETHNICITY, Reads.LABEL, Reads.YES_NO)
_KEPT = ("profession",)
_NEAR = 84
_MOSTLY = 0.5
_MANY = 10


@dataclass(frozen=True)
class Label:
    """
    One value that the readers do not know. `code` is what it surely means, `near` a guess that has
    to be confirmed, `why` why not more is known. `shown` is "" where the value may be somebody's.
    """

    text: str
    rows: int
    shown: str
    code: str = ""
    near: str = ""
    why: str = ""
    is_broad: bool = False


def unknown_labels(
    column: Column,
    profile: Profile,
    codes: Mapping[str, str],
    personal: Iterable[Profile],
    *,
    of_before: bool = False,
) -> list[Label]:
    """
    The values of a column of codes that need a translation, or have none.

    In a column that held these codes a year before (`of_before`), what many rows have is a label,
    whatever it looks like.
    """
    if column.reads not in _CODED or column.labels in _KEPT or len(profile.values) > MOST_CODES:
        return []
    # In a column of which little is known, a value may be a name: only words of our own are shown.
    trusted = profile.share(lambda value: value in codes or understood(column, value)) >= _MOSTLY
    found = []
    for value, rows in sorted(profile.values.items(), key=lambda pair: (-pair[1], pair[0])):
        if value in codes or _read_as_it_is(column, value):
            continue
        safe = rows >= SHOWN_FROM and not may_be_personal(value)
        safe = safe and not any(value in each.values for each in personal)
        safe = safe and (trusted or set(plain(value).split()) <= _vocabulary(column))
        is_label = of_before and rows >= _MANY
        shown = shortened(value) if safe or is_label else ""
        found.append(_label(column, value, rows, shown))
    return found


def names_of(column: Column) -> tuple[str, ...]:
    """What a label may be said to mean."""
    if column.reads is Reads.ETHNICITY:
        return tuple(category.slug for category in ethnicity().categories)
    return labels().codes(column.labels or "yes_no")


def _vocabulary(column: Column) -> set[str]:
    """Every word in the spellings of what a column may hold."""
    if column.reads is Reads.ETHNICITY:
        known = ethnicity()
        texts = [text for each in known.categories for text in (each.label, *each.spellings)]
        texts += [name for names in known.local_names.values() for name in names]
    else:
        codes = labels().columns[column.labels or "yes_no"]
        texts = [text for code, spellings in codes.items() for text in (code, *spellings)]
    return {word for text in texts for word in plain(text).split()}


def _read_as_it_is(column: Column, value: str) -> bool:
    if column.reads is Reads.ETHNICITY:
        return ethnicity().find_category(value) in ethnicity().finest
    return understood(column, value)


def _label(column: Column, value: str, rows: int, shown: str) -> Label:
    if column.reads is Reads.ETHNICITY:
        words = ethnic_words()
        meaning = words.meaning(value)
        if meaning and meaning.grain is Grain.CATEGORY:
            return Label(value, rows, shown, code=meaning.slug)
        if meaning and meaning.grain is Grain.BROAD:
            why = f"a broad group ({meaning.slug}), in which finer ones cannot be told apart"
            return Label(value, rows, shown, code=meaning.category, why=why, is_broad=True)
        if meaning:
            return Label(value, rows, shown, why="no one group")
        return Label(value, rows, shown, near=words.nearest(value), why="not in any list")
    return Label(value, rows, shown, near=_near_code(column, value), why="not in the list")


def _near_code(column: Column, value: str) -> str:
    name = column.labels or "yes_no"
    known: dict[str, str] = {}
    for code, spellings in labels().columns[name].items():
        known |= dict.fromkeys((code, *spellings), "" if code == BLANK else code)
    words: Sequence[str] = list(known)
    best = process.extractOne(
        value.casefold(), words, scorer=fuzz.token_sort_ratio, score_cutoff=_NEAR
    )
    return known[best[0]] if best else ""
