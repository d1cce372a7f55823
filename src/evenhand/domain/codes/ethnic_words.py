"""What an ethnic label of an unknown list means: a category, a broad group, several groups, nothing.

Where a label says less than a fine category does, none is made of it: "Black" is a broad group, and
whoever is called so stays in no finer one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from rapidfuzz import fuzz, process

from evenhand.domain.codes.ethnicity import UNKNOWN, Ethnicity, plain

# A guess is offered from here on (of 100); it is never taken without being asked.
_NEAR = 88
_REST = {
    "asian": "other-asian",
    "black": "other-black",
    "mixed": "other-mixed",
    "white": "other-white",
    "other": "any-other",
}


class Grain(StrEnum):
    """How much a label says."""

    CATEGORY = "category"
    BROAD = "broad"
    SEVERAL = "several"


@dataclass(frozen=True)
class Meaning:
    """
    What a label means: `slug` of a category, a broad group, or a kind of several.

    `category` is the one that people of a category or a broad group alone are counted in.
    """

    grain: Grain
    slug: str
    category: str = field(default="", compare=False)


@dataclass(frozen=True)
class EthnicWords:
    """How labels are read that are no spelling of a category, from `definitions/mapping`."""

    ethnicity: Ethnicity
    before: tuple[str, ...]
    after: tuple[str, ...]
    shortened: Mapping[str, str]
    several: Mapping[str, tuple[str, ...]]
    rest: tuple[str, ...]

    def meaning(self, text: str) -> Meaning | None:
        """What the text means, or None where it cannot be told."""
        if found := self._known(text):
            return found
        bare = self._bare(text)
        return self._known(bare) or self._in_two(bare)

    def nearest(self, text: str) -> str:
        """The category whose words are nearest to the text, for a person to confirm; "" if none."""
        found = process.extractOne(
            plain(self._bare(text)), self._spellings, scorer=fuzz.token_sort_ratio,
            score_cutoff=_NEAR,
        )  # fmt: skip
        return self._slugs[found[2]] if found else ""

    def _known(self, text: str) -> Meaning | None:
        words = plain(text)
        # First as a pack is read, so that what is proposed is what is counted.
        category = self.ethnicity.find_category(text) if words else None
        if category is None:
            return self._by_words.get(words)
        if family := self.ethnicity.broad_only.get(category):
            return Meaning(Grain.BROAD, family, category)
        return _category(category)

    def _in_two(self, text: str) -> Meaning | None:
        """What "Asian/Asian British: Indian" means: the second part has to be of the first."""
        cut = re.match(r"^(.*\S)\s*(?::|[-–]\s|\s[-–])\s*(\S[^:]*)$", text)
        if not cut:
            return None
        head, tail = self._known(cut[1]), self._known(cut[2])
        if not head or head.grain is Grain.SEVERAL:
            return None
        family = {head.slug} if head.grain is Grain.BROAD else self.ethnicity.families(head.slug)
        if plain(cut[2]) in self.rest:
            return _category(_REST[head.slug]) if head.grain is Grain.BROAD else None
        if not tail or tail.grain is not Grain.CATEGORY:
            return None
        if head.grain is Grain.CATEGORY and head != tail:
            return None
        return tail if self.ethnicity.families(tail.slug) & family else None

    def _bare(self, text: str) -> str:
        bare = re.sub(r"\+", " and ", text.strip())
        for pattern in self.after:
            bare = re.sub(rf"\s*{pattern}\s*$", "", bare, flags=re.IGNORECASE)
        for words in self.before:
            bare = re.sub(rf"^{words}[\s:_-]+(?=\w)", "", bare, flags=re.IGNORECASE)
        bare = bare.replace("_", " ")
        return re.sub(r"[A-Za-z]+", lambda m: self.shortened.get(m[0].lower(), m[0]), bare)

    @cached_property
    def _by_words(self) -> dict[str, Meaning]:
        return {
            words: Meaning(Grain.SEVERAL, slug)
            for slug, spellings in self.several.items()
            for words in spellings
        }

    @cached_property
    def _pairs(self) -> list[tuple[str, str]]:
        return [
            (plain(words), category.slug)
            for category in self.ethnicity.categories
            if category.slug not in UNKNOWN
            for words in (category.label, *category.spellings)
        ]

    @cached_property
    def _spellings(self) -> list[str]:
        return [words for words, _ in self._pairs]

    @cached_property
    def _slugs(self) -> list[str]:
        return [slug for _, slug in self._pairs]


def _category(slug: str) -> Meaning:
    return Meaning(Grain.CATEGORY, slug, slug)
