"""Where a body's years cannot be read as one line: what changed since the period before."""

from collections.abc import Iterable, Mapping, Sequence

from evenhand.domain.measures.compared import Estimate, Measure

Place = tuple[str, Measure, str]  # body, measure, period


def breaks(estimates: Iterable[Estimate], names: Mapping[tuple[str, str], str]) -> dict[Place, str]:
    """
    For each estimate that does not follow on from the one before it, what changed, in words.

    `names` are what bodies were called, by body and period. Editions, groupings, names and the
    bodies that figures come from are looked at.
    """
    series: dict[tuple[str, Measure], list[Estimate]] = {}
    for each in estimates:
        series.setdefault((each.body, each.measure), []).append(each)
    found: dict[Place, str] = {}
    for (body, measure), line in series.items():
        line.sort(key=lambda each: each.period)
        for before, after in zip(line, line[1:], strict=False):
            if said := _changed(before, after, names):
                found[body, measure, after.period] = "; ".join(said)
    return found


def _changed(
    before: Estimate, after: Estimate, names: Mapping[tuple[str, str], str]
) -> Sequence[str]:
    said = []
    if before.edition != after.edition:
        said.append(f"edition {before.edition} before, {after.edition} from here")
    if before.grouping != after.grouping:
        said.append(f"groups as in {before.grouping} before, as in {after.grouping} from here")
    if before.own_break != after.own_break:
        said.append(f"{before.own_break or 'figures of the body itself'} before it")
    else:
        was, is_ = (names.get((each.body, each.period), "") for each in (before, after))
        if was and is_ and was != is_:
            said.append(f"called {was} before")
    return said
