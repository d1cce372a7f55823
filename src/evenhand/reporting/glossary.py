"""What the names of groups in this report mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from evenhand.domain.results.measurement import Measurement
from evenhand.reporting.arrange import IndicatorResults


@dataclass(frozen=True, kw_only=True)
class GroupingTerms:
    """One grouping: its source, and for each group its label and what is counted in it."""

    title: str
    source: str
    groups: list[tuple[str, list[str]]]


def terms(measurement: Measurement, indicators: Sequence[IndicatorResults]) -> list[GroupingTerms]:
    """The groupings that this report uses, coarsest first."""
    labels = {category.slug: category.label for category in measurement.ethnicity.categories}
    used = {grouping.slug: grouping for of in indicators for grouping in of.groupings}
    return [
        GroupingTerms(
            title=grouping.title,
            source=grouping.source,
            groups=[
                (
                    measurement.terms.get(group.slug, group.label),
                    [labels[category] for category in group.categories],
                )
                for group in grouping.groups
            ],
        )
        for grouping in sorted(used.values(), key=lambda g: (len(g.groups), g.slug))
    ]
