"""Counts in a national template: one row a grade, one column a group."""

from collections.abc import Sequence

from evenhand.data.definitions.load import ethnic_words, ethnicity
from evenhand.data.mapping.content import on_afc
from evenhand.data.mapping.profile import Profile
from evenhand.data.readers.numbers import read_whole
from evenhand.domain.codes.ethnic_words import Grain
from evenhand.domain.codes.ethnicity import UNKNOWN, Grouping, plain

_UNKNOWN = ("ethnicity unknown", "unknown null", "ethnicity unknown null", "not stated or known")
_FEWEST = 2
_TOTALS = ("total", "all", "grand total", "overall")


def groups_across(columns: Sequence[Profile]) -> tuple[str, dict[str, str]]:
    """The grouping whose groups columns of counts are called after, and which is which; or nothing."""
    figures = [
        each
        for each in columns
        if each.filled and each.share(lambda value: read_whole(value)[0] is not None) == 1.0
    ]
    called = [each for each in figures if plain(each.lower) not in _TOTALS]
    groupings = sorted(ethnicity().groupings, key=lambda each: each.slug != "binary")
    for grouping in groupings:
        found = {each.header: _group(each.lower, grouping) for each in called}
        known = {header: group for header, group in found.items() if group}
        stated = set(known.values()) - set(UNKNOWN)
        twice = len(set(known.values())) < len(known)
        if len(stated) == len(grouping.groups) >= _FEWEST and not twice:
            return grouping.slug, known
    return "", {}


def grades_beside(columns: Sequence[Profile]) -> Profile | None:
    """The column that says the grade of each row."""
    likely = (each for each in columns if each.share(on_afc) >= 0.5)
    return next(likely, None)


def _group(header: str, grouping: Grouping) -> str:
    words = plain(header)
    if words in _UNKNOWN:
        return "not-known"
    for group in grouping.groups:
        if words in (plain(group.slug), plain(group.label)):
            return group.slug
    meaning = ethnic_words().meaning(header)
    if meaning is None:
        return ""
    if meaning.grain is Grain.CATEGORY:
        if meaning.slug in UNKNOWN:
            return meaning.slug
        alone = (g.slug for g in grouping.groups if g.categories == (meaning.slug,))
        return next(alone, "")
    if meaning.grain is Grain.SEVERAL:
        return "bme" if meaning.slug == "minority" and grouping.slug == "binary" else ""
    return next((g.slug for g in grouping.groups if g.slug == meaning.slug), "")
