"""What the benchmark compares with has to do the same work, or the ratio says nothing."""

import json
import subprocess
import sys

import numpy as np
import pytest
from tests.factories.disclosure import rule

from evenhand.domain.disclosure.suppress import exposed, sensitive_cells, suppress
from evenhand.domain.disclosure.system import cross_table
from evenhand.pipeline.bench_big_programme import one_big_programme
from evenhand.pipeline.bench_disclosure import skewed_counts


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_one_big_programme_costs_what_our_optimum_costs(seed: int) -> None:
    """The same rules, the same weights, another formulation."""
    system, rules = cross_table(skewed_counts((6, 5), 30, seed)), rule(5)
    weights = np.sqrt(system.values + 1.0)
    big = one_big_programme(system, rules, weights=weights, seconds=60)
    assert big.finished
    assert big.cost == pytest.approx(suppress(system, rules, weights=weights).cost)
    assert not len(exposed(system, rules, big.hidden, sensitive_cells(system, rules)))


def test_the_national_table_is_measured_in_a_process_of_its_own() -> None:
    """A small one here: all proved, nothing given away."""
    done = subprocess.run(
        [sys.executable, "-m", "evenhand.pipeline.bench_disclosure_national", "3"],
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout)
    assert (told["rows"], told["columns"]) == (57, 13)
    assert told["certificates"] == told["small"] + told["others"] > 100
    assert (told["given_away"], told["in_part"]) == (0, "")
