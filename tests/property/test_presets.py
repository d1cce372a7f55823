"""Whatever the rules: what is printed tells what it may, and no more."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories.disclosure import measurement_of, rule
from tests.factories.measures import Counts, results_of

from evenhand.domain.disclosure.attack import attack, what_print_tells, wide_enough
from evenhand.domain.disclosure.minimums import too_few
from evenhand.domain.disclosure.preset import (
    Covers,
    Preset,
    as_printed,
    could_be,
    is_small,
    rounded,
)
from evenhand.domain.disclosure.printed import definitions_of
from evenhand.domain.disclosure.read_back import attack_results
from evenhand.domain.disclosure.release import release
from evenhand.domain.disclosure.suppress import suppress
from evenhand.domain.disclosure.system import Draft, System
from evenhand.domain.frameworks.edition import DefinitionIncomplete

THRESHOLDS, BASES = st.integers(1, 12), st.integers(1, 30)
MOST = 80


@st.composite
def rules(draw: st.DrawFn) -> Preset:
    """Any threshold and rounding base that go together."""
    threshold = draw(st.integers(2, 12))
    base = draw(st.integers(1, 2 * threshold))
    return rule(threshold, zeros=draw(st.booleans()), base=base)


@given(THRESHOLDS, BASES, st.booleans())
def test_rules_are_refused_where_people_would_be_printed_as_nobody(
    threshold: int, base: int, zeros: bool
) -> None:
    """Or where they would hide nobody; and only there."""
    shown_as_nobody = [n for n in range(1, MOST) if n >= threshold and rounded(n, base) == 0]
    try:
        rule(threshold, zeros=zeros, base=base)
    except DefinitionIncomplete:
        assert threshold == 1 or shown_as_nobody
    else:
        assert threshold > 1
        assert not shown_as_nobody


@given(rules())
def test_a_printed_number_could_be_just_the_counts_that_are_printed_so(preset: Preset) -> None:
    """All of them, and none besides: found again by printing every count."""
    printed_so: dict[int, list[int]] = {}
    for n in range(MOST):
        if not is_small(n, preset):
            printed_so.setdefault(rounded(n, preset.rounding_base), []).append(n)
    for printed, counts in printed_so.items():
        low, high = could_be(printed, preset)
        if high < MOST:
            assert counts == list(range(low, high + 1))


@given(rules(), st.integers(-5, MOST))
def test_what_is_never_printed_is_refused(preset: Preset, printed: int) -> None:
    """A number that no count is printed as."""
    could = [
        n
        for n in range(MOST + 2 * preset.rounding_base)
        if not is_small(n, preset) and rounded(n, preset.rounding_base) == printed
    ]
    try:
        could_be(printed, preset)
    except ValueError:
        assert not could
    else:
        assert could


@given(rules(), st.integers(0, 10**9))
def test_small_counts_are_never_printed_and_others_always(preset: Preset, n: int) -> None:
    """Rounded, a count is as near as may be; printed, a nought is nobody."""
    printed = as_printed(n, preset)
    assert (printed == preset.shown_as) is is_small(n, preset)
    if not is_small(n, preset):
        number = int(printed.replace(",", ""))
        assert number % preset.rounding_base == 0
        assert abs(number - n) * 2 <= preset.rounding_base
        assert (number == 0) is (n == 0)


@st.composite
def linked(draw: st.DrawFn) -> System:
    """
    Groups within a minority, which makes up the whole with White and unknown; those with an outcome
    in the same groups; and, on no page, those without.
    """
    n = draw(st.lists(st.integers(0, 9) | st.integers(0, 60), min_size=4, max_size=4))
    x = [draw(st.integers(0, each)) for each in n]
    draft = Draft()
    for table, numbers in (("n", n), ("x", x)):
        groups = [draft.cell((table, group), each) for group, each in enumerate(numbers)]
        minority = draft.cell((table, "minority"), sum(numbers[:2]))
        draft.total(minority, groups[:2])
        draft.total(draft.cell((table, "all"), sum(numbers)), [minority, *groups[2:]])
    for group in (0, 1, 2, 3, "minority", "all"):
        whole, part = draft.names["n", group], draft.names["x", group]
        without = draft.values[whole] - draft.values[part]
        draft.total(whole, [part, draft.cell(("rest", group), without, printed=False)])
    return draft.done()


@given(linked(), rules(), st.booleans())
@settings(max_examples=60)
def test_whatever_the_rules_no_small_cell_can_be_told(
    system: System, preset: Preset, complements: bool
) -> None:
    """Nor, with `complements`, how few are left. Nothing is known beforehand, so it can be done."""
    small = np.array([is_small(n, preset) for n in system.values.tolist()])
    sensitive = small & (system.printed | complements)
    chosen = suppress(system, preset, sensitive=sensitive)
    targets = np.flatnonzero(sensitive)
    told = what_print_tells(system, chosen.hidden, preset)
    low, high = attack(system.equations, *told, targets=targets)
    assert wide_enough(low, high, preset).all()
    assert (low <= system.values[targets]).all() and (system.values[targets] <= high).all()


GROUPS = ("white-british", "indian", "african", "not-stated")
SURVEY = "survey.discrimination"


@st.composite
def counts(draw: st.DrawFn) -> Counts:
    """Staff, those in a formal process, and answers to one question of a survey."""
    made: dict[str, dict[str, int]] = {}
    for whole, part in (("workforce", "disciplinary"), (f"{SURVEY}.asked", f"{SURVEY}.yes")):
        numbers = draw(st.lists(st.integers(10, 90), min_size=4, max_size=4))
        made[whole] = dict(zip(GROUPS, numbers, strict=True))
        # Many groups of whom all, or nearly all, or none had the outcome.
        left = [min(n, draw(st.sampled_from([0, 1, 6, n // 2, n - 2, n]))) for n in numbers]
        made[part] = {group: n - m for group, n, m in zip(GROUPS, numbers, left, strict=True)}
    return made  # type: ignore[return-value]


@st.composite
def any_rules(draw: st.DrawFn) -> Preset:
    """Those above, with every other key that a preset may have."""
    answers_shown = draw(st.booleans())
    fewest = draw(st.dictionaries(st.sampled_from(["people", "answers"]), st.integers(1, 40)))
    preset = draw(rules())
    return replace(
        preset,
        rounding_base=1 if answers_shown else preset.rounding_base,
        covers=Covers.WHOLES if answers_shown else Covers.EVERY_COUNT,
        complements=not answers_shown and draw(st.booleans()),
        whole_is_sensitive=draw(st.booleans()),
        fewest=fewest,
    )


@given(counts(), any_rules())
@settings(max_examples=60)
def test_a_release_under_any_rules_withstands_its_attacker(people: Counts, preset: Preset) -> None:
    """Who reads the results and nothing else; and no figure on too few is among them."""
    found = results_of(people, groupings=("binary", "broad-5-2021"))
    done = release(measurement_of(found), preset, "public")
    results, definitions = done.measurement.results, definitions_of(done.measurement)
    assert done.given_away == ()
    assert attack_results(results, definitions, preset, done.sensitive)[0] == []
    before = {(r.indicator, r.cell, r.grouping, r.group): r for r in found}
    for result in results:
        was = before[result.indicator, result.cell, result.grouping, result.group]
        assert result.suppressed or not too_few(was, preset)
