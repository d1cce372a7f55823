"""The groups that figures are broken down by, with those not told, not known and not asked last."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from evenhand.domain.amhp.sight.cases import Case
from evenhand.domain.codes.ethnicity import NOT_KNOWN, NOT_STATED, Ethnicity

NOT_ASKED = "not-asked"
BROAD, FINE, BINARY = "broad-5-2021", "nhs-16", "binary"
ETHNICITY = "ethnicity"


@dataclass(frozen=True, slots=True)
class Group:
    """One group, its words, and the family whose colour and shape it is drawn in."""

    slug: str
    label: str
    broad: str = ""


UNKNOWN = (
    Group(NOT_STATED, "Not stated", "unknown"),
    Group(NOT_KNOWN, "Not known", "unknown"),
    Group(NOT_ASKED, "Not asked", "unknown"),
)
_UNKNOWN = frozenset(group.slug for group in UNKNOWN)


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """
    One way of breaking figures down: each case is in exactly one group.

    `groups` are in the order of print, the unknown ones last; every other is compared with
    `reference`. `of` gives a case's group; `people` is how the groups are spoken of.
    """

    name: str
    title: str
    groups: tuple[Group, ...]
    reference: str
    of: Callable[[Case], str]

    def group(self, slug: str) -> Group:
        """The group with this slug."""
        return next(each for each in self.groups if each.slug == slug)

    @property
    def known(self) -> tuple[Group, ...]:
        """Groups in which people are known to be."""
        return tuple(each for each in self.groups if each.slug not in _UNKNOWN)


def is_unknown(slug: str) -> bool:
    """Whether these are people of whom it is not told, not known or was not asked."""
    return slug in _UNKNOWN


def ethnic(ethnicity: Ethnicity, grouping: str) -> Dimension:
    """By ethnic group, in a named grouping."""
    chosen = ethnicity.grouping(grouping)
    white = "white-british" if grouping == FINE else "white"

    @cache
    def group_of(code: str) -> str:
        if not code:
            return NOT_ASKED
        category = ethnicity.find_category(code) or NOT_KNOWN
        return category if category == NOT_STATED else chosen.group_of.get(category, NOT_KNOWN)

    return Dimension(
        name=ETHNICITY if grouping == BROAD else f"{ETHNICITY}-{grouping}",
        title=f"Ethnic group ({chosen.title})",
        groups=(*(Group(g.slug, g.label, g.broad) for g in chosen.groups), *UNKNOWN),
        reference=white,
        of=lambda case: group_of(case.ethnicity),
    )


def _from_codes(
    name: str,
    title: str,
    groups: tuple[tuple[str, str], ...],
    meaning: dict[str, str],
    read: Callable[[Case], str],
) -> Dimension:
    """The first group is what the others are compared with; codes without a meaning are not known."""
    told = meaning | {"": NOT_ASKED, "PREFER_NOT": NOT_STATED}
    return Dimension(
        name=name,
        title=title,
        groups=(*(Group(slug, label, "own") for slug, label in groups), *UNKNOWN),
        reference=groups[0][0],
        of=lambda case: told.get(read(case), NOT_KNOWN),
    )


def _disability(case: Case) -> str:
    """One answer out of several codes: any disability at all, none, or why it is not known."""
    codes = set(case.disability)
    for answer in ("NONE", "PREFER_NOT", "NOT_KNOWN", "?"):
        if answer in codes and len(codes) == 1:
            return answer
    codes -= {"NONE", "PREFER_NOT", "NOT_KNOWN", "?"}
    return "SOME" if codes else "NOT_KNOWN" if case.disability else ""


GENDER = _from_codes(
    "gender",
    "Gender",
    (
        ("male", "Men and boys"),
        ("female", "Women and girls"),
        ("another", "People of another gender"),
    ),
    {"MALE": "male", "FEMALE": "female", "NON_BINARY": "another", "OTHER": "another"},
    lambda case: case.gender,
)
DISABILITY = _from_codes(
    "disability",
    "Disability",
    (("none", "People without a disability"), ("disabled", "Disabled people")),
    {"NONE": "none", "SOME": "disabled"},
    _disability,
)
DEAF = _from_codes(
    "deaf",
    "Deafness",
    (("no", "People neither Deaf nor hard of hearing"), ("deaf", "Deaf and Deafblind people"),
     ("hard-of-hearing", "People hard of hearing")),
    {"NO": "no", "DEAF": "deaf", "DEAFBLIND": "deaf", "HARD_OF_HEARING": "hard-of-hearing"},
    lambda case: case.deaf,
)  # fmt: skip
ORIENTATION = _from_codes(
    "sexual-orientation",
    "Sexual orientation",
    (("heterosexual", "Heterosexual people"), ("lgb", "Lesbian, gay, bisexual and other people")),
    {"HETEROSEXUAL": "heterosexual", "GAY": "lgb", "BISEXUAL": "lgb", "OTHER": "lgb"},
    lambda case: case.sexual_orientation,
)


def dimensions(ethnicity: Ethnicity) -> tuple[Dimension, ...]:
    """Every way that is shown to everybody."""
    return (
        ethnic(ethnicity, BROAD),
        ethnic(ethnicity, BINARY),
        GENDER,
        DISABILITY,
        DEAF,
        ORIENTATION,
    )
