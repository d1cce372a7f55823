"""What a pay audit is asked for: by which rules, of which groups, for whom."""

from dataclasses import dataclass, replace

from evenhand.data.definitions.load import ethnicity
from evenhand.data.definitions.pay_rules import pay_rules
from evenhand.data.definitions.presets import preset
from evenhand.domain.disclosure.preset import Preset, rounded
from evenhand.domain.pay.rules import (
    EACH_OTHER,
    ETHNICITY,
    EVERYONE_ELSE,
    LARGEST,
    SEX,
    WHITE,
    Comparison,
    PayRules,
)
from evenhand.pipeline.presets import AUDIENCES, USUAL_PRESET
from evenhand.pipeline.wrong_use import WrongUse

LATEST_RULES = "2026-response"
_ANY_GROUPING = (LARGEST, EACH_OTHER, EVERYONE_ELSE)


@dataclass(frozen=True, kw_only=True)
class PayWanted:
    """
    By which rules, and what else: nothing named means what the rules ask for.

    `audience` chooses the minimum group size (internal, board, public); `fewest` overrides it
    upwards, or inside the body down to what the rules allow. `explain` asks for the adjusted gap.
    """

    rules: str = LATEST_RULES
    groupings: tuple[str, ...] = ()
    comparator: str = ""
    audience: str = "internal"
    fewest: int | None = None
    explain: bool = False

    @property
    def outside(self) -> bool:
        """Whether it is for readers who may not see the records."""
        return self.audience != "internal"


def preset_of(rules: PayRules, fewest: int, audience: str) -> Preset:
    """
    The disclosure control of a set of rules; with more people where more were asked for.

    That nobody of an ethnic group is there is hidden where the same readers' race equality report
    hides it: the two would give each other away. So would a number that is known more nearly than
    by rounding: what is shown is so much above the minimum that all that it could be is.
    """
    own = preset(f"pay-{rules.fewest}")
    if rules.characteristic == ETHNICITY:
        own = replace(own, hides_zero=preset(USUAL_PRESET[audience]).hides_zero)
    lowest = max(fewest, own.threshold)
    while rounded(lowest - 1, own.rounding_base) == rounded(lowest, own.rounding_base):
        lowest += 1
    return replace(own, threshold=lowest, fewest={"people": lowest})


def rules_called(name: str) -> PayRules:
    """The rules with this name; WrongUse where there are none."""
    try:
        return pay_rules(name)
    except KeyError as unknown:
        raise WrongUse(str(unknown.args[0])) from unknown


def fewest_of(rules: PayRules, wanted: PayWanted) -> int:
    """The fewest people of whom a figure is shown."""
    if wanted.audience not in AUDIENCES:
        raise WrongUse(f"There is no audience {wanted.audience}. There are {', '.join(AUDIENCES)}.")
    lowest = rules.fewest if wanted.outside else rules.fewest_allowed
    if wanted.fewest is None:
        return rules.fewest if wanted.outside else rules.fewest_internal
    if wanted.fewest < lowest:
        raise WrongUse(
            f"The rules {rules.rules} show no group of fewer than {lowest} people to "
            f"{wanted.audience} readers. Ask for {lowest} or more."
        )
    return wanted.fewest


def comparisons_of(rules: PayRules, wanted: PayWanted) -> tuple[Comparison, ...]:
    """The rules' own, or one for each grouping with the reference asked for."""
    if not wanted.groupings and not wanted.comparator:
        return rules.comparisons
    known = (SEX,) if rules.characteristic == SEX else _groupings()
    if unknown := [slug for slug in wanted.groupings if slug not in known]:
        raise WrongUse(
            f"The rules {rules.rules} know no grouping {', '.join(unknown)}. "
            f"There are {', '.join(known)}."
        )
    own = {each.grouping: each.reference for each in reversed(rules.comparisons)}
    slugs = wanted.groupings or tuple(dict.fromkeys(each.grouping for each in rules.comparisons))
    _check_comparator(wanted.comparator, slugs)
    fallback = "male" if rules.characteristic == SEX else WHITE
    return tuple(
        Comparison(
            grouping=slug,
            reference=wanted.comparator or own.get(slug, fallback),
            headline=place == 0,
        )
        for place, slug in enumerate(slugs)
    )


def _check_comparator(comparator: str, slugs: tuple[str, ...]) -> None:
    groups = {
        group.slug for slug in slugs if slug != SEX for group in ethnicity().grouping(slug).groups
    } | ({"female", "male"} if SEX in slugs else {WHITE})
    if comparator and comparator not in (*_ANY_GROUPING, *groups):
        raise WrongUse(
            f"There is no group {comparator} to compare with in these groupings. "
            f"There are {', '.join((*_ANY_GROUPING, *sorted(groups)))}."
        )


def _groupings() -> tuple[str, ...]:
    return tuple(grouping.slug for grouping in ethnicity().groupings)
