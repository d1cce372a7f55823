"""From raw to clean: counts that somebody else has made."""

from evenhand.data.readers.part import Cleaned, Part
from evenhand.data.readers.readings import Read, Reading, as_text
from evenhand.data.readers.repeats import leave_out_repeats, set_aside_second_figures
from evenhand.data.readers.setting import Setting
from evenhand.data.readers.whose import whose
from evenhand.domain.codes.ethnicity import UNKNOWN, Grouping, plain

# A line of all lines together is no line of its own.
_TOTALS = ("total", "totals", "grand total", "all grades", "all bands", "all staff")
_KEY = ("body", "snapshot", "standard", "indicator", "cell", "grouping", "group")


def clean_counts(part: Part) -> Cleaned:
    """One row a figure: a numerator and a denominator, or a weighted share with its base."""
    setting = part.setting
    of_group, of_standard = part.translation("group"), part.translation("standard")
    part.read(
        Reading(
            ("standard", "indicator"),
            ("VARCHAR", "VARCHAR"),
            lambda standard, indicator: _indicator(of_standard(standard), indicator, setting),
        )
    )
    part.read(
        Reading(
            ("grouping", "group"),
            ("VARCHAR", "VARCHAR"),
            lambda grouping, group: _group(grouping, of_group(group), setting),
        )
    )
    fields = whose(part) | part.fields()
    fields |= {"standard": part.value("indicator"), "indicator": part.value("indicator", 1)}
    fields |= {"grouping": part.value("group"), "group": part.value("group", 1)}
    fields["cell"] = f"coalesce({part.value('cell')}::VARCHAR, '')"
    _add_rules(part)
    cleaned = leave_out_repeats(part, part.finish(fields))
    return set_aside_second_figures(part, cleaned, _KEY, "numerator")


def _add_rules(part: Part) -> None:
    totals = ", ".join(f"'{word}'" for word in _TOTALS)
    part.reject("total-row", "cell", f"lower(trim({part.value('cell')}::VARCHAR)) IN ({totals})")
    part.require("indicator", number=1)
    part.require("group", number=1)
    numerator, denominator = part.value("numerator"), part.value("denominator")
    share = part.value("share")
    for column in ("numerator", "denominator", "share", "base"):
        # A blank is mended by the rule below, which asks for one pair or the other.
        part.require(column, default="0")
    part.reject(
        "missing-value", "numerator", f"{share} IS NULL AND ({numerator} + {denominator}) IS NULL"
    )
    for column in ("numerator", "denominator", "base"):
        part.reject("negative-number", column, f"{part.value(column)} < 0")
    part.reject("numerator-above-denominator", "numerator", f"{numerator} > {denominator}")
    part.reject("share-out-of-range", "share", f"{share} NOT BETWEEN 0 AND 1")


def _indicator(standard: object, indicator: object, setting: Setting) -> Read:
    """The standard, null where it is not said and there are several, and the indicator's id."""
    wanted, id_ = as_text(standard).casefold(), as_text(indicator).casefold()
    if not id_:
        return (None, None), ""
    named = [slug for slug in setting.indicators if wanted in ("", slug)]
    having = {
        slug: each for slug in named for each in setting.indicators[slug] if each.casefold() == id_
    }
    if not having:
        return (None, None), "unknown-indicator"
    slug = next(iter(having))
    return (slug if len(having) == 1 else None, having[slug]), ""


def _group(grouping: object, group: object, setting: Setting) -> Read:
    slugs = {each.slug: each for each in setting.ethnicity.groupings}
    slug, text = as_text(grouping).casefold(), as_text(group)
    if slug not in slugs:
        return (None, None), "unknown-grouping" if slug else ""
    if not text:
        return (slug, None), ""
    found = _find_group(slugs[slug], text, setting)
    return (slug, found), "" if found else "unknown-group"


def _find_group(grouping: Grouping, text: str, setting: Setting) -> str | None:
    for group in grouping.groups:
        if plain(text) in (plain(group.slug), plain(group.label)):
            return group.slug
    category = setting.ethnicity.find_category(text)
    if category in UNKNOWN:
        return category
    # A category names a group only where it is all of it: White British is not White.
    alone = (group.slug for group in grouping.groups if group.categories == (category,))
    return next(alone, None)
