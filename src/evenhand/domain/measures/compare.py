"""Bodies side by side: funnels, ranks, shrunken figures, and what they are together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from evenhand.domain.frameworks.body import Body
from evenhand.domain.frameworks.edition import Direction
from evenhand.domain.measures.breaks import breaks
from evenhand.domain.measures.compared import Called, Comparison, Estimate, Measure
from evenhand.domain.measures.estimates import estimates_of
from evenhand.domain.measures.laid_side_by_side import SideBySide, side_by_side
from evenhand.domain.measures.peers import Peers, everyone
from evenhand.domain.measures.side_by_side_worked import Worked
from evenhand.domain.measures.standings import standings, together
from evenhand.domain.measures.succession import (
    Succession,
    in_order,
    not_in_figures,
    under_successors,
)
from evenhand.domain.results.measurement import Measurement
from evenhand.domain.results.written import some_of


@dataclass(frozen=True, kw_only=True)
class Material:
    """
    What a comparison is made of, wherever it came from.

    `names` are what bodies were called, by body and period. `notes` are sentences about what was
    read.
    """

    bodies: Mapping[str, Body]
    estimates: Sequence[Estimate]
    called: Mapping[Measure, Called]
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def compare(
    measurements: Sequence[Measurement],
    *,
    own: str = "",
    peers: Peers | None = None,
    successions: Iterable[Succession] = (),
) -> Comparison:
    """
    Compare the bodies of these measurements, each measure in each period.

    Several measurements of one body are its years. `own` is the id of the body that asked;
    `peers` are those with whom it is compared: all of its kind, if not said. What cannot be
    compared is left out and said in `notes`. The order of the measurements makes no difference to
    any figure; where two have the same body, period and measure, the first counts.
    """
    return compare_material(gathered(measurements), own=own, peers=peers, successions=successions)


def compare_material(
    material: Material,
    *,
    own: str = "",
    peers: Peers | None = None,
    successions: Iterable[Succession] = (),
) -> Comparison:
    """The same of estimates at hand."""
    successors, notes = in_order(successions)
    names = {id_: body.name for id_, body in material.bodies.items()}
    down = {
        measure: called.direction == Direction.COMPARATOR_OVER_GROUP
        for measure, called in material.called.items()
    }
    estimates, moved = under_successors(material.estimates, successors, names, down)
    # A body that has gone is there only through the one that came after it.
    bodies = {id_: body for id_, body in material.bodies.items() if id_ not in successors}
    chosen = peers or everyone(bodies, own)
    ids = {id_ for id_ in bodies if id_ in chosen.ids or id_ == own}
    laid = side_by_side([each for each in estimates if each.body in ids])
    worked = Worked(laid)
    broken = breaks((each for row in laid.rows for each in row if each is not None), material.names)
    strange = not_in_figures(successors, material.bodies)
    every = (*material.notes, *notes, *strange, *moved, *chosen.notes,
             *_without_data(laid, bodies, ids))  # fmt: skip
    return Comparison(
        bodies={id_: bodies[id_] for id_ in sorted(ids)},
        own=own,
        peers=chosen.said,
        periods=tuple(sorted({period for _, period in laid.problems})),
        standings=tuple(standings(worked, bodies, material.called, broken, own=own)),
        together=tuple(together(worked, material.called)),
        notes=tuple(dict.fromkeys((*every, *_mixed(estimates)))),
    )


def gathered(measurements: Sequence[Measurement]) -> Material:
    """The estimates of measurements; of two for one body, period and measure the first is kept."""
    kept: dict[tuple[str, Measure, str], Estimate] = {}
    bodies: dict[str, Body] = {}
    called: dict[Measure, Called] = {}
    names: dict[tuple[str, str], str] = {}
    latest: dict[str, str] = {}
    notes: dict[str, None] = {}
    for measurement in measurements:
        body, days = measurement.body, measurement.snapshots
        for day in days:
            was = names.setdefault((body.id, day), body.name)
            if was != body.name:
                notes[_two_with_one_id(body.id, was, body.name, day)] = None
        if body.id not in bodies or max(days, default="") > latest[body.id]:
            if body.id in bodies and bodies[body.id].name != body.name:
                notes[_renamed(bodies[body.id], body)] = None
            latest[body.id] = max(days, default="")
            bodies[body.id] = body
        grades = defaultdict(
            lambda: "grade", {e.standard: e.grade_word for e in measurement.editions}
        )
        for estimate, words in estimates_of(measurement.results):
            place = (estimate.body, estimate.measure, estimate.period)
            if names.get((body.id, estimate.period), body.name) != body.name:
                continue  # another body of the same id, which has been said
            if place not in kept:
                kept[place] = estimate
                called[estimate.measure] = replace(
                    words, grade_word=grades[estimate.measure.standard]
                )
            else:
                notes[_twice(estimate, kept[place], body)] = None
    return Material(
        bodies=bodies,
        estimates=tuple(kept.values()),
        called=called,
        names=names,
        notes=tuple(notes),
    )


def _two_with_one_id(id_: str, first: str, second: str, day: str) -> str:
    return (
        f"Two organisations have the id {id_} for {day}: {first} and {second}. {first} is kept and "
        f"compared; {second} is left out. Give each an id of its own."
    )


def _renamed(before: Body, after: Body) -> str:
    return (
        f"{before.id} is called {before.name} in one place and {after.name} in a later one: the "
        f"later name, {after.name}, is kept."
    )


def _twice(estimate: Estimate, kept: Estimate, body: Body) -> str:
    if estimate.grouping != kept.grouping:
        return (
            f"{body.name} has figures in two groupings, {kept.grouping} and {estimate.grouping}, "
            "for groups of one name: the first is compared."
        )
    return f"{body.name} has figures for {estimate.period} twice: the first are compared."


def _without_data(laid: SideBySide, bodies: Mapping[str, Body], ids: Iterable[str]) -> list[str]:
    there = {each.body for row in laid.rows for each in row if each is not None and not each.reason}
    without = [bodies[id_].name for id_ in sorted(ids) if id_ not in there]
    if not without:
        return []
    said = (
        f"{without[0]} has no figure that could be compared: the others are compared without it."
        if len(without) == 1
        else f"{len(without)} organisations have no figure that could be compared: {some_of(without)}. "
        "The others are compared without them."
    )
    return [said]


def _mixed(estimates: Iterable[Estimate]) -> list[str]:
    """Periods in which bodies are measured under different editions of one standard."""
    used: dict[tuple[str, str], set[str]] = {}
    for each in estimates:
        used.setdefault((each.measure.standard, each.period), set()).add(each.edition)
    return [
        f"For {period}, organisations are measured under different editions of {standard}: "
        f"{', '.join(sorted(editions))}. Their figures may not mean the same."
        for (standard, period), editions in sorted(used.items())
        if len(editions) > 1
    ]
