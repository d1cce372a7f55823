"""Bodies that merged or changed their id: their earlier years under the body that came after them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evenhand.domain.measures.compared import Estimate, Measure, Scale
from evenhand.domain.measures.estimates import (
    points_from_counts,
    ratio_from_counts,
    share_estimate,
)
from evenhand.domain.results.written import some_of

Place = tuple[str, Measure, str]  # body, measure, period


@dataclass(frozen=True, slots=True)
class Succession:
    """From `day` (ISO) on the body `new` stands in place of `old`; several may have one `new`."""

    old: str
    new: str
    day: str


def in_order(
    lines: Iterable[Succession],
) -> tuple[dict[str, Succession], list[str]]:
    """
    The successor of each old id, and what is wrong with the table, in sentences.

    Of two lines for one old id the first counts. Lines that lead in a circle are left out.
    """
    found: dict[str, Succession] = {}
    wrong: list[str] = []
    for line in lines:
        if line.old in found:
            wrong.append(
                f"The predecessor table has {line.old} twice: the first line, to "
                f"{found[line.old].new}, is used."
            )
        elif line.old == _last(found, line.new):
            wrong.append(
                f"The predecessor table leads in a circle at {line.old} and {line.new}: that line "
                "is left out."
            )
        else:
            found[line.old] = line
    return found, wrong


def not_in_figures(successors: Mapping[str, Succession], there: Collection[str]) -> list[str]:
    """Which ids of the table no figures have, in sentences: a slip of the pen would go unseen."""
    notes = []
    old = [id_ for id_ in successors if id_ not in there]
    if old:
        notes.append(
            f"In the predecessor table but in no figures, so nothing was added for it: "
            f"{some_of(old)}. Check the id."
            if len(old) == 1
            else f"In the predecessor table but in no figures, so nothing was added for them: "
            f"{some_of(old)}. Check these ids."
        )
    for line in successors.values():
        new = _last(successors, line.new)
        if line.old in there and new not in there:
            notes.append(
                f"The predecessor table puts {new} in place of {line.old}, and no figures have "
                f"{new}: those of {line.old} are left out. Check the id."
            )
    return notes


def _last(found: Mapping[str, Succession], body: str) -> str:
    while body in found:
        body = found[body].new
    return body


def under_successors(
    estimates: Sequence[Estimate],
    successors: Mapping[str, Succession],
    names: Mapping[str, str],
    upside_down: Mapping[Measure, bool],
) -> tuple[list[Estimate], list[str]]:
    """
    Each estimate under the body that answers for it now, and what was done, in sentences.

    The counts of several old bodies are added up, and their figure worked out anew; without counts
    there is none, and why is said. A body's own figure goes before that of its predecessors.
    """
    kept: dict[Place, Estimate] = {}
    moved: dict[Place, list[Estimate]] = defaultdict(list)
    notes: dict[str, None] = {}
    for each in estimates:
        if each.body not in successors:
            kept[each.body, each.measure, each.period] = each
        elif each.period >= successors[each.body].day:
            line = successors[each.body]
            notes[
                f"{names.get(each.body, each.body)} has figures for {each.period}, after "
                f"{line.new} took its place on {line.day}: they are left out."
            ] = None
        else:
            moved[_last(successors, each.body), each.measure, each.period].append(each)
    for place, parts in moved.items():
        if place in kept and not kept[place].reason:
            notes[
                f"{names.get(place[0], place[0])} has figures of its own for {place[2]}: those of "
                f"{_listed(parts, names)} are left out."
            ] = None
            continue
        kept[place] = _together(place[0], parts, successors, names, upside_down)
        notes[
            f"{names.get(place[0], place[0])} has taken the place of {_listed(parts, names)}: "
            "earlier years are shown under it, with a break mark."
        ] = None
    return list(kept.values()), list(notes)


def _listed(parts: Iterable[Estimate], names: Mapping[str, str]) -> str:
    called = dict.fromkeys(f"{names.get(each.body, each.body)} ({each.body})" for each in parts)
    return " and ".join(called)


def _together(
    body: str,
    parts: Sequence[Estimate],
    successors: Mapping[str, Succession],
    names: Mapping[str, str],
    upside_down: Mapping[Measure, bool],
) -> Estimate:
    until = max(successors[each.body].day for each in parts)
    origin = f"figures of {_listed(parts, names)}, replaced on {until},"
    first = replace(parts[0], body=body, own_break=origin)
    if len(parts) == 1:
        return first
    columns = [[each.x, each.n, each.x0, each.n0] for each in parts]
    if any(number is None for column in columns for number in column[:2]):
        reason = f"the counts of {_listed(parts, names)} are not all there to be added up"
        return replace(first, x=None, n=None, x0=None, n0=None, reason=reason)
    x, n, x0, n0 = (sum(float(column[i] or 0) for column in columns) for i in range(4))
    sums = replace(first, x=x, n=n, x0=x0, n0=n0, reason="")
    if first.measure.scale is Scale.RATIO:
        return ratio_from_counts(sums, None, upside_down=upside_down[first.measure])
    return share_estimate(sums) if first.measure.scale is Scale.SHARE else points_from_counts(sums)
