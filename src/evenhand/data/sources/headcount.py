"""Published headcounts of one body, year and role, by the five groups that DfE prints."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from evenhand.domain.codes.ethnicity import NOT_KNOWN
from evenhand.domain.results.shares import GroupedCount

BROAD = "broad-5-2021"
BINARY = "binary"
WHITE = "white"
MINORITY = "bme"


@dataclass(frozen=True, slots=True)
class Headcount:
    """
    People in post. A group is None where DfE prints `x` (not available), which is not a nought.

    `known` and `not_known` count those whose ethnic group is known and is not; together `total`.
    """

    total: int
    known: int
    not_known: int
    groups: Mapping[str, int | None]

    @property
    def hides_groups(self) -> bool:
        """Some group has no figure."""
        return any(n is None for n in self.groups.values())

    @property
    def adds_up(self) -> bool:
        """The published parts make up the published wholes."""
        there = sum(n for n in self.groups.values() if n is not None)
        groups = there <= self.known if self.hides_groups else there == self.known
        return groups and self.known + self.not_known == self.total


def add_up(parts: Iterable[Headcount]) -> Headcount:
    """
    Several headcounts as one, by DfE's own rule: no figure by group where nobody's is known.

    A part that hides its groups although people's groups are known hides those of the sum.
    """
    together = list(parts)
    known = sum(part.known for part in together)
    total = sum(part.total for part in together)
    groups: dict[str, int | None] = {}
    for group in dict.fromkeys(group for part in together for group in part.groups):
        numbers = [part.groups[group] for part in together if part.known > 0]
        shown = [n for n in numbers if n is not None]
        complete = len(shown) == len(numbers) and not (known == 0 < total)
        groups[group] = sum(shown) if complete else None
    return Headcount(total, known, sum(part.not_known for part in together), groups)


def grouped(
    body: str, snapshot: str, name: str, *, cell: str, headcount: Headcount
) -> Iterator[GroupedCount]:
    """One count for each group, in the five broad groups and in the binary grouping."""

    def one(grouping: str, group: str, n: int | None) -> GroupedCount:
        return GroupedCount(body, snapshot, name, cell, grouping, group, n, n is None)

    others = [n for group, n in headcount.groups.items() if group != WHITE]
    there = [n for n in others if n is not None]
    for group, n in headcount.groups.items():
        yield one(BROAD, group, n)
    # DfE's own row for everyone who is not White repeats the headcount of White: worked out here.
    yield one(BINARY, MINORITY, sum(there) if len(there) == len(others) else None)
    yield one(BINARY, WHITE, headcount.groups[WHITE])
    for grouping in (BROAD, BINARY):
        yield one(grouping, NOT_KNOWN, headcount.not_known)
