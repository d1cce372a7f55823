"""Measures one pack and compares its bodies, in a process of its own; prints what both took."""

import json
import resource
import sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time

from evenhand.domain.measures.compare import compare
from evenhand.pipeline.measure import Wanted, measure_pack


def main(pack: Path) -> None:
    """Peak memory is the whole process's, as the operating system counts it."""
    started = perf_counter()
    measured = measure_pack(pack, Wanted(standards=("nhs-wres",), groupings=("binary",)))
    told = {
        "seconds": perf_counter() - started,
        "processor": process_time(),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "bodies": len(measured.measurements),
        "results": sum(len(each.results) for each in measured.measurements),
    }
    # The figures that a comparison opens with: one of each indicator, not each of its grades.
    headlines = [
        replace(each, results=tuple(r for r in each.results if r.planned))
        for each in measured.measurements
    ]
    told["compared"] = len({(r.indicator, r.cell) for each in headlines for r in each.results})
    started_to_compare = process_time()
    compare(headlines)
    told["comparing"] = process_time() - started_to_compare
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
