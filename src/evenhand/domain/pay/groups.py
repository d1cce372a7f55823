"""Who is told apart, and who is compared with whom."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evenhand.domain.codes.ethnicity import NOT_KNOWN as ETHNICITY_NOT_KNOWN
from evenhand.domain.codes.ethnicity import NOT_STATED, Ethnicity, Grouping
from evenhand.domain.pay import counts
from evenhand.domain.pay.rules import EACH_OTHER, EVERYONE_ELSE, LARGEST, SEX, WHITE, Comparison

ALL_OTHERS = "all-others"
FEMALE, MALE, OTHER_SEX = "female", "male", "other"
NEITHER = "Recorded as neither female nor male"


@dataclass(frozen=True)
class Split:
    """
    A way of telling people apart, as columns: the groups in printed order, then those outside.

    `outside` are people in no group (ethnicity not stated, sex not known): counted, never compared.
    """

    slug: str
    groups: tuple[str, ...]
    outside: tuple[str, ...]
    labels: Mapping[str, str]
    member: Mapping[str, int]
    white: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Slugs of the groups and of those outside."""
        return (*self.groups, *self.outside)

    def column(self, category: str, sex: str) -> int:
        """The column of a person."""
        return self.member[sex if self.slug == SEX else category]

    def members(self, *columns: str) -> frozenset[str]:
        """The finest kinds of people (ethnic categories, sexes) in these columns."""
        places = {self.columns.index(slug) for slug in columns}
        return frozenset(finest for finest, place in self.member.items() if place in places)

    @property
    def everybody(self) -> frozenset[str]:
        """All of them."""
        return frozenset(self.member)


def split_by_sex() -> Split:
    """Women and men, as the gender rules have it; people of another or unknown sex are outside."""
    columns = (FEMALE, MALE, OTHER_SEX, counts.NOT_KNOWN)
    return Split(
        slug=SEX,
        groups=(FEMALE, MALE),
        outside=(OTHER_SEX, counts.NOT_KNOWN),
        labels={
            FEMALE: "Women",
            MALE: "Men",
            OTHER_SEX: NEITHER,
            counts.NOT_KNOWN: "Sex not known",
        },
        member={slug: place for place, slug in enumerate(columns)},
    )


def split_by_ethnicity(ethnicity: Ethnicity, grouping: Grouping, terms: Mapping[str, str]) -> Split:
    """The groups of a grouping, under the body's own words for them."""
    groups = tuple(group.slug for group in grouping.groups)
    columns = (*groups, NOT_STATED, ETHNICITY_NOT_KNOWN)
    place = {slug: index for index, slug in enumerate(columns)}
    labels = {group.slug: terms.get(group.slug) or group.label for group in grouping.groups}
    unknown = {NOT_STATED: "Ethnicity not stated", ETHNICITY_NOT_KNOWN: "Ethnicity not known"}
    member = {category: place[group] for category, group in grouping.group_of.items()}
    return Split(
        slug=grouping.slug,
        groups=groups,
        outside=(NOT_STATED, ETHNICITY_NOT_KNOWN),
        labels=labels | unknown,
        member=member
        | {slug: place[ETHNICITY_NOT_KNOWN] for slug in ethnicity.not_known_in(grouping)}
        | {NOT_STATED: place[NOT_STATED]},
        white=grouping.white,
    )


def split_finest(split: Split, ethnicity: Ethnicity) -> Split:
    """
    Everybody apart as far as records go, so that any grouping can be made up of its columns.

    White categories come first: whatever the grouping, its groups stand side by side.
    """
    if split.slug == SEX:
        return split
    groups = ethnicity.grouping("binary").group_of
    stated = sorted(groups, key=lambda category: groups[category] != WHITE)
    columns = (*stated, NOT_STATED, ETHNICITY_NOT_KNOWN)
    return Split(
        slug="categories",
        groups=tuple(stated),
        outside=(NOT_STATED, ETHNICITY_NOT_KNOWN),
        labels={slug: slug for slug in columns},
        member={slug: place for place, slug in enumerate(columns)},
    )


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One comparison: the columns of each side, and what the sides are called."""

    group: str
    group_label: str
    members: tuple[int, ...]
    reference: str
    reference_label: str
    reference_members: tuple[int, ...]
    headline: bool


def pairs(split: Split, comparison: Comparison, sizes: Sequence[int]) -> list[Pair]:
    """
    Every pair of a comparison. `sizes` are the people in each column, to find the largest group.

    A grouping without the reference gives no pairs.
    """
    found = []
    for group, members, reference, others in _sides(split, comparison, sizes):
        places = tuple(split.groups.index(slug) for slug in members)
        found.append(
            Pair(
                group=group,
                group_label=_label(split, group),
                members=places,
                reference=reference,
                reference_label=_label(split, reference),
                reference_members=tuple(split.groups.index(slug) for slug in others),
                headline=comparison.headline,
            )
        )
    return found


_Side = tuple[str, tuple[str, ...], str, tuple[str, ...]]


def _sides(split: Split, comparison: Comparison, sizes: Sequence[int]) -> Iterator[_Side]:
    wanted = comparison.reference
    if wanted == EACH_OTHER:
        for reference in split.groups:
            for group in split.groups:
                if group != reference:
                    yield group, (group,), reference, (reference,)
        return
    if wanted == EVERYONE_ELSE:
        for group in split.groups:
            others = tuple(other for other in split.groups if other != group)
            yield group, (group,), EVERYONE_ELSE, others
        return
    reference, others = _reference(split, wanted, sizes)
    rest = tuple(slug for slug in split.groups if slug not in others)
    if others and comparison.combined:
        yield ALL_OTHERS, rest, reference, others
    elif others:
        for group in rest:
            yield group, (group,), reference, others


def _reference(split: Split, wanted: str, sizes: Sequence[int]) -> tuple[str, tuple[str, ...]]:
    if wanted == LARGEST:
        by_size = sorted(range(len(split.groups)), key=lambda place: -sizes[place])
        largest = split.groups[by_size[0]]
        return largest, (largest,)
    if wanted == WHITE:
        return WHITE, split.white
    return wanted, tuple(slug for slug in split.groups if slug == wanted)


def _label(split: Split, slug: str) -> str:
    if slug == ALL_OTHERS:
        return "All other ethnic groups"
    if slug == EVERYONE_ELSE:
        return "everyone else"
    if slug == WHITE:
        return split.labels.get(WHITE, "White")
    return split.labels[slug]
