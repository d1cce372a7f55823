"""Who came, went and changed between two snapshots, counted by where they stood and stand."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

import narwhals as nw

from evenhand.domain.measures.count import Frame, staff_counts
from evenhand.domain.measures.sides import cell_name
from evenhand.domain.results.moves import Linked, Move, Standing

# Between the parts of a standing in one text.
_SIGN = "\N{SYMBOL FOR UNIT SEPARATOR}"
# Fewer of the smaller year's people found again than this: the keys of the years do not match.
SAME_KEYS = 0.5


def standings(staff: Frame) -> Frame:
    """Each person's standing at a snapshot, as one text. Columns: body, snapshot, person, stands."""
    here, sums = staff_counts()
    flags = [nw.when(which).then(nw.lit("1")).otherwise(nw.lit("0")) for which in sums.values()]
    # Names of grades and teams are the body's own: the sign is taken out of them.
    where = [
        nw.col(name).cast(nw.String).fill_null("").str.replace_all(_SIGN, " ", literal=True)
        for name in ("category", "block", "rung", "team")
    ]
    stands = nw.concat_str(*where, *flags, separator=_SIGN)
    return staff.filter(here & nw.col("main_post")).select(
        "body", nw.col("snapshot").cast(nw.String), "person", stands=stands
    )


def link_periods(
    stands: Frame, periods: Sequence[str], *, fewest_found: float = SAME_KEYS
) -> list[Linked]:
    """Who came, went and changed between any two snapshots."""
    return [
        each
        for earlier, later in combinations(periods, 2)
        for each in moves(
            _at(stands, earlier), _at(stands, later), earlier=earlier, later=later,
            fewest_found=fewest_found,
        )
    ]  # fmt: skip


def link_with(before: Frame, stands: Frame, periods: Sequence[str]) -> list[Linked]:
    """The same between any snapshot of an earlier pack and any of these."""
    there = before.select("snapshot").unique().collect().to_dict()["snapshot"].to_list()
    return [
        each
        for earlier in sorted(there)
        for later in periods
        for each in moves(_at(before, earlier), _at(stands, later), earlier=earlier, later=later)
    ]


def _at(stands: Frame, period: str) -> Frame:
    return stands.filter(nw.col("snapshot") == period)


def moves(
    before: Frame, after: Frame, *, earlier: str, later: str, fewest_found: float = SAME_KEYS
) -> list[Linked]:
    """
    The moves of every body between two sets of standings, one row a person in each.

    A body is left out where less than `fewest_found` of the smaller set are in the other: then
    the keys of the two do not match.
    """
    nobody = nw.lit(None).cast(nw.String)
    sides = [
        before.select("body", "person", was=nw.col("stands"), now=nobody),
        after.select("body", "person", was=nobody, now=nw.col("stands")),
    ]
    each = nw.concat(sides, how="vertical").group_by("body", "person")
    people = each.agg(was=nw.col("was").max(), now=nw.col("now").max())
    counted = people.group_by("body", "was", "now").agg(n=nw.len()).collect().to_dict()
    by_body: dict[str, Counter[tuple[str | None, str | None]]] = defaultdict(Counter)
    for body, was, now, n in zip(*(counted[name].to_list() for name in counted), strict=True):
        by_body[body][was, now] += int(n)
    return list(_linked(by_body, earlier, later, fewest_found))


def _linked(
    by_body: dict[str, Any], earlier: str, later: str, fewest_found: float
) -> Iterator[Linked]:
    for body, found in sorted(by_body.items()):
        stayed = sum(n for (was, now), n in found.items() if was and now)
        before = sum(n for (was, _), n in found.items() if was)
        after = sum(n for (_, now), n in found.items() if now)
        if stayed >= fewest_found * min(before, after) and (stayed or not fewest_found):
            moved = sorted(
                ((pair, n) for pair, n in found.items() if pair[0] != pair[1]),
                key=lambda each: (each[0][0] or "", each[0][1] or ""),
            )
            told = tuple(Move(standing_of(was), standing_of(now), n) for (was, now), n in moved)
            yield Linked(body, earlier, later, stayed, told)


def rung_of(text: str) -> str:
    """The rung of a person's standing, as `standings` tells it; empty where there is none."""
    return text.split(_SIGN)[2]


def standing_of(text: str | None) -> Standing | None:
    """A person's standing, as `standings` tells it; None where nobody is there."""
    if text is None:
        return None
    category, block, rung, team, *flags = text.split(_SIGN)
    _, sums = staff_counts()
    counts = frozenset(name for name, flag in zip(sums, flags, strict=True) if flag == "1")
    return Standing(category, cell_name(block, rung), counts, team)
