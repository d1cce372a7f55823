"""From released figures to bodies compared."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache as kept

from evenhand.data.attack_files.results_read import result_of
from evenhand.data.definitions import load
from evenhand.domain.frameworks.body import Body
from evenhand.domain.measures.compared import Called, Comparison, Estimate, Measure
from evenhand.domain.measures.peers import Peers
from evenhand.domain.results.result import Result
from evenhand.reporting.compare.arranged import MeasureStandings, by_measure
from evenhand.web.dashboards.queries import Shown

Choose = Callable[[Mapping[str, Body], str], Peers]


def compare_figures(
    figures: Sequence[Shown],
    choose: Choose,
    *,
    own: Body | None = None,
    own_results: Iterable[Result] = (),
) -> Comparison:
    """
    The bodies of these figures compared; `choose` says with whom `own` is.

    `own_results` are its own figures that are not released yet: they go before released ones.
    """
    # Comparing takes scipy: a served site imports it as it starts (config/wsgi.py), commands never.
    from evenhand.domain.measures.compare import Material, compare_material
    from evenhand.domain.measures.estimates import estimates_of

    bodies = {each.body.id: each.body for each in figures}
    if own is not None:
        bodies[own.id] = own
    estimates: dict[tuple[str, Measure, str], Estimate] = {}
    called: dict[Measure, Called] = {}
    for estimate, words in estimates_of(_results(figures, own, own_results)):
        place = (estimate.body, estimate.measure, estimate.period)
        estimates.setdefault(place, estimate)
        called[estimate.measure] = replace(words, grade_word=_grade_word(estimate))
    id_ = own.id if own else ""
    material = Material(bodies=bodies, estimates=tuple(estimates.values()), called=called)
    return compare_material(material, own=id_, peers=choose(bodies, id_))


def only(body: Body) -> Choose:
    """For a body's own years: nobody else is there."""
    return lambda bodies, own: Peers(ids=frozenset({body.id}), said="no other organisation")


def measures_of(comparison: Comparison) -> dict[tuple[str, str, str], MeasureStandings]:
    """By standard, indicator and cell. A measure of several groups: its first."""
    found: dict[tuple[str, str, str], MeasureStandings] = {}
    for of in by_measure(comparison):
        found.setdefault((of.last.standard, of.last.indicator, of.last.cell), of)
    return found


def _results(
    figures: Sequence[Shown], own: Body | None, own_results: Iterable[Result]
) -> Iterable[Result]:
    if own is not None:
        for result in own_results:
            yield replace(result, body=own.id, body_name=own.name)
    for each in figures:
        # On the site a body goes by its address, whatever its files call it.
        yield replace(result_of(each.told), body=each.body.id, body_name=each.body.name)


@kept
def _grade_words() -> dict[tuple[str, str], str]:
    return {(each.standard, each.edition): each.grade_word for each in load.editions()}


def _grade_word(estimate: Estimate) -> str:
    return _grade_words().get((estimate.measure.standard, estimate.edition), "grade")
