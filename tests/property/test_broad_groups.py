"""People of whom only a broad group is recorded: in broad groupings, and never in a finer group."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from evenhand.data.definitions.load import ethnicity
from evenhand.domain.measures.count import Count
from evenhand.domain.measures.tally import FineCounts, columns

KNOWN = ethnicity()
CATEGORIES = tuple(category.slug for category in KNOWN.categories)
FINE, BROAD = (
    ("nhs-16", "census-2011-18", "census-2021-19"),
    ("broad-5-2001", "broad-5-2021", "binary"),
)

people = st.dictionaries(st.sampled_from(CATEGORIES), st.integers(1, 500), min_size=1)


def _by_group(counted: dict[str, int], slug: str) -> dict[str, int]:
    counts = [Count("X01", "2025-03-31", "workforce", "", c, n) for c, n in counted.items()]
    grouping = KNOWN.grouping(slug)
    ((row),) = FineCounts(counts).by(grouping).n.tolist()
    return dict(zip(columns(grouping), map(int, row), strict=True))


@given(counted=people, fine=st.sampled_from(FINE), broad=st.sampled_from(BROAD))
def test_a_broad_group_is_its_finer_ones_and_those_known_only_so(
    counted: dict[str, int], fine: str, broad: str
) -> None:
    """Regrouped, nobody is lost, counted twice, or guessed into a finer group."""
    finely, broadly = _by_group(counted, fine), _by_group(counted, broad)
    assert sum(finely.values()) == sum(broadly.values()) == sum(counted.values())
    fine_of, broad_of = KNOWN.grouping(fine), KNOWN.grouping(broad)
    want: Counter[str] = Counter()
    for group in fine_of.groups:
        # Every category of a finer group is in one broad group.
        (above,) = {broad_of.group_of[category] for category in group.categories}
        want[above] += finely[group.slug]
    for category in KNOWN.broad_only:
        if category in broad_of.group_of:
            want[broad_of.group_of[category]] += counted.get(category, 0)
    assert {group.slug: broadly[group.slug] for group in broad_of.groups} == {
        group.slug: want[group.slug] for group in broad_of.groups
    }
    only = sum(counted.get(category, 0) for category in KNOWN.broad_only)
    assert finely["not-known"] == counted.get("not-known", 0) + only
