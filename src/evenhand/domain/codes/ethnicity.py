"""What ethnic groups are called, how they are coded, and how fine groups nest in broad ones.

A person has one *category*: the finest thing that any of the lists in use can say. A *grouping*
puts categories into *groups*. Of some people only a broad group is known: they are in it where a
grouping has it, and not known in finer ones. Not stated (asked, and declined) and not known (never asked, or not
recorded) are categories too, and in no grouping are they inside a group.
"""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

NOT_STATED = "not-stated"
NOT_KNOWN = "not-known"
UNKNOWN = (NOT_STATED, NOT_KNOWN)
FAMILIES = ("asian", "black", "mixed", "white", "other")

# Two letters that could be a local code of N (African) but far more often mean "not known",
# "not stated", "not applicable" or an answer. Guessing either way would put people in the wrong
# group, so the pack has to say.
AMBIGUOUS_CODES = frozenset({"NA", "NK", "NS", "NO", "ND", "NR"})

# "Mixed/Other" is two groups, where "Mixed - Other" is the rest of one.
_TWO_GROUPS = re.compile(r"\w+\s*/\s*other|other\s*/\s*\w+", re.IGNORECASE)


@dataclass(frozen=True)
class Category:
    """
    The finest group, with the code that each list gives it and the words people write for it.

    `broad` is the family of those of whom only that is known.
    """

    slug: str
    label: str
    nhs: str = ""
    asc_wds: str = ""
    ons_2021: str = ""
    broad: str = ""
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """One group of a grouping. `broad` names the family whose colour and shape it is drawn in."""

    slug: str
    label: str
    broad: str
    categories: tuple[str, ...]


@dataclass(frozen=True)
class Grouping:
    """A named, versioned way of putting categories into groups, in the order they are printed."""

    slug: str
    title: str
    source: str
    groups: tuple[Group, ...]

    @cached_property
    def group_of(self) -> dict[str, str]:
        """Category slug to group slug; the two kinds of unknown are not in it."""
        return {category: group.slug for group in self.groups for category in group.categories}

    def group(self, slug: str) -> Group:
        """The group with this slug; KeyError where the grouping has none."""
        for group in self.groups:
            if group.slug == slug:
                return group
        raise KeyError(slug)

    @property
    def white(self) -> tuple[str, ...]:
        """Slugs of the groups that together are White: the usual comparator."""
        return tuple(group.slug for group in self.groups if group.broad == "white")


@dataclass(frozen=True)
class Ethnicity:
    """Every category and grouping, read from `definitions/ethnicity`."""

    categories: tuple[Category, ...]
    groupings: tuple[Grouping, ...]
    local_codes: Mapping[str, str] = field(default_factory=dict)
    # Words that local codes stand for: how "PC Black Nigerian" is known to be a code and its label.
    local_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def _by_label(self) -> dict[str, str]:
        known: dict[str, str] = {}
        for category in self.categories:
            for words in (category.slug, category.label, *category.spellings):
                known[plain(words)] = category.slug
        return known

    @cached_property
    def _by_code(self) -> dict[str, str]:
        known: dict[str, str] = {}
        for category in self.categories:
            for code in (category.nhs, category.asc_wds):
                if code:
                    known[code.upper()] = category.slug
        return known | dict(self.local_codes)

    def families(self, category: str) -> frozenset[str]:
        """The broad groups that a category is in, in any grouping: Chinese is in two of them.

        >>> Ethnicity((), (Grouping("g", "", "", (Group("roma", "", "white", ("roma",)),)),)).families(
        ...     "roma"
        ... )
        frozenset({'white'})
        """
        return frozenset(
            group.broad
            for grouping in self.groupings
            for group in grouping.groups
            if category in group.categories and group.broad in FAMILIES
        )

    @cached_property
    def broad_only(self) -> dict[str, str]:
        """The categories that say a broad group and nothing finer: slug to family."""
        return {each.slug: each.broad for each in self.categories if each.broad}

    @cached_property
    def finest(self) -> tuple[str, ...]:
        """The other categories, the two kinds of unknown with them."""
        return tuple(each.slug for each in self.categories if not each.broad)

    def not_known_in(self, grouping: Grouping) -> frozenset[str]:
        """The categories of those who are not known in a grouping: it is finer than what is known."""
        finer = (slug for slug in self.broad_only if slug not in grouping.group_of)
        return frozenset((NOT_KNOWN, *finer))

    def recording(self, found: Container[str]) -> "Ethnicity":
        """The same without those categories of a broad group alone that nobody has."""
        gone = frozenset(slug for slug in self.broad_only if slug not in found)

        def without(group: Group) -> Group:
            return replace(group, categories=tuple(c for c in group.categories if c not in gone))

        return replace(
            self,
            categories=tuple(each for each in self.categories if each.slug not in gone),
            groupings=tuple(
                replace(each, groups=tuple(map(without, each.groups))) for each in self.groupings
            ),
        )

    def grouping(self, slug: str) -> Grouping:
        """The grouping with this slug; KeyError where there is none."""
        for grouping in self.groupings:
            if grouping.slug == slug:
                return grouping
        raise KeyError(slug)

    def find_category(self, text: str | None) -> str | None:
        """The category that a code or label means, `not-known` for a blank, None if unrecognised.

        NHS codes may carry a second, local character ("PC", Nigerian), which the data dictionary
        says must group to its first. Digits are the adult social care codes (31 to 47, 98, 99).
        """
        if text is None or not text.strip():
            return NOT_KNOWN
        code = text.strip().upper()
        if code in self._by_code:
            return self._by_code[code]
        if _TWO_GROUPS.fullmatch(text.strip()):
            return None
        if found := self._by_label.get(plain(text)):
            return found
        # "A - White British" and "A: White British": many systems print code and label together.
        if match := re.match(r"^([A-Z0-9]{1,2})\s*[-:.)]\s+(\S.*)$", code):
            if match[1] in self.local_names:
                return self._agreed(match[1], match[2])
            by_code = self._by_code.get(match[1])
            by_label = self._by_label.get(plain(match[2]))
            if by_code and (by_label in (None, by_code) or self._is_of(by_code, by_label)):
                return by_code
            return by_label if by_code is None else None
        if match := re.match(r"^([A-Z0-9]{1,2})\s+(\S.*)$", code):
            return self._agreed(match[1], match[2])
        if re.fullmatch(r"[A-HJ-NPRS][A-Z0-9]", code) and code not in AMBIGUOUS_CODES:
            return self._by_code.get(code[0])
        return None

    def _is_of(self, category: str, broad: str) -> bool:
        """Whether a category is in the broad group that a label says: "N - Black"."""
        return self.broad_only.get(broad) in self.families(category)

    def _agreed(self, code: str, label: str) -> str | None:
        """
        What "A White - British" means. The first word may be no code ("N Ireland"), so both have to
        be known and to agree; two ways of not knowing do.
        """
        if names := self.local_names.get(code):
            # The second letter is local, and the group is that of the first, whatever the words.
            words = set(plain(label).split())
            known = any(set(plain(name).split()) <= words for name in names)
            category = self._by_code.get(code) or self._by_code[code[0]]
            other = self._by_label.get(plain(label), category)
            related = self.families(category) & self.families(other)
            return category if known and related else None
        by_code, by_label = self._by_code.get(code), self._by_label.get(plain(label))
        if by_code in UNKNOWN and by_label in UNKNOWN:
            return by_code
        return by_code if by_code == by_label else None


def plain(text: str) -> str:
    """Words only, lower case: how two spellings of one label are told to be the same.

    >>> plain("Asian/Asian British - Any other  Asian background")
    'asian asian british any other asian background'
    """
    words = re.sub(r"&", " and ", text.lower())
    return " ".join(re.findall(r"[a-z0-9]+", words))
