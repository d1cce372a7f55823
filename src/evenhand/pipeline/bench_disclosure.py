"""Disclosure control timed: against one big programme, against limits, against another tool."""

import contextlib
import importlib
import importlib.util
import io
import json
import logging
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from time import perf_counter
from typing import Any

import numpy as np

from evenhand.data.definitions.presets import preset
from evenhand.domain.disclosure.preset import Preset
from evenhand.domain.disclosure.suppress import exposed, suppress
from evenhand.domain.disclosure.system import Draft, Whole, add_cross_table, cross_table
from evenhand.domain.disclosure.two_way import two_way
from evenhand.domain.disclosure.two_way_protect import hide_in_two_way
from evenhand.pipeline.bench_big_programme import one_big_programme

NATIONAL_BODIES = 212
SMALL_SHAPE, SMALL_MEANS = (20, 10), (12, 40, 80)
LINKED_TABLES, TABLES_EACH = 200, 10
# The optimum of ten such tables takes from seconds to minutes: this is for the cheapest moves.
MOST_FOR_THE_OPTIMUM_OF_LINKED = 10_000
BIG_PROGRAMME_SECONDS = 120.0


def run_disclosure_bench(*, scale: float) -> Iterator[str]:
    """One line a figure. `scale` 1 is the national table of 4,028 rows."""
    yield from _small()
    yield _linked(max(1, round(LINKED_TABLES * scale / TABLES_EACH)))
    yield _national(max(1, round(NATIONAL_BODIES * scale)))


def fewer_than_five() -> Preset:
    """Counts of 1 to 4 are small; others are printed exactly."""
    return replace(preset("regulator"), threshold=5)


def skewed_counts(shape: tuple[int, ...], mean: int, seed: int) -> Whole:
    """Made-up counts, most of them few and some of them many."""
    random = np.random.default_rng(seed)
    counts: Whole = random.poisson(mean * random.gamma(0.5, 2.0, shape))
    return counts


def _small() -> Iterator[str]:
    for mean in SMALL_MEANS:
        yield _one_small(mean)
    yield _other_tool(skewed_counts(SMALL_SHAPE, SMALL_MEANS[-1], seed=1))


def _one_small(mean: int) -> str:
    """The optimum with its proof, against one big programme for the same, and the heuristic."""
    rules, counts = fewer_than_five(), skewed_counts(SMALL_SHAPE, mean, seed=1)
    system = cross_table(counts)
    weights = np.sqrt(system.values + 1.0)
    chosen, ours = _timed(lambda: suppress(system, rules, weights=weights))
    _, proving = _timed(lambda: exposed(system, rules, chosen.hidden, chosen.sensitive))
    quick, by_ways = _timed(lambda: hide_in_two_way(two_way(counts), rules))
    big, theirs = _timed(
        lambda: one_big_programme(system, rules, weights=weights, seconds=BIG_PROGRAMME_SECONDS)
    )
    ended = f"{big.cost:.1f}" + ("" if big.finished else ", not finished")
    return (
        f"A table of 20 x 10, mean {mean}, {int(chosen.sensitive.sum())} small counts: optimum "
        f"with proof {ours:.2f} s (limit 1 s), proof alone {proving:.2f} s, heuristic with proof "
        f"{by_ways:.2f} s; one big programme {theirs:.1f} s; ratio {theirs / ours:.0f}; costs "
        f"{chosen.cost:.1f}, {quick.cost:.1f} and {ended}"
    )


def _linked(sets: int) -> str:
    """A report's tables: sets of breakdowns of the same people, by groups within broader groups."""
    rules = fewer_than_five()
    draft = Draft()
    for number in range(sets):
        _linked_set(draft, number)
    system = draft.done()
    weights = np.sqrt(system.values + 1.0)
    chosen, seconds = _timed(
        lambda: suppress(
            system, rules, weights=weights, most_for_the_optimum=MOST_FOR_THE_OPTIMUM_OF_LINKED
        )
    )
    left, proving = _timed(lambda: exposed(system, rules, chosen.hidden, chosen.sensitive))
    extra = int((chosen.hidden & ~chosen.sensitive).sum())
    dearer = f"at most {chosen.gap:.0%} dearer than need be" if chosen.at_least else "gap not known"
    return (
        f"{sets * TABLES_EACH} linked tables of one report, {len(system):,} counts, "
        f"{int(chosen.sensitive.sum()):,} small: {seconds:.1f} s (limit 20 s), the attacker alone "
        f"{proving:.1f} s, ratio {seconds / proving:.1f}; {extra:,} more hidden, "
        f"{dearer}; {len(left)} given away"
    )


def _linked_set(draft: Draft, number: int) -> None:
    """
    Ten breakdowns of the same people (by grade, age, contract ...): 8 groups, 3 broad ones.

    All share the number of people in each group, so what one table tells, another may give away.
    """
    random = np.random.default_rng(number)
    people = random.poisson([2_000, 90, 30, 60, 120, 45, 25, 70])
    broad = {"white": (0, 1, 2), "minority": (3, 4, 5, 6), "unknown": (7,)}
    for table in range(TABLES_EACH):
        name = f"{number}.{table}"
        shares = random.dirichlet(np.full(2 + table % 5, 0.8))
        inner = np.array([random.multinomial(n, shares) for n in people])
        add_cross_table(draft, inner, name)
        for group in range(len(people)):
            row, shared = draft.names[name, group, None], f"{number} people"
            draft.total(draft.cell((shared, group), int(people[group])), [row])
        for label, members in broad.items():
            for column in (*range(inner.shape[1]), None):
                parts = [draft.names[name, member, column] for member in members]
                whole = draft.cell((name, label, column), sum(draft.values[p] for p in parts))
                draft.total(whole, parts)


def _national(bodies: int) -> str:
    told = json.loads(_run("-m", "evenhand.pipeline.bench_disclosure_national", str(bodies)))
    return (
        f"A table of {told['rows']:,} x {told['columns']} with {told['small']:,} small counts, from "
        f"file to file: protected and proved in {told['protect_seconds']:.1f} s (limit 60 s), "
        f"{told['certificates']:,} certificates ({told['by_flow']} by flow) checked again in "
        f"{told['check_seconds']:.1f} s; attacked anew in {told['attack_seconds']:.1f} s, "
        f"{told['given_away']} given away{told['in_part'] and ', ' + told['in_part']}; "
        f"{told['others']:,} more hidden, at most {told['gap']:.1%} dearer than need be; peak "
        f"memory {told['megabytes']:.0f} MB (limit 1,000 MB)"
    )


def _other_tool(counts: Whole) -> str:
    """ACRO checks a researcher's table for small counts, and hides those alone."""
    if importlib.util.find_spec("acro") is None:
        return "ACRO (small counts alone) is not installed here, so it was not timed."
    rules = fewer_than_five()
    _, ours = _timed(lambda: hide_in_two_way(two_way(counts), rules))
    pandas: Any = importlib.import_module("pandas")
    acro: Any = importlib.import_module("acro")
    row, column = np.nonzero(counts)
    times = counts[row, column]
    people = pandas.DataFrame({"row": np.repeat(row, times), "column": np.repeat(column, times)})
    logging.disable(logging.CRITICAL)
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        session = acro.ACRO(suppress=True)
        made, theirs = _timed(
            lambda: session.crosstab(people["row"], people["column"], margins=True)
        )
    logging.disable(logging.NOTSET)
    return (
        f"ACRO on the last table: {theirs:.2f} s, hides {int(made.isna().sum().sum())} cells, the "
        f"small ones alone (by its own threshold), and adds totals up without them; the heuristic "
        f"with proof {ours:.2f} s; ratio {theirs / ours:.1f}"
    )


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    started = perf_counter()
    done = work()
    return done, perf_counter() - started


def _run(*arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)} ended with {done.returncode}: {done.stderr}")
    return done.stdout
