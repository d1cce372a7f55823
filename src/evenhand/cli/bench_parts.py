"""The parts of `evenhand bench`, each of which may be run alone."""

from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec

from evenhand.cli.bench_amhp import run_amhp_bench
from evenhand.cli.bench_site import run_site_bench
from evenhand.pipeline.bench import run_bench
from evenhand.pipeline.bench_forecast import run_forecast_bench
from evenhand.pipeline.wrong_use import WrongUse

PARTS: Mapping[str, Callable[..., Iterator[str]]] = {
    "measures": run_bench,
    "forecast": run_forecast_bench,
    "site": run_site_bench,
    "amhp": run_amhp_bench,
}
_OF_THE_SITE = ("site", "amhp")


def run_parts(only: str, *, scale: float) -> Iterator[str]:
    """One part, or all that can be run here. Raises WrongUse where there is no such part."""
    if only and only not in PARTS:
        raise WrongUse(f"There is no part {only} of the bench. There are {', '.join(PARTS)}.")
    for name, run in PARTS.items():
        if name in _OF_THE_SITE and find_spec("django") is None:
            continue
        if only in ("", name):
            yield from run(scale=scale)
